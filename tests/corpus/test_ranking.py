"""Words beside vectors: what a question shares with a passage, and which signs lift it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from corpus import keywords
from corpus.keywords import Keywords
from corpus.ranking import Candidate, Signs, Weights, bridge, signs
from corpus.words import couples, stems

TEXTS = (
    ("a", "", "Self-service\nCustomers help themselves with a kiosk."),
    ("b", "", "Community\nCustomers help each other in a forum."),
    ("c", "mine", "Niche market\nA niche market is a small group with special needs."),
)


@pytest.fixture
def words(tmp_path: Path) -> Keywords:
    keywords.write(tmp_path / "words", TEXTS)
    return Keywords.read(tmp_path / "words")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("What are the customers' relationships?", ("custom", "relationship")),
        ("Don't they help?", ("help",)),
        ("", ()),
        ("Ärger mit Kunden", ("ärger", "mit", "kunden")),
    ],
)
def test_a_text_is_its_stems_without_small_words(text: str, found: tuple[str, ...]) -> None:
    assert stems(text) == found


def test_the_passage_that_shares_the_rarest_words_scores_highest(words: Keywords) -> None:
    scores = dict(zip(words.ids, words.scores(stems("customers in a forum")), strict=True))
    assert max(scores, key=lambda key: scores[key]) == "b"
    assert scores["c"] == 0 and all(0 <= score <= 1 for score in scores.values())
    assert words.weight("forum") > words.weight("custom") > 0


def test_a_misspelt_word_is_taken_for_the_one_that_it_resembles(words: Keywords) -> None:
    assert words.spelled("nieche markt?") == stems("niche market")
    assert words.spelled("xylophone") == stems("xylophone")


def test_what_belongs_to_another_scores_nothing(words: Keywords) -> None:
    assert words.scores(stems("niche market")).max() == 0
    assert words.scores(stems("niche market"), "mine").argmax() == 2


def test_words_that_were_never_written_are_gathered_anew(words: Keywords) -> None:
    again = Keywords.of(TEXTS)
    assert (again.scores(stems("a forum for customers")) == words.scores(stems("a forum for customers"))).all()


def test_an_empty_index_scores_nothing(tmp_path: Path) -> None:
    keywords.write(tmp_path / "none", [])
    empty = Keywords.read(tmp_path / "none")
    assert (empty.ids, empty.scores(("custom",)).size, empty.spelled("kiosk")) == ([], 0, ("kiosk",))


def unit(*values: float) -> np.ndarray:
    row = np.array(values, dtype=np.float32)
    return row / np.linalg.norm(row)


def test_each_sign_speaks_for_a_candidate(words: Keywords) -> None:
    question, over = unit(1, 0), unit(0, 1)
    none = np.empty(0, dtype=np.float32)
    alike = np.array([0.1, 0.9], dtype=np.float32)
    candidates = [Candidate(TEXTS[1][2], unit(1, 1), 0.5, alike), Candidate(TEXTS[2][2], unit(0, 1), 0.0, none)]
    near, far = signs(stems("customers help"), question, over, candidates, words)
    assert near.meaning == pytest.approx(0.707, abs=0.001) and far.meaning == 0
    assert near.sentence == pytest.approx(0.9) and far.sentence == far.meaning
    assert (near.covered, far.covered) == (pytest.approx(1.0), 0.0)
    assert near.couples == 0.5 and far.couples == 0.0
    assert (near.terms, far.bridge) == (0.5, 1.0)
    assert near.total(Weights()) > far.total(Weights())
    assert Signs(1, 1, 1, 1, 1, 1).total(Weights(meaning=1, sentence=0, terms=0, covered=0, couples=0, bridge=0)) == 1


def test_the_bridge_leads_to_what_the_handbook_says_on_it() -> None:
    glossary = np.stack([unit(1, 0, 0), unit(0, 1, 0), unit(0, 0, 1)])
    over = bridge(unit(1, 0.1, 0), glossary)
    assert over @ glossary[0] > 0.9 and np.linalg.norm(over) == pytest.approx(1.0, abs=1e-5)
    assert (bridge(unit(1, 0), np.empty((0, 2), dtype=np.float32)) == unit(1, 0)).all()


def test_couples_are_neighbours() -> None:
    assert couples(("a", "b", "c")) == {("a", "b"), ("b", "c")}
