"""Chooses and wires the parts of a coach; the only place that knows them all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.documents import Document, Progress, Takes
from assistant.errors import DocumentRefused, LibraryFailed
from assistant.parts import Parts
from assistant.settings import Settings
from corpus.errors import CorpusError, Unreadable
from corpus.passage import Passage
from corpus.reading import HANDBOOK, SUFFIXES, Limits

if TYPE_CHECKING:
    from corpus.cabinet import Cabinet
    from corpus.index import Index


def build(settings: Settings) -> Parts:
    """Open the store and the index that the settings name; the index is built where there is none."""
    # Loaded late: whoever brings parts of their own needs neither a database nor an index.
    from assistant.offline.judging.judge import Network  # noqa: PLC0415
    from assistant.offline.reader import shipped  # noqa: PLC0415
    from assistant.offline.writer import OfflineWriter  # noqa: PLC0415
    from assistant.store import Store  # noqa: PLC0415
    from corpus.cabinet import Cabinet  # noqa: PLC0415
    from corpus.encoder import DEFAULT_MODEL  # noqa: PLC0415
    from corpus.opening import open_index  # noqa: PLC0415

    store = Store(settings.store_url)
    try:
        index = open_index(settings.index_dir, settings.embedding_model or DEFAULT_MODEL, limits(settings))
        if not index.documents():
            index.update([handbook(settings)])
        cabinet = Cabinet(settings.documents_dir, index, limits(settings))
        cabinet.restore()
    except BaseException:
        store.close()
        raise

    def close() -> None:
        index.close()
        store.close()

    return Parts(
        reader=shipped(),
        writer=OfflineWriter(Network()),
        library=Shelves(index),
        documents=Papers(cabinet, index, limits(settings).file_bytes),
        ledger=store,
        close=close,
        max_import_bytes=settings.max_import_bytes,
    )


class Shelves:
    """An index as a library: what goes wrong inside it is told as the coach's own error."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def search(self, question: str, limit: int = 5, owner: str = "") -> Sequence[Passage]:
        """Return the passages nearest to a question, best first, of what this owner sees."""
        with _told():
            return self._index.search(question, limit, owner)

    def spelled(self, question: str, owner: str = "") -> str:
        """Return a question with what is misspelt put right, as far as the passages show it."""
        with _told():
            return self._index.spelled(question, owner)

    def passage(self, passage_id: str, owner: str = "") -> Passage | None:
        """Return the passage with this id, or None where there is none that this owner sees."""
        with _told():
            return self._index.passage(passage_id, owner)


class Papers:
    """A cabinet as the documents of canvases; no file may have more bytes than the `largest`."""

    def __init__(self, cabinet: Cabinet, index: Index, largest: int) -> None:
        self._cabinet = cabinet
        self._index = index
        self.takes = Takes(kinds=SUFFIXES, largest=largest)

    def of(self, owner: str) -> Sequence[Document]:
        """Return the documents of a canvas, by name."""
        with _told():
            return [Document(name=held.name, passages=held.passages) for held in self._cabinet.documents(owner)]

    def add(self, owner: str, name: str, data: bytes, progress: Progress | None = None) -> Document:
        """Take in a document, in place of one of the same name."""
        with _told():
            held = self._cabinet.add(owner, name, data, progress)
        return Document(name=held.name, passages=held.passages)

    def remove(self, owner: str, name: str) -> bool:
        """Remove a document; False where there is none."""
        with _told():
            return self._cabinet.remove(owner, name)

    def text(self, owner: str, name: str) -> str | None:
        """Return a document as it was read, or None."""
        with _told():
            return self._index.text(name, owner)

    def original(self, owner: str, name: str) -> bytes | None:
        """Return a document as it was given, or None."""
        with _told():
            return self._cabinet.original(owner, name)


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except Unreadable as error:
        raise DocumentRefused(str(error)) from error
    except CorpusError as error:
        raise LibraryFailed(str(error)) from error


def limits(settings: Settings) -> Limits:
    """Return what reading one document may cost."""
    return Limits(
        file_bytes=settings.max_document_bytes,
        cpu_seconds=settings.document_seconds,
        wall_seconds=1.5 * settings.document_seconds,
        memory_bytes=1_000_000 * settings.document_memory_mb,
    )


def handbook(settings: Settings) -> Path:
    """Return the folder of the documents that every canvas is answered from."""
    return settings.corpus_dir or HANDBOOK
