"""Short answers that only the open question makes clear: "new ones", "a person", "on its way"."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from assistant.canvas import Topic

# A longer answer says more than one thing.
LONGEST = 8

_LEAD = re.compile(
    r"^(?:(?:well|hm+|oh|um+|honestly|mostly|mainly|probably|perhaps|maybe|i think|i guess|i'?d say|just|only|simply|"
    r"that'?s|it'?s|yes|we want(?: to)?|(?:they(?:'?d)? )?(?:would )?(?:want|like|need|prefer)(?: to)?|to|"
    r"more or less)\b[,:]?\s+)+",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*(?:,|;|\band\b|\bplus\b|\+|&)\s*(?:also\s+|then\s+)?", re.IGNORECASE)


def in_focus(message: str, topic: Topic | None) -> tuple[str, ...]:
    """Return the values that a short answer gives for the topic in question, in its order; empty where it says more.

    Parts joined by "and" count each for itself, and all of them must be understood.
    """
    said = re.sub(r"[.!,;]+$", "", message.strip())
    vocabulary = _vocabulary().get(topic or "", ())
    if not vocabulary or not said or len(said.split()) > LONGEST:
        return ()
    whole = _value(said, vocabulary)
    parts = [whole] if whole else [_value(part, vocabulary) for part in _AND.split(said) if part]
    return tuple(dict.fromkeys(value for value in parts if value)) if all(parts) else ()


def _value(said: str, vocabulary: tuple[tuple[str, re.Pattern[str]], ...]) -> str | None:
    forms = dict.fromkeys((said.strip(), _LEAD.sub("", said.strip())))
    return next((value for form in forms for value, pattern in vocabulary if pattern.fullmatch(form)), None)


@cache
def _vocabulary() -> dict[str, tuple[tuple[str, re.Pattern[str]], ...]]:
    raw = tomllib.loads(files("assistant.offline").joinpath("focus.toml").read_text(encoding="utf-8"))
    return {
        topic: tuple((value, re.compile("|".join(phrases), re.IGNORECASE)) for value, phrases in values.items())
        for topic, values in raw.items()
    }
