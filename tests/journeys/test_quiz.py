"""The quiz, as a user meets it in the middle of an interview."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant import Coach
from assistant.quiz.citing import quoted
from assistant.quiz.grading import graded
from assistant.quiz.question import OUTCOMES, Question, questions
from assistant.reply import Turn
from corpus.index import Index
from tests.assistant.quiz.samples import samples
from tests.conftest import HANDBOOK
from tests.fakes import Clock, in_memory
from tests.journeys.conversation import Conversation, bare

RIGHT = {sample.question: sample.text for sample in samples("answers.txt") if sample.right}
WRONG = {sample.question: sample.text for sample in samples("answers.txt") if not sample.right}


@pytest.fixture
def talk(new_coach: Callable[[], Coach]) -> Conversation:
    """A conversation in which it is asked what couriers expect."""
    conversation = Conversation(new_coach())
    conversation.say("We repair bikes for couriers and commuters", "we want to keep them")
    assert asks(conversation.turns[-1]) == "expected"
    return conversation


def asks(turn: Turn) -> str | None:
    return turn.asks.topic if turn.asks else None


def put(turn: Turn) -> Question:
    """The quiz question that a turn puts."""
    assert turn.asks is not None and (turn.asks.kind, turn.asks.topic) == ("question", None), turn.text
    return next(each for each in questions().values() if turn.text.endswith(each.ask))


def test_a_quiz_in_the_middle_of_an_interview_with_a_restart_in_between(library: Index, clock: Clock) -> None:
    parts = in_memory(library, clock)
    talk = Conversation(Coach(parts=parts))
    talk.say("We repair bikes for couriers and commuters", "we want to keep them")
    canvas, open_question = bare(talk.canvas), talk.turns[-1].asks

    first = put(talk.say("quiz me"))
    assert first.outcome == "define" and talk.turns[-1].acts == ["quiz"]

    verdict = talk.say(RIGHT[first.id])
    second = put(verdict)
    assert second.outcome == "explain" and verdict.acts == ["answer"]
    assert first.quote in verdict.text and "[1]" in verdict.text

    talk = Conversation(Coach(parts=parts), id=talk.id)
    verdict = talk.say(WRONG[second.id])
    third = put(verdict)
    assert third.outcome == "illustrate" and second.quote in verdict.text

    assert third.hint in talk.say("hint").text
    assert put(talk.turns[-1]) == third
    shown = talk.say("I don't know")
    assert third.quote in shown.text and put(shown).outcome == "assess"

    score = talk.say("how am I doing in the quiz?")
    assert "1 of 13 in define, 0 of 13 in explain, 0 of 13 in illustrate and 0 of 13 in assess" in score.text
    assert put(score) == put(shown)

    back = talk.say("stop the quiz")
    assert back.asks == open_question and "1 of 13 in define" in back.text
    assert bare(talk.canvas) == canvas and not any(turn.events for turn in talk.turns)

    assert talk.say("couriers want a named mechanic").events


def test_every_verdict_cites_a_passage_that_holds_the_quote(talk: Conversation) -> None:
    turn = talk.say("test me")
    for _ in range(8):
        question = put(turn)
        turn = talk.say(RIGHT[question.id])
        (citation,) = turn.citations
        passage = talk.coach.passage(citation.passage_id)
        assert passage is not None and citation.quote in passage.text
        assert (citation.document, citation.quote) == (question.passage, question.quote)


@pytest.mark.parametrize("question", questions().values(), ids=lambda q: q.id)
def test_the_quote_of_every_question_stands_in_its_file_and_is_found_in_the_index(
    question: Question, library: Index
) -> None:
    assert question.quote in Path(HANDBOOK / question.passage).read_text(encoding="utf-8")
    answer = quoted(question.id, library)
    assert answer is not None and answer.citations[0].document == question.passage


def test_a_partly_right_answer_is_probed_once_and_completed(talk: Conversation) -> None:
    turn = talk.say("quiz me on why it matters")
    while put(turn).id != "explain-01":
        turn = talk.say("next question")
    probe = talk.say("loyalty")
    assert "“loyalty”" in probe.text and not probe.citations and asks(probe) is None
    done = talk.say("people buy again and tell others")
    assert "“buy again”" in done.text and put(done).id != "explain-01"
    assert "1 of 13 in explain" in talk.say("what's my score?").text


def test_an_answer_that_stays_partly_right_is_told_what_is_missing(talk: Conversation) -> None:
    turn = talk.say("quiz me on why it matters")
    while put(turn).id != "explain-01":
        turn = talk.say("another one")
    talk.say("loyalty")
    verdict = talk.say("and money, I suppose")
    assert "“loyalty”" in verdict.text and questions()["explain-01"].quote in verdict.text
    assert "0 of 13 in explain" in talk.say("what's my score?").text


@pytest.mark.parametrize(
    "message", ["stop the quiz", "back to the canvas", "enough", "stop", "that's all", "never mind"]
)
def test_the_quiz_stops_when_told_and_the_open_question_returns(talk: Conversation, message: str) -> None:
    talk.say("quiz me")
    assert asks(talk.say(message)) == "expected"


def test_a_question_ends_the_quiz_and_is_answered(talk: Conversation) -> None:
    talk.say("quiz me")
    turn = talk.say("what is unbundling?")
    assert turn.citations and asks(turn) == "expected" and turn.acts == ["question"]


@pytest.mark.parametrize("message", ["undo", "remove the couriers", "rename couriers to riders", "delete everything"])
def test_a_command_that_writes_ends_the_quiz_and_is_obeyed_the_second_time(talk: Conversation, message: str) -> None:
    before = bare(talk.canvas)
    talk.say("quiz me")
    assert asks(talk.say(message)) == "expected" and bare(talk.canvas) == before
    turn = talk.say(message)
    assert turn.events or (turn.asks is not None and turn.asks.kind == "confirm")


def test_small_talk_and_what_cannot_be_read_leave_the_question_open(talk: Conversation) -> None:
    question = put(talk.say("quiz me"))
    for message in ("thanks", "", "🚲🚲", "repeat the question", "quiz me"):
        assert put(talk.say(message)) == question


def test_an_offer_that_was_open_returns_after_the_quiz(talk: Conversation) -> None:
    offer = talk.say("just fill it in for me")
    talk.say("quiz me", "I don't know")
    assert talk.say("back to the canvas").asks == offer.asks
    assert talk.say("the first").events[0].origin == "accepted"


def test_the_quiz_can_be_played_when_the_interview_is_over(talk: Conversation) -> None:
    for _ in range(40):
        if talk.turns[-1].asks is None:
            break
        talk.say("that's all")
    question = put(talk.say("quiz me"))
    assert put(talk.say(RIGHT[question.id])) != question
    assert talk.say("stop the quiz").asks is None


def test_another_one_goes_on_where_the_quiz_was_put_away(talk: Conversation) -> None:
    first = put(talk.say("quiz me"))
    talk.say("stop the quiz")
    assert put(talk.say("another one")) != first


def test_the_score_of_a_quiz_that_never_began_is_no_number(talk: Conversation) -> None:
    turn = talk.say("how am I doing in the quiz?")
    assert "13" not in turn.text and asks(turn) == "expected"


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_right_answers_add_up_to_all(talk: Conversation, outcome: str) -> None:
    words = {
        "define": "the definitions",
        "explain": "why it matters",
        "illustrate": "examples",
        "assess": "other blocks",
    }
    turn = talk.say(f"quiz me on {words[outcome]}")
    for _ in range(13):
        question = put(turn)
        assert question.outcome == outcome
        turn = talk.say(RIGHT[question.id])
        assert graded(question, RIGHT[question.id]).verdict == "right" and question.quote in turn.text
    assert f"13 of 13 in {outcome}" in talk.say("what's my score?").text


SAID = st.one_of(
    st.text(max_size=80),
    st.sampled_from([*RIGHT.values(), *WRONG.values()]),
    st.sampled_from(
        [
            "couriers want a named mechanic",
            "Couriers want self-service. What is co-creation?",
            "yes",
            "no, leave it",
            "no, that's not what I meant, couriers want a community",
            "it costs us about 4 € each a month",
            "undo",
            "add a segment: schools",
            "merge couriers and commuters",
            "delete everything",
            "skip",
            "not applicable",
            "same for the commuters",
            "just fill it in for me",
            "hint",
            "2",
        ]
    ),
)


@given(st.lists(SAID, min_size=1, max_size=4))
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_said_to_a_quiz_the_canvas_stays_as_it_is(library: Index, messages: list[str]) -> None:
    talk = Conversation(Coach(parts=in_memory(library, Clock())))
    talk.say("We repair bikes for couriers and commuters", "we want to keep them")
    before = talk.canvas
    for message in messages:
        # Each of them is said to an open quiz question.
        if asks(talk.say("quiz me")) is None:
            turn = talk.say(message)
            assert turn.text and turn.events == [] and talk.canvas == before
