"""Ways to find passages, by name: the quickstart, Rapport as it is, Rapport with a part left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from corpus.index import Index
from corpus.passage import Passage
from eval.finding import DEPTH, Search
from eval.question import together

RAPPORT, QUICKSTART = "Rapport", "quickstart"


class Searched(Protocol):
    """Anything that finds passages for one text."""

    def search(self, question: str, limit: int = 5) -> Sequence[Passage]: ...


Way = Callable[[Index], Search]


def joined(searched: Searched) -> Search:
    """Search for a follow-up together with the questions before it."""

    def search(question: str, history: Sequence[str]) -> Sequence[Passage]:
        return searched.search(together(question, history), DEPTH)

    return search


# The seam for an ablation: from one index, made once, to a way to search it. A line more here is a row more in every
# table and plot. The index knows vectors alone so far, so there is nothing to leave out.
WAYS: Mapping[str, Way] = {RAPPORT: joined}
