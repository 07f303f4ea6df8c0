"""The coach: the story of one turn, and everything that can be done with a canvas."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from types import TracebackType

from assistant.apply import Outcome, apply, restored
from assistant.archive import Archive, turn
from assistant.build import build
from assistant.canvas import UNTITLED, Canvas, Topic, progress_of
from assistant.documents import Document, Progress, Takes, copy
from assistant.edits import Change, Edit, Event
from assistant.errors import TurnTaken, UnknownDocument
from assistant.export import Export, export
from assistant.findings import findings
from assistant.hearing import context
from assistant.history import diff, empty, fold, ids
from assistant.imports import parse
from assistant.interview.interpret import interpret
from assistant.interview.step import Step
from assistant.interview.unreadable import storable, unreadable
from assistant.parts import Parts
from assistant.reading import Context, Reading
from assistant.record import CanvasSummary, Created, Heard, Said
from assistant.reply import Answer, Turn
from assistant.settings import Settings
from assistant.state import State
from assistant.telling import opening, reply_to
from corpus.passage import Passage

LONGEST_TITLE = 200
# The names under which a turn tells its acts.
_SPOKEN = {
    "set": "answer",
    "correct": "correction",
    "knowledge": "question",
    "ask_why": "question",
    "ask_meaning": "question",
}

# What a message was understood to be, what it leads to, and what it already led to where that was worked out.
Understood = tuple[tuple[str, ...], Step, Outcome | None]
Understand = Callable[[State], Understood]


class Coach:
    """Interviews, answers and keeps canvases. Opens the store and the index; builds the index when there is none.

    Safe to share between threads. Raises `RapportError` with one clear sentence where something cannot be done.
    """

    def __init__(self, settings: Settings | None = None, *, parts: Parts | None = None) -> None:
        self._parts = parts or build(settings or Settings())
        self._archive = Archive(self._parts.ledger)
        self._lock = threading.RLock()

    def new_canvas(self, title: str | None = None) -> Canvas:
        """Begin an empty canvas and greet."""
        return self._begin(storable(title or "").strip()[:LONGEST_TITLE] or UNTITLED, ())

    def reply(self, canvas_id: str, text: str, turn_id: str | None = None) -> Turn:
        """Answer one message; what it changed is on the disk before this returns.

        The same `turn_id` sent again returns the turn that it made the first time.
        """
        message = storable(text)
        return self._turn(canvas_id, turn_id, message, lambda state: self._understood(state, message))

    def edit(self, canvas_id: str, edits: Sequence[Edit], turn_id: str | None = None) -> Turn:
        """Apply edits made by hand on the board."""
        by_hand = tuple(edit.model_copy(update={"origin": "edited"}) for edit in edits)
        return self._turn(canvas_id, turn_id, None, lambda _: (("edit",), Step(edits=by_hand, stay=True), None))

    def undo(self, canvas_id: str, turn_id: str | None = None) -> Turn:
        """Take back the last turn that wrote and was not taken back yet."""
        return self._turn(canvas_id, turn_id, None, lambda _: (("undo",), Step(undo=True), None))

    def canvas(self, canvas_id: str, revision: int | None = None) -> Canvas:
        """Return the canvas, now or as it was at a revision, with its findings and its progress."""
        with self._lock:
            state = self._archive.recall(canvas_id)
            return assessed(state.canvas if revision is None else self._archive.canvas(canvas_id, revision))

    def canvases(self, limit: int = 50) -> tuple[CanvasSummary, ...]:
        """Return the canvases, the most recently changed first."""
        return tuple(self._parts.ledger.canvases(limit))

    def turns(self, canvas_id: str, last: int | None = None) -> tuple[Turn, ...]:
        """Return the turns of a canvas, oldest first; `last` limits them to the latest ones."""
        with self._lock:
            number = self._recall(canvas_id).number
            return self._archive.turns(canvas_id, -1 if last is None else number - last)

    def history(self, canvas_id: str) -> tuple[Event, ...]:
        """Return every change of a canvas, oldest first."""
        return self._archive.events(canvas_id)

    def diff(self, canvas_id: str, before: int, after: int) -> tuple[Change, ...]:
        """Return what differs between two revisions."""
        return diff(self.canvas(canvas_id, before), self.canvas(canvas_id, after))

    def fork(self, canvas_id: str, title: str | None = None) -> Canvas:
        """Copy a canvas with its history and its documents; the two go separate ways."""
        source, target = self.canvas(canvas_id), self._parts.new_id()
        copy(self._parts.documents, canvas_id, target)
        return self._begin(title or f"{source.title} (copy)", self.history(canvas_id), canvas_id, target)

    def export(self, canvas_id: str, format: str = "json") -> Export:
        """Write a canvas out in a format."""
        return export(self.canvas(canvas_id), format)

    def import_canvas(self, data: bytes | str | dict[str, object]) -> Canvas:
        """Begin a canvas from a file. Raises `ImportRefused` with the place and the reason."""
        given = parse(data, self._parts.max_import_bytes)
        bare = empty(given.id, given.title, given.created_at)
        changes = diff(bare, given)
        event = Event(revision=1, turn=0, at=self._parts.now(), act="import", origin="imported", changes=changes)
        return self._begin(given.title, (event,) if changes else ())

    def ask(self, question: str, history: Sequence[str] = (), canvas_id: str | None = None) -> Answer:
        """Answer a question from the sources, a canvas's own documents among them, or say that they are silent."""
        return self._parts.answer(question, history[-1] if history else None, self._owner(canvas_id))

    def read(
        self, text: str, topic: Topic | None = None, segments: Sequence[str] = (), focus: str | None = None
    ) -> Reading:
        """Say what a message means; nothing is written."""
        return self._parts.reader.read(text, Context(topic=topic, segments=tuple(segments), focus=focus))

    def passage(self, passage_id: str, canvas_id: str | None = None) -> Passage | None:
        """Return a passage of the index, or None; one of a canvas's own documents only to that canvas."""
        return self._parts.library.passage(passage_id, canvas_id or "")

    def add_document(self, canvas_id: str, name: str, data: bytes, progress: Progress | None = None) -> Document:
        """Let a canvas be answered from a document, which no other canvas sees; one of the same name is replaced.

        `progress` hears (done, total) of its passages. Raises `DocumentRefused` where it cannot be read.
        """
        return self._parts.documents.add(self._owner(canvas_id), name, data, progress)

    @property
    def takes(self) -> Takes:
        """What a document must be to be added."""
        return self._parts.documents.takes

    def documents(self, canvas_id: str) -> tuple[Document, ...]:
        """Return the documents of a canvas, by name."""
        return tuple(self._parts.documents.of(self._owner(canvas_id)))

    def document(self, canvas_id: str, name: str, owner: str | None = None) -> str:
        """Return the text of a document as it was read, in which a citation's `start` and `end` count.

        It is the canvas's own, else a shared one; a citation's `owner` says which. Raises `UnknownDocument`.
        """
        own = self._owner(canvas_id)
        for each in (own, "") if owner is None else {own, ""} & {owner}:
            text = self._parts.documents.text(each, name)
            if text is not None:
                return text
        raise UnknownDocument(canvas_id, name)

    def original(self, canvas_id: str, name: str) -> bytes:
        """Return a document of a canvas as it was given. Raises `UnknownDocument`."""
        data = self._parts.documents.original(self._owner(canvas_id), name)
        if data is None:
            raise UnknownDocument(canvas_id, name)
        return data

    def remove_document(self, canvas_id: str, name: str) -> None:
        """Remove a document of a canvas with all that was made of it. Raises `UnknownDocument`."""
        if not self._parts.documents.remove(self._owner(canvas_id), name):
            raise UnknownDocument(canvas_id, name)

    def ready(self) -> bool:
        """Say whether questions can be answered and turns be kept."""
        self._parts.ledger.canvases(1)
        return bool(self._parts.library.search("What are customer relationships?", 1))

    def close(self) -> None:
        """Let go of the store and the index."""
        self._parts.close()

    def __enter__(self) -> Coach:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _owner(self, canvas_id: str | None) -> str:
        """Return whose documents are meant: a canvas's, which must exist, or nobody's. Raises `UnknownCanvas`."""
        with self._lock:
            return self._archive.recall(canvas_id).canvas.id if canvas_id is not None else ""

    def _begin(
        self, title: str, events: tuple[Event, ...], parent: str | None = None, canvas_id: str | None = None
    ) -> Canvas:
        canvas_id, at = canvas_id or self._parts.new_id(), self._parts.now()
        created = Created(canvas_id=canvas_id, at=at, title=title, parent=parent, events=events)
        canvas = fold(empty(canvas_id, title, at), events)
        said = opening(canvas, at, self._parts)
        with self._lock:
            self._parts.ledger.append([created, said])
            self._archive.keep(State(canvas=canvas, at=at, taken=ids(events)).after([said]))
        return assessed(canvas)

    def _turn(self, canvas_id: str, turn_id: str | None, message: str | None, understand: Understand) -> Turn:
        with self._lock:
            try:
                return self._new_turn(canvas_id, turn_id, message, understand)
            except TurnTaken:
                self._archive.forget(canvas_id)
                self._recall(canvas_id)
                done = self._archive.turn(canvas_id, turn_id) if turn_id else None
                # Else another process wrote meanwhile; its records are folded in now.
                return done or self._new_turn(canvas_id, turn_id, message, understand)

    def _new_turn(self, canvas_id: str, turn_id: str | None, message: str | None, understand: Understand) -> Turn:
        state = self._recall(canvas_id)
        acts, step, worked_out = understand(state)
        at, number = self._parts.now(), state.number + 1
        outcome = worked_out or self._applied(state, step, number, at)
        heard = Heard(
            canvas_id=canvas_id,
            number=number,
            turn_id=turn_id,
            at=at,
            title=outcome.canvas.title,
            message=message,
            acts=acts,
            events=outcome.events,
            refused=tuple(refusal.reason for refusal in outcome.refused),
        )
        self._parts.ledger.append([heard])
        self._archive.keep(state.heard(heard, outcome.canvas))
        return turn(heard, self._said(state, heard, step, outcome))

    def _said(self, state: State, heard: Heard, step: Step, outcome: Outcome) -> Said:
        """Word the reply to what was heard in `state`, and keep it."""
        said = reply_to(state, heard, step, outcome, self._parts)
        try:
            self._parts.ledger.append([said])
        except TurnTaken:
            # Another process found the message unanswered and answered it; its reply stands.
            said = self._archive.said(heard)
        self._archive.keep(self._archive.recall(heard.canvas_id).after([said]))
        return said

    def _recall(self, canvas_id: str) -> State:
        """Recall a canvas; a message that was heard and never answered, because a process died, is answered first."""
        state = self._archive.recall(canvas_id)
        heard = state.pending
        if heard is None:
            return state
        before = self._archive.before(heard)
        step = Step(stay=True) if heard.message is None else self._understood(before, heard.message)[1]
        self._said(before, heard, step, Outcome(canvas=state.canvas, events=heard.events))
        return self._archive.recall(canvas_id)

    def _understood(self, state: State, text: str) -> Understood:
        """Read a message and decide what it leads to; what follows "that's not what I meant" is read after the undo."""
        unread = unreadable(text)
        if unread:
            return (), unread, None
        reading = self._parts.reader.read(text, context(state.canvas, state.memory))
        step = interpret(reading, state.canvas, state.memory, text, state.taken)
        acts = step.acts or tuple(_SPOKEN.get(act, act) for act in reading.acts)
        command = next(iter(reading.commands), None)
        rest = text[command.end :] if step.undo and command and command.target == "misread" else ""
        return self._righted(state, acts, step, rest) if rest.strip() else (acts, step, None)

    def _righted(self, state: State, acts: tuple[str, ...], step: Step, rest: str) -> Understood:
        """Undo what was misread and read the rest of the message against the question that it answered."""
        number, at, earlier = state.number + 1, self._parts.now(), state.memory.before
        undone = self._applied(state, step, number, at)
        memory = state.memory.model_copy(update={"ask": earlier, "question": earlier, "options": ()})
        reading = self._parts.reader.read(rest, context(undone.canvas, memory))
        right = interpret(reading, undone.canvas, memory, rest, state.taken)
        done = apply(undone.canvas, right.edits, number, at, state.taken)
        events = (*undone.events, *done.events)
        return acts, right, Outcome(canvas=done.canvas, events=events, refused=done.refused)

    def _applied(self, state: State, step: Step, number: int, at: str) -> Outcome:
        if not step.undo:
            return apply(state.canvas, step.edits, number, at, state.taken)
        if not state.writes:
            return Outcome(canvas=state.canvas)
        last = state.writes[-1]
        return restored(state.canvas, self._archive.canvas(state.canvas.id, last.revision), number, at, last.turn)


def assessed(canvas: Canvas) -> Canvas:
    """Return the canvas with its findings and its progress, computed anew."""
    return canvas.model_copy(update={"findings": findings(canvas), "progress": progress_of(canvas)})
