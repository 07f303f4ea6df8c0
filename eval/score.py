"""Scores: how near a canvas came to the truth, and what it took to get there; they add up over founders."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import NamedTuple

from eval.founder import Place
from eval.slots import Slot


class Moment(NamedTuple):
    """One turn as scoring sees it: what was true and what stood before and after it.

    `about` are the places that the founder spoke of, or None where the message may change anything (an undo).
    """

    true_before: frozenset[Slot]
    true_after: frozenset[Slot]
    before: frozenset[Slot]
    after: frozenset[Slot]
    about: tuple[Place, ...] | None


@dataclass(frozen=True)
class Score:
    """Counts, which add up, and the shares that they make.

    `truth`, `written` and `right` count slots; `told` those of the truth that the founder said, `invented` those
    written that rest on nothing said. `segments` that are `exact` have all their slots right and no other.
    `collateral` counts right slots lost in a turn about something else, `worn` questions asked more than twice.
    """

    founders: int = 0
    truth: int = 0
    told: int = 0
    written: int = 0
    right: int = 0
    invented: int = 0
    segments: int = 0
    exact: int = 0
    collateral: int = 0
    worn: int = 0
    turns: int = 0
    unfinished: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(**{f.name: getattr(self, f.name) + getattr(other, f.name) for f in fields(self)})

    @property
    def precision(self) -> float:
        """Return the share of the written slots that are right."""
        return share(self.right, self.written)

    @property
    def recall(self) -> float:
        """Return the share of the true slots that are written."""
        return share(self.right, self.truth)

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        return share(2 * self.right, self.written + self.truth)

    @property
    def heard(self) -> float:
        """Return the recall among what the founder was asked for or said unasked."""
        return share(self.right, self.told)

    @property
    def joint(self) -> float:
        """Return the share of the segments that are all right."""
        return share(self.exact, self.segments)

    @property
    def invention(self) -> float:
        """Return the share of the written slots that rest on nothing said."""
        return share(self.invented, self.written)


def scored(truth: frozenset[Slot], written: frozenset[Slot], said: frozenset[Slot]) -> Score:
    """Compare a canvas with the truth; `said` is all that the founder ever said, also what was corrected later."""
    owners = {slot.segment for slot in truth if slot.segment is not None}
    exact = sum(of_segment(truth, owner) == of_segment(written, owner) for owner in owners)
    claims = {slot.claim for slot in said}
    return Score(
        founders=1,
        truth=len(truth),
        told=len(truth & said | truth & written),
        written=len(written),
        right=len(truth & written),
        invented=sum(slot.claim not in claims for slot in written),
        segments=len(owners),
        exact=exact,
    )


def of_segment(slots: Iterable[Slot], segment: str) -> frozenset[Slot]:
    """Return the slots of one segment."""
    return frozenset(slot for slot in slots if slot.segment == segment)


def collateral(moments: Sequence[Moment]) -> list[tuple[int, Slot]]:
    """Return each slot that was right and was lost in a turn about something else, with the number of the turn."""
    return [
        (number, slot)
        for number, moment in enumerate(moments, start=1)
        if moment.about is not None
        for slot in sorted((moment.before & moment.true_before & moment.true_after) - moment.after, key=str)
        if not any(place.segment == slot.place.segment and place.topic == slot.topic for place in moment.about)
    ]


def share(part: float, whole: float) -> float:
    """Return part of whole, 0 where there is no whole."""
    return part / whole if whole else 0.0
