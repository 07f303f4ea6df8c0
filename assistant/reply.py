"""What the coach says: asks, citations, plans for the wording, drafts, turns and answers."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from assistant.canvas import RelationshipType, Topic
from assistant.edits import Event
from corpus.passage import Passage

# Most words of the sources in an answer: beside the interview's next question there is less room than by itself. With
# 130 words 0.78 of the required points were covered where an answer was given, with 85 0.68 (`choose` part).
BESIDE_A_QUESTION, ALONE = 85, 130


class Frozen(BaseModel):
    """A value that never changes."""

    model_config = ConfigDict(frozen=True)


class Choice(Frozen):
    """One way to answer an ask; the user may reply with the label, its number, or own words."""

    value: str
    label: str


class Ask(Frozen):
    """The one thing that the coach waits for.

    `question` is the agenda's next, or without a topic a question of the quiz; `clarify` asks which of several was
    meant, `confirm` wants yes or no. `types` are the relationship types that the ask is about.
    """

    kind: Literal["question", "clarify", "confirm"]
    topic: Topic | None = None
    segment_id: str | None = None
    types: tuple[RelationshipType, ...] = ()
    choices: tuple[Choice, ...] = ()


class Citation(Frozen):
    """A numbered quote that stands verbatim in a passage of the index.

    `owner` is the canvas whose own document it is, empty for a shared one; `document[start:end] == quote`, both None in
    turns that were kept before places were.
    """

    number: int
    document: str
    section: str
    quote: str
    passage_id: str
    owner: str = ""
    start: int | None = None
    end: int | None = None


class Answer(Frozen):
    """An answer from the sources; `abstained` where they are silent. `text` is Markdown with marks like [1].

    `support` says how well the sources support an answer, higher is better; 0.0 where nobody judged.
    """

    text: str
    citations: list[Citation] = []
    passages: list[Passage] = []
    abstained: bool = False
    support: float = 0.0


class Line(Frozen):
    """One thing to say: a key of the phrase catalogue and what fills its gaps."""

    key: str
    values: dict[str, str] = {}


class Plan(Frozen):
    """What a reply must say, in order: what was noted, an answer or an insight, one question with its choices.

    An insight is left out where the reply would grow too long. `used` counts how often each wording of the catalogue
    was used in this conversation; `seed` says which one comes first.
    """

    noted: tuple[Line, ...] = ()
    answer: Answer | None = None
    insight: Answer | None = None
    question: tuple[Line, ...] = ()
    choices: tuple[Choice, ...] = ()
    used: dict[str, int] = {}
    seed: int = 0


class Draft(Frozen):
    """A worded reply, with the count of wordings used so far and the citations it marks."""

    text: str
    used: dict[str, int] = {}
    citations: tuple[Citation, ...] = ()


class Turn(Frozen):
    """One exchange: what the user wrote, what it changed, what the coach said.

    `number` is 1-based; turn 0 is the coach's opening. `events` is what the turn wrote, each with its quote.
    """

    number: int
    message: str | None = None
    text: str = ""
    asks: Ask | None = None
    citations: list[Citation] = []
    events: list[Event] = []
    acts: list[str] = []
    at: str = ""
