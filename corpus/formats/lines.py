"""Lines of a page, each with the size of its letters: from them comes a text with headings and without a frame."""

from __future__ import annotations

import re
from collections import Counter

from corpus.formats.letters import plain

Line = tuple[str, float]

LARGER = 1.16
LONGEST_HEADING = 150

_NUMBER = re.compile(r"\W*(?:page|seite|p\.)?\s*\d{1,4}(?:\s*(?:of|von|/)\s*\d{1,4})?\W*", re.IGNORECASE)
# What stands in a table of contents between a title and its page.
_LEADERS = re.compile(r"(?:\.\s?){4}")
_HALF = re.compile(r"(?:^|.*\s)([a-z]{2,})-$")
_REST = re.compile(r"([a-z]{2,})(.*)")
_WORD = re.compile(r"[a-z]{4,}")


def unframed(pages: list[list[Line]]) -> list[Line]:
    """Return all lines but page numbers, and those that most pages begin or end with."""
    edges = Counter(edge for lines in pages for edge in {_bare(said) for said, _ in lines[:2] + lines[-2:]})
    usual = {edge for edge, times in edges.items() if len(pages) > 3 and times > 0.6 * len(pages)}
    found = []
    for lines in pages:
        for at, (said, size) in enumerate(lines):
            edge = at < 2 or at >= len(lines) - 2
            if not (edge and len(lines) > 1 and (_bare(said) in usual or _NUMBER.fullmatch(said))):
                found.append((said, size))
    return found


def _bare(said: str) -> str:
    return re.sub(r"\d+", "", said).strip()


def headed(lines: list[Line]) -> list[str]:
    """Return the lines as text; one in letters a sixth larger than most are is a heading, the largest the highest."""
    lines = _whole(lines)
    letters = Counter[float]()
    for said, size in lines:
        letters[size] += len(said)
    body = letters.most_common(1)[0][0] if letters else 0.0
    large = [index for index, (said, size) in enumerate(lines) if size > body * LARGER and _titled(said)]
    if not body or len(large) > len(lines) / 3:
        large = []
    sizes = sorted({lines[index][1] for index in large}, reverse=True)
    level = {size: min(rank, 3) for rank, size in enumerate(sizes, start=1)}
    chosen = set(large)
    found: list[str] = []
    for index, (said, size) in enumerate(lines):
        if index not in chosen:
            found.append(plain(said))
        elif index - 1 in chosen and lines[index - 1][1] == size and len(found[-2]) < LONGEST_HEADING:
            found[-2] += f" {said}"
        else:
            found += ["", f"{'#' * level[size]} {said}", ""]
    return found


def _whole(lines: list[Line]) -> list[Line]:
    """Return the lines with words whole that are parted at a line's end, where the document has the whole word too."""
    words = set(_WORD.findall(" ".join(said for said, _ in lines).lower()))
    found = list(lines)
    for at in range(len(found) - 1):
        half, rest = _HALF.fullmatch(found[at][0]), _REST.fullmatch(found[at + 1][0])
        if half and rest and half[1] + rest[1] in words:
            found[at] = (found[at][0][:-1] + rest[1], found[at][1])
            found[at + 1] = (rest[2].strip(), found[at + 1][1])
    return [each for each in found if each[0]]


def _titled(said: str) -> bool:
    long = len(said) > LONGEST_HEADING
    return not long and any(letter.isalpha() for letter in said) and not _LEADERS.search(said)
