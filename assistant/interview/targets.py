"""Which segment and which relationship a statement is about."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.canvas import Canvas, Relationship, RelationshipType, Segment
from assistant.reply import Ask


def segment_ids(names: Sequence[str], canvas: Canvas, ask: Ask | None) -> tuple[str, ...]:
    """Return the segments that a statement belongs to: those it names, else the one in focus, else the only one."""
    named = tuple(s.id for name in names for s in canvas.segments if s.name.lower() == name.lower())
    if named:
        return named
    if ask and ask.segment_id and canvas.segment(ask.segment_id):
        return (ask.segment_id,)
    return (canvas.segments[0].id,) if len(canvas.segments) == 1 else ()


def candidates(segment: Segment, types: Sequence[RelationshipType]) -> tuple[Relationship, ...]:
    """Return the relationships that a remark without a name can be about, the likeliest group only.

    Those of `types` come first, then what is in place, what is planned, what is wanted, and the rest.
    """
    groups = (
        [r for r in segment.relationships if r.type in types],
        [r for r in segment.relationships if r.established == "established"],
        [r for r in segment.relationships if r.established == "planned"],
        [r for r in segment.relationships if r.expected],
        list(segment.relationships),
    )
    return tuple(next((group for group in groups if group), []))


def of_type(segment: Segment | None, kind: RelationshipType | None) -> Relationship | None:
    """Return the segment's relationship of a type, or None."""
    return next((r for r in segment.relationships if r.type == kind), None) if segment else None
