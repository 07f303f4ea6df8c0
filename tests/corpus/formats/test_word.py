from __future__ import annotations

import docx
import pytest

from tests.corpus import made
from tests.corpus.bombs_office import TEXT, body, noted
from tests.corpus.formats.conftest import Told


def plan() -> bytes:
    document = docx.Document()
    document.add_heading("Plan für 東京", 0)
    document.add_heading("Ties", 1)
    document.add_paragraph("We call\nevery customer.")
    document.add_paragraph("# no heading")
    for text, style in (
        ("call", "List Bullet"),
        ("write", "List Bullet"),
        ("one", "List Number"),
        ("two", "List Number"),
    ):
        document.add_paragraph(text, style=style)
    table = document.add_table(2, 2)
    for at, text in enumerate(("Plan", "Price", "Basic", "9 €")):
        table.cell(at // 2, at % 2).text = text
    document.add_heading("Later", 2)
    document.add_paragraph("The end")
    document.sections[0].footer.paragraphs[0].text = "page footer"
    return made.saved(document)


def test_headings_lists_and_tables_are_kept_and_furniture_is_not(text_of: Told) -> None:
    assert text_of("plan.docx", plan()) == (
        "# Plan für 東京\n\n# Ties\n\nWe call\nevery customer.\n\n\\# no heading\n\n- call\n- write\n1. one\n2. two\n\n"
        "Plan | Price\nBasic | 9 €\n\n## Later\n\nThe end"
    )


def test_a_footnote_stands_after_its_paragraph(text_of: Told) -> None:
    assert text_of("noted.docx", noted(b"As they told us.", 2)) == "A text[2]\n\n[2] As they told us.\n\nA text[2]"


def run(text: str) -> bytes:
    return b"<w:r><w:t>%s</w:t></w:r>" % text.encode()


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (b"<w:p><w:ins>" + run("new") + b"</w:ins><w:del>" + run("old") + b"</w:del></w:p>", "new"),
        (b"<w:sdt><w:sdtContent>" + TEXT + b"</w:sdtContent></w:sdt>", "A text"),
        (b"<w:p><w:hyperlink>" + run("a link") + b"</w:hyperlink></w:p>", "a link"),
        (b"<w:p>" + run("one") + b"<w:r><w:tab/></w:r>" + run("two") + b"</w:p>", "one\ttwo"),
        (b'<w:p><w:pPr><w:outlineLvl w:val="1"/></w:pPr>' + run("Own") + b"</w:p>" + TEXT, "## Own\n\nA text"),
        (b"<w:p><w:r><w:pict><w:txbxContent>" + TEXT + b"</w:txbxContent></w:pict></w:r></w:p>", "A text"),
        (b"<w:tbl><w:tr><w:tc><w:tbl><w:tr><w:tc>" + TEXT + b"</w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl>", "A text"),
    ],
    ids=["changes", "control", "link", "tab", "outline", "box", "table in table"],
)
def test_what_stands_in_other_elements_is_read_once(text_of: Told, inside: bytes, text: str) -> None:
    assert text_of("parts.docx", body(inside)) == text


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (made.slides(), "is a presentation (.pptx), not a Word document (.docx)"),
        (made.zipped({"a.txt": b"text"}), "is a zip archive, not a Word document"),
        (made.zipped({"[Content_Types].xml": b"<Types/>"}), "something else of Office"),
        (b"MZ\x90\0", "is a program, not a Word document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is protected with a password, or in the format of Office before 2007"),
        (made.saved(docx.Document()), "holds no text"),
        (b"", "is empty"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_word_document_that_cannot_be_read_says_why(refusal_of: Told, content: bytes, why: str) -> None:
    assert why in refusal_of("plan.docx", content)
