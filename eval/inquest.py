"""The inquest: what was found and answered on each desk, as text for the screen and as rows for the report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from eval import answering, finding
from eval.answering import Asked
from eval.columns import listed, table
from eval.desk import Desk
from eval.finding import Found
from eval.question import Corpus, Part, Question
from eval.variants import QUICKSTART, RAPPORT


@dataclass(frozen=True)
class Finds:
    """What each way of searching one corpus found."""

    corpus: Corpus
    found: Mapping[str, Sequence[Found]]

    def of(self, part: Part) -> Finds:
        """Return what was found for the questions of one part."""
        return replace(
            self, found={name: [e for e in rows if e.question.part == part] for name, rows in self.found.items()}
        )


@dataclass(frozen=True)
class Answers:
    """What each answerer said on one corpus."""

    corpus: Corpus
    asked: Mapping[str, Sequence[Asked]]

    def of(self, part: Part) -> Answers:
        """Return what was said to the questions of one part."""
        return replace(
            self, asked={name: [e for e in rows if e.question.part == part] for name, rows in self.asked.items()}
        )


def finds(desk: Desk, asked: Sequence[Question]) -> Finds:
    """Look the questions up in every way."""
    return Finds(desk.name, {name: finding.find(way, asked, desk.name) for name, way in desk.searches.items()})


def answers(desk: Desk, asked: Sequence[Question]) -> Answers:
    """Ask every answerer; Rapport twice, because it promises the same answer."""
    ways = desk.answerers.items()
    given = {name: answering.ask(way, asked, desk.name, desk.texts, twice=name == RAPPORT) for name, way in ways}
    return Answers(desk.name, given)


def finding_table(made: Finds) -> str:
    """Return the figures of finding, a row for each way."""
    return listed(f"finding, {made.corpus}", {name: finding.measured(found) for name, found in made.found.items()})


def kinds_table(made: Finds) -> str:
    """Return how often evidence is among five passages, for each kind of question, by Rapport and the quickstart."""
    place = list(finding.MEASURES).index("hit@5")
    columns = {}
    for name in (QUICKSTART, RAPPORT):
        kinds = finding.by_kind(made.found[name])
        columns[name] = [replace(figures[place], name=kind) for kind, figures in kinds.items()]
    return table(f"hit@5, {made.corpus}", columns)


def answering_table(made: Answers) -> str:
    """Return the figures of answering, a column for each answerer."""
    return table(f"answering, {made.corpus}", {name: answering.measured(rows) for name, rows in made.asked.items()})
