"""A tiny corpus from the files to the report: real index, real encoder, real coach, and the quickstart beside them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import Settings
from corpus.ranking import Weights
from eval.answers_report import answers_report
from eval.desk import Desk, desk
from eval.inquest import Answers, Finds, answering_table, answers, finding_table, finds, kinds_table
from eval.material import Material, absence, materials
from eval.question import Question
from eval.variants import LISTED, QUICKSTART, RAPPORT, Way, ablations, joined

DOCUMENTS = {
    "bees.md": "# Bees\n\n## What a hive is\n\nA hive is the house in which a colony of bees lives.\n\n"
    "## What honey is\n\nHoney is what bees make of nectar, to live on in winter.\n",
    "bread.md": "# Bread\n\n## What sourdough is\n\nSourdough is dough that wild yeast raises.\n",
}
ASKED = [
    Question.model_validate(row)
    for row in (
        {
            "id": "x002",
            "kind": "meaning",
            "text": "What is a hive?",
            "handbook": [["A hive is the house in which a colony"]],
            "points": [["house"]],
        },
        {
            "id": "x004",
            "kind": "follow_up",
            "text": "And what is made of nectar?",
            "history": ["What do bees live on?"],
            "handbook": [["Honey is what bees make of nectar"]],
            "points": [["honey"]],
        },
        {"id": "x005", "kind": "far", "text": "Who won the football cup?"},
    )
]


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory, built: Path) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("tiny")
    documents = folder / "documents"
    documents.mkdir()
    for name, text in DOCUMENTS.items():
        (documents / name).write_text(text, encoding="utf-8")
    encoder = next(built.glob("encoder-*"))  # Exporting it anew would take half a minute.
    shutil.copytree(encoder, Settings(data_dir=folder).index_dir / encoder.name)
    backwards: dict[str, Way] = {"backwards": lambda index: lambda text, history: joined(index)(text, history)[::-1]}
    ways = {RAPPORT: joined, **backwards, **ablations(Weights())}
    with desk(Material("handbook", documents), folder, ways) as opened:
        yield opened


@pytest.fixture(scope="module")
def made(tiny: Desk) -> tuple[Finds, Answers]:
    return finds(tiny, ASKED), answers(tiny, ASKED)


def test_every_way_to_search_finds_by_itself(made: tuple[Finds, Answers]) -> None:
    found, _ = made
    ranks = {name: [each.ranks for each in rows] for name, rows in found.found.items()}
    assert ranks[RAPPORT] == [(1,), (1,)]
    assert all(rank[0] in (1, 2) for rank in ranks[QUICKSTART])
    assert ranks["backwards"] == [(3,), (3,)]
    assert {name for name, each in ranks.items() if None in each[0]} == set()
    head, _, *rows = finding_table(found).splitlines()
    assert "2 questions" in head and "hit@1" in head
    assert [row.split("|")[1].strip() for row in rows] == [
        QUICKSTART,
        LISTED,
        RAPPORT,
        "backwards",
        *ablations(Weights()),
    ]
    assert "1.000 [1.00 1.00]" in rows[1]
    assert "follow_up" in kinds_table(found)


def test_the_coach_answers_what_stands_there_and_the_quickstart_anything(made: tuple[Finds, Answers]) -> None:
    _, asked = made
    hive, _, cup = asked.asked[RAPPORT]
    assert "house" in hive.answer.text and hive.false == () and hive.covered == 1.0
    assert cup.answer.abstained and hive.support > cup.support
    assert not any(each.answer.abstained or each.false for each in asked.asked[QUICKSTART])
    table = answering_table(asked)
    assert "false refusals" in table and "same answer twice" in table


def test_the_report_is_written_with_its_pictures_for_both_parts(made: tuple[Finds, Answers], tmp_path: Path) -> None:
    path = answers_report([made], "0123abcd", tmp_path / "out")
    text = path.read_text(encoding="utf-8")
    assert "0123abcd" in text and "`choose`" in text and "`report`" in text
    for picture in ("finding-handbook.png", "answering-handbook.png"):
        assert picture in text
        assert (path.parent / picture).read_bytes().startswith(b"\x89PNG")


def test_missing_sources_are_named_and_the_handbook_is_measured_alone(tmp_path: Path) -> None:
    there = materials(tmp_path / "none")
    assert [each.name for each in there] == ["handbook"]
    assert "--sources" in absence(there, tmp_path / "none") and "none" in absence(there, tmp_path / "none")
    (tmp_path / "one.txt").write_text("A text.", encoding="utf-8")
    assert absence(materials(tmp_path), tmp_path) == ""


def test_an_ablation_keeps_or_leaves_out_what_its_name_says() -> None:
    names = set(ablations(Weights()))
    assert {"vectors alone", "words alone", "vectors and words"} < names
    assert {f"without {sign}" for sign in Weights.model_fields} < names
