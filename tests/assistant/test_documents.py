"""A canvas's own documents through the coach: real index, real store, real files."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant import Coach, Settings
from assistant.errors import DocumentRefused, UnknownCanvas, UnknownDocument
from assistant.reply import Citation

PLAN = b"# Plan\n\n## Workshop\nThe zebrafish workshop opens on Thursdays and costs nine euros a seat.\n"
QUESTION = "What does the zebrafish workshop cost?"


@pytest.fixture
def data(built: Path, tmp_path: Path) -> Path:
    shutil.copytree(built, tmp_path / "data" / "index")
    return tmp_path / "data"


@pytest.fixture
def coach(data: Path) -> Iterator[Coach]:
    with Coach(Settings(data_dir=data, max_document_bytes=100_000)) as coach:
        yield coach


def test_a_canvas_is_answered_from_its_documents_and_no_other_is(coach: Coach) -> None:
    mine, other = coach.new_canvas().id, coach.new_canvas().id
    heard: list[tuple[int, int]] = []
    added = coach.add_document(mine, "plan.md", PLAN, lambda done, total: heard.append((done, total)))
    assert (added.name, added.passages, heard[-1]) == ("plan.md", 1, (1, 1))
    answer = coach.ask(QUESTION, canvas_id=mine)
    assert (answer.abstained, answer.citations[0].document, answer.citations[0].owner) == (False, "plan.md", mine)
    turn = coach.reply(mine, QUESTION)
    assert "nine euros" in turn.text and turn.citations[0].owner == mine
    for elsewhere in (coach.ask(QUESTION), coach.ask(QUESTION, canvas_id=other)):
        assert "plan.md" not in {passage.document for passage in elsewhere.passages}
    assert "nine euros" not in coach.reply(other, QUESTION).text
    assert [document.name for document in coach.documents(mine)] == ["plan.md"]
    assert coach.documents(other) == ()


def test_a_citation_leads_to_the_place_in_the_text_also_after_a_restart(coach: Coach, data: Path) -> None:
    canvas = coach.new_canvas().id
    coach.add_document(canvas, "plan.md", PLAN)
    coach.reply(canvas, QUESTION)
    coach.reply(canvas, "What is meant by co-creation with customers?")
    coach.close()
    with Coach(Settings(data_dir=data)) as again:
        cited = [citation for turn in again.turns(canvas) for citation in turn.citations]
        assert {citation.owner for citation in cited} == {"", canvas}
        for citation in cited:
            whole = again.document(canvas, citation.document, citation.owner)
            assert whole[citation.start : citation.end] == citation.quote
        assert again.original(canvas, "plan.md") == PLAN


def test_a_citation_that_was_kept_before_places_were_still_loads() -> None:
    kept = '{"number": 1, "document": "crm.md", "section": "CRM", "quote": "a tie", "passage_id": "p1"}'
    citation = Citation.model_validate_json(kept)
    assert (citation.owner, citation.start, citation.end) == ("", None, None)


def test_a_document_that_is_called_like_a_chapter_hides_it_only_where_that_is_meant(coach: Coach) -> None:
    canvas, other = coach.new_canvas().id, coach.new_canvas().id
    coach.add_document(canvas, "crm.md", PLAN)
    assert coach.document(canvas, "crm.md") == PLAN.decode()
    assert coach.document(canvas, "crm.md", owner="") == coach.document(other, "crm.md") != PLAN.decode()
    with pytest.raises(UnknownDocument):
        coach.document(other, "crm.md", owner=canvas)


def test_a_removed_document_is_gone_from_folder_and_index(coach: Coach, data: Path) -> None:
    canvas = coach.new_canvas().id
    coach.add_document(canvas, "plan.md", PLAN)
    coach.remove_document(canvas, "plan.md")
    assert coach.documents(canvas) == ()
    assert coach.ask(QUESTION, canvas_id=canvas).abstained
    left = [path for path in data.rglob("*") if path.is_file() and b"zebrafish" in path.read_bytes()]
    assert left == []
    for act in (coach.remove_document, coach.original, coach.document):
        with pytest.raises(UnknownDocument, match=r"no document called 'plan\.md'"):
            act(canvas, "plan.md")


def test_a_fork_begins_with_copies_that_go_their_own_way(coach: Coach) -> None:
    canvas = coach.new_canvas().id
    coach.add_document(canvas, "plan.md", PLAN)
    fork = coach.fork(canvas).id
    coach.remove_document(canvas, "plan.md")
    assert coach.original(fork, "plan.md") == PLAN
    assert coach.ask(QUESTION, canvas_id=fork).citations[0].owner == fork
    assert coach.documents(canvas) == ()


def test_an_index_that_is_lost_is_made_again_with_the_documents_in_it(coach: Coach, data: Path, built: Path) -> None:
    canvas = coach.new_canvas().id
    coach.add_document(canvas, "plan.md", PLAN)
    coach.close()
    shutil.rmtree(data / "index")
    shutil.copytree(built, data / "index")
    with Coach(Settings(data_dir=data)) as again:
        assert again.ask(QUESTION, canvas_id=canvas).citations[0].document == "plan.md"


def test_without_its_canvas_a_document_goes_nowhere(coach: Coach, data: Path) -> None:
    for act in (
        lambda: coach.add_document("../../outside", "plan.md", PLAN),
        lambda: coach.documents("cnv_none"),
        lambda: coach.ask(QUESTION, canvas_id="cnv_none"),
    ):
        with pytest.raises(UnknownCanvas):
            act()
    assert list(data.rglob("plan.md")) == []


def test_the_limits_of_the_settings_hold(coach: Coach) -> None:
    with pytest.raises(DocumentRefused, match=r"^plan\.md is larger than 0\.1 MB"):
        coach.add_document(coach.new_canvas().id, "plan.md", b"a" * 100_001)


def test_a_coach_of_bare_parts_keeps_no_documents(new_coach: Callable[[], Coach]) -> None:
    coach = new_coach()
    canvas = coach.new_canvas().id
    with pytest.raises(DocumentRefused):
        coach.add_document(canvas, "plan.md", PLAN)
    assert coach.documents(coach.fork(canvas).id) == ()
