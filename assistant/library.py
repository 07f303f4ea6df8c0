"""The library: the index that the settings name, opened when it is needed, its errors in our own words."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import RapportError
from assistant.settings import Settings
from corpus.passage import Passage

if TYPE_CHECKING:
    from corpus.index import Index, Update

Progress = Callable[[int, int], None]


class LibraryFailed(RapportError):
    """The index, or a document for it, cannot be used."""


class IndexedLibrary:
    """Finds passages in the index that the settings name; safe to share between threads.

    Nothing is opened before the first question, or before `open`: what only lists or exports canvases does not
    wait for it. Raises `LibraryFailed` with the sentence that says what to do.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._index: Index | None = None
        self._lock = threading.Lock()

    @property
    def is_new(self) -> bool:
        """Whether there is no index yet, so that opening it takes a while."""
        return not (self._settings.index_dir / "stamp.json").exists()

    def open(self, progress: Progress | None = None) -> IndexedLibrary:
        """Open the index; where it holds nothing, the handbook (or `corpus_dir`) goes in first."""
        self._opened(progress)
        return self

    def search(self, question: str, limit: int = 5) -> Sequence[Passage]:
        """Return passages, best first."""
        with _told():
            return self._opened().search(question, limit)

    def passage(self, passage_id: str) -> Passage | None:
        """Return the passage with this id, or None."""
        with _told():
            return self._opened().passage(passage_id)

    def update(self, paths: Sequence[Path] = (), progress: Progress | None = None) -> Update:
        """Take in these files and folders; without any, all that the index was made of, as they are now."""
        with _told():
            return self._opened(progress).update(paths, progress)

    def rebuild(self, paths: Sequence[Path] = (), progress: Progress | None = None) -> Update:
        """Make the index anew, of what it was made of and of these files and folders."""
        from corpus.index import Update  # noqa: PLC0415 - loads Chroma, which whoever only lists canvases never needs
        from corpus.opening import rebuild  # noqa: PLC0415

        with self._lock, _told():
            self._let_go()
            given = [self._corpus, *paths]
            self._index = rebuild(self._settings.index_dir, given, progress=progress, **self._model)
            held = self._index.documents()
        return Update(added=tuple(each.name for each in held), passages=sum(each.passages for each in held))

    def close(self) -> None:
        """Let go of the index; a later question opens it again."""
        with self._lock:
            self._let_go()

    @property
    def _corpus(self) -> Path:
        return self._settings.corpus_dir or Path(str(files("corpus").joinpath("handbook")))

    @property
    def _model(self) -> dict[str, str]:
        return {"model": self._settings.embedding_model} if self._settings.embedding_model else {}

    def _opened(self, progress: Progress | None = None) -> Index:
        from corpus.opening import open_index  # noqa: PLC0415

        with self._lock, _told():
            if self._index is None:
                index = open_index(self._settings.index_dir, **self._model)
                if not index.documents():
                    index.update([self._corpus], progress)
                self._index = index
            return self._index

    def _let_go(self) -> None:
        if self._index is not None:
            self._index.close()
        self._index = None


@contextmanager
def _told() -> Iterator[None]:
    """Turn the corpus's errors into ours."""
    from corpus.errors import CorpusError  # noqa: PLC0415

    try:
        yield
    except CorpusError as wrong:
        raise LibraryFailed(str(wrong)) from wrong
