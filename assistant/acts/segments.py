"""What edits do to segments: add, rename, remove, and write what one says of itself."""

from __future__ import annotations

from collections.abc import Container

from assistant.acts import evidence
from assistant.acts.costs import union, written_over
from assistant.acts.standing import NOTHING, SEGMENT_FIELD, reopened
from assistant.acts.step import NO_SEGMENT, Step, new_ids, with_segment, with_status
from assistant.acts.values import fitting, readable
from assistant.canvas import Canvas, Evidence, Segment, Topic
from assistant.edits import AddSegment, RemoveSegment, RenameSegment, SetSegment
from assistant.names import LONGEST_NAME, clean_name, name_key

MOST_SEGMENTS = 40
TOO_MANY = f"A canvas holds {MOST_SEGMENTS} customer segments at most; merge or remove one first."
BAD_NAME = f"A segment's name has 1 to {LONGEST_NAME} characters; tell me a shorter name for these customers."
TOPIC_OF: dict[str, Topic] = {field: topic for topic, field in SEGMENT_FIELD.items()}


def add_segment(canvas: Canvas, edit: AddSegment, proof: Evidence, taken: frozenset[str]) -> Step | str:
    """Add a segment; one whose name stands already is not added twice."""
    name = clean_name(edit.name)
    if not well_named(name):
        return BAD_NAME
    after = with_status(canvas, "segments", "stated")
    standing = named(canvas, name)
    if standing is not None:
        return Step(after, "add_segment", standing.id, field="name", before=standing.name, after=standing.name)
    if len(canvas.segments) >= MOST_SEGMENTS:
        return TOO_MANY
    segment = renamed(Segment(id=new_ids("s", canvas, taken)[0], name=""), name, proof)
    after = after.model_copy(update={"segments": (*canvas.segments, segment)})
    return Step(after, "add_segment", segment.id, field="name", after=name)


def rename_segment(canvas: Canvas, edit: RenameSegment, proof: Evidence, _: frozenset[str]) -> Step | str:
    """Give a segment a name that no other segment has."""
    segment, name = canvas.segment(edit.segment_id), clean_name(edit.name)
    if segment is None:
        return NO_SEGMENT
    if not well_named(name):
        return BAD_NAME
    if other := named(canvas, name, apart={segment.id}):
        return f"There already is a segment called {other.name}; shall I merge the two, or do you have another name?"
    after = with_segment(canvas, renamed(segment, name, proof))
    return Step(after, "rename", segment.id, field="name", before=segment.name, after=name)


def remove_segment(canvas: Canvas, edit: RemoveSegment, _: Evidence, __: frozenset[str]) -> Step | str:
    """Take a segment away with all that it holds."""
    segment = canvas.segment(edit.segment_id)
    if segment is None:
        return NO_SEGMENT
    kept = tuple(held for held in canvas.segments if held.id != segment.id)
    after = canvas.model_copy(update={"segments": kept})
    if not kept:
        after = with_status(after, "segments", "not_asked")
    return Step(after, "remove", segment.id, field="name", before=segment.name)


def set_segment(canvas: Canvas, edit: SetSegment, proof: Evidence, _: frozenset[str]) -> Step | str:
    """Write or clear a segment's description, motivations or switching costs."""
    segment = canvas.segment(edit.segment_id)
    if segment is None:
        return NO_SEGMENT
    field, value = edit.field, fitting(edit.field, edit.value)
    before = getattr(segment, field)
    act = "clear"
    if value is None:
        grounds = evidence.without(segment.evidence, field)
        after = segment.model_copy(update={field: NOTHING.get(field), "evidence": grounds})
        after = reopened(segment, after)
    elif value == NOTHING.get(field):
        return Step(canvas, "set")
    else:
        after = _write(segment, edit, value, proof)
        act = "correct" if edit.correction or evidence.loses(before, getattr(after, field)) else "set"
    return Step(
        canvas=with_segment(canvas, after),
        act=act,
        segment_id=segment.id,
        field=field,
        before=readable(before),
        after=readable(getattr(after, field)),
    )


def well_named(name: str) -> bool:
    """Say whether a cleaned name can name a segment."""
    return 1 <= len(name) <= LONGEST_NAME


def named(canvas: Canvas, name: str, apart: Container[str] = ()) -> Segment | None:
    """Return the segment that goes by this name, in any spelling, among those whose id is not in `apart`."""
    key = name_key(name)
    return next((held for held in canvas.segments if held.id not in apart and name_key(held.name) == key), None)


def renamed(segment: Segment, name: str, proof: Evidence) -> Segment:
    """Return the segment with a name and what that rests on."""
    if segment.name == name:
        return segment
    return segment.model_copy(update={"name": name, "evidence": evidence.replaced(segment.evidence, "name", proof)})


def _write(segment: Segment, edit: SetSegment, value: object, proof: Evidence) -> Segment:
    field, standing = edit.field, getattr(segment, edit.field)
    if field == "switching_costs":
        value = written_over(standing, value, edit.correction)
    elif isinstance(value, tuple) and not edit.correction:
        value = union(standing, value)
    after = segment
    if value != standing:
        ground = evidence.added if field in NOTHING and not evidence.loses(standing, value) else evidence.replaced
        after = segment.model_copy(update={field: value, "evidence": ground(segment.evidence, field, proof)})
    return with_status(after, TOPIC_OF[field], "stated") if field in TOPIC_OF else after
