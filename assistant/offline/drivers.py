"""Drivers: what a message says its costs come from, in its own words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_STOP = (
    r"(?:and|or|plus|but|because|since|so|though|as|than|then|which|that|this|these|those|who|when|if|at|on|in|for|from"
    r"|by|with|to|of|about|around|i|we|it|they|them|he|she|us|you|is|are|was|not|per|each|every|once|low|high|cheap"
    r"|free|\w+ly)"
)
_NOUN = rf"(?!{_STOP}\b)[a-z][\w'-]*"
_THING = (
    rf"(?:the |our |a |an |my |all |all the )?{_NOUN}"
    rf"(?: (?:(?:of|for) (?:the |our |a |an )?)?{_NOUN}){{0,4}}"
)
_MOSTLY = (
    r"(?:mostly|mainly|largely|primarily|chiefly|essentially|above all|nearly all|almost all|driven by|because of"
    r"|due to|thanks to|most of (?:it|that|this|which) (?:is|goes (?:to|on|into)|comes from)"
    r"|goes (?:mostly |mainly )?(?:on|into|to)"
    r"|the (?:biggest|bigger|largest|main) (?:part|chunk|share|bit|cost|driver|item|cost driver) (?:is|being))"
)
_ANNOUNCED = re.compile(
    rf"(?<!\w)(?:{_MOSTLY}(?: (?:for|on|from|by|because of|due to|driven by|down to))? "
    r"|it's (?:mostly |mainly |all )?(?=(?:the|our) [\w' -]{2,40}? that (?:costs?|makes?|drives?|eats?)\b))"
    rf"(?P<first>{_THING})(?: (?:and|plus) (?P<second>{_THING}))?"
)
_OF_COSTS = re.compile(
    r"\b(?:costs?|expenses?|spend|spending|budget|money|bill)(?: (?:is|are|comes?|goes|go|\w+ly))?\s$"
)


class Driver(NamedTuple):
    """Words that say what costs come from: `text[start:end]`, with the places of each thing named.

    `of_costs` says that the words before name the costs themselves ("our costs are mostly servers").
    """

    start: int
    end: int
    things: tuple[tuple[int, int], ...]
    of_costs: int | None


def drivers(text: str) -> Iterator[Driver]:
    """Yield what a folded message plainly announces as the source of costs."""
    for match in _ANNOUNCED.finditer(text):
        things = [match.span(name) for name in ("first", "second") if match[name]]
        base = max(0, match.start() - 40)
        item = _OF_COSTS.search(text[base : match.start()])
        yield Driver(match.start(), match.end(), tuple(things), base + item.start() if item else None)
