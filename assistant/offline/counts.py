"""Counts: messages that are nothing but a number, and how many customers there are."""

from __future__ import annotations

import re
from itertools import islice

from assistant.offline.amounts import Amount, amounts, folded
from assistant.offline.fillers import FILLERS
from assistant.offline.patterns import listed
from assistant.offline.terms import BUYERS, SPAN, counts_customers

_LONGEST_BARE = 80
_MOST = 500
_ABOUT = (
    r"(?:(?:about|around|roughly|approximately|some|nearly|almost|maybe|perhaps|probably|over|at least|up to|just|only"
    r"|exactly|now|currently) |[~≈]\s?){0,3}"
)
_OPENS = re.compile(
    r"\W{0,4}(?:(?:and|so|well|yes|oh|hm+|ok|right now|currently|today|at the moment),? )?"
    rf"(?:(?:there are|there're|they are|they're|we're talking|that's|it's|i'd say|i think|for) )?{_ABOUT}"
)
_OURS = re.compile(
    r"\b(?:each of (?:our |the |my )?|all (?:of )?(?:our |the )?|our |my |these "
    rf"|(?:we|i)(?: have|'ve(?: got)?| got| serve| count) ){_ABOUT}$"
)
_THEM = re.compile(r" (?:of (?:them|these|those)|in (?:total|all)|altogether)\b")
_RATE = rf"(?! more\b)(?! (?:an?|per|each|every) (?:{SPAN}|hour)\b)"
_BUYERS = re.compile(rf" (?:[a-z][\w'-]* ){{0,2}}?(?:{'|'.join(BUYERS)})s(?![\w-]){_RATE}")
_THINGS = re.compile(rf" (?:[a-z][\w'-]* ){{0,2}}?(?P<noun>[a-z][\w'-]*s|people)(?![\w-]){_RATE}")
_NOT_BUYERS = frozenset(
    listed(
        "segments groups types kinds countries cities markets languages channels products features shops stores "
        "founders staff stars percent points cents grams times others ways questions accounts posts "
        "meetings seats hours minutes months"
    )
)


def bare_number(message: str) -> float | None:
    """Return the number that a message is, "500", "about 1.2k" or "twenty"; None where it says anything else."""
    if len(message) > _LONGEST_BARE:
        return None
    text = folded(message)
    found = list(amounts(message))
    if len(found) != 1 or found[0].money or found[0].low != found[0].high:
        return None
    before, after = text[: found[0].start], text[found[0].end :]
    # "-5" is no cost, "20+" and "up to 50" are no one number, so none of them is read as one.
    bare = not before.endswith("-") and FILLERS.fullmatch(before) and FILLERS.fullmatch(after)
    return found[0].low if bare and not re.search(r"[0-9%°/]", before + after) and not found[0].plus else None


def customer_count(message: str) -> int | None:
    """Return how many customers a message says that there are, None where it says no one number of them."""
    text = folded(message)
    found = [
        each
        for each in islice(amounts(message), _MOST)
        if not each.money and each.low == each.high >= 1 and each.low == int(each.low)
    ]
    for counts in (_counts_buyers, _counts_ours):
        for each in found:
            if counts(text, each):
                return int(each.low)
    alone = found[0] if len(found) == 1 and len(message) <= _LONGEST_BARE else None
    if alone and _OPENS.fullmatch(text[: alone.start]) and FILLERS.fullmatch(text[alone.end :]):
        return int(alone.low)
    bare = bare_number(message)
    return int(bare) if bare and bare >= 1 and bare == int(bare) else None


def _counts_buyers(text: str, found: Amount) -> bool:
    return bool(_BUYERS.match(text, found.end))


def _counts_ours(text: str, found: Amount) -> bool:
    """Tell whether a number of unnamed things is one of customers: "our 40 bakeries", "40 of them"."""
    things = _THEM.match(text, found.end) or _THINGS.match(text, found.end)
    noun = things.groupdict().get("noun") if things else None
    if not things or noun in _NOT_BUYERS or (noun and not counts_customers(noun)):
        return False
    whole = found.start <= _LONGEST_BARE and _OPENS.fullmatch(text[: found.start])
    if whole and FILLERS.fullmatch(text[things.end() : things.end() + _LONGEST_BARE]):
        return True
    return bool(_OURS.search(text[max(0, found.start - 48) : found.start]))
