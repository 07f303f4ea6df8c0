"""A trie of phrases that finds all of them in a row of words in one pass."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.offline.words import Word, forms, spelt

GAP = ".."
# Three words are what stands between a verb and its object in plain sentences; more joins strangers.
REACH = 3
# A shorter word with a wrong letter is too likely another word.
_LONG = 6
# What a gap does not cross.
_STOPS = frozenset(",;:?!()[]–—-") | {"and", "but", "or", "because"}

T = TypeVar("T")


class Found(NamedTuple, Generic[T]):
    """A phrase found at words `first` up to but not including `last`, with what it stands for."""

    meaning: T
    first: int
    last: int


@dataclass
class _Node(Generic[T]):
    children: dict[str, _Node[T]] = field(default_factory=dict)
    meanings: list[T] = field(default_factory=list)


class Trie(Generic[T]):
    """Phrases with their meanings.

    A phrase is a row of words. `help~` is any word that begins so, `a|b` one of several, `[the]` may be missing,
    `{name}` is any word of a class, `..` up to three words without punctuation, `#` a number and `#th` an ordinal.
    A word also finds its plural and possessive, `=word` does not; `self-service` finds its words apart and as one.
    Words of `misspelt` are found with one letter wrong.
    """

    def __init__(
        self, phrases: Iterable[tuple[str, T]], classes: Mapping[str, Sequence[str]], misspelt: Sequence[str] = ()
    ) -> None:
        self._misspelt = misspelt
        self._classes: dict[str, list[str]] = {}
        self._stems: dict[str, list[str]] = {}
        for name, members in classes.items():
            for member in members:
                known = self._stems if member.endswith("~") else self._classes
                known.setdefault(spelt(member.rstrip("~")), []).append("{" + name + "}")
        self._root: _Node[T] = _Node()
        self._keys: set[str] = set()
        for phrase, meaning in phrases:
            for variant in _variants(phrase):
                self._add(variant, meaning)
        self._longest = max((len(key) for key in (*self._keys, *self._stems)), default=0)
        self._of = lru_cache(maxsize=4096)(self._keys_of)

    def find(self, row: Sequence[Word]) -> Iterator[Found[T]]:
        """Yield every phrase that stands in the row, the longest at each place for each way to read it."""
        keys = [self._of(word.text) for word in row]
        for first in range(len(row)):
            for node, last in self._walk(self._root, keys, first, first, row):
                for meaning in node.meanings:
                    yield Found(meaning, first, last)

    def _walk(
        self, node: _Node[T], keys: Sequence[tuple[str, ...]], at: int, first: int, row: Sequence[Word]
    ) -> Iterator[tuple[_Node[T], int]]:
        if node.meanings:
            yield node, at
        if at >= len(keys):
            return
        for key in keys[at]:
            child = node.children.get(key)
            if child:
                yield from self._walk(child, keys, at + 1, first, row)
        gap = node.children.get(GAP)
        if gap:
            for after in range(at, min(at + REACH + 1, len(keys))):
                yield from self._walk(gap, keys, after, first, row)
                if row[after].text in _STOPS:
                    break

    def _add(self, variant: tuple[str, ...], meaning: T) -> None:
        nodes = [self._root]
        for word in variant:
            grown = []
            for choice in map(spelt, word.split("|")):
                self._keys.add(choice)
                grown += [node.children.setdefault(choice, _Node()) for node in nodes]
            nodes = grown
        for node in nodes:
            node.meanings.append(meaning)

    def _keys_of(self, word: str) -> tuple[str, ...]:
        found = self._keys_by(word)
        if not found and len(word) >= _LONG:
            near = process.extractOne(word, self._misspelt, scorer=OSA.distance, score_cutoff=1)
            # A wrong end is more often another form of another word: "trained" is no "trainer".
            found = self._keys_by(near[0]) if near and near[0][-2:] == word[-2:] else []
        return tuple(found)

    def _keys_by(self, word: str) -> list[str]:
        found = ["=" + word] if "=" + word in self._keys else []
        for form in forms(word):
            found += [key for key in (form, *self._classes.get(form, ())) if key in self._keys]
        for length in range(3, min(len(word), self._longest) + 1):
            found += [key for key in (word[:length] + "~", *self._stems.get(word[:length], ())) if key in self._keys]
        return list(dict.fromkeys(found))


def _variants(phrase: str) -> Iterator[tuple[str, ...]]:
    """Write out the optional words and the hyphens of a phrase."""
    rows: list[tuple[str, ...]] = [()]
    for word in phrase.split():
        if word[0] == "[":
            rows = [*rows, *((*row, word[1:-1]) for row in rows)]
        elif "-" in word.strip("-"):
            rows = [(*row, *way) for row in rows for way in (tuple(word.split("-")), (word.replace("-", ""),))]
        else:
            rows = [(*row, word) for row in rows]
    yield from rows
