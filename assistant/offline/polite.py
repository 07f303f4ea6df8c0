"""The openings that people put before what they want: "please", "ok, can you", "let's"."""

from __future__ import annotations

import re

POLITE = (
    r"(?:(?:please|ok(?:ay)?|so|well|hey|hm+|um+|no|yes|sorry|actually|oh|wait|alright|and|then|honestly|frankly|"
    r"to be honest|tbh)[,.!]?\s+)*"
)
COULD = r"(?:(?:can|could|would) you (?:please )?|let'?s |let us |i(?:'d| would) (?:like|want) to |i want to |we can )?"


def whole(body: str) -> re.Pattern[str]:
    """Return a pattern for a message that is nothing but `body` and an opening."""
    return re.compile(rf"^\s*{POLITE}{COULD}(?:{body})(?:,? (?:please|thanks|thank you))?\s*[.!?]*$", re.IGNORECASE)


def start(body: str) -> re.Pattern[str]:
    """Return a pattern for a message that begins with `body`, after an opening."""
    return re.compile(rf"^\s*{POLITE}{COULD}(?:{body})", re.IGNORECASE)
