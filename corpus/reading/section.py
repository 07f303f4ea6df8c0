"""Sections: the text of a document falls into stretches under headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from corpus.reading.document import Document
from corpus.reading.outline import joined, outline

_UNHEADED = (".csv",)
# Neighbouring paragraphs of plain text are one section up to so many characters: what an encoder reads at once. Of 350,
# 500, 700, 1,000 and 1,400 this found the most (mean reciprocal rank and hits among five, `python -m eval find`).
TARGET = 1000
_HEADING = re.compile(r"(#{1,6})[ \t]+(\S.*)")
_FENCE = re.compile(r"^[ \t]*(```|~~~)")
_MARKER = re.compile(r"\s*<!--\s*sources:([\w\s,.-]*)-->")
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---(?:\n|\Z)", re.DOTALL)


class Section(BaseModel):
    """A stretch of a document under one heading; `start` and `end` leave out the heading and its marker."""

    model_config = ConfigDict(frozen=True)

    heading: str
    start: int
    end: int
    sources: tuple[str, ...] = ()


def sections(document: Document) -> list[Section]:
    """Return the sections of a document that hold text, in order.

    A Markdown heading opens a section; its path is its title and the headings above it, joined with " > ". Text before
    the first heading, and all of a .csv file, stands under the name of the file. Of a .txt file the outline is found
    (see `outline`) and its furniture left out. Only a .md file has front matter and may name sources: what another
    format says of its sources is its text.
    """
    stem = Path(document.name).stem
    suffix = document.path.suffix.lower()
    if suffix == ".txt":
        found = joined(document.text, outline(document.text), TARGET)
        return [Section(heading=_joined(each.trail) or stem, start=each.start, end=each.end) for each in found]
    if suffix in _UNHEADED:
        return _kept(document.text, [(stem, 0, len(document.text))], marked=False)
    front = _FRONT_MATTER.match(document.text) if suffix == ".md" else None
    start = front.end() if front else 0
    spans: list[tuple[str, int, int]] = []
    trail: list[tuple[int, str]] = []
    for at, after, level, title in _headings(document.text, start):
        spans.append((_path(trail) or stem, start, at))
        trail = [step for step in trail if step[0] < level] + [(level, title)]
        start = after
    spans.append((_path(trail) or stem, start, len(document.text)))
    return _kept(document.text, spans, marked=suffix == ".md")


def _headings(text: str, start: int) -> list[tuple[int, int, int, str]]:
    """Return (offset, offset after, level, title) of each heading; a line inside a code fence is none."""
    found = []
    fence: str | None = None
    at = start
    for line in text[start:].splitlines(keepends=True):
        mark = _FENCE.match(line)
        heading = None if fence else _HEADING.match(line.rstrip("\n"))
        if mark and fence in (None, mark[1]):
            fence = None if fence else mark[1]
        elif heading:
            found.append((at, at + len(line), len(heading[1]), _title(heading[2])))
        at += len(line)
    return found


def _title(written: str) -> str:
    """Return a heading's text without the marks that may close it."""
    return " ".join((written.rstrip().rstrip("#").rstrip() or "#").split())


def _path(trail: list[tuple[int, str]]) -> str:
    return _joined([title for _, title in trail])


def _joined(titles: Sequence[str]) -> str:
    return " > ".join(titles)


def _kept(text: str, spans: list[tuple[str, int, int]], *, marked: bool) -> list[Section]:
    found = []
    for heading, begin, end in spans:
        marker = _MARKER.match(text, begin, end) if marked else None
        start = marker.end() if marker else begin
        body = text[start:end]
        if body.strip():
            start += len(body) - len(body.lstrip())
            sources = tuple(re.split(r"[\s,]+", marker[1].strip())) if marker and marker[1].strip() else ()
            found.append(Section(heading=heading, start=start, end=start + len(body.strip()), sources=sources))
    return found
