"""User text inside Markdown: shown as it is, obeyed never."""

from __future__ import annotations

import re
import unicodedata

_MARKUP = re.compile(r"([\\`*_\[\]|~#$])")
_START = re.compile(r"^(\d{0,9})([-+=.)])")  # a list, a rule or a heading where it opens a line
_OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069]")  # would turn the rest of the line around


def inline(text: str) -> str:
    """Return text on one line that every Markdown reader shows literally; control characters become spaces."""
    visible = "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in _OVERRIDES.sub("", text))
    entities = " ".join(visible.split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _START.sub(r"\1\\\2", _MARKUP.sub(r"\\\1", entities))


def quoted(text: str) -> str:
    """Return text between quotation marks."""
    return f"“{inline(text)}”"
