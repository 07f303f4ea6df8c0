"""Presentations as Markdown: a heading for each slide, then its shapes and the notes of the speaker."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER

from corpus.formats.letters import line, plain
from corpus.formats.refusal import Refusal

_FURNITURE = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.HEADER, PP_PLACEHOLDER.SLIDE_NUMBER)
_LISTS = (PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.VERTICAL_BODY)
_BARE = "{http://schemas.openxmlformats.org/drawingml/2006/main}buNone"


def text(data: bytes, _most_bytes: int) -> str:
    """Return what stands on the slides, in order; a slide without a title is headed by its number."""
    blocks: list[str] = []
    said = False
    seen = set()
    for at, slide in enumerate(Presentation(BytesIO(data)).slides, start=1):
        if slide.part.partname in seen:
            raise Refusal("names one slide more than once, so it is no ordinary presentation; save it anew in Office.")
        seen.add(slide.part.partname)
        title = slide.shapes.title
        named = line(title.text_frame.text) if title is not None else ""
        lines = list(_lines(slide.shapes, title.shape_id if title is not None else None))
        if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
            notes = line(slide.notes_slide.notes_text_frame.text)
            lines += ["", f"Notes: {notes}"] if notes else []
        said = said or bool(named) or any(each.strip() for each in lines)
        blocks += [f"# {named or f'Slide {at}'}", "", *lines, ""]
    return "\n".join(blocks) if said else ""


def _lines(shapes: Any, title: int | None) -> Iterator[str]:
    for shape in shapes:
        if shape.shape_id == title or (shape.is_placeholder and shape.placeholder_format.type in _FURNITURE):
            continue
        if hasattr(shape, "shapes"):
            yield from _lines(shape.shapes, None)
        elif getattr(shape, "has_table", False):
            yield from ("", *_rows(shape.table), "")
        elif shape.has_text_frame:
            yield from ("", *_paragraphs(shape), "")


def _paragraphs(shape: Any) -> Iterator[str]:
    """Yield the paragraphs of a shape; several in the body of a slide are a list."""
    paragraphs = [paragraph for paragraph in shape.text_frame.paragraphs if paragraph.text.strip()]
    listed = len(paragraphs) > 1 and shape.is_placeholder and shape.placeholder_format.type in _LISTS
    for paragraph in paragraphs:
        bare = paragraph._p.pPr is not None and paragraph._p.pPr.find(_BARE) is not None
        said = line(paragraph.text)
        yield f"{'  ' * paragraph.level}- {said}" if (listed and not bare) or paragraph.level else plain(said)


def _rows(table: Any) -> Iterator[str]:
    for row in table.rows:
        cells = ["" if cell.is_spanned else line(cell.text_frame.text) for cell in row.cells]
        if any(cells):
            yield plain(" | ".join(cells))
