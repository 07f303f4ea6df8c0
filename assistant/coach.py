"""The coach: the story of one turn, and everything that can be done with a canvas."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from types import TracebackType

from assistant.apply import Outcome, apply, restored
from assistant.build import build
from assistant.canvas import Canvas, Topic, progress_of
from assistant.edits import Change, Edit, Event
from assistant.errors import TurnTaken, UnknownCanvas, UnknownRevision
from assistant.export import Export, export
from assistant.findings import findings
from assistant.history import diff, empty, fold, ids
from assistant.imports import parse
from assistant.interview.interpret import interpret
from assistant.interview.step import Step
from assistant.reading import Context, Reading
from assistant.parts import Parts
from assistant.record import CanvasSummary, Created, Heard, Memory, Record, Said
from assistant.reply import Answer, Ask, Turn
from assistant.settings import Settings
from assistant.state import State, recalled
from assistant.telling import opening, reply_to
from assistant.terms import thing
from corpus.passage import Passage

# Canvases whose fold is kept at hand; another one is folded anew from its records.
KEPT_STATES = 64
# What reading a message needs of a segment's relationships.
UNTITLED = "Untitled canvas"


class Coach:
    """Interviews, answers and keeps canvases. Opens the store and the index; builds the index when there is none.

    Safe to share between threads. Raises `RapportError` with one clear sentence where something cannot be done.
    """

    def __init__(self, settings: Settings | None = None, *, parts: Parts | None = None) -> None:
        self._parts = parts or build(settings or Settings())
        self._states: OrderedDict[str, State] = OrderedDict()
        self._lock = threading.RLock()

    def new_canvas(self, title: str | None = None) -> Canvas:
        """Begin an empty canvas and greet."""
        return self._begin((title or "").strip()[:200] or UNTITLED, ())

    def reply(self, canvas_id: str, text: str, turn_id: str | None = None) -> Turn:
        """Answer one message; what it changed is on the disk before this returns.

        The same `turn_id` sent again returns the turn that it made the first time.
        """
        return self._turn(canvas_id, turn_id, text, lambda state: self._understood(state, text))

    def edit(self, canvas_id: str, edits: Sequence[Edit], turn_id: str | None = None) -> Turn:
        """Apply edits made by hand on the board."""
        by_hand = tuple(edit.model_copy(update={"origin": "edited"}) for edit in edits)
        return self._turn(canvas_id, turn_id, None, lambda state: (("edit",), Step(edits=by_hand, stay=True), None))

    def undo(self, canvas_id: str, turn_id: str | None = None) -> Turn:
        """Take back the last turn that wrote and was not taken back yet."""
        return self._turn(canvas_id, turn_id, None, lambda state: (("undo",), Step(undo=True), None))

    def canvas(self, canvas_id: str, revision: int | None = None) -> Canvas:
        """Return the canvas, now or as it was at a revision, with its findings and its progress."""
        with self._lock:
            canvas = self._recall(canvas_id).canvas
        if revision is not None and revision != canvas.revision:
            canvas = self._at(canvas_id, revision, canvas.revision)
        return assessed(canvas)

    def canvases(self, limit: int = 50) -> tuple[CanvasSummary, ...]:
        """Return the canvases, the most recently changed first."""
        return tuple(self._parts.ledger.canvases(limit))

    def turns(self, canvas_id: str, last: int | None = None) -> tuple[Turn, ...]:
        """Return the turns of a canvas, oldest first; `last` limits them to the latest ones."""
        with self._lock:
            number = self._recall(canvas_id).number
        after = -1 if last is None else number - last
        return _turns(self._parts.ledger.records(canvas_id, after))

    def history(self, canvas_id: str) -> tuple[Event, ...]:
        """Return every change of a canvas, oldest first."""
        return _events(self._records(canvas_id))

    def diff(self, canvas_id: str, before: int, after: int) -> tuple[Change, ...]:
        """Return what differs between two revisions."""
        latest = self.canvas(canvas_id).revision
        return diff(self._at(canvas_id, before, latest), self._at(canvas_id, after, latest))

    def fork(self, canvas_id: str, title: str | None = None) -> Canvas:
        """Copy a canvas with its history; the two go separate ways."""
        source = self.canvas(canvas_id)
        return self._begin(title or f"{source.title} (copy)", self.history(canvas_id), parent=canvas_id)

    def export(self, canvas_id: str, format: str = "json") -> Export:
        """Write a canvas out in a format."""
        return export(self.canvas(canvas_id), format)

    def import_canvas(self, data: bytes | str | dict[str, object]) -> Canvas:
        """Begin a canvas from a file. Raises `ImportRefused` with the place and the reason."""
        given = parse(data)
        bare = empty(given.id, given.title, given.created_at)
        at = self._parts.now()
        event = Event(revision=1, turn=0, at=at, act="import", origin="imported", changes=diff(bare, given))
        return self._begin(given.title, (event,) if event.changes else ())

    def ask(self, question: str, history: Sequence[str] = ()) -> Answer:
        """Answer a question from the sources, or say that they are silent."""
        return self._parts.answer(question, history[-1] if history else None)

    def read(self, text: str, topic: Topic | None = None, segments: Sequence[str] = (), focus: str | None = None) -> Reading:
        """Say what a message means; nothing is written."""
        return self._parts.reader.read(text, Context(topic=topic, segments=tuple(segments), focus=focus))

    def passage(self, passage_id: str) -> Passage | None:
        """Return a passage of the index, or None."""
        return self._parts.library.passage(passage_id)

    def ready(self) -> bool:
        """Say whether questions can be answered and turns be kept."""
        self._parts.ledger.canvases(1)
        return bool(self._parts.library.search("What are customer relationships?", 1))

    def close(self) -> None:
        """Let go of the store and the index."""
        self._parts.close()

    def __enter__(self) -> Coach:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    # ── one turn ────────────────────────────────────────────────────────────────────────────────────────────────────

    def _turn(self, canvas_id: str, turn_id: str | None, message: str | None, understand: Understand) -> Turn:
        with self._lock:
            try:
                return self._new_turn(canvas_id, turn_id, message, understand)
            except TurnTaken:
                done = self._recorded(canvas_id, turn_id)
                if done is not None:
                    return done
                # Another process wrote meanwhile; its records are folded in by the next recall.
                return self._new_turn(canvas_id, turn_id, message, understand)

    def _new_turn(self, canvas_id: str, turn_id: str | None, message: str | None, understand: Understand) -> Turn:
        state = self._recall(canvas_id)
        acts, step, given = understand(state)
        at = self._parts.now()
        outcome = given or self._applied(state, step, state.number + 1, at)
        heard = Heard(
            canvas_id=canvas_id,
            number=state.number + 1,
            turn_id=turn_id,
            at=at,
            title=outcome.canvas.title,
            message=message,
            acts=acts,
            events=outcome.events,
            refused=tuple(refusal.reason for refusal in outcome.refused),
        )
        self._parts.ledger.append([heard])
        self._keep(state.heard(heard, outcome.canvas))
        said = self._said(state, heard, step, outcome)
        return _turn(heard, said)

    def _said(self, state: State, heard: Heard, step: Step, outcome: Outcome) -> Said:
        said = reply_to(state, heard, step, outcome, self._parts)
        self._parts.ledger.append([said])
        self._keep(self._states[heard.canvas_id].after([said]))
        return said

    def _understood(self, state: State, text: str) -> Understood:
        """Read a message and decide what it leads to; what follows "that's not what I meant" is read after the undo."""
        reading = self._parts.reader.read(text, context(state.canvas, state.memory))
        step = interpret(reading, state.canvas, state.memory, text, state.taken)
        acts = tuple(_SPOKEN.get(act, act) for act in reading.acts)
        command = next(iter(reading.commands), None)
        rest = text[command.end :] if step.undo and command and command.target == "misread" else ""
        if not rest.strip():
            return acts, step, None
        number, at = state.number + 1, self._parts.now()
        undone = self._applied(state, step, number, at)
        memory = state.memory.model_copy(update={"ask": state.memory.before, "question": state.memory.before, "options": ()})
        again = self._parts.reader.read(rest, context(undone.canvas, memory))
        right = interpret(again, undone.canvas, memory, rest, state.taken)
        done = apply(undone.canvas, right.edits, number, at, state.taken)
        outcome = Outcome(canvas=done.canvas, events=(*undone.events, *done.events), refused=done.refused)
        return acts, right, outcome

    def _applied(self, state: State, step: Step, number: int, at: str) -> Outcome:
        if not step.undo:
            return apply(state.canvas, step.edits, number, at, state.taken)
        if not state.writes:
            return Outcome(canvas=state.canvas)
        last = state.writes[-1]
        earlier = self._at(state.canvas.id, last.revision, state.canvas.revision)
        return restored(state.canvas, earlier, number, at, last.turn)

    # ── what is kept ────────────────────────────────────────────────────────────────────────────────────────────────

    def _begin(self, title: str, events: tuple[Event, ...], parent: str | None = None) -> Canvas:
        canvas_id, at = self._parts.new_id(), self._parts.now()
        created = Created(canvas_id=canvas_id, at=at, title=title, parent=parent, events=events)
        canvas = fold(empty(canvas_id, title, at), events)
        said = opening(canvas, at, self._parts)
        with self._lock:
            self._parts.ledger.append([created, said])
            self._keep(State(canvas=canvas, at=at, taken=ids(events)).after([said]))
        return assessed(canvas)

    def _recall(self, canvas_id: str) -> State:
        """Fold the canvas's records; what was folded before is kept, and only newer records are read."""
        state = self._states.get(canvas_id)
        if state is None:
            state = recalled(self._parts.ledger.records(canvas_id))
            if state is None:
                raise UnknownCanvas(canvas_id)
        else:
            state = state.after(self._parts.ledger.records(canvas_id, after=state.number))
        self._keep(state)
        return self._finished(state) if state.pending else state

    def _finished(self, state: State) -> State:
        """Word the reply to a turn that was heard and never answered, because the process died in between."""
        heard = state.pending
        assert heard is not None
        records = [r for r in self._records(state.canvas.id) if r.number < heard.number]
        before = recalled(records)
        assert before is not None
        step = Step(stay=True) if heard.message is None else self._understood(before, heard.message)[1]
        self._said(before, heard, step, Outcome(canvas=state.canvas, events=heard.events))
        return self._states[state.canvas.id]

    def _keep(self, state: State) -> None:
        self._states[state.canvas.id] = state
        self._states.move_to_end(state.canvas.id)
        while len(self._states) > KEPT_STATES:
            self._states.popitem(last=False)

    def _records(self, canvas_id: str) -> Sequence[Record]:
        records = self._parts.ledger.records(canvas_id)
        if not records:
            raise UnknownCanvas(canvas_id)
        return records

    def _recorded(self, canvas_id: str, turn_id: str | None) -> Turn | None:
        """Return the turn that this id made, or None."""
        self._states.pop(canvas_id, None)
        self._recall(canvas_id)
        records = [r for r in self._records(canvas_id) if turn_id is not None]
        number = next((r.number for r in records if isinstance(r, Heard) and r.turn_id == turn_id), None)
        return next((turn for turn in _turns(records) if turn.number == number), None)

    def _at(self, canvas_id: str, revision: int, latest: int) -> Canvas:
        if not 0 <= revision <= latest:
            raise UnknownRevision(canvas_id, revision, latest)
        records = self._records(canvas_id)
        first = records[0]
        assert isinstance(first, Created)
        events = [event for event in _events(records) if event.revision <= revision]
        return fold(empty(canvas_id, first.title, first.at), events)


