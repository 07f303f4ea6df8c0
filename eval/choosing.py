"""What a founder picks from the choices that the coach offers: the one that is true by the sheet."""

from __future__ import annotations

from zlib import crc32

from assistant.canvas import Canvas
from assistant.reply import Choice, Turn
from assistant.terms import number
from eval.founder import Founder, Group, Place, Tie, stems
from eval.slots import names

NONE = "none of these"
_ORDINALS = ("the first", "the second", "the third", "the fourth", "the fifth")


def agreed(turn: Turn, group: Group | None) -> bool:
    """Say whether what the coach wants confirmed is true: a sum that makes the cost on the sheet."""
    if group is None or turn.asks is None or turn.asks.topic != "cost":
        return False
    amounts = [tie.cost.amount for tie in group.relationships if tie.cost and tie.cost.amount is not None]
    said = turn.text.replace(",", "").replace(". ", " ").split()
    return any(number(amount).replace(",", "") in said for amount in amounts)


def chosen(
    turn: Turn, canvas: Canvas, founder: Founder, told: tuple[Place, ...], count: int, corrected: bool = False
) -> str:
    """Return how the founder takes the true choice: by its label, its number, its place in the list, or plainly.

    What was `corrected` has no plainer wording: the sheet's is that of before.
    """
    choices = turn.asks.choices if turn.asks else ()
    index = _true(turn, canvas, founder, told)
    if index is None:
        return NONE
    label = choices[index].label
    if choices[index].value == "none":
        return (label, NONE, str(index + 1))[count % 3]
    ways = (
        label,
        str(index + 1),
        _ordinal(index),
        (None if corrected else _own_words(choices[index], founder, told)) or f"I'd say {label.lower()}",
    )
    return ways[(crc32(founder.id.encode()) + count) % len(ways)]


def _true(turn: Turn, canvas: Canvas, founder: Founder, told: tuple[Place, ...]) -> int | None:
    """Return the place of the true choice in the list, or of the one that says none of them is."""
    choices = turn.asks.choices if turn.asks else ()
    owners = names(canvas, founder)
    owner = owners.get((turn.asks.segment_id if turn.asks else None) or "")
    spoken = [place.segment for place in told]
    groups = [g for g in founder.segments if (g.name == owner.name if owner else g.name in spoken)]
    true = _values(groups, told, turn.text)
    true += [id for id, group in owners.items() if group and group.name in spoken]
    for segment in canvas.segments:
        true += [r.id for r in segment.relationships if r.type in true]
    values = [choice.value for choice in choices]
    return next((values.index(value) for value in (*true, "none") if value in values), None)


def _values(groups: list[Group], told: tuple[Place, ...], text: str) -> list[str]:
    """Return what is true of the segments in question, what was spoken of last and stands in the question first."""
    values: list[str] = []
    for group in groups:
        values += [tie.type for tie in sorted(group.relationships, key=lambda tie: _nearness(tie, group, told, text))]
        values += [*group.motivations, *([group.switching] if group.switching else [])]
        for tie in group.relationships:
            values += [*tie.links, *([tie.cost.level] if tie.cost and tie.cost.level else [])]
            values += [tie.established] if tie.established else []
    return values


def _nearness(tie: Tie, group: Group, told: tuple[Place, ...], text: str) -> tuple[bool, float, bool]:
    spoken = any(place.segment == group.name and place.type == tie.type for place in told)
    words = stems(tie.words)
    return not spoken, -len(words & stems(text)) / max(len(words), 1), not tie.expected


def _ordinal(index: int) -> str:
    return _ORDINALS[index] if index < len(_ORDINALS) else str(index + 1)


def _own_words(choice: Choice, founder: Founder, told: tuple[Place, ...]) -> str | None:
    """Return the plainer wording of what was just told, where there is one that fits the choice."""
    for place in told:
        group = founder.group(place.segment)
        tie = group.tie(place.type) if group else None
        if group and choice.value in [each.type for each in group.relationships] and place.topic == "expected":
            return group.says["expected"][1] if len(group.relationships) == 1 else None
        if tie and choice.value == tie.established and place.topic == "established":
            return tie.says["established"][1]
    return None
