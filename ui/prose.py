"""The coach's Markdown as HTML: a small, closed part of Markdown, without links, images and raw HTML."""

from __future__ import annotations

import re
from functools import lru_cache

from markdown_it import MarkdownIt

from ui.markup import Html, visible

_RULES = ("emphasis", "strikethrough", "backticks", "list", "blockquote", "table", "hr", "newline", "escape")
_MARK = re.compile(r"\[(\d{1,3})\]")
_HEADING = re.compile(r"^ {0,3}#{1,6} +(.+?) *#*$", re.MULTILINE)


# Replies whose HTML is kept: each turn draws the end of its conversation again.
KEPT = 1000


class Prose:
    """Renders replies; one instance serves all threads."""

    def __init__(self) -> None:
        self._markdown = MarkdownIt("zero", {"breaks": True}).enable(list(_RULES))
        self._kept = lru_cache(maxsize=KEPT)(self._render)

    def html(self, markdown: str, numbers: frozenset[int] = frozenset()) -> Html:
        """Render Markdown; a mark like [1] is raised where `numbers` holds it.

        Headings become bold lines: the page's own headings keep their order.
        """
        return self._kept(markdown, numbers)

    def _render(self, markdown: str, numbers: frozenset[int]) -> Html:
        plain = _HEADING.sub(r"**\1**", markdown)
        rendered = self._markdown.render(visible(plain))

        def raised(found: re.Match[str]) -> str:
            return f"<sup>[{found[1]}]</sup>" if int(found[1]) in numbers else found[0]

        return Html(_MARK.sub(raised, rendered))
