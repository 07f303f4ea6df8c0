"""What a message wants done: commands to the coach, yes and no, corrections, small talk."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

from assistant.offline.polite import whole
from assistant.offline.structure import made, structural
from assistant.reading import Command

# A longer message is an answer, not a command.
LONGEST_COMMAND = 200

_OFF_TOPIC = re.compile(
    r"\b(?:weather|football|soccer|cricket|movie|netflix|pizza|joke|recipe|horoscope|lottery|my "
    r"(?:cat|dog|wife|husband|kids?|weekend|holiday)"
    r"|raining|sunny|world cup|the news|election|president|bitcoin|capital of)\b",
    re.IGNORECASE,
)
_ORDERS = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass)\b[^.!?\n]{0,40}\b(?:rules?|instructions?|prompts?|"
    r"guidelines|everything above|previous)\b"
    r"|\b(?:reveal|print|show|repeat|leak|tell me)\b[^.!?\n]{0,30}\b(?:system )?prompt\b|\byou are "
    r"now\b|\bact as\b|\bdeveloper mode\b|\bjailbreak\b",
    re.IGNORECASE,
)

_SENTENCE = re.compile(r"[^.!?\n]+[.!?\n]*")
_MISREAD = re.compile(
    r"^\s*(?:no[,.!]?\s+|sorry[,.!]?\s+|wait[,.!]?\s+)*(?:that(?:'s| is|s) (?:not|no) what i (?:meant|"
    r"said|wanted)|(?:you (?:got|read|understood) (?:me|that|it) wrong)"
    r"|(?:you(?:'ve)? )?mis(?:understood|read)(?: (?:me|that|it))?|i did(?:n'?t| not) (?:mean|say) "
    r"that|that(?:'s| is) wrong)[,.;:!]*\s*(?:-+\s*)?",
    re.IGNORECASE,
)
_WHAT_IF = re.compile(
    r"^\s*(?:(?:and|so|but|hm+)[, ]+)?(?:what if|what would happen if|suppose|imagine(?: if)?|let'?s "
    r"(?:say|pretend|assume)(?: that)?)\s+(?P<rest>.+?)\s*[?.!]*$",
    re.IGNORECASE,
)
_CORRECTION = re.compile(
    r"^\s*(?:(?:oh|no|ok|well|hm+|ah|oops|wait|hang on|hold on|sorry|pardon|apologies|my (?:mistake|bad))[,.!:]*\s+)*"
    r"(?:sorry|actually|correction|i mean[t]?|rather|oops|my mistake|i was wrong|wait|scratch that|"
    r"(?:let me )?correct (?:that|myself)|make (?:that|it)|i misspoke"
    r"|no[,.!]\s+(?!idea|clue|thanks|problem))\b[,.:!]*\s*|\b(?:change|correct|update|switch|set|"
    r"fix)\b.{1,80}\b(?:to|into)\b",
    re.IGNORECASE,
)
_YES = re.compile(
    r"^\s*(?:(?:oh|ah|well|hm+)[, ]+)?(?:yes|yeah|yep|yup|sure|of course|absolutely|definitely|"
    r"correct|exactly|right|true|indeed|that(?:'s| is) (?:right|correct|it|fine|good)"
    r"|ok(?:ay)?|please do|do (?:it|that|so)|go ahead|agreed|fine|y|sounds (?:good|right)|"
    r"accept(?:ed)?(?: (?:it|that|them))?|i (?:do|agree|accept))(?:[ ,]+(?:please|do|thanks?|thank "
    r"you|it is|that(?:'s| is) (?:right|correct|it|fine)|they do|we do|that works|let'?s do (?:it|that)))*\s*[.!]*$",
    re.IGNORECASE,
)
_NO = re.compile(
    r"^\s*(?:(?:oh|ah|well|hm+)[, ]+)?(?:no|nope|nah|not (?:really|at all|exactly)|never|wrong|n|"
    r"don'?t|no way|negative|reject(?: (?:it|that))?)"
    r"(?:[ ,]+(?:thanks?|thank you|please|it isn'?t|they don'?t|we don'?t|not that|leave (?:it|"
    r"that)(?: as it (?:is|was))?|keep it(?: as it (?:is|was))?|don'?t))*\s*[.!]*$",
    re.IGNORECASE,
)


def command(message: str, names: tuple[str, ...]) -> Command | None:
    """Return the one command that the whole message is, or None. `names` are the segments on the canvas."""
    if len(message) > LONGEST_COMMAND:
        return None
    for act, target, pattern in _phrases():
        if pattern.match(message):
            return made(act, message, target)
    return structural(message, names)


@cache
def _phrases() -> tuple[tuple[str, str | None, re.Pattern[str]], ...]:
    raw = tomllib.loads(files("assistant.offline").joinpath("commands.toml").read_text(encoding="utf-8"))
    return tuple((entry["act"], entry.get("target"), whole("|".join(entry["phrases"]))) for entry in raw["command"])


def refuses(message: str) -> bool:
    """Say whether the message wants things left as they are ("no, leave it")."""
    return any(pattern.match(message) for act, _, pattern in _phrases() if act == "reject")


def yes_or_no(message: str) -> Literal["yes", "no"] | None:
    """Return "yes" or "no" where the message says nothing else, or None."""
    return "yes" if _YES.match(message) else "no" if _NO.match(message) else None


def misread(message: str) -> str | None:
    """Return what follows "no, that's not what I meant" (it may be empty), or None."""
    match = _MISREAD.match(message)
    return message[match.end() :] if match else None


def what_if(message: str) -> str | None:
    """Return the supposition of a "what if ...?", or None."""
    match = _WHAT_IF.match(message)
    return match["rest"] if match else None


def corrects(message: str) -> bool:
    """Say whether the message announces a correction."""
    return bool(_CORRECTION.search(message))


def off_topic(message: str) -> bool:
    """Say whether the message is small talk."""
    return bool(_OFF_TOPIC.search(message))


def without_orders(message: str) -> str:
    """Blank out the sentences that give orders to the coach; they are content like any other, but state nothing."""
    return _SENTENCE.sub(lambda m: " " * len(m.group()) if _ORDERS.search(m.group()) else m.group(), message)
