"""The order of the questions: outcomes in turn, the missed ones later again, the same for the same canvas."""

from __future__ import annotations

from itertools import pairwise

import pytest

from assistant.quiz.question import OUTCOMES, Outcome, questions
from assistant.quiz.round import COMES_BACK_AFTER, Quiz, following

ALL = len(questions())


def played(
    canvas_id: str, times: int, missing: frozenset[int] = frozenset(), about: Outcome | None = None
) -> list[str]:
    """The ids that come when every answer is right, but for the ones at the places in `missing`."""
    quiz, met = Quiz(about=about), list[str]()
    for place in range(times):
        question = following(quiz, canvas_id)
        met.append(question.id)
        quiz = quiz.put(question).answered(right=place not in missing)
    return met


def test_every_question_comes_once_before_one_comes_again() -> None:
    met = played("cnv_1", ALL + 1)
    assert sorted(met[:ALL]) == sorted(questions())
    assert met[ALL] == met[0]


def test_outcomes_take_turns() -> None:
    assert [questions()[each].outcome for each in played("cnv_1", 8)] == [*OUTCOMES, *OUTCOMES]


def test_the_order_is_the_canvas_own_and_always_the_same() -> None:
    assert played("cnv_1", 12) == played("cnv_1", 12) != played("cnv_2", 12)


def test_a_missed_question_comes_back_later_and_not_at_once() -> None:
    met = played("cnv_1", 20, missing=frozenset({0}))
    again = [place for place, each in enumerate(met) if each == met[0]]
    assert len(again) == 2 and again[1] >= COMES_BACK_AFTER


def test_whoever_misses_everything_never_hears_one_question_twice_in_a_row() -> None:
    met = played("cnv_1", 120, missing=frozenset(range(120)))
    assert all(a != b for a, b in pairwise(met))


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_a_quiz_about_one_outcome_stays_with_it(outcome: Outcome) -> None:
    met = played("cnv_1", 14, about=outcome)
    assert {questions()[each].outcome for each in met} == {outcome}
    assert len(set(met[:13])) == 13


def test_the_score_counts_what_was_right_at_its_last_asking() -> None:
    quiz = Quiz().put(questions()["define-01"]).answered(right=True)
    assert [quiz.score(outcome) for outcome in OUTCOMES] == [(1, 13), (0, 13), (0, 13), (0, 13)]
    assert quiz.put(questions()["define-01"]).answered(right=False).score("define") == (0, 13)
