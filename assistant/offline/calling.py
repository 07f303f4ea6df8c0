"""What this user calls a relationship counts as its type: after "a named mechanic", "the mechanic" is known."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.canvas import RelationshipType

# The last word of a short description is its noun; in a long one it could be anything.
LONGEST_NAME = 4
_WORD = re.compile(r"[^\W\d_]{4,}")


def called(text: str, names: Sequence[tuple[str, RelationshipType]]) -> RelationshipType | None:
    """Return the one type that a text names as the user named it before, or None."""
    nouns: dict[str, set[RelationshipType]] = {}
    for name, kind in names:
        words = _WORD.findall(name)
        if words and len(name.split()) <= LONGEST_NAME:
            nouns.setdefault(words[-1].lower().rstrip("s"), set()).add(kind)
    found = {kinds.copy().pop() for noun, kinds in nouns.items() if len(kinds) == 1 and _stands(noun, text)}
    return found.pop() if len(found) == 1 else None


def _stands(noun: str, text: str) -> bool:
    return bool(re.search(rf"\b{re.escape(noun)}s?\b", text, re.IGNORECASE))
