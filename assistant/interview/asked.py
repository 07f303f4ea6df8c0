"""What is asked next: an offer, the same question again, the agenda's next, or nothing more."""

from __future__ import annotations

from assistant.agenda import MOST_ASKED, ask_for, asks_others, is_further, next_ask, place_of, status_of
from assistant.apply import apply
from assistant.canvas import Canvas, Finding, progress_of
from assistant.findings import findings
from assistant.interview.doubts import gainsays
from assistant.interview.step import Step
from assistant.interview.summary import closing
from assistant.interview.wording import asking
from assistant.record import Doubt, Memory, Option, Place
from assistant.reply import Ask, Choice, Frozen, Line
from assistant.terms import TYPE_CHOICES


class Asked(Frozen):
    """What is asked next, in which words, and what its choices would write.

    `question` is the agenda's question that stays open behind an offer; `revisits` is a parked place that comes
    back, `tells` the finding that the close names.
    """

    ask: Ask | None = None
    lines: tuple[Line, ...] = ()
    options: tuple[Option, ...] = ()
    question: Ask | None = None
    revisits: str | None = None
    tells: str | None = None


def asked_next(step: Step, canvas: Canvas, memory: Memory, *, wrote: bool) -> Asked:
    """Return what comes next after a step; `wrote` says whether it changed the canvas."""
    if step.finish or (memory.closing and not step.stay and step.ask is None):
        return _closing(canvas, memory)
    if step.undo and wrote:
        # What was undone is open again, and comes before what was asked after it.
        return _agenda(canvas, memory.model_copy(update={"question": None}))
    same = _offer(step, canvas, memory) or _same_question(step, canvas, memory)
    if same:
        return same
    # Closed already, with nothing new to sum up, or on with the agenda.
    return Asked() if memory.ask is None and not wrote else _agenda(canvas, memory)


def _offer(step: Step, canvas: Canvas, memory: Memory) -> Asked | None:
    """Return the choice that a step offers, or the one that is still open after a detour."""
    if step.ask is not None and step.lines:
        return Asked(ask=step.ask, lines=step.lines, options=step.options, question=memory.question)
    if step.ask is not None:
        return Asked(ask=step.ask, lines=asking(step.ask, canvas, "ask"), question=step.ask)
    waiting = _waiting(canvas, memory) if step.drop and not step.stay else None
    if waiting:
        return Asked(ask=waiting.ask, lines=waiting.lines, options=waiting.options, question=memory.question)
    is_open = memory.ask is not None and memory.ask.kind != "question" and bool(memory.options)
    if is_open and step.stay and not (step.drop or step.missed or step.probed):
        return Asked(ask=memory.ask, lines=memory.lines, options=memory.options, question=memory.question)
    return None


def _waiting(canvas: Canvas, memory: Memory) -> Doubt | None:
    """Return the next doubt about an earlier message, without the choices that change nothing or gainsay the user."""
    doubt = next(iter(memory.doubts), None)
    if doubt is None or (doubt.ask.segment_id and canvas.segment(doubt.ask.segment_id) is None):
        return None
    fitting = [option for option in doubt.options if not gainsays(option.edits, canvas)]
    news = {option.value for option in fitting if apply(canvas, option.edits, 0, "").events}
    choices = tuple(choice for choice in doubt.ask.choices if choice.value in news or choice.value == "none")
    if not news - {"none"}:
        return None
    return doubt.model_copy(update={"ask": doubt.ask.model_copy(update={"choices": choices})})


def _same_question(step: Step, canvas: Canvas, memory: Memory) -> Asked | None:
    """Return the question in focus again: as the step words it, or because something else was banked meanwhile."""
    place = place_of(memory.question)
    if place is None or (place.segment_id is not None and canvas.segment(place.segment_id) is None):
        return None
    again = ask_for(canvas, place)
    further = not step.passed and is_further(canvas, place) and not _worn(again, canvas, memory)
    answered = status_of(canvas, place) not in ("not_asked", "parked") and not further
    if answered and memory.ask is not None and memory.ask.kind != "question":
        # It was answered in the message that led to the offer.
        return None
    if step.stay:
        if step.wording == "choices" and not again.choices and place.segment_id:
            kinds = tuple(Choice(value=kind, label=label) for kind, label in TYPE_CHOICES.items())
            again = again.model_copy(update={"choices": kinds})
        lines = () if step.probed else asking(again, canvas, step.wording)
        return Asked(ask=again, lines=lines, question=again)
    if status_of(canvas, place) == "not_asked" or further:
        return Asked(ask=again, lines=asking(again, canvas, "again"), question=again)
    return None


def _worn(again: Ask, canvas: Canvas, memory: Memory) -> bool:
    """Say whether who else there is was put often enough, or is not what was asked: it was who there is at all."""
    place = place_of(again)
    if place is None or not asks_others(canvas, place):
        return False
    return again != memory.question or memory.asked.get(place.full_key, 0) >= MOST_ASKED


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
    news = [finding for finding in findings(canvas) if key_of(finding) not in memory.told]
    return Asked(lines=closing(canvas, news), tells=key_of(news[0]) if news else None)


def key_of(finding: Finding) -> str:
    """Return a name for a finding that stays the same while it holds."""
    return f"{finding.rule}/{finding.segment_id}/{finding.relationship_id}"
