"""Spelling: a question with its misspelt words put right, where the passages found for it show what was meant."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable
from functools import cache
from importlib.resources import files

from rapidfuzz import process
from rapidfuzz.distance import OSA

# A shorter word has too many neighbours; of one that is just as short a letter may be missing or two may have changed
# places, and no more; a long one may be further off.
SHORTEST, LONG = 4, 7
_WORD = re.compile(r"[^\W\d_]+")
_ENDINGS = ("s", "es", "d", "ed", "r", "rs", "er", "ers", "ing", "ly")
# Beside these a letter is a part of something else: "R&D", "e-mail", "don't".
_BEFORE, _AFTER = re.compile(r"[\w&'’\"“-]$"), re.compile(r"[&'’-]")
# What stands before and behind a single letter, and which words before it make it the name of something.
_LAST, _NEXT = re.compile(r"([^\W\d_]+)\s+$"), re.compile(r"\s+([^\W\d_]+)")
_NAMING = frozenset({"and", "or", "letter", "plan", "the", "a", "an", "axis", "type", "option", "group"})
# Behind these a letter is what the question is about ("should n be large"); before the first ones "y" asks why.
_VERBS = frozenset({"is", "are", "do", "does", "did", "can", "could", "should", "would", "will"})
_ABOUT = _VERBS | {"if", "of", "for"}
_WHY = _VERBS | {"r", "u", "they", "we", "you", "it", "ppl", "people", "not", "that", "customers", "some", "companies"}
# Keys that lie side by side, and vowels, are taken for one another.
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_VOWELS = frozenset("aeiouy")
_BEGINNING = re.compile(r"(?:^|[.!?\n]\s*)$")


def doubtful(question: str, known: Callable[[str], bool]) -> bool:
    """Say whether a question has shorthand or a word that may be misspelt."""
    return any(_mendable(question, match, known) for match in _WORD.finditer(question))


def mended(question: str, known: Callable[[str], bool], texts: Iterable[str]) -> str:
    """Return a question in which each word that is not `known` is the one of `texts` that it was meant for, if any.

    Shorthand of chats is written out. A first letter is hardly ever mistyped, so it must agree; what resembles nothing
    stays as it is, and so does what is written like a name.
    """
    held: dict[str, set[str]] = {}
    for text in (*texts, _written()["asked"]["words"]):
        for word in _WORD.findall(text.lower()):
            held.setdefault(word[0], set()).add(word)

    def put(match: re.Match[str]) -> str:
        word = match.group().lower()
        if not _mendable(question, match, known):
            return match.group()
        near = held.get(word[0], set())
        short = _written()["short"].get(word)
        return short or (None if _spelt(word, near.__contains__) else _meant(word, near)) or match.group()

    return _WORD.sub(put, question)


def _mendable(question: str, match: re.Match[str], known: Callable[[str], bool]) -> bool:
    word, before = match.group().lower(), question[: match.start()]
    named = not match.group().islower() and not _BEGINNING.search(before)
    if named or _BEFORE.search(before) or _AFTER.match(question[match.end() :]):
        return False
    if len(word) == 1 and not _chatted(word, before, question[match.end() :]):
        return False
    return word in _written()["short"] or (len(word) >= SHORTEST and not _spelt(word, known))


def _chatted(letter: str, before: str, after: str) -> bool:
    """Say whether a single letter stands for a word: words stand beside it, and it names nothing ("x and y")."""
    last, following = _LAST.search(before), _NEXT.match(after)
    beside = [match[1].lower() for match in (last, following) if match]
    lettered = any(len(word) == 1 and word not in _written()["short"] for word in beside)
    named = lettered or bool(last and last[1].lower() in _NAMING | (_ABOUT if letter in "ny" else frozenset()))
    if letter == "y":
        return bool(following and following[1].lower() in _WHY) and not named
    return bool(following or letter == "u") and bool(last or letter == "u") and not named


def _spelt(word: str, known: Callable[[str], bool]) -> bool:
    """Say whether a word, or the word that it is made of, is known; or one that it is the beginning of."""
    bare = (word.removesuffix(ending) for ending in _ENDINGS if len(word) - len(ending) >= SHORTEST - 1)
    return known(word) or known(f"{word}s") or any(each != word and known(each) for each in bare)


def _meant(word: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate that a word was most likely meant for: missing letters are the commonest slip."""
    most = 2 if len(word) >= LONG else 1
    near = process.extract(word, sorted(candidates), scorer=OSA.distance, score_cutoff=most, limit=10)
    ranked = sorted((distance, not _within(word, other), sorted(word) != sorted(other), other)
                    for other, distance, _ in near)  # fmt: skip
    return next((other for distance, *_, other in ranked if _slipped(word, other, distance)), None)


def _slipped(word: str, other: str, distance: int) -> bool:
    """Say whether one is a likely slip for the other, and no right word beside it ("invoice" and "involve").

    Letters were left out, doubled or swapped; one was mistaken for another vowel or struck on the key beside it.
    """
    if other.removeprefix(word) in _ENDINGS:
        return False
    if _within(word, other) or _within(other, word) or sorted(word) == sorted(other):
        return True
    if len(word) == SHORTEST:
        return False
    if distance > 1:
        return set(word) == set(other)
    ((first, second),) = [pair for pair in zip(word, other, strict=True) if len(set(pair)) > 1]
    return {first, second} <= _VOWELS or any(first + second in row + row[::-1] for row in _KEYS)


def _within(word: str, other: str) -> bool:
    """Say whether the letters of a word stand in another in the same order."""
    rest = iter(other)
    return all(letter in rest for letter in word)


@cache
def _written() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("corpus").joinpath("spelling.toml").read_text(encoding="utf-8"))
