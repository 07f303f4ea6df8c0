from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.reply import Citation
from corpus.passage import Passage
from tests.ui.samples import CITED, HOSTILE
from tests.ui.seen import Seen
from ui import source
from ui.markup import visible

PASSAGE = Passage(id="p1", document="co-creation", section="Co-creation > What it is", text="Users help to make it.")
WHOLE = """# Co-creation

## What it is
<!-- sources: 001 -->
Users help to make it.

## Again
Users help to make it."""


def shown(whole: str, cited: Citation = CITED, passage: Passage | None = PASSAGE) -> Seen:
    at = source.span(whole, cited, passage)
    assert at is not None
    return Seen(source.html(whole, cited, at))


def test_a_document_is_shown_with_the_cited_words_marked_and_their_place_named() -> None:
    seen = shown(WHOLE)
    assert seen.one("mark").text == "help to make"
    assert seen.one("h2").text == "co-creation"
    assert seen.one(kind="where").text == "Shared source, Co-creation › What it is"
    assert [heading.text for heading in seen.all("strong")] == ["Co-creation", "What it is", "Again"]
    assert "sources: 001" not in seen.text


def test_a_document_of_the_users_own_says_so() -> None:
    own = CITED.model_copy(update={"owner": "cnv_1"})
    assert shown(WHOLE, own).one(kind="where").text.startswith("Your document")


def test_of_words_that_stand_twice_those_at_the_kept_place_are_marked() -> None:
    later = WHOLE.rindex("help to make")
    kept = CITED.model_copy(update={"start": later, "end": later + len(CITED.quote)})
    assert source.span(WHOLE, kept, None) == (later, later + len(CITED.quote))
    moved = "An introduction.\n" + WHOLE
    second = PASSAGE.model_copy(update={"start": moved.rindex("Users")})
    assert source.span(moved, kept, second) == (moved.rindex("help"), moved.rindex("help") + len(CITED.quote))


def test_a_turn_of_before_places_were_kept_is_found_by_its_words() -> None:
    assert source.span(WHOLE, CITED, None) == (WHOLE.index("help"), WHOLE.index("help") + len(CITED.quote))
    assert source.span("Other words.", CITED, None) is None
    assert source.span(WHOLE, CITED.model_copy(update={"quote": ""}), None) is None


def test_of_a_book_only_the_part_around_the_cited_words_is_shown() -> None:
    seen = shown("a " * 50_000 + CITED.quote + " b" * 50_000, CITED, None)
    assert len(seen.text) < 3 * source.AROUND
    assert seen.one("mark").text == CITED.quote
    assert len(seen.all(kind="cut")) == 2
    assert not shown(WHOLE).all(kind="cut")


@given(st.text(max_size=30), st.text(min_size=1, max_size=10), st.text(max_size=30))
def test_whatever_a_document_holds_the_mark_holds_the_cited_words(before: str, quote: str, after: str) -> None:
    cited = CITED.model_copy(update={"quote": quote, "start": len(before), "end": len(before) + len(quote)})
    assert shown(before + quote + after, cited, None).one("mark").text == visible(quote)


def test_without_its_document_a_passage_shows_its_place_and_marks_the_quoted_words() -> None:
    seen = Seen(source.passage_html(PASSAGE, CITED))
    assert seen.text == "co-creationCo-creation › What it isUsers help to make it."
    assert seen.one("mark").text == "help to make"


def test_a_passage_that_is_gone_leaves_its_quote() -> None:
    seen = Seen(source.passage_html(None, CITED))
    assert "no longer in the index" in seen.text
    assert seen.one("mark").text == "help to make"


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_document_is_text(value: str) -> None:
    cited = CITED.model_copy(update={"quote": value, "document": value})
    seen = shown(f"{value} {value}", cited, None)
    assert seen.one("mark").text == visible(value)
    assert not seen.all("script") and not seen.all("img")
    passage = source.passage_html(PASSAGE.model_copy(update={"text": value}), cited)
    assert Seen(passage).one("mark").text == visible(value)
