"""What tests share: the real handbook's index, built once, and coaches that keep their canvases in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from assistant import Coach
from assistant.offline.reader import OfflineReader
from assistant.offline.writer import OfflineWriter
from assistant.parts import Parts
from corpus.index import Index
from corpus.opening import open_index
from tests.fakes import Clock, MemoryLedger


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """The handbook's real index, with the real encoder."""
    index = open_index(tmp_path_factory.mktemp("index"))
    index.update([Path(str(files("corpus").joinpath("handbook")))])
    yield index
    index.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def new_coach(library: Index, clock: Clock) -> Callable[[], Coach]:
    """Make coaches that are real but for their ledger and their clock."""

    def make() -> Coach:
        parts = Parts(
            reader=OfflineReader(), writer=OfflineWriter(), library=library, ledger=MemoryLedger(), now=clock.now
        )
        return Coach(parts=parts)

    return make
