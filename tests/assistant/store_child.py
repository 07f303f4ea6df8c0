"""Run by test_store.py in a process of its own: what a store does on a disk that is full or read-only.

Prints one JSON object: the last sentence of refusal, how many records were acknowledged, how many are kept.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from assistant.errors import StoreFailed
from assistant.record import Heard
from assistant.store import Store

MESSAGE = "We repair bikes. " * 250


def heard(number: int) -> Heard:
    return Heard(canvas_id="cnv_a", number=number, at="x", title="Bikes", message=MESSAGE)


def filled(folder: Path, make_room: Callable[[], None]) -> dict[str, object]:
    """Append until the disk refuses, make room, and append once more."""
    with closing(Store(str(folder / "rapport.db"))) as store:
        acknowledged, sentence = 0, ""
        while not sentence and acknowledged < 1000:
            try:
                store.append([heard(acknowledged)])
                acknowledged += 1
            except StoreFailed as error:
                sentence = str(error)
        kept_when_full = len(store.records("cnv_a"))
        make_room()
        store.append([heard(acknowledged)])
    with closing(Store(str(folder / "rapport.db"))) as store:
        kept = store.records("cnv_a")
    exact = list(kept) == [heard(number) for number in range(acknowledged + 1)]
    return {"acknowledged": acknowledged, "sentence": sentence, "kept_when_full": kept_when_full, "exact": exact}


def full(folder: Path) -> dict[str, object]:
    """The disk has no room until a large file goes."""
    ballast = folder / "ballast"
    ballast.write_bytes(b"x" * 300_000)
    return filled(folder, ballast.unlink)


def limited(folder: Path) -> dict[str, object]:
    """No file may grow beyond a limit until the limit is lifted."""
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, hard))
    return filled(folder, lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard)))


def read_only(folder: Path) -> dict[str, object]:
    """The folder may be read and not written."""
    sentences = []
    with closing(Store(str(folder / "rapport.db"))) as store:
        kept = len(store.records("cnv_a"))
        try:
            store.append([heard(1)])
        except StoreFailed as error:
            sentences.append(str(error))
        unchanged = len(store.records("cnv_a")) == kept
    for new in (folder / "new.db", folder / "deeper" / "new.db"):
        try:
            Store(str(new)).close()
        except StoreFailed as error:
            sentences.append(str(error))
    return {"sentences": sentences, "kept": kept, "unchanged": unchanged}


if __name__ == "__main__":
    job = {"full": full, "limited": limited, "read_only": read_only}[sys.argv[1]]
    sys.stdout.write(json.dumps(job(Path(sys.argv[2]))))
