"""Cues: the lexicon's phrases found in a text."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from assistant.offline.trie import Trie
from assistant.offline.words import Word, words

LEXICON = Path(__file__).with_name("lexicon.toml")
# What a phrase of each list says alone. Three likely ones (0.88) pass for a plain one; hints alone never do.
WEIGHTS = {"plain": 0.95, "likely": 0.5, "hint": 0.2}
# The first of an ambiguous phrase's types is a little likelier than the next.
AMBIGUOUS = (0.52, 0.51, 0.5)


class Meaning(NamedTuple):
    """What a phrase stands for: a value of a kind, with a weight from 0 to 1."""

    kind: str
    value: str
    weight: float = 1.0


class Cue(NamedTuple):
    """A meaning at the words `first` up to but not including `last`."""

    kind: str
    value: str
    weight: float
    first: int
    last: int


class Marked(NamedTuple):
    """A text's words and the cues among them, in the order of the words."""

    words: tuple[Word, ...]
    cues: tuple[Cue, ...]

    def of(self, kind: str) -> tuple[Cue, ...]:
        """Return the cues of one kind."""
        return tuple(cue for cue in self.cues if cue.kind == kind)


# One clause is asked for by every part of the reader in turn; a message of usual length has far fewer.
@lru_cache(maxsize=64)
def marked(text: str) -> Marked:
    """Return the words of a text with the lexicon's cues; what is part of a longer phrase of its kind is left out."""
    row = words(text)
    found = (Cue(*hit.meaning, hit.first, hit.last) for hit in _trie().find(row))
    return Marked(row, tuple(_outermost(sorted(found, key=lambda cue: (cue.first, -cue.last, -cue.weight)))))


def _outermost(cues: list[Cue]) -> Iterator[Cue]:
    """Leave out cues that stand inside a longer one of their family that weighs as much."""
    widest: dict[str, Cue] = {}
    for cue in cues:
        family = _family(cue)
        outer = widest.get(family)
        inside = outer is not None and outer.last >= cue.last and outer[-2:] != cue[-2:]
        if inside and outer is not None and outer.weight >= cue.weight:
            continue
        if outer is None or cue.last >= outer.last:
            widest[family] = cue
        yield cue


def _family(cue: Cue) -> str:
    if cue.kind in ("ambiguous", "nothing"):
        return "type"
    return cue.value if cue.value in ("after", "verdict") else cue.kind


@cache
def listed(name: str) -> frozenset[str]:
    """Return one of the lexicon's plain lists of words."""
    return frozenset(_lexicon()["words"][name])


@cache
def _lexicon() -> dict[str, Any]:
    with LEXICON.open("rb") as file:
        return tomllib.load(file)


@cache
def _trie() -> Trie[Meaning]:
    lexicon = _lexicon()
    return Trie(list(_entries(lexicon)), lexicon["classes"], lexicon["words"]["misspelt"])


def _entries(lexicon: Mapping[str, Any]) -> Iterator[tuple[str, Meaning]]:
    """Yield every phrase of the lexicon with its meaning."""
    for value, lists in lexicon["types"].items():
        for strength, phrases in lists.items():
            yield from ((phrase, Meaning("type", value, WEIGHTS[strength])) for phrase in phrases)
    for entry in lexicon["ambiguous"]:
        for value, weight in zip(entry["types"], AMBIGUOUS, strict=False):
            yield from ((phrase, Meaning("ambiguous", value, weight)) for phrase in entry["phrases"])
    for kind, lists in lexicon["meanings"].items():
        for value, phrases in lists.items():
            yield from ((phrase, Meaning(kind, value)) for phrase in phrases)
