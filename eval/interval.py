"""Means with intervals: the questions are drawn again and again, and the figure taken of each draw."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import TypeVar

from eval.figures import Figure

T = TypeVar("T")

DRAWS = 200


def mean(values: Sequence[float]) -> float:
    """Return the mean, 0 of nothing."""
    return sum(values) / len(values) if values else 0.0


def share(rows: Sequence[bool]) -> float:
    """Return the share of true ones, 0 of nothing."""
    return mean([float(row) for row in rows])


def figure(name: str, rows: Sequence[T], measure: Callable[[Sequence[T]], float], draws: int = DRAWS) -> Figure:
    """Return a figure of these rows with the middle 95 % of what draws of as many rows give; the same each time."""
    if not rows:
        return Figure(name, 0.0, 0.0, 0.0, 0)
    chance = random.Random(1)
    drawn = sorted(measure(chance.choices(rows, k=len(rows))) for _ in range(draws))
    low, high = drawn[int(len(drawn) * 0.025)], drawn[int(len(drawn) * 0.975) - 1]
    return Figure(name, measure(rows), low, high, len(rows))
