"""The questions of the quiz, as questions.toml holds them."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

from assistant.reply import Frozen

Outcome = Literal["define", "explain", "illustrate", "assess"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)


class Question(Frozen):
    """One question with what grades its answer and where the handbook says it.

    `quote` stands in the handbook's file `passage` under the heading `section`. A right answer holds at least one
    wording of each of the `points` and none that is `wrong`; a wording matches where a word begins with it (`sought`).
    """

    id: str
    outcome: Outcome
    ask: str
    passage: str
    section: str
    quote: str
    points: tuple[tuple[str, ...], ...]
    wrong: tuple[str, ...]
    hint: str


@cache
def questions() -> dict[str, Question]:
    """Return all questions by their id, in the order of the file."""
    raw = tomllib.loads(files("assistant.quiz").joinpath("questions.toml").read_text(encoding="utf-8"))
    return {entry["id"]: Question.model_validate(entry) for entry in raw["question"]}
