"""What is asked next: each topic once per segment, of a second relationship what it costs and hangs on, who else."""

from __future__ import annotations

import pytest

from assistant.agenda import MOST_ASKED, ask_for, is_further, is_lacking, next_ask, place_of
from assistant.canvas import SEGMENT_TOPICS, Canvas, Cost, Link, Topic
from assistant.edits import AddSegment, ClearTopic, Edit, SetBusiness, SetRelationship, SetStatus
from assistant.interview.asked import asked_next
from assistant.interview.commands import obey
from assistant.interview.interpret import interpret
from assistant.interview.step import Step
from assistant.reading import Command, Reading
from assistant.record import Memory, Place
from tests.assistant.saying import EMPTY, after

TWO = ("personal_assistance", "community")


def canvas(*more: Edit, kinds: tuple[str, ...] = TWO) -> Canvas:
    """A canvas with one segment and these relationships in place, of which the other topics are answered."""
    named = after(
        SetBusiness(field="offering", value="repairs", quote="repairs"),
        AddSegment(name="couriers", quote="couriers"),
        on=EMPTY,
    )
    here = named.segments[0].id
    there = [
        SetRelationship.model_validate(
            {"segment_id": here, "type": kind, "field": "established", "value": "established", "quote": kind}
        )
        for kind in kinds
    ]
    rest: list[Edit] = [
        SetStatus(segment_id=here, topic=topic, status="unknown", quote="no idea")
        for topic in SEGMENT_TOPICS
        if topic not in ("established", "cost", "integration")
    ]
    return after(*there, *rest, *more, on=named, turn=2)


HERE = canvas().segments[0].id


def cost(kind: str) -> Edit:
    value = Cost(level="low")
    return SetRelationship.model_validate(
        {"segment_id": HERE, "type": kind, "field": "cost", "value": value, "quote": "low"}
    )


def link(kind: str) -> Edit:
    value = (Link(block="channels"),)
    return SetRelationship.model_validate(
        {"segment_id": HERE, "type": kind, "field": "links", "value": value, "quote": "the shop"}
    )


def asked(*places: Place) -> Memory:
    return Memory(asked={place.full_key: places.count(place) for place in places})


def place(topic: Topic, kind: str | None = None) -> Place:
    return Place.model_validate({"topic": topic, "segment_id": HERE, "type": kind})


WHO = Place(topic="segments")


def done(*more: Edit) -> Canvas:
    """A canvas with one segment of which everything is told."""
    return canvas(*(tell(kind) for tell in (cost, link) for kind in TWO), *more)


def test_cost_and_links_are_asked_of_a_second_relationship_too() -> None:
    first = next_ask(canvas(), Memory())
    assert first and (first.topic, first.types) == ("cost", TWO[:1])
    second = next_ask(canvas(cost(TWO[0])), asked(place("cost", TWO[0])))
    assert second and (second.topic, second.types) == ("cost", TWO[1:])
    untied = canvas(cost(TWO[0]), cost(TWO[1]), link(TWO[0]))
    tied = next_ask(untied, asked(place("cost", TWO[0]), place("cost", TWO[1]), place("integration", TWO[0])))
    assert tied and (tied.topic, tied.types) == ("integration", TWO[1:])


def test_what_was_told_out_of_order_is_not_asked() -> None:
    assert next_ask(done(), asked(WHO)) is None


def test_a_topic_of_a_segment_is_asked_twice_at_most() -> None:
    three = canvas(cost(TWO[0]), cost(TWO[1]), kinds=(*TWO, "self_service"))
    memory = asked(place("cost", TWO[0]), place("cost", TWO[1]))
    assert sum(memory.asked.values()) == MOST_ASKED
    following = next_ask(three, memory)
    assert following and following.topic == "integration"


