"""Edits become events or refusals; what they write can be traced to the user's words and taken back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings

from assistant.apply import OWN_WORDS, Outcome, apply, restored
from assistant.canvas import Canvas, Cost, Evidence
from assistant.edits import (
    ClearAll,
    ClearTopic,
    Edit,
    MergeSegments,
    RemoveRelationship,
    RemoveSegment,
    RenameSegment,
    SetBusiness,
    SetSegment,
    SetStatus,
    SetTitle,
    SplitSegment,
)
from assistant.history import fold, ids
from tests.assistant.saying import (
    COURIERS,
    EMPTY,
    LATER,
    MECHANIC,
    NOTHING,
    RELATIONSHIP_FIELDS,
    TWO,
    after,
    goal,
    only,
    outcome,
    quotes,
    refusal,
    segment,
    tie,
)
from tests.assistant.strategies import AT, conversations


class TestEvents:
    def test_an_edit_that_writes_becomes_one_event_that_says_what_when_and_from_which_words(self) -> None:
        result = outcome(tie("expected", True, "one mechanic", type="dedicated_personal_assistance"), on=TWO, turn=4)
        (event,) = result.events
        assert (event.act, event.segment_id, event.relationship_id, event.field) == ("set", "s1", "r1", "expected")
        assert (event.before, event.after, event.quote, event.origin) == (None, True, "one mechanic", "stated")
        assert (event.revision, event.turn, event.at) == (3, 4, LATER)
        assert (result.canvas.revision, result.canvas.updated_at) == (3, LATER)

    def test_the_same_thing_said_again_is_neither_event_nor_refusal(self) -> None:
        again = (
            segment(" couriers "),
            tie("expected", True, "yes, one mechanic", type="dedicated_personal_assistance"),
            tie("type", "dedicated_personal_assistance", relationship_id="r1"),
            SetTitle(title="Pedal  &  Post"),
            SetStatus(topic="segments", status="stated"),
        )
        result = outcome(*again, on=MECHANIC)
        assert (result.events, result.refused, result.canvas) == ((), (), MECHANIC)

    @pytest.mark.parametrize(
        ("edit", "act", "before", "after"),
        [
            (tie("expected", False, type="dedicated_personal_assistance"), "correct", True, False),
            (tie("expected", None, None, relationship_id="r1"), "clear", True, None),
            (tie("established", "planned", relationship_id="r1", correction=True), "correct", None, "planned"),
            (tie("touchpoints", ("phone",), relationship_id="r1"), "set", None, ["phone"]),
            (tie("cost", Cost(level="low"), relationship_id="r1"), "set", None, {"level": "low"}),
            (
                RemoveRelationship(segment_id="s1", relationship_id="r1"),
                "remove",
                "dedicated_personal_assistance",
                None,
            ),
            (segment("Shops"), "add_segment", None, "Shops"),
            (RenameSegment(segment_id="s1", name="Riders", quote="riders"), "rename", "Couriers", "Riders"),
            (RemoveSegment(segment_id="s2"), "remove", "Commuters", None),
            (MergeSegments(segment_ids=("s1", "s2")), "merge", ["Couriers", "Commuters"], "Couriers"),
            (SplitSegment(segment_id="s2", names=("A", "B"), quote="A and B"), "split", "Commuters", ["A", "B"]),
            (SetStatus(segment_id="s1", topic="cost", status="unknown"), "unknown", "not_asked", "unknown"),
            (SetStatus(segment_id="s1", topic="cost", status="not_applicable"), "not_applicable", "not_asked", None),
            (SetStatus(segment_id="s1", topic="cost", status="parked"), "park", "not_asked", "parked"),
            (SetStatus(segment_id="s1", topic="expected", status="not_asked"), "reopen", "stated", "not_asked"),
            (SetBusiness(field="offering", value="repairs", quote="repairs"), "set", None, "repairs"),
            (SetTitle(title="Bikes"), "title", "Pedal & Post", "Bikes"),
            (ClearTopic(segment_id="s1", topic="expected"), "clear", {"dedicated_personal_assistance": True}, None),
            (ClearAll(), "clear_all", ["Couriers", "Commuters"], None),
        ],
        ids=lambda value: getattr(value, "kind", None),
    )
    def test_an_event_names_the_act_and_the_value_before_and_after(
        self, edit: Edit, act: str, before: Any, after: Any
    ) -> None:
        (event,) = outcome(edit, on=MECHANIC).events
        assert (event.act, event.before) == (act, before)
        assert event.after == (after if act != "not_applicable" else "not_applicable")


class TestOwnWords:
    @pytest.mark.parametrize("quote", [None, "", "  "])
    @pytest.mark.parametrize(
        "edit",
        [
            segment("Shops"),
            RenameSegment(segment_id="s1", name="Riders"),
            SplitSegment(segment_id="s1", names=("A", "B")),
            MergeSegments(segment_ids=("s1", "s2"), name="Everybody else"),
            tie("expected", False, type="community"),
            goal("retention"),
            SetBusiness(field="name", value="Pedal"),
        ],
        ids=lambda edit: edit.kind,
    )
    def test_a_value_that_nobody_said_is_refused(self, edit: Edit, quote: str | None) -> None:
        assert refusal(edit.model_copy(update={"quote": quote}), on=MECHANIC) == OWN_WORDS

    def test_a_value_that_was_typed_chosen_or_calculated_needs_no_quote(self) -> None:
        chosen = SetSegment(segment_id="s1", field="motivations", value=("retention",), origin="accepted")
        (ground,) = (g for g in after(chosen, on=COURIERS).segments[0].evidence if g.field == "motivations")
        assert ground == Evidence(field="motivations", origin="accepted", turn=1)

    def test_taking_something_back_needs_no_quote(self) -> None:
        cleared = after(tie("description", None, None, relationship_id="r1"), on=MECHANIC)
        assert only(cleared).description is None and quotes(only(cleared), "description") == []

    def test_a_single_value_keeps_the_words_of_its_last_writing_and_a_list_those_of_each(self) -> None:
        canvas = after(
            tie("description", "our Sam", "Sam", relationship_id="r1"),
            tie("touchpoints", ("phone",), "they ring", relationship_id="r1"),
            tie("touchpoints", ("chat", "Phone"), "or chat", relationship_id="r1"),
            on=MECHANIC,
        )
        assert quotes(only(canvas), "description") == ["Sam"]
        assert only(canvas).touchpoints == ("phone", "chat")
        assert quotes(only(canvas), "touchpoints") == ["they ring", "or chat"]

    def test_a_corrected_list_is_the_whole_list(self) -> None:
        canvas = after(goal("retention", quote="keep"), goal("upselling", quote="more", correction=True), on=COURIERS)
        assert canvas.segments[0].motivations == ("upselling",)
        assert quotes(canvas.segments[0], "motivations") == ["more"]


class TestUndo:
    def test_the_canvas_is_as_it_was_earlier_at_a_new_revision(self) -> None:
        result = restored(MECHANIC, COURIERS, turn=7, at=LATER, undoes=4)
        (event,) = result.events
        assert (event.act, event.undoes, event.turn, event.revision) == ("undo", 4, 7, MECHANIC.revision + 1)
        assert result.canvas.model_copy(update={"revision": COURIERS.revision}) == COURIERS
        assert fold(MECHANIC, result.events) == result.canvas

    def test_there_is_nothing_to_undo_where_nothing_differs(self) -> None:
        assert restored(MECHANIC, MECHANIC, turn=7, at=LATER, undoes=4).events == ()


def proven(owner: Any, fields: tuple[str, ...]) -> bool:
    grounds = {ground.field for ground in owner.evidence}
    return all(getattr(owner, field) in NOTHING or field in grounds for field in fields)


def one_by_one(said: list[Edit]) -> Iterator[Outcome]:
    """Apply edits as a conversation does: each on the canvas that the last one left, no id given twice."""
    canvas, taken = EMPTY, frozenset[str]()
    for edit in said:
        result = apply(canvas, [edit], 1, LATER, taken)
        yield result
        canvas, taken = result.canvas, taken | ids(result.events)


@given(conversations)
@settings(max_examples=40, deadline=None)
def test_whatever_is_said_the_canvas_is_the_sum_of_its_events_and_every_value_rests_on_words(said: list[Edit]) -> None:
    result = apply(EMPTY, said, 1, LATER)
    canvas = result.canvas
    assert canvas == fold(EMPTY, result.events) == Canvas.model_validate_json(canvas.model_dump_json())
    assert [event.revision for event in result.events] == list(range(1, canvas.revision + 1))
    assert proven(canvas.business, ("name", "offering", "stage"))
    for held in canvas.segments:
        assert proven(held, ("name", "description", "motivations", "switching_costs"))
        assert all(proven(relationship, RELATIONSHIP_FIELDS) for relationship in held.relationships)
    for ground in grounds([event.changes for event in result.events]):
        assert ground["origin"] != "stated" or ground["quote"].strip()


@given(conversations)
@settings(max_examples=40, deadline=None)
def test_whatever_is_said_a_refusal_changes_nothing_no_id_comes_twice_and_any_moment_can_be_restored(
    said: list[Edit],
) -> None:
    results = list(one_by_one(said))
    canvas = results[-1].canvas if results else EMPTY
    assert canvas == apply(EMPTY, said, 1, LATER).canvas
    before, given_ids = EMPTY, list[str]()
    for result in results:
        assert len(result.events) + len(result.refused) <= 1
        assert result.events or result.canvas is before
        given_ids += sorted(every_id(result.canvas) - every_id(before))
        before = result.canvas
    assert len(set(given_ids)) == len(given_ids)
    for earlier in [EMPTY, *(result.canvas for result in results[::5])]:
        undone = restored(canvas, earlier, 2, LATER, 1).canvas
        same = {"revision": 0, "updated_at": AT}
        assert undone.model_copy(update=same) == earlier.model_copy(update=same)


def every_id(canvas: Canvas) -> set[str]:
    held = {relationship.id for segment in canvas.segments for relationship in segment.relationships}
    return held | {segment.id for segment in canvas.segments}


def grounds(value: Any) -> list[dict[str, Any]]:
    """Find every piece of evidence that changes carry, however deep."""
    if isinstance(value, tuple | list):
        return [ground for item in value for ground in grounds(item)]
    if isinstance(value, dict):
        found = [ground for item in value.values() for ground in grounds(item)]
        return [*found, value] if {"field", "origin", "quote"} <= set(value) else found
    return grounds(getattr(value, "after", None)) if hasattr(value, "after") else []
