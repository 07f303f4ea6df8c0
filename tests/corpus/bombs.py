"""Documents that would hang, fill or break a careless reader, made by code and small on the disk."""

from __future__ import annotations

from collections.abc import Callable

from tests.corpus import bombs_office, bombs_pdf, bombs_text

# The name of each file, and how to make its bytes.
BOMBS: dict[str, Callable[[], bytes]] = {**bombs_office.BOMBS, **bombs_pdf.BOMBS, **bombs_text.BOMBS}

# Those that do no harm to a reader who decodes no pictures, expands no spans and follows no circles: what they say.
HARMLESS = {
    "tables-in-tables.docx": "A text",
    "boxes-in-boxes.docx": "A text",
    "wide-cell.docx": "A text",
    "circling-styles.docx": "A text",
    "pixels.docx": "A text",
    "one-note-often.docx": "A note. A note.",
    "groups-in-groups.pptx": "A text",
    "pixels.pptx": "A title",
    "loop.pdf": "A text that can be read",
    "objects-in-stream.pdf": "A text that can be read",
    "lists-in-lists.html": "A text",
    "open-comments.html": "A text",
    "open-scripts.html": "A text",
}
