"""Bare answers ("yes", "low", "500", "the second"): they fill the slot in focus and nothing else."""

from __future__ import annotations

from typing import TypeGuard, get_args

from assistant.canvas import Canvas, Cost, Level, RelationshipType, Segment
from assistant.edits import Edit, SetRelationship, SetSegment
from assistant.interview.targets import candidates, of_type
from assistant.reading import Reading
from assistant.reply import Ask

_LEVELS: dict[str, Level] = {"low": "low", "medium": "medium", "high": "high"}


def is_type(value: str) -> TypeGuard[RelationshipType]:
    """Say whether a value names a relationship type."""
    return value in get_args(RelationshipType)


def bare_edits(reading: Reading, canvas: Canvas, ask: Ask, message: str) -> tuple[Edit, ...]:
    """Return what a pick, a yes or no, or a bare number writes for the open question; empty where it says nothing."""
    segment = canvas.segment(ask.segment_id)
    if segment is None:
        return ()
    quote = message.strip()
    picks = reading.choice or ((reading.answer,) if reading.answer else ())
    if ask.topic == "motivation" and reading.choice:
        value = tuple(dict.fromkeys((*segment.motivations, *reading.choice)))
        return (SetSegment(segment_id=segment.id, field="motivations", value=value, quote=quote),)
    if ask.topic == "expected":
        return tuple(
            SetRelationship(segment_id=segment.id, type=kind, field="expected", value=True, quote=quote)
            for kind in reading.choice
            if is_type(kind)
        )
    if ask.topic == "integration":
        return _links(segment, ask, reading.choice, quote)
    if ask.topic == "established":
        if not picks and reading.statuses:
            picks, quote = tuple(m.status for m in reading.statuses), reading.statuses[0].quote
        return _established(segment, ask, picks, quote)
    if ask.topic == "cost":
        return _cost(segment, ask, reading, quote)
    if ask.topic == "switching_costs" and reading.choice and reading.choice[0] in _LEVELS:
        costs = segment.switching_costs.model_copy(update={"level": _LEVELS[reading.choice[0]]})
        return (SetSegment(segment_id=segment.id, field="switching_costs", value=costs, quote=quote),)
    return ()


def _established(segment: Segment, ask: Ask, picks: tuple[str, ...], quote: str) -> tuple[Edit, ...]:
    """A state goes to every relationship asked about; a pick of one says that this one is in place."""
    states = {"yes": "established", "established": "established", "all": "established", "planned": "planned"}
    states |= {"no": "absent", "absent": "absent", "none": "absent"}
    asked = [r for kind in ask.types if (r := of_type(segment, kind))] or [
        r for r in segment.relationships if r.expected
    ]
    edits = [
        SetRelationship(segment_id=segment.id, type=pick, field="established", value="established", quote=quote)
        for pick in picks
        if is_type(pick) and of_type(segment, pick) is None
    ]
    for pick in picks[:1] if picks and picks[0] in states else picks:
        for relationship in asked:
            if pick in states or pick == relationship.type:
                edits.append(
                    SetRelationship(
                        segment_id=segment.id,
                        relationship_id=relationship.id,
                        field="established",
                        value=states.get(pick, "established"),
                        quote=quote,
                    )
                )
    return tuple(edits)


def _links(segment: Segment, ask: Ask, blocks: tuple[str, ...], quote: str) -> tuple[Edit, ...]:
    found = candidates(segment, ask.types)
    if not blocks or len(found) > 1:
        return ()
    note = None if any(quote == choice.label for choice in ask.choices) else quote
    links = tuple({"block": block, "note": note} for block in blocks)
    target = found[0].id if found else None
    return (SetRelationship(segment_id=segment.id, relationship_id=target, field="links", value=links, quote=quote),)


def _cost(segment: Segment, ask: Ask, reading: Reading, quote: str) -> tuple[Edit, ...]:
    found = candidates(segment, ask.types)
    level = next((_LEVELS[pick] for pick in reading.choice if pick in _LEVELS), None)
    if reading.number is not None:
        cost = Cost(amount_low=reading.number, amount_high=reading.number)
    elif level:
        cost = Cost(level=level)
    else:
        return ()
    target = found[0].id if found else None
    return (SetRelationship(segment_id=segment.id, relationship_id=target, field="cost", value=cost, quote=quote),)
