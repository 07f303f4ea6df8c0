"""Levels: costs that are called low, medium, high or nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from assistant.canvas import Level
from assistant.offline.fillers import FILLERS, OPENING
from assistant.offline.patterns import either
from assistant.offline.payers import UPKEEP, payer, theirs
from assistant.offline.sentences import Sentence

Said = Level | Literal["free"]

_ADJECTIVES: dict[str, Said] = {
    "low": "low",
    "minimal": "low",
    "tiny": "low",
    "negligible": "low",
    "small": "low",
    "medium": "medium",
    "mid": "medium",
    "moderate": "medium",
    "average": "medium",
    "middling": "medium",
    "high": "high",
    "steep": "high",
    "huge": "high",
    "enormous": "high",
}
_PRICED: dict[str, Said] = {
    "cheap": "low",
    "inexpensive": "low",
    "affordable": "low",
    "expensive": "high",
    "pricey": "high",
    "pricy": "high",
    "costly": "high",
}
_DEGREES: dict[str, Said] = {
    "next to nothing": "low",
    "almost nothing": "low",
    "practically nothing": "low",
    "hardly anything": "low",
    "barely anything": "low",
    "peanuts": "low",
    "pennies": "low",
    "very little": "low",
    "little": "low",
    "not much": "low",
    "not a lot": "low",
    "a fortune": "high",
    "a lot": "high",
    "loads": "high",
    "a bomb": "high",
    "an arm and a leg": "high",
    "too much": "high",
    "a great deal": "high",
    "nothing at all": "free",
    "nothing": "free",
    "zero": "free",
    "not a cent": "free",
}
_BARE_ONLY: dict[str, Said] = {
    "free of charge": "free",
    "for free": "free",
    "free": "free",
    "no cost": "free",
    "no costs": "free",
    "practically free": "low",
    "basically free": "low",
    "virtually free": "low",
    "almost free": "low",
    "nearly free": "low",
}
# "Not high" may still be medium, so only words whose denial names the other end are turned round.
_DENIED: dict[str, Said] = {
    "much": "low",
    "a lot": "low",
    "a fortune": "low",
    "the world": "low",
    "anything": "free",
    "a thing": "free",
    "a cent": "free",
    "a penny": "free",
    "cheap": "high",
    "expensive": "low",
    "pricey": "low",
    "costly": "low",
}
_ALL = _ADJECTIVES | _PRICED | _DEGREES | _BARE_ONLY

_VERY = (
    r"(?:(?:way|far|very|really|pretty|quite|rather|fairly|relatively|comparatively|particularly|absolutely|extremely|super"
    r"|so|too|that|all that|exactly|just|only|all|still|a bit) ){0,2}"
)
_ITEM = r"costs?|expenses?|expenditure|spend|spending|outlay|upkeep|overheads?"
_BE = (
    r"(?: is| are| was| were|'s|'re|(?: is|'s| are|'re) getting| stays?"
    r"| remains?| would be| will be| seems?| looks?| gets?"
    r"| comes?)"
)
_NOT = r"(?P<not>n't| not| never)?"
_VERB = re.compile(
    r"\b(?P<not>(?:do|does|did|wo|would)n't |(?:do|does|did|will|would) not )?"
    r"(?P<verb>costs?|costing|spends?|spending|pays?|paying)(?: us| me)?"
    r"(?: (?!hardly|barely)\w+ly| just| only| really| still| close to| pretty much){0,2}"
    rf" (?P<level>{either(_DEGREES)}|much|anything|the world|a thing|a cent|a penny)(?!\w)(?! (?:more|less|of|to))"
)
_ITEM_IS = re.compile(
    rf"\b(?:{_ITEM})(?: (?:of|for|per) [^,.;!?]{{1,30}}?)?(?:{_BE}{_NOT}|:) {_VERY}"
    rf"(?P<level>{either(_ADJECTIVES | _PRICED)})(?![\w-])"
)
_LEVEL_ITEM = re.compile(
    rf"\b{_VERY}(?P<level>{either(_ADJECTIVES)}) (?:running |fixed |maintenance |staff |monthly )?(?:{_ITEM})(?![\w-])"
    r"(?=\s?(?:$|[.,;:!?)]|(?:for|to|of|because|and|but|so|per|since|as|i|we|due|mostly|mainly)\b))"
)
_IT_IS = re.compile(
    rf"(?<![\w'])(?:it|this|that|everything|which|these|those|all of it|{UPKEEP})(?:{_BE}|is)(?: \w+ly)?{_NOT} {_VERY}"
    rf"(?P<level>{either(_PRICED)})(?![\w-])"
)
_TO_KEEP = re.compile(
    rf"(?<!\w){_VERY}(?P<level>{either(_PRICED)})"
    r" (?:(?:for|to) us|to (?:run|keep|maintain|serve|operate|offer|provide|staff)(?: up)?)(?!\w)"
)
_NO_COST = re.compile(
    r"\b(?P<level>free)(?: of charge)? (?:(?:for|to) us|to (?:run|keep|maintain))\b"
    r"|\b(?:at|there's|there is|there are|has|have) no (?:extra |additional |real )?costs?(?: (?:to|for) us| at all)?"
    r"(?=\s?(?:$|[.,;!?]))"
)
_BARE = re.compile(rf"{OPENING}(?P<core>(?P<not>(?:is|are)n't |not )?{_VERY}(?P<level>{either(_ALL)}))(?!\w)")
# "Low for commuters, high for couriers"; "low, because they help themselves".
_PARTED = re.compile(
    rf"(?:[,;.]\s|\s)?(?:(?:and|but|while) )?{OPENING}"
    rf"(?P<core>(?P<not>(?:is|are)n't |not )?{_VERY}(?P<level>{either(_ADJECTIVES | _PRICED)})"
    r" for (?:the |our |my )?(?!(?:them|him|her|you|people|customers|clients)\b)[a-z][\w'-]*"
    r"(?: (?!(?:and|but|while)\b)[\w'-]+){0,2})(?=\s?(?:[,;.!]|$)|\s(?:and|but|while)\b)"
)
_REASON = re.compile(r",? (?:because|since|as|due to|mostly|mainly) [^?]*")
_LEADING = re.compile(
    rf"{OPENING}(?P<core>(?P<not>(?:is|are)n't |not )?{_VERY}(?P<level>{either(_ALL)}))\s?[,:(-]{{1,2}}\s?{OPENING}"
)
_SUBORDINATE = re.compile(
    r"\b(?:because|since|as|if|when|until|unless|so|as long as|think|say|says|than|cause|what)\s$"
)
_NOT_OURS = re.compile(
    r"(?:\s(?:than\b|for (?:them|him|her|you|people|their)|to (?:leave|switch|change|quit|buy|cancel|join)|to them)"
    r"|(?:\s?[-/]\s?|\s(?:to|or)\s)(?:very )?(?:low|medium|mid|moderate|average|high)\b)"
)
_LONGEST_BARE = 100
_SHORTEST = len("low")


class Called(NamedTuple):
    """Words that call a cost low, medium, high or free: `text[start:end]`.

    `sure` is False where the whole message is the bare level, which any question could have asked for.
    """

    level: Said
    start: int
    end: int
    sure: bool = True


def levels(text: str, sentence: Sentence) -> Iterator[Called]:
    """Yield what one sentence of a folded message calls its costs, first to last, overlapping words once."""
    if sentence.asks or sentence.end - sentence.start < _SHORTEST:
        return
    found = sorted(_found(text, sentence), key=lambda called: (called.start, -called.end))
    end = -1
    for called in found:
        if called.start >= end:
            yield called
            end = called.end
    if not found and sentence.start == 0 and len(text) <= _LONGEST_BARE:
        yield from _bare(text)


def _bare(text: str) -> Iterator[Called]:
    """Yield the levels of a message that is nothing but levels, with their reason or for whom they are."""
    bare = _BARE.match(text)
    level = _level(bare) if bare else None
    if bare and level and (FILLERS.fullmatch(text, bare.end()) or _REASON.fullmatch(text, bare.end())):
        yield Called(level, *bare.span("core"), sure=False)
        return
    parted, end = [], 0
    while match := _PARTED.match(text, end):
        parted.append((_level(match), match.span("core")))
        end = match.end()
    if parted and FILLERS.fullmatch(text, end):
        yield from (Called(level, *span, sure=False) for level, span in parted if level)


def leading(text: str, sentence: Sentence, end: int) -> Called | None:
    """Return the level that opens a sentence and leads to the amount at `end`: "low, about 4 € a month"."""
    match = _LEADING.fullmatch(text, sentence.start, end) if end - sentence.start <= _LONGEST_BARE else None
    level = _level(match) if match else None
    return Called(level, *match.span("core")) if match and level else None


def _found(text: str, sentence: Sentence) -> Iterator[Called]:
    for pattern in (_VERB, _ITEM_IS, _LEVEL_ITEM, _IT_IS, _TO_KEEP, _NO_COST):
        for match in pattern.finditer(text, sentence.start, sentence.end):
            before = text[max(sentence.start, match.start() - 60) : match.start()]
            after = text[match.end() : match.end() + 30]
            level = _level(match)
            if level and not _NOT_OURS.match(after) and _ours(pattern, match, before):
                yield Called(level, *match.span())


def _ours(pattern: re.Pattern[str], match: re.Match[str], before: str) -> bool:
    """Tell whether the cost is the business's own and not a customer's or a price."""
    if pattern is _VERB:
        return payer(match["verb"], before, match.group()[match.end("verb") - match.start() :]) == "cost"
    if pattern is _IT_IS:
        return not _SUBORDINATE.search(before) and not theirs(before)
    return not theirs(before)


def _level(match: re.Match[str]) -> Said | None:
    """Return the level that a match says, turned round where it is denied; None where the denial leaves it open."""
    said = match.groupdict()
    word = said["level"]
    if word is None:
        return "free"
    if said.get("not"):
        return _DENIED.get(word)
    return _ALL.get(word)
