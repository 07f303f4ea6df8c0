"""What stands on the canvas under each topic, and how it is emptied."""

from __future__ import annotations

from typing import Any

from assistant.acts.evidence import without
from assistant.acts.step import with_status
from assistant.acts.values import readable
from assistant.canvas import SEGMENT_TOPICS, Canvas, Cost, Relationship, Segment, SwitchingCosts, Topic

NOTHING: dict[str, Any] = {
    "touchpoints": (),
    "phases": (),
    "links": (),
    "motivations": (),
    "cost": Cost(),
    "switching_costs": SwitchingCosts(),
}
# The field of a relationship, or of the segment itself, that answers a topic.
RELATIONSHIP_FIELD: dict[Topic, str] = {
    "expected": "expected",
    "established": "established",
    "cost": "cost",
    "integration": "links",
}
SEGMENT_FIELD: dict[Topic, str] = {"motivation": "motivations", "switching_costs": "switching_costs"}
BUSINESS_FIELDS = ("name", "offering", "stage")
RELATIONSHIP_FIELDS = ("type", "expected", "established", "description", "touchpoints", "phases", "cost", "links")


def standing(owner: Canvas | Segment, topic: Topic) -> Any:
    """Return what stands under a topic as plain JSON, by relationship where there are several; None if nothing."""
    if isinstance(owner, Canvas):
        if topic == "segments":
            return [segment.name for segment in owner.segments] or None
        said = {field: getattr(owner.business, field) for field in BUSINESS_FIELDS}
        return {field: value for field, value in said.items() if value is not None} or None
    if topic in SEGMENT_FIELD:
        return readable(getattr(owner, SEGMENT_FIELD[topic]))
    found = {held.type or held.id: readable(getattr(held, RELATIONSHIP_FIELD[topic])) for held in owner.relationships}
    return {name: value for name, value in found.items() if value is not None} or None


def holds(held: Relationship, *fields: str) -> bool:
    """Say whether any of these fields of a relationship is written."""
    return any(getattr(held, field) not in (None, NOTHING.get(field)) for field in fields)


def emptied(held: Relationship, field: str) -> Relationship:
    """Return the relationship without the value of one field and without its evidence."""
    return held.model_copy(update={field: NOTHING.get(field), "evidence": without(held.evidence, field)})


def reopened(before: Segment, after: Segment) -> Segment:
    """Return `after` with the topics asked again that were stated and lost all that they rested on."""
    for topic in SEGMENT_TOPICS:
        if after.answers.get(topic) == "stated" and _rests(before, topic) and not _rests(after, topic):
            after = with_status(after, topic, "not_asked")
    return after


def _rests(segment: Segment, topic: Topic) -> bool:
    # A tie that is described without a type may be the whole answer to either of these two.
    vague = topic in ("expected", "established") and any(
        held.type is None and held.description for held in segment.relationships
    )
    return vague or standing(segment, topic) is not None
