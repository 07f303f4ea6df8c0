"""Sample answers: lines of `id|+ or -|text`, a right or a wrong answer to a question."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent


class Sample(NamedTuple):
    """An answer to a question, and whether it is right."""

    question: str
    right: bool
    text: str


def samples(name: str) -> list[Sample]:
    """Return the samples of a file."""
    rows = [line.split("|", 2) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]
    return [Sample(question, mark == "+", text) for question, mark, text in rows]
