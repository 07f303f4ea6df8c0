"""The shelf: passages with their vectors in one Chroma folder, written once and then only read.

Reading goes to Chroma itself: LangChain's vector store on top of it would add 0.6 s to every start and 24 MB to every
server, and finds the same.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

import chromadb
import numpy as np
from chromadb.api.client import Client
from chromadb.api.types import Where
from chromadb.config import Settings
from chromadb.errors import ChromaError

from corpus.encoder import Vectors
from corpus.errors import damaged, read_only
from corpus.keywords import Keywords
from corpus.parts import Parts
from corpus.passage import Passage
from corpus.remnants import wipe
from corpus.texts import Texts

COLLECTION = "passages"
# Beside Chroma's files: the words of the passages, the vectors of their sentences, those of the handbook's passages.
WORDS = "words"
PARTS = "parts"
GLOSSARY = "glossary.npz"


def client(folder: Path) -> Client:
    """Open Chroma inside this process on a folder; no server, nothing reported to anybody."""
    opened = chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))
    return cast(Client, opened)


def content(passage: Passage) -> str:
    """Return what is embedded and stored for a passage: the heading says what the text is about, so it comes along."""
    return f"{passage.section}\n{passage.text}"


def metadata(passage: Passage) -> dict[str, str | int]:
    """Return what is stored beside a passage's content."""
    return {
        "document": passage.document,
        "section": passage.section,
        "start": passage.start,
        "end": passage.end,
        "sources": " ".join(passage.sources),
        "owner": passage.owner,
    }


def visible_to(owner: str) -> list[str]:
    """Return the owners whose passages an owner sees: the shared ones, and its own."""
    return list(dict.fromkeys(("", owner)))


