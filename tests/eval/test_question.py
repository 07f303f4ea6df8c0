"""The questions keep what their description promises, and what is broken is refused."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from eval.material import Material, flat, materials
from eval.question import CORPORA, SILENT, SOURCES, Question, digest, questions, together

ASKED = questions()
QUOTE = "Co-creation means that both create value"
GOOD: dict[str, Any] = {
    "id": "x001",
    "kind": "meaning",
    "text": "What is co-creation?",
    "handbook": [[QUOTE]],
    "points": [["create value"]],
}
BROKEN: list[dict[str, Any]] = [
    {"id": "one"},
    {"kind": "riddle"},
    {"text": " "},
    {"colour": "red"},
    {"handbook": [[]]},
    {"handbook": [["two\nlines of a quote"]]},
    {"handbook": [["short"]]},
    {"handbook": [], "points": []},
    {"points": []},
    {"points": [[]]},
    {"kind": "near"},
    {"kind": "far", "points": []},
    {"kind": "follow_up"},
    {"places": [[]]},
    {"places": [["page four"]]},
]


@pytest.mark.parametrize("change", BROKEN)
def test_a_broken_case_is_refused(change: dict[str, Any]) -> None:
    assert Question.model_validate(GOOD).evidence("handbook") == ((QUOTE,),)
    with pytest.raises(ValidationError):
        Question.model_validate({**GOOD, **change})


@pytest.mark.parametrize("twin", [{"id": "x002"}, {"text": "And what is that?"}])
def test_two_cases_with_one_id_or_one_wording_are_refused(tmp_path: Path, twin: dict[str, Any]) -> None:
    (tmp_path / "some.jsonl").write_text(f"{json.dumps(GOOD)}\n{json.dumps({**GOOD, **twin})}\n", encoding="utf-8")
    with pytest.raises(ValueError, match="twice"):
        questions(folder=tmp_path)


def test_parts_are_settled_by_the_id_alone_and_cover_everything_once() -> None:
    choose, report = questions("choose"), questions("report")
    assert Question.model_validate({**GOOD, "id": "a001"}).part == ASKED[0].part
    assert sorted([*choose, *report], key=lambda each: each.id) == sorted(ASKED, key=lambda each: each.id)
    assert (len(choose), len(report)) == (234, 216)


def test_there_are_as_many_of_each_kind_as_the_description_says() -> None:
    kinds = Counter(each.kind for each in ASKED)
    assert len(ASKED) == 450
    assert kinds["near"] == 60 and kinds["far"] == 25 and kinds["injection"] == 40
    assert min(kinds.values()) >= 20
    assert all(bool(each.handbook) == bool(each.places) for each in ASKED)


def test_the_digest_changes_with_a_question() -> None:
    assert digest(ASKED) == digest(questions()) != digest(ASKED[1:])


def test_a_follow_up_is_asked_with_what_came_before() -> None:
    assert together("And the cost?", ["What is self-service?"]) == "What is self-service? And the cost?"


def handbook() -> Material:
    return materials(Path("/nowhere"))[0]


def raw_sources() -> Material:
    found = [each for each in materials(SOURCES) if each.name == "sources"]
    if not found:
        pytest.skip(f"the raw source documents are not in {SOURCES}")
    return found[0]


@pytest.mark.parametrize("corpus", CORPORA)
def test_every_quote_stands_in_its_corpus_letter_by_letter(corpus: str) -> None:
    material = handbook() if corpus == "handbook" else raw_sources()
    texts = list(material.texts().values())
    quotes = [quote for each in ASKED for piece in each.evidence(material.name) for quote in piece]
    assert [quote for quote in quotes if not any(quote in text for text in texts)] == []


@pytest.mark.parametrize("corpus", CORPORA)
def test_every_point_can_be_made_from_near_the_evidence(corpus: str) -> None:
    material = handbook() if corpus == "handbook" else raw_sources()
    texts = list(material.texts().values())
    lost = []
    for each in (each for each in ASKED if each.kind not in SILENT):
        quotes = [quote for piece in each.evidence(material.name) for quote in piece]
        near = flat(" ".join(around(text, quote) for text in texts for quote in quotes))
        lost += [(each.id, point) for point in each.points if not any(flat(wording) in near for wording in point)]
    assert lost == []


def around(text: str, quote: str, reach: int = 400) -> str:
    at = text.find(quote)
    return text[max(0, at - reach) : at + len(quote) + reach] if at >= 0 else ""
