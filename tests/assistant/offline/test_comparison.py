"""Comparisons: the table of two things, and what keeps a cell or the whole table out."""

from __future__ import annotations

import pytest

from assistant.offline.comparison import Table, comparing
from assistant.offline.comparison import table as made
from assistant.offline.stems import parts
from corpus.passage import Passage

SELF, AUTO = ("self", "servic"), ("automat", "servic")


def table(
    sides: tuple[tuple[str, ...], tuple[str, ...]], passages: list[Passage], words: int = 85, most: int = 3
) -> Table | None:
    return made(sides, passages, words, most)


def passage(section: str, text: str, document: str = "types.md") -> Passage:
    return Passage(id=section, document=document, section=section, text=text)


A = passage("Self-service > What self-service is", "People help themselves. Nobody calls.")
B = passage("Automated services > What automated services are", "Machines help people.")
A_EXAMPLES = passage("Self-service > Examples of self-service", "A petrol pump.")
B_EXAMPLES = passage("Automated services > Examples of automated services: kiosks", "A kiosk at an airport.")


def test_each_side_has_a_column_under_its_plainest_heading() -> None:
    found = table((SELF, AUTO), [A, B, A_EXAMPLES, B_EXAMPLES])
    assert found is not None
    assert found.markdown(3) == (
        "| | Self-service | Automated services |\n|---|---|---|\n"
        "| What it is | People help themselves. [3] | Machines help people. [4] |\n"
        "| Examples | A petrol pump. [5] | A kiosk at an airport. [6] |"
    )
    assert found.quotes() == [
        (A, "People help themselves."),
        (B, "Machines help people."),
        (A_EXAMPLES, "A petrol pump."),
        (B_EXAMPLES, "A kiosk at an airport."),
    ]


def test_a_row_of_which_one_side_says_nothing_is_left_out() -> None:
    found = table((SELF, AUTO), [A, B, A_EXAMPLES])
    assert found is not None and [label for label, _, _ in found.rows] == ["What it is"]


def test_without_what_both_are_there_is_no_table() -> None:
    assert table((SELF, AUTO), [A, A_EXAMPLES, B_EXAMPLES]) is None
    assert table((SELF, AUTO), []) is None


def test_a_section_named_after_the_thing_alone_says_what_it_is() -> None:
    found = table((SELF, AUTO), [passage("Types > Self-Service", "People do it alone."), B])
    assert found is not None and found.rows[0][1][1] == "People do it alone."


def test_the_side_whose_name_holds_the_other_keeps_to_its_own_sections() -> None:
    plain = passage("Personal assistance > What personal assistance is", "A person helps.")
    own = passage("Dedicated personal assistance > What dedicated personal assistance is", "One person is yours.")
    found = table((tuple(parts("personal")), tuple(parts("dedicated personal assistance"))), [own, plain])
    assert found is not None and [quote for _, quote in found.quotes()] == ["A person helps.", "One person is yours."]


@pytest.mark.parametrize(
    "text", ["A | B help.", "See [4] for help.", "Long " * 50 + "help.", "They:\n- help", "They help people too."]
)
def test_what_would_break_a_table_or_look_like_a_mark_is_not_put_into_it(text: str) -> None:
    assert table((SELF, AUTO), [A, passage(B.section, text)]) is None


def test_a_table_keeps_to_the_words_that_are_left() -> None:
    every = [A, B, A_EXAMPLES, B_EXAMPLES]
    one, both = (table((SELF, AUTO), every, words) for words in (15, 85))
    assert one is not None and len(one.rows) == 1
    assert both is not None and len(both.rows) == 2


def test_a_table_has_no_more_rows_than_there_may_be_sentences() -> None:
    found = table((SELF, AUTO), [A, B, A_EXAMPLES, B_EXAMPLES], most=1)
    assert found is not None and len(found.rows) == 1


def test_a_sentence_on_two_lines_stands_on_one_in_its_cell() -> None:
    found = table((SELF, AUTO), [passage(A.section, "People help\nthemselves."), B])
    assert found is not None and "| People help themselves. [1] |" in found.markdown(1)


def test_the_beginning_of_a_section_in_pieces_opens_it() -> None:
    later = A.model_copy(update={"id": "later", "text": "Customers gain time.", "start": 900})
    found = table((SELF, AUTO), [later, A, B])
    assert found is not None and found.rows[0][1][1] == "People help themselves."


def test_a_heading_of_the_user_puts_no_false_mark_into_the_table() -> None:
    found = table((SELF, AUTO), [passage("Types > Self-service [1]", "People do it alone."), B])
    assert found is not None and found.heads == ("Self-service", "Automated services")


def test_the_section_that_compares_both_is_found_by_its_heading() -> None:
    both = passage("Compared > Self-service or automated services?", "The machine.")
    assert comparing((SELF, AUTO), [A, both]) == both
    assert comparing((SELF, AUTO), [A, B]) is None
