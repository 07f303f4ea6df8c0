"""Chooses and wires the parts of a coach; the only place that knows them all."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import LibraryFailed
from assistant.parts import Parts
from assistant.settings import Settings
from corpus.errors import CorpusError
from corpus.passage import Passage

if TYPE_CHECKING:
    from corpus.index import Index


def build(settings: Settings) -> Parts:
    """Open the store and the index that the settings name; the index is built where there is none."""
    # Loaded late: whoever brings parts of their own needs neither a database nor an index.
    from assistant.offline.reader import shipped  # noqa: PLC0415
    from assistant.offline.writer import OfflineWriter  # noqa: PLC0415
    from assistant.store import Store  # noqa: PLC0415
    from corpus.encoder import DEFAULT_MODEL  # noqa: PLC0415
    from corpus.opening import open_index  # noqa: PLC0415

    store = Store(settings.store_url)
    try:
        index = open_index(settings.index_dir, settings.embedding_model or DEFAULT_MODEL)
        if not index.documents():
            index.update([handbook(settings)])
    except BaseException:
        store.close()
        raise

    def close() -> None:
        index.close()
        store.close()

    return Parts(
        reader=shipped(),
        writer=OfflineWriter(),
        library=Shelves(index),
        ledger=store,
        close=close,
        max_import_bytes=settings.max_import_bytes,
    )


class Shelves:
    """An index as a library: what goes wrong inside it is told as the coach's own error."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def search(self, question: str, limit: int = 5) -> Sequence[Passage]:
        """Return the passages nearest to a question, best first."""
        try:
            return self._index.search(question, limit)
        except CorpusError as error:
            raise LibraryFailed(str(error)) from error

    def passage(self, passage_id: str) -> Passage | None:
        """Return the passage with this id, or None."""
        try:
            return self._index.passage(passage_id)
        except CorpusError as error:
            raise LibraryFailed(str(error)) from error


def handbook(settings: Settings) -> Path:
    """Return the folder of the documents that every canvas is answered from."""
    return settings.corpus_dir or Path(str(files("corpus").joinpath("handbook")))
