"""The shelf: passages with their vectors in one Chroma folder, written once and then only read.

Reading goes to Chroma itself: LangChain's vector store on top of it would add 0.6 s to every start and 24 MB to every
server, and finds the same.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import chromadb
from chromadb.api.client import Client
from chromadb.config import Settings
from chromadb.errors import ChromaError

from corpus.encoder import Vectors
from corpus.errors import damaged, read_only
from corpus.passage import Passage

COLLECTION = "passages"


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
    }


class Shelf:
    """The passages of one index as they were written.

    Raises `CorpusError` where the folder is damaged or does not hold the number of passages that it should.
    """

    def __init__(self, folder: Path, expected: int) -> None:
        self._folder = folder.parent
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

    def nearest(self, vector: Vectors, limit: int) -> list[Passage]:
        """Return the passages nearest to a vector of length one, best first, scored by cosine similarity."""
        try:
            found = self._collection.query(
                query_embeddings=vector.reshape(1, -1), n_results=limit, include=["documents", "metadatas", "distances"]
            )
        except ChromaError as error:
            raise damaged(self._folder) from error
        columns = (found["ids"], found["documents"] or [[]], found["metadatas"] or [[]], found["distances"] or [[]])
        rows = zip(*(column[0] for column in columns), strict=True)
        return [_passage(key, text, facts, 1.0 - distance) for key, text, facts, distance in rows]

    def passages(self, key: str | None = None) -> list[Passage]:
        """Return every passage, or the one with this id, in no particular order."""
        try:
            found = self._collection.get(ids=None if key is None else [key], include=["documents", "metadatas"])
        except ChromaError as error:
            raise damaged(self._folder) from error
        rows = zip(found["ids"], found["documents"] or [], found["metadatas"] or [], strict=True)
        return [_passage(key, text, facts, 0.0) for key, text, facts in rows]

    def vectors(self) -> dict[str, list[float]]:
        """Return the vector of each content on the shelf."""
        try:
            found = self._collection.get(include=["documents", "embeddings"])
        except ChromaError as error:
            raise damaged(self._folder) from error
        embeddings: Any = found["embeddings"]
        return dict(zip(found["documents"] or [], embeddings.tolist(), strict=True))

    def close(self) -> None:
        """Let go of the folder."""
        self._client.close()


def _passage(key: str, text: str, facts: Mapping[str, Any], score: float) -> Passage:
    return Passage(
        id=key,
        document=str(facts["document"]),
        section=str(facts["section"]),
        text=text.partition("\n")[2],
        start=int(facts["start"]),
        end=int(facts["end"]),
        score=score,
        sources=tuple(str(facts["sources"]).split()),
    )
