"""A conversation that picks up where it was cut off.

Run as `python -m tests.assistant.crash.conversation FOLDER` it prints every acknowledged turn as one line of JSON;
killed and run again with `--from N`, it sends turn N again under the same turn id.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.coach import Coach
from assistant.offline.reader import shipped
from assistant.offline.writer import OfflineWriter
from assistant.parts import Parts
from assistant.ports import Ledger
from assistant.reply import Turn
from assistant.store import Store
from corpus.passage import Passage

CANVAS = "cnv_crash"
LENGTH = 400
OPENING = (
    "Pedal & Post, we repair bikes by subscription",
    "Commuters want self-service, couriers want a named mechanic",
    "we want to keep them",
    "It exists already",
    "about 160 EUR a month",
    "What is co-creation?",
    "I don't know",
    "skip",
)
ROUND = (
    "sorry, couriers want a community, not a mechanic",
    "it costs us 4 EUR each a month",
    "What does self-service mean?",
    "undo",
    "I don't know",
    "couriers want a named mechanic",
    "where are we?",
    "park it",
    "they would lose time if they left",
    "no, leave it",
    "we plan a forum for commuters",
    "why do you ask?",
    "undo",
    "500",
    "yes",
)


def message(number: int) -> str:
    """Return what is said in a turn, counted from 1."""
    return OPENING[number - 1] if number <= len(OPENING) else ROUND[(number - len(OPENING) - 1) % len(ROUND)]


@dataclass(frozen=True)
class OneBook:
    """A library of one passage."""

    text: str = (
        "Co-creation means that customers help to make the product. Self-service means that they help themselves."
    )

    def search(self, question: str, limit: int = 5, owner: str = "") -> Sequence[Passage]:
        return [self._passage()]

    def spelled(self, question: str, owner: str = "") -> str:
        return question

    def passage(self, passage_id: str, owner: str = "") -> Passage | None:
        return self._passage() if passage_id == "p1" else None

    def _passage(self) -> Passage:
        return Passage(
            id="p1", document="book.md", section="Types", text=self.text, start=0, end=len(self.text), score=0.9
        )


def coach_on(ledger: Ledger) -> Coach:
    """Return a coach without an encoder whose clock stands still, so that two runs can be compared."""
    parts = Parts(reader=shipped(), writer=OfflineWriter(), library=OneBook(), ledger=ledger)
    return Coach(parts=replace(parts, now=lambda: "2026-05-01T08:00:00Z", new_id=lambda: CANVAS))


def converse(coach: Coach, first: int, acknowledge: Callable[[Turn], None], last: int = LENGTH) -> None:
    """Send the turns from `first` to `last`; the canvas is begun where there is none."""
    if not coach.canvases():
        coach.new_canvas("Pedal & Post")
    for number in range(first, last + 1):
        acknowledge(coach.reply(CANVAS, message(number), turn_id=f"turn-{number}"))


def resume(folder: Path, first: int, acknowledge: Callable[[Turn], None], last: int = LENGTH) -> None:
    """Open the store in a folder and go on from a turn."""
    with closing(Store(str(folder / "rapport.db"))) as store:
        converse(coach_on(store), first, acknowledge, last)


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="conversation")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--from", type=int, default=1, dest="first")
    given = parser.parse_args(arguments)
    resume(given.folder, given.first, lambda turn: print(turn.model_dump_json(), flush=True))  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])
