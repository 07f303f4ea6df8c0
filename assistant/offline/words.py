"""Words of a text with their places, in one spelling."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(
    r"(?P<hand>e-mail\w*|wi-fi)|\d+(?:[.,]\d+)*(?:st|nd|rd|th)?(?!\w)|[^\W_]+(?:['’][^\W_]+)*|[,;:?!=()\[\]–—]|(?<=\s)-(?=\s)",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"\d.*(?:st|nd|rd|th)|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|fifteenth|twentieth"
)
_NUMBER = re.compile(r"\d.*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|fifty")
_SPELLING = {
    "center": "centre",
    "centers": "centres",
    "programme": "program",
    "programmes": "programs",
    "adviser": "advisor",
    "advisers": "advisors",
    "favor": "favour",
    "e-mail": "email",
    "dont": "don't",
    "doesnt": "doesn't",
    "isnt": "isn't",
    "arent": "aren't",
    "wont": "won't",
    "cant": "can't",
    "didnt": "didn't",
    "cannot": "can't",
}


class Word(NamedTuple):
    """One word or punctuation mark: lower case, British spelling; `start` and `end` are its place in the text."""

    text: str
    start: int
    end: int


def words(text: str) -> tuple[Word, ...]:
    """Return the words and the clause marks of a text in order; hyphens part words, symbols are left out."""
    return tuple(Word(spelt(match.group()), match.start(), match.end()) for match in _WORD.finditer(text))


@lru_cache(maxsize=4096)
def spelt(word: str) -> str:
    """Return a word in lower case and in the one spelling that the lexicon uses."""
    lowered = word.lower().replace("’", "'")
    return _SPELLING.get(lowered) or lowered.replace("iz", "is").replace("e-mail", "email")


@lru_cache(maxsize=4096)
def forms(word: str) -> tuple[str, ...]:
    """Return what a word may stand as in the lexicon: itself, without its plural or possessive, `#` or `#th`."""
    found = [word]
    if word.endswith("'s") or word.endswith("s'"):
        found += forms(word[:-2])
    elif len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        found.append(word[:-1])
        if word.endswith("ies"):
            found.append(word[:-3] + "y")
        elif word.endswith("es"):
            found.append(word[:-2])
    if _ORDINAL.fullmatch(word):
        found.append("#th")
    elif _NUMBER.fullmatch(word):
        found.append("#")
    return tuple(found)
