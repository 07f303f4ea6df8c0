"""Signs in the user's words: that a segment is a mass of customers, that leaving has hurdles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from assistant.canvas import Evidence, Segment
from assistant.names import name_key

# From here on nobody knows every customer in person.
MASS = 1000
CUSTOMERS = frozenset(
    [
        "business",
        "buyer",
        "client",
        "company",
        "consumer",
        "customer",
        "family",
        "firm",
        "guest",
        "household",
        "member",
        "organisation",
        "organization",
        "owner",
        "passenger",
        "patient",
        "person",
        "reader",
        "shop",
        "shopper",
        "store",
        "student",
        "subscriber",
        "them",
        "traveller",
        "tourist",
        "user",
        "viewer",
        "visitor",
    ]
)
_MASS_WORDS = re.compile(
    r"(?<!\bnot )(?<!\bno )\b(?:thousands|millions|mass(?:es|[ -]markets?)|general public|all consumers)\b",
    re.IGNORECASE,
)
# In a quote "everyone" may well be everyone of twelve; as a segment's name it is a mass.
_MASS_NAMES = re.compile(r"(?<!\bnot )\b(?:everyone|everybody|anyone|anybody|the public)\b", re.IGNORECASE)
_COUNT = re.compile(
    r"(?<![\w.,€$£])(?P<digits>\d{1,3}(?:[ .,’']\d{3}){1,4}|\d{1,9})(?:\s?(?P<times>k|m|thousand|million)\b)?"
    r"(?P<words>(?:\s+[^\W\d]+){1,3})",
    re.IGNORECASE,
)
_TIMES = {"k": 1_000, "thousand": 1_000, "m": 1_000_000, "million": 1_000_000}
# After these words the number no longer counts the noun: "5000 a month for customers", "5000 euros of customers".
_ELSEWHERE = frozenset(
    ["a", "an", "and", "at", "by", "dollars", "each", "euros", "for", "in", "on", "per", "pounds", "to"]
)
_HURDLE = re.compile(
    r"\b(?:contract\w*|notice(?: periods?)?|penalt\w+|paperwork|forms?|in person|lock(?:ed)?[ -]?in|"
    r"(?:exit|cancellation|termination) fees?|minimum terms?|by (?:post|letter|fax))\b",
    re.IGNORECASE,
)


def sign_of_a_mass(segment: Segment) -> str | None:
    """Return the user's words that make the segment a mass of customers ("5,000 riders"), or None."""
    about = [segment.name, segment.description or ""]
    named = next((match[0] for text in about for match in _MASS_NAMES.finditer(text)), None)
    if named:
        return named
    quotes = [*about, *_quotes(segment.evidence)]
    quotes += [quote for held in segment.relationships for quote in _quotes(held.evidence)]
    return next((sign for text in quotes for sign in _masses(text, segment)), None)


def hurdles(segment: Segment) -> tuple[str, ...]:
    """Return the words by which the user tells of hurdles to leaving, each once."""
    grounds = tuple(ground for ground in segment.evidence if ground.field == "switching_costs")
    told = [segment.switching_costs.note or "", *_quotes(grounds)]
    return tuple(dict.fromkeys(match[0].lower() for text in told for match in _HURDLE.finditer(text)))


def _quotes(evidence: tuple[Evidence, ...]) -> list[str]:
    return [ground.quote for ground in evidence if ground.quote]


def _masses(text: str, segment: Segment) -> Iterator[str]:
    yield from (match[0] for match in _MASS_WORDS.finditer(text))
    nouns = CUSTOMERS | set(name_key(segment.name).split())
    for match in _COUNT.finditer(text):
        count = int(re.sub(r"\D", "", match["digits"])) * _TIMES.get((match["times"] or "").lower(), 1)
        words = list(takewhile(lambda word: word.lower() not in _ELSEWHERE, match["words"].split()))
        last = next((n for n, word in enumerate(words, 1) if name_key(word) in nouns), None)
        if count >= MASS and last:
            yield " ".join([text[match.start() : match.start("words")], *words[:last]])