def test_the_second_is_asked_about_although_the_first_is_unknown() -> None:
    status = SetStatus(segment_id=HERE, topic="cost", status="unknown", quote="no idea")
    following = next_ask(canvas(status), asked(place("cost", TWO[0])))
    assert following and (following.topic, following.types) == ("cost", TWO[1:])


@pytest.mark.parametrize("status", ["not_applicable", "parked"])
def test_where_the_topic_was_put_aside_no_further_one_is_asked_about(status: str) -> None:
    aside = SetStatus.model_validate({"segment_id": HERE, "topic": "cost", "status": status, "quote": "leave it"})
    following = next_ask(canvas(aside), asked(place("cost", TWO[0])))
    assert following and following.topic == "integration"


def test_a_place_tells_the_relationship_that_an_ask_is_about() -> None:
    here = canvas(cost(TWO[0]))
    ask = ask_for(here, place("cost", TWO[1]))
    assert ask.types == TWO[1:] and place_of(ask) == place("cost", TWO[1])
    assert is_lacking(here, place("cost", TWO[1])) and not is_lacking(here, place("cost", TWO[0]))
    # A relationship that is gone is asked about no more.
    assert ask_for(here, place("cost", "loyalty_program")).types == TWO[1:]


@pytest.mark.parametrize("act", ["unknown", "skip", "not_applicable"])
def test_not_knowing_it_of_the_second_leaves_what_is_told_of_the_first(act: str) -> None:
    here = canvas(cost(TWO[0]))
    question = ask_for(here, place("cost", TWO[1]))
    step = obey(Command(act=act, quote="no idea"), here, Memory(ask=question, question=question))
    assert (step.edits, step.passed) == ((), True)
    memory = Memory(question=question, ask=question, asked={place("cost", kind).full_key: 1 for kind in TWO})
    following = asked_next(step, here, memory, wrote=False).ask
    assert following and following.topic == "integration"


def test_who_else_there_is_is_asked_once_when_all_else_was_asked_and_before_what_was_parked() -> None:
    reopened = ClearTopic(segment_id=HERE, topic="switching_costs", quote="clear that")
    parked = done(reopened, SetStatus(segment_id=HERE, topic="switching_costs", status="parked", quote="later"))
    others = next_ask(parked, Memory())
    assert others and place_of(others) == WHO and [choice.label for choice in others.choices] == ["Nobody else"]
    assert others == ask_for(parked, WHO) and is_further(parked, WHO)
    following = next_ask(parked, asked(WHO))
    assert following and following.topic == "switching_costs"


def test_who_else_there_is_waits_for_what_was_not_asked() -> None:
    following = next_ask(canvas(), Memory())
    assert following and following.topic == "cost"


def test_with_two_segments_nobody_else_is_asked_for() -> None:
    aside = [SetStatus(segment_id="s2", topic=topic, status="unknown", quote="no idea") for topic in SEGMENT_TOPICS]
    two = after(AddSegment(name="commuters", quote="commuters"), *aside, on=done(), turn=3)
    assert next_ask(two, Memory()) is None and not is_further(two, WHO)


@pytest.mark.parametrize("act", ["unknown", "skip", "park", "not_applicable", "reject"])
def test_not_saying_who_else_there_is_leaves_the_one_that_is_known(act: str) -> None:
    question = ask_for(done(), WHO)
    memory = Memory(question=question, ask=question, asked={WHO.full_key: 1}, wrote=True)
    reading = Reading(commands=(Command(act=act, quote="no, leave it"),))
    step = interpret(reading, done(), memory, "no, leave it")
    assert (step.edits, step.passed, step.undo) == ((), True, False)
    assert asked_next(step, done(), memory, wrote=False).ask is None


def test_the_first_answer_to_who_the_customers_are_is_no_reason_to_ask_again() -> None:
    first = ask_for(EMPTY, WHO)
    memory = Memory(question=first, ask=first, asked={WHO.full_key: 1})
    assert asked_next(Step(), done(), memory, wrote=True).ask is None
