"""The texts of a shelf: each document as it was read, in a file that is named by its hash, beside its passages."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable
from pathlib import Path


class Texts:
    """Keeps texts in the folder of a shelf; they vanish with it."""

    def __init__(self, shelf: Path) -> None:
        self._folder = shelf / "texts"

    def put(self, key: str, text: str) -> None:
        """Write a text by its hash. Raises `OSError` where the disk refuses."""
        self._folder.mkdir(exist_ok=True)
        self._file(key).write_bytes(text.encode())

    def take_over(self, other: Texts, keys: Iterable[str]) -> None:
        """Take over those of these texts that another shelf keeps. Raises `OSError` where the disk refuses."""
        self._folder.mkdir(exist_ok=True)
        for key in dict.fromkeys(keys):
            if not other._file(key).is_file():
                continue
            try:
                os.link(other._file(key), self._file(key))
            except OSError:
                # Not every file system knows a second name for a file.
                shutil.copyfile(other._file(key), self._file(key))

    def get(self, key: str) -> str | None:
        """Return the text with this hash, or None where it was not kept or is no longer what it was."""
        try:
            raw = self._file(key).read_bytes()
        except OSError:
            return None
        return raw.decode() if hashlib.sha256(raw).hexdigest() == key else None

    def _file(self, key: str) -> Path:
        return self._folder / f"{key}.txt"
