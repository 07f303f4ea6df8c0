"""Keywords: how well the words of a question fit each passage (BM25), and how much each word tells."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import bm25s  # type: ignore[import-untyped]
import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from corpus.words import stems

Scores = NDArray[np.float32]

# The usual constants of BM25: how soon a repeated word counts no more, and how much length is made up for.
K1 = 1.2
B = 0.75
# A word that no passage knows is taken for a misspelt one from this likeness (of 100) on; shorter words are let be.
LIKE = 78
SHORTEST = 4

_IDS = "ids.json"

# A passage's id, its owner ("" for what all share), and what is embedded of it.
Entry = tuple[str, str, str]


def write(folder: Path, entries: Sequence[Entry]) -> None:
    """Write the index of passages into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    if entries:
        _model(entries).save(folder, show_progress=False)
    (folder / _IDS).write_text(json.dumps([[key, owner] for key, owner, _ in entries]), encoding="utf-8")


def _model(entries: Sequence[Entry]) -> bm25s.BM25:
    model = bm25s.BM25(k1=K1, b=B)
    model.index([list(stems(text)) or [""] for _, _, text in entries], show_progress=False)
    return model


class Keywords:
    """The words of passages. `ids` are the passages, in the order of the scores; `places` say where each stands."""

    def __init__(self, model: bm25s.BM25 | None, owned: Sequence[tuple[str, str]]) -> None:
        self.ids = [key for key, _ in owned]
        self.places = {key: place for place, key in enumerate(self.ids)}
        self._owners = np.array([owner for _, owner in owned], dtype=object)
        self._model = model
        self._vocabulary: dict[str, int] = dict(model.vocab_dict) if model else {}
        self._spelled = lru_cache(maxsize=4096)(self._nearest)

    @classmethod
    def read(cls, folder: Path) -> Keywords:
        """Return the words that were written into a folder. Raises `OSError` or `ValueError` where they are damaged."""
        owned = [(key, owner) for key, owner in json.loads((folder / _IDS).read_text(encoding="utf-8"))]
        return cls(bm25s.BM25.load(folder) if owned else None, owned)

    @classmethod
    def of(cls, entries: Sequence[Entry]) -> Keywords:
        """Return the words of these passages, written nowhere."""
        return cls(_model(entries) if entries else None, [(key, owner) for key, owner, _ in entries])

    def spelled(self, question: str) -> tuple[str, ...]:
        """Return the stems of a question, each once; one that no passage has, as the one that it resembles."""
        return tuple(dict.fromkeys(self._spelled(stem) for stem in stems(question)))

    def weight(self, stem: str) -> float:
        """Return how much a stem tells: more the fewer passages have it, most where none does."""
        count = len(self.ids)
        held = 0
        if self._model is not None and stem in self._vocabulary:
            starts = self._model.scores["indptr"]
            place = self._vocabulary[stem]
            held = int(starts[place + 1] - starts[place])
        return math.log(1 + (count - held + 0.5) / (held + 0.5))

    def scores(self, wanted: Sequence[str], owner: str = "") -> Scores:
        """Return the BM25 score of each passage, as a share of what a passage full of these stems would get.

        What neither all share nor this owner has scores nothing.
        """
        known = [stem for stem in wanted if stem in self._vocabulary]
        if self._model is None or not known:
            return np.zeros(len(self.ids), dtype=np.float32)
        most = sum(map(self.weight, wanted)) * (K1 + 1)
        found: Scores = np.asarray(self._model.get_scores(known), dtype=np.float32) / np.float32(most)
        seen = (self._owners == "") | (self._owners == owner)
        masked: Scores = np.where(seen, found, np.float32(0.0))
        return masked

    def _nearest(self, stem: str) -> str:
        if stem in self._vocabulary or len(stem) < SHORTEST:
            return stem
        best = process.extractOne(stem, self._vocabulary.keys(), scorer=fuzz.ratio, score_cutoff=LIKE)
        return str(best[0]) if best and best[0][:1] == stem[0] else stem
