"""Word documents as Markdown: headings by their styles, lists, tables, and all else as paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml import parse_xml

from corpus.formats.letters import line, plain

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
_BREAKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
# What is deleted, moved away, or stands twice; a text box stands after its paragraph.
_SKIPPED = {f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", f"{_W}rPr", f"{_W}txbxContent", _FALLBACK}
_REFERENCES = (f"{_W}footnoteReference", f"{_W}endnoteReference")
_HOLDERS = {f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}moveTo", f"{_W}customXml", f"{_W}smartTag"}


def text(data: bytes, _most_bytes: int) -> str:
    """Return the body of a document, with what was inserted and without what was deleted."""
    document: Any = Document(BytesIO(data))
    return "\n".join(_Body(document).lines(document.element.body))


class _Body:
    """Turns the blocks of a body into lines; keeps count of the numbered lists."""

    def __init__(self, document: Any) -> None:
        self._styles = _styles(document)
        self._formats = _formats(document)
        self._notes = _notes(document)
        self._counts: dict[tuple[str, int], int] = {}

    def lines(self, parent: Any) -> Iterator[str]:
        """Yield the lines of all blocks below an element."""
        for block in parent:
            if block.tag == f"{_W}p":
                yield from self._paragraph(block)
            elif block.tag == f"{_W}tbl":
                yield ""
                yield from _rows(block)
                yield ""
            elif block.tag in _HOLDERS:
                yield from self.lines(block)

    def _paragraph(self, paragraph: Any) -> Iterator[str]:
        said = _inline(paragraph)
        level, listed = self._styles.get(_value(paragraph, "pPr", "pStyle"), (0, ""))
        level = _outline(paragraph) or level
        number = _value(paragraph, "pPr", "numPr", "numId") or listed
        if not said.strip():
            yield ""
        elif level:
            yield from ("", f"{'#' * min(level, 6)} {line(said)}", "")
        elif number and number != "0":
            depth = min(int(_value(paragraph, "pPr", "numPr", "ilvl") or 0), 8)
            yield f"{'  ' * depth}{self._mark(number, depth)} {line(said)}"
        else:
            yield from ("", plain(said.strip()), "")
        for reference in paragraph.iter(*_REFERENCES):
            # Once, however often it is referred to: many marks of one long note would be more text than anybody has.
            if note := self._notes.pop(_marked(reference), ""):
                yield plain(f"[{_marked(reference)}] {note}")
        for box in paragraph.iter(f"{_W}txbxContent"):
            # A box within a box belongs to the paragraph that is nearest to it.
            if next(box.iterancestors(f"{_W}p", _FALLBACK)) is paragraph:
                yield from self.lines(box)

    def _mark(self, number: str, depth: int) -> str:
        if self._formats.get((number, depth), "bullet") in ("bullet", "none"):
            return "-"
        for deeper in range(depth + 1, 9):
            self._counts.pop((number, deeper), None)
        self._counts[number, depth] = self._counts.get((number, depth), 0) + 1
        return f"{self._counts[number, depth]}."


def _value(element: Any, *steps: str) -> str:
    """Return what the last of these nested elements is set to, or nothing."""
    for step in steps:
        element = element.find(f"{_W}{step}")
        if element is None:
            return ""
    return str(element.get(f"{_W}val", ""))


def _outline(element: Any) -> int:
    level = _value(element, "pPr", "outlineLvl")
    return int(level) + 1 if level in tuple("012345678") else 0


def _inline(element: Any) -> str:
    found = []
    stack = list(reversed(element))
    while stack:
        node = stack.pop()
        if node.tag == f"{_W}t":
            found.append(node.text or "")
        elif node.tag in _REFERENCES:
            found.append(f"[{_marked(node)}]")
        elif node.tag in _BREAKS:
            found.append(_BREAKS[node.tag])
        elif node.tag not in _SKIPPED:
            stack += reversed(node)
    return "".join(found)


def _marked(reference: Any) -> str:
    number = reference.get(f"{_W}id", "")
    return f"e{number}" if "endnote" in reference.tag else str(number)


def _notes(document: Any) -> dict[str, str]:
    """Return what the footnotes and endnotes say, by their marks."""
    found = {}
    for part in _parts(document, "/footnotes", "/endnotes"):
        for note in parse_xml(part.blob):
            if note.get(f"{_W}type") is None:
                found[_marked(note)] = line(" ".join(_inline(each) for each in note.iter(f"{_W}p")))
    return found


def _parts(document: Any, *kinds: str) -> list[Any]:
    """Return the parts of these kinds that the document refers to."""
    relations = document.part.rels.values()
    return [each.target_part for each in relations if not each.is_external and each.reltype.endswith(kinds)]


def _rows(table: Any) -> Iterator[str]:
    for row in table.iter(f"{_W}tr"):
        if next(row.iterancestors(f"{_W}tbl")) is table:
            cells = [
                " ".join(_inline(p) for p in cell.iter(f"{_W}p"))
                for cell in row.iter(f"{_W}tc")
                if next(cell.iterancestors(f"{_W}tr")) is row
            ]
            if any(cell.strip() for cell in cells):
                yield plain(" | ".join(line(cell) for cell in cells))


def _styles(document: Any) -> dict[str, tuple[int, str]]:
    """Return for each style the level of its heading (0: none) and its list, its own or of the styles it rests on."""
    raw = {style.get(f"{_W}styleId"): style for style in document.styles.element.iter(f"{_W}style")}
    found = {}
    for name, style in raw.items():
        level, listed, step = 0, "", style
        for _ in range(10):
            if step is None:
                break
            called = _value(step, "name")
            heading = _HEADING.fullmatch(called)
            level = level or (int(heading[1]) if heading else int(called.lower() == "title")) or _outline(step)
            listed = listed or _value(step, "pPr", "numPr", "numId")
            step = raw.get(_value(step, "basedOn"))
        found[str(name)] = (level, "" if level else listed)
    return found


def _formats(document: Any) -> dict[tuple[str, int], str]:
    """Return how each level of each list is marked."""
    numbering = next((part.element for part in _parts(document, "/numbering")), None)
    if numbering is None:
        return {}
    kinds = {}
    for kind in numbering.iter(f"{_W}abstractNum"):
        levels = {level.get(f"{_W}ilvl"): _value(level, "numFmt") for level in kind.iter(f"{_W}lvl")}
        kinds[kind.get(f"{_W}abstractNumId")] = levels
    found = {}
    for number in numbering.iter(f"{_W}num"):
        for level, how in kinds.get(_value(number, "abstractNumId"), {}).items():
            if str(level).isdecimal():
                found[str(number.get(f"{_W}numId")), int(level)] = how
    return found
