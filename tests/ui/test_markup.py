from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ui.samples import HOSTILE
from tests.ui.seen import Seen
from ui.markup import mark, tag, text, visible


@given(st.text())
def test_any_text_comes_back_as_the_same_text_and_never_as_an_element(value: str) -> None:
    seen = Seen(tag("p", text(value)))
    assert [element.tag for element in seen.elements] == ["p"]
    assert seen.text == visible(value)


@given(st.text())
def test_any_attribute_value_stays_in_its_attribute(value: str) -> None:
    (element,) = Seen(tag("button", data_say=value)).elements
    assert element.attributes == {"data-say": visible(value)}


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_text_is_text_in_content_and_in_attributes(value: str) -> None:
    seen = Seen(tag("p", text(value), title=value))
    assert seen.one("p")["title"] == visible(value) == seen.text


def test_control_characters_are_seen_and_line_ends_stay() -> None:
    assert text("a\x00b\r\nc\td") == "a\ufffdb\nc\td"


def test_an_attribute_can_be_bare_or_left_out() -> None:
    assert tag("option", selected=True, hidden=False, title=None) == "<option selected></option>"


def test_a_mark_says_in_words_what_its_icon_shows() -> None:
    seen = Seen(mark("planned", "Planned", "planned"))
    assert seen.text == "Planned"
    assert seen.one("svg")["aria-hidden"] == "true"
