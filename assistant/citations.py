"""Citations checked in code: a mark stands only where its quote is found in the passage."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from assistant.reply import Citation
from corpus.passage import Passage

_MARK = re.compile(r"[ \t]*\[(\d+)\]")


def verified(quote: str, passage: Passage, number: int = 1) -> Citation | None:
    """Return the citation of a quote that stands in the passage, or None.

    Blanks, line breaks and the way in which accents are composed do not count; words are not cut. The citation quotes
    the passage as it is written there, character for character.
    """
    flat, places = _flat(passage.text)
    wanted = " ".join(unicodedata.normalize("NFC", quote).split())
    at = -1
    while wanted and (at := flat.find(wanted, at + 1)) >= 0:
        if _whole(flat, at, at + len(wanted)):
            start, end = places[at][0], places[at + len(wanted) - 1][1]
            return Citation(
                number=number,
                document=passage.document,
                section=passage.section,
                quote=passage.text[start:end],
                passage_id=passage.id,
                owner=passage.owner,
                start=passage.start + start,
                end=passage.start + end,
            )
    return None


def standing(text: str, citations: Iterable[Citation], passages: Sequence[Passage]) -> tuple[str, tuple[Citation, ...]]:
    """Return the text with the marks whose quote is found, renumbered from 1 as they come, and their citations.

    Marks without a citation, and citations without a mark or whose quote is not found in their passage, are dropped.
    """
    found = {passage.id: passage for passage in passages}
    good: dict[int, Citation] = {}
    for citation in citations:
        passage = found.get(citation.passage_id)
        checked = verified(citation.quote, passage, citation.number) if passage else None
        if checked:
            good.setdefault(citation.number, checked)
    order: dict[int, int] = {}

    def mark(match: re.Match[str]) -> str:
        number = int(match[1])
        if number not in good:
            return ""
        return match[0].replace(match[1], str(order.setdefault(number, len(order) + 1)))

    marked = _MARK.sub(mark, text)
    return marked, tuple(good[old].model_copy(update={"number": new}) for old, new in order.items())


def _flat(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Return the text composed and with single blanks, and for each of its characters the place that it came from."""
    flat: list[str] = []
    places: list[tuple[int, int]] = []
    at = 0
    while at < len(text):
        end = at + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        blank = text[at].isspace()
        for char in " " if blank else unicodedata.normalize("NFC", text[at:end]):
            if not (blank and flat and flat[-1] == " "):
                flat.append(char)
                places.append((at, end))
        at = end
    return "".join(flat), places


def _whole(text: str, start: int, end: int) -> bool:
    """Say whether a stretch begins and ends where a word does."""
    before = start == 0 or not (text[start - 1].isalnum() and text[start].isalnum())
    return before and (end == len(text) or not (text[end - 1].isalnum() and text[end].isalnum()))
