"""Tables as text, comma-separated or by another mark: each row becomes one line of `column: value`."""

from __future__ import annotations

import csv
from io import StringIO

from corpus.formats.letters import decoded, line
from corpus.formats.refusal import Refusal, too_much_text

MOST_COLUMNS = 1_000
MOST_CELLS = 1_000_000
LONGEST_CELL = 100_000

_MARKS = (",", ";", "\t", "|")
_SAMPLE = 20
_SMALLER = "so it is more a data base than a document; keep only the columns and rows that matter."


def text(data: bytes, most_bytes: int) -> str:
    """Return the rows as lines; the first row names the columns, and empty cells are left out."""
    content = decoded(data)
    if sum(content.count(mark) for mark in _MARKS[:3]) > 10 * MOST_CELLS:
        raise Refusal(f"holds more than {MOST_CELLS:,} cells, {_SMALLER}")
    csv.field_size_limit(LONGEST_CELL)
    try:
        return _lines(content, _mark(content), most_bytes)
    except csv.Error:
        raise Refusal(
            f"is no table: a quote stays open, or a cell is longer than {LONGEST_CELL:,} letters; save it as CSV anew."
        ) from None


def _mark(content: str) -> str:
    """Return the mark between cells: the one that parts the first rows into the most, and the most even, columns."""
    best, score = ",", 0.0
    head = StringIO(content[: LONGEST_CELL // 2], newline="").readlines()[:_SAMPLE]
    for mark in _MARKS:
        widths = [len(row) for row in csv.reader(head, delimiter=mark) if row]
        usual = max(set(widths), key=lambda width: (widths.count(width), width), default=0)
        even = widths.count(usual) / len(widths) if widths else 0.0
        if usual > 1 and even * min(usual, 10) > score:
            best, score = mark, even * min(usual, 10)
    return best


def _lines(content: str, mark: str, most_bytes: int) -> str:
    names: list[str] = []
    lines: list[str] = []
    cells = size = 0
    for row in csv.reader(StringIO(content, newline=""), delimiter=mark):
        cells += len(row)
        if len(row) > MOST_COLUMNS:
            raise Refusal(f"has more than {MOST_COLUMNS:,} columns, {_SMALLER}")
        if cells > MOST_CELLS:
            raise Refusal(f"holds more than {MOST_CELLS:,} cells, {_SMALLER}")
        values = [line(value) for value in row]
        if not any(values):
            continue
        if not names:
            names = values
            lines.append(" | ".join(value for value in values if value))
        else:
            lines.append(" | ".join(_named(names, at, value) for at, value in enumerate(values) if value))
        size += len(lines[-1])
        if size > most_bytes:
            raise too_much_text(most_bytes)
    return "\n".join(lines if len(lines) > 1 else lines[:1])


def _named(names: list[str], at: int, value: str) -> str:
    return f"{names[at]}: {value}" if at < len(names) and names[at] else value
