"""Sentences of other passages that lie near a question, and do not answer it: what finding brings to a judge."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from assistant.offline.judging.judge import worded
from corpus.encoder import Vectors
from corpus.passage.prose import sentences, whole
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
    asked = _asked(found, idle)
    questions = encode(list(asked))
    proofs = list(dict.fromkeys(proof for _, evidence in asked.values() for proof in evidence))
    means = dict(zip(proofs, encode(proofs), strict=True)) if proofs else {}
    near: dict[str, tuple[str, ...]] = {}
    for question, vector, (home, evidence) in zip(asked, questions, asked.values(), strict=True):
        likeness = vectors @ vector
        barred = np.isin(owners, list(home)) | ((likeness >= LIKE_QUESTION) if not evidence else False)
        for proof in evidence:
            barred |= vectors @ means[proof] >= LIKE_EVIDENCE
        likeness[barred] = -1.0
        best = np.argsort(-likeness, kind="stable")[:KEPT]
        near[question] = tuple(lines[place] for place in best if likeness[place] > -1.0)
    return near


def _asked(found: Sequence[Case], idle: Sequence[str]) -> dict[str, tuple[set[int], list[str]]]:
    """Return each question with the places of all cases that ask it, and every evidence that they give."""
    asked: dict[str, tuple[set[int], list[str]]] = {}
    for at, case in enumerate(found):
        for question, *proof in (*case.yes, *((each,) for each in case.no)):
            home, evidence = asked.setdefault(question, (set(), []))
            home.add(at)
            evidence += proof
    for question in idle:
        asked.setdefault(question, (set(), []))
    return asked


def _lines(found: Sequence[Case]) -> tuple[np.ndarray, list[str]]:
    """Return every sentence as it is judged, and the place of the case that it belongs to."""
    owners, lines = [], []
    for at, case in enumerate(found):
        title = case.section.rpartition(" > ")[2]
        every = sentences(case.text)
        lines += [worded(title, whole(every, place)) for place in range(len(every))]
        owners += [at] * len(every)
    return np.array(owners), lines
