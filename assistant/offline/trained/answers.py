"""What the network hears of motivations, links, switching costs and how high a cost is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from assistant.canvas import Level, Motivation
from assistant.offline.trained.bars import Bar, Bars
from assistant.offline.trained.heads import BLOCKS, KINDS, LEVELS, MOTIVATIONS
from assistant.offline.trained.network import Heard
from assistant.offline.trained.stretches import Stretch, stretches
from assistant.reading import CostMention, Decision, LinkMention, MotivationMention, SwitchingMention

# Whose words a stretch is: the segments that its part of the message names.
Owners = Callable[[int], tuple[str, ...]]
# A word belongs to a mention from this share of the likeliest word on.
_SHARE = 0.5
# A kind is heard from here on.
_TOLD = 0.5
# A cost is said to be high or low where one level is at least this likely.
_HINTED = 0.3
# So many other blocks are offered where one is in doubt.
_OTHERS = 3
# Words that leave no doubt about the aim, where it is heard at all.
_PLAIN_AIMS: dict[Motivation, re.Pattern[str]] = {
    "acquisition": re.compile(r"\b(?:new (?:\w+ )?(?:ones|customers|clients|members)|acqui\w+|attract)\b", re.I),
    "retention": re.compile(
        r"\b(?:keep(?:ing)? (?:them|the (?:ones|customers|clients)|hold)|retain\w*|retention)\b", re.I
    ),
    "upselling": re.compile(
        r"\b(?:sell(?:ing)? (?:(?!no |not |much |any |nothing )\w+ )?more|up-?sell\w*|"
        r"buy(?:ing)? more|spend(?:ing)? more)\b",
        re.I,
    ),
}
_DENIED = re.compile(
    r"(?:\b(?:not|never|rather than|instead of|less about|no longer)|n['’]t)"
    r"(?:\s+(?:so much|really|just|about|for|to|on|in|needs?|wants?|try(?:ing)?|aim(?:ing)?)){0,3}\s+$",
    re.IGNORECASE,
)
_REACH = 48
_PLAIN_LEVEL = re.compile(r"(?<!not )\b(?:(?P<low>low)|(?P<medium>medium)|(?P<high>high))\b", re.IGNORECASE)
_LEAVING = re.compile(
    r"(?<!not )(?<!no )\b(?:(?P<low>low|(?:very |quite )?eas(?:y|ily))|(?P<medium>medium)|"
    r"(?P<high>high|(?:very |quite )?hard|difficult))\b",
    re.IGNORECASE,
)


def motivations(text: str, heard: Heard, owners: Owners, bar: Bar) -> tuple[MotivationMention, ...]:
    """Return why the business wants the relationship, wanted or refused."""
    return tuple(_motivations(text, heard, owners, bar))


def _motivations(text: str, heard: Heard, owners: Owners, bar: Bar) -> Iterator[MotivationMention]:
    likely = {m: {side: heard.of(f"motivation:{side}:{m}") for side in "+-"} for m in MOTIVATIONS}
    told = any(bar.decision(each) != "ignore" for sides in likely.values() for each in sides.values())
    aims = {m: plain_aim(text, m) if told else None for m in MOTIVATIONS}
    # "Selling them more, not keeping them": beside an aim that is denied, plain words are an aim that went unheard.
    contrast = any(aim and aim.denied for aim in aims.values())
    for motivation, sides in likely.items():
        plain = aims[motivation]
        side = max(sides, key=lambda each: sides[each])
        decision = bar.decision(sides[side])
        if plain and (plain.denied or contrast or (side == "+" and decision != "ignore")):
            side, decision = "-" if plain.denied else "+", "write"
        if decision == "ignore":
            continue
        polarity: Literal["affirmed", "refused"] = "affirmed" if side == "+" else "refused"
        others = sorted((m for m in MOTIVATIONS if m != motivation), key=lambda m: -likely[m]["+"])
        places = _places(text, heard, f"motivation:{motivation}")
        if plain and not any(place.peak for place in places):
            places = (Stretch(plain.start, plain.end, 1.0),)
        # Words that plainly say another aim leave no doubt to ask about.
        others_aims = [aim for other, aim in aims.items() if aim and other != motivation]
        for place in places:
            if decision == "clarify" and any(a.start < place.end and place.start < a.end for a in others_aims):
                continue
            yield MotivationMention(
                motivation=motivation,
                alternatives=tuple(others) if decision == "clarify" else (),
                polarity=polarity,
                quote=text[place.start : place.end],
                start=place.start,
                end=place.end,
                probability=round(sides[side], 4),
                decision=decision,
                segments=owners(place.start),
            )


class PlainAim(NamedTuple):
    """Words that leave no doubt about an aim: `text[start:end]`; `denied` where those before them take it away."""

    start: int
    end: int
    denied: bool


def plain_aim(text: str, motivation: Motivation) -> PlainAim | None:
    """Return the words that name an aim plainly: the first that are not denied, if any."""
    found = [
        PlainAim(*m.span(), bool(_DENIED.search(text, max(0, m.start() - _REACH), m.start())))
        for m in _PLAIN_AIMS[motivation].finditer(text)
    ]
    return min(found, key=lambda aim: aim.denied, default=None)


def links(text: str, heard: Heard, owners: Owners, bar: Bar) -> tuple[LinkMention, ...]:
    """Return the ties to other blocks, each with the words for what it is tied to."""
    return tuple(_links(text, heard, owners, bar))


def _links(text: str, heard: Heard, owners: Owners, bar: Bar) -> Iterator[LinkMention]:
    likely = sorted(BLOCKS, key=lambda block: -heard.of(f"link:{block}"))
    for block in likely:
        probability = heard.of(f"link:{block}")
        decision = bar.decision(probability)
        if decision == "ignore":
            continue
        place = max(_places(text, heard, f"link:{block}"), key=lambda each: each.peak)
        quote = text[place.start : place.end]
        unsure = [b for b in likely if b != block and bar.decision(heard.of(f"link:{b}")) != "write"]
        yield LinkMention(
            block=block,
            alternatives=tuple(unsure[:_OTHERS]) if decision == "clarify" else (),
            note=quote,
            quote=quote,
            start=place.start,
            end=place.end,
            probability=round(probability, 4),
            decision=decision,
            segments=owners(place.start),
        )


def switching(text: str, heard: Heard, owners: Owners, bars: Bars) -> tuple[SwitchingMention, ...]:
    """Return what it costs a customer to leave: at most one mention; "clarify" where only its level is in doubt."""
    probability = heard.of("switching")
    if bars.switching.decision(probability) == "ignore":
        return ()
    level, decision, others = _level(text, heard, "switching", bars.switching_level)
    place = max(_places(text, heard, "switching"), key=lambda each: each.peak)
    return (
        SwitchingMention(
            quote=text[place.start : place.end],
            start=place.start,
            end=place.end,
            probability=round(probability, 4),
            decision=decision,
            segments=owners(place.start),
            level=level,
            alternatives=others,
            kinds=tuple(kind for kind in KINDS if heard.of(f"switching:{kind}") >= _TOLD),
        ),
    )


def cost_level(text: str, heard: Heard, owners: Owners, bars: Bars) -> tuple[CostMention, ...]:
    """Return how high a cost is said to be where no amount is named: at most one mention."""
    probability = heard.of("cost")
    told = any(heard.of(f"cost:{level}") >= _HINTED for level in LEVELS)
    level, decision, others = _level(text, heard, "cost", bars.cost_level)
    if not told or bars.cost.decision(probability) != "write":
        return ()
    place = max(_places(text, heard, "cost"), key=lambda each: each.peak)
    return (
        CostMention(
            level=level,
            alternatives=others,
            quote=text[place.start : place.end],
            start=place.start,
            end=place.end,
            probability=round(probability, 4),
            decision=decision,
            segments=owners(place.start),
        ),
    )


def _level(text: str, heard: Heard, head: str, bar: Bar) -> tuple[Level, Decision, tuple[Level, ...]]:
    """Return the likeliest level, whether it is sure enough to be written, and the others where it is not."""
    plain = {match.lastgroup for match in (_PLAIN_LEVEL if head == "cost" else _LEAVING).finditer(text)}
    if len(plain) == 1:
        return next(level for level in LEVELS if level in plain), "write", ()
    best, *others = sorted(LEVELS, key=lambda level: -heard.of(f"{head}:{level}"))
    if sureness(heard, head) >= bar.write:
        return best, "write", ()
    return best, "clarify", tuple(others)


def sureness(heard: Heard, head: str) -> float:
    """Return how much of what is heard of the three levels is heard of the likeliest."""
    likely = [heard.of(f"{head}:{level}") for level in LEVELS]
    return max(likely) / max(sum(likely), 1e-6)


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
