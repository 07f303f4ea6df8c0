"""Answers without a model: a few sentences of the best passages, word for word, or an honest silence."""

from __future__ import annotations

import math
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.citations import verified
from assistant.offline.advice import Advice, advice
from assistant.offline.comparison import Quote, Table, comparing, table, title
from assistant.offline.inquiry import Inquiry, inquiry
from assistant.offline.judging.judge import Judge
from assistant.offline.questions import asked_apart
from assistant.reply import BESIDE_A_QUESTION, Answer, Citation
from corpus.passage import Passage
from corpus.passage.prose import leans, sentences, whole

# What speaks for an answer: how likely the judge takes the three best sentences for one (as log odds, none less than
# LEAST), and how near the nearest passage lies; nothing further away than NEAREST supports any. Fitted on the `choose`
# part of eval/cases/questions, where a mean of three told answerable questions best from others; at SUPPORT there are
# about as many false answers there as false refusals (`python -m eval ask`).
_ODDS, _NEARNESS, _BASE = 1.259, 4.708, 0.771
_WITNESSES = 3
LEAST = -5.0
NEAREST = 0.2
SUPPORT = 0.5
# Other sentences come along where they are at least this much as likely as the best, up to so many, within the words
# that there is room for.
ALONG = 0.02
MOST = 6
# What a sentence leans on comes along up to so many words.
LONGEST = 85
# A stretch grows by what follows up to so many words only.
_LONGEST_STRETCH = 50
# What a rule advises with a reason from the sources is supported this well at least.
_ADVISED = 0.75
# So many sentences of the first few passages are judged: of each the nearest one, then the nearest of all. Eleven cost
# a third more time and cover no more points (`choose` part).
JUDGED, FIRST = 8, 5
# The nearest sentence of so many passages is judged to put these in order: evidence in the raw documents is among the
# first five for 0.93 instead of 0.91 (`choose` part). In answers, those of the last two would mislead more than help.
_LISTED = 7
# What the fit of its passage, and how near a sentence lies in meaning, are worth beside the words that it shares, when
# sentences are chosen to be judged. By words alone the one that answers was among them for 0.88 of the questions on the
# raw documents, with its meaning for 0.93 (`choose` part).
_BY_PASSAGE, _BY_MEANING = 0.5, 1.5

# What the fit of its passage, and how near it lies itself, are worth beside a sentence's likelihood, when sentences are
# put in order. Of the ways that were tried, with odds in place of likelihood among them, this covered the most points
# (`choose` part).
_FIT, _ALIKE = 5.0, 1.0
# What the odds of a passage's likeliest sentence are worth beside the fit, when passages are put in order.
_BY_SENTENCE = 0.015
_MARK = re.compile(r"\[\d+\]")
_SILENCES = (
    "My sources do not answer that; the nearest they come is the section “{section}”.",
    "I find no answer to that in my sources; the section closest to it is “{section}”.",
    "That is not in my sources, and “{section}” is the nearest thing they hold.",
)


@dataclass(frozen=True)
class _Said:
    """A sentence of a passage, its `place` among the passage's sentences, how near it lies, how likely it answers."""

    passage: Passage
    place: int
    alike: float
    likely: float

    @property
    def worth(self) -> float:
        """How well it answers, beside others."""
        return self.likely + _FIT * self.passage.score + _ALIKE * self.alike


def answer(
    question: str,
    passages: Sequence[Passage],
    judge: Judge,
    told: str = "",
    words: int = BESIDE_A_QUESTION,
    *,
    leans: bool = False,
) -> Answer:
    """Return one to six sentences of the passages that answer the question, each stretch with its numbered citation.

    They are of so many `words` at most.

    One that `leans` on the question before it, with which it stands, is judged together with that and no other way.
    A comparison has a table of the two things. Where `told`, the whole message, describes a business and asks for
    advice, what a rule points to goes first. Abstains, naming the nearest section, where the judge takes no sentence
    for an answer, or where a number or a date is asked for and none is told.
    """
    wanted = inquiry(question)
    asked = (question,) if leans else (question, *asked_apart(question))
    # What was found for something beside the question says nothing on how well the question itself is supported.
    found = [passage for passage in passages if passage.near]
    first = {passage.id for passage in found[:FIRST]}
    judged = _judged([*_picked(wanted, found[:FIRST]), *_picked(wanted, found[FIRST:_LISTED], 0)], asked, judge)
    heard = [said for said in judged if said.passage.id in first]
    support = _support([said.likely for said in heard], max((passage.near for passage in passages), default=0.0))
    best = max((said.likely for said in heard), default=0.0)
    chosen = [said for said in heard if said.likely >= ALONG * best][:MOST] if support >= SUPPORT else []
    said = _advised(advice(told or question), passages, chosen, words) or _compared(wanted, passages, words)
    said = said or _Told(_stretches(chosen, words))
    support = max(support, _ADVISED) if said.lead else support
    listed = _listed(passages, judged)
    if not wanted.content or support < SUPPORT or not wanted.satisfied(said.words()):
        return _silent(question, listed, support)
    checked = [verified(quote, passage, number) for number, (passage, quote) in enumerate(said.quotes(), 1)]
    citations = [citation for citation in checked if citation]
    return Answer(text=said.marked(citations), citations=citations, passages=listed, support=support)


