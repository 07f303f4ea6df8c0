"""What a message says: acts and mentions, each with its quote. A reading writes nothing."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from assistant.canvas import (
    Block,
    Established,
    Level,
    Motivation,
    Per,
    Period,
    Phase,
    RelationshipType,
    SwitchingKind,
    Topic,
)

Act = Literal[
    "set",
    "correct",
    "clear",
    "remove",
    "skip",
    "park",
    "unknown",
    "not_applicable",
    "ask_why",
    "ask_meaning",
    "knowledge",
    "recommend",
    "show",
    "repeat",
    "undo",
    "go_to",
    "what_if",
    "accept",
    "reject",
    "cancel",
    "finish",
    "chat",
]
Decision = Literal["write", "clarify", "ignore"]


class Mention(BaseModel):
    """Words of the message that mean something. `quote == message[start:end]`, character for character."""

    model_config = ConfigDict(frozen=True)

    quote: str
    start: int = 0
    end: int = 0
    probability: float = 1.0
    decision: Decision = "write"
    segments: tuple[str, ...] = ()


class TypeMention(Mention):
    """A relationship type, wanted or refused. `alternatives` are other types that the words may mean."""

    type: RelationshipType
    polarity: Literal["affirmed", "refused"] = "affirmed"
    status: Literal["expected", "established", "planned", "absent"] | None = None
    alternatives: tuple[RelationshipType, ...] = ()
    withdrawn: bool = False


class MotivationMention(Mention):
    """Why the business wants the relationship. `alternatives` are other reasons that the words may mean."""

    motivation: Motivation
    polarity: Literal["affirmed", "refused"] = "affirmed"
    alternatives: tuple[Motivation, ...] = ()


class CostMention(Mention):
    """What something costs to keep up. Amounts are numbers in `currency` per `period`, for `per`.

    `inputs` are the stated numbers of a sum in words ("2 hours a week × 20 EUR"); the amounts are then its result.
    `alternatives` are other levels that the words may mean.
    """

    level: Level | None = None
    alternatives: tuple[Level, ...] = ()
    amount_low: float | None = None
    amount_high: float | None = None
    currency: str | None = None
    period: Period | None = None
    per: Per | None = None
    drivers: tuple[str, ...] = ()
    inputs: str | None = None
    customers: int | None = None


class LinkMention(Mention):
    """A tie to another block; `note` is the user's words for it, `alternatives` are other blocks they may mean."""

    block: Block
    note: str | None = None
    alternatives: tuple[Block, ...] = ()


class SegmentMention(Mention):
    """A customer segment that the message names for the first time."""

    name: str


class WishMention(Mention):
    """What a named segment wants, in words that say no type; `quote` is the whole clause."""


class SwitchingMention(Mention):
    """What it costs a customer to leave. Where how much is in doubt, `alternatives` are other levels."""

    level: Level | None = None
    alternatives: tuple[Level, ...] = ()
    kinds: tuple[SwitchingKind, ...] = ()


class TouchpointMention(Mention):
    """Where the two sides meet (phone, shop, e-mail), or in which phase of the journey."""

    touchpoint: str | None = None
    phase: Phase | None = None


class BusinessMention(Mention):
    """The business's name, offering or stage."""

    field: Literal["name", "offering", "stage"]
    value: str


class StatusMention(Mention):
    """That what is in focus exists, is planned, or does not exist."""

    status: Established


class Command(Mention):
    """An instruction to the coach, with what it is about.

    `target` names what the act is for: a segment as the user wrote it, a topic, a scope, another name.
    """

    act: str
    target: str | None = None
    other: str | None = None
    topic: Topic | None = None


class Context(BaseModel):
    """What the message is read against: the open question and what the canvas holds.

    `choices` are (value, label) pairs; `names` are what the user calls relationships, with their types.
    """

    model_config = ConfigDict(frozen=True)

    topic: Topic | None = None
    kind: Literal["question", "clarify", "confirm"] = "question"
    segments: tuple[str, ...] = ()
    focus: str | None = None
    types: tuple[RelationshipType, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    names: tuple[tuple[str, RelationshipType], ...] = ()


class Reading(BaseModel):
    """What a message says. `choice` holds the values of the choices that it picks, `answer` a bare yes or no.

    `number` is a bare number. `question` is the part of the message that asks the sources something. `vague` is an
    answer in words that no rule understands. `pronoun` is the "they" of a statement that names no segment.
    """

    model_config = ConfigDict(frozen=True)

    acts: tuple[Act, ...] = ()
    types: tuple[TypeMention, ...] = ()
    motivations: tuple[MotivationMention, ...] = ()
    costs: tuple[CostMention, ...] = ()
    links: tuple[LinkMention, ...] = ()
    segments: tuple[SegmentMention, ...] = ()
    switching: tuple[SwitchingMention, ...] = ()
    touchpoints: tuple[TouchpointMention, ...] = ()
    business: tuple[BusinessMention, ...] = ()
    wishes: tuple[WishMention, ...] = ()
    statuses: tuple[StatusMention, ...] = ()
    commands: tuple[Command, ...] = ()
    choice: tuple[str, ...] = ()
    answer: Literal["yes", "no"] | None = None
    number: float | None = None
    question: str | None = None
    vague: str | None = None
    pronoun: str | None = None
