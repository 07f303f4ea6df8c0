"""How likely a clause speaks of each relationship type."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, get_args

from assistant.canvas import RelationshipType
from assistant.offline.cues import Cue, marked

TYPES: tuple[RelationshipType, ...] = get_args(RelationshipType)


class TypeScorer(Protocol):
    """Gives each relationship type that a clause may speak of, wanted or refused, a probability from 0 to 1."""

    def scores(self, clause: str) -> dict[RelationshipType, float]: ...


class LexiconScorer:
    """Scores a clause by the phrases of the lexicon that stand in it."""

    def scores(self, clause: str) -> dict[RelationshipType, float]:
        """Return the types that the clause's phrases speak for; each phrase counts once, whatever its repetitions."""
        text = marked(clause)
        weights: dict[str, dict[str, float]] = {}
        for cue in telling(text.cues):
            phrase = " ".join(word.text for word in text.words[cue.first : cue.last])
            heard = weights.setdefault(cue.value, {})
            heard[phrase] = max(cue.weight, heard.get(phrase, 0.0))
        return {kind: _either(weights[kind].values()) for kind in TYPES if kind in weights}


def telling(cues: Iterable[Cue]) -> list[Cue]:
    """Return the cues that speak for a type, the weightiest first; of those of one type that overlap, one."""
    found: list[Cue] = []
    taken: set[tuple[str, int]] = set()
    speaking = (cue for cue in cues if cue.kind in ("type", "ambiguous"))
    for cue in sorted(speaking, key=lambda cue: (-cue.weight, cue.first, -cue.last)):
        places = {(cue.value, at) for at in range(cue.first, cue.last)}
        if taken.isdisjoint(places):
            taken |= places
            found.append(cue)
    return found


def _either(weights: Iterable[float]) -> float:
    """The probability that at least one of independent signs is right."""
    missed = 1.0
    for weight in weights:
        missed *= 1.0 - weight
    return round(1.0 - missed, 4)
