"""Ears that hear what a test tells them to: labels of the message, and the words that a label marks."""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np

from assistant.offline.trained.heads import MESSAGE, TOKEN
from assistant.offline.trained.network import Heard


def heard(text: str, said: Mapping[str, float], marked: Mapping[str, str | tuple[str, ...]]) -> Heard:
    """Return what is heard of a text: probabilities of message labels, and for token labels the words they mark."""
    message = np.array([said.get(label, 0.0) for label in MESSAGE], dtype=np.float32)
    places = tuple(match.span() for match in re.finditer(r"\w+|[^\w\s]", text))
    tokens = np.zeros((len(places), len(TOKEN)), dtype=np.float32)
    for label, words in marked.items():
        for stretch in (words,) if isinstance(words, str) else words:
            start = text.index(stretch)
            end = start + len(stretch)
            inside = [at for at, (a, b) in enumerate(places) if a < end and b > start]
            tokens[inside, TOKEN.index(label)] = 0.95
            if label == "segment":
                tokens[inside[0], TOKEN.index("segment:begin")] = 0.95
    return Heard(message, places, tokens)


class ScriptedEars:
    """Hears the scripted thing, whatever is asked; notes what it was asked."""

    def __init__(self, said: Mapping[str, float], marked: Mapping[str, str | tuple[str, ...]] | None = None) -> None:
        self._said, self._marked = said, marked or {}
        self.asked: list[tuple[str, str | None, str | None]] = []

    def hear(self, text: str, topic: str | None = None, focus: str | None = None) -> Heard:
        self.asked.append((text, topic, focus))
        return heard(text, self._said, {k: v for k, v in self._marked.items() if _stands(v, text)})


def _stands(words: str | tuple[str, ...], text: str) -> bool:
    return all(word in text for word in ((words,) if isinstance(words, str) else words))
