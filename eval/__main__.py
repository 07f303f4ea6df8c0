"""`python -m eval COMMAND`: figures about the coach.

`play ID --show` replays one founder, `play --split tune` a table of them all; `read --split test` has the figures of
reading, `read --errors` each message that was misread; `find` and `ask` have the figures of finding passages and of
answering beside the quickstart's, and with `--errors` each question that went wrong. `report` writes the figures of
reading and founders down, `answers` those of finding and answering.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import get_args

from assistant import Coach, Settings
from assistant.offline.reader import shipped
from assistant.offline.trained.bars import Card
from assistant.offline.trained.network import ARTEFACT
from eval.answers_report import answers_report
from eval.desk import Desk, desks
from eval.founder import Founder, Split, founder, founders
from eval.inquest import answering_table, answers, finding_table, finds, kinds_table
from eval.material import absence, materials
from eval.misses import unfound, wrong
from eval.play import LIMIT, Played, play
from eval.question import SOURCES, Part, digest, questions
from eval.reading import Read, errors, measured, milliseconds, read
from eval.report import report
from eval.transcript import shown, table
from eval.utterance import Split as Cases
from eval.utterance import utterances
from eval.variants import RAPPORT

Command = Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m eval", description=__doc__)
    commands = parser.add_subparsers(required=True)
    _add_play(commands.add_parser("play", help="let simulated founders talk with the coach"))
    _add_read(commands.add_parser("read", help="let the reader read the labelled utterances"))
    _add_asking(commands.add_parser("find", help="look the questions up"), _find)
    _add_asking(commands.add_parser("ask", help="let the coach answer the questions"), _ask)
    _add_report(commands.add_parser("report", help="write the figures of reading and founders down"), _report)
    _add_report(_with_sources(commands.add_parser("answers", help="write the others down")), _answers)
    given = parser.parse_args(arguments)
    run: Command = given.run
    return run(given)


def _add_play(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", nargs="*", help="the founders to play; all of the split where none is named")
    parser.add_argument("--split", choices=get_args(Split), default="tune")
    parser.add_argument("--show", action="store_true", help="print the conversation and what was missed")
    parser.add_argument("--limit", type=int, default=LIMIT, help="messages after which a play is broken off")
    parser.set_defaults(run=_play)


def _play(given: argparse.Namespace) -> int:
    try:
        chosen: list[Founder] = [founder(id) for id in given.id] or founders(given.split)
    except FileNotFoundError as missing:
        sys.stderr.write(f"There is no founder in {missing.filename}.\n")
        return 1
    with tempfile.TemporaryDirectory() as folder, Coach(Settings(data_dir=folder)) as coach:
        plays = [play(coach, each, given.limit) for each in chosen]
    said = "\n\n".join(map(shown, plays)) if given.show else table(plays)
    sys.stdout.write(f"{said}\n")
    return 0


def _add_read(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--split", choices=get_args(Cases), default="test")
    parser.add_argument("--errors", action="store_true", help="print every message that was misread")
    parser.set_defaults(run=_read)


def _read(given: argparse.Namespace) -> int:
    reads = read(shipped(), utterances(given.split))
    if given.errors:
        sys.stdout.writelines(f"{line}\n" for line in errors(reads))
    for figure in measured(reads):
        sys.stdout.write(f"{figure.name:22} {figure.value:.3f} [{figure.low:.3f} {figure.high:.3f}] n={figure.of}\n")
    sys.stdout.write(f"{'milliseconds':22} {milliseconds(reads):.1f}\n")
    return 0


def _with_sources(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("--sources", type=Path, default=SOURCES, help="folder of the raw source documents")
    return parser


def _add_asking(parser: argparse.ArgumentParser, command: Command) -> None:
    _with_sources(parser).add_argument("--part", choices=get_args(Part), default="choose")
    parser.add_argument("--errors", action="store_true", help="print every question that went wrong")
    parser.set_defaults(run=command)


def _desks(sources: Path) -> Iterator[Desk]:
    there = materials(sources)
    if missing := absence(there, sources):
        sys.stderr.write(f"{missing}\n")
    return desks(there)


def _find(given: argparse.Namespace) -> int:
    asked = questions(given.part, sources=given.sources)
    for desk in _desks(given.sources):
        made = finds(desk, asked)
        if given.errors:
            sys.stdout.writelines(f"{line}\n" for line in unfound(made.found[RAPPORT]))
        sys.stdout.write(f"\n{finding_table(made)}\n\n{kinds_table(made)}\n")
    return 0


def _ask(given: argparse.Namespace) -> int:
    asked = questions(given.part, sources=given.sources)
    for desk in _desks(given.sources):
        made = answers(desk, asked)
        if given.errors:
            sys.stdout.writelines(f"{line}\n" for line in wrong(made.asked[RAPPORT], desk.name))
        sys.stdout.write(f"\n{answering_table(made)}\n")
    return 0


def _answers(given: argparse.Namespace) -> int:
    asked = questions(sources=given.sources)
    made = [(finds(desk, asked), answers(desk, asked)) for desk in _desks(given.sources)]
    path = answers_report(made, digest(asked), given.out)
    sys.stdout.write(f"{path.read_text(encoding='utf-8')}\n")
    return 0


def _add_report(parser: argparse.ArgumentParser, command: Command) -> None:
    parser.add_argument("--out", type=Path, default=Path("eval-report"), help="folder to write to")
    parser.set_defaults(run=command)


def _report(given: argparse.Namespace) -> int:
    reader = shipped()
    splits: tuple[Cases, ...] = ("test", "blind")
    reads: dict[str, Sequence[Read]] = {split: read(reader, utterances(split)) for split in splits}
    halves: tuple[Split, ...] = ("tune", "held")
    with tempfile.TemporaryDirectory() as folder, Coach(Settings(data_dir=folder)) as coach:
        plays: dict[str, Sequence[Played]] = {half: [play(coach, each) for each in founders(half)] for half in halves}
    path = report(reads, plays, Card.read(ARTEFACT), given.out)
    sys.stdout.write(f"{path.read_text(encoding='utf-8')}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
