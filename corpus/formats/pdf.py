"""PDFs as Markdown: their lines in order, with those that are set larger than the rest as headings."""

from __future__ import annotations

import math
import re
from collections import Counter
from io import BytesIO
from typing import Any

from pypdf import PdfReader, overwrite_configuration
from pypdf.errors import DependencyError, LimitReachedError, PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

from corpus.formats.letters import line
from corpus.formats.lines import Line, headed, unframed
from corpus.formats.refusal import Refusal, damaged, no_text

MOST_PAGES = 2_000
# What all pages together make the reader work through, in bytes; it takes a second for two megabytes or so.
MOST_WORK = 25_000_000
DEEPEST_FORM = 10

_DRAWN = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do\b")
_SIMPLER = "print it to a simpler PDF, or split it."


def text(data: bytes, _most_bytes: int) -> str:
    """Return the text of all pages; raises `Refusal` for one that is protected, scanned, or too much."""
    overwrite_configuration(
        disable_legacy_handling=True,
        page_tree_maximum_entries=2 * MOST_PAGES,
        stream_filters_maximum_length=3,
        zlib_maximum_output_length=30_000_000,
        lzw_maximum_output_length=5_000_000,
        run_length_maximum_output_length=30_000_000,
        zlib_maximum_recovery_input_length=100_000,
        array_based_stream_maximum_output_length=30_000_000,
        xform_maximum_invocations_per_extraction=1_000,
        jbig2dec_binary=None,
    )
    try:
        pages = _pages(data)
        work = _Work()
        for page in pages:
            work.add(page)
        found = [_lines(page) for page in pages]
    except LimitReachedError:
        raise Refusal(f"is larger inside than a document should be; {_SIMPLER}") from None
    except PyPdfError:
        raise damaged() from None
    if not any(said.strip() for lines in found for said, _ in lines):
        if work.pictures:
            raise Refusal("holds only pictures of pages (a scan); run text recognition (OCR) on it and try again.")
        raise no_text()
    return "\n".join(headed(unframed(found)))


def _pages(data: bytes) -> list[Any]:
    reader = PdfReader(BytesIO(data), strict=False)
    if reader.is_encrypted:
        try:
            opened = bool(reader.decrypt(""))
        except (DependencyError, NotImplementedError, PyPdfError):
            opened = False
        if not opened:
            raise Refusal("is protected with a password; save it without one.")
    if len(reader.pages) > MOST_PAGES:
        raise Refusal(f"has more than {MOST_PAGES:,} pages; split it into smaller documents.")
    if not len(reader.pages):
        raise Refusal("has no pages; open it in the program that made it and save it anew.")
    return list(reader.pages)


class _Work:
    """Adds up what the pages draw, shared streams each time they are drawn; sees whether there are pictures."""

    def __init__(self) -> None:
        self.pictures = False
        self._done = 0
        self._sizes: dict[int, int] = {}

    def add(self, page: Any) -> None:
        """Add a page; raises `Refusal` where it is too much."""
        contents = page.get("/Contents")
        contents = contents.get_object() if contents is not None else None
        streams = contents if isinstance(contents, ArrayObject) else [contents]
        resources = page.get("/Resources")
        for stream in streams:
            self._add(self._size(stream.get_object() if stream is not None else None, resources, 0))

    def _add(self, size: int) -> None:
        self._done += size
        if self._done > MOST_WORK:
            raise Refusal(f"holds too much to draw, more than {MOST_WORK / 1_000_000:g} MB; {_SIMPLER}")

    def _size(self, stream: Any, resources: Any, depth: int) -> int:
        """Return the length of a stream with all that it draws, each time it draws it."""
        if not isinstance(stream, StreamObject):
            return 0
        if id(stream) in self._sizes:
            return self._sizes[id(stream)]
        if depth > DEEPEST_FORM:
            raise Refusal(f"draws forms within forms within forms; {_SIMPLER}")
        content = stream.get_data()
        size = len(content)
        drawn = resources.get_object().get("/XObject") if isinstance(_got(resources), DictionaryObject) else None
        forms = _got(drawn) if isinstance(_got(drawn), DictionaryObject) else {}
        for name, times in Counter(_DRAWN.findall(content)).items():
            form = _got(forms.get("/" + name.decode("latin-1")))
            if isinstance(form, StreamObject) and form.get("/Subtype") == "/Image":
                self.pictures = True
            elif form is not None:
                size += times * self._size(form, form.get("/Resources", resources), depth + 1)
            if size > MOST_WORK:
                break
        self._sizes[id(stream)] = size
        return size


def _got(value: Any) -> Any:
    return value.get_object() if value is not None else None


def _lines(page: Any) -> list[Line]:
    """Return the lines of a page, each with the size of most of its letters."""
    pieces: list[Line] = []

    def note(said: str, cm: list[float], tm: list[float], _font: Any, size: float) -> None:
        scale = abs(tm[0] * tm[3] - tm[1] * tm[2]) * abs(cm[0] * cm[3] - cm[1] * cm[2])
        pieces.append((said, float(size) * math.sqrt(scale) if math.isfinite(scale) else 0.0))

    page.extract_text(visitor_text=note)
    lines: list[Line] = []
    said, sizes = "", Counter[float]()
    for piece, size in [*pieces, ("\n", 0.0)]:
        for at, part in enumerate(piece.split("\n")):
            if at:
                lines.append((line(said), sizes.most_common(1)[0][0] if sizes else 0.0))
                said, sizes = "", Counter[float]()
            said += part
            sizes[round(size, 1)] += len(part.strip())
    return [each for each in lines if each[0]]
