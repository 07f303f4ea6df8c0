"""`make bench`: Rapport and the quickstart side by side, as a table of figures, targets and ratios."""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from eval.bench_answers import FURTHER
from eval.bench_answers import measured as answers
from eval.bench_coach import measured
from eval.bench_messages import said
from eval.bench_server import Quickstart, Rapport, milliseconds

STARTS = 2
TURNS = 100
WARM = 10


@dataclass(frozen=True)
class Figure:
    """Something measured, the most that it may be, and how it compares with the quickstart's."""

    name: str
    value: float
    unit: str
    most: float | None = None
    quickstart: float | None = None
    most_of_quickstart: float | None = None

    @property
    def ratio(self) -> float | None:
        """Rapport's figure over the quickstart's, as exact as two runs agree."""
        return round(self.value / self.quickstart, 2) if self.quickstart else None

    @property
    def met(self) -> bool:
        """Whether both targets are kept, where there are any."""
        within = self.most is None or self.value <= self.most
        return within and (self.most_of_quickstart is None or (self.ratio or 0.0) <= self.most_of_quickstart)


def of_servers(folder: Path) -> list[Figure]:
    """Measure both web chats: their starts, their memory, and their turns, which alternate."""
    _tell("Building the index, and starting both web chats by turns")
    python = Path(sys.executable)
    command = python.with_name("rapport")
    environment = {**os.environ, "RAPPORT_DATA_DIR": str(folder)}
    subprocess.run([command, "index"], cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL)
    root = Path(__file__).parents[1]
    rapport_start, quickstart_start = [], []
    for _ in range(STARTS - 1):
        rapport_start.append(_seconds(lambda: Rapport(command, folder)))
        quickstart_start.append(_seconds(lambda: Quickstart(python, root)))
    with Rapport(command, folder) as rapport, Quickstart(python, root) as quickstart:
        rapport_start.append(rapport.seconds)
        quickstart_start.append(quickstart.seconds)
        _tell("Talking to both by turns")
        clients = _medians(rapport.say, quickstart.say)
        held, held_by_quickstart = rapport.megabytes(), quickstart.megabytes()
        browsers = _medians(rapport.send, quickstart.send)
    return [
        Figure("second start to first answer", min(rapport_start), "s", 6.0, min(quickstart_start), 0.3),
        Figure(f"memory after {TURNS} turns", held, "MB", 450.0, held_by_quickstart, 0.55),
        Figure("turn as the browser sends it", browsers[0], "ms", None, browsers[1], 1.0),
        Figure("turn through gradio_client", clients[0], "ms", None, clients[1], 1.0),
    ]


def _medians(ours: Callable[[str], str], theirs: Callable[[str], str]) -> tuple[float, float]:
    """Return the median milliseconds of a turn on either side; turns alternate, so that noise strikes both."""
    turns = [(milliseconds(ours, message), milliseconds(theirs, message)) for message in said(TURNS)][WARM:]
    return statistics.median(our for our, _ in turns), statistics.median(their for _, their in turns)


def _seconds(start: Callable[[], Rapport | Quickstart]) -> float:
    with start() as served:
        return served.seconds


def of_coach(folder: Path) -> list[Figure]:
    """Measure turns without a web chat around them."""
    _tell("Timing the coach alone")
    times = measured(folder)
    return [
        Figure("coach.reply, median", times.median, "ms", 15.0),
        Figure("coach.reply, 95th percentile", times.p95, "ms", 40.0),
        Figure("500th turn of a canvas over the 10th", times.late_over_early, "×", 1.2),
        Figure("turn among 10,000 canvases over 10", times.many_over_few, "×", 1.2),
    ]


def of_answers(folder: Path) -> list[Figure]:
    """Measure answers among many passages, and how fast those are indexed."""
    _tell(f"Indexing {FURTHER:,} passages and asking among them")
    times = answers(folder)
    return [
        Figure(f"coach.ask among {FURTHER:,} passages, median", times.median, "ms", 60.0),
        # Nine tenths of the bare encoder's speed.
        Figure("indexing those over sentence-transformers alone", times.over_encoding, "×", 1.11),
    ]


def _tell(doing: str) -> None:
    Console(stderr=True).print(f"{doing} …")


def table(figures: Sequence[Figure]) -> Table:
    """Lay the figures out for reading."""
    drawn = Table(title=f"Rapport and the quickstart, on {os.cpu_count()} × {platform.machine()}")
    for heading in ("figure", "Rapport", "at most", "quickstart", "ratio", "at most", "target"):
        drawn.add_column(heading, justify="left" if heading == "figure" else "right")
    for figure in figures:
        drawn.add_row(
            figure.name,
            f"{figure.value:.2f} {figure.unit}",
            _plain(figure.most),
            _plain(figure.quickstart),
            _plain(figure.ratio),
            _plain(figure.most_of_quickstart),
            "[green]met[/]" if figure.met else "[red]missed[/]",
        )
    return drawn


def _plain(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def main(arguments: Sequence[str]) -> int:
    """Measure, print, and return 1 where a target is missed."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench", description=__doc__)
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures here")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="rapport-bench-") as folder:
        figures = [*of_servers(Path(folder)), *of_coach(Path(folder)), *of_answers(Path(folder) / "answers")]
    Console().print(table(figures))
    if given.json:
        rows = [{**asdict(figure), "ratio": figure.ratio, "met": figure.met} for figure in figures]
        given.json.write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")
    return 0 if all(figure.met for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
