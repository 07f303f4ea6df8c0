"""What the coach needs from outside, in its own words: five small protocols."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from assistant.documents import Document, Progress, Takes
from assistant.reading import Context, Reading
from assistant.record import CanvasSummary, Record
from assistant.reply import BESIDE_A_QUESTION, Answer, Draft, Plan
from corpus.passage import Passage


class Reader(Protocol):
    """Says what a message means; writes nothing."""

    def read(self, message: str, context: Context) -> Reading: ...


class Writer(Protocol):
    """Words replies and answers; adds no fact."""

    def write(self, plan: Plan) -> Draft: ...

    def apart(self, question: str) -> Sequence[str]:
        """Return what a message asks, each question by itself, where it says more than one or something beside it."""

    def lookups(self, question: str, told: str = "") -> Sequence[str]:
        """Return what must be found beside the question itself; `told` is the whole message that it stands in."""

    def answer(
        self,
        question: str,
        passages: Sequence[Passage],
        told: str = "",
        words: int = BESIDE_A_QUESTION,
        *,
        leans: bool = False,
    ) -> Answer:
        """Answer a question in at most so many `words` of the passages, or say that they are silent.

        `told` is the whole message that it stands in; one that `leans` has the question before it in front.
        """


class Library(Protocol):
    """Finds passages, best first: shared ones, and those of the canvas that is the owner, but no other's."""

    def search(self, question: str, limit: int = 5, owner: str = "") -> Sequence[Passage]: ...

    def spelled(self, question: str, owner: str = "") -> str:
        """Return a question with what is misspelt put right, as far as the passages show it."""

    def passage(self, passage_id: str, owner: str = "") -> Passage | None: ...


class Documents(Protocol):
    """Keeps the documents that canvases brought along."""

    @property
    def takes(self) -> Takes: ...

    def of(self, owner: str) -> Sequence[Document]: ...

    def add(self, owner: str, name: str, data: bytes, progress: Progress | None = None) -> Document:
        """Take in a document. Raises `DocumentRefused` where it cannot be read; nothing is changed then."""

    def remove(self, owner: str, name: str) -> bool:
        """Remove a document with all that was made of it; False where there is none."""

    def text(self, owner: str, name: str) -> str | None:
        """Return a document as it was read, or None; without an owner, a shared one."""

    def original(self, owner: str, name: str) -> bytes | None:
        """Return a document as it was given, or None."""


class Ledger(Protocol):
    """Keeps the records of every canvas, append-only and durable."""

    def append(self, records: Sequence[Record]) -> None:
        """Append records in one transaction; they are on the disk when this returns.

        Raises `TurnTaken` where a record's (canvas_id, kind, number) or (canvas_id, kind, turn_id) stands already.
        """

    def records(self, canvas_id: str, after: int = -1) -> Sequence[Record]:
        """Return a canvas's records with a turn number above `after`, in the order in which they were appended."""

    def canvases(self, limit: int = 50) -> Sequence[CanvasSummary]:
        """Return the canvases, the most recently changed first."""
