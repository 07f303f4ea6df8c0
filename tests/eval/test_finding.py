"""Figures of finding, computed by hand."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pytest

from corpus.passage import Passage
from eval.finding import DEPTH, Ranks, by_kind, find, gain, hit, measured, ranks, reciprocal, whole
from eval.interval import figure, mean
from eval.question import Question

HALF = 1 / math.log2(3)

# ranks, hit@1, hit@3, hit@5, all@5, reciprocal rank, nDCG@10
TABLE: list[tuple[Ranks, float, float, float, float, float, float]] = [
    ((1,), 1, 1, 1, 1, 1, 1),
    ((3,), 0, 1, 1, 1, 1 / 3, 0.5),
    ((6,), 0, 0, 0, 0, 1 / 6, 1 / math.log2(7)),
    ((None,), 0, 0, 0, 0, 0, 0),
    ((1, 2), 1, 1, 1, 1, 1, 1),
    ((2, 1), 1, 1, 1, 1, 1, 1),
    ((1, 1), 1, 1, 1, 1, 1, 1),
    ((1, None), 1, 1, 1, 0, 1, 1 / (1 + HALF)),
    ((None, 2), 0, 1, 1, 0, 0.5, HALF / (1 + HALF)),
    ((4, 7), 0, 0, 1, 0, 0.25, (1 / math.log2(5) + 1 / math.log2(8)) / (1 + HALF)),
]


@pytest.mark.parametrize("row", TABLE, ids=lambda row: str(row[0]))
def test_figures_of_one_question(row: tuple[Ranks, float, float, float, float, float, float]) -> None:
    found, *wanted = row
    got = [hit(found, 1), hit(found, 3), hit(found, 5), whole(found, 5), reciprocal(found), gain(found)]
    assert got == pytest.approx(wanted)


def test_a_quote_is_found_whatever_its_blanks_its_case_and_its_accents() -> None:
    texts = ["nothing", "Customers  help\n*each* other at the cafe\u0301."]
    assert ranks([("customers HELP *each* other",), ("at the café",)], texts) == (2, 2)
    assert ranks([("each other",), ("none", "nothing")], texts) == (None, 1)


def question(number: int, kind: str, quote: str, history: Sequence[str] = ()) -> Question:
    row = {"id": f"x{number:03}", "kind": kind, "text": f"Where is {quote}?", "history": history}
    return Question.model_validate({**row, "handbook": [[quote]], "points": [[quote]]})


def shelf(question: str, history: Sequence[str]) -> list[Passage]:
    texts = ["the first text of all", "the second text of all", *(f"filler {n}" for n in range(20))]
    return [Passage(id=text, document="d", section="s", text=text) for text in texts]


def test_only_questions_that_the_corpus_answers_are_looked_up() -> None:
    asked = [question(1, "fact", "the first text"), question(2, "meaning", "the second text")]
    silent = Question.model_validate({"id": "x003", "kind": "far", "text": "Who won the cup?"})
    found = find(shelf, [*asked, silent], "handbook")
    assert [each.ranks for each in found] == [(1,), (2,)]
    assert all(len(each.passages) == DEPTH for each in found)
    assert find(shelf, asked, "sources") == ()
    figures = {each.name: (each.value, each.of) for each in measured(found)}
    assert figures["hit@1"] == (0.5, 2) and figures["MRR"] == (0.75, 2) and figures["hit@5"] == (1.0, 2)
    assert {kind: rows[0].value for kind, rows in by_kind(found).items()} == {"fact": 1.0, "meaning": 0.0}


def test_a_follow_up_is_looked_up_with_its_history() -> None:
    heard = []

    def listening(text: str, history: Sequence[str]) -> list[Passage]:
        heard.append((text, tuple(history)))
        return []

    find(listening, [question(1, "follow_up", "the first text", ["What is a text?"])], "handbook")
    assert heard == [("Where is the first text?", ("What is a text?",))]


def test_an_interval_holds_its_value_is_the_same_each_time_and_is_empty_of_nothing() -> None:
    rows = [1.0] * 30 + [0.0] * 10
    one = figure("hit", rows, mean)
    assert one == figure("hit", rows, mean)
    assert (one.value, one.of) == (0.75, 40)
    assert 0.5 < one.low < 0.75 < one.high < 0.95
    assert figure("hit", [1.0] * 5, mean).low == 1.0
    assert figure("hit", [], mean).of == 0
