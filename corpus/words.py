"""Words: what a text says, as stems without the small words that hold it together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise

import Stemmer  # type: ignore[import-not-found]

_WORD = re.compile(r"[^\W_]+")
# A word keeps its apostrophe out, so that "don't" is one small word.
_APOSTROPHES = str.maketrans("", "", "'’")
_SMALL_WORDS = """
    a an the of to in on at by for with from as is are was were be been being am do does did done have has had can could
    may might must shall should will would not no nor and or but if then than so such too very just only also even still
    yet again what which who whom whose when where why how that this these those there here it its i me my mine we us
    our you your they them their he she his her one ones some any all each every both either other others another more
    most much many few same up out off over under into onto about between among through during before after now please
    tell give show explain describe define im ive dont u
"""
_SMALL = frozenset(_SMALL_WORDS.split())


@cache
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")


@lru_cache(maxsize=20_000)
def stems(text: str) -> tuple[str, ...]:
    """Return the stems of a text in order, in lower case, small words left out."""
    words = _WORD.findall(text.lower().translate(_APOSTROPHES))
    return tuple(stem for stem in _stemmer().stemWords(words) if stem not in _SMALL)


def couples(row: Sequence[str]) -> frozenset[tuple[str, str]]:
    """Return the pairs of stems that stand side by side."""
    return frozenset(pairwise(row))
