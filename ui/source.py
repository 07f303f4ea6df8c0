"""A source: the text of a document, opened at the words that were cited."""

from __future__ import annotations

import re
from typing import NamedTuple

from assistant.reply import Citation
from corpus.passage import Passage
from ui.markup import Html, join, tag, text
from ui.words import place

# Characters that are shown on either side of the cited words; a book would make the page slow.
AROUND = 20_000
_HEADING = re.compile(r"^#{1,6} +(.+?) *#*$", re.MULTILINE)
_UNSEEN = re.compile(r"^<!-- sources:.*-->\n", re.MULTILINE)


class Span(NamedTuple):
    """Where cited words stand in a text."""

    start: int
    end: int


def span(whole: str, cited: Citation, passage: Passage | None) -> Span | None:
    """Find the cited words in the text of their document, or return None.

    The place that was kept with the turn counts while the words stand there; else they are looked for in their passage,
    and then in the whole text.
    """
    if cited.start is not None and whole[cited.start : cited.end] == cited.quote:
        return Span(cited.start, cited.start + len(cited.quote))
    if not cited.quote:
        return None
    at = whole.find(cited.quote, passage.start) if passage else -1
    at = at if at >= 0 else whole.find(cited.quote)
    return Span(at, at + len(cited.quote)) if at >= 0 else None


def html(whole: str, cited: Citation, at: Span) -> Html:
    """Show the text with the cited words marked, from some way before them to some way after."""
    first, last = max(at.start - AROUND, 0), at.end + AROUND
    shown = tag(
        "div",
        _cut(first > 0),
        _plain(whole[first : at.start]),
        tag("mark", text(whole[at.start : at.end])),
        _plain(whole[at.end : last]),
        _cut(last < len(whole)),
        class_="document",
    )
    return tag("div", tag("h2", text(cited.document), id="sheet-title"), _where(cited), shown)


def passage_html(found: Passage | None, cited: Citation) -> Html:
    """Show the passage with the quoted words marked, or say that it is no longer there, with the quote."""
    if found is None:
        gone = "This passage is no longer in the index; these words of it were quoted:"
        quoted = tag("blockquote", tag("mark", text(cited.quote)))
        return tag("div", tag("h2", text("Source"), id="sheet-title"), tag("p", text(gone)), quoted)
    before, quote, after = found.text.partition(cited.quote) if cited.quote else (found.text, "", "")
    parts = [text(before), tag("mark", text(quote)) if quote else Html(""), text(after)]
    heading = tag("h2", text(place(found.section or found.document)), id="sheet-title")
    where = tag("p", text(found.document), class_="where")
    return tag("div", where, heading, tag("blockquote", join(parts), class_="passage"))


def _where(cited: Citation) -> Html:
    whose = "Your document" if cited.owner else "Shared source"
    section = f", {place(cited.section)}" if cited.section else ""
    return tag("p", text(f"{whose}{section}"), class_="where")


def _plain(part: str) -> Html:
    """Return a stretch of a document as it was written, its headings as bold lines, without the notes on sources."""
    pieces = _HEADING.split(_UNSEEN.sub("", part))
    return join(tag("strong", text(piece)) if number % 2 else text(piece) for number, piece in enumerate(pieces))


def _cut(cut: bool) -> Html:
    return tag("p", text("The document goes on; only a part of it is shown."), class_="cut") if cut else Html("")
