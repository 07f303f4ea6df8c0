"""Answers without a model: a few sentences of the best passages, word for word, or an honest silence."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.citations import verified
from assistant.offline.inquiry import Inquiry, inquiry, share
from assistant.offline.prose import LONGEST, Sentence, sentences
from assistant.reply import Answer, Citation
from corpus.passage import Passage

# An answer is supported where nearness plus WORDS times the share of the question's words reaches SUPPORT, and nothing
# further away than NEAREST supports any. Chosen on the questions marked `choose` in eval/cases/questions.toml.
SUPPORT = 0.77
WORDS = 0.45
NEAREST = 0.3
# What lifts a passage above a nearer one: words of the question in it, in its heading, and a heading of the right kind.
_BY_WORDS = 0.15
_BY_HEADING = 0.15
_BY_KIND = 0.1
# Handbooks put the answer first: a later sentence must hold more of the question.
_BY_PLACE = 0.1
# Two passages this close in rank both speak to the question.
_ALIKE = 0.1

# A sentence that begins so leans on the one before it and is quoted together with it.
_LEANING = re.compile(
    r"^(?:it|its|they|their|them|this|that|these|those|both|such|he|she|also|here|in (?:that|this) (?:case|way)|"
    r"the two|each of them|any such|another)\b",
    re.IGNORECASE,
)
_MARK = re.compile(r"\[\d+\]")
_SILENCES = (
    "My sources do not answer that; the nearest they come is the section “{section}”.",
    "I find no answer to that in my sources; the section closest to it is “{section}”.",
    "That is not in my sources, and “{section}” is the nearest thing they hold.",
)
_HEADINGS = {
    "definition": r"^what\b",
    "difference": r"\bdifference\b",
    "examples": r"\bexamples?\b|\bcases?\b",
    "why": r"\bwhy\b|\bbrings?\b|\bidea\b|\bgain\b|\blimits?\b",
    "when": r"\bwhen\b|\bchoose\b",
}

Quote = tuple[Passage, str]


@dataclass(frozen=True)
class _Candidate:
    passage: Passage
    sentences: tuple[Sentence, ...]
    coverage: float
    rank: float

    @property
    def heading(self) -> str:
        return self.passage.section.rpartition(" > ")[2]


def answer(question: str, passages: Sequence[Passage]) -> Answer:
    """Return one to four sentences of the passages that answer the question, each stretch with its numbered citation.

    Abstains, naming the nearest section, where nearness and shared words do not support an answer. At most `LONGEST`
    words, but for a list that is longer.
    """
    wanted = inquiry(question)
    candidates = sorted((_candidate(wanted, passage) for passage in passages), key=lambda one: -one.rank)
    candidates = [candidate for candidate in candidates if candidate.sentences]
    if not _supported(wanted, candidates):
        return _silent(question, passages)
    quotes = _compared(wanted, candidates) or _stretches(wanted, candidates)
    if not wanted.satisfied(quotes[0][1]):
        return _silent(question, passages)
    checked = [verified(quote, passage, number) for number, (passage, quote) in enumerate(quotes, 1)]
    citations = tuple(citation for citation in checked if citation)
    return Answer(text=_marked(citations), citations=citations, passages=tuple(passages))


def _candidate(wanted: Inquiry, passage: Passage) -> _Candidate:
    heading = passage.section.rpartition(" > ")[2]
    coverage = wanted.coverage(f"{passage.section}\n{passage.text}")
    fits = _fits(wanted, heading)
    words, title = wanted.nearness(f"{passage.section}\n{passage.text}"), wanted.nearness(heading)
    rank = passage.near + _BY_WORDS * words + _BY_HEADING * title + _BY_KIND * (fits + wanted.satisfied(passage.text))
    # A sentence that looks as if it held a mark of ours would be read as cited.
    clean = tuple(sentence for sentence in sentences(passage.text) if not _MARK.search(sentence.text))
    return _Candidate(passage=passage, sentences=clean, coverage=coverage, rank=rank)


def _supported(wanted: Inquiry, candidates: Sequence[_Candidate]) -> bool:
    if not candidates or not wanted.content:
        return False
    nearest = max(candidate.passage.near for candidate in candidates)
    covered = max(candidate.coverage for candidate in candidates[:3])
    return nearest >= NEAREST and nearest + WORDS * covered >= SUPPORT


def _compared(wanted: Inquiry, candidates: Sequence[_Candidate]) -> list[Quote]:
    """Return what tells two things apart: the section that compares them, else one sentence on each."""
    if wanted.compared is None:
        return []
    for candidate in candidates:
        if all(share(side, candidate.heading) == 1 for side in wanted.compared):
            return [_stretch(candidate, 0, LONGEST, several=3)]
    found = []
    for side in wanted.compared:
        about = [candidate for candidate in candidates if share(side, candidate.heading) == 1]
        if not about:
            return []
        found.append(_stretch(about[0], 0, LONGEST // 2, several=1))
    return found if found[0] != found[1] else []


def _stretches(wanted: Inquiry, candidates: Sequence[_Candidate]) -> list[Quote]:
    """Return the stretch of the best passage that answers; of the next one too where both give examples."""
    best = candidates[0]
    quotes = [_stretch(best, _lead(wanted, best), LONGEST - 20, several=2)]
    left = LONGEST - len(quotes[0][1].split())
    for other in candidates[1:2]:
        quote = _stretch(other, _lead(wanted, other), left, several=1)
        alike = best.rank - other.rank < _ALIKE and _fits(wanted, other.heading)
        if wanted.kind == "examples" and alike and len(quote[1].split()) <= left:
            quotes.append(quote)
    return quotes


def _lead(wanted: Inquiry, candidate: _Candidate) -> int:
    """Return the sentence that answers: the one that holds most of the question, the first where several do."""
    shares = [
        wanted.nearness(sentence.text) + _BY_KIND * wanted.satisfied(sentence.text) - _BY_PLACE * place
        for place, sentence in enumerate(candidate.sentences)
    ]
    return shares.index(max(shares))


def _stretch(candidate: _Candidate, lead: int, longest: int, several: int) -> Quote:
    """Return the lead with what it leans on, and what follows up to `several` sentences and `longest` words."""
    held, text = candidate.sentences, candidate.passage.text
    first = last = lead

    def fits(begin: int, stop: int) -> bool:
        gaps = (text[held[place].end : held[place + 1].start] for place in range(begin, stop))
        return not "".join(gaps).strip() and len(text[held[begin].start : held[stop].end].split()) <= longest

    while first > 0 and _LEANING.match(held[first].text) and fits(first - 1, last):
        first -= 1
    while last + 1 < len(held) and last - first + 1 < several and fits(first, last + 1):
        last += 1
    return candidate.passage, text[held[first].start : held[last].end]


def _marked(citations: Sequence[Citation]) -> str:
    """Return the quotes in a row, each with its mark; a list's mark stands with the sentence that announces it."""
    text = ""
    for citation in citations:
        announcing, gap, items = citation.quote.partition(":\n")
        marked = f"{announcing}: [{citation.number}]\n{items}" if gap else f"{citation.quote} [{citation.number}]"
        text += ("\n\n" if "\n" in text or "\n" in marked else " ") * bool(text) + marked
    return text


def _fits(wanted: Inquiry, heading: str) -> bool:
    pattern = _HEADINGS.get(wanted.kind)
    return bool(pattern and re.search(pattern, heading, re.IGNORECASE))


def _silent(question: str, passages: Sequence[Passage]) -> Answer:
    if not passages:
        return Answer(text="My sources hold nothing on that.", abstained=True)
    nearest = max(passages, key=lambda passage: passage.near)
    # The question chooses the wording, so that two questions seldom get the same and one question always does.
    wording = _SILENCES[zlib.crc32(question.encode("utf-8", "replace")) % len(_SILENCES)]
    text = wording.format(section=nearest.section.rpartition(" > ")[2])
    return Answer(text=text, passages=tuple(passages), abstained=True)
