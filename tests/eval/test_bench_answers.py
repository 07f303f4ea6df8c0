"""The passages that the benchmark indexes are as many as it says, all different, and of a usual length."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from statistics import mean

from assistant import Coach
from corpus.chunking import LONGEST, passages
from corpus.reading import files_in, read
from eval.bench_answers import timed_answers, written


def test_further_passages_are_counted_different_and_not_cut(tmp_path: Path) -> None:
    written(tmp_path / "further", 2_050)
    cut = [p for path in files_in(tmp_path / "further") for p in passages(read(path, path.name))]
    assert len(cut) == len({passage.text for passage in cut}) == 2_050
    assert max(len(passage.text) for passage in cut) < LONGEST
    assert mean(len(passage.text) for passage in cut) > 200


def test_further_passages_are_the_same_each_time(tmp_path: Path) -> None:
    written(tmp_path / "one", 150)
    written(tmp_path / "other", 150)
    one, other = ([path.read_bytes() for path in files_in(tmp_path / name)] for name in ("one", "other"))
    assert one == other and len(one) == 2


def test_every_answer_is_timed_but_the_first_few(new_coach: Callable[[], Coach]) -> None:
    times = timed_answers(new_coach())
    assert len(times) > 200
    assert all(0 < ms < 60_000 for ms in times)
