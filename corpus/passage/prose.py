"""The prose of a passage as sentences, each a stretch that can be quoted as it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

# A sentence ends before a capital, a digit or a quotation mark; so "e.g. the" and "3.5" do not end one.
_END = re.compile(r"(?<=[.!?…])[\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9À-Þ])")
_ABBREVIATION = re.compile(r"(?:\b(?:e\.g|i\.e|etc|vs|cf|Mr|Mrs|Ms|Dr|St|No|Fig|approx)|\b[A-Z])\.$")
_ITEM = re.compile(r"^[ \t]*(?:[-*+•]|\d+[.)])[ \t]+", re.MULTILINE)
# A row of a table stands by itself, whatever its cells hold.
_ROW = re.compile(r"^[^\n|]*\|[^\n]*$", re.MULTILINE)
# A sentence or a list that is longer is quoted in pieces; readers stop here.
LONGEST = 70
# A sentence that begins so leans on the one before it and is quoted together with it.
_LEANING = re.compile(
    r"^(?:it|its|they|their|them|this|that|these|those|both|such|he|she|also|here|in (?:that|this) (?:case|way)|"
    r"the two|each of them|any such|another|in (?:each|both|all|either|any|some) of (?:them|these|those)|"
    r"(?:in |for )?the (?:first|second|third|fourth|former|latter|other)(?: one)?,?)\b",
    re.IGNORECASE,
)
_GAP = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True)
class Sentence:
    """A sentence at `start` to `end` of its passage; the list that it announces belongs to it."""

    text: str
    start: int
    end: int


def leans(text: str) -> bool:
    """Say whether a sentence begins with words that point back: "It also …", "In that case …"."""
    return bool(_LEANING.match(text))


def whole(held: Sequence[Sentence], place: int) -> str:
    """Return a sentence's text, with the one before it where it leans on that."""
    text = held[place].text
    return f"{held[place - 1].text} {text}" if place and leans(text) else text


@lru_cache(maxsize=500)
def sentences(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of a passage in order.

    A sentence that ends in a colon takes the list after it along; of any other list each item is one. What is longer
    than `LONGEST` words comes in pieces; what has neither letter nor digit is left out.
    """
    found: list[Sentence] = []
    for block in _blocks(text):
        if not _ITEM.match(block.text):
            found += _split(text, block)
        elif found and found[-1].text.endswith(":"):
            start = found.pop().start
            found.append(Sentence(text[start : block.end], start, block.end))
        else:
            found += _items(text, block)
    pieces = (piece for sentence in found for piece in _pieces(text, sentence))
    return tuple(piece for piece in pieces if any(letter.isalnum() for letter in piece.text))


def _blocks(text: str) -> list[Sentence]:
    """Return the paragraphs; a list that follows a line without a blank line is a paragraph of its own."""
    edges = [0, *(gap.end() for gap in _GAP.finditer(text)), len(text)]
    found: list[Sentence] = []
    for start, end in pairwise(edges):
        item = next((item for item in _ITEM.finditer(text) if start < item.start() < end), None)
        cut = item.start() if item and not _ITEM.match(text[start:end]) else start
        found += [*_trimmed(text, start, cut), *_trimmed(text, cut, end)]
    return found


def _split(text: str, block: Sentence) -> list[Sentence]:
    found: list[Sentence] = []
    at = block.start
    rows = [row.span() for row in _ROW.finditer(block.text)]
    edges = {edge for row in rows for edge in row}
    ends = {end.end() for end in _END.finditer(block.text)}
    ends -= {end for end in ends if any(start < end < stop for start, stop in rows)}
    for place in sorted({*ends, *edges, len(block.text)} - {0}):
        stop = block.start + place
        if stop < block.end and place not in edges and _ABBREVIATION.search(text[at:stop].rstrip()):
            continue
        found += _trimmed(text, at, stop)
        at = stop
    return found


def _items(text: str, block: Sentence) -> list[Sentence]:
    marks = [(block.start + mark.start(), block.start + mark.end()) for mark in _ITEM.finditer(block.text)]
    stops = [*(start for start, _ in marks[1:]), block.end]
    return [item for (_, start), stop in zip(marks, stops, strict=True) for item in _trimmed(text, start, stop)]


def _pieces(text: str, sentence: Sentence) -> list[Sentence]:
    """Return the sentence, or where it is too long its pieces: cut between lines, clauses or words."""
    if len(sentence.text.split()) <= LONGEST:
        return [sentence]
    words = [match.end() for match in re.finditer(r"\S+", sentence.text)]
    head = sentence.text[: words[LONGEST - 1]]
    cuts = [max((cut.end() for cut in re.finditer(mark, head)), default=0) for mark in (r"\n", r"[;:,](?=\s)")]
    cut = sentence.start + next((cut for cut in cuts if cut > len(head) // 2), len(head))
    return [*_trimmed(text, sentence.start, cut), *_pieces(text, _trimmed(text, cut, sentence.end)[0])]


def _trimmed(text: str, start: int, end: int) -> list[Sentence]:
    """Return the stretch without blanks at its ends, or nothing where it holds nothing else."""
    body = text[start:end]
    bare = body.strip()
    start += len(body) - len(body.lstrip())
    return [Sentence(bare, start, start + len(bare))] if bare else []
