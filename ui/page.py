"""What stands around the conversation and the canvas: the head, the list of canvases, a passage."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from assistant.canvas import Canvas
from assistant.record import CanvasSummary
from corpus.passage import Passage
from ui.markup import Html, join, tag, text
from ui.segment import NOTHING
from ui.words import place


def head(canvas: Canvas | None) -> Html:
    """Draw the name of the program and the title of the canvas."""
    brand = tag("span", text("Rapport"), class_="brand")
    title = tag("h1", text(canvas.title if canvas else "No canvas open"))
    return tag("div", brand, title, class_="head")


def canvases(summaries: Sequence[CanvasSummary], current: str) -> Html:
    """List the canvases, each as a link that opens it; those nobody has written in are left out."""
    items = [_item(summary, current) for summary in summaries if summary.turns or summary.id == current]
    listed = tag("ul", *items, class_="canvases") if items else tag("p", text("There is no canvas yet."))
    return tag("div", tag("h2", text("Your canvases"), id="sheet-title"), listed)


def passage(found: Passage | None, cited: str) -> Html:
    """Show a passage with the quoted words marked, or say that it is no longer there, with the quote."""
    if found is None:
        gone = "This passage is no longer in the index; these words of it were quoted:"
        return tag(
            "div",
            tag("h2", text("Source"), id="sheet-title"),
            tag("p", text(gone)),
            tag("blockquote", tag("mark", text(cited))),
        )
    where = tag("p", text(found.document), class_="where")
    heading = tag("h2", text(place(found.section or found.document)), id="sheet-title")
    return tag("div", where, heading, tag("blockquote", _marked(found.text, cited), class_="passage"))


def _marked(whole: str, cited: str) -> Html:
    before, quoted, after = whole.partition(cited) if cited else (whole, "", "")
    return join([text(before), tag("mark", text(quoted)) if quoted else NOTHING, text(after)])


def _item(summary: CanvasSummary, current: str) -> Html:
    when = summary.updated_at[:10]
    count = "1 turn" if summary.turns == 1 else f"{summary.turns} turns"
    here = summary.id == current
    link = tag(
        "a",
        tag("span", text(summary.title), class_="title"),
        tag("span", text(f"{count}, {when}"), class_="when"),
        href=f"?{urlencode({'canvas': summary.id})}",
        data_open=summary.id,
        aria_current="page" if here else None,
    )
    return tag("li", link)
