"""`python -m eval COMMAND`: figures about the coach.

`play ID --show` replays one founder, `play --split tune` a table of them all.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Sequence
from typing import get_args

from assistant import Coach, Settings
from eval.founder import Founder, Split, founder, founders
from eval.play import LIMIT, play
from eval.transcript import shown, table

Command = Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m eval", description=__doc__)
    commands = parser.add_subparsers(required=True)
    _add_play(commands.add_parser("play", help="let simulated founders talk with the coach"))
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


if __name__ == "__main__":
    sys.exit(main())
