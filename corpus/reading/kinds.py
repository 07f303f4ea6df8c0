"""The kinds of files that can be read: which reader takes which suffix, and how a founder calls them."""

from __future__ import annotations

# What is text already is decoded where it is asked for; everything else goes through a format in a process of its own.
PLAIN = (".md", ".txt")
FORMATS = {".csv": "table", ".docx": "word", ".htm": "page", ".html": "page", ".pdf": "pdf", ".pptx": "slides"}
SUFFIXES = tuple(sorted((*PLAIN, *FORMATS)))

KNOWN = (
    "a Markdown (.md) or text (.txt) file, a PDF (.pdf), a Word document (.docx), a presentation (.pptx), "
    "a web page (.html) or a table (.csv)"
)
