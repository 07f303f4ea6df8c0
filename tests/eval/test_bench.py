"""The benchmark's own arithmetic, and that what it repeats can be repeated."""

from __future__ import annotations

import io

from rich.console import Console

from eval.bench import Figure, table
from eval.bench_coach import TurnTimes, timed_turns
from eval.bench_messages import AROUND, BEGINNING, said
from tests.assistant.crash.conversation import coach_on
from tests.fakes import MemoryLedger


def test_a_target_is_met_up_to_its_limit_and_missed_beyond() -> None:
    assert Figure("start", 6.0, "s", most=6.0).met
    assert not Figure("start", 6.1, "s", most=6.0).met
    assert Figure("start", 5.0, "s", most=6.0, quickstart=20.0, most_of_quickstart=0.3).met
    assert not Figure("start", 6.0, "s", most=6.0, quickstart=19.0, most_of_quickstart=0.3).met
    assert not Figure("turn", 58.0, "ms", quickstart=57.0, most_of_quickstart=1.0).met
    assert Figure("turn", 57.1, "ms", quickstart=57.0, most_of_quickstart=1.0).met


def test_the_table_names_every_figure_with_its_ratio_and_its_verdict() -> None:
    screen = Console(file=io.StringIO(), width=120)
    screen.print(
        table(
            [
                Figure("second start", 5.0, "s", 6.0, 20.0, 0.3),
                Figure("memory", 500.0, "MB", 450.0, 1000.0, 0.55),
            ]
        )
    )
    lines = screen.file.getvalue().splitlines()
    start, memory = (next(line for line in lines if name in line) for name in ("second start", "memory"))
    assert "5.00 s" in start and "0.25" in start and "met" in start
    assert "500.00 MB" in memory and "0.50" in memory and "missed" in memory


def test_messages_begin_once_and_then_go_round() -> None:
    assert said(5) == BEGINNING[:5]
    assert said(500)[:9] == BEGINNING
    assert said(500)[-1] in AROUND
    assert len(said(500)) == 500


def test_a_canvas_does_not_grow_while_the_messages_go_round() -> None:
    coach = coach_on(MemoryLedger())
    canvas_id = coach.new_canvas().id
    sizes = []
    for number, message in enumerate(said(9 + 6 * len(AROUND)), 1):
        coach.reply(canvas_id, message)
        if number >= 9 + 2 * len(AROUND) and (number - 9) % len(AROUND) == 0:
            sizes.append(len(coach.export(canvas_id).content))
    assert len(sizes) == 5
    settled = sizes[1:]
    assert max(settled) <= 1.05 * min(settled)


def test_turns_are_timed_one_by_one() -> None:
    times = timed_turns(coach_on(MemoryLedger()), said(12))
    assert len(times) == 12
    assert all(0 < ms < 60_000 for ms in times)
    assert TurnTimes.of(times, 1.0, 1.1).median <= TurnTimes.of(times, 1.0, 1.1).p95
