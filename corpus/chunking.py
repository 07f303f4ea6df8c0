"""Cutting documents into passages: a section is one passage while it is short, else several."""

from __future__ import annotations

import hashlib

from langchain_text_splitters import RecursiveCharacterTextSplitter

from corpus.passage import Passage
from corpus.reading import Document, sections

# The usual encoder reads 256 tokens, which is about 1,100 characters of English with its heading; what is longer would
# be embedded by its beginning only.
LONGEST = 1100
TARGET = 1000

# Paragraphs, lines, sentences, words: the first that yields pieces that are short enough.
_BOUNDARIES = [r"\n\s*\n", r"\n", r"(?<=[.!?…])\s+", r"\s+", ""]


def passages(document: Document, owner: str = "") -> list[Passage]:
    """Return the passages of a document in order; each stands verbatim in its text from `start` to `end`.

    A passage's id depends on nothing but the document's name, the section, the text, and the owner where there is one.
    """
    found: list[Passage] = []
    seen: dict[str, int] = {}
    for section in sections(document):
        for start, end in _pieces(document.text, section.start, section.end):
            text = document.text[start:end]
            key = "\0".join((document.name, section.heading, text))
            # No name begins with a zero, so that no shared passage has the id of an owned one.
            key = f"\0{owner}\0{key}" if owner else key
            seen[key] = seen.get(key, -1) + 1
            found.append(
                Passage(
                    id=_id(key, seen[key]),
                    document=document.name,
                    section=section.heading,
                    text=text,
                    start=start,
                    end=end,
                    sources=section.sources,
                    owner=owner,
                )
            )
    return found


def _id(key: str, repeat: int) -> str:
    return "p" + hashlib.sha256(f"{key}\0{repeat}".encode()).hexdigest()[:16]


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    if end - start <= LONGEST:
        return [(start, end)]
    splitter = RecursiveCharacterTextSplitter(
        separators=_BOUNDARIES,
        is_separator_regex=True,
        keep_separator="end",
        chunk_size=TARGET,
        chunk_overlap=0,
    )
    pieces = []
    at = start
    for piece in splitter.split_text(text[start:end]):
        at = text.index(piece, at)
        pieces.append((at, at + len(piece)))
        at += len(piece)
    return pieces
