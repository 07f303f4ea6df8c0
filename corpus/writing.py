"""Writing a shelf: passages go with their vectors into a new Chroma folder, through LangChain's vector store."""

from __future__ import annotations

import contextlib
import hashlib
import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from chromadb.errors import ChromaError
from langchain_chroma import Chroma
from langchain_core.embeddings import Embeddings

from corpus import keywords, parts
from corpus.changes import Changes, Found
from corpus.chunking import passages
from corpus.encoder import Encoder, Parted, Progress, Vectors
from corpus.errors import unwritable
from corpus.glossary import entries
from corpus.passage import Passage
from corpus.passage.prose import sentences
from corpus.remnants import wipe
from corpus.shelf import COLLECTION, GLOSSARY, PARTS, WORDS, Shelf, client, content, metadata
from corpus.stamp import Held, Stamp
from corpus.texts import Texts

# Chroma takes at most some five thousand at once.
_BATCH = 1000
# A hundred canvases with the same handout make a hundred copies of each passage; with these, all five that are best for
# a canvas were found among them, for half a millisecond more than with Chroma's own 100 (which found 99.4 %).
_LOOKED_AT = 400


class Encoded(Embeddings):
    """Vectors that are known already, by text."""

    def __init__(self, vectors: Mapping[str, Vectors]) -> None:
        self._vectors = vectors

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return the vector of each text."""
        return [self.embed_query(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        """Return the vector of one text."""
        found: list[float] = self._vectors[text][0].tolist()
        return found


def renew(folder: Path, changes: Changes, before: Shelf | None, encoder: Encoder, progress: Progress | None) -> Stamp:
    """Write a new shelf beside the one before it and return the stamp that names it; the stamp is not put in place yet.

    What stood on the shelf before is taken over with its vector; only other passages are encoded. Raises `CorpusError`
    where the disk is full or the folder may not be written.
    """
    kept = {(document.owner, document.name) for document in changes.kept}
    shelf = [passage for passage in before.passages() if (passage.owner, passage.document) in kept] if before else []
    added = []
    for found in changes.added:
        fresh = passages(found.document, found.owner)
        shelf += fresh
        added.append(_held(found, len(fresh)))
    name = f"shelf-{uuid.uuid4().hex[:12]}"
    vectors = _vectors(shelf, before, encoder, progress)
    try:
        _write(folder / name, shelf, vectors)
        keywords.write(folder / name / WORDS, [(each.id, each.owner, content(each)) for each in shelf])
        parts.write(folder / name / PARTS, [vectors[content(each)][1:] for each in shelf])
        _bridge(folder / name / GLOSSARY, vectors, before, encoder)
        _keep(Texts(folder / name), changes, before)
    except (ChromaError, ValueError, OSError) as error:
        raise unwritable(folder, error) from error
    return Stamp(encoder=encoder.identity, shelf=name, documents=changes.kept + tuple(added))


def _held(found: Found, count: int) -> Held:
    document = found.document
    return Held(
        name=document.name,
        path=document.path,
        root=found.root,
        hash=document.hash,
        passages=count,
        owner=found.owner,
    )


def _keep(texts: Texts, changes: Changes, before: Shelf | None) -> None:
    if before:
        texts.take_over(before.texts, (document.hash for document in changes.kept))
    for found in changes.added:
        texts.put(found.document.hash, found.document.text)


def _vectors(
    shelf: Sequence[Passage], before: Shelf | None, encoder: Encoder, progress: Progress | None
) -> dict[str, Vectors]:
    """Return of each content its vector and those of its sentences; what stood on the shelf before is known."""
    vectors = before.vectors() if before else {}
    missing = {content(each): _parted(each) for each in shelf if content(each) not in vectors}
    if missing:
        vectors.update(zip(missing, encoder.encode_parts(list(missing.values()), progress), strict=True))
    return vectors


def _parted(passage: Passage) -> Parted:
    """Return what is embedded of a passage, and where its sentences stand in that."""
    text = content(passage)
    before = len(text) - len(passage.text)
    return text, [(before + each.start, before + each.end) for each in sentences(passage.text)]


def _bridge(file: Path, vectors: Mapping[str, Vectors], before: Shelf | None, encoder: Encoder) -> None:
    """Write the vectors of the handbook's passages, which are mostly known: from this shelf or the one before it."""
    texts = entries()
    mark = hashlib.sha256("\0".join(texts).encode()).hexdigest()
    if before and before.glossary_of == mark:
        np.savez(file, vectors=before.glossary, hash=mark)
        return
    missing = [text for text in texts if text not in vectors]
    fresh = dict(zip(missing, encoder.encode(missing), strict=True)) if missing else {}
    rows = [fresh[text] if text in fresh else vectors[text][0] for text in texts]
    np.savez(file, vectors=np.array(rows, dtype=np.float32), hash=mark)


def _write(folder: Path, shelf: Sequence[Passage], vectors: Mapping[str, Vectors]) -> None:
    with contextlib.closing(client(folder)) as opened:
        store = Chroma(
            COLLECTION,
            Encoded(vectors),
            client=opened,
            collection_configuration={
                "hnsw": {"space": "cosine", "ef_search": _LOOKED_AT, "ef_construction": _LOOKED_AT}
            },
        )
        for first in range(0, len(shelf), _BATCH):
            batch = shelf[first : first + _BATCH]
            store.add_texts(
                [content(passage) for passage in batch],
                metadatas=[metadata(passage) for passage in batch],
                ids=[passage.id for passage in batch],
            )
    wipe(folder)
