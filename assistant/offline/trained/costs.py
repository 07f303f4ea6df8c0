"""Costs: the network hears whether a message speaks of them, the rules of money read the numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.canvas import Topic
from assistant.offline.currencies import only_currency
from assistant.offline.money import amounts_in
from assistant.offline.money import costs as plain_costs
from assistant.offline.trained.answers import Owners, cost_level
from assistant.offline.trained.bars import Bars
from assistant.offline.trained.heads import PERIODS, PERS
from assistant.offline.trained.network import Heard
from assistant.offline.trained.values import drivers
from assistant.reading import CostMention

# A period or a payer is heard from here on.
_TOLD = 0.5
# The rules take any thing that is counted for a customer; the network knows visits and orders when it is this sure.
_SURELY = 0.7
# Amounts that are worth money without a currency: "2 grand", "40k".
_WORTH = re.compile(r"\d\s?k\b|\b(?:grand|thousand|hundred|lakhs?|crores?|million)\b", re.IGNORECASE)
# "The expensive one" is no amount.
_NO_AMOUNTS = ("one", "a", "an", "two", "both")
# An amount this far from the words for a cost still belongs to them.
_NEAR = 40


def costs(text: str, heard: Heard, owners: Owners, bars: Bars, topic: Topic | None) -> tuple[CostMention, ...]:
    """Return what keeping a relationship up costs; a price that customers pay is none."""
    return tuple(_costs(text, heard, owners, bars, topic))


def _costs(text: str, heard: Heard, owners: Owners, bars: Bars, topic: Topic | None) -> Iterator[CostMention]:
    probability = heard.of("cost")
    plain = plain_costs(text)
    sums = [mention for mention in plain if mention.inputs]
    decision = bars.cost.decision(probability)
    if decision != "write":
        # A sum in words is no stated cost yet, so the network need not hear one.
        asked = topic == "cost"
        kept = (
            sums
            if asked
            else [m for m in plain if decision == "clarify" and m.decision == "write" and m.probability == 1]
        )
        yield from kept
        return
    found = [m for m in plain if m.amount_low is not None or m.amount_high is not None or m.inputs]
    found = found or _amounts(text, heard)
    things = tuple(text[place.start : place.end] for place in drivers(text, heard, bars.value))
    for mention in found:
        full = _completed(text, mention, heard, alone=len(found) == 1) if not mention.inputs else mention
        told = {"decision": "write", "segments": owners(mention.start), "drivers": mention.drivers or things}
        yield full.model_copy(update={**told, "probability": round(probability, 4)})
    if not found:
        levels = cost_level(text, heard, owners, bars) or tuple(m for m in plain if m.level)[:1]
        yield from (m.model_copy(update={"drivers": m.drivers or things}) for m in levels)


def _amounts(text: str, heard: Heard) -> list[CostMention]:
    """Return the amounts of a message that speaks of costs: those of money, else those that stand near such words."""
    every = [m for m in amounts_in(text) if m.quote.lower() not in _NO_AMOUNTS]
    money = [m for m in every if m.currency or m.period or m.per or _WORTH.search(m.quote)]
    return money or [m for m in every if len(every) == 1 or _near(m, heard)]


def _near(mention: CostMention, heard: Heard) -> bool:
    row = heard.along("cost")
    marked = [place for place, said in zip(heard.places, row, strict=True) if said >= 0.3]
    return any(mention.start < end + _NEAR and start < mention.end + _NEAR for start, end in marked)


def _completed(text: str, mention: CostMention, heard: Heard, *, alone: bool) -> CostMention:
    """Give an amount the period and the payer that the message tells in words which no rule knows."""
    known = mention.currency or only_currency(text)
    if not alone:
        return mention.model_copy(update={"currency": known})
    period = mention.period or next((each for each in PERIODS if heard.of(f"period:{each}") >= _TOLD), None)
    likely = max(PERS, key=lambda each: heard.of(f"per:{each}"))
    # Who plainly pays for each is no total.
    told = _TOLD if mention.per is None else _SURELY if likely != "total" else 1.0
    per = likely if heard.of(f"per:{likely}") >= told else mention.per
    return mention.model_copy(update={"period": period, "per": per, "currency": known})
