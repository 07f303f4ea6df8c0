"""Finding: where among the passages found does the evidence stand?

A passage is a hit where its text holds one of the alternatives of a piece of evidence; blanks and case do not count.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from corpus.passage import Passage
from eval.figures import Figure
from eval.interval import figure, mean
from eval.material import flat
from eval.question import Corpus, Piece, Question

DEPTH = 10

# For each piece of evidence the rank of the first passage that holds it, from 1; None where none does.
Ranks = tuple[int | None, ...]


class Search(Protocol):
    """Finds passages for a question, best first; `history` holds the questions before it."""

    def __call__(self, question: str, history: Sequence[str]) -> Sequence[Passage]: ...


@dataclass(frozen=True)
class Found:
    """What was found for a question and where its evidence stands in it."""

    question: Question
    passages: tuple[Passage, ...]
    ranks: Ranks


def find(search: Search, questions: Sequence[Question], corpus: Corpus) -> tuple[Found, ...]:
    """Look every question up that this corpus answers."""
    return tuple(_found(search, each, corpus) for each in questions if each.evidence(corpus))


def _found(search: Search, question: Question, corpus: Corpus) -> Found:
    passages = tuple(search(question.text, question.history))[:DEPTH]
    return Found(question, passages, ranks(question.evidence(corpus), [passage.text for passage in passages]))


def ranks(pieces: Sequence[Piece], texts: Sequence[str]) -> Ranks:
    """Return for each piece the rank of the first text that holds one of its alternatives."""
    held = [flat(text) for text in texts]
    wanted = [[flat(quote) for quote in piece] for piece in pieces]
    return tuple(
        next((rank for rank, text in enumerate(held, 1) if any(quote in text for quote in piece)), None)
        for piece in wanted
    )


def hit(ranks: Ranks, within: int) -> float:
    """Return 1 where any piece stands among the first so many passages, else 0."""
    return float(any(rank is not None and rank <= within for rank in ranks))


def whole(ranks: Ranks, within: int) -> float:
    """Return 1 where every piece stands among the first so many passages, else 0."""
    return float(all(rank is not None and rank <= within for rank in ranks))


def reciprocal(ranks: Ranks) -> float:
    """Return one over the rank of the first hit; 0 where there is none."""
    return max((1 / rank for rank in ranks if rank), default=0.0)


def gain(ranks: Ranks, within: int = DEPTH) -> float:
    """Return nDCG: each piece counts once, where it is found first, against pieces that stand at ranks 1, 2, …

    One passage that holds several pieces may not make more than 1.
    """
    got = sum(1 / math.log2(rank + 1) for rank in ranks if rank and rank <= within)
    best = sum(1 / math.log2(place + 2) for place in range(min(len(ranks), within)))
    return min(1.0, got / best) if best else 0.0


MEASURES = {
    "hit@1": lambda ranks: hit(ranks, 1),
    "hit@3": lambda ranks: hit(ranks, 3),
    "hit@5": lambda ranks: hit(ranks, 5),
    "all@5": lambda ranks: whole(ranks, 5),
    "MRR": reciprocal,
    "nDCG@10": gain,
}


def measured(found: Sequence[Found]) -> tuple[Figure, ...]:
    """Return every figure of finding with its interval."""
    return tuple(figure(name, [measure(each.ranks) for each in found], mean) for name, measure in MEASURES.items())


def by_kind(found: Sequence[Found]) -> dict[str, tuple[Figure, ...]]:
    """Return the figures of each kind of question."""
    kinds = dict.fromkeys(each.question.kind for each in found)
    return {kind: measured([each for each in found if each.question.kind == kind]) for kind in kinds}
