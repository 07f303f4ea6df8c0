"""Terms: what stands around an amount and says how often, for whom, and whether it is a bound."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from assistant.canvas import Per, Period
from assistant.offline.amounts import NUMBER, Amount, number_of
from assistant.offline.patterns import listed

_PERIODS: tuple[tuple[str, Period], ...] = (
    ("d", "day"),
    ("w", "week"),
    ("m", "month"),
    ("q", "quarter"),
    ("y", "year"),
    ("a", "year"),
    ("p", "month"),
)
SPAN = r"(?:days?|weeks?|wk|months?|mo|mth|quarters?|years?|annum|yr)"
OFTEN = (
    rf"(?:(?:once )?(?:a|per|each|every|in a|by the)\s(?P<unit>{SPAN})(?!\w)|/\s?(?P<slash>{SPAN}|[dwmqy])(?!\w)"
    r"|(?P<adverb>daily|weekly|monthly|quarterly|yearly|annually|annual|pcm)(?!\w))"
)
_SHORT = r"p(?:\.\s?(?P<dotted>[maw])\.?|(?P<short>[maw]))(?!\w)"
ONCE = (
    r"(?P<once>(?:as an? |an? )?one[- ](?:off|time)(?: thing| cost)?"
    # "Once a month" and "once you count petrol" are no single payment.
    r"|once(?: only)?(?! (?:an?|per|every|in|i|we|you|they|he|she|it|the|that|this|all|our|my|their)\b)"
    r"|up-? ?front|just the once|to set (?:it |this |that |them |one )?up)(?!\w)"
)
SALES = listed(
    "transaction order sale ticket purchase booking call visit delivery shipment parcel repair job request session "
    "email e-mail mail message letter text sms newsletter event meeting workshop enquiry inquiry contact "
    "appointment payment return time portion ride trip lesson class meal night callout call-out application "
    "consultation haircut wash service-call consignment load"
)
BUYERS = listed(
    "customer client head person user member subscriber account seat guest patient buyer shopper courier student "
    "company household family participant reader donor tenant consumer couple capita"
)
# An amount for one of these is neither a customer's nor a transaction's.
_OTHERS = listed(
    "hour hr minute min second kilometre kilometer km mile kg kilo litre liter page item piece unit word metre meter "
    "agent employee staff mechanic rep manager assistant worker half one of the our other cent "
    "month week day year quarter months weeks days years two three four few "
    "stunde tag woche monat jahr"
)
_ONE = r"(?:per|(?:for|on) (?:each|every)|for one|each|every|/)\s?(?:single |paying |new )?"
# "Per bike courier a month": a second word of the noun, told by the term or the end behind it.
_LAST = (
    r"(?: (?!(?:dai|week|month|quarter|year|annual)ly|each|per|an?\b)[a-z]+"
    r"(?=\s?(?:[.,;!?)/]|$| (?:an?|per|each|every) )))?"
)
_NO_NOUN = (
    r"(?!(?:per|an?|and|in|for|to|on|at|of|if|so|we|it|i|they|but|or|which|that|because|mostly|mainly|is|are|was"
    r"|costs?|would|will|from|with|daily|weekly|monthly|quarterly|yearly|annually|roughly|about|around|maybe|including)\b)"
)
_BUYER_OR_SALE = "|".join([*BUYERS, *SALES])
PER = rf"(?:{_ONE}{_NO_NOUN}(?P<each>[a-z][a-z-]*[a-z]){_LAST}|(?:an?|one|a single)\s(?P<one>{_BUYER_OR_SALE}))(?!\w)"
TOTAL = (
    r"(?P<total>in (?:total|all)|(?:all|taken) together|altogether|all in all|overall|total|combined|all in"
    r"|for (?:all of (?:them|us)|everyone|everybody|them all|the whole (?:lot|thing|group|segment)))(?!\w)"
)
_NO_THING = r"(?!(?:an?|per|each|every|in|we|at|and|it|that|they|is|costs?|makes?|comes?)\b)"
_NOUN = rf"(?: of (?:them|our|the))?(?: {_NO_THING}[a-z][\w-]*){{0,2}}"
_GROUP = (
    r"(?P<group>(?:per|for) (?:each|every one) of|for(?: all)?(?: of)?) (?:our |the |my |these |those )?"
    rf"(?:about |around |roughly )?(?P<count>{NUMBER})(?P<noun>{_NOUN})"
)
_HOURLY = r"(?P<hourly>(?:an|per|a|each|every|/)\s?(?:hour|hr|h)|hourly)(?!\w)"
_TERM = re.compile(
    rf"\s?[,(]?\s?(?:(?:for )?{_HOURLY}|(?:and )?{OFTEN}|and (?P<also>{SPAN})(?!\w)|{_SHORT}|{ONCE}|{TOTAL}"
    rf"|{_GROUP}|{PER}|(?P<alone>each|apiece|a ?piece)(?!\w))\)?"
)
_BOUND = re.compile(
    r"(?<!\w)(?:(?P<high>up to|at most|max(?:imum|\.)?(?: of)?|(?:no|not) more than|less than|under|below|<|not even"
    r"|fewer than|no higher than|(?:not|never) (?:over|exceeding|above))"
    r"|(?P<low>at least|min(?:imum|\.)?(?: of)?|more than|over|above|>|upwards of|starting (?:at|from)"
    r"|(?:not|no|never) less than|not under)"
    r"|about|around|roughly|approx\.?|approximately|circa|ca\.?|~|≈|some|maybe|perhaps|probably|nearly|almost"
    r"|close to|just|only|well|an average of|on average|in the region of|something like|a total of|easily|exactly)\s?$"
)
_NEVER = re.compile(r"(?:n't|not|never|hardly)(?: \w+){0,3} $")
_AFTER_BOUND = re.compile(
    r"\s?,?\s?(?:(?P<low>or more|and (?:up|more)|plus(?=\s?(?:[,.;)]|$))|minimum|at least)"
    r"|(?P<high>or less|max(?:imum)?|at (?:the )?most|tops)|or so|ish|or thereabouts|give or take)(?!\w)"
)
_LEADING = re.compile(rf"(?<!\w)(?:{OFTEN}|{ONCE}|{TOTAL}|{_GROUP}|{PER})")
_OPENS = re.compile(r"(?:[,;:(]\s?|\b(?:and|but|so|that's|it's|hm+|well,?)\s)$")
_ON_TO = re.compile(r"[,:]?(?:\s[a-z'-]+){0,8}\s?[:=]?\s?")
_ITEM_NEXT = re.compile(
    r"(?: [a-z-]+){0,2}? (?:costs?|budget|spend|bill|fees?|expenses?|upkeep|outlay|payment|runs? us|takes? us)\b"
)
_ITEM = re.compile(r"\b(?:costs?|budget|spend|expenses?)\s$")
_OBJECT = re.compile(
    r"\s(?:for|on|in)\s(?:the |our |a |an |all |this |that |its |it\b)?(?:(?!\w+ing\b|each\b|every\b|per\b)[a-z'-]+"
    r"(?: (?!(?:each|every|per|an?|in|who|that|to|and|but|at)\b)[a-z'-]+)?)?"
)
# No bound stands further than this before its amount; looking no further keeps long messages linear.
_REACH = 32
_APART = 80

Side = Literal["low", "high"]


@dataclass(frozen=True)
class Statement:
    """An amount with its terms: `text[start:end]`; an end of the range that the words leave open is None.

    `money` says that a currency was written, `hourly` that the amount is a rate for an hour.
    """

    low: float | None
    high: float | None
    currency: str | None
    money: bool
    start: int
    end: int
    period: Period | None = None
    per: Per | None = None
    customers: int | None = None
    hourly: bool = False


def statement(text: str, amount: Amount) -> Statement:
    """Return the amount of a folded message together with the terms that stand directly around it."""
    found = Statement(amount.low, amount.high, amount.currency, amount.money, amount.start, amount.end)
    found = _before(text, found) if not amount.plus else _bound(found, "low")
    for _ in range(3):
        found = _after(text, found)
        trailing = _AFTER_BOUND.match(text, found.end)
        if not trailing:
            break
        side: Side | None = "low" if trailing["low"] else "high" if trailing["high"] else None
        found = replace(_bound(found, side), end=trailing.end())
    return found


def _before(text: str, found: Statement) -> Statement:
    """Take in the words before an amount that make it a bound or a guess."""
    for _ in range(4):
        base = max(0, found.start - _REACH)
        bound = _BOUND.search(text[base : found.start])
        if not bound:
            break
        side: Side | None = "low" if bound["low"] else "high" if bound["high"] else None
        start = base + bound.start()
        if side and not re.match(r"no|never", bound.group()) and _NEVER.search(text, max(0, start - _REACH), start):
            side = "high" if side == "low" else "low"
        found = replace(_bound(found, side), start=start)
    return found


def _bound(found: Statement, side: Side | None) -> Statement:
    """Open the end of the range on the other side of a bound."""
    if side is None:
        return found
    return replace(found, high=None) if side == "low" else replace(found, low=None)


def _after(text: str, found: Statement) -> Statement:
    """Take in the terms that follow an amount."""
    for _ in range(6):
        term = _TERM.match(text, found.end)
        read = with_term(found, term) if term else None
        if read is None or term is None:
            break
        found = replace(read, end=term.end())
    return found


def with_term(found: Statement, term: re.Match[str]) -> Statement | None:
    """Return the statement with the meaning of one term, None where the words are not one after all."""
    said = term.groupdict()
    if said.get("hourly"):
        return replace(found, hourly=True)
    if said.get("group"):
        return _with_group(found, said["group"], said["count"], said["noun"])
    period = period_of(term)
    if period:
        return replace(found, period=found.period or period)
    if said.get("total"):
        return replace(found, per=found.per or "total")
    if said.get("alone"):
        return replace(found, per=found.per or "customer")
    per = per_of(said.get("each") or said.get("one") or "")
    return None if per == "" else replace(found, per=found.per or per)


def period_of(term: re.Match[str]) -> Period | None:
    """Return the period that a matched term says."""
    said = term.groupdict()
    if said.get("once"):
        return "one_off"
    for group in ("unit", "also", "slash", "adverb", "dotted", "short"):
        written = said.get(group)
        if written:
            return next((period for letter, period in _PERIODS if written.startswith(letter)), None)
    return None


def per_of(noun: str) -> Per | Literal[""] | None:
    """Return what one of these is, a customer or a transaction; None for neither, "" for no noun at all."""
    if noun in _OTHERS:
        return "" if noun in ("of", "the", "our", "other", "two", "three", "four", "few", "cent") else None
    return "transaction" if noun in SALES else "customer" if noun else ""


def _with_group(found: Statement, group: str, count: str, noun: str) -> Statement | None:
    """Return the statement with "for each of our 40 couriers" or "for 40 couriers" read."""
    number, one = number_of(count), "each" in group or "every" in group
    thing = noun.strip().split(" ")[-1]
    if number is None or number != int(number) or not (noun or one) or not counts_customers(thing or "them"):
        return None
    return replace(found, per=found.per or ("customer" if one else "total"), customers=int(number))


def counts_customers(noun: str) -> bool:
    """Tell whether a number of these can be a number of customers."""
    single = noun.removesuffix("s")
    return not ({noun, single} & {*_OTHERS, *SALES, "thing", "reason", "percent", "euro", "dollar"})


def around(text: str, found: Statement, start: int, end: int) -> Statement:
    """Take in the terms of the same sentence (`text[start:end]`) that stand apart from their amount.

    "Each courier costs us 4 €", "per order we spend 3 €", "the yearly budget is 2,000", "500 on support every month".
    """
    base = max(start, found.start - _APART)
    last = -2
    for term in _LEADING.finditer(text, base, found.start):
        opens = term.start() in (start, last + 1) or _OPENS.search(text, max(start, term.start() - 12), term.start())
        rest = text[term.end() : found.start]
        if (opens and _ON_TO.fullmatch(rest)) or _ITEM_NEXT.match(rest) or _belongs(text, term, found, start):
            read = with_term(found, term)
            if read and read != found:
                found, last = replace(read, start=min(found.start, term.start())), term.end()
    thing = _OBJECT.match(text, found.end, min(end, found.end + _APART))
    behind = _TERM.match(text, thing.end()) if thing else None
    read = with_term(found, behind) if behind and behind.end() <= end else None
    if read and behind and read != found:
        found = _after(text, replace(read, end=behind.end()))
    return found


def _belongs(text: str, term: re.Match[str], found: Statement, start: int) -> bool:
    """Tell whether a term stands behind a word for costs, or right before the amount."""
    rest = text[term.end() : found.start]
    return rest in (" ", " of ", ": ") or bool(_ITEM.search(text, max(start, term.start() - 12), term.start()))
