"""How far two readers of the same utterances agree: the second one saw the texts and none of the labels.

`python -m eval.agreement` prints the figures.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assistant.canvas import Block, Motivation, RelationshipType
from assistant.reading import Act
from eval.figures import normal
from eval.utterance import CASES, Labelled, Utterance, utterances


class SecondType(Labelled):
    """A type as the second reader labelled it."""

    type: RelationshipType
    polarity: str
    status: str | None = None


class SecondMotivation(Labelled):
    """A motivation as the second reader labelled it."""

    motivation: Motivation
    polarity: str


class SecondReading(Labelled):
    """What the second reader found in the utterance with this id; no spans. `segments` is None where none were read."""

    id: str
    acts: tuple[Act, ...]
    types: tuple[SecondType, ...] = ()
    motivations: tuple[SecondMotivation, ...] = ()
    links: tuple[Block, ...] = ()
    cost: bool = False
    segments: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Agreement:
    """Shares of 1: of utterances for acts and cost, of common types for status, F1 of the labels for the rest."""

    utterances: int
    acts: float
    types: float
    status: float
    motivations: float
    links: float
    cost: float
    segments: float


def second_readings() -> list[SecondReading]:
    """Return the second reader's labels."""
    lines = (CASES / "second.jsonl").read_text(encoding="utf-8").splitlines()
    return [SecondReading.model_validate_json(line) for line in lines]


def agreement(first: Sequence[Utterance], second: Sequence[SecondReading]) -> Agreement:
    """Compare the readings of the utterances that both readers labelled."""
    by_id = {each.id: each for each in first}
    pairs = [(by_id[each.id], each) for each in second if each.id in by_id]
    stati = [
        (one.status, other.status)
        for a, b in pairs
        for one in a.types
        for other in b.types
        if (one.type, one.polarity) == (other.type, other.polarity)
    ]
    return Agreement(
        utterances=len(pairs),
        acts=_share([set(a.acts) == set(b.acts) for a, b in pairs]),
        types=_f1([(_types(a.types), _types(b.types)) for a, b in pairs]),
        status=_share([one == other for one, other in stati]),
        motivations=_f1([(_aims(a.motivations), _aims(b.motivations)) for a, b in pairs]),
        links=_f1([({link.block for link in a.links}, set(b.links)) for a, b in pairs]),
        cost=_share([bool(a.costs) == b.cost for a, b in pairs]),
        segments=_f1(
            [
                ({normal(each.name) for each in a.segments}, {normal(name) for name in b.segments})
                for a, b in pairs
                if b.segments is not None
            ]
        ),
    )


def _types(labels: Sequence[Any]) -> set[Any]:
    return {(label.type, label.polarity) for label in labels}


def _aims(labels: Sequence[Any]) -> set[Any]:
    return {(label.motivation, label.polarity) for label in labels}


def _share(agreed: Sequence[bool]) -> float:
    return sum(agreed) / len(agreed) if agreed else 0.0


def _f1(pairs: Sequence[tuple[set[Any], set[Any]]]) -> float:
    both = sum(len(one & other) for one, other in pairs)
    all_labels = sum(len(one) + len(other) for one, other in pairs)
    return 2 * both / all_labels if all_labels else 0.0


if __name__ == "__main__":
    found = agreement([*utterances("train"), *utterances("test")], second_readings())
    for name, value in vars(found).items():
        sys.stdout.write(f"{name:12} {value if name == 'utterances' else f'{value:.3f}'}\n")
