"""What merging and splitting do to segments: relationships and evidence follow."""

from __future__ import annotations

from typing import Any, TypeVar

from assistant.acts import evidence
from assistant.acts.costs import filled, union
from assistant.acts.relationships import joined_links, joined_words
from assistant.acts.segments import BAD_NAME, MOST_SEGMENTS, TOO_MANY, named, renamed, well_named
from assistant.acts.standing import RELATIONSHIP_FIELDS
from assistant.acts.step import NO_SEGMENT, Step, new_ids
from assistant.canvas import SEGMENT_TOPICS, Canvas, Evidence, Relationship, Segment, Status, Topic
from assistant.edits import MergeSegments, SplitSegment
from assistant.names import clean_name, name_key

Held = TypeVar("Held", Segment, Relationship)
TWO_NAMES = "To split a segment I need at least two different names; tell me what the parts are called."
TWO_SEGMENTS = "To merge I need at least two segments; name the ones that belong together."
_STRONGEST: tuple[Status, ...] = ("stated", "unknown", "not_applicable", "parked", "not_asked")


def merge_segments(canvas: Canvas, edit: MergeSegments, proof: Evidence, _: frozenset[str]) -> Step | str:
    """Fold segments into the first of them."""
    parts = [canvas.segment(segment_id) for segment_id in dict.fromkeys(edit.segment_ids)]
    merged = [part for part in parts if part is not None]
    if len(merged) < len(parts):
        return NO_SEGMENT
    if len(merged) < 2:
        return TWO_SEGMENTS
    whole, apart = merged[0], {part.id for part in merged}
    for part in merged[1:]:
        whole = _merged(whole, part)
    if edit.name is not None:
        name = clean_name(edit.name)
        if not well_named(name):
            return BAD_NAME
        if other := named(canvas, name, apart):
            return f"There already is a segment called {other.name}; merge it too, or tell me another name."
        whole = renamed(whole, name, proof)
    gone = apart - {whole.id}
    kept = tuple(whole if held.id == whole.id else held for held in canvas.segments if held.id not in gone)
    names = [part.name for part in merged]
    after = canvas.model_copy(update={"segments": kept})
    return Step(after, "merge", whole.id, field="name", before=names, after=whole.name)


def split_segment(canvas: Canvas, edit: SplitSegment, proof: Evidence, taken: frozenset[str]) -> Step | str:
    """Split a segment: the first name renames it, each other name gets a copy with ids of its own."""
    segment = canvas.segment(edit.segment_id)
    if segment is None:
        return NO_SEGMENT
    names = [clean_name(name) for name in edit.names]
    if not all(map(well_named, names)):
        return BAD_NAME
    if len(names) < 2 or len({name_key(name) for name in names}) < len(names):
        return TWO_NAMES
    if other := next((held for name in names if (held := named(canvas, name, {segment.id}))), None):
        return f"There already is a segment called {other.name}; tell me another name for that part."
    if len(canvas.segments) + len(names) - 1 > MOST_SEGMENTS:
        return TOO_MANY
    parts = [renamed(segment, names[0], proof)]
    fresh = iter(new_ids("r", canvas, taken, len(segment.relationships) * (len(names) - 1)))
    for segment_id, name in zip(new_ids("s", canvas, taken, len(names) - 1), names[1:], strict=True):
        copies = tuple(held.model_copy(update={"id": next(fresh)}) for held in segment.relationships)
        part = segment.model_copy(update={"id": segment_id, "relationships": copies})
        parts.append(renamed(part, name, proof))
    place = canvas.segments.index(segment)
    after = canvas.model_copy(update={"segments": (*canvas.segments[:place], *parts, *canvas.segments[place + 1 :])})
    return Step(after, "split", segment.id, field="name", before=segment.name, after=names)


def _merged(first: Segment, other: Segment) -> Segment:
    joined = _joined(first, other, ("description", "motivations", "switching_costs"))
    ties = {held.type: held for held in first.relationships if held.type}
    relationships = list(first.relationships)
    for held in other.relationships:
        if held.type in ties:
            place = relationships.index(ties[held.type])
            relationships[place] = ties[held.type] = _joined(ties[held.type], held, RELATIONSHIP_FIELDS)
        else:
            relationships.append(held)
    answers = {topic: _stronger(first, other, topic) for topic in SEGMENT_TOPICS}
    return joined.model_copy(update={"relationships": tuple(relationships), "answers": answers})


def _stronger(first: Segment, other: Segment, topic: Topic) -> Status:
    return min((held.answers.get(topic, "not_asked") for held in (first, other)), key=_STRONGEST.index)


def _joined(first: Held, other: Held, fields: tuple[str, ...]) -> Held:
    update: dict[str, Any] = {**(other.model_extra or {}), **(first.model_extra or {})}
    grounds = first.evidence
    for field in fields:
        standing, offered = getattr(first, field), getattr(other, field)
        value = update[field] = _value(field, standing, offered)
        # Words that speak for a value that did not win would mislead whoever looks them up.
        if not evidence.loses(offered, value):
            grounds = union(grounds, evidence.of(other.evidence, field))
    return first.model_copy(update={**update, "evidence": grounds})


def _value(field: str, standing: Any, offered: Any) -> Any:
    if field == "links":
        return joined_links(standing, offered)
    if field == "touchpoints":
        return joined_words(standing, offered)
    if isinstance(standing, tuple):
        return union(standing, offered)
    if field in ("cost", "switching_costs"):
        return filled(standing, offered)
    return offered if standing is None else standing
