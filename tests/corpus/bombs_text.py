"""Hostile web pages and tables."""

from __future__ import annotations

from collections.abc import Callable

from tests.corpus.bombs_office import noise

BOMBS: dict[str, Callable[[], bytes]] = {
    "deep.html": lambda: b"<p>A text</p>" + b"<div>" * 100_000,
    "unclosed.html": lambda: b"<p>A text" + b"<b><i>" * 50_000,
    "lists-in-lists.html": lambda: b"<ul><li>A text" * 240,
    "quotes-in-quotes.html": lambda: b"<blockquote>" * 450 + b"<p>" + b"A text\n" * 300_000,
    "tables-in-tables.html": lambda: b"<table><tr><td>A text" * 400,
    "million-tags.html": lambda: b"<p>A text" + b"<br>" * 1_000_000,
    "huge-attribute.html": lambda: b'<p title="' + noise(5_000_000).hex().encode() + b'">A text</p>',
    "many-attributes.html": lambda: b"<p " + b" ".join(b"a%d=1" % n for n in range(100_000)) + b">A text</p>",
    "open-comments.html": lambda: b"<p>A text</p>" + b"<!--" * 1_000_000,
    "open-scripts.html": lambda: b"<p>A text</p>" + b"<script" * 1_000_000,
    "open-tags.html": lambda: b"<p>A text</p>" + b"<a" * 150_000,
    "zeros.html": lambda: b"<p>A text</p>" + bytes(5_000_000),
    "commas.csv": lambda: b"," * 12_000_000,
    "columns.csv": lambda: b"a," * 100_000 + b"\n",
    "cells.csv": lambda: b"a,b\n" * 600_000,
    "one-cell.csv": lambda: b"a" * 9_000_000,
    "open-quote.csv": lambda: b'"' + b"a,b\n" * 1_000_000,
    "long-names.csv": lambda: b"n" * 90_000 + b",b\n" + b"1,2\n" * 20_000,
}
