"""Two things side by side: a table of what the sources say of each, in their own words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from assistant.offline.inquiry import share
from assistant.offline.stems import parts
from corpus.passage import Passage
from corpus.passage.prose import leans, sentences

Quote = tuple[Passage, str]
Side = tuple[str, ...]

# The rows of the table, each with what the heading of a section must say to be quoted there.
_ROWS = {
    "What it is": re.compile(r"^what\b.+\b(?:is|are|means?)$", re.IGNORECASE),
    "Examples": re.compile(r"^examples?\b", re.IGNORECASE),
    "When it fits": re.compile(r"^when\b.+\bfits?$", re.IGNORECASE),
}
LABELS = tuple(_ROWS)
_FIRST = LABELS[0]
# A cell holds one sentence of at most so many words.
_CELL = 40
# The heads of the columns have about so many words.
_HEADS = 5
# What would break a table or be read as a mark of ours.
_UNFIT = re.compile(r"\||\[\d+\]|\n\s*(?:\n|[-*+•])")
# What a heading has beside the name of its thing.
_ASKING = re.compile(r"^what (?:an? )?|\s+(?:is|are|means?)$|\[\d+\]|[|\n]", re.IGNORECASE)


class Table(NamedTuple):
    """The heads of two columns, and rows of a label with a quote for each column."""

    heads: tuple[str, str]
    rows: tuple[tuple[str, Quote, Quote], ...]

    def markdown(self, first: int) -> str:
        """Return the table with its quotes marked, the first of them with this number."""
        lines = [f"| | {self.heads[0]} | {self.heads[1]} |", "|---|---|---|"]
        for place, (label, left, right) in enumerate(self.rows):
            number = first + 2 * place
            cells = (f"{' '.join(quote.split())} [{number + at}]" for at, (_, quote) in enumerate((left, right)))
            lines.append(f"| {label} | {' | '.join(cells)} |")
        return "\n".join(lines)

    def quotes(self) -> list[Quote]:
        """Return the quotes in the order of their marks."""
        return [quote for _, left, right in self.rows for quote in (left, right)]


def table(sides: tuple[Side, Side], passages: Sequence[Passage], words: int, most: int) -> Table | None:
    """Return what the passages say of two things, given in stems, row by row; None unless they say what both are.

    A row stands where both sides have a sentence for it, as long as the table keeps within the words and has `most`
    rows.
    """
    rows: list[tuple[str, Quote, Quote]] = []
    words -= _HEADS
    for label in _ROWS:
        left, right = (_cell(label, side, other, passages) for side, other in (sides, sides[::-1]))
        if left is None or right is None or left == right:
            if label == _FIRST:
                return None
            continue
        words -= len(f"{label} {left[1]} {right[1]}".split())
        if words < 0 or len(rows) == most:
            break
        rows.append((label, left, right))
    heads = (_head(sides[0], rows[0][1][0]), _head(sides[1], rows[0][2][0])) if rows else None
    return Table(heads, tuple(rows)) if heads else None


def comparing(sides: tuple[Side, Side], passages: Sequence[Passage]) -> Passage | None:
    """Return the best passage whose heading names both sides."""
    return next((each for each in passages if all(share(side, title(each)) == 1 for side in sides)), None)


def title(passage: Passage) -> str:
    """Return the last heading above a passage."""
    return passage.section.rpartition(" > ")[2]


def _cell(label: str, side: Side, other: Side, passages: Sequence[Passage]) -> Quote | None:
    """Return the opening sentence of the section on one side that fits a row; the plainest heading goes first."""
    about = [each for each in passages if share(side, title(each)) == 1 and not _on(other, side, each)]
    fitting = [each for each in about if _ROWS[label].search(title(each))]
    if label == _FIRST:
        # A section named after the thing alone opens with what it is.
        fitting += [each for each in about if len(parts(_ASKING.sub("", title(each)))) <= len(side)]
    # Of a long section that comes in pieces the first one opens it.
    for passage in sorted(fitting, key=lambda each: (len(parts(title(each))), each.document, each.start)):
        opening = next(iter(sentences(passage.text)), None)
        fits = opening and len(opening.text.split()) <= _CELL and not _UNFIT.search(opening.text)
        if opening and fits and not leans(opening.text):
            return passage, opening.text
    return None


def _on(other: Side, side: Side, passage: Passage) -> bool:
    """Say whether a section is on the other side: "dedicated personal assistance" where "personal assistance" is."""
    return not set(other) <= set(side) and share(other, title(passage)) == 1


def _head(side: Side, passage: Passage) -> str:
    """Return the shortest heading above a passage that names the side."""
    naming = [heading for heading in passage.section.split(" > ") if share(side, heading) == 1]
    name = _ASKING.sub("", min(naming, key=len)).strip()
    return name[:1].upper() + name[1:]