class Shelf:
    """The passages and `texts` of one index as they were written; `owners` are those whose documents it holds.

    Raises `CorpusError` where the folder is damaged or does not hold the number of passages that it should.
    """

    def __init__(self, folder: Path, expected: int, owners: Collection[str]) -> None:
        self._folder = folder.parent
        self.texts = Texts(folder)
        self._owners = frozenset(owners)
        # Chroma would quietly make a new, empty database where there is none.
        if not (folder / "chroma.sqlite3").is_file():
            raise damaged(self._folder)
        if not os.access(folder / "chroma.sqlite3", os.W_OK):
            raise read_only(self._folder)
        try:
            self._client = client(folder)
        except (ChromaError, ValueError) as error:
            raise damaged(self._folder) from error
        try:
            self._collection = self._client.get_collection(COLLECTION, embedding_function=None)
            whole = self._collection.count() == expected
        except (ChromaError, ValueError) as error:
            self._client.close()
            raise damaged(self._folder) from error
        if not whole:
            self._client.close()
            raise damaged(self._folder)
        self._place = folder
        self._clean()
        self.words = self._words(folder / WORDS)
        self._parts = self._read(folder / PARTS)
        self.glossary, self.glossary_of = _glossary(folder / GLOSSARY)

    def _words(self, folder: Path) -> Keywords:
        """Return the words of the passages; those of an index of the version before are gathered here."""
        try:
            if folder.is_dir():
                return Keywords.read(folder)
        except (OSError, ValueError) as error:
            raise damaged(self._folder) from error
        return Keywords.of([(passage.id, passage.owner, content(passage)) for passage in self.passages()])

    def _read(self, folder: Path) -> Parts | None:
        """Return the vectors of the passages' sentences; an index of the version before has none."""
        try:
            parts = Parts.read(folder) if folder.is_dir() else None
        except (OSError, ValueError) as error:
            raise damaged(self._folder) from error
        if parts is not None and len(parts) != len(self.words.ids):
            raise damaged(self._folder)
        return parts

    @property
    def parted(self) -> bool:
        """Whether the vectors of sentences are known, as they are on every shelf that this version writes."""
        return self._parts is not None

    def parts(self, key: str) -> Vectors | None:
        """Return the vectors of a passage's sentences, or None where they are not known."""
        return None if self._parts is None else self._parts.of(self.words.places[key])

    def near(self, vectors: Sequence[Vectors], limit: int, owner: str = "") -> list[str]:
        """Return the ids of the passages nearest to each of some vectors, best first, each once.

        Only what is shared and what belongs to `owner` is looked through, so that `limit` counts nothing else.
        """
        seen = visible_to(owner)
        # A filter costs seven times as much as the search itself; where all that is held may be seen, none is needed.
        where = cast(Where, {"owner": {"$in": seen}}) if self._owners - set(seen) else None
        try:
            found = self._collection.query(query_embeddings=np.stack(vectors), n_results=limit, where=where, include=[])
            # The graph loses its way among many copies of one passage; then everything that may be seen is compared.
            if any(len(row) < limit for row in found["ids"]):
                return self._compared(vectors, limit, where)
        except ChromaError as error:
            raise damaged(self._folder) from error
        return list(dict.fromkeys(key for row in found["ids"] for key in row))

    def _compared(self, vectors: Sequence[Vectors], limit: int, where: Where | None) -> list[str]:
        found = self._collection.get(where=where, include=["embeddings"])
        if not found["ids"]:
            return []
        embeddings: Any = found["embeddings"]
        orders = [np.argsort(-(embeddings @ vector), kind="stable")[:limit] for vector in vectors]
        return list(dict.fromkeys(found["ids"][place] for order in orders for place in order))

    def held(self, keys: Sequence[str]) -> list[tuple[Passage, str, Vectors]]:
        """Return the passages with these ids, what is embedded of each, and its vector, in no particular order."""
        if not keys:
            return []
        try:
            found = self._collection.get(ids=list(keys), include=["documents", "metadatas", "embeddings"])
        except ChromaError as error:
            raise damaged(self._folder) from error
        embeddings: Any = found["embeddings"]
        rows = zip(found["ids"], found["documents"] or [], found["metadatas"] or [], embeddings, strict=True)
        return [(_passage(key, text, facts), text, vector) for key, text, facts, vector in rows]

    def passages(self, key: str | None = None) -> list[Passage]:
        """Return every passage, or the one with this id, in no particular order."""
        try:
            found = self._collection.get(ids=None if key is None else [key], include=["documents", "metadatas"])
        except ChromaError as error:
            raise damaged(self._folder) from error
        rows = zip(found["ids"], found["documents"] or [], found["metadatas"] or [], strict=True)
        return [_passage(key, text, facts) for key, text, facts in rows]

    def vectors(self) -> dict[str, Vectors]:
        """Return of each content on the shelf its vector, and below it those of its sentences.

        A content whose sentences have none is left out: it must be encoded again.
        """
        try:
            found = self._collection.get(include=["documents", "embeddings"])
        except ChromaError as error:
            raise damaged(self._folder) from error
        embeddings: Any = found["embeddings"]
        rows = zip(found["ids"], found["documents"] or [], embeddings, strict=True)
        known = ((text, vector, self.parts(key)) for key, text, vector in rows)
        return {text: np.vstack([vector, parts]) for text, vector, parts in known if parts is not None}

    def close(self) -> None:
        """Let go of the folder."""
        self._client.close()
        wipe(self._place)

    def _clean(self) -> None:
        """Have the vectors loaded, which writes their file anew, and clear what that leaves there."""
        try:
            self._collection.get(limit=1, include=["embeddings"])
        except ChromaError as error:
            self._client.close()
            raise damaged(self._folder) from error
        wipe(self._place)


def _glossary(file: Path) -> tuple[Vectors, str]:
    """Return the vectors of the handbook's passages and the hash of what they were made of."""
    if not file.is_file():
        return np.empty((0, 0), dtype=np.float32), ""
    with np.load(file) as held:
        return held["vectors"], str(held["hash"])


def _passage(key: str, text: str, facts: Mapping[str, Any]) -> Passage:
    return Passage(
        id=key,
        document=str(facts["document"]),
        section=str(facts["section"]),
        text=text.partition("\n")[2],
        start=int(facts["start"]),
        end=int(facts["end"]),
        sources=tuple(str(facts["sources"]).split()),
        owner=str(facts.get("owner", "")),
    )
