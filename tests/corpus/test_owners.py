"""Documents belong to a canvas or to all, and whoever asks sees its own and the shared ones."""

from __future__ import annotations

import json
import shutil
import sqlite3
import tempfile
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.chunking import passages
from corpus.errors import CorpusError
from corpus.index import Index
from corpus.opening import rebuild
from corpus.reading import read
from tests.corpus.conftest import WordEncoder

SHARED = "Couriers expect a named mechanic."


def written(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text)
    return folder / name


@pytest.fixture
def index(tmp_path: Path, encoder: WordEncoder, notes: Path) -> Index:
    index = Index(tmp_path / "index", encoder)
    index.update([notes])
    return index


def seen(index: Index, question: str, owner: str) -> set[tuple[str, str]]:
    return {(passage.owner, passage.text) for passage in index.search(question, 50, owner)}


def test_what_a_canvas_brings_is_found_there_and_nowhere_else(index: Index, tmp_path: Path) -> None:
    index.update([written(tmp_path / "a", "plan.md", "# Plan\nOur mechanic is called Ada.")], owner="cnv_a")
    assert ("cnv_a", "Our mechanic is called Ada.") in seen(index, "mechanic", "cnv_a")
    for other in ("", "cnv_b", "cnv_", "cnv_a2"):
        assert {owner for owner, _ in seen(index, "mechanic Ada", other)} == {""}
    assert ("", SHARED) in seen(index, "mechanic", "cnv_a")


def test_two_canvases_may_give_one_name_to_two_documents(index: Index, tmp_path: Path) -> None:
    for owner in ("cnv_a", "cnv_b"):
        index.update([written(tmp_path / owner, "couriers.md", f"# Plan\nThe mechanic of {owner}.")], owner=owner)
    for owner in ("cnv_a", "cnv_b"):
        assert seen(index, "mechanic", owner) >= {(owner, f"The mechanic of {owner}."), ("", SHARED)}
        assert [document.name for document in index.documents(owner)] == ["couriers.md"]
    assert [document.name for document in index.documents()] == ["commuters.txt", "couriers.md"]
    index.remove("couriers.md", "cnv_a")
    assert seen(index, "mechanic", "cnv_b") >= {("cnv_b", "The mechanic of cnv_b."), ("", SHARED)}


def test_five_results_are_five_of_what_one_may_see(index: Index, tmp_path: Path) -> None:
    nearer = "\n\n".join(f"# Mechanic {n}\nmechanic mechanic" for n in range(400))
    index.update([written(tmp_path / "b", "many.md", nearer)], owner="cnv_b")
    mine = "\n\n".join(f"# Part {n}\nA long text about other things, and a mechanic, number {n}." for n in range(5))
    index.update([written(tmp_path / "a", "mine.md", mine)], owner="cnv_a")
    found = index.search("mechanic", 5, "cnv_a")
    assert len(found) == 5
    assert {passage.owner for passage in found} <= {"", "cnv_a"}
    assert len(index.search("mechanic", 50, "cnv_a")) == 3 + 5


def test_a_removed_document_of_a_canvas_leaves_neither_passage_nor_vector_nor_text(
    index: Index, tmp_path: Path, encoder: WordEncoder
) -> None:
    index.update([written(tmp_path / "a", "plan.md", "# Plan\nThe mechanic is called Zebedee.")], owner="cnv_a")
    index.remove("plan.md", "cnv_a")
    index.close()
    kept = [path for path in (tmp_path / "index").rglob("*") if path.is_file() and b"Zebedee" in path.read_bytes()]
    assert kept == []
    assert index.documents("cnv_a") == []
    with pytest.raises(CorpusError, match=r"no document called plan\.md"):
        index.remove("plan.md", "cnv_a")


def test_the_shared_corpus_can_be_renewed_without_touching_what_canvases_brought(
    index: Index, tmp_path: Path, notes: Path
) -> None:
    index.update([written(tmp_path / "a", "plan.md", "# Plan\nAn invoice.")], owner="cnv_a")
    (notes / "couriers.md").unlink()
    assert index.update([notes]).removed == ("couriers.md",)
    assert index.update().removed == ()
    assert ("cnv_a", "An invoice.") in seen(index, "invoice", "cnv_a")


def test_a_passage_of_another_canvas_is_not_given_out_by_its_id(index: Index, tmp_path: Path) -> None:
    index.update([written(tmp_path / "a", "plan.md", "# Plan\nAn invoice.")], owner="cnv_a")
    (mine,) = [passage for passage in index.search("invoice", 50, "cnv_a") if passage.owner]
    assert index.passage(mine.id, "cnv_a") is not None
    assert index.passage(mine.id) is None
    assert index.passage(mine.id, "cnv_b") is None


def test_the_ids_of_shared_passages_are_what_they_always_were(tmp_path: Path) -> None:
    document = read(written(tmp_path, "plan.md", "# Plan\nAn invoice."), "plan.md")
    assert [passage.id for passage in passages(document)] == ["p6d0b6be260e68d73"]
    assert passages(document, "cnv_a")[0].id not in ("p6d0b6be260e68d73", passages(document, "cnv_b")[0].id)


