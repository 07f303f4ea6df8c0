"""The cabinet: the documents that each canvas brought along, as they were given and as the index finds them."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from secrets import token_hex

from corpus.encoder import Progress
from corpus.errors import CorpusError, Unreadable, unwritable
from corpus.filing import filed, files, kept, place
from corpus.formats.refusal import Refusal, no_text, too_large
from corpus.index import Index
from corpus.reading import USUAL, Document, Limits, read, sections
from corpus.stamp import Held

# A draft of this age belongs to nobody any more.
_STALE = 3600.0


class Cabinet:
    """Keeps an owner's files in a folder of its own and their passages in the index; safe between threads.

    A file is kept once it could be read, and is gone with its passages, its vectors and its text once it is removed.
    Raises `Unreadable` where a document cannot be taken in, `CorpusError` where index or disk refuse; everything is as
    before then.
    """

    def __init__(self, folder: Path, index: Index, limits: Limits = USUAL) -> None:
        self._folder = folder
        self._index = index
        self._limits = limits
        self._lock = threading.Lock()

    def documents(self, owner: str) -> list[Held]:
        """Return the documents of an owner, by name."""
        return self._index.documents(owner)

    def add(self, owner: str, name: str, data: bytes, progress: Progress | None = None) -> Held:
        """Take in a file; one that has the same name already is replaced.

        `progress` hears (done, total) of the passages that are encoded.
        """
        called, home = filed(name), place(self._folder, owner)
        if len(data) > self._limits.file_bytes:
            raise Unreadable(f"{called} {too_large(self._limits.file_bytes)}")
        draft = home / f".draft-{token_hex(8)}{Path(called).suffix.lower()}"
        try:
            _write(draft, data)
            document = self._read(draft, called)
            with self._lock, _swapped(draft, home / called):
                self._index.put([document.model_copy(update={"path": home / called})], owner, progress)
        except OSError as error:
            raise unwritable(self._folder, error) from error
        finally:
            _drop(draft)
        return next(held for held in self._index.documents(owner) if held.name == called)

    def remove(self, owner: str, name: str) -> bool:
        """Remove a document with all that was made of it; False where this owner has none of this name."""
        home = place(self._folder, owner)
        with self._lock:
            known = any(held.name == name for held in self._index.documents(owner))
            file = kept(home).get(name)
            gone = home / f".gone-{token_hex(8)}"
            try:
                if file:
                    file.rename(gone)
                if known:
                    self._index.remove(name, owner)
            except (CorpusError, OSError) as error:
                if file and gone.exists():
                    gone.rename(file)
                raise error if isinstance(error, CorpusError) else unwritable(self._folder, error) from error
            _drop(gone)
        return known or file is not None

    def original(self, owner: str, name: str) -> bytes | None:
        """Return a file as it was given, or None where this owner has none of this name."""
        file = kept(place(self._folder, owner)).get(name)
        try:
            return file.read_bytes() if file else None
        except OSError as error:
            raise CorpusError(f"{name} cannot be read ({error.strerror}); check who owns {self._folder}.") from error

    def restore(self) -> None:
        """Take in the files that the index lacks: it may be new, or made anew. What cannot be read is left alone."""
        known = {(held.owner, held.name) for held in self._index.documents(None)}
        for owner, lying in files(self._folder).items():
            found = []
            for file in (path for path in lying if (owner, path.name) not in known):
                with contextlib.suppress(CorpusError):
                    found.append(self._read(file, file.name))
            if found:
                # Another process may be at it; then the next start looks again.
                with contextlib.suppress(CorpusError):
                    self._index.put(found, owner)
        for left in self._folder.glob("*/.*"):
            with contextlib.suppress(OSError):
                if time.time() - left.stat().st_mtime > _STALE:
                    left.unlink()

    def _read(self, file: Path, name: str) -> Document:
        document = read(file, name, self._limits, called=name)
        if not sections(document):
            empty = Refusal("is empty; save it with text in it.") if file.stat().st_size == 0 else no_text()
            raise Unreadable(f"{name} {empty}")
        return document


def _write(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("xb") as opened:
        opened.write(data)
        opened.flush()
        os.fsync(opened.fileno())


def _drop(file: Path) -> None:
    with contextlib.suppress(OSError):
        file.unlink(missing_ok=True)


@contextlib.contextmanager
def _swapped(draft: Path, final: Path) -> Iterator[None]:
    """Put a draft in place of a file; the former one comes back where the block fails."""
    former = final.with_name(f".former-{token_hex(8)}")
    if final.exists():
        final.rename(former)
    draft.rename(final)
    try:
        yield
    except BaseException:
        final.unlink()
        if former.exists():
            former.rename(final)
        raise
    former.unlink(missing_ok=True)
