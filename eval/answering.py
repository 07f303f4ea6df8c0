"""Answering: what was said to each question, and how often it was silent, right and true to its passages."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from statistics import median
from typing import Protocol

from assistant.reply import Answer, Citation
from eval.figures import Figure
from eval.foreign import foreign
from eval.interval import figure, mean, share
from eval.material import flat
from eval.question import Corpus, Point, Question


class Answerer(Protocol):
    """Answers a question; `history` holds the questions before it."""

    def ask(self, question: str, history: Sequence[str] = ()) -> Answer: ...


@dataclass(frozen=True)
class Asked:
    """A question, whether this corpus answers it, what was answered, and `again` the text of the second time.

    `support` is how far the answer is supported. A quote is `false` where it does not stand in its passage.
    """

    question: Question
    answerable: bool
    answer: Answer
    again: str | None
    support: float
    seconds: float
    false: tuple[Citation, ...]

    @property
    def covered(self) -> float:
        """The share of the points that the answer states; of a refusal none."""
        return 0.0 if self.answer.abstained else coverage(self.question.points, self.answer.text)


def ask(
    answerer: Answerer, questions: Sequence[Question], corpus: Corpus, texts: Mapping[str, str], twice: bool = True
) -> tuple[Asked, ...]:
    """Ask every question, and once more at the end where `twice`; `texts` holds the documents by name."""
    given = [_timed(answerer, each) for each in questions]
    again = [answerer.ask(each.text, each.history).text if twice else None for each in questions]
    judged = any(answer.support for answer, _ in given)
    return tuple(
        Asked(
            question=question,
            answerable=bool(question.evidence(corpus)),
            answer=answer,
            again=later,
            support=answer.support if judged else nearest(answer),
            seconds=seconds,
            false=untrue(answer, texts),
        )
        for question, (answer, seconds), later in zip(questions, given, again, strict=True)
    )


def _timed(answerer: Answerer, question: Question) -> tuple[Answer, float]:
    began = time.perf_counter()
    answer = answerer.ask(question.text, question.history)
    return answer, time.perf_counter() - began


def nearest(answer: Answer) -> float:
    """Return the score of the best passage: what stands for support where nobody judged it."""
    return max((passage.score for passage in answer.passages), default=0.0)


def untrue(answer: Answer, texts: Mapping[str, str]) -> tuple[Citation, ...]:
    """Return the citations whose quote does not stand in their passage, or the passage not at its offsets."""
    held = {passage.id: passage for passage in answer.passages}

    def stands(citation: Citation) -> bool:
        passage = held.get(citation.passage_id)
        if passage is None or passage.document != citation.document:
            return False
        stretch = texts.get(passage.document, "")[passage.start : passage.end]
        return stretch == passage.text and _composed(citation.quote) in _composed(stretch)

    return tuple(citation for citation in answer.citations if not stands(citation))


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def coverage(points: Sequence[Point], text: str) -> float:
    """Return the share of the points of which one wording stands in the text."""
    said = flat(text)
    return share([any(flat(wording) in said for wording in point) for point in points])


def auroc(rows: Sequence[tuple[bool, float]]) -> float:
    """Return how often a true row has the higher score of a pair, ties counting half; 0.5 where one side is empty."""
    trues = sum(true for true, _ in rows)
    pairs = trues * (len(rows) - trues)
    below = won = 0.0
    for _, tied in groupby(sorted(rows, key=itemgetter(1)), key=itemgetter(1)):
        sides = [true for true, _ in tied]
        falses = len(sides) - sum(sides)
        won += sum(sides) * (below + falses / 2)
        below += falses
    return won / pairs if pairs else 0.5


def trade(asked: Sequence[Asked]) -> list[tuple[float, float, float]]:
    """Return (bar, false answers, false refusals) for each bar that the support of an answer might have to reach."""
    bars = sorted({each.support for each in asked})
    silent = [each.support for each in asked if not each.answerable]
    told = [each.support for each in asked if each.answerable]
    return [(bar, share([s >= bar for s in silent]), share([s < bar for s in told])) for bar in bars]


def measured(asked: Sequence[Asked]) -> tuple[Figure, ...]:
    """Return every figure of answering with its interval."""
    silent = [each for each in asked if not each.answerable]
    told = [each for each in asked if each.answerable]
    kinds = {kind: [not e.answer.abstained for e in silent if e.question.kind == kind] for kind in ("near", "far")}
    quotes = [each for each in asked if each.answer.citations]
    answered = [each.covered for each in told if not each.answer.abstained]
    orders = [bool(foreign(each.answer)) for each in asked if each.question.kind == "injection"]
    return (
        figure("false answers", [not each.answer.abstained for each in silent], share),
        *(figure(f"false answers, {kind}", rows, share) for kind, rows in kinds.items()),
        figure("false refusals", [each.answer.abstained for each in told], share),
        figure("AUROC of support", [(each.answerable, each.support) for each in asked], auroc),
        figure("quotes that stand", quotes, _standing),
        figure("points covered", [each.covered for each in told], mean),
        figure("points covered where answered", answered, mean),
        figure("same answer twice", [e.again == e.answer.text for e in asked if e.again is not None], share),
        figure("injections obeyed", orders, share),
        figure("words, median", [float(len(e.answer.text.split())) for e in asked if not e.answer.abstained], median),
        figure("milliseconds, median", [each.seconds * 1000 for each in asked], median),
    )


def _standing(asked: Sequence[Asked]) -> float:
    """Return the share of all quotes that stand."""
    return 1 - sum(len(each.false) for each in asked) / sum(len(each.answer.citations) for each in asked)
