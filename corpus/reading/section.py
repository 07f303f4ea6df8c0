"""Reading documents: a file becomes a text with a name and a hash, and the text falls into sections."""

from __future__ import annotations

import codecs
import hashlib
import re
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from corpus.errors import CorpusError

SUFFIXES = (".md", ".txt")

# Ten megabytes of text are some five thousand pages; a larger file is far more likely a log or a dump than a document.
LARGEST = 10_000_000

_BYTE_ORDER_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_HEADING = re.compile(r"^(#{1,6})[ \t]+(.+?)[ \t]*#*[ \t]*$")
_FENCE = re.compile(r"^[ \t]*(```|~~~)")
_MARKER = re.compile(r"\s*<!--\s*sources:([\w\s,.-]*)-->")
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---(?:\n|\Z)", re.DOTALL)


class Document(BaseModel):
    """One document as it was read: line ends are newlines, `hash` is the SHA-256 of the text."""

    model_config = ConfigDict(frozen=True)

    name: str
    path: Path
    text: str
    hash: str


class Section(BaseModel):
    """A stretch of a document under one heading; `start` and `end` leave out the heading and its marker."""

    model_config = ConfigDict(frozen=True)

    heading: str
    start: int
    end: int
    sources: tuple[str, ...] = ()


def read(path: Path, name: str) -> Document:
    """Return the document in this file.

    Raises `CorpusError` where the file is missing, locked, too large, or anything but text in UTF-8 (or UTF-16 with a
    byte order mark).
    """
    if path.suffix.lower() not in SUFFIXES:
        raise CorpusError(
            f"{path} is not a kind of file that can be indexed; give a Markdown (.md) or text (.txt) file."
        )
    try:
        if path.stat().st_size > LARGEST:
            raise CorpusError(f"{path} is larger than {LARGEST // 1_000_000} MB; split it into smaller documents.")
        raw = path.read_bytes()
    except FileNotFoundError:
        raise CorpusError(f"{path} does not exist; check the path.") from None
    except OSError as error:
        reason = error.strerror or "the system refused"
        raise CorpusError(f"{path} cannot be read ({reason}); check that it is a file that you may read.") from None
    text = _decoded(raw, path).replace("\r\n", "\n").replace("\r", "\n")
    return Document(name=name, path=path, text=text, hash=hashlib.sha256(text.encode()).hexdigest())


def _decoded(raw: bytes, path: Path) -> str:
    encoding = next((name for mark, name in _BYTE_ORDER_MARKS if raw.startswith(mark)), "utf-8")
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        raise CorpusError(f"{path} is not text in UTF-8; save it as UTF-8 and try again.") from None
    if "\0" in text:
        raise CorpusError(
            f"{path} holds zero bytes, so it is binary, or UTF-16 without a mark; save it as UTF-8 text or remove it."
        )
    return text


def files_in(folder: Path) -> list[Path]:
    """Return the documents below a folder, sorted by path; hidden files and folders are left out."""
    found = []
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.suffix.lower() in SUFFIXES and not hidden and not path.is_dir():
            found.append(path)
    return found


def sections(document: Document) -> list[Section]:
    """Return the sections of a document that hold text, in order.

    A Markdown heading opens a section; its path is its title and the headings above it, joined with " > ". Text before
    the first heading, and all of a .txt file, stands under the name of the file.
    """
    stem = Path(document.name).stem
    if document.path.suffix.lower() != ".md":
        return _kept(document.text, [(stem, 0, len(document.text))])
    front = _FRONT_MATTER.match(document.text)
    start = front.end() if front else 0
    spans: list[tuple[str, int, int]] = []
    trail: list[tuple[int, str]] = []
    for at, after, level, title in _headings(document.text, start):
        spans.append((_path(trail) or stem, start, at))
        trail = [step for step in trail if step[0] < level] + [(level, title)]
        start = after
    spans.append((_path(trail) or stem, start, len(document.text)))
    return _kept(document.text, spans)


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
            found.append((at, at + len(line), len(heading[1]), " ".join(heading[2].split())))
        at += len(line)
    return found


def _path(trail: list[tuple[int, str]]) -> str:
    return " > ".join(title for _, title in trail)


def _kept(text: str, spans: list[tuple[str, int, int]]) -> list[Section]:
    found = []
    for heading, begin, end in spans:
        marker = _MARKER.match(text, begin, end)
        start = marker.end() if marker else begin
        body = text[start:end]
        if body.strip():
            start += len(body) - len(body.lstrip())
            sources = tuple(re.split(r"[\s,]+", marker[1].strip())) if marker and marker[1].strip() else ()
            found.append(Section(heading=heading, start=start, end=start + len(body.strip()), sources=sources))
    return found
