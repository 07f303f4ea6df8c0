"""Hearing: what a message is read against."""

from __future__ import annotations

from assistant.canvas import Canvas
from assistant.reading import Context
from assistant.record import Memory
from assistant.reply import Ask
from assistant.terms import thing


def context(canvas: Canvas, memory: Memory) -> Context:
    """Return what a message is read against."""
    ask: Ask | None = memory.ask or memory.question
    focus = canvas.segment(ask.segment_id if ask else None)
    return Context(
        topic=ask.topic if ask else None,
        kind=ask.kind if ask else "question",
        segments=tuple(segment.name for segment in canvas.segments),
        focus=focus.name if focus else None,
        types=ask.types if ask else (),
        choices=tuple((choice.value, choice.label) for choice in ask.choices) if ask else (),
        names=tuple((thing(r), r.type) for s in canvas.segments for r in s.relationships if r.type),
    )
