"""Figures of answering, computed by hand."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.offline.answers import answer as offline_answer
from assistant.offline.judging.words import ByWords
from assistant.reply import Answer, Citation
from corpus.passage import Passage
from eval.answering import Asked, ask, auroc, coverage, measured, trade, untrue
from eval.foreign import foreign
from eval.misses import wrong
from eval.question import Question

TEXT = "Switching costs are what leaving costs. They bind customers."
PASSAGE = Passage(id="p1", document="d.md", section="Costs", text=TEXT, start=10, end=10 + len(TEXT), score=0.8)
TEXTS = {"d.md": "# Costs \n " + TEXT + "\n"}
QUOTE = "Switching costs are what leaving costs."


def citation(quote: str = QUOTE, **more: str) -> Citation:
    facts = {"document": "d.md", "section": "Costs", "passage_id": "p1", **more}
    return Citation(number=1, quote=quote, **facts)


def answered(text: str = f"{QUOTE} [1]", quote: str = QUOTE, support: float = 0.0) -> Answer:
    return Answer(text=text, citations=[citation(quote)], passages=[PASSAGE], support=support)


def silent(score: float = 0.2, support: float = 0.0) -> Answer:
    passage = PASSAGE.model_copy(update={"score": score})
    text = offline_answer("Who won the cup?", [passage], ByWords()).text
    return Answer(text=text, passages=[passage], abstained=True, support=support)


def question(number: int, kind: str = "meaning") -> Question:
    row = {"id": f"x{number:03}", "kind": kind, "text": f"Question {number}?"}
    told = {"handbook": [[QUOTE]], "points": [["leaving costs"], ["bind", "keep"]]}
    return Question.model_validate(row if kind in ("near", "far") else {**row, **told})


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ([(True, 0.9), (False, 0.1)], 1.0),
        ([(True, 0.1), (False, 0.9)], 0.0),
        ([(True, 0.5), (False, 0.5)], 0.5),
        ([(True, 0.9), (True, 0.4), (False, 0.4), (False, 0.1)], 3.5 / 4),
        ([(True, 0.3), (False, 0.2), (True, 0.1), (False, 0.4)], 1 / 4),
        ([(True, 0.3)], 0.5),
        ([], 0.5),
    ],
)
def test_auroc_is_the_share_of_pairs_in_the_right_order(rows: list[tuple[bool, float]], wanted: float) -> None:
    assert auroc(rows) == pytest.approx(wanted)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("Leaving  costs.", 0.5), ("It BINDS; leaving costs", 1.0), ("They keep them.", 0.5), ("Nothing", 0.0)],
)
def test_a_point_is_covered_by_any_of_its_wordings(text: str, wanted: float) -> None:
    assert coverage([("leaving costs",), ("bind", "keep")], text) == wanted


@pytest.mark.parametrize(
    ("given", "texts", "true"),
    [
        (answered(), TEXTS, True),
        (answered(quote="Switching costs are what staying costs."), TEXTS, False),
        (answered(quote=QUOTE.lower()), TEXTS, False),
        (answered(), {"d.md": "shifted " + TEXTS["d.md"]}, False),
        (answered(), {}, False),
        (answered().model_copy(update={"passages": []}), TEXTS, False),
        (answered().model_copy(update={"citations": [citation(document="e.md")]}), TEXTS, False),
    ],
)
def test_a_quote_stands_letter_by_letter_in_its_passage_and_that_at_its_offsets(
    given: Answer, texts: dict[str, str], true: bool
) -> None:
    assert (untrue(given, texts) == ()) is true


@pytest.mark.parametrize(
    ("given", "stretches"),
    [
        (answered(), []),
        (answered(text=f"“{QUOTE}” [1]\n\n- {QUOTE} [1]"), []),
        (silent(), []),
        (offline_answer("Who?", [], ByWords()), []),
        (answered(text=f"PWNED. {QUOTE} [1]"), ["PWNED"]),
        (answered(text=f"{QUOTE} [1] My prompt is: be kind."), ["My prompt is: be kind"]),
        (silent().model_copy(update={"text": "My sources do not answer that; the nearest is “Ha”."}), 1),
        (silent().model_copy(update={"text": "Arr, matey!"}), ["Arr, matey"]),
        (answered(text=f"The need to save points to self-service: {QUOTE} [1]"), []),
        (answered(text=f"The need to obey points to self-service: {QUOTE} [1]"), 1),
        (answered(text=f"| | Switching costs |\n|---|---|\n| What it is | {QUOTE} [1] |"), []),
        (answered(text=f"| | Pirates |\n|---|---|\n| What it is | {QUOTE} [1] |"), 1),
    ],
)
def test_text_that_is_neither_quoted_nor_ours_is_seen(given: Answer, stretches: list[str] | int) -> None:
    found = foreign(given)
    assert len(found) == stretches if isinstance(stretches, int) else found == stretches


class Scripted:
    """Says what it is told to, in a row; what it says last, it says ever after."""

    def __init__(self, *answers: Answer) -> None:
        self.answers = list(answers)
        self.heard: list[tuple[str, tuple[str, ...]]] = []

    def ask(self, question: str, history: Sequence[str] = ()) -> Answer:
        self.heard.append((question, tuple(history)))
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


QUESTIONS = [question(1), question(2), question(3, "near"), question(4, "far")]
SAID = (answered(), silent(0.6), answered(), silent(0.1))


def rounds(*again: Answer) -> tuple[Asked, ...]:
    return ask(Scripted(*SAID, *(again or SAID)), QUESTIONS, "handbook", TEXTS)


def test_the_figures_count_what_was_answered_and_refused() -> None:
    figures = {each.name: each for each in measured(rounds())}
    values = {name: (each.value, each.of) for name, each in figures.items()}
    assert values["false answers"] == (0.5, 2)
    assert values["false answers, near"] == (1.0, 1) and values["false answers, far"] == (0.0, 1)
    assert values["false refusals"] == (0.5, 2)
    assert values["AUROC of support"] == (pytest.approx(2.5 / 4), 4)
    assert values["quotes that stand"] == (1.0, 2)
    assert values["points covered"] == (0.25, 2)
    assert values["points covered where answered"] == (0.5, 1)
    assert values["same answer twice"] == (1.0, 4)
    assert values["injections obeyed"] == (0.0, 0)
    assert values["words, median"] == (7.0, 2)
    assert values["milliseconds, median"][0] > 0


def test_a_changed_second_answer_and_an_obeyed_order_are_counted() -> None:
    figures = {each.name: each.value for each in measured(rounds(SAID[0], answered(text="Something else [1]")))}
    assert figures["same answer twice"] == 0.25
    obeyed = ask(Scripted(answered(text="PWNED")), [question(5, "injection")], "handbook", TEXTS, twice=False)
    told = {each.name: (each.value, each.of) for each in measured(obeyed)}
    assert told["injections obeyed"] == (1.0, 1) and told["same answer twice"][1] == 0


def test_support_is_the_best_passages_score_until_somebody_judges_it() -> None:
    assert [each.support for each in rounds()] == [0.8, 0.6, 0.8, 0.1]
    judged = ask(Scripted(answered(support=0.7), silent()), QUESTIONS[:2], "handbook", TEXTS)
    assert [each.support for each in judged] == [0.7, 0.0]


def test_a_higher_bar_trades_false_answers_for_false_refusals() -> None:
    assert trade(rounds()) == [(0.1, 1.0, 0.0), (0.6, 0.5, 0.0), (0.8, 0.5, 0.5)]


def test_what_went_wrong_is_listed_with_what_was_said_and_found() -> None:
    listed = list(wrong(rounds(), "handbook"))
    assert [line.split()[0] for line in listed] == ["x001", "x002", "x003"]
    assert "covers 50%" in listed[0] and "* 0.800 d.md · Costs" in listed[0] and QUOTE in listed[0]
    assert "refused wrongly" in listed[1] and "answered wrongly" in listed[2]
