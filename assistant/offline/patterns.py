"""Patterns: rows of words as alternatives of a regular expression."""

from __future__ import annotations

import re
from collections.abc import Iterable


def listed(words: str) -> tuple[str, ...]:
    """Return the words of a row."""
    return tuple(words.split())


def either(terms: Iterable[str]) -> str:
    """Return a pattern of any of the terms, the longest first."""
    return "|".join(re.escape(term) for term in sorted(terms, key=len, reverse=True))
