"""What users say to a canvas, in one line each: edits, and the canvas or the refusal that they lead to."""

from __future__ import annotations

from typing import Any

from assistant.apply import Outcome, apply
from assistant.canvas import Business, Canvas, Cost, Relationship, Segment, SwitchingCosts
from assistant.edits import (
    AddSegment,
    Edit,
    SetRelationship,
    SetSegment,
)
from assistant.history import empty
from tests.assistant.strategies import AT

LATER = "2026-03-02T10:00:00Z"
EMPTY = empty("cnv_1", "Pedal & Post", AT)
# What counts as nothing written, field by field.
NOTHING = (None, (), Cost(), SwitchingCosts())
RELATIONSHIP_FIELDS = ("type", "expected", "established", "description", "touchpoints", "phases", "cost", "links")


def outcome(*edits: Edit, on: Canvas = EMPTY, turn: int = 1) -> Outcome:
    return apply(on, edits, turn, LATER)


def after(*edits: Edit, on: Canvas = EMPTY, turn: int = 1) -> Canvas:
    result = outcome(*edits, on=on, turn=turn)
    assert result.refused == ()
    return result.canvas


def refusal(*edits: Edit, on: Canvas = EMPTY) -> str:
    result = outcome(*edits, on=on)
    assert len(result.refused) == 1
    return result.refused[0].reason


def segment(name: str, quote: str | None = "our customers") -> AddSegment:
    return AddSegment(name=name, quote=quote)


def tie(field: str, value: Any, quote: str | None = "as they said", segment_id: str = "s1", **more: Any) -> Edit:
    return SetRelationship(segment_id=segment_id, field=field, value=value, quote=quote, **more)


def goal(*goals: str, quote: str = "we want that", **more: Any) -> SetSegment:
    return SetSegment(segment_id="s1", field="motivations", value=goals, quote=quote, **more)


def leaving(value: SwitchingCosts | None, quote: str = "hard to leave") -> SetSegment:
    return SetSegment(segment_id="s1", field="switching_costs", value=value, quote=quote)


def only(canvas: Canvas) -> Relationship:
    (relationship,) = canvas.segments[0].relationships
    return relationship


def quotes(owner: Relationship | Segment | Business, field: str) -> list[str | None]:
    return [ground.quote for ground in owner.evidence if ground.field == field]


COURIERS = after(segment("Couriers"))
TWO = after(segment("Couriers"), segment("Commuters"))
MECHANIC = after(
    tie("expected", True, "one mechanic", type="dedicated_personal_assistance"),
    tie("description", "a named mechanic", "a named mechanic", relationship_id="r1"),
    on=TWO,
)
