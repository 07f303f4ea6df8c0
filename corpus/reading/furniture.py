"""Furniture: what stands on web pages beside their text, such as log-in forms, cookie links and menus."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

_SENTENCE = re.compile(r"[^.!?…]+[.!?…]*\s*")
_LETTERS = re.compile(r"[^\W_]")
# A remainder of fewer words beside furniture is a shred of it.
_FEWEST = 4


def is_furniture(line: str) -> bool:
    """Say whether a line holds no text of the document: a menu entry, a link to the privacy policy, signs alone."""
    bare = line.strip().strip(".")
    return not _LETTERS.search(bare) or _lines().fullmatch(bare) is not None


def clear(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a paragraph (`text[start:end]`) between the sentences that are furniture."""
    if not _sentences().search(text, start, end):
        yield start, end
        return
    for match in _SENTENCE.finditer(text, start, end):
        said = match.group()
        if not _sentences().search(said) and len(said.split()) >= _FEWEST:
            yield match.start(), match.start() + len(said.rstrip())


@cache
def _lines() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{each})" for each in _patterns()["lines"]), re.IGNORECASE)


@cache
def _sentences() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{each})" for each in _patterns()["sentences"]), re.IGNORECASE)


@cache
def _patterns() -> dict[str, list[str]]:
    return tomllib.loads(files("corpus.reading").joinpath("furniture.toml").read_text(encoding="utf-8"))
