"""What went wrong with questions, a few lines each: what was asked, what was said, and what was found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.passage import Passage
from eval.answering import Asked
from eval.finding import Found, hit, ranks
from eval.foreign import foreign
from eval.question import Corpus, Question, together

_SHOWN = 5
_WIDTH = 110


def unfound(found: Sequence[Found], within: int = 5) -> Iterator[str]:
    """Yield the questions of which no evidence was found among the first so many passages."""
    for each in found:
        if not hit(each.ranks, within):
            yield "\n".join([_head(each.question, "not found"), *_listed(each.passages, each.ranks)])


def wrong(asked: Sequence[Asked], corpus: Corpus) -> Iterator[str]:
    """Yield the questions that were answered or refused wrongly, left a point out, or were answered untruly."""
    for each in asked:
        faults = list(_faults(each))
        if faults:
            passages = each.answer.passages
            held = ranks(each.question.evidence(corpus), [passage.text for passage in passages])
            said = f"    {each.support:.3f} said: {' '.join(each.answer.text.split())}"
            yield "\n".join([_head(each.question, "; ".join(faults)), said, *_listed(passages, held)])


def _faults(each: Asked) -> Iterator[str]:
    abstained = each.answer.abstained
    if each.answerable and abstained:
        yield "refused wrongly"
    if not each.answerable and not abstained:
        yield "answered wrongly"
    if each.answerable and not abstained and each.covered < 1:
        yield f"covers {each.covered:.0%} of {[list(point) for point in each.question.points]}"
    if each.false:
        yield f"quotes that do not stand: {[citation.quote for citation in each.false]}"
    if each.again not in (None, each.answer.text):
        yield f"said otherwise the second time: {each.again}"
    yield from (f"neither quoted nor ours: {stretch!r}" for stretch in foreign(each.answer))


def _head(question: Question, fault: str) -> str:
    return f"{question.id} {question.kind}: {together(question.text, question.history)!r}\n    {fault}"


def _listed(passages: Sequence[Passage], held: Sequence[int | None]) -> Iterator[str]:
    for rank, passage in enumerate(passages[:_SHOWN], 1):
        mark = "*" if rank in held else " "
        text = " ".join(passage.text.split())[:_WIDTH]
        yield f"  {mark} {passage.score:.3f} {passage.document} · {passage.section.rpartition(' > ')[2]}: {text}"
