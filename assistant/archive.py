"""The archive: every canvas as its records add up, with the latest folds kept at hand."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

from assistant.canvas import Canvas
from assistant.edits import Event
from assistant.errors import UnknownCanvas, UnknownRevision
from assistant.history import empty, fold
from assistant.ports import Ledger
from assistant.record import Created, Heard, Record, Said
from assistant.reply import Turn
from assistant.state import State, recalled

# Canvases whose fold is kept at hand; another one is folded anew from its records.
KEPT_STATES = 64


class Archive:
    """Recalls states from a ledger. Not safe between threads by itself; the coach holds the lock."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._states: OrderedDict[str, State] = OrderedDict()

    def recall(self, canvas_id: str) -> State:
        """Return the state of a canvas; only records that are newer than its kept fold are read.

        Raises `UnknownCanvas` where no canvas has this id.
        """
        state = self._states.get(canvas_id)
        if state is None:
            state = recalled(self._ledger.records(canvas_id))
        else:
            state = state.after(self._ledger.records(canvas_id, after=state.number))
        if state is None:
            raise UnknownCanvas(canvas_id)
        return self.keep(state)

    def keep(self, state: State) -> State:
        """Keep a state at hand, and let go of the one that was used longest ago."""
        self._states[state.canvas.id] = state
        self._states.move_to_end(state.canvas.id)
        while len(self._states) > KEPT_STATES:
            self._states.popitem(last=False)
        return state

    def forget(self, canvas_id: str) -> None:
        """Let go of a kept fold; the next recall reads all records again."""
        self._states.pop(canvas_id, None)

    def before(self, heard: Heard) -> State:
        """Return the state of a canvas just before a message was heard."""
        records = [record for record in self.records(heard.canvas_id) if record.number < heard.number]
        state = recalled(records)
        if state is None:
            raise UnknownCanvas(heard.canvas_id)
        return state

    def said(self, heard: Heard) -> Said:
        """Return the recorded reply to a message."""
        records = self.records(heard.canvas_id, heard.number - 1)
        return next(record for record in records if isinstance(record, Said) and record.number == heard.number)

    def records(self, canvas_id: str, after: int = -1) -> Sequence[Record]:
        """Return the records of a canvas. Raises `UnknownCanvas` where it has none."""
        records = self._ledger.records(canvas_id, after)
        if not records and after < 0:
            raise UnknownCanvas(canvas_id)
        return records

    def turns(self, canvas_id: str, after: int = -1) -> tuple[Turn, ...]:
        """Return the turns of a canvas with a number above `after`, oldest first."""
        return turns(self.records(canvas_id, after))

    def turn(self, canvas_id: str, turn_id: str) -> Turn | None:
        """Return the turn that was recorded under an id, or None."""
        records = self.records(canvas_id)
        number = next((r.number for r in records if isinstance(r, Heard) and r.turn_id == turn_id), None)
        return next((turn for turn in turns(records) if turn.number == number), None)

    def events(self, canvas_id: str) -> tuple[Event, ...]:
        """Return every change of a canvas, oldest first."""
        return tuple(
            event for record in self.records(canvas_id) if not isinstance(record, Said) for event in record.events
        )

    def canvas(self, canvas_id: str, revision: int) -> Canvas:
        """Return a canvas as it was at a revision. Raises `UnknownRevision` where it never had it."""
        latest = self.recall(canvas_id).canvas.revision
        if not 0 <= revision <= latest:
            raise UnknownRevision(canvas_id, revision, latest)
        first = self.records(canvas_id)[0]
        events = [event for event in self.events(canvas_id) if event.revision <= revision]
        title = first.title if isinstance(first, Created) else ""
        return fold(empty(canvas_id, title, first.at), events)


def turns(records: Sequence[Record]) -> tuple[Turn, ...]:
    """Put messages and replies together."""
    heard = {record.number: record for record in records if isinstance(record, Heard)}
    return tuple(turn(heard.get(record.number), record) for record in records if isinstance(record, Said))


def turn(heard: Heard | None, said: Said) -> Turn:
    """Return the turn of a message (None for the opening) and its reply."""
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
