"""What an answer states about the relationship that was asked about, and when it is asked what was meant."""

from __future__ import annotations

import pytest

from assistant.canvas import Canvas, Topic
from assistant.edits import AddSegment, SetRelationship
from assistant.interview.statements import told
from assistant.reading import Reading, TypeMention
from assistant.reply import Ask
from tests.assistant.saying import EMPTY, after

PHONE = TypeMention(
    type="personal_assistance", quote="the helpline is manned", decision="clarify", alternatives=("self_service",)
)


def canvas() -> Canvas:
    named = after(AddSegment(name="couriers", quote="couriers"), on=EMPTY)
    wanted = SetRelationship(
        segment_id=named.segments[0].id, type="community", field="expected", value=True, quote="a forum"
    )
    return after(wanted, on=named, turn=2)


def asked(topic: Topic, *types: str) -> Ask:
    return Ask.model_validate(
        {"kind": "question", "topic": topic, "segment_id": canvas().segments[0].id, "types": types}
    )


def test_doubtful_words_say_how_the_relationship_stands_that_was_asked_about() -> None:
    found = told(Reading(types=(PHONE,)), canvas(), asked("established", "community"), correcting=False)
    assert found.doubts == ()
    written = [edit for edit in found.edits if isinstance(edit, SetRelationship) and edit.field == "established"]
    assert [(edit.type, edit.value, edit.quote) for edit in written] == [("community", "established", PHONE.quote)]


@pytest.mark.parametrize(
    ("topic", "types"), [("expected", ()), ("established", ()), ("established", ("community", "self_service"))]
)
def test_where_no_single_one_was_asked_about_doubtful_words_are_asked_about(
    topic: Topic, types: tuple[str, ...]
) -> None:
    found = told(Reading(types=(PHONE,)), canvas(), asked(topic, *types), correcting=False)
    assert found.edits == () and len(found.doubts) == 1


@pytest.mark.parametrize("topic", ["motivation", "cost", "integration", "switching_costs"])
def test_elsewhere_doubtful_words_answer_something_else(topic: Topic) -> None:
    found = told(Reading(types=(PHONE,)), canvas(), asked(topic, "community"), correcting=False)
    assert (found.edits, found.doubts) == ((), ())
