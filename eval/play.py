"""Plays: a founder talks with a coach until nothing is left to ask, and the canvas is scored."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from assistant.canvas import Canvas
from assistant.reply import Ask, Turn
from eval.founder import Founder
from eval.score import Moment, Score, collateral, scored
from eval.slots import Slot, truth, written
from eval.speaker import Said, Speaker

LIMIT = 60
# How a conversation stands before the first message: the business is asked for.
_GREETING = Turn(number=0, asks=Ask(kind="question", topic="business"))


class Interviewer(Protocol):
    """What a play needs of a coach."""

    def new_canvas(self, title: str | None = None) -> Canvas:
        """Begin an empty canvas."""
        ...

    def reply(self, canvas_id: str, text: str) -> Turn:
        """Answer one message."""
        ...

    def canvas(self, canvas_id: str) -> Canvas:
        """Return the canvas as it stands."""
        ...


@dataclass(frozen=True)
class Exchange:
    """What the founder said, what the coach replied, and the moment for scoring."""

    said: Said
    turn: Turn
    moment: Moment


@dataclass(frozen=True)
class Played:
    """A whole conversation with its canvas; `given_up` counts the answers that the founder no longer gave."""

    founder: Founder
    canvas: Canvas
    exchanges: tuple[Exchange, ...]
    said: frozenset[Slot]
    given_up: int
    worn: int
    finished: bool

    @property
    def truth(self) -> frozenset[Slot]:
        """Return what a complete canvas would hold: corrections that were never made leave the truth as it was."""
        return self.exchanges[-1].moment.true_after if self.exchanges else truth(self.founder)

    @property
    def written(self) -> frozenset[Slot]:
        """Return what the final canvas holds."""
        return written(self.canvas, self.founder)

    @property
    def lost(self) -> list[tuple[int, Slot]]:
        """Return the right slots that were lost in a turn about something else, with the turn."""
        return collateral([exchange.moment for exchange in self.exchanges])

    @property
    def score(self) -> Score:
        """Return the score of this one play."""
        course = Score(
            collateral=len(self.lost), worn=self.worn, turns=len(self.exchanges), unfinished=int(not self.finished)
        )
        return scored(self.truth, self.written, self.said) + course


@dataclass
class _Stage:
    coach: Interviewer
    speaker: Speaker
    canvas: Canvas
    exchanges: list[Exchange] = field(default_factory=list)

    def step(self, turn: Turn) -> Turn | None:
        """Let the founder say one thing; return the reply, or None where everything is said."""
        sheet, true_before = self.speaker.sheet, truth(self.speaker.truth)
        said = self.speaker.next(turn, self.canvas)
        if said is None:
            return None
        before = written(self.canvas, sheet)
        reply = self.coach.reply(self.canvas.id, said.text)
        self.canvas = self.coach.canvas(self.canvas.id)
        moment = Moment(true_before, truth(self.speaker.truth), before, written(self.canvas, sheet), said.about)
        self.exchanges.append(Exchange(said, reply, moment))
        return reply


def play(coach: Interviewer, founder: Founder, limit: int = LIMIT) -> Played:
    """Let a founder talk with a coach for at most `limit` messages."""
    speaker = Speaker(founder)
    stage = _Stage(coach, speaker, coach.new_canvas())
    turn: Turn | None = _GREETING
    while turn is not None and len(stage.exchanges) < limit:
        turn = stage.step(turn)
    finished = turn is None or turn.asks is None
    said = frozenset(speaker.slots)
    return Played(founder, stage.canvas, tuple(stage.exchanges), said, speaker.given_up, speaker.worn, finished)


def total(plays: Iterable[Played]) -> Score:
    """Return the scores of several plays, added up."""
    return sum((each.score for each in plays), Score())
