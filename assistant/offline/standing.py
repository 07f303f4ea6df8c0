"""How things stand, from a short answer: in place, planned, or not there."""

from __future__ import annotations

import re

from assistant.reading import StatusMention

# In a longer answer "soon", "no" or "already" may be about anything.
LONGEST_STATUS = 12

_PLANNED = re.compile(
    r"\b(?:(?<!no )(?:planned|planning (?:to|on|it|for)|(?:we|i|they|the|a|our|to) plans?)|"
    r"next (?:\w+ )?(?:year|month|quarter|week|spring|summer|autumn|fall|winter)|soon|"
    r"working on|going to|will|upcoming|in the works|later this year|on the roadmap|pencil?led in|goes live|"
    r"(?:begins?|starts?|arrives?|comes?|launch(?:es|ing)?) (?:in|on|next|after)|recruiting|being built|after the)\b",
    re.I,
)
_ABSENT = re.compile(
    r"\b(?:not (?:yet|there|really|in place|today|at all|a thing)|don'?t have|do not have|have ?n[o']t|"
    r"nothing|none|no|missing|absent|neither)\b",
    re.I,
)
_PRESENT = re.compile(
    r"\b(?:yes|already|in place|exists?|we have|we do|we offer|up and running|running|live|since|"
    r"today|established|both|always (?:been|has|have|had|did|do|does)|we(?:['’]ve)? (?:always )?got|"
    r"for (?:\w+ )?(?:years|ages|decades)|\w+ years now|day (?:one|dot)|from the (?:start|beginning|get-go)|"
    r"every (?:day|week|month|year|(?:mon|tues|wednes|thurs|fri|satur|sun)day)s?)\b",
    re.I,
)
_OPENING = re.compile(
    r"\s*(?:(?P<yes>yes|yeah|yep|sure|of course)|no|nope|nah)\b"
    r"(?=\s*[,.!–-]|\s+(?:we|they|it|since|for|every|of|all|both)\b)",
    re.IGNORECASE,
)


def statuses(content: str) -> tuple[StatusMention, ...]:
    """Read how things stand from a short answer, or from the yes or no that a longer one begins with."""
    opening = _OPENING.match(content)
    found = opening and ("established" if opening["yes"] else "absent", opening)
    if len(content.split()) <= LONGEST_STATUS:
        patterns = (("planned", _PLANNED), ("absent", _ABSENT), ("established", _PRESENT))
        found = next(((status, m) for status, pattern in patterns if (m := pattern.search(content))), found)
    if not found:
        return ()
    status, match = found
    place = {"quote": match.group(), "start": match.start(), "end": match.end()}
    return (StatusMention.model_validate({"status": status, **place}),)