Understood = tuple[tuple[str, ...], Step, Outcome | None]
Understand = Callable[[State], Understood]

# The names under which a turn tells its acts.
_SPOKEN = {"set": "answer", "correct": "correction", "knowledge": "question", "ask_why": "question", "ask_meaning": "question"}


def assessed(canvas: Canvas) -> Canvas:
    """Return the canvas with its findings and its progress, computed anew."""
    return canvas.model_copy(update={"findings": findings(canvas), "progress": progress_of(canvas)})


def context(canvas: Canvas, memory: Memory) -> Context:
    """Return what a message is read against."""
    ask: Ask | None = memory.ask or memory.question
    focus = canvas.segment(ask.segment_id if ask else None)
    return Context(
        topic=ask.topic if ask else None,
        kind=ask.kind if ask else "question",
        segments=tuple(segment.name for segment in canvas.segments),
        focus=focus.name if focus else None,
        types=ask.types if ask else (),
        held=tuple(r.type for r in focus.relationships if r.type) if focus else (),
        choices=tuple((choice.value, choice.label) for choice in ask.choices) if ask else (),
        names=tuple((thing(r), r.type) for s in canvas.segments for r in s.relationships if r.type),
    )


def _events(records: Sequence[Record]) -> tuple[Event, ...]:
    return tuple(event for record in records if not isinstance(record, Said) for event in record.events)


def _turns(records: Sequence[Record]) -> tuple[Turn, ...]:
    heard = {record.number: record for record in records if isinstance(record, Heard)}
    return tuple(_turn(heard.get(record.number), record) for record in records if isinstance(record, Said))


def _turn(heard: Heard | None, said: Said) -> Turn:
    return Turn(
        number=said.number,
        message=heard.message if heard else None,
        text=said.text,
        asks=said.memory.ask,
        citations=said.citations,
        events=heard.events if heard else (),
        acts=heard.acts if heard else (),
        at=said.at,
    )
