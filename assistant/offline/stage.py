"""The stage that a business is in, as plain words tell it."""

from __future__ import annotations

import re

from assistant.canvas import Topic
from assistant.reading import BusinessMention

_STAGES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "idea",
        re.compile(
            r"\b(?:just an idea|idea stage|only an idea|still an idea|haven'?t (?:started|launched)(?: yet)?|"
            r"pre-?launch|planning to (?:start|open|launch))\b",
            re.IGNORECASE,
        ),
    ),
    (
        "startup",
        re.compile(
            r"\b(?:start-?up|just (?:started|launched|opened)|early stage|started (?:this|last) (?:year|month|"
            r"spring|summer|autumn|fall|winter)|newly founded|new business)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "growing",
        re.compile(
            r"\b(?:growing (?:fast|quickly|business|company)|scale-?up|scaling(?: up)?|growth stage)\b", re.IGNORECASE
        ),
    ),
    (
        "established",
        re.compile(
            r"\b(?:well[- ]established|established (?:business|company|firm|brand)|family (?:business|firm)|"
            r"since (?:18|19)\d\d|for (?:decades|generations|many years)|in business for \d+ years)\b",
            re.IGNORECASE,
        ),
    ),
)


def stage(message: str, topic: Topic | None) -> tuple[BusinessMention, ...]:
    """Return the stage of the business where the opening questions are answered; at most one mention."""
    if topic not in ("business", "segments", None) or len(message) > 4000:
        return ()
    for name, pattern in _STAGES:
        match = pattern.search(message)
        if match:
            start, end = match.span()
            return (BusinessMention(field="stage", value=name, quote=match.group(), start=start, end=end),)
    return ()
