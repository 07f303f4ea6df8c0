"""Which customer segments a message names, new and known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.canvas import Topic
from assistant.offline.clauses import clauses
from assistant.offline.naming import GENERIC, known
from assistant.reading import SegmentMention, WishMention

# Nobody lists segments in a longer message.
LONGEST_READ = 4000

_LEAD = re.compile(
    r"^(?:(?:well|so|ok(?:ay)?|hm+|oh|um+|mostly|mainly|mainly|primarily|basically|honestly|i guess|i "
    r"think|i'?d say|probably|yes|also|and|then|plus|or|both|"
    r"first(?:ly)?|second(?:ly)?|third(?:ly)?|finally|as well as|on the one hand|on the other(?: hand)?|"
    r"there (?:are|is|'s)|it'?s|they(?:'re| are)|we(?:'ve| have)(?: got)?|we (?:also |mainly |mostly |"
    r"only )?(?:serve|sell to|work (?:with|for)|help|target|deal with|cater (?:to|for)|do it for|"
    r"focus on|supply|train|teach|support)|"
    r"our (?:main |typical |key |biggest |paying )?(?:customers?|clients?|users?|buyers?|guests?|"
    r"segments?|groups?|customer segments?|customer groups?|target groups?)(?: (?:are|is|include|"
    r"would be))?|"
    r"(?:two|three|four|five|several|a couple of|\d+) (?:kinds|groups|segments|types|sorts|main "
    r"groups|customer groups|customer segments)(?: of (?:customers|people|clients|"
    r"users))?)\b[,:]?\s*[:\-–]?\s*)+",
    re.IGNORECASE,
)
_QUANTIFIER = re.compile(
    r"^(?:(?:a few|a lot of|lots of|a handful of|a couple of|a bunch of|some|many|most|several|all|"
    r"all kinds of|mostly|mainly|the|our|these|those|about|around|roughly|"
    r"\d[\d,.]*|two|three|four|five|six|ten|twenty|a dozen|dozens of|hundreds of|thousands of|other|"
    r"another|any|every|each|an?|to|for|with|from|as|occasionally|sometimes|also)\s+)+",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s*(?:\(.*|[–—].*|\s-\s.*|:.*|\b(?:maybe|perhaps|probably|too|"
    r"i guess|i think|who|that|which|where|when|because|since|coming|looking|"
    r"living|wanting|needing|buying|using|paying|so|whose|as well|too|mostly|mainly|especially|"
    r"for (?:their|the|a|an)|in (?:the|our|this|their)|at (?:the|our)|around|near|from (?:the|our)|"
    r"right now|at the moment|these days|then|but|however|instead|if|"
    r"are|is|want|wants|need|needs|expect|expects|would|will|can|come|comes|buy|buys|like|likes|"
    r"prefer|prefers|love|loves|have|has|get|gets|do|don'?t|with whom|on (?:a|the))\b.*|[.!?;].*)$",
    re.IGNORECASE | re.DOTALL,
)
_SEPARATOR = re.compile(
    r"\s*(?:\n+\s*(?:[-*•]|\d+[.)])?|;|,\s*(?:and also|and then|and|or|then|plus|but also|as well "
    r"as)?\b|,|\b(?:and also|and then|and|as well as|plus|or)\b|&|\s/\s|(?:^|\s)\d[.)]\s)\s*",
    re.IGNORECASE,
)
_NOT_PEOPLE = re.compile(
    r"^(?:free|years?|months?|weeks?|days?|hours?|ages|sale|rent|hire|example|instance|now|weddings?|"
    r"events?|parties|birthdays?|breakfast|lunch|dinner|fun|money|"
    r"subscription|repairs?|bikes?|cars?|homes?|houses?|dogs?|cats?|pets|gardens?|clothes|shoes|"
    r"books?|phones?|computers?|events|everything|anything|"
    r"real|life|\d.*|less|more|good|sure|them|us|it|him|her|me|both|all|work|school|travel|trips?|"
    r"holidays?|meetings?|offices? supplies|quality|delivery|pick-?up|weekends?|nights?|seasons?|"
    r"purposes?|occasions?)$",
    re.IGNORECASE,
)
_PEOPLE_END = re.compile(
    r"(?:s|people|men|women|children|folk|youth|staff|personnel|elderly|community|public sector|"
    r"government|industry|market|sector|families|nhs|b2b|b2c|smes?|gen z)$",
    re.IGNORECASE,
)
_FOR = re.compile(
    r"\b(?:for|to|serv(?:e|es|ing)|help(?:s|ing)?|sell(?:s|ing)? to|target(?:s|ing)?|aimed at|"
    r"teach(?:es|ing)?|train(?:s|ing)?|supply(?:ing)?|connect(?:s|ing)?|match(?:es|"
    r"ing)?)\s+(?P<who>[^.!?;\n]+?)(?=\s+(?:for|to|serving|helps?|helping|that helps?)\s|[.!?;\n]|$)",
    re.IGNORECASE,
)
_WANTING = re.compile(
    r"^(?P<who>[^,.;:!?]{2,60}?)\s+(?:really |mostly |mainly |just |only |also |still |clearly |"
    r"usually |always |often |both |all )*"
    r"(?:want|wants|expect|expects|would like|would love|'d like|like|likes|love|loves|prefer|prefers|"
    r"need|needs|insist|insists|look for|looks for|demand|demands|hope for|ask for|asks for|"
    r"are (?:looking for|after|happy with|fine with)|get|gets|do ?n[o']t (?:want|expect|need)|wish|care about)\b",
    re.IGNORECASE,
)  # fmt: skip
_VERBISH = re.compile(
    r"\b(?:is|are|was|were|do|does|did|can|could|should|would|will|have|has|had|what|how|why|when|if|"
    r"because|not|we|i|you|they|it)\b",
    re.IGNORECASE,
)


def new(message: str, topic: Topic | None, names: Sequence[str]) -> tuple[SegmentMention, ...]:
    """Return the segments that the message names for the first time.

    An answer to "who are your customers?" is read as a list of them; an opening ("we repair bikes for couriers and
    commuters") by who it is for; elsewhere only the subject of wanting ("couriers want ...") can be a new one.
    """
    if len(message) > LONGEST_READ:
        return ()
    found: dict[str, SegmentMention] = {}
    for start, end in _candidates(message, topic, names):
        mention = _mention(message, start, end, topic)
        if mention and not _same(mention.name, [*names, *found]):
            found[mention.name] = mention
    return tuple(found.values())


def _candidates(message: str, topic: Topic | None, names: Sequence[str]) -> Iterator[tuple[int, int]]:
    wanting = list(_wanting(message))
    if topic == "segments" and not wanting:
        yield from _listed(message)
    elif topic in ("business", None) or (topic == "segments" and not names):
        yield from _addressed(message)
    yield from wanting


# "B2B: architects and engineers": what stands before the colon says what kind they are.
_HEADING = re.compile(r"\s*[^:,.\n]{1,40}:\s+")
# "Helps parents to find babysitters": after these, "to" says what for, not for whom.
_DEEDS = (
    r"find|get|make|help|keep|buy|sell|use|do|have|be|see|learn|work|run|grow|save|build|improve|"
    r"manage|offer|give|bring|become|reach|share|order|book|rent|plan|meet|let|try|reduce|avoid|"
    r"track|cook|eat|read|play|move|fix|repair"
)
_PURPOSE = re.compile(rf"to (?:{_DEEDS})\b", re.IGNORECASE)
# "Helps students find roommates", "keep regulars coming": a deed is no part of a name.
_DEED_BEHIND = re.compile(rf"\s+(?:{_DEEDS})\b.*", re.IGNORECASE | re.DOTALL)
_DEED_FIRST = re.compile(rf"(?:{_DEEDS}|win|attract|retain|want|need|serve)\b", re.IGNORECASE)


# "Connecting freelancers with agencies" names both sides.
_WITH = re.compile(r"\s+(?:with|and|to)\s+", re.IGNORECASE)
_BETWEEN = re.compile(r"(?:connect|match)", re.IGNORECASE)


def _listed(message: str) -> Iterator[tuple[int, int]]:
    for sentence in re.finditer(r"[^.!?]+", message):
        text = sentence.group()
        offset = len(text) - len(text.lstrip())
        for opening in (_LEAD, _HEADING):
            match = opening.match(text, offset)
            offset = match.end() if match else offset
        yield from _pieces(message, sentence.start() + offset, sentence.end())


def wishes(message: str, names: Sequence[str]) -> tuple[WishMention, ...]:
    """Return the clauses in which a named segment wants something."""
    if len(message) > LONGEST_READ:
        return ()
    found = []
    for clause in clauses(message):
        match = _WANTING.match(clause.text)
        who = known(match["who"], names, typos=False) if match and not _VERBISH.search(match["who"]) else ()
        if who:
            found.append(WishMention(quote=clause.text, start=clause.start, end=clause.end, segments=who))
    return tuple(found)


def _addressed(message: str) -> Iterator[tuple[int, int]]:
    for match in _FOR.finditer(message):
        if _PURPOSE.match(match.group()):
            continue
        between = _BETWEEN.match(match.group())
        who = (
            match["who"]
            if between
            else re.split(
                r"\b(?:so that|because|by|via|through|in order|using|with|at|from|on|every|since|and (?:we|it|"
                r"they|our)|but|to (?!\w+s\b))\b",
                match["who"],
            )[0]
        )
        yield from _pieces(message, match.start("who"), match.start("who") + len(who), between=bool(between))


def _wanting(message: str) -> Iterator[tuple[int, int]]:
    for clause in re.finditer(r"[^,.;!?\n]+", message):
        offset = clause.start() + len(clause.group()) - len(clause.group().lstrip())
        lead = re.match(
            r"(?:and|but|while|whereas|also|then|so|well|sorry|no|actually|for example|meanwhile)\s+",
            message[offset : clause.end()],
            re.IGNORECASE,
        )
        offset += lead.end() if lead else 0
        match = _WANTING.match(message[offset : clause.end()])
        if match and not _VERBISH.search(match["who"]):
            yield from _pieces(message, offset, offset + match.end("who"))


def _pieces(message: str, start: int, end: int, *, between: bool = False) -> Iterator[tuple[int, int]]:
    position = start
    for separator in (_WITH if between else _SEPARATOR).finditer(message, start, end):
        if separator.end() > separator.start():
            yield position, separator.start()
            position = separator.end()
    yield position, end


def _mention(message: str, start: int, end: int, topic: Topic | None) -> SegmentMention | None:
    """Trim a candidate to the noun phrase that names the segment; None where none is left."""
    text = message[start:end]
    lead = _LEAD.match(text) if topic == "segments" else None
    quantifier = _QUANTIFIER.match(text, lead.end() if lead else 0)
    begin = quantifier.end() if quantifier else lead.end() if lead else 0
    rest = _DEED_BEHIND.sub("", _TAIL.sub("", text[begin:])).rstrip(" ,.!?'\"“”").lstrip("'\"“”-–*• ")
    begin = text.find(rest, begin)
    name = rest.strip()
    if (
        not 2 <= len(name) <= 60
        or len(name.split()) > 6
        or name.lower() in GENERIC
        or not re.search(r"[^\W\d_]{2}", name)
        or _DEED_FIRST.match(name)
        or re.match(r"(?:no|not|nothing|none|never)\b", name, re.IGNORECASE)
    ):
        return None
    if topic != "segments" and (_NOT_PEOPLE.match(name) or not _PEOPLE_END.search(name)):
        return None
    if topic == "segments" and _VERBISH.search(name):
        return None
    return SegmentMention(name=name, quote=name, start=start + begin, end=start + begin + len(name))


def _same(name: str, others: Sequence[str]) -> bool:
    return bool(known(name, others, typos=False))
