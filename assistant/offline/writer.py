"""A writer without any model: wordings from the phrase catalogue, answers from verbatim passages."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from assistant.offline.acts import without_orders
from assistant.offline.answers import answer, lookups
from assistant.offline.judging.judge import Judge
from assistant.offline.judging.words import ByWords
from assistant.offline.questions import asked_apart
from assistant.reply import BESIDE_A_QUESTION, Answer, Draft, Line, Plan
from corpus.passage import Passage

# A reply longer than this is not read; the design's limit.
MOST_WORDS = 120
# A user's phrase inside our sentence stays short; the board holds it in full.
LONGEST_VALUE = 240

_GAP = re.compile(r"\{(\w+)\}")


class OfflineWriter:
    """Words replies from the catalogue: of each key the wording that this conversation heard least often.

    `judge` says which sentences answer a question; without one, shared words decide.
    """

    def __init__(self, judge: Judge | None = None) -> None:
        self._judge = judge or ByWords()

    def write(self, plan: Plan) -> Draft:
        """Return the worded reply. What was noted comes first, then an answer, an insight, and the question."""
        used = dict(plan.used)
        noted = " ".join(_say(line, plan, used) for line in plan.noted)
        question = " ".join(_say(line, plan, used) for line in plan.question)
        options = "\n".join(f"{place}. {_value(choice.label)}" for place, choice in enumerate(plan.choices, 1))
        answered = plan.answer.text if plan.answer else ""
        citations = plan.answer.citations if plan.answer else ()
        insight = self._insight(plan, used) if plan.insight and plan.answer is None else ""
        if len(f"{noted} {insight} {question} {options}".split()) > MOST_WORDS:
            insight = ""
        elif insight and plan.insight:
            citations = plan.insight.citations
        text = "\n\n".join(part for part in (noted, answered, insight, question, options) if part)
        return Draft(text=text, used=used, citations=citations)

    def _insight(self, plan: Plan, used: dict[str, int]) -> str:
        """Word what a rule noticed, with the handbook's sentence where it is proven."""
        remark = plan.insight
        if remark is None:
            return ""
        said = f"{_say(Line(key='finding.lead'), plan, used)} {_safe(remark.text)}"
        quoted = [
            f"{_say(Line(key='insight.lead'), plan, used)} “{c.quote}” [{c.number}]" for c in remark.citations[:1]
        ]
        return " ".join([said, *quoted])

    def answer(
        self,
        question: str,
        passages: Sequence[Passage],
        told: str = "",
        words: int = BESIDE_A_QUESTION,
        *,
        leans: bool = False,
    ) -> Answer:
        """Return an answer made of verbatim sentences, or an abstention."""
        return answer(_asked(question), passages, self._judge, _asked(told), words, leans=leans)

    def apart(self, question: str) -> tuple[str, ...]:
        """Return what a message asks, each question by itself, where it says more than one or something beside it."""
        return asked_apart(_asked(question))

    def lookups(self, question: str, told: str = "") -> tuple[str, ...]:
        """Return the two things that a question compares, or what the reason for an advice is found with."""
        return lookups(_asked(question), _asked(told))


def _asked(question: str) -> str:
    """Return a question without an order beside it, which is no part of it."""
    return " ".join(without_orders(question).split()) or question


def _say(line: Line, plan: Plan, used: dict[str, int]) -> str:
    """Return the wording that comes next; one with a gap that nothing fills is left out."""
    fitting = [w for w in phrases()[line.key] if all(line.values.get(gap) for gap in _GAP.findall(w))]
    wordings = fitting or phrases()[line.key]
    count = used.get(line.key, 0)
    used[line.key] = count + 1
    wording = wordings[(plan.seed + count) % len(wordings)]
    return wording.format_map({name: _value(text) for name, text in line.values.items()})


def _value(text: str) -> str:
    """Make a user's words fit for a gap: short and safe."""
    flat = _flat_line(text)
    return _safe(flat if len(flat) <= LONGEST_VALUE else flat[: LONGEST_VALUE - 1].rstrip() + "…")


def _safe(text: str) -> str:
    """Make words safe inside our Markdown: one line, no markup, no marks that look like citations."""
    return re.sub(r"([\\`*_\[\]<>|#])", r"\\\1", _flat_line(text))


def _flat_line(text: str) -> str:
    return " ".join(re.sub(r"[\x00-\x1f\x7f]", " ", text).split())


@cache
def phrases() -> dict[str, tuple[str, ...]]:
    """Return the catalogue: wordings by key."""
    raw = tomllib.loads(files("assistant.offline").joinpath("phrases.toml").read_text(encoding="utf-8"))
    return dict(_flat("", raw))


def _flat(prefix: str, table: dict[str, object]) -> list[tuple[str, tuple[str, ...]]]:
    found: list[tuple[str, tuple[str, ...]]] = []
    for name, entry in table.items():
        key = f"{prefix}.{name}" if prefix else name
        if isinstance(entry, dict):
            found += _flat(key, entry)
        elif isinstance(entry, list):
            found.append((key, tuple(entry)))
    return found
