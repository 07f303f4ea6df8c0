"""Relationship types by their own names: who says "self-service" or "a community" means it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from assistant.canvas import RelationshipType

_NAMES: tuple[tuple[RelationshipType, str], ...] = (
    ("transactional", r"(?:purely |just )?transactional(?: relationships?| ones?)?"),
    ("self_service", r"self[- ]?service"),
    ("automated_service", r"automated (?:self[- ])?services?|automation"),
    ("dedicated_personal_assistance", r"dedicated (?:personal )?(?:assistance|help|contact|person)|account managers?"),
    ("dedicated_personal_assistance", r"(?:one |a |their |our )?named (?!after\b)\w+"),
    ("personal_assistance", r"(?<!dedicated )personal (?:assistance|help|service|advice)"),
    ("community", r"(?:user |customer )?communit(?:y|ies)|(?:user |customer )?forums?|user groups?"),
    ("co_creation", r"co-?creat(?:ion|ing|e)"),
    ("loyalty_program", r"loyalty (?:program(?:me)?|scheme|card|point)s?|stamp cards?|points"),
)
# "Community college", "a points system for the railway": other things have these names too.
_OTHERS = re.compile(
    r"\s+(?:college|cent(?:re|er)|nurses?|council|hall|gardens?|kitchens?|of\s+practice|managers?|hospital)\b", re.I
)


class Named(NamedTuple):
    """A type that is called by its name, wanted or not: `text[start:end]`."""

    type: RelationshipType
    start: int
    end: int


def named(text: str) -> Iterator[Named]:
    """Yield the types that a text calls by name, each stretch once, in the order of the patterns."""
    taken: list[tuple[int, int]] = []
    for kind, body in _NAMES:
        for match in re.finditer(rf"(?<![\w-])(?:an?\s)?(?:{body})(?![\w-])", text, re.IGNORECASE):
            start, end = match.span()
            if _OTHERS.match(text, end) or any(start < b and a < end for a, b in taken):
                continue
            taken.append((start, end))
            yield Named(kind, start, end)
