"""kill -9 at random moments: nothing that was acknowledged is lost, torn or doubled."""

from __future__ import annotations

import gc
import os
import random
import select
import signal
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from itertools import count
from pathlib import Path

import pytest

from assistant.canvas import Canvas
from assistant.edits import Event
from assistant.history import empty, fold
from assistant.record import Heard, Record, Said
from assistant.reply import Turn
from assistant.store import Store
from tests.assistant.crash.conversation import CANVAS, coach_on, converse, message, resume
from tests.fakes import MemoryLedger

KILLS = 100
SEED = 20260501
Say = Callable[[str], None]


@pytest.fixture(scope="module", autouse=True)
def warm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Load here what every process needs, and keep the garbage collector from copying it into each of them."""
    resume(tmp_path_factory.mktemp("warm"), 1, lambda turn: None, 3)
    gc.freeze()
    yield
    gc.unfreeze()


class Child:
    """A process of its own that writes lines until it is killed.

    Forked, not started: what it needs is loaded already, so that a hundred of them cost seconds.
    """

    def __init__(self, work: Callable[[Say], None]) -> None:
        self._source, sink = os.pipe()
        self._pid = os.fork()
        if self._pid == 0:
            status = 1
            try:
                work(lambda line: (os.write(sink, line.encode() + b"\n"), None)[1])
                status = 0
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(status)
        os.close(sink)

    def killed_after(self, seconds: float, lines: int = 1_000_000) -> list[str]:
        """Kill the process after so many seconds or lines and return the lines that it wrote whole."""
        deadline, heard = time.monotonic() + seconds, b""
        while heard.count(b"\n") < lines and (left := deadline - time.monotonic()) > 0:
            if select.select([self._source], [], [], left)[0]:
                piece = os.read(self._source, 1 << 16)
                heard += piece
                if not piece:
                    break
        os.kill(self._pid, signal.SIGKILL)
        _, status = os.waitpid(self._pid, 0)
        assert status in (signal.SIGKILL, 0), "the process failed before it was killed; its traceback is above"
        while piece := os.read(self._source, 1 << 16):
            heard += piece
        os.close(self._source)
        return heard.decode().split("\n")[:-1]


def killed_again_and_again(work: Callable[[int, Say], None]) -> list[str]:
    """Return what was acknowledged over a hundred kills; `work` is told how many lines that is so far.

    The moments are spread evenly from the start of the process to some lines later.
    """
    moment = random.Random(SEED)
    start = time.monotonic()
    acknowledged = Child(partial(work, 0)).killed_after(30, lines=1)
    longest = 3 * (time.monotonic() - start)
    for _ in range(KILLS - 1):
        acknowledged += Child(partial(work, len(acknowledged))).killed_after(moment.uniform(0, longest))
    assert len(acknowledged) > KILLS / 2, "the kills left no time to work"
    return acknowledged


def undisturbed(last: int) -> tuple[list[Turn], Canvas]:
    """Return the turns and the canvas of the conversation that nobody cuts off."""
    turns: list[Turn] = []
    coach = coach_on(MemoryLedger())
    converse(coach, 1, turns.append, last)
    return turns, coach.canvas(CANVAS)


def events_of(records: list[Record]) -> list[Event]:
    return [event for record in records if not isinstance(record, Said) for event in record.events]


def test_a_conversation_that_is_killed_a_hundred_times_ends_like_one_that_is_not(tmp_path: Path) -> None:
    def talk(so_far: int, say: Say) -> None:
        resume(tmp_path, so_far + 1, lambda turn: say(turn.model_dump_json()))

    acknowledged = [Turn.model_validate_json(line) for line in killed_again_and_again(talk)]
    last = max(len(acknowledged) + 2, 100)
    resume(tmp_path, len(acknowledged) + 1, acknowledged.append, last)

    with closing(Store(str(tmp_path / "rapport.db"))) as store:
        records = list(store.records(CANVAS))
        coach = coach_on(store)
        stored, canvas = coach.turns(CANVAS), coach.canvas(CANVAS)

    # Every acknowledged turn is there once, with the reply that was given.
    assert list(stored[1:]) == acknowledged
    assert [turn.message for turn in acknowledged] == [message(number) for number in range(1, last + 1)]
    for kind in (Heard, Said):
        whole = [(r.number, r.turn_id) for r in records if isinstance(r, kind) and r.number > 0]
        assert whole == [(number, f"turn-{number}") for number in range(1, last + 1)]

    # The canvas is the sum of its events, and the same as without the kills.
    folded = fold(empty(CANVAS, records[0].title, records[0].at), events_of(records))
    assert folded == canvas.model_copy(update={"findings": folded.findings, "progress": folded.progress})
    turns, undisturbed_canvas = undisturbed(last)
    assert canvas == undisturbed_canvas
    assert acknowledged == turns


def test_appends_that_are_killed_a_hundred_times_are_whole_or_absent(tmp_path: Path) -> None:
    path = str(tmp_path / "rapport.db")

    def batch(number: int) -> list[Record]:
        common = {"canvas_id": CANVAS, "at": "x", "title": "x" * 3000}
        return [Heard(number=3 * number + part, message=f"{number}.{part}", **common) for part in range(3)]

    def append(_: int, say: Say) -> None:
        with closing(Store(path)) as store:
            for number in count(len(store.records(CANVAS)) // 3):
                store.append(batch(number))
                say(str(number))

    acknowledged = [int(line) for line in killed_again_and_again(append)]
    with closing(Store(path)) as store:
        kept = list(store.records(CANVAS))
    assert kept == [record for number in range(len(kept) // 3) for record in batch(number)]
    assert len(acknowledged) == len(set(acknowledged))
    assert set(acknowledged) <= set(range(len(kept) // 3))