def lookups(question: str, told: str = "") -> tuple[str, ...]:
    """Return what an answer needs found beside the question: the reason of an advice, each thing that is compared."""
    advised = advice(told or question)
    return (advised.reason,) if advised else inquiry(question).sides


def _support(likely: Sequence[float], near: float) -> float:
    """Return how well an answer is supported, from 0 to 1, by how likely its sentences are."""
    if near < NEAREST or not any(likely):
        return 0.0
    best = sorted((max(_odds(each), LEAST) for each in likely), reverse=True)[:_WITNESSES]
    total = _ODDS * sum(best) / len(best) + _NEARNESS * near + _BASE
    return round(1 / (1 + math.exp(-total)), 4)


def _odds(likely: float) -> float:
    sure = min(max(likely, 1e-6), 1 - 1e-6)
    return math.log(sure / (1 - sure))


def _picked(wanted: Inquiry, passages: Sequence[Passage], judged: int = JUDGED) -> list[_Said]:
    """Return the nearest sentence of each passage, and then the nearest of all, up to so many."""
    rows = [_nearest(wanted, passage) for passage in passages]
    leading, others = [row[0] for row in rows if row], [each for row in rows for each in row[1:]]
    return [*leading, *sorted(others, key=lambda said: -said.likely)[: max(0, judged - len(leading))]]


def _judged(picked: Sequence[_Said], asked: Sequence[str], judge: Judge) -> list[_Said]:
    """Return the sentences with how likely they answer one of the questions, the best first."""
    pairs = [(title(said.passage), whole(sentences(said.passage.text), said.place)) for said in picked]
    likely = [judge.judge(question, pairs) for question in asked]
    found = [replace(said, likely=max(each)) for said, each in zip(picked, zip(*likely, strict=True), strict=True)]
    # Of equals the first found comes first, so that one question always gets one answer.
    return sorted(found, key=lambda said: -said.worth)


def _nearest(wanted: Inquiry, passage: Passage) -> list[_Said]:
    """Return the sentences of a passage by how much of the question they share, before they are judged."""
    every = sentences(passage.text)
    # Where an index of the version before, or of another cutting, tells of no sentence, all are as near as the passage.
    alike = passage.alike if len(passage.alike) == len(every) else (passage.near,) * len(every)

    def nearness(place: int) -> float:
        shared = wanted.nearness(f"{title(passage)}\n{every[place].text}")
        return shared + _BY_PASSAGE * passage.score + _BY_MEANING * alike[place]

    found = [
        _Said(passage, place, alike[place], nearness(place))
        for place, sentence in enumerate(every)
        # A sentence that looks as if it held a mark of ours would be read as cited.
        if not _MARK.search(sentence.text)
    ]
    return sorted(found, key=lambda said: -said.likely)


def _listed(passages: Sequence[Passage], heard: Sequence[_Said]) -> list[Passage]:
    """Return the passages in the order of their fit and of their sentences' likelihood."""
    odds: dict[str, float] = {}
    for said in heard:
        odds[said.passage.id] = max(_odds(said.likely), odds.get(said.passage.id, LEAST))
    return sorted(passages, key=lambda passage: -(passage.score + _BY_SENTENCE * odds.get(passage.id, LEAST)))


@dataclass(frozen=True)
class _Told:
    """What an answer is made of: a lead of ours, stretches word for word, and a table."""

    stretches: list[Quote]
    table: Table | None = None
    lead: str = ""

    def quotes(self) -> list[Quote]:
        return [*self.stretches, *(self.table.quotes() if self.table else ())]

    def words(self) -> str:
        return " ".join(quote for _, quote in self.quotes())

    def marked(self, citations: Sequence[Citation]) -> str:
        """Return the text with a mark behind each quote."""
        before = len(self.stretches)
        quoted = [citation for citation in citations if citation.number <= before]
        rows = self.table.markdown(before + 1) if self.table else ""
        said = f"{self.lead}: {_marked(quoted)}" if self.lead else _marked(quoted)
        return "\n\n".join(part for part in (said, rows) if part)


