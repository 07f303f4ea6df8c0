"""What happens on each action in the browser: ask the coach, draw what it says. Nothing is kept between two calls."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Annotated, NamedTuple

from pydantic import Field, TypeAdapter, ValidationError

from assistant import Coach
from assistant.edits import RemoveRelationship, RemoveSegment, RenameSegment, SetRelationship
from assistant.errors import RapportError, UnknownCanvas, UnknownDocument
from assistant.reply import Citation, Turn
from ui import board, desk, page, source
from ui.log import Log, choices, missing, notice
from ui.markup import Html

SHOWN = 40
UNEXPECTED = "Something went wrong; please try again."
NO_CANVAS = "There is no canvas with this address; start a new one, or pick one of yours under Canvases."
NO_SOURCE = "This source cannot be opened; reload the page and try again."
NO_EDIT = "This change cannot be made on the board; tell the coach instead."

_log = logging.getLogger(__name__)
_BoardEdit = Annotated[
    RenameSegment | RemoveSegment | RemoveRelationship | SetRelationship, Field(discriminator="kind")
]
_cited: TypeAdapter[dict[str, str | int | None]] = TypeAdapter(dict[str, str | int | None])
_edits: TypeAdapter[_BoardEdit] = TypeAdapter(_BoardEdit)


class View(NamedTuple):
    """All that one action shows, in the order of the page's outputs; None leaves what stands there.

    `reply` is the coach's Markdown, the others but `canvas_id` are HTML.
    """

    reply: str | None = None
    canvas_id: str | None = None
    head: Html | None = None
    log: Html | None = None
    notice: Html = Html("")
    choices: Html | None = None
    board: Html | None = None


class Handlers:
    """The actions of the web chat on one coach."""

    def __init__(self, coach: Coach) -> None:
        self._coach = coach
        self._lines = Log()

    def arrive(self, asked: str, remembered: str) -> View:
        """Show the canvas of the address, else the one that the browser remembers, else a new one."""
        if asked:
            return self.open(asked)
        return self._guarded(lambda: self._view(self._known(remembered) or self._coach.new_canvas().id))

    def open(self, canvas_id: str) -> View:
        """Show a canvas and the end of its conversation."""
        return self._guarded(lambda: self._view(canvas_id))

    def new(self, canvas_id: str) -> View:
        """Begin a canvas; one that nobody has written in yet is used instead of another."""
        return self._guarded(lambda: self._view(self._known(canvas_id, 0) or self._coach.new_canvas().id))

    def reply(self, canvas_id: str, message: str, turn_id: str = "") -> View:
        """Say something to the coach; the same turn id twice is one turn. Without a canvas id a new canvas begins."""

        def act() -> View:
            begun = canvas_id or self._coach.new_canvas().id
            return self._view(begun, self._coach.reply(begun, message, turn_id=turn_id or None))

        return self._guarded(act)

    def undo(self, canvas_id: str) -> View:
        """Take the last change back."""
        return self._guarded(lambda: self._view(canvas_id, self._coach.undo(canvas_id)))

    def edit(self, canvas_id: str, asked: object) -> View:
        """Apply an edit that was made on the board."""
        try:
            edit = _edits.validate_python(asked).model_copy(update={"origin": "edited"})
        except ValidationError:
            return _failed(NO_EDIT)
        return self._guarded(lambda: self._view(canvas_id, self._coach.edit(canvas_id, [edit])))

    def earlier(self, canvas_id: str, shown: int) -> View:
        """Show more of the conversation than the `shown` turns."""
        return self._guarded(lambda: self._view(canvas_id, shown=max(shown, 0) + SHOWN))

    def canvases(self, current: str) -> Html:
        """Return the list of canvases."""
        try:
            return page.canvases(self._coach.canvases(), current)
        except RapportError as wrong:
            return notice(str(wrong))

    def source(self, canvas_id: str, asked: object) -> Html:
        """Return the document that a citation names, opened at the quoted words; its passage where it is gone."""
        try:
            cited = Citation.model_validate({"number": 1, "section": "", **_cited.validate_python(asked)})
        except ValidationError:
            return notice(NO_SOURCE)
        try:
            passage = self._coach.passage(cited.passage_id, canvas_id or None)
            cited = cited.model_copy(update={"section": passage.section if passage else ""})
            whole = self._text(canvas_id, cited)
        except RapportError as wrong:
            return notice(str(wrong))
        at = source.span(whole, cited, passage) if whole is not None else None
        return source.passage_html(passage, cited) if whole is None or at is None else source.html(whole, cited, at)

    def documents(self, canvas_id: str) -> Html:
        """Return the documents of a canvas with the controls for them."""
        try:
            return desk.html(self._coach.documents(canvas_id), canvas_id, self._coach.takes)
        except RapportError as wrong:
            return notice(str(wrong))

    def _text(self, canvas_id: str, cited: Citation) -> str | None:
        try:
            return self._coach.document(canvas_id, cited.document, cited.owner)
        except (UnknownDocument, UnknownCanvas):
            return None

    def _guarded(self, act: Callable[[], View]) -> View:
        # The last resort of the screen: whatever happens, the user reads one sentence and keeps the message.
        try:
            return act()
        except UnknownCanvas:
            return View("", "", page.head(None), Html(""), missing(NO_CANVAS), Html(""), board.nothing())
        except RapportError as wrong:
            return _failed(str(wrong))
        except Exception:
            _log.exception("An action of the web chat failed")
            return _failed(UNEXPECTED)

    def _view(self, canvas_id: str, turn: Turn | None = None, shown: int = SHOWN) -> View:
        canvas = self._coach.canvas(canvas_id)
        turns = self._coach.turns(canvas_id, last=shown)
        return View(
            reply=turn.text if turn else "",
            canvas_id=canvas_id,
            head=page.head(canvas),
            log=self._lines.html(turns),
            choices=choices(turns[-1].asks if turns else None),
            board=board.html(canvas, turn.events if turn else ()),
        )

    def _known(self, canvas_id: str, most: int | None = None) -> str | None:
        """Return the id where there is such a canvas with at most so many turns, else None."""
        try:
            turns = self._coach.turns(canvas_id, last=1) if canvas_id else ()
        except UnknownCanvas:
            return None
        return canvas_id if turns and (most is None or turns[-1].number <= most) else None


def _failed(sentence: str) -> View:
    return View(notice=notice(sentence))
