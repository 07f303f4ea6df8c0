"""The data that the reader is trained on: utterances, split by industry, and a hash that names them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from eval.utterance import CASES, Utterance, utterances

# One industry in so many is kept from training, to choose the bars on.
_KEPT = 12


def halves() -> tuple[list[Utterance], list[Utterance]]:
    """Return the training utterances: those to fit on, and those of other industries to choose bars on."""
    found = utterances("train")
    return [u for u in found if not _kept(u.industry)], [u for u in found if _kept(u.industry)]


def _kept(industry: str) -> bool:
    return int(hashlib.sha256(f"bars:{industry}".encode()).hexdigest(), 16) % _KEPT == 0


def fingerprint(files: Sequence[Path] = (CASES / "train.jsonl",)) -> str:
    """Return a short hash of the training data."""
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
