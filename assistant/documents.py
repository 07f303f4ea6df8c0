"""A user's own documents: what is told of each, and how a copy of a canvas comes by them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from assistant.errors import DocumentRefused, RapportError
from assistant.reply import Frozen

if TYPE_CHECKING:
    from assistant.ports import Documents

Progress = Callable[[int, int], None]


class Document(Frozen):
    """A document that belongs to one canvas: its name, and in how many passages it is found."""

    name: str
    passages: int


class Takes(Frozen):
    """What a document must be to be taken in: one of these kinds, by its ending, and of so many bytes at most."""

    kinds: tuple[str, ...] = ()
    largest: int = 0


class NoDocuments:
    """The documents of a coach that keeps none."""

    takes = Takes()

    def of(self, owner: str) -> tuple[Document, ...]:
        """Return nothing."""
        return ()

    def add(self, owner: str, name: str, data: bytes, progress: Progress | None = None) -> Document:
        """Refuse."""
        raise DocumentRefused("This coach keeps no documents; make it with settings instead of parts.")

    def remove(self, owner: str, name: str) -> bool:
        """Say that there was nothing to remove."""
        return False

    def text(self, owner: str, name: str) -> str | None:
        """Return nothing."""
        return None

    def original(self, owner: str, name: str) -> bytes | None:
        """Return nothing."""
        return None


def copy(documents: Documents, source: str, target: str) -> None:
    """Give one canvas what another one has; where one document cannot be copied, none is."""
    try:
        for document in documents.of(source):
            data = documents.original(source, document.name)
            if data is not None:
                documents.add(target, document.name, data)
    except RapportError:
        for document in documents.of(target):
            documents.remove(target, document.name)
        raise
