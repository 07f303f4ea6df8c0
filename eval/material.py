"""The two corpora that questions are measured on: the handbook that ships, and the raw documents that it restates."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import Path

from corpus.reading import HANDBOOK, files_in, read
from eval.question import CORPORA, SOURCES, Corpus

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Material:
    """A corpus as a folder of documents."""

    name: Corpus
    folder: Path

    def texts(self) -> dict[str, str]:
        """Return the text of each document by its name in the index."""
        named = [(path, path.relative_to(self.folder).as_posix()) for path in files_in(self.folder)]
        return {name: read(path, name).text for path, name in named}


def materials(sources: Path = SOURCES) -> tuple[Material, ...]:
    """Return the corpora that are there: the handbook always, the raw documents where the folder holds some."""
    both = (Material("handbook", HANDBOOK), Material("sources", sources))
    return tuple(each for each in both if each.folder.is_dir() and files_in(each.folder))


def absence(found: tuple[Material, ...], sources: Path) -> str:
    """Return a plain sentence where the raw documents are not there, else nothing."""
    if {each.name for each in found} >= set(CORPORA):
        return ""
    return f"The raw sources are not in {sources}: only the handbook is measured. Name their folder with --sources."


def flat(text: str) -> str:
    """Return a text composed, with single blanks and in lower case, so that quotes can be looked up in it."""
    return " ".join(unicodedata.normalize("NFC", text).split()).lower()
