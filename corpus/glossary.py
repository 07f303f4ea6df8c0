"""The glossary: what our own handbook says, as a bridge from a founder's words to the terms of the field."""

from __future__ import annotations

from corpus.chunking import passages
from corpus.reading import HANDBOOK, files_in, read
from corpus.shelf import content


def entries() -> list[str]:
    """Return what is embedded of each passage of the handbook that comes along."""
    documents = (read(path, path.name) for path in files_in(HANDBOOK))
    return [content(passage) for document in documents for passage in passages(document)]
