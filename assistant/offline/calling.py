"""What this user calls a relationship counts as its type: after "a named mechanic", "the mechanic" is known."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.canvas import RelationshipType
from assistant.offline.scoring import LexiconScorer, TypeScorer

# As sure as a plain phrase of the lexicon.
CALLED = 0.95
# The last word of a short description is its noun; in a long one it could be anything.
LONGEST_NAME = 4


class CallingScorer:
    """Scores a clause by the lexicon, and where that knows nothing by the user's own names for relationships."""

    def __init__(self, names: Sequence[tuple[str, RelationshipType]], lexicon: TypeScorer | None = None) -> None:
        self._lexicon = lexicon or LexiconScorer()
        self._nouns = [(re.compile(rf"\b{re.escape(noun)}s?\b", re.IGNORECASE), kind) for noun, kind in _nouns(names)]

    def scores(self, clause: str) -> dict[RelationshipType, float]:
        """Return the probability of each type that the clause may speak of."""
        found = self._lexicon.scores(clause)
        if any(score >= 0.5 for score in found.values()):
            return found
        return {**found, **{kind: CALLED for noun, kind in self._nouns if noun.search(clause)}}


def _nouns(names: Sequence[tuple[str, RelationshipType]]) -> list[tuple[str, RelationshipType]]:
    """Return the telling word of each short name, where only one relationship type is called so."""
    found: dict[str, set[RelationshipType]] = {}
    for name, kind in names:
        words = re.findall(r"[^\W\d_]{4,}", name)
        if words and len(name.split()) <= LONGEST_NAME:
            found.setdefault(words[-1].lower().rstrip("s"), set()).add(kind)
    return [(noun, kinds.pop()) for noun, kinds in found.items() if len(kinds) == 1]
