from __future__ import annotations

import unicodedata

import pytest

from assistant.citations import standing, verified
from assistant.reply import Citation
from corpus.passage import Passage

PASSAGE = Passage(
    id="p1",
    document="plan.md",
    section="Plan > Café",
    text="Couriers expect a named\n  mechanic.\n\nThe café stays open late, said Zoë.",
)


def cite(number: int, quote: str, passage_id: str = "p1") -> Citation:
    return Citation(number=number, document="d", section="s", quote=quote, passage_id=passage_id)


@pytest.mark.parametrize(
    ("quote", "written"),
    [
        ("Couriers expect a named mechanic.", "Couriers expect a named\n  mechanic."),
        ("  The café stays\nopen ", "The café stays open"),
        (unicodedata.normalize("NFD", "café stays open late, said Zoë"), "café stays open late, said Zoë"),
        ("mechanic. The café", "mechanic.\n\nThe café"),
    ],
)
def test_a_quote_that_stands_in_the_passage_is_cited_as_it_is_written_there(quote: str, written: str) -> None:
    citation = verified(quote, PASSAGE, 3)
    start = PASSAGE.start + PASSAGE.text.index(written)
    assert citation == Citation(
        number=3,
        document="plan.md",
        section="Plan > Café",
        quote=written,
        passage_id="p1",
        start=start,
        end=start + len(written),
    )


def test_a_passage_with_split_accents_is_quoted_with_them() -> None:
    split = unicodedata.normalize("NFD", "Zoë runs the café.")
    citation = verified("Zoë runs the café.", PASSAGE.model_copy(update={"text": split}))
    assert citation is not None
    assert citation.quote == split


@pytest.mark.parametrize(
    "quote",
    ["", " \n ", "Couriers expect a mechanic.", "couriers expect", "ouriers expect a named", "stays open lat", "[1]"],
)
def test_a_quote_that_does_not_stand_there_word_for_word_is_none(quote: str) -> None:
    assert verified(quote, PASSAGE) is None


def test_a_word_that_is_cut_in_one_place_and_whole_in_another_is_found_in_the_other() -> None:
    citation = verified("art", PASSAGE.model_copy(update={"text": "A part of art."}))
    assert citation is not None


def test_marks_stand_only_with_a_found_quote_and_are_numbered_as_they_come() -> None:
    text = "Named mechanics [4], late hours [2]. Cheap [3] and blue [7]."
    citations = [cite(2, "stays open late"), cite(3, "cheap"), cite(4, "a named mechanic"), cite(9, "Zoë")]
    marked, found = standing(text, citations, [PASSAGE])
    assert marked == "Named mechanics [1], late hours [2]. Cheap and blue."
    assert [(one.number, one.quote) for one in found] == [(1, "a named\n  mechanic"), (2, "stays open late")]


def test_a_mark_may_come_twice_and_a_citation_of_a_passage_that_was_not_given_is_dropped() -> None:
    marked, found = standing("One [1] and again [1]; other [2].", [cite(1, "Zoë"), cite(2, "Zoë", "p2")], [PASSAGE])
    assert marked == "One [1] and again [1]; other."
    assert [one.passage_id for one in found] == ["p1"]
