"""Questions as they come from people and pipes."""

from __future__ import annotations

import unicodedata

# Longer than any question, and more than an encoder reads; a pasted page must not cost seconds.
LONGEST = 1000


def cleaned(question: str) -> str:
    """Return the question without control characters and lone surrogates, blanks run together, cut at `LONGEST`."""
    head = question.lstrip()[: 2 * LONGEST]
    plain = "".join(" " if unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") else char for char in head)
    return " ".join(plain.split())[:LONGEST].strip()
