"""Finding: the passages that answer a question best, of those near in meaning and those that share its words."""

from __future__ import annotations

import numpy as np

from corpus.encoder import Vectors
from corpus.passage import Passage
from corpus.ranking import Candidate, Weights, bridge, signs
from corpus.shelf import Shelf

# So many passages by meaning, and so many by words, are looked at more closely.
POOL = 40


def find(
    shelf: Shelf, question: str, vector: Vectors, limit: int, owner: str = "", weights: Weights | None = None
) -> list[Passage]:
    """Return at most `limit` passages that an owner sees, best first.

    `vector` is the question's, of length one.
    """
    pool = max(POOL, 2 * limit)
    over = bridge(vector, shelf.glossary)
    wanted = shelf.words.spelled(question)
    scores = shelf.words.scores(wanted, owner)
    by_words = [shelf.words.ids[place] for place in np.argsort(-scores)[:pool] if scores[place] > 0]
    keys = dict.fromkeys([*shelf.near((vector, over), pool, owner), *by_words])
    held = shelf.held(list(keys))
    candidates = [
        Candidate(text, row, float(scores[shelf.words.places[one.id]]), _alike(shelf.parts(one.id), vector))
        for one, text, row in held
    ]
    found = signs(wanted, vector, over, candidates, shelf.words)
    counted = weights or Weights()
    total = [each.total(counted) / counted.sum for each in found]
    # Sorted by id as well, so that equals come in the same order each time.
    best = sorted(range(len(held)), key=lambda place: (-total[place], held[place][0].id))[:limit]
    return [
        held[place][0].model_copy(
            update={
                "score": total[place],
                "near": found[place].meaning,
                "alike": tuple(candidates[place].alike.tolist()),
            }
        )
        for place in best
    ]


def _alike(parts: Vectors | None, vector: Vectors) -> Vectors:
    return np.empty(0, dtype=np.float32) if parts is None else parts @ vector
