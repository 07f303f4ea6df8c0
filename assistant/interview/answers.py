"""Answers in words that no rule understands: probed once, then kept as they are; and what to do when stuck."""

from __future__ import annotations

from collections.abc import Callable

from assistant.agenda import MISSES_BEFORE_PARKING, asks_others, is_further, place_of
from assistant.canvas import Canvas, Cost, SwitchingCosts, Topic
from assistant.edits import Edit, SetRelationship, SetSegment, SetStatus
from assistant.interview.doubts import which_segment
from assistant.interview.step import Step, Wording
from assistant.interview.targets import candidates
from assistant.reading import Mention, Reading
from assistant.record import Memory, Option
from assistant.reply import Line

# In an answer to these "they" are the customers that the question names.
_ABOUT_ONE: tuple[Topic, ...] = ("expected", "established", "cost", "integration", "switching_costs")
# What a reading holds that answers the other questions.
_ANSWERS: dict[Topic, Callable[[Reading], tuple[Mention, ...]]] = {
    "business": lambda reading: reading.business,
    "segments": lambda reading: reading.segments,
    "motivation": lambda reading: reading.motivations,
}

_LADDER: tuple[Wording, ...] = ("other_words", "example", "choices")


def vague(reading: Reading, canvas: Canvas, memory: Memory, message: str) -> Step:
    """Probe a vague answer once; the second time keep the user's words as they are."""
    words = (reading.vague or message).strip(" .,;:!")
    place = place_of(memory.question)
    if unclear_who(reading, canvas, memory):
        return offer_segments(canvas, words)
    if place is None or place.segment_id is None:
        return stuck(canvas, memory, message)
    if place.key not in memory.probed:
        return Step(
            stay=True, wording="probe", probed=True, noted=(Line(key=f"probe.{place.topic}", values={"words": words}),)
        )
    edits = _kept(canvas, memory, words)
    return Step(edits=edits) if edits else stuck(canvas, memory, message)


def anyone_else(reading: Reading, canvas: Canvas, memory: Memory) -> Step | None:
    """Return what a bare yes or no to "who else is there?" leads to, or None where that is not asked or more is said.

    A yes is asked once who they are; a no, or a second yes, lets the question go.
    """
    place = place_of(memory.question)
    if place is None or memory.ask != memory.question or not asks_others(canvas, place):
        return None
    said: str | None = reading.answer or next(iter(reading.choice), None)
    if said == "yes" and not memory.missed:
        return Step(stay=True, wording="again", missed=True)
    return Step(passed=True) if said else None


def unclear_who(reading: Reading, canvas: Canvas, memory: Memory) -> bool:
    """Say whether a "they" could be any of several segments: it is none that the open question is about."""
    place = place_of(memory.question)
    about_one = place is not None and (place.topic in _ABOUT_ONE or bool(_ANSWERS[place.topic](reading)))
    return reading.pronoun is not None and len(canvas.segments) > 1 and not about_one


def offer_segments(canvas: Canvas, words: str) -> Step:
    """Ask whom the words are about; the one that is picked keeps them."""
    options = tuple(Option(value=s.id, edits=_described(s.id, words)) for s in canvas.segments)
    doubt = which_segment(canvas, words, options)
    return Step(ask=doubt.ask, lines=doubt.lines, options=doubt.options)


def _name(canvas: Canvas, segment_id: str) -> str:
    segment = canvas.segment(segment_id)
    return segment.name if segment else "them"


def _described(segment_id: str, words: str) -> tuple[Edit, ...]:
    return (
        SetRelationship(segment_id=segment_id, field="description", value=words, quote=words),
        SetRelationship(segment_id=segment_id, field="expected", value=True, quote=words),
    )


def _kept(canvas: Canvas, memory: Memory, words: str) -> tuple[Edit, ...]:
    """Return what keeps the user's words for the open question; empty where the canvas has no place for free words."""
    place = place_of(memory.question)
    segment = canvas.segment(place.segment_id if place else None)
    if place is None or segment is None:
        return ()
    found = candidates(segment, memory.question.types if memory.question else ())
    target = found[0].id if found else None
    if place.topic == "expected":
        return _described(segment.id, words)
    if place.topic == "established":
        edits = (
            SetRelationship(
                segment_id=segment.id, relationship_id=target, field="established", value="established", quote=words
            ),
        )
        if found and found[0].description:
            return edits
        return (
            *edits,
            SetRelationship(
                segment_id=segment.id, relationship_id=target, field="description", value=words, quote=words
            ),
        )
    if place.topic == "cost":
        return (
            SetRelationship(
                segment_id=segment.id, relationship_id=target, field="cost", value=Cost(drivers=(words,)), quote=words
            ),
        )
    if place.topic == "switching_costs":
        costs: SwitchingCosts = segment.switching_costs.model_copy(update={"note": words})
        return (SetSegment(segment_id=segment.id, field="switching_costs", value=costs, quote=words),)
    return ()


def stuck(canvas: Canvas, memory: Memory, message: str) -> Step:
    """Climb the ladder for a message that was not understood: other words, examples, choices, then park.

    Who else there is was only asked in case there is somebody, so that question goes at once.
    """
    place = place_of(memory.question)
    if place is None:
        return Step(noted=(Line(key="note.not_understood_done"),), stay=True)
    if asks_others(canvas, place) or memory.missed + 1 >= MISSES_BEFORE_PARKING:
        if is_further(canvas, place):
            return Step(passed=True, noted=(Line(key="note.left"),))
        edit = SetStatus(
            segment_id=place.segment_id, topic=place.topic, status="parked", quote=message.strip()[:200] or None
        )
        return Step(edits=(edit,), noted=(Line(key="note.parked_stuck"),))
    return Step(stay=True, wording=_LADDER[memory.missed], missed=True)
