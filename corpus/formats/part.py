"""The XML parts of an Office document, counted as they stream by, so that no tree is built of a hostile one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from xml.parsers.expat import ExpatError, ParserCreate

from corpus.formats.refusal import Refusal

# A thousand pages are some 20,000 paragraphs and 300,000 elements; a tree of the elements allowed is about 400 MB.
MOST_ELEMENTS = 1_000_000
MOST = {"p": (200_000, "paragraphs"), "tc": (200_000, "cells"), "sp": (20_000, "shapes"), "pic": (20_000, "pictures")}
MOST |= {"graphicFrame": (5_000, "frames"), "grpSp": (5_000, "groups"), "cxnSp": (20_000, "connectors")}
MOST |= {"sldId": (2_000, "slides"), "style": (10_000, "styles"), "Relationship": (50_000, "ties between its parts")}
# The tree that comes after goes no deeper than 256.
DEEPEST = 200
MOST_ATTRIBUTES = 500
# The parser keeps a tag until it ends, and begins it anew with each chunk.
LONGEST_TAG = 1_000_000

_SIMPLER = "so it is no ordinary document; save it anew in Office, or split it."


class Census:
    """What all parts of one document hold together."""

    def __init__(self) -> None:
        self._elements = 0
        self._counts: Counter[str] = Counter()

    def part(self, name: str) -> Part:
        """Return a counter for one more part."""
        return Part(name, self)

    def count(self, local: str) -> None:
        """Count one element; raises `Refusal` where there are too many."""
        self._elements += 1
        if self._elements > MOST_ELEMENTS:
            raise Refusal(f"holds more than {MOST_ELEMENTS:,} elements, {_SIMPLER}")
        if local in MOST:
            self._counts[local] += 1
            most, called = MOST[local]
            if self._counts[local] > most:
                raise Refusal(f"holds more than {most:,} {called}, {_SIMPLER}")


class Part:
    """One part, fed in chunks; raises `Refusal` where it is broken, declares a document type, or is too much."""

    def __init__(self, name: str, census: Census) -> None:
        self._name = " ".join(name.split())[:80]
        self._census = census
        self._depth = 0
        self._since = 0
        self._parser = ParserCreate()
        self._parser.ordered_attributes = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.EntityDeclHandler = self._doctype

    def feed(self, chunk: bytes) -> None:
        """Count what a chunk holds."""
        at = chunk.rfind(b">")
        self._since = self._since + len(chunk) if at < 0 else len(chunk) - at
        if self._since > LONGEST_TAG:
            raise Refusal(f"holds a part ({self._name}) with a tag or text of more than 1 MB, {_SIMPLER}")
        self._parse(chunk, False)

    def close(self) -> None:
        """Say that the part is over."""
        self._parse(b"", True)

    def _parse(self, chunk: bytes, last: bool) -> None:
        try:
            self._parser.Parse(chunk, last)
        except (ExpatError, ValueError, LookupError):
            raise Refusal(f"is damaged: its part {self._name} is no XML; open it in Office and save it anew.") from None

    def _start(self, name: str, attributes: Sequence[str]) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise Refusal(f"is nested deeper than {DEEPEST} elements, {_SIMPLER}")
        if len(attributes) > 2 * MOST_ATTRIBUTES:
            raise Refusal(f"holds an element with more than {MOST_ATTRIBUTES} attributes, {_SIMPLER}")
        self._census.count(name.rpartition(":")[2])

    def _end(self, _name: str) -> None:
        self._depth -= 1

    def _doctype(self, *_declared: object) -> None:
        raise Refusal("declares entities or a document type, which Office never does; save it anew in Office.")
