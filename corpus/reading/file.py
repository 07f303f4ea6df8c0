"""A file that is opened once: what was looked at is what is read."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.formats.refusal import Refusal, too_large, unreadable


@contextmanager
def opened(path: Path, most_bytes: int) -> Iterator[int]:
    """Open a regular file for reading and give its descriptor.

    Raises `Refusal` where it is missing, locked, larger than `most_bytes`, or a folder, pipe, socket or device.
    """
    try:
        # Without O_NONBLOCK, opening a pipe would wait until somebody writes into it.
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    except FileNotFoundError:
        raise Refusal("does not exist; check the path.") from None
    except (OSError, ValueError) as error:
        raise unreadable(getattr(error, "strerror", None) or "the system refused") from None
    try:
        about = os.fstat(handle)
        if not stat.S_ISREG(about.st_mode):
            raise unreadable("it is a folder" if stat.S_ISDIR(about.st_mode) else "it is a pipe or a device")
        if about.st_size > most_bytes:
            raise too_large(most_bytes)
        yield handle
    finally:
        os.close(handle)


def content(handle: int, most_bytes: int) -> bytes:
    """Return all bytes of an opened file; raises `Refusal` where that fails or it grew past `most_bytes` meanwhile."""
    try:
        with os.fdopen(os.dup(handle), "rb") as file:
            raw = file.read(most_bytes + 1)
    except OSError as error:
        raise unreadable(error.strerror or "the system refused") from None
    if len(raw) > most_bytes:
        raise too_large(most_bytes)
    return raw
