"""What the tests of the corpus share: an encoder that counts words, and a small folder of notes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from corpus.encoder import Parted, Progress, Vectors


class WordEncoder:
    """Encodes a text by the words in it, so that common words bring texts near; keeps what it encoded."""

    def __init__(self, name: str = "words") -> None:
        self.identity = f"{name}@1"
        self.encoded: list[str] = []

    def knows(self, word: str) -> bool:
        return True

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        self.encoded += texts
        rows = np.full((len(texts), 256), 1e-6, dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in re.findall(r"\w+", text.lower()):
                row[int.from_bytes(hashlib.sha256(word.encode()).digest()[:1])] += 1
        if progress:
            progress(len(texts), len(texts))
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)

    def encode_parts(self, texts: Sequence[Parted], progress: Progress | None = None) -> list[Vectors]:
        wholes = self.encode([text for text, _ in texts], progress)
        parts = [[text[start:end] for start, end in spans] for text, spans in texts]
        return [np.vstack([whole, *map(self._row, each)]) for whole, each in zip(wholes, parts, strict=True)]

    def _row(self, text: str) -> Vectors:
        return WordEncoder().encode([text])[0]


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
