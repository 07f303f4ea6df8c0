"""Grading: an answer against the points of its question, by rule."""

from __future__ import annotations

from typing import Literal

from assistant.quiz.question import Question
from assistant.quiz.wordings import sought
from assistant.reply import Frozen

# More of an answer's words than these are not quoted back.
MOST_QUOTED = 3


# They take a side and name nothing.
_STANCES = frozenset({"no", "yes", "any", "right", "wrong", "correct"})


class Grade(Frozen):
    """What an answer is worth.

    `right` holds every point, `part` some, `wrong` none; `mistaken` holds a wording that shows a misunderstanding,
    whatever else it holds. `words` are the answer's own words that decided it, `missing` words of the handbook's
    sentence for the points that it lacks.
    """

    verdict: Literal["right", "part", "wrong", "mistaken"]
    words: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def graded(question: Question, answer: str) -> Grade:
    """Return the grade of an answer."""
    stance = any("no" in point for point in question.points)
    mistakes = sought(question.wrong, answer, stance=stance)
    found = [sought(point, answer, stance=stance) for point in question.points]
    lacking = [point for point, words in zip(question.points, found, strict=True) if not words]
    missing = tuple(word for point in lacking for word in _named(point, question.quote))
    if mistakes:
        return Grade(verdict="mistaken", words=mistakes[:1], missing=missing)
    said = tuple(dict.fromkeys(words[0] for words in found if words))[:MOST_QUOTED]
    if not lacking:
        return Grade(verdict="right", words=said)
    return Grade(verdict="part" if said else "wrong", words=said, missing=missing)


def _named(point: tuple[str, ...], quote: str) -> tuple[str, ...]:
    """Return the words that stand for a point in the handbook's sentence: its first wording there, but no stance."""
    found = (sought((wording,), quote) for wording in point if wording not in _STANCES)
    return next(filter(None, found), ())[:1]
