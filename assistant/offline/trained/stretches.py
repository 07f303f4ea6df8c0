"""Stretches: the words of a message that a token head marks, as places in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.offline.trained.network import Floats, Place

# A stretch may lack at most this many words in its middle.
_GAP = 1
_WORD = re.compile(r"\S+")
_EDGE = ' \t\r\n.,;:!?()[]{}"“”*•…'
_STOPS = ".!?;\n"
_PARTS = ".!?;,:\n"
# A new value begins at a word from here on.
_BEGINS = 0.5
# ... and words of which none is this likely to begin a value are none.
_BEGUN = 0.3
# Small words that begin or end no value: "the couriers and" are "couriers".
_JOINING = frozenset({"a", "an", "the", "our", "my", "and", "or", "for", "to", "of", "with", "plus"})
_LEADING = _JOINING | {"some", "mostly", "mainly", "also", "then", "these", "those"}
_TRAILING = _JOINING | {
    *("from", "on", "in", "at", "who", "whose", "which", "that", "can", "but", "is", "are", "was"),
    *("they", "them", "so", "per", "each", "every", "then", "near", "by", "around", "under", "over", "as"),
}
_JOINED = re.compile(r"\s*(?:,|&|\+|,?\s*(?:and|or|plus))\s*", re.IGNORECASE)


class Stretch(NamedTuple):
    """The place of some words, and how likely the likeliest of them is."""

    start: int
    end: int
    peak: float


class _Word(NamedTuple):
    start: int
    end: int
    likely: float
    begins: float


def stretches(text: str, places: Sequence[Place], row: Floats, bar: float) -> tuple[Stretch, ...]:
    """Return the stretches whose words reach the bar, in the order of the text, without their punctuation."""
    groups: list[list[_Word]] = []
    missed = _GAP + 1
    for word in _words(text, places, row, row):
        parted = bool(groups) and _any(text, groups[-1][-1].end - 1, word.start, _STOPS)
        if word.likely < bar:
            missed += 1
            continue
        if missed <= _GAP and not parted:
            groups[-1].append(word)
        else:
            groups.append([word])
        missed = 0
    return tuple(stretch for group in groups if (stretch := _trimmed(text, group)).start < stretch.end)


def values(text: str, places: Sequence[Place], row: Floats, begins: Floats, bar: float) -> tuple[Stretch, ...]:
    """Return the values that stand side by side: each word that begins one, and each mark, ends the value before it."""
    groups: list[list[_Word]] = []
    inside = False
    for word in _words(text, places, row, begins):
        if word.likely < bar:
            inside = False
            continue
        parted = not inside or word.begins >= _BEGINS or _any(text, groups[-1][-1].end - 1, word.start, _PARTS)
        if parted:
            groups.append([word])
        else:
            groups[-1].append(word)
        inside = True
    begun = (group for group in groups if max(word.begins for word in group) >= min(bar, _BEGUN))
    found = (bare(text, _trimmed(text, group)) for group in begun)
    return tuple(stretch for stretch in found if stretch.start < stretch.end)


def listed(text: str, found: Sequence[Stretch], faint: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """Return what was found with the fainter stretches that stand beside one of them in the same list."""
    every = list(found)
    for each in sorted(faint, key=lambda stretch: -stretch.start):
        apart = all(each.end <= other.start or other.end <= each.start for other in every)
        if apart and any(_JOINED.fullmatch(text[each.end : other.start]) for other in every):
            every.append(each)
    return tuple(sorted(every))


def _words(text: str, places: Sequence[Place], row: Floats, begins: Floats) -> Iterator[_Word]:
    """Yield the words with the mean of their tokens, of which the network may see several."""
    at = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        while at < len(places) and places[at][1] <= start:
            at += 1
        own = []
        while at < len(places) and places[at][0] < end:
            if any(letter.isalnum() for letter in text[places[at][0] : places[at][1]]):
                own.append(at)
            at += 1
        if own:
            yield _Word(start, end, float(row[own].mean()), float(begins[own[0]]))


def _any(text: str, start: int, end: int, marks: str) -> bool:
    return any(mark in text[start:end] for mark in marks)


def _trimmed(text: str, words: Sequence[_Word]) -> Stretch:
    start, end = words[0].start, words[-1].end
    while start < end and text[start] in _EDGE:
        start += 1
    while start < end and text[end - 1] in _EDGE:
        end -= 1
    return Stretch(start, end, max(word.likely for word in words))


def bare(text: str, stretch: Stretch) -> Stretch:
    """Leave out the small words that a value begins or ends with."""
    words = [(stretch.start + m.start(), stretch.start + m.end()) for m in _WORD.finditer(text[slice(*stretch[:2])])]
    while words and text[slice(*words[0])].lower() in _LEADING:
        words.pop(0)
    while words and text[slice(*words[-1])].lower() in _TRAILING:
        words.pop()
    return stretch._replace(start=words[0][0], end=words[-1][1]) if words else stretch._replace(end=stretch.start)
