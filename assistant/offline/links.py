"""How a relationship ties into the other blocks of the canvas."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import get_args

from assistant.canvas import Block, Topic
from assistant.offline.clauses import Clause
from assistant.offline.cues import Cue, Marked, marked
from assistant.offline.polarity import denial
from assistant.offline.scope import scopes
from assistant.reading import LinkMention

_BLOCKS: tuple[Block, ...] = get_args(Block)
PROBABILITY = 0.9
_JOIN = frozenset({",", "and", "or", "plus", "&"})
_TRAILING = re.compile(r"[\s.!?,;:]+$")


def links(
    clauses: Sequence[Clause], topic: Topic | None = None, segments: Sequence[str] = ()
) -> tuple[LinkMention, ...]:
    """Return the ties to other blocks that the clauses state; each part of a list is one tie, `note` is its words.

    Outside the question about integration, only a block that is called by its name counts.
    """
    named = scopes(clauses, segments)
    return tuple(
        mention
        for clause, names in zip(clauses, named, strict=True)
        if not clause.text.rstrip().endswith("?")
        for mention in _mentions(clause, names, topic)
    )


def _mentions(clause: Clause, names: tuple[str, ...], topic: Topic | None) -> Iterator[LinkMention]:
    text = marked(clause.text)
    if topic != "integration" and not text.of("links_named"):
        return
    for first, last in _parts(text):
        cue = _telling(text, first, last, topic)
        if cue is None or denial(text, cue.first, cue.last).side != "affirmed":
            continue
        start, end = _note(text, clause.text, cue, first, last)
        note = clause.text[start:end]
        yield LinkMention(
            block=next(block for block in _BLOCKS if block == cue.value),
            note=note,
            quote=note,
            start=clause.start + start,
            end=clause.start + end,
            probability=PROBABILITY,
            segments=names,
        )


def _parts(text: Marked) -> Iterator[tuple[int, int]]:
    """Yield the parts of a list as word places; a part without a tie of its own belongs to the one before it."""
    inside = {at for cue in text.of("links") for at in range(cue.first, cue.last)}
    begins = sorted({cue.first for cue in text.of("links")})
    first, waiting = 0, iter(begins)
    upcoming = next(waiting, None)
    for at, word in enumerate(text.words):
        if word.text not in _JOIN or at in inside:
            continue
        while upcoming is not None and upcoming < first:
            upcoming = next(waiting, None)
        if upcoming is not None and upcoming < at and any(begin > at for begin in begins[-1:]):
            yield first, at
            first = at + 1
    yield first, len(text.words)


def _telling(text: Marked, first: int, last: int, topic: Topic | None) -> Cue | None:
    """Return the cue that says which block a part is about: the longest, of neighbours the head (the last)."""
    cues = [cue for cue in text.of("links") if first <= cue.first and cue.last <= last]
    if topic != "integration":
        spans = {(cue.first, cue.last) for cue in text.of("links_named")}
        cues = [cue for cue in cues if any(cue.first < end and begin < cue.last for begin, end in spans)]
    if not cues:
        return None
    best = max(cues, key=lambda cue: (cue.last - cue.first, -cue.first))
    while True:
        head = next((cue for cue in cues if cue.first == best.last), None)
        if head is None:
            return best
        best = head


def _note(text: Marked, clause: str, cue: Cue, first: int, last: int) -> tuple[int, int]:
    """Return the place of a part without the verb that leads to it and without its full stop."""
    begin = first
    for lead in text.of("links_lead"):
        if begin <= lead.first and lead.last <= cue.first:
            begin = lead.last
    start = text.words[begin].start
    end = text.words[last].start if last < len(text.words) else len(clause)
    return start, start + len(_TRAILING.sub("", clause[start:end]))
