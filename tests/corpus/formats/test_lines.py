from __future__ import annotations

import pytest

from corpus.formats.lines import Line, headed, unframed

BODY: list[Line] = [(f"line {at} of the body", 10.0) for at in range(9)]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ([("Title", 20.0), ("Part", 14.0), *BODY], ["", "# Title", "", "", "## Part", ""]),
        ([("Title", 20.0), ("over two lines", 20.0), *BODY], ["", "# Title over two lines", ""]),
        ([("1 Ties . . . . . 3", 20.0), *BODY], ["1 Ties . . . . . 3"]),
        ([("12", 20.0), *BODY], ["12"]),
        ([("A note a little larger", 11.0), *BODY], ["A note a little larger"]),
        ([("Long " * 40, 20.0), *BODY], ["Long " * 40]),
    ],
    ids=["two levels", "wrapped", "contents", "number", "near", "long"],
)
def test_larger_lines_are_headings(lines: list[Line], text: list[str]) -> None:
    assert headed(lines) == text + [line for line, _ in BODY]


def test_where_every_other_line_is_large_none_is_a_heading() -> None:
    assert headed([("one", 10.0), ("two", 20.0)] * 4) == ["one", "two"] * 4


def test_a_word_that_is_parted_at_a_line_s_end_is_made_whole_where_the_document_has_it() -> None:
    lines = [("every custo-", 10.0), ("mer and long-", 10.0), ("term customer", 10.0), ("ties", 10.0)]
    assert headed(lines) == ["every customer", "and long-", "term customer", "ties"]


@pytest.mark.parametrize("number", ["3", "Page 3 of 9", "- 3 -", "Seite 3"])
def test_page_numbers_go(number: str) -> None:
    assert unframed([[("Body", 10.0), (number, 8.0)]]) == [("Body", 10.0)]
    assert unframed([[(number, 8.0)]]) == [(number, 8.0)]
