"""What a named segment wants in words that say no type."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.offline.clauses import clauses
from assistant.offline.naming import known
from assistant.reading import WishMention

# Nobody lists wishes in a longer message.
LONGEST_READ = 4000

_THEY_WANT = re.compile(
    r"^\W*(?:(?:and|but|well|so|i think|i guess|honestly)[, ]+)*they(?: all| both| really| just| mostly| only|['’]d|"
    r" would)*\s+(?:want|need|expect|prefer|hope|wish|like|love)\b",
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


def theirs(text: str) -> bool:
    """Say whether a text tells what "they" want: a wish of the customers, and no aim of the business."""
    return bool(_THEY_WANT.match(text))
