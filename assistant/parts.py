"""The parts of a coach: the five ports, a clock, and ids."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from secrets import token_hex

from assistant.citations import standing
from assistant.documents import NoDocuments
from assistant.ports import Documents, Ledger, Library, Reader, Writer
from assistant.reply import ALONE, BESIDE_A_QUESTION, Answer
from corpus.passage import Passage

# Passages that are listed beside an answer; it is made of the first few of them.
LOOKED_UP = 10
# A follow-up needs no more of the question before it, in characters; a judge reads little more than that.
_BEFORE = 200
# A library reads a text up to so many characters.
_READ = 1000
_FOLLOWS_UP = re.compile(r"^\s*(?:and|but|so|then)\b|\b(?:it|its|they|them|that|this|those|these|one)\b", re.IGNORECASE)


# A short question that begins so stands by itself: "What is co-creation?"
_WHOLE = re.compile(r"^\s*(?:what(?:'s| is| are)|who(?:'s| is)|define|explain|describe)\b", re.IGNORECASE)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _new_id() -> str:
    return f"cnv_{token_hex(8)}"


@dataclass(frozen=True)
class Parts:
    """What a coach is made of. `now` gives the time in UTC (ISO 8601), `new_id` a fresh canvas id.

    A file to import may have `max_import_bytes`.
    """

    reader: Reader
    writer: Writer
    library: Library
    ledger: Ledger
    now: Callable[[], str] = _now
    new_id: Callable[[], str] = _new_id
    close: Callable[[], None] = lambda: None
    max_import_bytes: int = 5_000_000
    documents: Documents = field(default_factory=NoDocuments)

    def answer(self, question: str, previous: str | None = None, owner: str = "", told: str = "") -> Answer:
        """Answer from what `owner` sees of the library; a follow-up is looked up together with the question before it.

        `told` is the message that the question stands in. Whoever words the answer, only marks whose quote stands in a
        passage that was found remain; an answer that loses them all is none.
        """
        short = len(question.split()) <= 3 and not _WHOLE.search(question)
        # "Which suits them?" behind a sentence of its own leans on that sentence.
        alone = not told or told.strip() == question.strip()
        follows = previous and alone and (_FOLLOWS_UP.search(question) or short)
        leans = bool(previous and follows)
        looked_up = self.library.spelled(f"{(previous or '')[-_BEFORE:]} {question}" if leans else question, owner)
        words = BESIDE_A_QUESTION if told else ALONE
        # What is asked stands at the end of a long story.
        told = self.library.spelled((told or question)[-_READ:], owner)
        asked = (looked_up,) if leans else (looked_up, *self.writer.apart(looked_up))
        found = self._found(asked, self.writer.lookups(looked_up, told), owner)
        given = self.writer.answer(looked_up, found, told, words, leans=leans)
        text, citations = standing(given.text, given.citations, found)
        if not citations and not given.abstained:
            return self.writer.answer(looked_up, []).model_copy(update={"citations": [], "abstained": True})
        # Only what was found is listed, whoever put it in order.
        listed = [passage for passage in given.passages if passage in found] or found
        return given.model_copy(update={"text": text, "citations": list(citations), "passages": listed})

    def _found(self, asked: Sequence[str], beside: Sequence[str], owner: str) -> list[Passage]:
        """Return the passages that fit one of the questions best, then those for what else is needed.

        The latter count for nothing.
        """
        own: dict[str, Passage] = {}
        for passage in (each for question in asked for each in self.library.search(question, LOOKED_UP, owner)):
            if passage.id not in own or passage.score > own[passage.id].score:
                own[passage.id] = passage
        best = sorted(own.values(), key=lambda passage: -passage.score)[:LOOKED_UP]
        seen = {passage.id for passage in best}
        others = (passage for each in beside for passage in self.library.search(each, LOOKED_UP, owner))
        found = {each.id: each.model_copy(update={"score": 0.0, "near": 0.0}) for each in others if each.id not in seen}
        return [*best, *found.values()]
