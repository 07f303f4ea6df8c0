"""What is known before a turn: a fold over a canvas's records."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.canvas import Canvas
from assistant.edits import Event
from assistant.history import empty, fold, ids
from assistant.record import Created, Heard, Memory, Record, Said
from assistant.reply import Frozen


class Written(Frozen):
    """A turn that changed the canvas and was not undone: its number, and the revision before it."""

    turn: int
    revision: int


class State(Frozen):
    """The canvas, the memory of the conversation, and where both stand.

    `number` is the last turn heard; `pending` is its record while the reply to it is missing. `writes` are the turns
    that an undo can take back, the latest last. `taken` are all ids ever given on the canvas.
    """

    canvas: Canvas
    memory: Memory = Memory()
    number: int = 0
    at: str
    pending: Heard | None = None
    writes: tuple[Written, ...] = ()
    taken: frozenset[str] = frozenset()

    def after(self, records: Iterable[Record]) -> State:
        """Return the state after more records."""
        state = self
        for record in records:
            if isinstance(record, Heard):
                state = state.heard(record, fold(state.canvas, record.events))
            elif isinstance(record, Said):
                state = state.model_copy(
                    update={"memory": record.memory, "pending": None, "at": record.at, "number": record.number}
                )
        return state

    def heard(self, record: Heard, canvas: Canvas) -> State:
        """Return the state after a message whose events lead to `canvas`."""
        return self.model_copy(
            update={
                "canvas": canvas,
                "number": record.number,
                "at": record.at,
                "pending": record,
                "writes": _writes(self.writes, self.canvas.revision, record.events),
                "taken": self.taken | ids(record.events),
            }
        )


def recalled(records: Iterable[Record]) -> State | None:
    """Return the state that a canvas's records add up to, or None where there are none."""
    listed = list(records)
    if not listed or not isinstance(listed[0], Created):
        return None
    first = listed[0]
    canvas = fold(empty(first.canvas_id, first.title, first.at), first.events)
    state = State(canvas=canvas, at=first.at, taken=ids(first.events))
    return state.after(listed[1:])


def _writes(writes: tuple[Written, ...], revision: int, events: tuple[Event, ...]) -> tuple[Written, ...]:
    if not events:
        return writes
    undone = {event.undoes for event in events if event.act == "undo"}
    kept = tuple(write for write in writes if write.turn not in undone)
    fresh = [event for event in events if event.act != "undo"]
    return (*kept, Written(turn=fresh[0].turn, revision=fresh[0].revision - 1)) if fresh else kept
