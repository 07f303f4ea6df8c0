"""HTML from text: everything that goes in is escaped, so that no text of a user can become markup."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import NewType

Html = NewType("Html", str)

_UNSHOWN = {code: "\ufffd" for code in range(32) if chr(code) not in "\n\t"} | {13: None}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")
_ICONS = {
    "yes": "M3 8.5l3.2 3.2L13 5",
    "no": "M4 4l8 8M12 4l-8 8",
    "planned": "M8 4.5V8l2.4 1.6M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8",
    "absent": "M3.7 3.7l8.6 8.6M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8",
    "not_asked": "M3 8h.01M8 8h.01M13 8h.01",
    "unknown": "M6 6.2a2 2 0 1 1 2.9 1.8c-.6.3-.9.7-.9 1.4M8 11.8h.01M8 1.6a6.4 6.4 0 1 1 0 12.8A6.4 6.4 0 0 1 8 1.6",
    "not_applicable": "M3.5 8h9",
    "parked": "M5.8 4v8M10.2 4v8",
    "stated": "M3 8.5l3.2 3.2L13 5",
    "notice": "M8 2l6.4 11.5H1.6zM8 6.5v3M8 11.5h.01",
    "words": "M3 5h4v4.2L5 12M9 5h4v4.2L11 12",
}


def visible(value: str) -> str:
    """Return the text with a visible mark for each control character; line ends stay."""
    return value.translate(_UNSHOWN) if _CONTROL.search(value) else value


def text(value: object) -> Html:
    """Return any value as text that shows as it was written."""
    return Html(escape(visible(str(value)), quote=True))


def tag(name: str, /, *children: Html, **attributes: str | bool | None) -> Html:
    """Return an element; attribute values are escaped, `class_` and `data_x` become `class` and `data-x`.

    True gives an attribute without a value, False and None leave it out.
    """
    given = []
    for key, value in attributes.items():
        plain = key.rstrip("_").replace("_", "-")
        if value is True:
            given.append(f" {plain}")
        elif value is not None and value is not False:
            given.append(f' {plain}="{text(value)}"')
    closing = "" if name in ("input", "br") else f"{''.join(children)}</{name}>"
    return Html(f"<{name}{''.join(given)}>{closing}")


def join(parts: Iterable[Html], between: str = "") -> Html:
    """Return the parts as one piece of HTML; `between` is text."""
    return Html(text(between).join(parts))


def icon(name: str) -> Html:
    """Return a small drawing that repeats what the text beside it says, so that no screen reader reads it."""
    return Html(f'<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d="{_ICONS[name]}"/></svg>')


def mark(name: str, label: str, kind: str) -> Html:
    """Return an icon with its meaning in words: colour alone says nothing."""
    return tag("span", icon(name), text(label), class_=f"mark {kind}")
