"""Ranking: of the passages that lie near a question or share its words, which one answers it best."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

from corpus.keywords import Keywords
from corpus.words import couples, stems

Vector = NDArray[np.float32]


class Weights(BaseModel):
    """How much each sign counts. Chosen on the `choose` part of eval/cases/questions (`python -m eval find`).

    `meaning`: cosine of question and passage. `sentence`: that of its nearest sentence, as it reads within the passage.
    `terms`: BM25, as a share of the most that is possible. `covered`: share of the question's words, by what they tell,
    that the passage has. `couples`: pairs of words that stand side by side in both, for each word of the question.
    `bridge`: cosine of the passage and of what our own handbook says on the question, which has the field's terms where
    the question has none.
    """

    model_config = ConfigDict(frozen=True)

    meaning: float = 0.2
    sentence: float = 0.5
    terms: float = 0.5
    covered: float = 0.35
    couples: float = 0.15
    bridge: float = 0.1

    @property
    def sum(self) -> float:
        """Return the most that signs can come to."""
        return float(sum(self.model_dump().values()))


@dataclass(frozen=True)
class Candidate:
    """A passage that may answer: what is embedded of it, its vector of length one, and its BM25 score.

    `alike` are the cosines of its sentences and the question, none where they are not known.
    """

    content: str
    vector: Vector
    terms: float
    alike: Vector


@dataclass(frozen=True)
class Signs:
    """What speaks for one candidate; see `Weights`."""

    meaning: float
    sentence: float
    terms: float
    covered: float
    couples: float
    bridge: float

    def total(self, weights: Weights) -> float:
        """Return the signs as one number, higher is better."""
        return float(sum(getattr(self, name) * getattr(weights, name) for name in Weights.model_fields))


# The handbook's passages nearest to a question are a bridge to others; nearer ones count so much more.
_PIERS = 3
_SHARPNESS = 8.0


def bridge(question: Vector, glossary: NDArray[np.float32]) -> Vector:
    """Return one vector for what the handbook's passages nearest to a question say; the question's own without any."""
    if not len(glossary):
        return question
    near = glossary @ question
    best = np.argsort(-near)[:_PIERS]
    shares = np.exp((near[best] - near[best[0]]) * _SHARPNESS)
    found: Vector = (shares / shares.sum()) @ glossary[best]
    return (found / np.linalg.norm(found)).astype(np.float32)


def signs(
    wanted: Sequence[str], question: Vector, over: Vector, candidates: Sequence[Candidate], words: Keywords
) -> list[Signs]:
    """Return the signs of each candidate; `wanted` are the question's stems, `over` is its bridge."""
    weights = {stem: words.weight(stem) for stem in wanted}
    total = sum(weights.values())
    asked = couples(wanted)
    found = []
    for candidate in candidates:
        row = stems(candidate.content)
        held = frozenset(row)
        meaning = float(candidate.vector @ question)
        found.append(
            Signs(
                meaning=meaning,
                sentence=float(candidate.alike.max()) if len(candidate.alike) else meaning,
                terms=candidate.terms,
                covered=sum(weight for stem, weight in weights.items() if stem in held) / total if total else 0.0,
                couples=len(asked & couples(row)) / max(1, len(wanted)),
                bridge=float(candidate.vector @ over),
            )
        )
    return found
