"""Figures side by side as a Markdown table, which is read on a screen as well as in the report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from eval.figures import Figure


def table(corner: str, columns: Mapping[str, Sequence[Figure]]) -> str:
    """Return a row for each figure and a column for each name; every column holds the same figures in one order."""
    rows = [[figures[0].name, *map(cell, figures)] for figures in zip(*columns.values(), strict=True)]
    return _drawn([[corner, *columns], *rows])


def listed(corner: str, rows: Mapping[str, Sequence[Figure]]) -> str:
    """Return a row for each name and a column for each figure; every row holds the same figures in one order."""
    heads = next(iter(rows.values()))
    grid = [[name, *(f"{f.value:.3f} [{f.low:.2f} {f.high:.2f}]" for f in figures)] for name, figures in rows.items()]
    return _drawn([[f"{corner}, {heads[0].of} questions", *(figure.name for figure in heads)], *grid])


def _drawn(grid: Sequence[Sequence[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(*grid, strict=True)]
    lines = [" | ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)) for row in grid]
    lines.insert(1, "-|-".join("-" * width for width in widths))
    return "\n".join(f"| {line} |" for line in lines)


def cell(figure: Figure) -> str:
    """Return a figure with its interval; a dash where it counts nothing."""
    if not figure.of:
        return "–"
    digits = 1 if max(figure.value, figure.high) > 1 else 3
    value, low, high = (f"{number:.{digits}f}" for number in (figure.value, figure.low, figure.high))
    return f"{value} [{low} {high}] of {figure.of}"
