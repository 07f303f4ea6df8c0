"""What to ask next: a pure function of the canvas and of what was asked."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import cast

from assistant.canvas import CANVAS_TOPICS, SEGMENT_TOPICS, Canvas, RelationshipType, Segment, Topic
from assistant.record import Memory, Place
from assistant.reply import Ask, Choice, Frozen
from assistant.terms import thing

# Behaviour 22: other words, examples, choices, then parked.
MISSES_BEFORE_PARKING = 4


class TopicEntry(Frozen):
    """One topic of the agenda as topics.toml holds it."""

    label: str
    words: tuple[str, ...]
    search: str
    choices: tuple[Choice, ...]


@cache
def topics() -> dict[Topic, TopicEntry]:
    """Return the agenda's topics in the order in which they are asked."""
    raw = tomllib.loads(files("assistant").joinpath("topics.toml").read_text(encoding="utf-8"))
    return {
        cast(Topic, name): TopicEntry(
            label=entry["label"],
            words=tuple(entry["words"]),
            search=entry["search"],
            choices=tuple(Choice(value=value, label=label) for value, label in entry["choices"]),
        )
        for name, entry in raw.items()
    }


def next_ask(canvas: Canvas, memory: Memory) -> Ask | None:
    """Return the next question: what was not asked, the segment in focus first, then what was parked, once."""
    place = _first(_open(canvas, "not_asked"), memory) or _parked(canvas, memory)
    return ask_for(canvas, place) if place else None


def ask_for(canvas: Canvas, place: Place) -> Ask:
    """Return the question of a place, with the relationship types that it is about and the choices that it offers."""
    segment = canvas.segment(place.segment_id)
    return Ask(
        kind="question",
        topic=place.topic,
        segment_id=place.segment_id,
        types=_types(segment, place.topic) if segment else (),
        choices=_choices(segment, place.topic),
    )


def place_of(ask: Ask | None) -> Place | None:
    """Return the place that an ask is about, or None."""
    return Place(topic=ask.topic, segment_id=ask.segment_id) if ask and ask.topic else None


def is_open(canvas: Canvas, place: Place) -> bool:
    """Say whether a place still waits for an answer."""
    return status_of(canvas, place) in ("not_asked", "parked")


def status_of(canvas: Canvas, place: Place) -> str:
    """Return the answer status of a place; a segment that is gone counts as answered."""
    if place.segment_id is None:
        return canvas.answers.get(place.topic, "not_asked")
    segment = canvas.segment(place.segment_id)
    return segment.answers.get(place.topic, "not_asked") if segment else "not_applicable"


def _places(canvas: Canvas) -> Iterable[Place]:
    yield from (Place(topic=topic) for topic in CANVAS_TOPICS)
    for segment in canvas.segments:
        yield from (Place(topic=topic, segment_id=segment.id) for topic in SEGMENT_TOPICS)


def _open(canvas: Canvas, status: str) -> list[Place]:
    return [place for place in _places(canvas) if status_of(canvas, place) == status]


def _first(places: list[Place], memory: Memory) -> Place | None:
    """Prefer to stay with the segment of the last question until it is done."""
    here = memory.question.segment_id if memory.question else None
    if any(place.segment_id is None for place in places):
        return next(place for place in places if place.segment_id is None)
    return next((place for place in places if place.segment_id == here), places[0] if places else None)


def _parked(canvas: Canvas, memory: Memory) -> Place | None:
    return next((place for place in _open(canvas, "parked") if place.key not in memory.revisited), None)


def _types(segment: Segment, topic: Topic) -> tuple[RelationshipType, ...]:
    known = [r for r in segment.relationships if r.type is not None]
    if topic == "established":
        chosen = [r for r in known if r.expected and r.established is None]
    elif topic in ("cost", "integration", "switching_costs"):
        chosen = [r for r in known if r.established == "established"]
        # One at a time, so that a bare answer ("low", "500") has one slot to fill.
        chosen = (chosen or [r for r in known if r.established == "planned"] or [r for r in known if r.expected])[:1]
    else:
        chosen = []
    return tuple(r.type for r in chosen if r.type is not None)


def _choices(segment: Segment | None, topic: Topic) -> tuple[Choice, ...]:
    """Where several relationships are asked about at once, they are the choices."""
    asked = _types(segment, topic) if segment else ()
    if topic == "established" and segment and len(asked) > 1:
        named = [Choice(value=r.type, label=thing(r)) for r in segment.relationships if r.type in asked and r.type]
        return (*named, Choice(value="all", label="All of them"), Choice(value="none", label="None of them"))
    if topic == "established" and not asked:
        return ()
    return topics()[topic].choices
