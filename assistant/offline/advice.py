"""Advice by rule: the relationship type that a described business points to; the reason comes from the sources."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

# Of a longer message only the end is looked at, where what is asked stands.
LONGEST = 1_500
# So many customers at most are few, so many at least are many.
_FEW, _MANY = 30, 1000
_COUNT = re.compile(
    r"(?<![\d.,$€£/])(?<!\d[ \u00a0\u202f])(?:(?P<part>\d+[.,]\d{1,2}) ?(?=(?:k|m|thousand|million)\b)|"
    r"(?P<number>\d{1,3}(?:[.,]\d{2,3})*[.,]\d{3}|\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?![\d.,/]\d) ?)"
    r"(?P<times>k|m|thousand|million)?"
    r"(?: [^\W\d][\w'-]*){0,3}? (?:clients?|customers?|users?|families|accounts?|buyers?|members|subscribers|"
    r"readers|viewers|guests|patients|students|factories|fans|players|visitors)\b",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"^\D*?\b(?:%|per|percent|years?|months?|weeks?|days?|hours?|minutes?|euros?|dollars?|pounds?|rupees|shops?|"
    r"staff|of us|employees|advisers?|people)\b",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\b(?:in|since|from|until|by|of) $", re.IGNORECASE)
_YEARS = range(1900, 2101)
_TIMES = {"k": 1_000, "thousand": 1_000, "m": 1_000_000, "million": 1_000_000}
_NEGATION = re.compile(
    r"(?:\b(?:not|never|no|nobody|cannot|without|hardly)|n['’]t)\b(?: [\w'’-]+){0,2} $", re.IGNORECASE
)


@dataclass(frozen=True)
class Advice:
    """What a business points to, in words of ours, and the sentence of the handbook that is the reason."""

    says: str
    reason: str


@dataclass(frozen=True)
class _Rule:
    advice: Advice
    signs: frozenset[str]
    unless: frozenset[str]


def advice(told: str) -> Advice | None:
    """Return the advice for the business that a message describes; None where it asks for none or describes none."""
    asks, signs, rules = _known()
    told = " ".join(told[-LONGEST:].split())
    if not asks.search(told):
        return None
    seen = {name for name, pattern in signs.items() if _stands(pattern, told)} | _counted(told)
    return next((rule.advice for rule in rules if rule.signs <= seen and not rule.unless & seen), None)


def sayings() -> tuple[str, ...]:
    """Return every wording of what a business points to."""
    return tuple(rule.advice.says for rule in _known()[2])


def _stands(sign: re.Pattern[str], told: str) -> bool:
    """Say whether a sign stands somewhere without a negation shortly before it."""
    return any(not _NEGATION.search(told[max(0, match.start() - 40) : match.start()]) for match in sign.finditer(told))


def _counted(told: str) -> set[str]:
    """Return the signs that counts of customers are."""
    found = set()
    for count in _COUNT.finditer(told):
        figure = float(count["part"].replace(",", ".")) if count["part"] else int(re.sub(r"\D", "", count["number"]))
        number = figure * _TIMES.get((count["times"] or "").lower(), 1)
        year = number in _YEARS and _SINCE.search(told[: count.start()])
        if number and not year and not _UNIT.search(count[0].removeprefix(count["part"] or count["number"])):
            found |= {"few"} if number <= _FEW else {"many"} if number >= _MANY else set()
    return found


@cache
def _known() -> tuple[re.Pattern[str], dict[str, re.Pattern[str]], tuple[_Rule, ...]]:
    raw = tomllib.loads(files("assistant.offline").joinpath("advice.toml").read_text(encoding="utf-8"))
    rules = tuple(
        _Rule(
            advice=Advice(says=rule["says"], reason=rule["reason"]),
            signs=frozenset(rule["signs"]),
            unless=frozenset(rule.get("not", ())),
        )
        for rule in raw["rules"]
    )
    signs = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in raw["signs"].items()}
    return re.compile("|".join(raw["asks"]), re.IGNORECASE), signs, rules
