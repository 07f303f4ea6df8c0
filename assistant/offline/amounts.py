"""Amounts: the numbers of a message with their currency, read without asking what they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from assistant.offline.currencies import AFTER, BEFORE, Currency, currency_of, local_codes
from assistant.offline.patterns import either, listed

_UNITS = {
    word: value
    for value, word in enumerate(
        listed(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
            "seventeen eighteen nineteen"
        )
    )
}
_UNITS |= {"fiver": 5, "tenner": 10}
_TENS = {
    word: 10 * value
    for value, word in enumerate(listed("twenty thirty forty fifty sixty seventy eighty ninety"), start=2)
}
_SCALES = {
    "hundred": 1e2,
    "k": 1e3,
    "thousand": 1e3,
    "grand": 1e3,
    "lakh": 1e5,
    "lakhs": 1e5,
    "lac": 1e5,
    "lacs": 1e5,
    "m": 1e6,
    "mn": 1e6,
    "mio": 1e6,
    "million": 1e6,
    "crore": 1e7,
    "crores": 1e7,
    "bn": 1e9,
    "billion": 1e9,
}
_FOLD = str.maketrans(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZŁČ’‘‛´`–—−‑‒\u00a0\u2009\u202f\u2007",
    "abcdefghijklmnopqrstuvwxyzłč'''''-----    ",
)
# Long rows of digits or words are no amounts; the limits and the grudging `+` keep every search linear.
_DIGITS = r"[0-9](?:[0-9]|[.,'](?=[0-9])| (?=[0-9]{3}(?![0-9]))){0,20}+"
_WORD = either([*_UNITS, *_TENS])
_BIG = "hundred|thousand|million|lakh|crore"
_WORDS = (
    rf"(?:(?:an?|half a|a couple of) (?:{_BIG})\b|(?!one of\b)(?:{_WORD})\b(?!-off|-time))"
    # "A hundred and five" is one number, "two and three" are two.
    r"(?:[ -](?:(?:(?<=hundred )|(?<=thousand )|(?<=lakh )|(?<=million )|(?<=crore ))and )?"
    rf"(?:{_WORD}|{_BIG})\b){{0,9}}+"
)
_DIGITAL = rf"(?<![0-9][.,:/'])(?:{_DIGITS}|(?<![0-9])\.[0-9]{{1,2}})(?![0-9]|[:/][0-9])"
_SPELT = rf"(?<![\w-]){_WORDS}"
NUMBER = rf"(?:(?<![\w#]){_DIGITAL}|{_SPELT})"


def _one(name: str) -> str:
    """Return the pattern of a number with its currency before or after it; `name` tells its groups apart."""
    return (
        rf"(?:(?P<pre{name}>{BEFORE})\s?(?P<tied{name}>{_DIGITAL}|{_SPELT})"
        rf"|(?P<num{name}>{NUMBER}|(?<![\w-])an?(?= (?:euro|dollar|buck|pound|quid)\b)))"
        rf"(?:[.,]-{{1,2}}(?![0-9]))?(?:\s?(?P<scale{name}>{either(_SCALES)})(?!\w))?(?P<plus{name}>\+)?"
        rf"(?:(?P<space{name}>[\s-]?)(?P<post{name}>{AFTER}))?"
    )


_AMOUNT = re.compile(
    rf"(?P<between>\bbetween\s)?{_one('a')}"
    rf"(?:(?P<join>\s?-\s?|\s(?:to|or|and|till)\s)(?:about\s|around\s|maybe\s)?{_one('b')})?"
)


_SMALL_CHANGE = re.compile(
    rf"\s(?P<cents>[0-9]{{2}}|(?:{either([*_TENS, 'ten', 'fifteen'])}))"
    rf"(?![\w%.,]?[0-9]|\s?(?:{AFTER}|%|{either(_SCALES)}))(?!\w)"
)
_SPELT_SCALE = re.compile(rf"(?:{_BIG})$")


class Amount(NamedTuple):
    """One amount or range of a message: `message[start:end]`. `money` says that a currency was written.

    `currency` is an ISO 4217 code; None where the words do not tell, as with cents. `plus` marks "20+".
    """

    low: float
    high: float
    currency: str | None
    money: bool
    start: int
    end: int
    plus: bool = False


class _Side(NamedTuple):
    value: float
    scaled: bool
    currency: Currency | None
    start: int
    end: int


def folded(message: str) -> str:
    """Return the message in small letters with plain spaces, hyphens and apostrophes, of the same length."""
    return message.translate(_FOLD)


def amounts(message: str) -> Iterator[Amount]:
    """Yield the amounts of a message in order, written in digits or words, alone or as ranges."""
    text = folded(message)
    local = local_codes(text)
    at = 0
    while match := _AMOUNT.search(text, at):
        at = max(match.end(), at + 1)
        first = _side(match, "a", message, local)
        second = _side(match, "b", message, local) if match["join"] else None
        if first and second and _ranges(match, first, second):
            yield _range(match, first, second)
        elif first:
            rest = _SMALL_CHANGE.match(text, first.end) if first.currency and not match["scalea"] else None
            first = _with_change(first, rest)
            at = max(first.end, match.start() + 1)
            yield _single(first, bool(match["plusa"]))


def _with_change(side: _Side, rest: re.Match[str] | None) -> _Side:
    """Add the small change behind a currency: "one pound fifty", "6 euro 90"."""
    cents = number_of(rest["cents"]) if rest else None
    if rest is None or cents is None or cents > 99:
        return side
    return side._replace(value=round(side.value + cents / 100, 2), end=rest.end())


def _ranges(match: re.Match[str], first: _Side, second: _Side) -> bool:
    """Tell whether two numbers side by side are the ends of one range."""
    if match["join"].strip() == "and" and not match["between"]:
        return False
    return first.currency is None or second.currency is None or first.currency == second.currency


def _range(match: re.Match[str], first: _Side, second: _Side) -> Amount:
    currency = first.currency or second.currency or Currency(None)
    low, high = first.value, second.value
    spelt = _SPELT_SCALE.search(match["numb"] or match["tiedb"] or "")
    if spelt and low < 100 and low <= high / _SCALES[spelt.group()]:
        # So is "three to four thousand".
        low *= _SCALES[spelt.group()]
    # "2-3k" is two to three thousand, "500-1k" is not five hundred thousand.
    if second.scaled and not first.scaled and match["scaleb"] and low <= high / _SCALES[match["scaleb"]]:
        low *= _SCALES[match["scaleb"]]
    low, high = sorted((low * currency.worth, high * currency.worth))
    money = bool(first.currency or second.currency)
    start = match.start() if match["between"] else first.start
    return Amount(round(low, 4), round(high, 4), currency.code, money, start, second.end, bool(match["plusb"]))


def _single(side: _Side, plus: bool) -> Amount:
    currency = side.currency or Currency(None)
    value = round(side.value * currency.worth, 4)
    return Amount(value, value, currency.code, side.currency is not None, side.start, side.end, plus)


def _side(match: re.Match[str], name: str, message: str, local: dict[str, str]) -> _Side | None:
    """Return the number on one side of a match with its currency, None where it is no number."""
    number, scale = match["tied" + name] or match["num" + name], match["scale" + name]
    value = number_of(number, bool(scale))
    if value is None:
        return None
    start, bare = match.span(("tied" if match["tied" + name] else "num") + name)
    currency, end = None, max(match.end("scale" + name), match.end("plus" + name), bare)
    for part in ("pre", "post"):
        term = match[part + name]
        if term and not (term == "p" and match["space" + name]):
            found = currency_of(term, message[slice(*match.span(part + name))], local)
            if found:
                currency = currency or found
                start, end = min(start, match.start(part + name)), max(end, match.end(part + name))
    if scale == "m" and not currency:
        return _Side(value, False, None, start, bare)
    return _Side(value * _SCALES.get(scale or "", 1.0), bool(scale), currency, start, end)


def number_of(written: str, scaled: bool = False) -> float | None:
    """Return the number that digits or words say, None where they are no plain number.

    The last separator with one or two digits behind it is the decimal one; groups of three are thousands.
    With `scaled` ("1.234k") a single separator is decimal.
    """
    if not written[:1].isdigit() and not written.startswith("."):
        return _in_words(written)
    plain = written.replace(" ", "'")
    separators = [mark for mark in plain if not mark.isdigit()]
    last = separators[-1] if separators else ""
    whole, _, rest = plain.rpartition(last) if last else (plain, "", "")
    grouped = len(rest) == 3 and whole != "0" and not (scaled and len(separators) == 1 and last != "'")
    if not last or last == "'" or (grouped and len(set(separators)) == 1):
        whole, rest = plain, ""
    elif last in whole or len(rest) > 4:
        return None
    digits = _ungrouped(whole)
    return None if digits is None or len(digits) > 12 else float(f"{digits}.{rest or 0}")


def _ungrouped(whole: str) -> str | None:
    """Return the digits of a whole number, None where its groups are neither thousands nor lakhs."""
    if not whole:
        return "0"
    if re.fullmatch(r"0|[1-9][0-9]*", whole):
        return whole
    if re.fullmatch(r"[1-9][0-9]{0,2}(?:([.,'])[0-9]{3})(?:\1[0-9]{3})*|[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}", whole):
        return re.sub(r"[.,']", "", whole)
    return None


def _in_words(written: str) -> float | None:
    """Return the number of words such as "a hundred and twenty-five", None where they do not add up."""
    total = group = 0.0
    below = float("inf")
    for word in re.split(r"[ -]", written.replace("half a ", "half-").replace("a couple of ", "two ")):
        if word in ("a", "an", "half"):
            group = 0.5 if word == "half" else 1.0
        elif word in _UNITS or word in _TENS:
            value, size = (_UNITS[word], 10) if word in _UNITS else (_TENS[word], 100)
            if below < size:
                return None
            group, below = group + value, 10 if word in _TENS else 1
        elif word == "hundred":
            group, below = (group or 1) * 100, float("inf")
        elif word in _SCALES:
            total, group, below = total + (group or 1) * _SCALES[word], 0.0, float("inf")
    return total + group
