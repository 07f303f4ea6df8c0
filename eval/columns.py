"""Figures side by side as a Markdown table, which is read on a screen as well as in the report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from eval.figures import Figure


def table(corner: str, columns: Mapping[str, Sequence[Figure]]) -> str:
    """Return a row for each figure and a column for each name; every column holds the same figures in one order."""
    rows = [[figures[0].name, *map(cell, figures)] for figures in zip(*columns.values(), strict=True)]
    every = [[corner, *columns], *rows]
    widths = [max(len(row[place]) for row in every) for place in range(len(columns) + 1)]
    lines = [" | ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)) for row in every]
    lines.insert(1, "-|-".join("-" * width for width in widths))
    return "\n".join(f"| {line} |" for line in lines)


def cell(figure: Figure) -> str:
    """Return a figure with its interval; a dash where it counts nothing."""
    if not figure.of:
        return "–"
    digits = 1 if max(figure.value, figure.high) > 1 else 3
    value, low, high = (f"{number:.{digits}f}" for number in (figure.value, figure.low, figure.high))
    return f"{value} [{low} {high}] of {figure.of}"
