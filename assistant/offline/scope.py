"""Which known segments a clause speaks of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.offline.clauses import Clause
from assistant.offline.naming import known

_POINTING = re.compile(r"\b(?:they|them|their|theirs|these|those|it|he|she|his|her)\b", re.IGNORECASE)
# These point past the segment that was named last.
_OTHERS = re.compile(
    r"\b(?:others|the other|the rest|everyone|everybody|both|all of them|some|most|nobody else)\b", re.IGNORECASE
)
_PART = re.compile(r",|\band\b", re.IGNORECASE)
# A part of a list that holds no more than a name belongs to the names that follow: "the couriers and commuters want".
_BESIDE_A_NAME = 1


def scopes(clauses: Sequence[Clause], segments: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Return for each clause the segments that it names, or those that its sentence or its pronouns carry on."""
    found: list[tuple[str, ...]] = []
    latest: tuple[str, ...] = ()
    sentence = -1
    for clause in clauses:
        names = known(clause.text, segments) if segments else ()
        if names:
            latest, sentence = names, clause.sentence
        elif latest and not _OTHERS.search(clause.text):
            carried = clause.sentence == sentence or _POINTING.search(clause.text)
            names = latest if carried else ()
        found.append(names)
    return tuple(found)


def owners(text: str, start: int, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return which of several segments named in one clause the words from `start` on belong to.

    "A forum for couriers and points for commuters": what stands from there on in their part of the list decides,
    then what stands before; where neither does, all of the names.
    """
    if len(names) < 2:
        return names
    left = 0
    group: tuple[str, ...] = ()
    bounds = [*((mark.start(), mark.end()) for mark in _PART.finditer(text)), (len(text), len(text))]
    for stop, after in bounds:
        part = text[left:stop]
        here = known(part, names)
        if left <= start < stop:
            before = dict.fromkeys((*group, *known(text[left:start], names)))
            return known(text[start:stop], names) or tuple(before) or names
        others = [word for word in part.split() if not known(word, names)]
        group = tuple(dict.fromkeys((*group, *here))) if here and len(others) <= _BESIDE_A_NAME else ()
        left = after
    return names