def _advised(given: Advice | None, passages: Sequence[Passage], chosen: Sequence[_Said], room: int) -> _Told | None:
    """Return what a rule points to, with its reason where the passages hold it, and what else answers."""
    source = next((each for each in passages if given and verified(given.reason, each)), None)
    if given is None or source is None:
        return None
    left = room - len(f"{given.says} {given.reason}".split())
    others = [said for said in chosen if said.passage.id != source.id]
    return _Told([(source, given.reason), *_stretches(others, left, MOST - 1)], lead=given.says)


def _compared(wanted: Inquiry, passages: Sequence[Passage], room: int) -> _Told | None:
    """Return what tells two things apart: the section that compares them, and a table of what is said of each."""
    if wanted.compared is None:
        return None
    both = comparing(wanted.compared, passages)
    opening = next(iter(sentences(both.text)), None) if both else None
    # A sentence that looks as if it held a mark of ours would be read as cited.
    lead = [_stretch(both, 0, 0, several=2)] if both and opening and not _MARK.search(opening.text) else []
    words = sum(len(quote.split()) for _, quote in lead)
    left = MOST - sum(len(sentences(quote)) for _, quote in lead)
    rows = table(wanted.compared, passages, room - words, left // 2)
    return _Told(lead, rows) if lead or rows else None


def _stretches(chosen: Sequence[_Said], left: int, several: int = MOST) -> list[Quote]:
    """Return the chosen sentences, those that stand side by side as one stretch, within the words that are left."""
    spans: list[tuple[Passage, int, int]] = []
    for said in chosen:
        beside = next((at for at, (passage, first, last) in enumerate(spans)
                       if passage.id == said.passage.id and first - 1 <= said.place <= last + 1), None)  # fmt: skip
        if beside is None:
            spans.append((said.passage, said.place, said.place))
            continue
        passage, first, last = spans[beside]
        wider = (passage, min(first, said.place), max(last, said.place))
        if len(_words(*wider)) <= LONGEST:
            spans[beside] = wider
    quotes: list[Quote] = []
    for passage, first, last in spans:
        quote = _stretch(passage, first, last, several=2 if not quotes else 1)
        words, held = len(quote[1].split()), len(sentences(quote[1]))
        if words <= left and held <= several:
            quotes.append(quote)
            left, several = left - words, several - held
    return quotes


def _words(passage: Passage, first: int, last: int) -> list[str]:
    held = sentences(passage.text)
    return passage.text[held[first].start : held[last].end].split()


def _stretch(passage: Passage, first: int, last: int, several: int) -> Quote:
    """Return sentences with what they lean on, and what follows, up to `several` sentences."""
    held, text = sentences(passage.text), passage.text

    def fits(begin: int, stop: int, most: int) -> bool:
        gaps = (text[held[place].end : held[place + 1].start] for place in range(begin, stop))
        short = len(_words(passage, begin, stop)) <= most
        return short and not "".join(gaps).strip() and not _MARK.search(text[held[begin].start : held[stop].end])

    while first > 0 and leans(held[first].text) and fits(first - 1, last, LONGEST):
        first -= 1
    while last + 1 < len(held) and last - first + 1 < several and fits(first, last + 1, _LONGEST_STRETCH):
        last += 1
    return passage, text[held[first].start : held[last].end]


def _marked(citations: Sequence[Citation]) -> str:
    """Return the quotes in a row, each with its mark; a list's mark stands with the sentence that announces it."""
    text = ""
    for citation in citations:
        announcing, gap, items = citation.quote.partition(":\n")
        marked = f"{announcing}: [{citation.number}]\n{items}" if gap else f"{citation.quote} [{citation.number}]"
        text += ("\n\n" if "\n" in text or "\n" in marked else " ") * bool(text) + marked
    return text


def _silent(question: str, passages: Sequence[Passage], support: float) -> Answer:
    if not passages:
        return Answer(text="My sources hold nothing on that.", abstained=True)
    # The question chooses the wording, so that two questions seldom get the same and one question always does.
    wording = _SILENCES[zlib.crc32(question.encode("utf-8", "replace")) % len(_SILENCES)]
    text = wording.format(section=title(passages[0]))
    return Answer(text=text, passages=list(passages), abstained=True, support=support)
