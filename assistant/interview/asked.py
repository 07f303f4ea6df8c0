"""What is asked next: an offer, the same question again, the agenda's next, or nothing more."""

from __future__ import annotations

from assistant.agenda import ask_for, next_ask, place_of, status_of
from assistant.canvas import Canvas, progress_of
from assistant.findings import findings
from assistant.interview.step import Step
from assistant.interview.summary import closing
from assistant.interview.wording import asking
from assistant.record import Memory, Option, Place
from assistant.reply import Ask, Choice, Frozen, Line
from assistant.terms import TYPE_CHOICES


class Asked(Frozen):
    """What is asked next, in which words, and what its choices would write.

    `question` is the agenda's question that stays open behind an offer; `revisits` is a parked place that comes back.
    """

    ask: Ask | None = None
    lines: tuple[Line, ...] = ()
    options: tuple[Option, ...] = ()
    question: Ask | None = None
    revisits: str | None = None


def asked_next(step: Step, canvas: Canvas, memory: Memory, *, wrote: bool) -> Asked:
    """Return what comes next after a step; `wrote` says whether it changed the canvas."""
    if step.finish or (memory.closing and not step.stay and step.ask is None):
        return _closing(canvas, memory)
    if step.ask is not None and step.lines:
        return Asked(ask=step.ask, lines=step.lines, options=step.options, question=memory.question)
    if step.ask is not None:
        return Asked(ask=step.ask, lines=asking(step.ask, canvas, "ask"), question=step.ask)
    offer = memory.ask is not None and memory.ask.kind != "question" and bool(memory.options)
    if offer and step.stay and not step.drop and not step.missed and not step.probed:
        return Asked(ask=memory.ask, lines=memory.lines, options=memory.options, question=memory.question)
    place = place_of(memory.question)
    if step.stay and place and (place.segment_id is None or canvas.segment(place.segment_id)):
        again = ask_for(canvas, place)
        if step.wording == "choices" and not again.choices:
            kinds = tuple(Choice(value=kind, label=label) for kind, label in TYPE_CHOICES.items())
            again = again.model_copy(update={"choices": kinds if place.segment_id else ()})
        lines = () if step.probed else asking(again, canvas, step.wording)
        return Asked(ask=again, lines=lines, question=again)
    if place and memory.question and not step.stay and _still_open(canvas, place):
        # Something else was banked; the question in focus is still open and comes again.
        again = ask_for(canvas, place)
        return Asked(ask=again, lines=asking(again, canvas, "again"), question=again)
    if memory.ask is None and not wrote:
        # Closed already, and nothing new to sum up.
        return Asked()
    return _agenda(canvas, memory)


def _agenda(canvas: Canvas, memory: Memory) -> Asked:
    ask = next_ask(canvas, memory)
    if ask is None:
        return _closing(canvas, memory)
    place = place_of(ask)
    parked = place is not None and status_of(canvas, place) == "parked"
    return Asked(
        ask=ask,
        lines=asking(ask, canvas, "ask", parked=parked),
        question=ask,
        revisits=place.key if parked and place else None,
    )


def _closing(canvas: Canvas, memory: Memory) -> Asked:
    """Before the end the parked questions come back once; then the close."""
    parked = [Place(topic=s.topic, segment_id=s.segment_id) for s in progress_of(canvas).open if s.status == "parked"]
    place = next((place for place in parked if place.key not in memory.revisited), None)
    if place:
        ask = ask_for(canvas, place)
        return Asked(ask=ask, lines=asking(ask, canvas, "ask", parked=True), question=ask, revisits=place.key)
    return Asked(ask=None, lines=closing(canvas, findings(canvas)))


def _still_open(canvas: Canvas, place: Place) -> bool:
    return (place.segment_id is None or canvas.segment(place.segment_id) is not None) and status_of(
        canvas, place
    ) == "not_asked"
