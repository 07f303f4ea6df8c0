"""The desk: the documents of a canvas, a way to add some, and one to remove each."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from assistant.documents import Document, Takes
from ui.markup import Html, tag, text

WHAT = "The coach searches what you add here for its answers to this canvas, and quotes it. No other canvas sees it."
NONE = "There is no document yet."


def html(documents: Sequence[Document], canvas_id: str, takes: Takes) -> Html:
    """Draw the documents of a canvas with the controls for them."""
    items = [_item(document, canvas_id) for document in documents]
    listed = tag("ul", *items, class_="documents") if items else tag("p", text(NONE), class_="none")
    return tag(
        "div",
        tag("h2", text("Your documents"), id="sheet-title"),
        tag("p", text(WHAT), class_="about"),
        listed,
        _upload(takes),
        class_="desk",
    )


def _upload(takes: Takes) -> Html:
    taken = ", ".join(kind.lstrip(".") for kind in takes.kinds)
    hint = f"{taken}; up to {takes.largest / 1_000_000:g} MB each"
    field = tag(
        "input",
        type="file",
        id="files",
        class_="unseen",
        multiple=True,
        accept=",".join(takes.kinds),
        aria_describedby="files-hint",
        data_upload=str(takes.largest),
        data_larger=f"is larger than {takes.largest / 1_000_000:g} MB; split it into smaller documents.",
    )
    label = tag("label", text("Add documents"), for_="files", class_="primary")
    return tag(
        "div",
        field,
        label,
        tag("p", text(hint), id="files-hint", class_="where"),
        tag("progress", max="1", value="0", id="sent", aria_label="Sent", hidden=True),
        tag("p", id="desk-said", role="status"),
        tag("ul", id="desk-wrong", role="alert"),
        class_="upload",
    )


def _item(document: Document, canvas_id: str) -> Html:
    count = "1 passage" if document.passages == 1 else f"{document.passages} passages"
    original = f"api/canvases/{quote(canvas_id, safe='')}/originals/{quote(document.name, safe='')}"
    return tag(
        "li",
        tag("a", text(document.name), href=original, download=True, class_="title"),
        tag("span", text(count), class_="when"),
        tag(
            "button",
            text("Remove"),
            type="button",
            class_="small",
            aria_label=f"Remove {document.name}",
            data_unfile=document.name,
        ),
    )
