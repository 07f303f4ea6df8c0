"""Sentences: where those of a message begin and end, and which of them only ask."""

from __future__ import annotations

import re
from typing import NamedTuple

_STOP = re.compile(r"(?<![.!?])[.!?]++(?=[\s\"')]|$)|[;\n\r]")
# A full stop after these ends no sentence.
_SHORTENED = re.compile(r"\b(?:rs|approx|ca|fr|sfr|kr|incl|excl|e\.g|i\.e|max|min|vs|p\.[maw]|p)$")
_QUESTION = re.compile(
    r"\W{0,8}(?:(?:so|and|but|well|ok|okay|hm+),? )?"
    r"(?:what|how|why|which|who|where|when|if|does|do|did|is|are|was|would|will|should|can|could|may|might)\b"
)


class Sentence(NamedTuple):
    """The place of one sentence; `asks` marks a question about the matter rather than a statement."""

    start: int
    end: int
    asks: bool


def sentences(text: str) -> list[Sentence]:
    """Return the sentences of a folded message; "I pay 600, is that much?" states and does not ask."""
    found, start = [], 0
    for stop in _STOP.finditer(text):
        if stop.group() == "." and _SHORTENED.search(text, max(start, stop.start() - 8), stop.start()):
            continue
        asks = "?" in stop.group() and bool(_QUESTION.match(text, start))
        found.append(Sentence(start, stop.end(), asks))
        start = stop.end()
    found.append(Sentence(start, len(text), False))
    return found
