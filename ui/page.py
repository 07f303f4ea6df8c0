"""What stands around the conversation and the canvas: the head and the list of canvases."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from assistant.canvas import Canvas
from assistant.record import CanvasSummary
from ui.markup import Html, tag, text


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
