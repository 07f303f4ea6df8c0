"""Money: the costs that a message states, bare numbers, and counts of customers."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from assistant.canvas import Level
from assistant.offline.amounts import amounts, folded
from assistant.offline.counts import bare_number, customer_count
from assistant.offline.drivers import Driver, drivers
from assistant.offline.levels import leading, levels
from assistant.offline.payers import theirs
from assistant.offline.sentences import Sentence, sentences
from assistant.offline.spending import verdict
from assistant.offline.sums import spent_hours, sums
from assistant.offline.terms import Statement, around, statement
from assistant.reading import CostMention

__all__ = ["bare_number", "costs", "customer_count", "share"]

_TURN = re.compile(r"\b(?:but|whereas|while|though)\b|[.!?;]\s")
# A level and an amount, or an amount and its driver, further apart than this are two statements.
_SAME_LEVEL, _SAME_DRIVER = 30, 48
_LARGEST = 1e12
# A message with more amounts than this is no answer in words; what stands behind them is not read.
_MOST = 500


@dataclass(frozen=True)
class _Part:
    """A cost in the making: `message[start:end]`; `drivers` are places."""

    start: int
    end: int
    said: Statement | None = None
    level: Level | None = None
    inputs: str | None = None
    drivers: tuple[tuple[int, int], ...] = ()
    probability: float = 1.0
    decision: Literal["write", "clarify"] = "write"


def costs(message: str) -> tuple[CostMention, ...]:
    """Return what a message says that something costs the business, in order.

    Prices, revenue and gifts are left out. `clarify` marks an amount that may as well be a price ("our gym costs
    30 a month"), a probability of 0.5 a message that is a bare level or "nothing", which answers whatever was asked.
    """
    text = folded(message)
    places = sentences(text)
    parts = sorted([*_stated(text, message, places), *_levelled(text, places)], key=lambda part: part.start)
    return tuple(_mention(message, part) for part in _with_drivers(text, places, _joined(text, parts)))


def amounts_in(message: str) -> tuple[CostMention, ...]:
    """Return every amount of a message with its terms, whatever it is the price of; the caller knows it for a cost."""
    text = folded(message)
    places = sentences(text)
    found: list[_Part] = []
    for amount in islice(amounts(message), _MOST):
        said = statement(text, amount)
        place = _place(places, said.start)
        if not found or said.start >= found[-1].end:
            full = around(text, said, place.start, place.end)
            found.append(_Part(full.start, full.end, full))
    return tuple(_mention(message, part) for part in found)


def share(mention: CostMention, customers: int) -> float:
    """Return what a cost comes to for each of so many customers, in cents exactly; of a range, its middle.

    Raises ValueError where the mention has no amount, is per transaction, or there are no customers.
    """
    ends = [end for end in (mention.amount_low, mention.amount_high) if end is not None]
    if not ends or customers < 1 or mention.per == "transaction":
        raise ValueError("Sharing a cost takes an amount that is not per transaction, and at least one customer.")
    middle = sum(ends) / len(ends)
    return round(middle if mention.per == "customer" else middle / customers, 2)


def _place(places: Sequence[Sentence], start: int) -> Sentence:
    return places[bisect_right(places, start, key=lambda place: place.start) - 1]


def _stated(text: str, message: str, places: Sequence[Sentence]) -> Iterator[_Part]:
    """Yield the sums and the amounts of a message that are costs."""
    said: list[Statement] = []
    for amount in islice(amounts(message), _MOST):
        if not said or amount.start >= said[-1].end:
            said.append(statement(text, amount))
    parts = [
        _Part(each.result.start, each.result.end, each.result, inputs=each.inputs, drivers=(each.driver,))
        for each in sums(text, said, [_place(places, each.start) for each in said])
    ]
    yield from parts
    taken = [(part.start, part.end) for part in parts]
    hours = [span for span in spent_hours(text) if not _within(taken, span[0]) and not _place(places, span[0]).asks]
    yield from (_Part(*span, drivers=(span,)) for span in hours)
    taken = sorted([*taken, *hours])
    for each in said:
        part = None if _within(taken, each.start) else _amount(text, each, _place(places, each.start))
        if part:
            yield part


def _amount(text: str, said: Statement, place: Sentence) -> _Part | None:
    """Return one amount with its terms and the level before it, None where it is no cost."""
    full = around(text, said, place.start, place.end)
    judged = verdict(text, replace(full, start=said.start, end=said.end), place, full.start)
    if judged == "no" or max(said.low or 0.0, said.high or 0.0) > _LARGEST:
        return None
    called = leading(text, place, full.start)
    start, level = (called.start, called.level) if called and called.level != "free" else (full.start, None)
    if judged == "unclear":
        return _Part(start, full.end, full, level, probability=0.5, decision="clarify")
    return _Part(start, full.end, full, level)


def _within(taken: Sequence[tuple[int, int]], start: int) -> bool:
    number = bisect_right(taken, start, key=lambda span: span[0])
    return number > 0 and start < taken[number - 1][1]


def _levelled(text: str, places: Sequence[Sentence]) -> Iterator[_Part]:
    """Yield the costs that are only called something; what is free costs 0."""
    for place in places:
        for called in levels(text, place):
            sure = 1.0 if called.sure else 0.5
            if called.level == "free":
                nothing = Statement(0.0, 0.0, None, False, called.start, called.end)
                yield _Part(called.start, called.end, nothing, probability=sure)
            else:
                yield _Part(called.start, called.end, level=called.level, probability=sure)


def _joined(text: str, parts: Sequence[_Part]) -> list[_Part]:
    """Make one of a level and the amount beside it ("low, about 4 € a month"); of words read twice keep the first."""
    found: list[_Part] = []
    for part in parts:
        last = found[-1] if found else None
        if last is None or not (part.start < last.end or _beside(text, last, part)):
            found.append(part)
            continue
        one, other = (last, part) if last.said else (part, last)
        if one.said:
            span = min(last.start, part.start), max(last.end, part.end)
            found[-1] = replace(one, start=span[0], end=span[1], level=one.level or other.level)
    return found


def _beside(text: str, last: _Part, part: _Part) -> bool:
    """Tell whether one of two neighbours is only a level and the other only an amount of the same statement."""
    differ = bool(last.level) != bool(part.level) and bool(last.said) != bool(part.said)
    return differ and part.start - last.end <= _SAME_LEVEL and not _TURN.search(text, last.end, part.start)


def _with_drivers(text: str, places: Sequence[Sentence], parts: list[_Part]) -> list[_Part]:
    """Give each cost the drivers that are announced beside it; costs of which only the driver is said stand alone."""
    alone: list[_Part] = []
    starts = [part.start for part in parts]
    for driver in drivers(text):
        number = bisect_right(starts, driver.start)
        beside = next((n for n in (number - 1, number) if 0 <= n < len(parts) and _touches(parts[n], driver)), None)
        if beside is not None:
            part = parts[beside]
            span = min(part.start, driver.start), max(part.end, driver.end)
            parts[beside] = replace(part, start=span[0], end=span[1], drivers=(*part.drivers, *driver.things))
        elif _is_ours(text, driver) and not _place(places, driver.start).asks:
            alone.append(_Part(driver.of_costs or driver.start, driver.end, drivers=driver.things))
    return sorted([*parts, *alone], key=lambda part: part.start)


def _is_ours(text: str, driver: Driver) -> bool:
    """Tell whether the driver itself names the business's costs ("our costs are mostly servers")."""
    start = driver.of_costs
    return start is not None and not theirs(text[max(0, start - 40) : start])


def _touches(part: _Part, driver: Driver) -> bool:
    return part.start - driver.end <= 3 and driver.start - part.end <= _SAME_DRIVER


def _mention(message: str, part: _Part) -> CostMention:
    said = part.said
    return CostMention(
        quote=message[part.start : part.end],
        start=part.start,
        end=part.end,
        probability=part.probability,
        decision=part.decision,
        level=part.level,
        amount_low=said.low if said else None,
        amount_high=said.high if said else None,
        currency=said.currency if said else None,
        period=said.period if said else None,
        per=said.per if said else None,
        drivers=tuple(dict.fromkeys(message[start:end] for start, end in part.drivers)),
        inputs=part.inputs,
        customers=said.customers if said else None,
    )
