from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.passage.prose import LONGEST, sentences, whole


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One tie. Another tie! A third?", ["One tie.", "Another tie!", "A third?"]),
        ("It costs 3.5 euros, e.g. for ink. Then more.", ["It costs 3.5 euros, e.g. for ink.", "Then more."]),
        ("Ask Dr. Miller. She knows.", ["Ask Dr. Miller.", "She knows."]),
        ('"Get, keep, grow." That is it.', ['"Get, keep, grow."', "That is it."]),
        ("First\nline. Second.\n\nNew paragraph", ["First\nline.", "Second.", "New paragraph"]),
        (
            "Three forms:\n\n- writing\n- posting\n\nThat is all.",
            ["Three forms:\n\n- writing\n- posting", "That is all."],
        ),
        ("Two steps:\n1. ask\n2. listen", ["Two steps:\n1. ask\n2. listen"]),
        ("- one\n- two\n  more", ["one", "two\n  more"]),
        (" \n ", []),
    ],
)
def test_prose_falls_into_sentences_and_a_list_goes_with_the_sentence_that_announces_it(
    text: str, expected: list[str]
) -> None:
    assert [sentence.text for sentence in sentences(text)] == expected


def test_each_row_of_a_table_stands_by_itself() -> None:
    rows = "Plan | Price\n--- | ---\nBasic | 5 euros. From May: 6 | for one\nPro | 9 euros"
    text = f"Our prices.\n{rows}\nAll are monthly. Ask us."
    assert [each.text for each in sentences(text)] == [
        "Our prices.",
        "Plan | Price",
        "Basic | 5 euros. From May: 6 | for one",
        "Pro | 9 euros",
        "All are monthly.",
        "Ask us.",
    ]


@pytest.mark.parametrize(
    ("place", "read"),
    [(0, "A tie can be loose."), (1, "A tie can be loose. It can break."), (2, "Ink is dear.")],
)
def test_a_sentence_that_points_back_is_read_with_the_one_before_it(place: int, read: str) -> None:
    assert whole(sentences("A tie can be loose. It can break. Ink is dear."), place) == read


def test_a_long_list_comes_in_pieces_of_whole_items() -> None:
    text = "Many things:\n\n" + "\n".join(f"- thing number {place} of many" for place in range(40))
    first, *rest = [sentence.text for sentence in sentences(text)]
    assert first.startswith("Many things:\n\n- thing number 0")
    assert first.endswith("of many")
    assert rest


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet=st.sampled_from('ab.:! \n-1AÉ"”e.g|'), max_size=600), st.integers(0, 60))
def test_every_sentence_stands_at_its_place_and_none_is_too_long(text: str, repeat: int) -> None:
    whole = text + " word" * repeat * 5
    found = sentences(whole)
    assert all(whole[one.start : one.end] == one.text for one in found)
    assert all(0 < len(one.text.split()) <= LONGEST for one in found)
    assert all(before.end <= after.start for before, after in pairwise(found))
