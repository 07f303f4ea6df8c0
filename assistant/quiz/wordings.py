"""Wordings found in an answer: at the start of a word, with small typos, and not where they are negated."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

# A wording of so few letters is a word by itself: "tie" is not found in "tiered".
LONGEST_WHOLE = 3
# Shorter words have too many neighbours to allow a typo; longer ones may have two.
SHORTEST_MISSPELT, SHORTEST_TWICE = 6, 10

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)?|[^\w\s-]")
_NEGATIONS = frozenset({"not", "no", "never", "without", "nor", "neither", "cannot"})
_NOT = re.compile(
    r"(?:n['’]t|(?<=do|is|wo|ca)nt|(?<=are|was|did|had|has)nt|(?<=does|have|were)nt|(?<=would|could)nt|(?<=should)nt)$"
)
# "Instead of an adviser", "apart from staff": two words that negate what comes after them.
_NEGATING_PAIRS = frozenset({("instead", "of"), ("rather", "than"), ("apart", "from")})
# What may stand between a negation and what it negates.
_BETWEEN = frozenset(
    {"a", "an", "the", "any", "its", "their", "his", "her", "your", "our", "my"}
    | {"be", "been", "being", "is", "have", "has", "having", "do", "does", "want", "need", "get"}
    | {"about", "with", "by", "for", "of", "in", "on", "from", "to", "than"}
    | {"really", "very", "so", "ordinary", "normal"}
)
# "Not only a tool": both are meant.
_BOTH = frozenset({"only", "just", "merely", "simply"})


@dataclass(frozen=True)
class Token:
    """A word, or a mark that parts clauses, at `start` to `end` of its text; `word` is in small letters."""

    word: str
    start: int
    end: int

    @property
    def negates(self) -> bool:
        return self.word in _NEGATIONS or bool(_NOT.search(self.word))


@lru_cache(maxsize=4000)
def tokens(text: str) -> tuple[Token, ...]:
    """Return the words and marks of a text; a hyphen parts words like a blank."""
    return tuple(Token(_plain(found.group()), *found.span()) for found in _TOKEN.finditer(text))


def sought(wordings: Iterable[str], text: str, *, stance: bool = False) -> tuple[str, ...]:
    """Return the stretches of a text that one of the wordings is found in, as they are written there.

    `stance` says that a "no" at the beginning answers yes or no. A "no" that goes with the word after it is no stance.
    """
    row = tokens(text)
    places = ((at, wording) for wording in wordings for at in range(len(row)) if _stands(wording, row, at))
    spans = {
        (at, at + len(tokens(wording)))
        for at, wording in places
        if not _negated(row, at, stance=stance) and not (wording == "no" and _belongs(row, at))
    }
    return tuple(text[row[first].start : row[last - 1].end] for first, last in sorted(spans))


def _stands(wording: str, row: Sequence[Token], at: int) -> bool:
    wanted = [token.word for token in tokens(wording)]
    # "Can't" and "never" say the "not" of a wording.
    given = ["not" if want == "not" and t.negates else t.word for want, t in zip(wanted, row[at:], strict=False)]
    if len(given) < len(wanted):
        return False
    if len(wording) <= LONGEST_WHOLE:
        return given[:-1] == wanted[:-1] and given[-1] in (wanted[-1], f"{wanted[-1]}s")
    *first, last = zip(wanted, given, strict=True)
    return all(w == g or _misspelt(w, g) for w, g in first) and (last[1].startswith(last[0]) or _begins(*last))


def _misspelt(wanted: str, given: str) -> bool:
    """Say whether a word is another one with a typo or two; first and last letters are seldom wrong ("retail")."""
    if len(wanted) < SHORTEST_MISSPELT or not given or (wanted[0], wanted[-1]) != (given[0], given[-1]):
        return False
    return OSA.distance(wanted, given) <= (2 if len(wanted) >= SHORTEST_TWICE else 1)


def _begins(wanted: str, given: str) -> bool:
    """Say whether a word begins with another one that has a typo."""
    return any(_misspelt(wanted, given[:length]) for length in range(len(wanted) - 1, len(wanted) + 2))


def _negated(row: Sequence[Token], at: int, *, stance: bool) -> bool:
    """Say whether what stands at a place is negated just before it, small words aside."""
    before = at - 1
    if before >= 0 and row[before].word in _BOTH:
        return False
    while before > 0 and row[before].word in _BETWEEN:
        if (row[before - 1].word, row[before].word) in _NEGATING_PAIRS:
            return True
        before -= 1
    return before >= 0 and row[before].negates and not (stance and before == 0 and row[0].word == "no")


def _belongs(row: Sequence[Token], at: int) -> bool:
    """Say whether a "no" goes with the word after it."""
    return at > 0 and at + 1 < len(row) and row[at + 1].word[0].isalnum()


def _plain(word: str) -> str:
    return word.casefold().replace("’", "'")
