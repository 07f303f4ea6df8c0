"""What a message leads to: edits, things to say, and what is asked next."""

from __future__ import annotations

from typing import Literal

from assistant.edits import Edit
from assistant.quiz.round import Quiz
from assistant.record import Doubt, Option
from assistant.reply import Ask, Frozen, Line

# How the open question comes back: `again` after a detour, the rest for somebody who is stuck.
Wording = Literal["ask", "again", "why", "meaning", "example", "other_words", "choices", "probe"]


class Step(Frozen):
    """What one message leads to.

    `ask` with its `options` and `lines` takes the place of the agenda's next question, `doubts` come after it. `stay`
    keeps the open question, in the words that `wording` names. `question` is to be answered from the sources. `undo`
    takes back the last turn that wrote, before `edits` apply. `what_if` are edits to try on a copy. `drop` lets an open
    offer go, `passed` lets the open question go although nothing is written. `show` tells where things stand, `review`
    what is weak on the board.

    `quiz` is the quiz from now on (None leaves it as it is), `cites` the quiz question whose passage is shown. `acts`
    is what the message was, where the interview knows better than the reader.
    """

    edits: tuple[Edit, ...] = ()
    noted: tuple[Line, ...] = ()
    ask: Ask | None = None
    lines: tuple[Line, ...] = ()
    options: tuple[Option, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    question: str | None = None
    stay: bool = False
    wording: Wording = "ask"
    drop: bool = False
    passed: bool = False
    undo: bool = False
    what_if: tuple[Edit, ...] = ()
    show: bool = False
    review: bool = False
    finish: bool = False
    probed: bool = False
    missed: bool = False
    quiz: Quiz | None = None
    cites: str | None = None
    acts: tuple[str, ...] = ()
