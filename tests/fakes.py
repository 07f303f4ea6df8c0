"""Stand-ins for what lies outside the coach."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count

from assistant.errors import TurnTaken
from assistant.offline.judging.judge import Network
from assistant.offline.reader import OfflineReader, shipped
from assistant.offline.writer import OfflineWriter
from assistant.parts import Parts
from assistant.ports import Library
from assistant.record import CanvasSummary, Record


@cache
def reader() -> OfflineReader:
    """Return the reader that comes along; opening it once is enough."""
    return shipped()


@cache
def judge() -> Network:
    """Return the judge that comes along."""
    return Network()


class MemoryLedger:
    """A ledger in a list."""

    def __init__(self) -> None:
        self.kept: tuple[Record, ...] = ()

    def append(self, records: Sequence[Record]) -> None:
        kept = list(self.kept)
        for new in records:
            rivals = [old for old in kept if (old.canvas_id, old.kind) == (new.canvas_id, new.kind)]
            if any(old.number == new.number or (new.turn_id and old.turn_id == new.turn_id) for old in rivals):
                raise TurnTaken(new.canvas_id, new.number)
            kept.append(new)
        self.kept = tuple(kept)

    def records(self, canvas_id: str, after: int = -1) -> Sequence[Record]:
        return tuple(record for record in self.kept if record.canvas_id == canvas_id and record.number > after)

    def canvases(self, limit: int = 50) -> Sequence[CanvasSummary]:
        newest = dict.fromkeys(record.canvas_id for record in reversed(self.kept))
        return tuple(self._summary(self.records(canvas_id)) for canvas_id in list(newest)[:limit])

    def _summary(self, records: Sequence[Record]) -> CanvasSummary:
        first, last = records[0], records[-1]
        turns = max(record.number for record in records)
        return CanvasSummary(id=last.canvas_id, title=last.title, created_at=first.at, updated_at=last.at, turns=turns)


class Clock:
    """A clock that moves a minute with every look, and further when it is told to."""

    def __init__(self) -> None:
        self.time = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def now(self) -> str:
        self.time += timedelta(minutes=1)
        return self.time.isoformat().replace("+00:00", "Z")

    def sleep(self, pause: timedelta) -> None:
        self.time += pause


def in_memory(library: Library, clock: Clock) -> Parts:
    """Return real parts but for the ledger, the clock and the ids, which are always the same."""
    ids = count(1)
    return Parts(
        reader=reader(),
        writer=OfflineWriter(judge()),
        library=library,
        ledger=MemoryLedger(),
        now=clock.now,
        new_id=lambda: f"cnv_{next(ids):04}",
    )
