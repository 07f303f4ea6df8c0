from __future__ import annotations

import pptx
import pytest
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE

from tests.corpus import made
from tests.corpus.formats.conftest import Told


def talk() -> bytes:
    presentation = pptx.Presentation()
    first = presentation.slides.add_slide(presentation.slide_layouts[1])
    first.shapes.title.text = "Why they stay – 東京"
    first.placeholders[1].text_frame.text = "Trust"
    for text, level in (("a call", 1), ("Größe", 0)):
        paragraph = first.placeholders[1].text_frame.add_paragraph()
        paragraph.text, paragraph.level = text, level
    first.notes_slide.notes_text_frame.text = "Say this slowly"
    second = presentation.slides.add_slide(presentation.slide_layouts[6])
    table = second.shapes.add_table(2, 2, 0, 0, 100, 100).table
    for at, text in enumerate(("Plan", "Price", "Basic", "9 €")):
        table.cell(at // 2, at % 2).text = text
    group = second.shapes.add_group_shape()
    group.shapes.add_textbox(0, 0, 100, 100).text_frame.text = "# in a group"
    return made.saved(presentation)


def test_a_slide_is_a_heading_with_its_lists_tables_and_notes(text_of: Told) -> None:
    assert text_of("talk.pptx", talk()) == (
        "# Why they stay – 東京\n\n- Trust\n  - a call\n- Größe\n\nNotes: Say this slowly\n\n"
        "# Slide 2\n\nPlan | Price\nBasic | 9 €\n\n\\# in a group"
    )


def test_a_chart_with_its_workbook_is_no_bomb(text_of: Told) -> None:
    presentation = pptx.Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[5])
    slide.shapes.title.text = "Growth"
    data = CategoryChartData()
    data.categories = ["2024", "2025"]
    data.add_series("Customers", (3, 5))
    slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, 0, 0, 100, 100, data)
    assert text_of("chart.pptx", made.saved(presentation)) == "# Growth"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (made.word(), "is a Word document (.docx), not a presentation (.pptx)"),
        (made.saved(pptx.Presentation()), "holds no text"),
        (b"%PDF-1.7", "is a PDF, not a presentation"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_presentation_that_cannot_be_read_says_why(refusal_of: Told, content: bytes, why: str) -> None:
    assert why in refusal_of("talk.pptx", content)
