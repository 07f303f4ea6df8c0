"""What tests share: the real handbook's index, built once, and coaches that keep their canvases in memory."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant import Coach
from corpus.index import Index
from corpus.opening import open_index
from tests.fakes import Clock, in_memory

BUILD = """
import sys
from pathlib import Path
folder, handbook = Path(sys.argv[1]), Path(sys.argv[2])
calls = []
names = ("socket.connect", "socket.getaddrinfo", "socket.sendto", "socket.sendmsg")
sys.addaudithook(lambda event, args: calls.append(event + str(args)) if event in names else None)
from corpus.opening import open_index
open_index(folder).update([handbook])
(folder.parent / "calls.txt").write_text("\\n".join(calls))
"""
HANDBOOK = Path(__file__).parents[1] / "corpus" / "handbook"


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an index of the handbook, made with the real encoder; not to be changed.

    A process of its own makes it, which notes every connection that it tries in `calls.txt` beside the folder.
    """
    folder = tmp_path_factory.mktemp("built") / "index"
    subprocess.run([sys.executable, "-c", BUILD, str(folder), str(HANDBOOK)], check=True)
    return folder


@pytest.fixture(scope="session")
def library(built: Path) -> Iterator[Index]:
    """The handbook's real index, with the encoder that serves."""
    index = open_index(built)
    yield index
    index.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def new_coach(library: Index, clock: Clock) -> Callable[[], Coach]:
    """Make coaches that are real but for their ledger and their clock."""

    def make() -> Coach:
        return Coach(parts=in_memory(library, clock))

    return make
