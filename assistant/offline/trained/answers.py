"""What the network hears of motivations, links, switching costs and how high a cost is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Literal

from assistant.canvas import Level
from assistant.offline.trained.bars import Bar
from assistant.offline.trained.heads import BLOCKS, KINDS, LEVELS, MOTIVATIONS
from assistant.offline.trained.network import Heard
from assistant.offline.trained.stretches import Stretch, stretches
from assistant.reading import CostMention, LinkMention, MotivationMention, SwitchingMention

# Whose words a stretch is: the segments that its part of the message names.
Owners = Callable[[int], tuple[str, ...]]
# A word belongs to a mention from this share of the likeliest word on.
_SHARE = 0.5
# A kind is heard from here on.
_TOLD = 0.5
# A level shuts out the others, so that less will do.
_LEVEL = 0.3
_PLAIN_LEVEL = re.compile(r"\b(?:(?P<low>low)|(?P<medium>medium)|(?P<high>high))\b", re.IGNORECASE)
_LEAVING = re.compile(
    r"\b(?:(?P<low>low|(?<!not )(?:very |quite )?eas(?:y|ily))|(?P<medium>medium)|"
    r"(?P<high>high|(?<!not )(?:very |quite )?hard|difficult))\b",
    re.IGNORECASE,
)


def motivations(text: str, heard: Heard, owners: Owners, bar: Bar) -> tuple[MotivationMention, ...]:
    """Return why the business wants the relationship, wanted or refused."""
    return tuple(_motivations(text, heard, owners, bar))


def _motivations(text: str, heard: Heard, owners: Owners, bar: Bar) -> Iterator[MotivationMention]:
    for motivation in MOTIVATIONS:
        sides = {side: heard.of(f"motivation:{side}:{motivation}") for side in "+-"}
        side = max(sides, key=lambda each: sides[each])
        decision = bar.decision(sides[side])
        if decision == "ignore":
            continue
        polarity: Literal["affirmed", "refused"] = "affirmed" if side == "+" else "refused"
        for place in _places(text, heard, f"motivation:{motivation}"):
            yield MotivationMention(
                motivation=motivation,
                polarity=polarity,
                quote=text[place.start : place.end],
                start=place.start,
                end=place.end,
                probability=round(sides[side], 4),
                decision=decision,
                segments=owners(place.start),
            )


def links(text: str, heard: Heard, owners: Owners, bar: Bar) -> tuple[LinkMention, ...]:
    """Return the ties to other blocks, each with the words for what it is tied to."""
    return tuple(_links(text, heard, owners, bar))


def _links(text: str, heard: Heard, owners: Owners, bar: Bar) -> Iterator[LinkMention]:
    for block in BLOCKS:
        probability = heard.of(f"link:{block}")
        decision = bar.decision(probability)
        if decision == "ignore":
            continue
        place = max(_places(text, heard, f"link:{block}"), key=lambda each: each.peak)
        quote = text[place.start : place.end]
        yield LinkMention(
            block=block,
            note=quote,
            quote=quote,
            start=place.start,
            end=place.end,
            probability=round(probability, 4),
            decision=decision,
            segments=owners(place.start),
        )


def switching(text: str, heard: Heard, owners: Owners, bar: Bar) -> tuple[SwitchingMention, ...]:
    """Return what it costs a customer to leave: at most one mention."""
    probability = heard.of("switching")
    decision = bar.decision(probability)
    if decision == "ignore":
        return ()
    place = max(_places(text, heard, "switching"), key=lambda each: each.peak)
    return (
        SwitchingMention(
            quote=text[place.start : place.end],
            start=place.start,
            end=place.end,
            probability=round(probability, 4),
            decision=decision,
            segments=owners(place.start),
            level=_level(text, heard, "switching"),
            kinds=tuple(kind for kind in KINDS if heard.of(f"switching:{kind}") >= _TOLD),
        ),
    )


def cost_level(text: str, heard: Heard, owners: Owners, bar: Bar) -> tuple[CostMention, ...]:
    """Return how high a cost is said to be where no amount is named: at most one mention."""
    level, probability = _level(text, heard, "cost"), heard.of("cost")
    if level is None or bar.decision(probability) != "write":
        return ()
    place = max(_places(text, heard, "cost"), key=lambda each: each.peak)
    return (
        CostMention(
            level=level,
            quote=text[place.start : place.end],
            start=place.start,
            end=place.end,
            probability=round(probability, 4),
            segments=owners(place.start),
        ),
    )


def _level(text: str, heard: Heard, head: str) -> Level | None:
    plain = {match.lastgroup for match in (_PLAIN_LEVEL if head == "cost" else _LEAVING).finditer(text)}
    if len(plain) == 1:
        return next(level for level in LEVELS if level in plain)
    likely = {level: heard.of(f"{head}:{level}") for level in LEVELS}
    best = max(likely, key=lambda level: likely[level])
    return best if likely[best] >= _LEVEL else None


def _places(text: str, heard: Heard, label: str) -> tuple[Stretch, ...]:
    """Return the words that a label marks; the whole message where none stand out."""
    row = heard.along(label)
    peak = float(row.max()) if len(row) else 0.0
    found = stretches(text, heard.places, row, max(0.2, peak * _SHARE)) if peak >= 0.2 else ()
    best = max(found, key=lambda each: each.peak, default=None)
    again = tuple(each for each in found if each is best or each.peak >= 0.6)
    stripped = text.strip()
    begin = text.find(stripped)
    return again or (Stretch(begin, begin + len(stripped), 0.0),)
