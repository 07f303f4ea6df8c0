"""Values in doubt: what is plain is written, what is not is asked about, and a second doubt waits its turn."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.canvas import Canvas, Topic
from assistant.edits import AddSegment, Edit, SetRelationship, SetSegment
from assistant.interview.asked import asked_next
from assistant.interview.doubts import which_value
from assistant.interview.interpret import interpret
from assistant.interview.statements import Told, told
from assistant.interview.step import Step
from assistant.reading import CostMention, LinkMention, MotivationMention, Reading, SwitchingMention, TypeMention
from assistant.record import Memory
from assistant.reply import Ask
from tests.assistant.saying import EMPTY, after

NAMED = after(AddSegment(name="couriers", quote="couriers"), on=EMPTY)
HERE = NAMED.segments[0].id
BOARD = after(
    SetRelationship(segment_id=HERE, type="community", field="expected", value=True, quote="a forum"), on=NAMED, turn=2
)
LEAVING = SwitchingMention(
    quote="lose their maps", decision="clarify", level="medium", alternatives=("high", "low"), kinds=("data",)
)
AIM = MotivationMention(
    quote="five years on", decision="clarify", motivation="retention", alternatives=("upselling", "acquisition")
)
LINK = LinkMention(
    quote="the app", note="the app", decision="clarify", block="channels", alternatives=("key_resources",)
)
LEVEL = CostMention(quote="a fair bit", decision="clarify", level="medium", alternatives=("high", "low"))


def ask(topic: Topic, *types: str) -> Ask:
    return Ask.model_validate({"kind": "question", "topic": topic, "segment_id": HERE, "types": types})


def said(topic: Topic, correcting: bool = False, **mentions: Any) -> Told:
    return told(Reading(**mentions), BOARD, ask(topic, "community"), correcting=correcting)


def written(edits: tuple[Edit, ...]) -> list[str]:
    return [edit.field for edit in edits if isinstance(edit, SetSegment | SetRelationship)]


def test_what_holds_them_is_written_and_how_much_is_asked() -> None:
    found = said("switching_costs", switching=(LEAVING,))
    (edit,) = found.edits
    assert isinstance(edit, SetSegment) and edit.quote == "lose their maps"
    assert edit.value is not None and (edit.value.level, edit.value.kinds) == (None, ("data",))  # type: ignore[union-attr]
    (doubt,) = found.doubts
    assert [choice.value for choice in doubt.ask.choices] == ["low", "medium", "high", "none"]
    (high,) = next(option.edits for option in doubt.options if option.value == "high")
    assert high.value.level == "high" and high.value.kinds == ("data",)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("topic", "mentions", "choices"),
    [
        ("motivation", {"motivations": (AIM,)}, ["retention", "upselling", "acquisition", "none"]),
        ("integration", {"links": (LINK,)}, ["channels", "key_resources", "none"]),
        ("cost", {"costs": (LEVEL,)}, ["low", "medium", "high", "none"]),
    ],
)
def test_a_doubtful_value_is_asked_about_where_it_answers_the_question(
    topic: Topic, mentions: dict[str, Any], choices: list[str]
) -> None:
    found = said(topic, **mentions)
    assert found.edits == ()
    assert [choice.value for choice in found.doubts[0].ask.choices] == choices
    other: Topic = "expected"
    assert (said(other, **mentions).edits, said(other, **mentions).doubts) == ((), ())


def test_what_is_told_beside_another_answer_is_no_doubt() -> None:
    typed = TypeMention(type="self_service", quote="a kiosk", status="established", segments=("couriers",))
    found = said("motivation", motivations=(AIM,), types=(typed,))
    assert "established" in written(found.edits) and found.doubts == ()


def test_a_correction_of_another_topic_is_asked_about_all_the_same() -> None:
    assert len(said("cost", correcting=True, switching=(LEAVING,)).doubts) == 1
    assert said("cost", switching=(LEAVING,)).doubts == ()


def test_what_would_be_lost_by_leaving_founds_no_relationship() -> None:
    points = TypeMention(type="loyalty_program", quote="their points", status="established")
    assert said("switching_costs", types=(points,)).edits == ()
    named = points.model_copy(update={"segments": ("couriers",)})
    assert "established" in written(said("switching_costs", types=(named,)).edits)


def taken(step: Step, canvas: Canvas, memory: Memory, pick: str) -> tuple[Canvas, Step]:
    offered = memory.model_copy(update={"ask": step.ask, "options": step.options, "doubts": step.doubts})
    took = interpret(Reading(acts=("accept",), choice=(pick,)), canvas, offered, pick)
    return after(*took.edits, on=canvas, turn=4), took


def test_a_second_doubt_waits_and_offers_only_what_would_change_something() -> None:
    more = AIM.model_copy(update={"motivation": "upselling", "alternatives": ("retention",), "quote": "bigger orders"})
    memory = Memory(question=ask("motivation"), ask=ask("motivation"))
    step = interpret(Reading(motivations=(AIM, more)), BOARD, memory, "five years on, and bigger orders")
    assert step.ask is not None and len(step.doubts) == 1
    canvas, took = taken(step, BOARD, memory, "retention")
    waiting = memory.model_copy(update={"doubts": step.doubts, "ask": step.ask, "options": step.options})
    asked = asked_next(took, canvas, waiting, wrote=True)
    assert asked.ask is not None and [c.value for c in asked.ask.choices] == ["upselling", "none"]
    second = step.model_copy(update={"ask": asked.ask, "options": asked.options, "doubts": ()})
    both, _ = taken(second, canvas, memory, "upselling")
    assert both.segments[0].motivations == ("retention", "upselling")


def test_a_second_doubt_that_would_change_nothing_any_more_is_not_asked() -> None:
    memory = Memory(question=ask("motivation"), ask=ask("motivation"))
    step = interpret(Reading(motivations=(AIM,)), BOARD, memory, "five years on")
    canvas, took = taken(step, BOARD, memory, "retention")
    keep = next(option.edits for option in step.options if option.value == "retention")
    again = which_value("motivation", BOARD.segments[0], "still here", {"retention": keep})
    waiting = memory.model_copy(update={"doubts": (again,), "ask": step.ask, "options": step.options})
    asked = asked_next(took, canvas, waiting, wrote=True)
    assert asked.ask is not None and asked.ask.kind == "question"


ALONE = TypeMention(type="self_service", quote="a portal", status="expected", probability=0.98)
NO_CALLS = TypeMention(
    type="self_service",
    alternatives=("personal_assistance", "dedicated_personal_assistance"),
    polarity="refused",
    decision="clarify",
    quote="to call they don't want",
    status="expected",
)


def offered(step: Step) -> list[str]:
    return [choice.value for choice in step.ask.choices] if step.ask else []


def test_what_a_message_wants_is_not_offered_as_what_it_refuses() -> None:
    memory = Memory(question=ask("expected"), ask=ask("expected"))
    step = interpret(Reading(types=(ALONE, NO_CALLS)), NAMED, memory, "a portal, to call they don't want")
    assert offered(step) == ["personal_assistance", "dedicated_personal_assistance", "none"]
    assert [line.key for line in step.lines] == ["clarify.refused"]
    wanting = after(*step.edits, on=NAMED, turn=3)
    canvas, _ = taken(step, wanting, memory, "personal_assistance")
    held = {r.type: r.expected for r in canvas.segments[0].relationships}
    assert held == {"self_service": True, "personal_assistance": False}


def test_what_was_chosen_of_the_same_message_is_not_offered_as_refused() -> None:
    memory = Memory(question=ask("expected"), ask=ask("expected"))
    doubtful = ALONE.model_copy(update={"decision": "clarify", "alternatives": ("transactional",)})
    step = interpret(Reading(types=(doubtful, NO_CALLS)), NAMED, memory, "a portal, to call they don't want")
    canvas, took = taken(step, NAMED, memory, "self_service")
    waiting = memory.model_copy(update={"doubts": step.doubts, "ask": step.ask, "options": step.options})
    asked = asked_next(took, canvas, waiting, wrote=True)
    assert asked.ask is not None
    values = [choice.value for choice in asked.ask.choices]
    assert values == ["personal_assistance", "dedicated_personal_assistance", "none"]


def test_a_refusal_by_the_way_stays_one_whatever_is_chosen() -> None:
    by_the_way = NO_CALLS.model_copy(update={"status": None})
    doubts = told(Reading(types=(by_the_way,)), NAMED, None, correcting=False).doubts
    typed = [option.edits[0] for option in doubts[0].options]
    assert [edit.value for edit in typed if isinstance(edit, SetRelationship)] == [False] * 4


def test_a_refusal_that_could_only_mean_what_is_wanted_is_not_asked_about() -> None:
    alone = NO_CALLS.model_copy(update={"alternatives": ()})
    assert told(Reading(types=(ALONE, alone)), NAMED, ask("expected"), correcting=False).doubts == ()
