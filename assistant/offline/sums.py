"""Sums in words: time at a rate, people at a wage, customers at an amount each, worked out by code."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.canvas import Per, Period
from assistant.offline.amounts import NUMBER, number_of
from assistant.offline.patterns import listed
from assistant.offline.sentences import Sentence
from assistant.offline.spending import verdict
from assistant.offline.terms import BUYERS, OFTEN, SALES, SPAN, Statement, per_of, period_of

WEEKS_A_MONTH = 52 / 12
# A working day; "half a day" of a mechanic is four hours of pay.
HOURS_A_DAY = 8.0

_HOURS = {"h": 1.0, "m": 1 / 60, "d": HOURS_A_DAY}
_OFTEN = re.compile(
    rf"{OFTEN}|(?:per|for each|for every|each|every|an?)\s(?P<each>{'|'.join([*SALES, *BUYERS])})(?!\w)"
)
_O = "(?:" + re.sub(r"\?P<\w+>", "?:", _OFTEN.pattern) + ")"
_QTY = rf"(?:half an?|an? half|one and a half|(?:an? )?couple of|{NUMBER}(?: and a half)?|an?)"
_WORD = r"(?!(?:an?|at|per|each|every|x|times|and|for|on|or|of|to|we|which|that|with)\b)[a-z][\w'-]*"
_COUNTED = (
    rf"(?P<count>{NUMBER}) (?P<event>(?!{SPAN}\b|hours?\b|minutes?\b){_WORD}(?: {_WORD})?)(?: {_O})?"
    r",? (?:of |each |with |at |x |taking |that take |which take )?(?:about |around |roughly )?"
)
_TIME = re.compile(
    rf"(?<![\w.,-])(?:(?:every|each) {SPAN},? )?(?:{_COUNTED})?(?P<qty>{_QTY})(?: ?(?:-|to|or) ?(?P<upto>{NUMBER}))?"
    r"[\s-]?(?:full |working |whole )?(?P<unit>hours?|hrs?|h|minutes?|mins?|days?|half[- ]days?)(?!\w)"
    rf"(?P<more> and a half)?(?: each)?(?:,? ?{_O})?"
    rf"(?: of (?:an? |the |our |my |one )?{_WORD}(?: {_WORD}){{0,2}})?(?:,? ?{_O})?"
)
_TIMES = re.compile(r",?\s?(?:at|@|x|×|\*|times|à|paid|paid at|costing)\s(?:only )?|\s?[x×*@]\s?")
_COSTS_US = re.compile(
    r"(?<!n't )(?<!not )(?<!never )\bcost(?:s|ing)? (?:us|me) (?:about |around |roughly |only |just )?"
)
_AN_HOUR = re.compile(r"\b(?:an?|per|each|every|one|the) hour\b[^.!?]{0,24}$")
_BEFORE_TIME = re.compile(r"\s?(?:[x×*,]|times|for|and)?\s?(?:about |around |roughly )?")
_INCOME = re.compile(
    r"\b(?:charg|bill|pric|revenue|earning)\w*|\b(?:they|clients?|customers?|members?|who|you) pay|\bpays? us\b"
    r"|\bwe (?:earn|get|make)\b"
)
_HEADS = frozenset(
    listed(
        "person people head employee staff colleague freelancer intern worker fte agent rep manager assistant advisor "
        "adviser consultant moderator trainer teacher guide nurse mechanic technician engineer developer driver "
        "specialist helper salary"
    )
)
_START = re.compile(rf"(?<![\w.,-])(?:half an?|{NUMBER}|an?) ")
_PEOPLE = re.compile(
    rf"(?P<whole>(?P<qty>half an?|{NUMBER}|an?) (?P<noun>(?!{SPAN}\b){_WORD}(?: {_WORD}){{0,2}}?)"
    rf"(?:,? (?:working )?(?:full|part|half)[- ]time)?(?: {_O})?)"
    r"(?:,?\s(?:at|on|@|x|×|\*|times|à|costing|earning|paid)\s|\s?[x×*@]\s?|(?P<comma>,\s))"
)
# No sum reaches further than this from its amount; looking no further keeps long messages linear.
_REACH, _GAP = 120, 70


@dataclass(frozen=True)
class Sum:
    """A sum in words with its result: `text[start:end]`, `driver` the place of what is multiplied."""

    result: Statement
    inputs: str | None
    driver: tuple[int, int]


@dataclass(frozen=True)
class _Time:
    """Hours of work, `low` to `high` of them, as often as `period` or `per` says; `unit` is h, m or d."""

    low: float
    high: float
    unit: str
    start: int
    end: int
    period: Period | None
    per: Per | None


def sums(text: str, statements: Sequence[Statement], places: Sequence[Sentence]) -> Iterator[Sum]:
    """Yield the sums of a folded message; `places[i]` is the sentence of `statements[i]`."""
    times = [_time(text, match) for match in _TIME.finditer(text)]
    ends = [time.end for time in times]
    taken = 0
    for rate, place in zip(statements, places, strict=True):
        if rate.start < taken or place.asks:
            continue
        first, last = bisect_left(ends, rate.start - _GAP), bisect_right(ends, rate.start)
        near = [time for time in times[first:last] if time.start >= taken]
        while last < len(times) and times[last].start < rate.end:
            last += 1
        following = times[last] if last < len(times) else None
        found = _timed(text, near, rate) or _ahead(text, rate, following) or _peopled(text, rate, place, taken)
        if found:
            taken = found.result.end
            yield found


def _time(text: str, match: re.Match[str]) -> _Time:
    """Read one stretch of time with how often it comes."""
    half = match["unit"].startswith("half")
    unit = "d" if half else match["unit"][0]
    low = _quantity(match["qty"]) + (0.5 if match["more"] else 0)
    high = (number_of(match["upto"]) if match["upto"] else None) or low
    times = (number_of(match["count"]) if match["count"] else None) or 1.0
    hours = times * _HOURS[unit] * (0.5 if half else 1)
    low, high = sorted((low * hours, high * hours))
    return _Time(low, high, unit, match.start(), match.end(), *_often(text, match))


def _timed(text: str, near: Sequence[_Time], rate: Statement) -> Sum | None:
    """Multiply time by the rate that follows it."""
    for time in sorted(near, key=lambda time: (time.period or time.per) is None)[:1] or ():
        between = text[time.end : rate.start]
        if _INCOME.search(text, max(0, time.start - _GAP), rate.start):
            return None
        hourly = rate.hourly or bool(_AN_HOUR.search(between))
        daily = time.unit == "d" and rate.period == "day"
        if hourly or (_TIMES.fullmatch(between) and (rate.period is None or time.period is None or daily)):
            return _product(text, time, rate, daily and not hourly)
    return None


def _ahead(text: str, rate: Statement, time: _Time | None) -> Sum | None:
    """Multiply an hourly rate by the time that follows it."""
    if time is None or not rate.hourly or not _BEFORE_TIME.fullmatch(text[rate.end : time.start]):
        return None
    return None if _INCOME.search(text, max(0, rate.start - _GAP), rate.start) else _product(text, time, rate, False)


def _product(text: str, time: _Time, rate: Statement, daily: bool) -> Sum:
    divisor = HOURS_A_DAY if daily else 1.0
    driver = text[time.start : time.end]
    parts = [f"{driver} (8 hours a day)" if time.unit == "d" and not daily else driver]
    parts.append(_money(rate) + (" a day" if daily else "" if time.unit == "h" else " an hour"))
    result = replace(
        rate,
        low=None if rate.low is None else rate.low * time.low / divisor,
        high=None if rate.high is None else rate.high * time.high / divisor,
        start=min(time.start, rate.start),
        end=max(time.end, rate.end),
        period=time.period or (None if daily else rate.period),
        per=time.per or rate.per,
        hourly=False,
    )
    return _by_month(result, parts, (time.start, time.end))


def _peopled(text: str, rate: Statement, place: Sentence, taken: int) -> Sum | None:
    """Multiply people, customers or events by the amount for each of them."""
    if rate.hourly or rate.low is None or rate.high is None:
        return None
    base = max(taken, place.start, rate.start - _REACH)
    for start in reversed(list(_START.finditer(text, base, rate.start))):
        match = _PEOPLE.match(text, start.start(), rate.start)
        if match and match.end() == rate.start:
            return _crowd(text, match, rate, place)
    return None


def _crowd(text: str, match: re.Match[str], rate: Statement, place: Sentence) -> Sum | None:
    nouns = {word.removesuffix("s") for word in match["noun"].split(" ")}
    number, staff = _quantity(match["qty"]), bool(nouns & _HEADS) or "people" in nouns
    buyers = not staff and not nouns & set(SALES)
    unknown = buyers and not nouns & set(BUYERS) and rate.per != "customer"
    if match["comma"] and not (staff and rate.per == "customer"):
        return None
    if unknown or (not staff and match["qty"] in ("a", "an")):
        return None
    period, _ = _often(text, match)
    result = replace(
        rate,
        low=(rate.low or 0.0) * number,
        high=(rate.high or 0.0) * number,
        start=match.start(),
        period=rate.period or period,
        per="total" if buyers or rate.customers else None,
        customers=int(number) if buyers else rate.customers,
    )
    income = _INCOME.search(text, max(place.start, match.start() - _GAP), match.start())
    if income or (verdict(text, result, place) == "no" and not (staff and rate.period)):
        return None
    driver = match["whole"]
    return _by_month(result, [driver, _money(rate)] if number != 1 else [], match.span("whole"))


def _by_month(result: Statement, parts: list[str], driver: tuple[int, int]) -> Sum:
    """Round a sum to cents, a weekly one as what it makes in a month."""
    factor = 1.0
    if result.period == "week" and parts:
        factor, parts = WEEKS_A_MONTH, [*parts, "52/12 weeks"]
        result = replace(result, period="month")
    low = None if result.low is None else round(result.low * factor, 2)
    high = None if result.high is None else round(result.high * factor, 2)
    return Sum(replace(result, low=low, high=high), " × ".join(parts) or None, driver)


def _money(rate: Statement) -> str:
    """Write a rate as "20 EUR", "18 to 20 EUR" or "up to 20"."""
    ends = [f"{end:,.2f}".removesuffix(".00") for end in (rate.low, rate.high) if end is not None]
    written = " to ".join(dict.fromkeys(ends))
    if rate.low is None or rate.high is None:
        written = ("up to " if rate.low is None else "at least ") + written
    return f"{written} {rate.currency}" if rate.currency else written


def _often(text: str, match: re.Match[str]) -> tuple[Period | None, Per | None]:
    """Return the period and the transaction or customer that a factor names beside its own quantity."""
    period: Period | None = None
    per: Per | None = None
    unit = "unit" if "unit" in match.re.groupindex else "noun"
    for start, end in ((match.start(), match.start("qty")), (match.end(unit), match.end())):
        for often in _OFTEN.finditer(text, start, end):
            period = period or period_of(often)
            per = per or (per_of(often["each"]) or None if often["each"] else None)
    return period, per


def _quantity(written: str) -> float:
    """Return how many "two", "half a" or "an" are."""
    if written == "one and a half":
        return 1.5
    if written.endswith(" and a half"):
        return (number_of(written.removesuffix(" and a half")) or 0.0) + 0.5
    if written in ("half a", "half an", "a half", "an half"):
        return 0.5
    if written.endswith("couple of"):
        return 2.0
    return 1.0 if written in ("a", "an") else number_of(written) or 0.0


def spent_hours(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of time that a folded message calls a cost without a rate: "costs us two hours a week"."""
    for cost in _COSTS_US.finditer(text):
        time = _TIME.match(text, cost.end())
        if time:
            yield time.span()
