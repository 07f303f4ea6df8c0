"""Which sentences are judged, and how passages are put in order by them."""

from __future__ import annotations

from assistant.offline.answers import JUDGED
from assistant.offline.answers import answer as answered
from tests.assistant.offline.test_answers import Scripted, passage


def test_of_long_passages_the_nearest_sentences_are_judged_and_of_each_passage_one_at_least() -> None:
    judge = Scripted()
    long = passage("Ties", " ".join(f"Nothing on it here {n}." for n in range(40)), 0.9)
    answered("What does ink cost?", [long, passage("Ink", "Ink costs a lot.", 0.1)], judge)
    assert len(judge.heard) == JUDGED and ("Ink", "Ink costs a lot.") in judge.heard


def test_what_means_the_same_in_other_words_is_judged_too() -> None:
    text = " ".join(f"Tea number {n} is sold to guests." for n in range(12)) + " Regulars drink one without paying."
    tea = passage("Bar", text)
    near = tea.model_copy(update={"alike": (*[0.1] * 12, 0.9)})
    question = "Which guests get tea for nothing?"
    assert answered(question, [tea], Scripted(Regulars=0.9)).abstained
    found = answered(question, [near], Scripted(Regulars=0.9))
    assert "Regulars drink one without paying." in found.text


def test_passages_beyond_the_first_are_put_in_order_and_quoted_nowhere() -> None:
    pages = [passage(f"Ink {n}", f"Ink {n} is sold here.", 0.8 - n / 100) for n in range(7)]
    found = answered("What is ink?", pages, Scripted(Ink_0=0.9, Ink_6=0.95))
    assert [each.id for each in found.passages[:2]] == ["p-Ink 0", "p-Ink 6"]
    assert [citation.section for citation in found.citations] == ["Ties > Ink 0"]
