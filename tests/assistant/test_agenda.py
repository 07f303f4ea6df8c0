"""What is asked next: each topic once per segment, and of a second relationship what it costs and hangs on."""

from __future__ import annotations

import pytest

from assistant.agenda import MOST_ASKED, ask_for, is_lacking, next_ask, place_of
from assistant.canvas import SEGMENT_TOPICS, Canvas, Cost, Link, Topic
from assistant.edits import AddSegment, Edit, SetBusiness, SetRelationship, SetStatus
from assistant.interview.asked import asked_next
from assistant.interview.commands import obey
from assistant.reading import Command
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


def test_cost_and_links_are_asked_of_a_second_relationship_too() -> None:
    first = next_ask(canvas(), Memory())
    assert first and (first.topic, first.types) == ("cost", TWO[:1])
    second = next_ask(canvas(cost(TWO[0])), asked(place("cost", TWO[0])))
    assert second and (second.topic, second.types) == ("cost", TWO[1:])
    done = canvas(cost(TWO[0]), cost(TWO[1]), link(TWO[0]))
    tied = next_ask(done, asked(place("cost", TWO[0]), place("cost", TWO[1]), place("integration", TWO[0])))
    assert tied and (tied.topic, tied.types) == ("integration", TWO[1:])


def test_what_was_told_out_of_order_is_not_asked() -> None:
    assert next_ask(canvas(*(tell(kind) for tell in (cost, link) for kind in TWO)), Memory()) is None


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
