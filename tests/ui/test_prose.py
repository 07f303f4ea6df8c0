from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ui.samples import HOSTILE
from tests.ui.seen import Seen
from ui.prose import Prose

CLOSED = {
    *("p", "br", "hr", "strong", "em", "s", "code", "sup", "ul", "ol", "li", "blockquote"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}


def test_bold_lists_and_line_ends_are_shown() -> None:
    html = Prose().html("Noted: **Couriers**,\nand *more*:\n\n- one\n- two")
    assert html.replace("\n", "") == (
        "<p>Noted: <strong>Couriers</strong>,<br>and <em>more</em>:</p><ul><li>one</li><li>two</li></ul>"
    )


def test_a_heading_becomes_a_bold_line_so_that_the_order_of_headings_holds() -> None:
    assert Prose().html("## Where we are\n\ntext").startswith("<p><strong>Where we are</strong></p>")


def test_only_the_marks_of_citations_are_raised() -> None:
    html = Prose().html("Closest [1], dearest [2].", frozenset({1}))
    assert html == "<p>Closest <sup>[1]</sup>, dearest [2].</p>\n"


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_markdown_makes_no_link_no_picture_and_no_raw_html(value: str) -> None:
    seen = Seen(Prose().html(f"You said: {value}", frozenset({1})))
    assert {element.tag for element in seen.elements} <= CLOSED
    assert not [element for element in seen.elements if element.attributes]


MARKDOWN = st.text(alphabet="ab <>/\"'=[]()!*_`~#|-:\n1&;$\\", max_size=80)


@given(MARKDOWN)
def test_any_markdown_stays_within_a_closed_set_of_elements(value: str) -> None:
    for element in Seen(Prose().html(value, frozenset({1}))).elements:
        assert element.tag in CLOSED
        assert set(element.attributes) <= {"start", "style"}
        assert (element.attributes.get("style") or "text-align:").startswith("text-align:")
