"""The canvas as HTML: progress, the business, a card for each segment, findings and the licence line."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from assistant.canvas import Business, Canvas, Progress
from assistant.edits import Event
from ui import words
from ui.markup import Html, mark, tag, text
from ui.segment import NOTHING, card, empty, findings_list, own_words

FORMATS = (("json", "JSON"), ("markdown", "Markdown"))
EMPTY = "Each group of customers that you mention appears here as a card, in your own words."


def html(canvas: Canvas, events: Sequence[Event] = ()) -> Html:
    """Draw the canvas; what `events` wrote is marked as fresh."""
    fresh = frozenset(event.relationship_id or event.segment_id or "" for event in events) - {""}
    general = [finding for finding in canvas.findings if finding.segment_id is None]
    cards = [card(segment, canvas.findings, fresh) for segment in canvas.segments]
    return tag(
        "section",
        _head(canvas),
        _business(canvas),
        *cards,
        NOTHING if cards else _no_segments(canvas),
        findings_list(general),
        tag("p", text(canvas.credit), class_="credit"),
        class_="board",
        aria_label="Your canvas",
    )


def nothing() -> Html:
    """Draw the board where there is no canvas."""
    return tag("section", tag("h2", text("Your canvas")), class_="board", aria_label="Your canvas")


def progress(state: Progress) -> Html:
    """Draw the bar with its counts: answered of all, and how many are set aside."""
    parked = sum(1 for topic in state.open if topic.status == "parked")
    said = f"{state.answered} of {state.total} answered" + (f", {parked} set aside" if parked else "")
    bar = tag("progress", value=str(state.answered), max=str(max(state.total, 1)), aria_label="Progress")
    return tag("div", bar, tag("span", text(said)), class_="progress")


def _head(canvas: Canvas) -> Html:
    heading = tag("h2", text("Your canvas"))
    return tag("header", heading, progress(canvas.progress), _downloads(canvas), class_="board-head")


def _downloads(canvas: Canvas) -> Html:
    links = [
        tag("a", text(label), href=f"api/canvases/{quote(canvas.id, safe='')}/export?format={name}", download=True)
        for name, label in FORMATS
    ]
    return tag("p", tag("span", text("Download"), class_="label"), *links, class_="downloads")


def _business(canvas: Canvas) -> Html:
    held = canvas.business
    if held == Business():
        return tag("p", tag("span", text(words.TOPICS["business"]), class_="label"), _status(canvas), class_="line")
    stage = [mark("stated", words.STAGES[held.stage], "stage")] if held.stage else []
    return tag(
        "div",
        tag("h3", text(held.name or words.TOPICS["business"])),
        tag("p", text(held.offering), class_="about") if held.offering else NOTHING,
        *stage,
        own_words("business", held.evidence),
        class_="business",
    )


def _status(canvas: Canvas) -> Html:
    return empty(canvas.answers.get("business", "not_asked"))


def _no_segments(canvas: Canvas) -> Html:
    status = canvas.answers.get("segments", "not_asked")
    why = empty(status) if status in ("unknown", "not_applicable", "parked") else NOTHING
    return tag("div", tag("p", text(EMPTY)), why, class_="nothing")
