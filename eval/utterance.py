"""Utterances with labels: what people write to the coach, and what it says, as data to train and to measure with.

The files are described in `eval/cases/reading/README.md`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from assistant.canvas import (
    Block,
    Level,
    Motivation,
    Per,
    Period,
    RelationshipType,
    SwitchingKind,
    Topic,
)
from assistant.reading import Act

CASES = Path(__file__).parent / "cases" / "reading"
Split = Literal["train", "test", "blind"]


class Labelled(BaseModel):
    """A frozen part of an utterance; unknown fields are mistakes."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Labelled):
    """A stretch of the text: `text[start:end] == quote`."""

    quote: str = Field(min_length=1)
    start: int
    end: int


class Scoped(Span):
    """A stretch that belongs to the segments which the text names for it; none where only the focus tells."""

    segments: tuple[str, ...] = ()


class TypeLabel(Scoped):
    """A relationship type; `unsure` where the words could mean others as well (see `ambiguous`)."""

    type: RelationshipType
    polarity: Literal["affirmed", "refused"]
    status: Literal["expected", "established", "planned", "absent"] | None = None
    unsure: bool = False


class MotivationLabel(Scoped):
    """Why the business wants the relationship."""

    motivation: Motivation
    polarity: Literal["affirmed", "refused"]


class CostLabel(Scoped):
    """What keeping a relationship up costs; a price that customers pay has no label."""

    level: Level | None = None
    amount_low: float | None = None
    amount_high: float | None = None
    currency: str | None = Field(default=None, pattern="^[A-Z]{3}$")
    period: Period | None = None
    per: Per | None = None


class LinkLabel(Scoped):
    """A tie to another block of the canvas."""

    block: Block


class SwitchingLabel(Scoped):
    """What it costs a customer to leave."""

    level: Level | None = None
    kinds: tuple[SwitchingKind, ...] = ()


class SegmentLabel(Span):
    """A customer segment named for the first time."""

    name: str


class BusinessLabel(Span):
    """The business's name or what it offers."""

    field: Literal["name", "offering"]


class WithdrawnLabel(Span):
    """What a correction takes back; `type` is None where it is no relationship type."""

    type: RelationshipType | None = None


class Setting(Labelled):
    """What the utterance answers: the open question, the known segments, and the one in focus."""

    topic: Topic | None = None
    segments: tuple[str, ...] = ()
    focus: str | None = None


class Utterance(Labelled):
    """One message with its labels. Every span is checked against the text."""

    id: str
    industry: str
    style: Literal["terse", "chatty", "typo", "non_native", "british", "american", "indian", "plain"]
    context: Setting
    text: str = Field(min_length=1)
    acts: tuple[Act, ...] = Field(min_length=1)
    types: tuple[TypeLabel, ...] = ()
    motivations: tuple[MotivationLabel, ...] = ()
    costs: tuple[CostLabel, ...] = ()
    links: tuple[LinkLabel, ...] = ()
    switching: tuple[SwitchingLabel, ...] = ()
    segments: tuple[SegmentLabel, ...] = ()
    business: tuple[BusinessLabel, ...] = ()
    touchpoints: tuple[Span, ...] = ()
    drivers: tuple[Span, ...] = ()
    withdrawn: tuple[WithdrawnLabel, ...] = ()
    also_ok: tuple[RelationshipType, ...] = ()
    ambiguous: tuple[RelationshipType, ...] = ()
    trap: Literal["status", "false_friend", "negation", "price", "sideways"] | None = None

    @model_validator(mode="after")
    def _spans_stand_in_the_text(self) -> Self:
        wrong = [span.quote for span in self.spans() if self.text[span.start : span.end] != span.quote]
        if wrong:
            raise ValueError(f"these quotes do not stand where they say: {wrong}")
        return self

    def spans(self) -> Iterator[Span]:
        """Yield every labelled stretch of the text."""
        groups: tuple[tuple[Span, ...], ...] = (
            self.types,
            self.motivations,
            self.costs,
            self.links,
            self.switching,
            self.segments,
            self.business,
            self.touchpoints,
            self.drivers,
            self.withdrawn,
        )
        for group in groups:
            yield from group


def utterances(split: Split) -> list[Utterance]:
    """Return the utterances of a split, in the order of the file."""
    lines = (CASES / f"{split}.jsonl").read_text(encoding="utf-8").splitlines()
    return [Utterance.model_validate_json(line) for line in lines]
