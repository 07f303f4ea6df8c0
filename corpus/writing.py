"""Writing a shelf: passages go with their vectors into a new Chroma folder, through LangChain's vector store."""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path

from chromadb.errors import ChromaError
from langchain_chroma import Chroma
from langchain_core.embeddings import Embeddings

from corpus.changes import Changes
from corpus.chunking import passages
from corpus.encoder import Encoder, Progress
from corpus.errors import unwritable
from corpus.passage import Passage
from corpus.shelf import COLLECTION, Shelf, client, content, metadata
from corpus.stamp import Held, Stamp

# Chroma takes at most some five thousand at once.
_BATCH = 1000


class Encoded(Embeddings):
    """Vectors that are known already, by text."""

    def __init__(self, vectors: Mapping[str, list[float]]) -> None:
        self._vectors = vectors

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return the vector of each text."""
        return [self._vectors[text] for text in texts]

    def embed_query(self, text: str) -> list[float]:
        """Return the vector of one text."""
        return self._vectors[text]


def renew(folder: Path, changes: Changes, before: Shelf | None, encoder: Encoder, progress: Progress | None) -> Stamp:
    """Write a new shelf beside the one before it and return the stamp that names it; the stamp is not put in place yet.

    What stood on the shelf before is taken over with its vector; only other passages are encoded. Raises `CorpusError`
    where the disk is full or the folder may not be written.
    """
    names = {document.name for document in changes.kept}
    shelf = [passage for passage in before.passages() if passage.document in names] if before else []
    added = []
    for found in changes.added:
        document = found.document
        fresh = passages(document)
        shelf += fresh
        added.append(
            Held(name=document.name, path=document.path, root=found.root, hash=document.hash, passages=len(fresh))
        )
    name = f"shelf-{uuid.uuid4().hex[:12]}"
    _write(folder / name, shelf, _vectors(shelf, before, encoder, progress))
    return Stamp(encoder=encoder.identity, shelf=name, documents=changes.kept + tuple(added))


def _vectors(
    shelf: Sequence[Passage], before: Shelf | None, encoder: Encoder, progress: Progress | None
) -> dict[str, list[float]]:
    vectors = before.vectors() if before else {}
    missing = list(dict.fromkeys(text for text in map(content, shelf) if text not in vectors))
    if missing:
        vectors.update(zip(missing, encoder.encode(missing, progress).tolist(), strict=True))
    return vectors


def _write(folder: Path, shelf: Sequence[Passage], vectors: Mapping[str, list[float]]) -> None:
    try:
        with contextlib.closing(client(folder)) as opened:
            store = Chroma(
                COLLECTION,
                Encoded(vectors),
                client=opened,
                collection_configuration={"hnsw": {"space": "cosine"}},
            )
            for first in range(0, len(shelf), _BATCH):
                batch = shelf[first : first + _BATCH]
                store.add_texts(
                    [content(passage) for passage in batch],
                    metadatas=[metadata(passage) for passage in batch],
                    ids=[passage.id for passage in batch],
                )
    except (ChromaError, ValueError, OSError) as error:
        raise unwritable(folder.parent, error) from error
