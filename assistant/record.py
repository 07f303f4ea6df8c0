"""What the ledger keeps: the records of a turn, and what is remembered between turns."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from assistant.canvas import RelationshipType, Topic
from assistant.edits import Edit, Event
from assistant.quiz.round import Quiz
from assistant.reply import Ask, Citation, Frozen, Line


class Option(Frozen):
    """What choosing `value` would write."""

    value: str
    edits: tuple[Edit, ...] = ()


class Doubt(Frozen):
    """A choice to offer: the ask, its wording, and what each option would write."""

    ask: Ask
    lines: tuple[Line, ...]
    options: tuple[Option, ...]


class Place(Frozen):
    """A question of the agenda: a topic, of a segment or of the whole business, about one `type` where it is named."""

    topic: Topic
    segment_id: str | None = None
    type: RelationshipType | None = None

    @property
    def key(self) -> str:
        """Return a name for this topic of this segment that is unique in its canvas."""
        return f"{self.segment_id or '-'}/{self.topic}"

    @property
    def full_key(self) -> str:
        """Return a name for this place that also tells the relationship."""
        return f"{self.key}/{self.type or '-'}"


class Memory(Frozen):
    """What the coach remembers of the conversation, apart from the canvas.

    `ask` is open; `question` is the agenda's question that returns after a detour; `before` was open one message
    earlier. `options` and `lines` (its wording) belong to the open ask; `doubts` are choices that come after it.
    `probed` names the places where a vague answer was probed, `revisited` the parked ones that came back. `missed`
    counts messages in a row that were not understood, `asked` how often each question was put (by its full key), `used`
    counts wordings, `told` names findings that were told. `wrote` says that the last message changed the canvas,
    `closing` that the user wants to finish. `quiz` is how far the quiz has come; while one of its questions is open,
    `ask` is that question and `question` stays the agenda's.
    """

    ask: Ask | None = None
    question: Ask | None = None
    before: Ask | None = None
    options: tuple[Option, ...] = ()
    lines: tuple[Line, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    probed: tuple[str, ...] = ()
    revisited: tuple[str, ...] = ()
    missed: int = 0
    asked: dict[str, int] = {}
    used: dict[str, int] = {}
    told: tuple[str, ...] = ()
    last_question: str | None = None
    wrote: bool = False
    closing: bool = False
    quiz: Quiz = Quiz()


class Created(Frozen):
    """A canvas began, empty, as a copy, or from a file. `events` carry what it starts with."""

    kind: Literal["created"] = "created"
    canvas_id: str
    number: int = 0
    turn_id: str | None = None
    at: str
    title: str
    parent: str | None = None
    events: tuple[Event, ...] = ()


class Heard(Frozen):
    """A message and what it changed; `message` is None for an edit on the board."""

    kind: Literal["heard"] = "heard"
    canvas_id: str
    number: int
    turn_id: str | None = None
    at: str
    title: str
    message: str | None = None
    acts: tuple[str, ...] = ()
    events: tuple[Event, ...] = ()
    refused: tuple[str, ...] = ()


class Said(Frozen):
    """The reply to a turn, what it asks, and what is remembered."""

    kind: Literal["said"] = "said"
    canvas_id: str
    number: int
    turn_id: str | None = None
    at: str
    title: str
    text: str
    citations: tuple[Citation, ...] = ()
    memory: Memory = Memory()


Record = Annotated[Created | Heard | Said, Field(discriminator="kind")]


class CanvasSummary(Frozen):
    """One line of the list of canvases."""

    id: str
    title: str
    created_at: str
    updated_at: str
    turns: int = 0
