"""Stems: words cut down so that their forms meet."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_JOINED = re.compile(r"[^\W_]+(?:-[^\W_]+)+")
# Longest first: the first that leaves enough of the word is cut off.
_ENDINGS = (
    *("isations", "isation", "ational", "ations", "ements"),
    *("ation", "ement", "ments", "ances", "ences", "ities", "iness", "ively", "ingly"),
    *("ment", "ance", "ence", "ings", "ions", "ness", "ally"),
    *("ion", "ing", "ity", "ive", "ers", "ies", "ied"),
    *("ed", "er", "or", "al", "ly", "es", "s", "y", "e"),
)
_SHORTEST = 3
_SHIP = re.compile(r"(?<=\w{4})ships?$")
_UNLIKE = {
    "choice": "choose",
    "choices": "choose",
    "chose": "choose",
    "chosen": "choose",
    "won": "win",
    "kept": "keep",
    "bought": "buy",
    "gave": "give",
    "given": "give",
    "paid": "pay",
    "made": "make",
    "sold": "sell",
    "programme": "program",
    "programmes": "program",
    "people": "person",
    "b2b": "businesstobusiness",
    "b2c": "businesstoconsumer",
}


def parts(text: str) -> list[str]:
    """Return the stems of the words of a text in order; a hyphen parts words."""
    return [stem(word) for word in _WORD.findall(text)]


@lru_cache(maxsize=2000)
def stems(text: str) -> tuple[str, ...]:
    """Return the stems of a text, those of its hyphened words also as one: a start-up is found by "startup"."""
    return (*parts(text), *(stem(word.replace("-", "")) for word in _JOINED.findall(text)))


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return a word in small letters, without accents and without its ending."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(char))
    plain = re.sub(r"['’](?:s|re|ve|ll|d|m)$", "", plain)
    plain = _SHIP.sub("", _UNLIKE.get(plain, plain).replace("iz", "is"))
    for ending in _ENDINGS:
        if plain.endswith(ending) and len(plain) - len(ending) >= (_SHORTEST if len(ending) < 4 else _SHORTEST + 1):
            plain = plain[: -len(ending)]
            break
    if len(plain) > _SHORTEST and plain[-1] == plain[-2] and plain[-1] in "bdgmnprt":
        return plain[:-1]
    return plain
