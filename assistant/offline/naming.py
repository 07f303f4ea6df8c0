"""Which known customer segments a text speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz, process

# From this similarity (0-100) on a misspelt name still means the segment: "couirers" against "couriers" is 88.
TYPO = 85

# Looking for misspellings costs time with every word.
LONGEST_WITH_TYPOS = 2000

# Words that stand for customers without naming a group of them.
_WORDS = """
all, anyone, both, business, buyers, client, clients, company, customer, customers, each, either, everybody, everyone,
first, folks, group, groups, guests, half, he, help, here, i, idea, it, many, members, money, most, no, nobody, none,
one, other, others, people, second, segment, segments, service, she, some, someone, staff, support, team, that, them,
there, these, they, third, this, those, us, user, users, visitors, we, what, which, who, yes, you, all of them,
both of them, each of them, most of them, no one, our clients, our customers, some of them, the first, the other,
the others, the rest, the second, the third
"""
GENERIC = frozenset(" ".join(words.split()) for words in _WORDS.split(","))
# Of these, the ones that do name a group in an answer to "who are your customers?".
ROLES = frozenset(("guests", "members", "staff", "visitors"))


# What follows the noun of a name: "tourists who walk in", "owners of oak woods", "firms doing audits".
_BEHIND = re.compile(
    r"who(?:se|m)?|that|which|with(?:out)?|from|in|on|at|of|for|to|by|under|over|behind|near|above|below|between|where|when"
    r"|after|before|aged"
)
_DOING = re.compile(r"(?:\w+s|people|men|women|children|folk) \w{2,}ing")
# "Behind the shop" is a place, whoever is called "small shops".
_PLACES = re.compile(r"\b(?:at|in|into|inside|behind|outside|near|beside) (?:the|our|my|their|a|an) \w*[^\Ws]\b")


def known(text: str, names: Sequence[str], *, typos: bool = True) -> tuple[str, ...]:
    """Return the known segments that the text names, in the order of the text.

    A name counts in full, without its plural, by its noun or its first word where no other name has it, or misspelt.
    """
    lowered = text.lower()
    placeless = _PLACES.sub(lambda match: " " * len(match.group()), lowered)
    hits: list[tuple[int, str]] = []
    for name in names:
        whole, *short = _forms(name, names)
        places = (_find(whole, lowered), *(_find(form, placeless) for form in short))
        position = min((place for place in places if place >= 0), default=-1)
        if position >= 0:
            hits.append((position, name))
    if typos and not hits and names and len(text) < LONGEST_WITH_TYPOS:
        hits = list(_misspelt(lowered, names))
    return tuple(name for _, name in sorted(hits))


def _forms(name: str, names: Sequence[str]) -> Iterator[str]:
    lowered = name.lower()
    yield lowered
    words = lowered.split()
    # "Small shops doing their deliveries" are the shops, not the deliveries.
    ends = (
        at
        for at in range(1, len(words))
        if _BEHIND.fullmatch(words[at]) or _DOING.fullmatch(" ".join(words[at - 1 : at + 1]))
    )
    behind = next(ends, len(words))
    for word in dict.fromkeys((words[behind - 1], words[0])):
        if (
            len(words) > 1
            and len(word) > 3
            and sum(word in other.lower().split() for other in names) == 1
            and word not in GENERIC
        ):
            yield word


def _find(form: str, text: str) -> int:
    stem = form[:-3] if form.endswith("ies") else form[:-1] if form.endswith("s") and len(form) > 3 else form
    match = re.search(rf"(?<!\w)(?<!other )(?<!another ){re.escape(stem)}(?:y|ies|e?s)?(?:'s?)?(?!\w)", text)
    return match.start() if match else -1


def _misspelt(text: str, names: Sequence[str]) -> Iterator[tuple[int, str]]:
    forms = {form: name for name in names for form in _forms(name, names) if len(form) > 4}
    for match in re.finditer(r"\w{5,}", text):
        best = process.extractOne(match.group(), forms.keys(), scorer=fuzz.ratio, score_cutoff=TYPO)
        if best and best[0][0] == match.group()[0] and not _other_word(best[0], match.group()):
            yield match.start(), forms[best[0]]


def _other_word(name: str, word: str) -> bool:
    """One letter in place of another mostly makes another word: computers are no commuters."""
    return len(name) == len(word) and sum(a != b for a, b in zip(name, word, strict=True)) == 1
