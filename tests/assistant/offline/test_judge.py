"""The judge that comes along: what it takes for an answer, and what is said where it cannot be opened."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import ReaderDamaged
from assistant.offline.judging.judge import LONGEST, Network, worded
from tests.fakes import judge

QUESTION = "Who helps a customer that calls?"
ANSWER = ("Personal assistance", "A real member of staff helps the customer on the phone.")
OTHER = ("Loyalty programs", "Regular buyers collect points and get the tenth coffee for free.")


def test_a_sentence_that_answers_is_likelier_than_one_that_does_not() -> None:
    answering, idle = judge().judge(QUESTION, [ANSWER, OTHER])
    assert 0 <= idle < 0.5 < answering <= 1


def test_a_sentence_is_judged_alike_alone_and_among_longer_ones() -> None:
    (alone,) = judge().judge(QUESTION, [ANSWER])
    among = judge().judge(QUESTION, [ANSWER, ("", "and more of it " * 60)])[0]
    assert alone == among


@pytest.mark.parametrize("question", ["\ud800 who?", "", "who? " * LONGEST, "\0\x1b[31m", "👩\u200d🚀"])
def test_any_question_and_any_sentence_can_be_judged(question: str) -> None:
    likely = judge().judge(question, [("\udfff", "half \ud800 a character"), ("", ""), ANSWER])
    assert len(likely) == 3 and all(0 <= each <= 1 for each in likely)
    assert judge().judge(question, []) == []


def test_a_sentence_is_read_on_one_line_with_its_heading() -> None:
    assert worded("Forms", "one\n- two") == "Forms: one - two"
    assert worded("", "one") == "one"


def test_a_damaged_artefact_is_told_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ReaderDamaged, match="make judge"):
        Network(tmp_path)
