"""Ways to find passages, by name: the quickstart, Rapport as it is, Rapport with a part left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from corpus.index import Index
from corpus.passage import Passage
from corpus.ranking import Weights
from eval.finding import DEPTH, Search
from eval.question import together

RAPPORT, LISTED, QUICKSTART = "Rapport", "as listed with an answer", "quickstart"


class Searched(Protocol):
    """Anything that finds passages for one text."""

    def search(self, question: str, limit: int = 5) -> Sequence[Passage]: ...


Way = Callable[[Index], Search]


def joined(searched: Searched) -> Search:
    """Search for a follow-up together with the questions before it."""

    def search(question: str, history: Sequence[str]) -> Sequence[Passage]:
        return searched.search(together(question, history), DEPTH)

    return search


def weighted(weights: Weights) -> Way:
    """Search with other weights than those that ship."""

    def way(index: Index) -> Search:
        def search(question: str, history: Sequence[str]) -> Sequence[Passage]:
            return index.search(together(question, history), DEPTH, weights=weights)

        return search

    return way


def ablations(shipped: Weights) -> dict[str, Way]:
    """Return vectors alone, words alone, the two without further signs, and each sign left out, by name."""
    signs = shipped.model_dump()
    kept = {"vectors alone": {"meaning"}, "words alone": {"terms"}, "vectors and words": {"meaning", "terms"}}
    kept |= {f"without {name}": set(signs) - {name} for name in signs}
    return {
        name: weighted(Weights(**{sign: weight if sign in some else 0.0 for sign, weight in signs.items()}))
        for name, some in kept.items()
    }


# From one index, made once, to a way to search it; a line more here is a row more in every table and plot.
WAYS: Mapping[str, Way] = {RAPPORT: joined, **ablations(Weights())}
