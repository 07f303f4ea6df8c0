"""How long a turn takes inside the process, and what it depends on."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from assistant import Coach, Settings
from assistant.build import build
from assistant.parts import Parts
from assistant.ports import Ledger
from assistant.record import Record
from assistant.store import Store
from eval.bench_messages import AROUND, BEGINNING, said

MANY = 10_000
FEW = 10
LATE = 500
ROUNDS = 40
BATCH = 500


@dataclass(frozen=True)
class TurnTimes:
    """Milliseconds of `coach.reply`, and how many times dearer a turn gets."""

    median: float
    p95: float
    late_over_early: float
    many_over_few: float

    @classmethod
    def of(cls, times: Sequence[float], late_over_early: float, many_over_few: float) -> Self:
        """Sum up the milliseconds of many turns."""
        p95 = statistics.quantiles(times, n=20)[-1]
        return cls(statistics.median(times), p95, late_over_early, many_over_few)


def measured(folder: Path) -> TurnTimes:
    """Time turns on a coach whose index is built in `folder`."""
    parts = build(Settings(data_dir=folder))
    try:
        coach = Coach(parts=parts)
        timed_turns(coach, BEGINNING)
        times = [ms for _ in range(4) for ms in timed_turns(coach, said(40))]
        late, many = _late_over_early(coach), _many_over_few(parts, folder)
    finally:
        parts.close()
    return TurnTimes.of(times, late, many)


def timed_turns(coach: Coach, messages: Sequence[str]) -> list[float]:
    """Say the messages on a new canvas and return the milliseconds of each turn."""
    canvas_id = coach.new_canvas("Pedal & Post").id
    return [_timed(coach, canvas_id, message) for message in messages]


def _canvas(coach: Coach, messages: Sequence[str]) -> str:
    """Say the messages on a new canvas and return its id."""
    canvas_id = coach.new_canvas("Pedal & Post").id
    for message in messages:
        coach.reply(canvas_id, message)
    return canvas_id


def _timed(coach: Coach, canvas_id: str, message: str) -> float:
    start = time.perf_counter()
    coach.reply(canvas_id, message)
    return (time.perf_counter() - start) * 1000


def _late_over_early(coach: Coach) -> float:
    """Return how many times the 10th turn's cost the 500th has, the two timed in turn with the same messages."""
    old = _canvas(coach, said(LATE - ROUNDS // 2))
    early, late = [], []
    for number in range(ROUNDS):
        message = AROUND[number % len(AROUND)]
        fresh = _canvas(coach, BEGINNING)
        early.append(_timed(coach, fresh, message))
        late.append(_timed(coach, old, message))
    return _ratio(late, early)


def _many_over_few(parts: Parts, folder: Path) -> float:
    """Return how many times dearer a turn is where the store holds 10,000 canvases than where it holds 10."""
    with _crowded(parts, folder / "few.db", FEW) as few, _crowded(parts, folder / "many.db", MANY) as many:
        one = _canvas(few, BEGINNING)
        other = _canvas(many, BEGINNING)
        with_few, with_many = [], []
        for number in range(2 * ROUNDS):
            message = AROUND[number % len(AROUND)]
            with_few.append(_timed(few, one, message))
            with_many.append(_timed(many, other, message))
    return _ratio(with_many, with_few)


def _ratio(dear: Sequence[float], cheap: Sequence[float]) -> float:
    return statistics.median(dear) / statistics.median(cheap)


@contextmanager
def _crowded(parts: Parts, path: Path, canvases: int) -> Iterator[Coach]:
    with closing(Store(str(path))) as store:
        coach = Coach(parts=replace(parts, ledger=store))
        model = _canvas(coach, BEGINNING[:1])
        _multiply(store, store.records(model), canvases - 1)
        yield coach


def _multiply(ledger: Ledger, model: Sequence[Record], copies: int) -> None:
    """Append copies of a canvas's records under other ids."""
    for first in range(0, copies, BATCH):
        names = [f"cnv_copy_{number}" for number in range(first, min(first + BATCH, copies))]
        ledger.append([record.model_copy(update={"canvas_id": name}) for name in names for record in model])
