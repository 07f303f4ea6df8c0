"""Suggestions: kept apart from the canvas, written only when the user takes one."""

from __future__ import annotations

import re

from assistant.agenda import topics
from assistant.canvas import Block, Canvas, Cost, Level, Motivation, RelationshipType, Segment, SwitchingCosts
from assistant.edits import Edit, SetRelationship, SetSegment
from assistant.interview.targets import candidates
from assistant.record import Doubt, Option
from assistant.reply import Ask, Choice, Line
from assistant.terms import TYPE_CHOICES, thing

# Words of a segment's name that hint at what such customers usually expect; the handbook's section on choosing says
# why: a few valuable clients carry personal attention, masses do not.
_FEW = re.compile(
    r"\b(?:vip|key|corporate|enterprise|wealthy|b2b|compan(?:y|ies)|hotels?|schools?|hospitals?|firms?|agenc|couriers?|clinics?|banks?|retailers?|large|big|premium|luxury)",
    re.I,
)
_MANY = re.compile(
    r"\b(?:consumers?|mass|tourists?|students?|commuters?|people|families|parents|users?|readers?|gamers?|visitors?|passengers|shoppers?|everyone|public)\b",
    re.I,
)
_FOR_FEW: tuple[RelationshipType, ...] = ("dedicated_personal_assistance", "personal_assistance", "co_creation")
_FOR_MANY: tuple[RelationshipType, ...] = ("self_service", "automated_service", "loyalty_program")
_FOR_ANY: tuple[RelationshipType, ...] = ("personal_assistance", "self_service", "community")
_LEVELS: dict[RelationshipType, Level] = {
    "dedicated_personal_assistance": "high",
    "personal_assistance": "high",
    "co_creation": "medium",
    "community": "medium",
    "loyalty_program": "medium",
    "automated_service": "medium",
    "self_service": "low",
    "transactional": "low",
}
_BLOCKS: dict[RelationshipType, tuple[Block, ...]] = {
    "dedicated_personal_assistance": ("key_resources", "cost_structure"),
    "personal_assistance": ("key_resources", "channels"),
    "co_creation": ("value_propositions", "key_activities"),
    "community": ("key_activities", "value_propositions"),
    "loyalty_program": ("revenue_streams", "cost_structure"),
    "automated_service": ("key_resources", "channels"),
    "self_service": ("channels", "cost_structure"),
    "transactional": ("channels", "revenue_streams"),
}


def suggest(canvas: Canvas, ask: Ask) -> Doubt | None:
    """Offer two or three answers to the open question, or None where only the user can know (names, facts)."""
    segment = canvas.segment(ask.segment_id)
    options = _options(segment, ask) if segment else ()
    if segment is None or not options:
        return None
    choices = tuple(Choice(value=option.value, label=_label(ask, option.value)) for option in options)
    return Doubt(
        ask=Ask(
            kind="clarify",
            topic=ask.topic,
            segment_id=segment.id,
            types=ask.types,
            choices=(*choices, Choice(value="none", label="None of these")),
        ),
        lines=(Line(key=f"suggest.{ask.topic}", values={"segment": segment.name}),),
        options=(*options, Option(value="none")),
    )


def likely_types(segment: Segment) -> tuple[RelationshipType, ...]:
    """Return the types that the handbook's reasons make likely for such a segment, the likeliest first."""
    words = f"{segment.name} {segment.description or ''}"
    return _FOR_FEW if _FEW.search(words) else _FOR_MANY if _MANY.search(words) else _FOR_ANY


def _options(segment: Segment, ask: Ask) -> tuple[Option, ...]:
    if ask.topic == "expected":
        return tuple(
            _option(kind, SetRelationship(segment_id=segment.id, type=kind, field="expected", value=True))
            for kind in likely_types(segment)
        )
    if ask.topic == "motivation":
        goals: tuple[Motivation, ...] = ("acquisition", "retention", "upselling")
        return tuple(
            _option(goal, SetSegment(segment_id=segment.id, field="motivations", value=(goal,))) for goal in goals
        )
    if ask.topic == "switching_costs":
        levels: tuple[Level, ...] = ("low", "medium", "high")
        return tuple(
            _option(
                level, SetSegment(segment_id=segment.id, field="switching_costs", value=SwitchingCosts(level=level))
            )
            for level in levels
        )
    found = candidates(segment, ask.types)
    kind = found[0].type if found else None
    if ask.topic == "cost" and kind:
        usual = _LEVELS[kind]
        other: Level = "medium" if usual != "medium" else "low"
        return tuple(
            _option(level, SetRelationship(segment_id=segment.id, type=kind, field="cost", value=Cost(level=level)))
            for level in (usual, other)
        )
    if ask.topic == "integration" and kind:
        return tuple(
            _option(block, SetRelationship(segment_id=segment.id, type=kind, field="links", value=({"block": block},)))
            for block in _BLOCKS[kind]
        )
    return ()


def _option(value: str, edit: Edit) -> Option:
    return Option(value=value, edits=(edit,))


def _label(ask: Ask, value: str) -> str:
    if ask.topic == "expected":
        return TYPE_CHOICES[value]  # type: ignore[index]
    choices = topics()[ask.topic].choices if ask.topic else ()
    return next((choice.label for choice in choices if choice.value == value), value)


def named(segment: Segment) -> str:
    """Call the segment's leading relationship by the user's words."""
    found = candidates(segment, ())
    return thing(found[0]) if found else "the relationship"
