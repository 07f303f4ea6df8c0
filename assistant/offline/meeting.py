"""Where business and customers meet, and in which phase of the journey, in the plain words for it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files
from typing import get_args

from assistant.canvas import Phase
from assistant.reading import TouchpointMention

PROBABILITY = 0.9
_PHASES: tuple[Phase, ...] = get_args(Phase)
# "No phone", "they don't use the app": what is denied is no place to meet.
_DENIED = re.compile(
    r"(?:\b(?:no|not|never|without|nor|stopped|dropped)|n['’]t)(?:\s+[\w'’-]+){0,2}\s+$", re.IGNORECASE
)
_REACH = 40
_ASKS = re.compile(r"[^.!?\n]*\?")


def meeting(text: str, owners: Callable[[int], tuple[str, ...]]) -> tuple[TouchpointMention, ...]:
    """Return the touchpoints and the phases that a text names, each once, as it names them; none that is denied.

    `owners` says which segments the words at a place are about.
    """
    asked = [match.span() for match in _ASKS.finditer(text)]
    found: dict[tuple[str, tuple[str, ...]], TouchpointMention] = {}
    for phase, start, end in sorted(_places(text), key=lambda place: place[1]):
        whose = owners(start)
        quote = text[start:end]
        if any(a <= start < b for a, b in asked) or _DENIED.search(text[max(0, start - _REACH) : start]):
            continue
        mention = TouchpointMention(
            quote=quote,
            start=start,
            end=end,
            probability=PROBABILITY,
            segments=whose,
            touchpoint=None if phase else quote,
            phase=phase,
        )
        found.setdefault((phase or quote.lower(), whose), mention)
    return tuple(found.values())


def _places(text: str) -> Iterator[tuple[Phase | None, int, int]]:
    for phase, pattern in _patterns():
        for match in pattern.finditer(text):
            yield phase, match.start(), match.end()


@cache
def _patterns() -> tuple[tuple[Phase | None, re.Pattern[str]], ...]:
    raw = tomllib.loads(files("assistant.offline").joinpath("meeting.toml").read_text(encoding="utf-8"))
    phases = [(phase, _pattern(raw["phases"][phase])) for phase in _PHASES]
    return ((None, _pattern(raw["touchpoints"])), *phases)


def _pattern(phrases: list[str]) -> re.Pattern[str]:
    """Return one pattern for phrases, the longest first: words side by side, "a|b" for either word, any plural."""
    bodies = [r"\s+".join(_word(word) for word in phrase.split()) for phrase in sorted(phrases, key=len, reverse=True)]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(bodies)})(?![\w-])", re.IGNORECASE)


def _word(written: str) -> str:
    forms = "|".join(re.escape(form).replace("\\-", "[- ]?") for form in written.split("|"))
    return f"(?:{forms})(?:e?s)?"
