"""What to ask next: a pure function of the canvas and of what was asked."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import cast

from assistant.canvas import (
    CANVAS_TOPICS,
    SEGMENT_TOPICS,
    Canvas,
    Cost,
    Relationship,
    RelationshipType,
    Segment,
    Topic,
)
from assistant.record import Memory, Place
from assistant.reply import Ask, Choice, Frozen
from assistant.terms import thing

# Behaviour 22: other words, examples, choices, then parked.
MISSES_BEFORE_PARKING = 4
# What it costs and what it hangs on are asked of a second relationship too, and who else there is comes again where
# something else was answered; a third time would wear.
MOST_ASKED = 2
NOBODY_ELSE = Choice(value="none", label="Nobody else")
_PER_RELATIONSHIP: tuple[Topic, ...] = ("cost", "integration")


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
    """Return the next question: what was not asked, the segment in focus first, who else there is, what was parked.

    Who else there is and what was parked come once.
    """
    place = _first(_unasked(canvas, memory), memory) or _others(canvas, memory) or _parked(canvas, memory)
    return ask_for(canvas, place) if place else None


def ask_for(canvas: Canvas, place: Place) -> Ask:
    """Return the question of a place, with the relationship types that it is about and the choices that it offers."""
    segment = canvas.segment(place.segment_id)
    types = _types(segment, place.topic) if segment else ()
    if segment and any(r.type == place.type for r in _due(segment)):
        types = (place.type,) if place.type else types
    return Ask(
        kind="question",
        topic=place.topic,
        segment_id=place.segment_id,
        types=types,
        choices=(NOBODY_ELSE,) if asks_others(canvas, place) else _choices(segment, place.topic),
    )


def place_of(ask: Ask | None) -> Place | None:
    """Return the place that an ask is about, or None."""
    if ask is None or ask.topic is None:
        return None
    kind = ask.types[0] if ask.types and ask.topic in _PER_RELATIONSHIP else None
    return Place(topic=ask.topic, segment_id=ask.segment_id, type=kind)


def is_open(canvas: Canvas, place: Place) -> bool:
    """Say whether a place still waits for an answer."""
    return status_of(canvas, place) in ("not_asked", "parked") or is_lacking(canvas, place)


def is_lacking(canvas: Canvas, place: Place) -> bool:
    """Say whether a place is about one relationship of which the canvas does not say what is asked."""
    segment = canvas.segment(place.segment_id)
    return segment is not None and place.type in {r.type for r in _lacking(segment, place.topic)}


def is_further(canvas: Canvas, place: Place) -> bool:
    """Say whether a place asks for more where something is told already; its topic stays answered.

    It asks of one relationship what is told of another, or who there is besides the only segment.
    """
    return asks_others(canvas, place) or (status_of(canvas, place) == "stated" and is_lacking(canvas, place))


def asks_others(canvas: Canvas, place: Place) -> bool:
    """Say whether a place asks who there is besides the only segment."""
    return place.topic == "segments" and status_of(canvas, place) == "stated" and len(canvas.segments) == 1


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


def _unasked(canvas: Canvas, memory: Memory) -> list[Place]:
    """Return what was never asked, and what a further relationship still lacks, in the order of the agenda."""
    found = []
    for place in _places(canvas):
        if status_of(canvas, place) == "not_asked":
            found.append(place)
        elif place.topic in _PER_RELATIONSHIP and status_of(canvas, place) in ("stated", "unknown"):
            found += _further(canvas, place, memory)
    return found


def _further(canvas: Canvas, place: Place, memory: Memory) -> list[Place]:
    """Return the question about a second relationship; one topic of a segment is asked so often and no more."""
    segment = canvas.segment(place.segment_id)
    times = sum(count for key, count in memory.asked.items() if key.startswith(f"{place.key}/"))
    if segment is None or times >= MOST_ASKED:
        return []
    places = [place.model_copy(update={"type": r.type}) for r in _lacking(segment, place.topic)]
    return [further for further in places if further.full_key not in memory.asked][:1]


def _first(places: list[Place], memory: Memory) -> Place | None:
    """Prefer to stay with the segment of the last question until it is done."""
    here = memory.question.segment_id if memory.question else None
    if any(place.segment_id is None for place in places):
        return next(place for place in places if place.segment_id is None)
    return next((place for place in places if place.segment_id == here), places[0] if places else None)


def _others(canvas: Canvas, memory: Memory) -> Place | None:
    """Return the question who else there is, where one segment was named before anybody asked for them."""
    place = Place(topic="segments")
    return place if asks_others(canvas, place) and place.full_key not in memory.asked else None


def _parked(canvas: Canvas, memory: Memory) -> Place | None:
    parked = (place for place in _places(canvas) if status_of(canvas, place) == "parked")
    return next((place for place in parked if place.key not in memory.revisited), None)


def _types(segment: Segment, topic: Topic) -> tuple[RelationshipType, ...]:
    if topic == "established":
        chosen = [r for r in segment.relationships if r.type and r.expected and r.established is None]
    elif topic in ("cost", "integration", "switching_costs"):
        # One at a time, so that a bare answer ("low", "500") has one slot to fill.
        chosen = (_lacking(segment, topic) or _due(segment))[:1]
    else:
        chosen = []
    return tuple(r.type for r in chosen if r.type is not None)


def _due(segment: Segment) -> list[Relationship]:
    """Return the relationships whose cost or links are worth a question: what is there, then planned, then wanted."""
    known = [r for r in segment.relationships if r.type is not None]
    there = [r for r in known if r.established == "established"]
    planned = [r for r in known if r.established == "planned"]
    wanted = [r for r in known if r.expected and r.established not in ("established", "planned")]
    return there + planned + wanted


def _lacking(segment: Segment, topic: Topic) -> list[Relationship]:
    if topic == "cost":
        return [r for r in _due(segment) if r.cost == Cost()]
    return [r for r in _due(segment) if not r.links] if topic == "integration" else []


def _choices(segment: Segment | None, topic: Topic) -> tuple[Choice, ...]:
    """Where several relationships are asked about at once, they are the choices."""
    asked = _types(segment, topic) if segment else ()
    if topic == "established" and segment and len(asked) > 1:
        named = [Choice(value=r.type, label=thing(r)) for r in segment.relationships if r.type in asked and r.type]
        return (*named, Choice(value="all", label="All of them"), Choice(value="none", label="None of them"))
    if topic == "established" and not asked:
        return ()
    return topics()[topic].choices
