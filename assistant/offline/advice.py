"""Advice by rule: the relationship type that a described business points to; the reason comes from the sources."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

# So many people at most are few, so many at least are many.
_FEW, _MANY = 30, 1000
_COUNT = re.compile(
    r"\b(?P<number>\d[\d.,]*)\s?(?P<times>k|m|thousand|million)?\b"
    r"(?! ?(?:%|per ?cent|years?|months?|weeks?|days?|hours?|minutes?|€|\$|£|euros?|dollars?|pounds?))"
    r"(?: (?!and |or )[\w'-]+){0,3} (?:clients?|customers?|users?|people|families|accounts?|buyers?|firms|companies|"
    r"members|subscribers|readers|viewers|guests|patients|students|factories|shops|schools|visitors)\b",
    re.IGNORECASE,
)
_TIMES = {"k": 1_000, "thousand": 1_000, "m": 1_000_000, "million": 1_000_000}


@dataclass(frozen=True)
class Advice:
    """What a business points to: what it `says`, the type that the reason is `about`, what the reason is found with."""

    says: str
    about: str
    lookup: str


@dataclass(frozen=True)
class _Rule:
    advice: Advice
    signs: frozenset[str]
    unless: frozenset[str]


def advice(question: str) -> Advice | None:
    """Return the advice for the business that a question describes; None where it asks for none or describes none."""
    asks, signs, rules = _known()
    if not asks.search(question):
        return None
    seen = {name for name, pattern in signs.items() if pattern.search(question)} | _counted(question)
    return next((rule.advice for rule in rules if rule.signs <= seen and not rule.unless & seen), None)


def _counted(question: str) -> set[str]:
    """Return the signs that counts of people are."""
    found = set()
    for count in _COUNT.finditer(question):
        digits = re.sub(r"[.,](?=\d{3}\b)", "", count["number"]).rstrip(".,")
        number = float(digits.replace(",", ".")) * _TIMES.get((count["times"] or "").lower(), 1)
        found |= {"few"} if number <= _FEW else {"many"} if number >= _MANY else set()
    return found


@cache
def _known() -> tuple[re.Pattern[str], dict[str, re.Pattern[str]], tuple[_Rule, ...]]:
    raw = tomllib.loads(files("assistant.offline").joinpath("advice.toml").read_text(encoding="utf-8"))
    rules = tuple(
        _Rule(
            advice=Advice(says=rule["says"], about=rule["about"], lookup=rule["lookup"]),
            signs=frozenset(rule["signs"]),
            unless=frozenset(rule.get("not", ())),
        )
        for rule in raw["rules"]
    )
    signs = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in raw["signs"].items()}
    return re.compile("|".join(raw["asks"]), re.IGNORECASE), signs, rules
