"""One writer at a time."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from corpus.errors import CorpusError, unwritable

NAME = "writing.lock"


@contextlib.contextmanager
def exclusive(folder: Path) -> Iterator[None]:
    """Keep others from writing the index in this folder, which is made where it does not exist.

    A lock of SQLite rather than a file that merely exists: the system frees it when the process ends, however it ends.
    Raises `CorpusError` where another process is writing or the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = sqlite3.connect(folder / NAME, timeout=0, isolation_level=None)
    except (OSError, sqlite3.OperationalError) as error:
        raise unwritable(folder, error) from error
    with contextlib.closing(lock):
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.DatabaseError as error:
            if "locked" not in str(error):
                raise unwritable(folder, error) from error
            raise CorpusError(
                f"Another process is writing the index in {folder}; wait until it is done and try again."
            ) from None
        yield
