"""What edits do to answers: a question's status, and taking back what was said on a topic."""

from __future__ import annotations

from assistant.acts.evidence import without
from assistant.acts.standing import (
    BUSINESS_FIELDS,
    NOTHING,
    RELATIONSHIP_FIELD,
    RELATIONSHIP_FIELDS,
    SEGMENT_FIELD,
    emptied,
    holds,
    standing,
)
from assistant.acts.step import NO_SEGMENT, Step, with_segment, with_status
from assistant.canvas import (
    CANVAS_TOPICS,
    Business,
    Canvas,
    Evidence,
    Relationship,
    Segment,
    Status,
    Topic,
)
from assistant.edits import ClearAll, ClearTopic, SetStatus

WHICH_SEGMENT = "That question is asked for each customer segment; name the segment that you mean."
_ACTS: dict[Status, str] = {
    "stated": "set",
    "unknown": "unknown",
    "not_applicable": "not_applicable",
    "parked": "park",
    "not_asked": "reopen",
}
_TOPIC_WORDS: dict[Topic, str] = {
    "business": "your business",
    "segments": "your customer segments",
    "motivation": "the aim",
    "expected": "what they expect",
    "established": "what exists already",
    "cost": "the cost",
    "integration": "the ties to other blocks",
    "switching_costs": "the switching costs",
}


def set_status(canvas: Canvas, edit: SetStatus, _: Evidence, __: frozenset[str]) -> Step | str:
    """Write the status of a question and nothing else; answers that stand are not pushed aside."""
    owner = _owner(canvas, edit.segment_id, edit.topic)
    if isinstance(owner, str):
        return owner
    old = owner.answers.get(edit.topic, "not_asked")
    subject = _TOPIC_WORDS[edit.topic] + (f" for {owner.name}" if isinstance(owner, Segment) else "")
    if old != edit.status and edit.status in ("unknown", "not_applicable") and standing(owner, edit.topic):
        return f"There is already something on the canvas about {subject}; clear it first if it no longer holds."
    if old != edit.status == "parked" and old != "not_asked":
        return f"The question about {subject} has an answer already; reopen it first if you want it asked later."
    return Step(
        canvas=_answered(canvas, owner, edit.topic, edit.status),
        act=_ACTS[edit.status],
        segment_id=owner.id if isinstance(owner, Segment) else None,
        field=edit.topic,
        before=old,
        after=edit.status,
    )


def clear_topic(canvas: Canvas, edit: ClearTopic, _: Evidence, __: frozenset[str]) -> Step | str:
    """Empty all that a segment, or the whole canvas, says on one topic, and ask it again."""
    owner = _owner(canvas, edit.segment_id, edit.topic)
    if isinstance(owner, str):
        return owner
    after = _cleared(owner, edit.topic) if isinstance(owner, Segment) else _cleared_canvas(owner, edit.topic)
    return Step(
        canvas=_answered(canvas, after, edit.topic, "not_asked"),
        act="clear",
        segment_id=owner.id if isinstance(owner, Segment) else None,
        field=edit.topic,
        before=standing(owner, edit.topic),
    )


def clear_all(canvas: Canvas, _: ClearAll, __: Evidence, ___: frozenset[str]) -> Step:
    """Empty the business and the segments; the canvas keeps its id and its title."""
    after = canvas.model_copy(update={"business": Business(), "segments": ()})
    for topic in CANVAS_TOPICS:
        after = with_status(after, topic, "not_asked")
    return Step(after, "clear_all", field="segments", before=standing(canvas, "segments"))


def _owner(canvas: Canvas, segment_id: str | None, topic: Topic) -> Canvas | Segment | str:
    if topic in CANVAS_TOPICS:
        return canvas
    return WHICH_SEGMENT if segment_id is None else canvas.segment(segment_id) or NO_SEGMENT


def _answered(canvas: Canvas, owner: Canvas | Segment, topic: Topic, status: Status) -> Canvas:
    if isinstance(owner, Segment):
        return with_segment(canvas, with_status(owner, topic, status))
    return with_status(owner, topic, status)


def _cleared_canvas(canvas: Canvas, topic: Topic) -> Canvas:
    if topic == "segments":
        return canvas.model_copy(update={"segments": ()})
    update = {field: None for field in BUSINESS_FIELDS}
    grounds = without(canvas.business.evidence, *BUSINESS_FIELDS)
    return canvas.model_copy(update={"business": canvas.business.model_copy(update={**update, "evidence": grounds})})


def _cleared(segment: Segment, topic: Topic) -> Segment:
    if topic in SEGMENT_FIELD:
        field = SEGMENT_FIELD[topic]
        grounds = without(segment.evidence, field)
        return segment.model_copy(update={field: NOTHING[field], "evidence": grounds})
    kept = tuple(held for old in segment.relationships if (held := _without(old, topic)) is not None)
    return segment.model_copy(update={"relationships": kept})


def _without(old: Relationship, topic: Topic) -> Relationship | None:
    field = RELATIONSHIP_FIELD[topic]
    touched = holds(old, field)
    held = emptied(old, field) if touched else old
    if topic == "expected" or (topic == "established" and touched):
        # Its type and its description told what was wanted or there; without that they are left hanging.
        return held if holds(held, *RELATIONSHIP_FIELD.values()) else None
    return held if not touched or holds(held, *RELATIONSHIP_FIELDS[1:]) else None
