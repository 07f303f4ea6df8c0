"""A document: one file as text, with a name and a hash."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from corpus.errors import Unreadable
from corpus.formats.letters import decoded
from corpus.formats.refusal import Refusal
from corpus.reading.file import content, opened
from corpus.reading.kinds import FORMATS, KNOWN, PLAIN
from corpus.reading.limits import USUAL, Limits
from corpus.reading.process import parsed


class Document(BaseModel):
    """One document as it was read: line ends are newlines, `hash` is the SHA-256 of the text."""

    model_config = ConfigDict(frozen=True)

    name: str
    path: Path
    text: str
    hash: str


def read(path: Path, name: str, limits: Limits = USUAL, called: str | None = None) -> Document:
    """Return the document in this file: text as it stands, everything else as Markdown.

    What is not text already is parsed in a process of its own, which may take no more than the limits; where it holds
    no text at all, that is an error. Raises `Unreadable` where the file is missing, locked, too large, no kind that is
    known, damaged, protected or hostile; the sentence begins with what the file is `called`, or with its path.
    """
    suffix = path.suffix.lower()
    if suffix not in PLAIN and suffix not in FORMATS:
        raise Unreadable(f"{called or path} is not a kind of file that can be indexed; give {KNOWN}.")
    most_bytes = limits.text_bytes if suffix in PLAIN else limits.file_bytes
    try:
        with opened(path, most_bytes) as handle:
            if suffix in FORMATS:
                text = parsed(handle, FORMATS[suffix], limits)
            else:
                text = decoded(content(handle, most_bytes)).replace("\r\n", "\n").replace("\r", "\n")
    except Refusal as refusal:
        raise Unreadable(f"{called or path} {refusal}") from None
    return Document(name=name, path=path, text=text, hash=hashlib.sha256(text.encode()).hexdigest())
