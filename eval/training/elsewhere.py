"""Sentences of other passages that lie near a question, and do not answer it: what finding brings to a judge."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from assistant.offline.judging.judge import worded
from assistant.offline.prose import sentences, whole
from corpus.encoder import Vectors
from eval.training.support import Case, Elsewhere

Encode = Callable[[Sequence[str]], Vectors]

# So many sentences are kept for each question; each epoch draws from them.
KEPT = 12
# What means as much as the evidence, or nearly what is asked, may answer as well: cosines from which on it is left out.
LIKE_EVIDENCE, LIKE_QUESTION = 0.6, 0.7


def elsewhere(found: Sequence[Case], idle: Sequence[str], encode: Encode) -> Elsewhere:
    """Return for each question of the cases, and each of the `idle` ones, the nearest sentences of other passages."""
    owners, lines = _lines(found)
    if len(found) < 2:
        return {}
    vectors = encode(lines)
    asked = [(at, q, e) for at, case in enumerate(found) for q, e in (*case.yes, *((q, "") for q in case.no))]
    asked += [(-1, question, "") for question in idle]
    questions = encode([question for _, question, _ in asked])
    evidence = encode([proof or question for _, question, proof in asked])
    near: dict[str, tuple[str, ...]] = {}
    for row, (at, question, proof) in enumerate(asked):
        likeness = vectors @ questions[row]
        barred = (vectors @ evidence[row] >= LIKE_EVIDENCE) if proof else (likeness >= LIKE_QUESTION)
        likeness[(owners == at) | barred] = -1.0
        best = np.argsort(-likeness, kind="stable")[:KEPT]
        near[question] = tuple(lines[place] for place in best if likeness[place] > -1.0)
    return near


def _lines(found: Sequence[Case]) -> tuple[np.ndarray, list[str]]:
    """Return every sentence as it is judged, and the place of the case that it belongs to."""
    owners, lines = [], []
    for at, case in enumerate(found):
        title = case.section.rpartition(" > ")[2]
        every = sentences(case.text)
        lines += [worded(title, whole(every, place)) for place in range(len(every))]
        owners += [at] * len(every)
    return np.array(owners), lines
