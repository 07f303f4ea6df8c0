"""A step: what one edit makes of a canvas, before it becomes an event."""

from __future__ import annotations

import re
from typing import NamedTuple, TypeVar

from assistant.canvas import Canvas, Segment, Status, Topic
from assistant.edits import Json

Owner = TypeVar("Owner", Canvas, Segment)
NO_SEGMENT = "I can't find that customer segment any more; call it by its name and I will look again."
UNFIT = "I can't write that there; put it in other words, or choose one of the values on offer."


class Step(NamedTuple):
    """The canvas after an edit, and what to tell of it. The canvas as it was means that nothing changed."""

    canvas: Canvas
    act: str
    segment_id: str | None = None
    relationship_id: str | None = None
    field: str | None = None
    before: Json = None
    after: Json = None


def with_segment(canvas: Canvas, segment: Segment) -> Canvas:
    """Return the canvas with this segment in the place of the one that has its id."""
    return canvas.model_copy(
        update={"segments": tuple(segment if held.id == segment.id else held for held in canvas.segments)}
    )


def with_status(owner: Owner, topic: Topic, status: Status) -> Owner:
    """Return the canvas or segment with the status of one topic set."""
    if owner.answers.get(topic) == status:
        return owner
    return owner.model_copy(update={"answers": {**owner.answers, topic: status}})


def new_ids(letter: str, canvas: Canvas, taken: frozenset[str], count: int = 1) -> list[str]:
    """Return ids like s3 or r7 that follow the highest on the canvas and in `taken`."""
    standing = {held.id for held in canvas.segments}
    standing |= {held.id for segment in canvas.segments for held in segment.relationships}
    # Nine digits at most: an imported id may be a number too long to count on from.
    form = re.compile(rf"{letter}([0-9]{{1,9}})")
    highest = max((int(match[1]) for held in standing | taken if (match := form.fullmatch(held))), default=0)
    return [f"{letter}{highest + n}" for n in range(1, count + 1)]
