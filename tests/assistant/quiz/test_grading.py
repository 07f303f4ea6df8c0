"""Answers and what they are worth."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.quiz.grading import Grade, graded
from assistant.quiz.question import Question, questions
from assistant.quiz.wordings import sought
from tests.assistant.quiz.samples import Sample, samples

SAMPLES = [*samples("answers.txt"), *samples("own.txt"), *samples("later.txt")]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda s: f"{s[0]}: {s[2]}")
def test_sample_answers_are_graded_as_a_teacher_would(sample: Sample) -> None:
    assert (graded(questions()[sample.question], sample.text).verdict == "right") is sample.right


@pytest.mark.parametrize(
    ("answer", "wordings", "found"),
    [
        ("they automate it", ("automat",), ("automate",)),
        ("semiautomatic", ("automat",), ()),
        ("ties", ("tie",), ("ties",)),
        ("a tiered plan", ("tie",), ()),
        ("SELF SERVICE", ("self-service",), ("SELF SERVICE",)),
        ("a comunity", ("communit",), ("comunity",)),
        ("retail", ("retain",), ()),
        ("a community", ("communit",), ("community",)),
        ("not a community", ("communit",), ()),
        ("it isn't really a community", ("communit",), ()),
        ("no community", ("communit",), ()),
        ("communities rather than staff", ("staff",), ()),
        ("communities instead of staff", ("communit", "staff"), ("communities",)),
        ("not only a community", ("communit",), ("community",)),
        ("not self-service, community", ("communit", "self-service"), ("community",)),
        ("they won't leave", ("not leave",), ("won't leave",)),
        ("dont stay", ("stay",), ()),
        ("", ("stay",), ()),
    ],
)
def test_a_wording_is_found_at_the_start_of_a_word_and_not_where_it_is_negated(
    answer: str, wordings: tuple[str, ...], found: tuple[str, ...]
) -> None:
    assert sought(wordings, answer) == found


@pytest.mark.parametrize(
    ("question", "answer", "grade"),
    [
        ("illustrate-01", "a community", Grade(verdict="right", words=("community",))),
        ("explain-01", "loyalty", Grade(verdict="part", words=("loyalty",), missing=("repeat", "word of mouth"))),
        ("illustrate-01", "a community, or co-creation", Grade(verdict="mistaken", words=("co-creation",))),
        ("define-02", "no idea", Grade(verdict="wrong", missing=("Dedicated",))),
        ("define-11", "no", Grade(verdict="part", words=("no",), missing=("need not",))),
        ("define-11", "true, no other person knows me", Grade(verdict="wrong", missing=("need not",))),
    ],
)
def test_a_grade_tells_what_was_right_and_what_is_missing(question: str, answer: str, grade: Grade) -> None:
    assert graded(questions()[question], answer) == grade


@pytest.mark.parametrize("question", questions().values(), ids=lambda q: q.id)
def test_neither_the_question_nor_a_misunderstanding_is_an_answer(question: Question) -> None:
    assert graded(question, question.ask).verdict != "right"
    for wrong in question.wrong:
        assert graded(question, wrong).verdict != "right"


@given(st.sampled_from(list(questions().values())), st.text(max_size=200))
def test_whatever_is_answered_the_words_of_a_grade_stand_in_the_answer(question: Question, answer: str) -> None:
    grade = graded(question, answer)
    assert all(word in answer for word in grade.words)
    assert all(word in question.quote for word in grade.missing)
