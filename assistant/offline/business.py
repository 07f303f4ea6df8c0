"""What a message says about the business itself: its name, what it offers, its stage."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.canvas import Topic
from assistant.reading import BusinessMention

_NAME = re.compile(
    r"(?:\b(?:we(?:'re| are)|i(?:'m| am)|it(?:'s| is)|my (?:company|business|startup|shop|app) is|our "
    r"(?:company|business|startup|shop|app|firm|product|project) is|"
    r"the (?:company|business|startup) is|this is)\s+)?(?:called|named|name is|under the name(?: of)?|"
    r"trading as)\s+(?P<name>[\"'“]?[A-Z0-9][^,.;!?\n\"”]{0,58}?)[\"'”]?"
    r"(?=\s*(?:[,.;!?\n]|$|\s(?:and|where|which|we|that|is|-|–)\b))"
)
_SUBJECT = re.compile(
    r"^\s*(?:(?:Hi|Hello|Hey)[,!.]?\s+)?(?:At\s+)?(?P<name>[A-Z][\w'’&.-]*(?:\s+(?:&|and|of|the|"
    r"[A-Z][\w'’&.-]*))*)\s*,?\s+(?:is|are|sells|makes|offers|rents|repairs|builds|helps|delivers|"
    r"provides|runs|connects|teaches|we\s)\b"
)
_NOT_NAMES = {
    "We",
    "I",
    "It",
    "They",
    "Our",
    "My",
    "The",
    "This",
    "There",
    "You",
    "He",
    "She",
    "What",
    "A",
    "An",
    "So",
    "Well",
    "Yes",
    "No",
    "Ok",
    "Okay",
    "In",
    "For",
    "Couriers",
    "Customers",
    "People",
    "Most",
}
_DOING = re.compile(
    r"\b(?:we|i|it|they|he|she)(?:'re| are|'m| am|'s| is)?\s+(?:(?:basically|mainly|mostly|also|"
    r"currently|now|just|want to|are going to|plan to|would like to|want|going to|try to|will)\s+)*"
    r"(?:(?:a|an|the)\s+\w+|\w+(?:ing|s|e|l|r|p|n|d|t|h|k|y|w)\b)",
    re.IGNORECASE,
)
_OFFERING_NOUN = re.compile(
    r"^\s*(?:an?|the|my|our)\s+[\w -]*\b(?:app|platform|shop|store|service|agency|studio|cafe|café|"
    r"restaurant|bakery|school|company|startup|marketplace|subscription|consultancy|practice|clinic|"
    r"gym|hotel|farm|software|tool|business|charity|library|brand|product)\b",
    re.IGNORECASE,
)
# A single word counts where it names a kind of business.
_KIND = re.compile(
    r"^\s*(?:\w*(?:shop|store|school|house|bar|salon|studio|market|agency|clinic|practice|company|farm|lab|works?)|"
    r"\w+(?:ery|ries|cy|ist|ing|care)|caf[eé]|gym|hotel|hostel|restaurant|saas|app|platform|startup|charity|library|"
    r"museum|theat(?:re|er)|hairdresser|plumber|electrician|dentist|yoga|marketplace|podcast|magazine|software)s?\s*[.!]?\s*$",
    re.IGNORECASE,
)
_SHORT_NOUN = re.compile(r"^\s*[\w'’&-]+(?:\s+[\w'’&,-]+){1,14}\s*[.!]?\s*$")
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


def business(message: str, topic: Topic | None) -> tuple[BusinessMention, ...]:
    """Return what the message says of the business; the offering is only read where the coach asked for it."""
    if len(message) > 4000:
        return ()
    return tuple(_mentions(message, topic))


def _mentions(message: str, topic: Topic | None) -> Iterator[BusinessMention]:
    name = _NAME.search(message)
    if name:
        yield _mention("name", message, name.start("name"), name.end("name"))
    elif topic == "business":
        subject = _SUBJECT.match(message)
        if subject and subject["name"].split()[0] not in _NOT_NAMES:
            yield _mention("name", message, subject.start("name"), subject.end("name"))
    if topic == "business":
        yield from _offering(message)
    for stage, pattern in _STAGES:
        match = pattern.search(message)
        if match and topic in ("business", "segments", None):
            yield BusinessMention(field="stage", value=stage, quote=match.group(), start=match.start(), end=match.end())
            break


def _offering(message: str) -> Iterator[BusinessMention]:
    for sentence in re.finditer(r"[^.!?\n]+", message):
        text = sentence.group()
        if _NAME.search(text) and not _DOING.search(_NAME.sub("", text)):
            continue
        if (
            _DOING.search(text)
            or _OFFERING_NOUN.match(text)
            or _SUBJECT.match(text)
            or _SHORT_NOUN.match(text)
            or _KIND.match(text)
        ):
            start = sentence.start() + len(text) - len(text.lstrip())
            yield _mention("offering", message, start, sentence.start() + len(text.rstrip()))
            return


def _mention(field: str, message: str, start: int, end: int) -> BusinessMention:
    quote = message[start:end]
    return BusinessMention.model_validate(
        {"field": field, "value": quote.strip("\"'“” "), "quote": quote, "start": start, "end": end}
    )
