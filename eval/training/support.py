"""What the judge is trained on: passages with questions that they answer, and questions that they do not."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from assistant.offline.judging.judge import worded
from corpus.passage.prose import Sentence, sentences, whole

CASES = Path(__file__).parents[1] / "cases" / "support" / "train.jsonl"
# Lines that are typed and that no text answers: orders, small talk, other subjects.
IDLE = CASES.with_name("idle.jsonl")
# One passage in so many is read without its heading, which other documents lack or have in other words.
BARE = 0.25
# Of a passage's other sentences so many stand against its question; so many against one that it does not answer; and of
# the sentences of other passages near it so many against each question, as finding brings sentences of five passages.
OTHERS, NEAREST, ACROSS = 1, 2, 1

# For each question the sentences of other passages that lie near it, as they are judged.
Elsewhere = Mapping[str, Sequence[str]]


class Case(BaseModel):
    """A passage, questions that it answers with the words that do, and questions that it does not answer."""

    model_config = ConfigDict(frozen=True)

    document: str = ""
    section: str = ""
    text: str
    yes: tuple[tuple[str, str], ...]
    no: tuple[str, ...]


class Pair(BaseModel):
    """A question, a sentence with its heading, and whether the one answers the other."""

    model_config = ConfigDict(frozen=True)

    question: str
    sentence: str
    answers: bool


def cases(file: Path = CASES) -> list[Case]:
    """Read the cases of a file."""
    return [Case.model_validate_json(line) for line in file.read_text(encoding="utf-8").splitlines() if line]


def idle(file: Path = IDLE) -> list[str]:
    """Read the lines that no text answers."""
    return [str(json.loads(line)) for line in file.read_text(encoding="utf-8").splitlines() if line]


def pairs(
    found: Sequence[Case], chance: random.Random, near: Elsewhere | None = None, nothing: Sequence[str] = ()
) -> list[Pair]:
    """Return the pairs of some cases and of lines that nothing answers; chance draws what stands against a question."""
    near = near or {}
    made = [pair for case in found for pair in _pairs(case, chance)]
    asked = list(dict.fromkeys(pair.question for pair in made))
    for question, several in (*((each, ACROSS) for each in asked), *((each, NEAREST + ACROSS) for each in nothing)):
        there = near.get(question, ())
        drawn = chance.sample(there, min(several, len(there)))
        made += [Pair(question=question, sentence=sentence, answers=False) for sentence in drawn]
    return made


def proving(every: Sequence[Sentence], text: str, evidence: str) -> list[Sentence]:
    """Return the sentences of a text that its words of evidence stand in, the one that holds most of them first."""
    at = text.find(evidence)
    end = at + len(evidence)
    proofs = [each for each in every if each.start < end and at < each.end]
    return sorted(proofs, key=lambda each: max(each.start, at) - min(each.end, end))


def _pairs(case: Case, chance: random.Random) -> Iterator[Pair]:
    title = "" if chance.random() < BARE else case.section.rpartition(" > ")[2]
    every = sentences(case.text)

    def read(sentence: Sentence) -> str:
        return worded(title, whole(every, every.index(sentence)))

    for question, evidence in case.yes:
        proofs = proving(every, case.text, evidence)
        if not proofs:
            continue
        best = proofs[0]
        yield Pair(question=question, sentence=read(best), answers=True)
        others = [each for each in every if each not in proofs]
        for other in chance.sample(others, min(OTHERS, len(others))):
            yield Pair(question=question, sentence=read(other), answers=False)
    for question in case.no:
        asked = set(question.lower().split())
        near = sorted(every, key=lambda each: -len(asked & set(each.text.lower().split())))
        for other in near[:NEAREST]:
            yield Pair(question=question, sentence=read(other), answers=False)
