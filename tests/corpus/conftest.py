"""What the tests of the corpus share: an encoder that counts words, and a small folder of notes."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from corpus.encoder import Progress, Vectors

BUILD = """
import sys
from pathlib import Path
folder, handbook = Path(sys.argv[1]), Path(sys.argv[2])
calls = []
names = ("socket.connect", "socket.getaddrinfo", "socket.sendto", "socket.sendmsg")
sys.addaudithook(lambda event, args: calls.append(event + str(args)) if event in names else None)
from corpus.opening import open_index
open_index(folder).update([handbook])
(folder.parent / "calls.txt").write_text("\\n".join(calls))
"""
HANDBOOK = Path(__file__).parents[2] / "corpus" / "handbook"


class WordEncoder:
    """Encodes a text by the words in it, so that common words bring texts near; keeps what it encoded."""

    def __init__(self, name: str = "words") -> None:
        self.identity = f"{name}@1"
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        self.encoded += texts
        rows = np.full((len(texts), 256), 1e-6, dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in re.findall(r"\w+", text.lower()):
                row[int.from_bytes(hashlib.sha256(word.encode()).digest()[:1])] += 1
        if progress:
            progress(len(texts), len(texts))
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@pytest.fixture
def encoder() -> WordEncoder:
    return WordEncoder()


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """A folder with two documents, of two sections and of one."""
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "couriers.md").write_text(
        "# Couriers\n\n## What they expect\n<!-- sources: 001 -->\nCouriers expect a named mechanic.\n\n"
        "## What they pay\nA monthly fee, by direct debit.\n"
    )
    (folder / "commuters.txt").write_text("Commuters repair punctures on their own.")
    return folder


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an index of the handbook, made with the real encoder; not to be changed.

    A process of its own makes it, which notes every connection that it tries in `calls.txt` beside the folder.
    """
    folder = tmp_path_factory.mktemp("built") / "index"
    subprocess.run([sys.executable, "-c", BUILD, str(folder), str(HANDBOOK)], check=True)
    return folder