def test_the_text_of_a_document_is_kept_as_it_was_read(index: Index, tmp_path: Path, notes: Path) -> None:
    index.update([written(tmp_path / "a", "couriers.md", "# Plan\n\nOurs alone: ü, 🚲.")], owner="cnv_a")
    shutil.rmtree(tmp_path / "a")
    assert index.text("couriers.md", "cnv_a") == "# Plan\n\nOurs alone: ü, 🚲."
    text = index.text("couriers.md")
    assert text == (notes / "couriers.md").read_text()
    for passage in index.search("mechanic", 50):
        assert (index.text(passage.document) or "")[passage.start : passage.end] == passage.text
    assert index.text("couriers.md", "cnv_b") is None
    index.update([notes])
    assert index.text("couriers.md", "cnv_a") == "# Plan\n\nOurs alone: ü, 🚲."


def as_the_version_before_made_it(folder: Path) -> None:
    """Take away what this version added: owners in stamp and metadata, and the texts."""
    stamp = json.loads((folder / "stamp.json").read_text())
    stamp["format"] = "rapport.index/1"
    for document in stamp["documents"]:
        del document["owner"]
    (folder / "stamp.json").write_text(json.dumps(stamp))
    shutil.rmtree(folder / stamp["shelf"] / "texts")
    with sqlite3.connect(folder / stamp["shelf"] / "chroma.sqlite3") as chroma:
        assert chroma.execute("DELETE FROM embedding_metadata WHERE key = 'owner'").rowcount == 3
    chroma.close()


def test_an_index_of_the_version_before_goes_on_working_and_learns_owners_by_itself(
    index: Index, tmp_path: Path, encoder: WordEncoder, notes: Path
) -> None:
    found = index.search("mechanic", 50)
    index.close()
    as_the_version_before_made_it(tmp_path / "index")
    old = Index(tmp_path / "index", encoder)
    assert old.search("mechanic", 50) == found
    assert old.search("mechanic", 50, "cnv_a") == found
    assert old.text("couriers.md") == (notes / "couriers.md").read_text()
    encoder.encoded.clear()
    old.update([written(tmp_path / "a", "plan.md", "# Plan\nAn invoice.")], owner="cnv_a")
    assert encoder.encoded == ["Plan\nAn invoice."]
    assert ("cnv_a", "An invoice.") in seen(old, "invoice", "cnv_a")
    assert {owner for owner, _ in seen(old, "invoice", "cnv_b")} == {""}
    assert {passage.id for passage in old.search("mechanic", 50)} == {passage.id for passage in found}


def test_two_threads_that_add_at_once_both_succeed(index: Index, tmp_path: Path) -> None:
    failures: list[Exception] = []

    def add(owner: str) -> None:
        try:
            index.update([written(tmp_path / owner, "plan.md", f"# Plan\nOf {owner}.")], owner=owner)
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=add, args=(f"cnv_{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert all(index.documents(f"cnv_{n}") for n in range(4))


def test_a_rebuild_takes_in_the_shared_and_the_owned_and_leaves_out_what_cannot_be_read(
    built: Path, tmp_path: Path, notes: Path
) -> None:
    folder = tmp_path / "index"
    folder.mkdir()
    plan, broken = written(tmp_path / "a", "plan.md", "# Plan\nAn invoice."), tmp_path / "a" / "broken.md"
    broken.write_bytes(b"\xff\xfe\x00\xd8")
    (folder / "stamp.json").write_text("scribble")
    made = rebuild(folder, [notes], owned={"cnv_a": [plan, broken]})
    assert [document.name for document in made.documents("cnv_a")] == ["plan.md"]
    assert ("cnv_a", "An invoice.") in seen(made, "invoice", "cnv_a")
    assert len(made.documents()) == 2
    made.close()


names = st.sampled_from(["plan.md", "couriers.md", "prices.txt"])
owners = st.sampled_from(["", "cnv_a", "cnv_b"])
steps = st.lists(st.tuples(st.sampled_from(["add", "remove"]), owners, names, st.integers(0, 3)), max_size=7)


@given(steps)
@settings(max_examples=15, deadline=None)
def test_whatever_is_added_and_removed_nobody_sees_what_is_anothers(
    taken: list[tuple[str, str, str, int]],
) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder, index = Path(place), Index(Path(place) / "index", WordEncoder())
        held: dict[tuple[str, str], str] = {}
        for deed, owner, name, number in taken:
            if deed == "add":
                held[owner, name] = f"The mechanic of {owner or 'all'} in {name}, take {number}."
                file = written(folder / f"of-{owner}", name, held[owner, name])
                index.update([file], owner=owner)
            elif (owner, name) in held:
                index.remove(name, owner)
                del held[owner, name]
        check(index, held)
        index.close()


def check(index: Index, held: dict[tuple[str, str], str]) -> None:
    """Ask as each owner, and as one who has nothing: exactly the own and the shared texts are seen."""
    for who in ("", "cnv_a", "cnv_b", "cnv_c"):
        visible = {(owner, text) for (owner, _), text in held.items() if owner in ("", who)}
        assert seen(index, "mechanic", who) == visible
        assert {one.name for one in index.documents(who)} == {name for owner, name in held if owner == who}
        for (owner, name), text in held.items():
            assert index.text(name, owner) == text
