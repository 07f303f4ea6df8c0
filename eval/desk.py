"""A desk: one corpus, opened to be searched and asked in every way that is compared."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from assistant import Coach, Settings
from corpus.opening import open_index
from corpus.reading import files_in
from eval.answering import Answerer
from eval.finding import Search
from eval.material import Material
from eval.question import Corpus
from eval.variants import LISTED, QUICKSTART, RAPPORT, WAYS, Way, joined


@dataclass(frozen=True)
class Desk:
    """Ways to search a corpus and to ask it, by name; `texts` holds its documents."""

    name: Corpus
    texts: Mapping[str, str]
    searches: Mapping[str, Search]
    answerers: Mapping[str, Answerer]


@contextmanager
def desk(material: Material, folder: Path, ways: Mapping[str, Way] = WAYS) -> Iterator[Desk]:
    """Index a corpus once in this data folder for the coach and every way, and once more for the quickstart."""
    # Loaded late: it brings the library that encodes, which takes seconds.
    from eval.yardstick import Yardstick  # noqa: PLC0415

    settings = Settings(data_dir=folder, corpus_dir=material.folder)
    quickstart = Yardstick(files_in(material.folder), f"{QUICKSTART}-{material.name}")
    with Coach(settings) as coach, closing(open_index(settings.index_dir)) as index:
        yield Desk(
            name=material.name,
            texts=material.texts(),
            searches={
                QUICKSTART: joined(quickstart),
                LISTED: lambda question, history: coach.ask(question, history).passages,
                **{name: way(index) for name, way in ways.items()},
            },
            answerers={QUICKSTART: quickstart, RAPPORT: coach},
        )


def desks(materials: tuple[Material, ...]) -> Iterator[Desk]:
    """Yield a desk for each corpus in turn, each in a folder that is gone afterwards."""
    for material in materials:
        with tempfile.TemporaryDirectory() as folder, desk(material, Path(folder)) as opened:
            yield opened
