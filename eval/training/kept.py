"""The judge on texts that it was not trained on: is a question answered there, and by which sentence?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assistant.offline.judging.judge import Judge
from corpus.passage.prose import sentences, whole
from eval.answering import auroc
from eval.training.support import CASES, Case, proving

# 80 texts that two judges are compared on; no judge is trained on them.
KEPT = CASES.with_name("kept.jsonl")


def measured(judge: Judge, found: Sequence[Case]) -> dict[str, float]:
    """Return how well a judge does on some cases, every sentence of a text judged against each of its questions.

    `auroc` tells answered questions from the others by the likeliest sentence of the text, `first` and `three` are the
    shares of the answered ones whose likeliest sentence, or one of the likeliest three, is the evidence.
    """
    told: list[tuple[bool, float]] = []
    ranks: list[int] = []
    for case in found:
        every = sentences(case.text)
        title = case.section.rpartition(" > ")[2]
        read = [(title, whole(every, place)) for place in range(len(every))]
        for question, evidence in (*case.yes, *((question, None) for question in case.no)):
            likely = judge.judge(question, read)
            told.append((evidence is not None, max(likely)))
            if evidence is not None:
                proofs = [every.index(each) for each in proving(every, case.text, evidence)]
                order = list(np.argsort([-each for each in likely], kind="stable"))
                ranks.append(min(order.index(proof) for proof in proofs))
    return {
        "questions": len(told),
        "auroc": round(auroc(told), 3),
        "first": round(sum(rank == 0 for rank in ranks) / len(ranks), 3),
        "three": round(sum(rank < 3 for rank in ranks) / len(ranks), 3),
    }
