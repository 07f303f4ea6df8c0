from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import CorpusError
from corpus.finding import find
from corpus.index import Index
from corpus.lock import exclusive
from corpus.passage import Passage
from corpus.shelf import Shelf
from tests.corpus.conftest import WordEncoder


def names(index: Index) -> list[str]:
    return [document.name for document in index.documents()]


@pytest.fixture
def index(tmp_path: Path, encoder: WordEncoder, notes: Path) -> Index:
    index = Index(tmp_path / "index", encoder)
    index.update([notes])
    encoder.encoded.clear()
    return index


def test_the_passage_that_shares_words_with_the_question_comes_first_with_its_place_and_sources(
    index: Index, notes: Path
) -> None:
    first, *others = index.search("Who expects a named mechanic?")
    assert (first.document, first.section) == ("couriers.md", "Couriers > What they expect")
    assert first.text == "Couriers expect a named mechanic."
    assert (notes / "couriers.md").read_text()[first.start : first.end] == first.text
    assert first.sources == ("001",)
    assert 0 < first.score <= 1
    assert [passage.score for passage in others] == sorted((passage.score for passage in others), reverse=True)


def test_a_passage_is_found_again_by_its_id(index: Index) -> None:
    found = index.search("mechanic", limit=1)[0]
    again = index.passage(found.id)
    assert again is not None
    assert again.model_copy(update={"score": found.score, "near": found.near, "alike": found.alike}) == found
    assert index.passage("p0") is None


@pytest.mark.parametrize("question", ["", "  \n\t ", "\x00\x07", "\ud800"])
def test_a_question_without_a_word_finds_nothing(index: Index, question: str) -> None:
    assert index.search(question) == []


def test_an_endless_question_costs_no_more_than_its_beginning(index: Index, encoder: WordEncoder) -> None:
    assert index.search("mechanic " * 100_000)
    assert len(encoder.encoded[-1]) <= 1000


def test_control_characters_in_a_question_do_not_change_what_is_found(index: Index) -> None:
    assert index.search("named\x00 mechanic\x1b?\ud800") == index.search("named mechanic ?")


def test_the_limit_is_kept_also_where_there_are_fewer_passages(index: Index) -> None:
    assert len(index.search("mechanic", limit=1)) == 1
    assert len(index.search("mechanic", limit=50)) == 3
    assert index.search("mechanic", limit=0) == []


def test_the_same_question_is_encoded_once(index: Index, encoder: WordEncoder) -> None:
    assert index.search("named mechanic") == index.search("  named   mechanic ")
    assert len(encoder.encoded) == 1


def test_a_question_is_looked_up_once_until_the_index_changes(
    index: Index, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_up: list[str] = []

    def counted(shelf: Shelf, question: str, *rest: Any) -> list[Passage]:
        looked_up.append(question)
        return find(shelf, question, *rest)

    monkeypatch.setattr("corpus.index.find", counted)
    first = index.search("a named mechanic", 10)
    assert index.search("a named mechanic", 10) == first
    (notes / "riders.md").write_text("# Riders\n\nRiders have a named mechanic.", encoding="utf-8")
    index.update([notes])
    assert {passage.document for passage in index.search("a named mechanic", 10)} > {one.document for one in first}
    assert looked_up == ["a named mechanic"] * 2


def test_an_index_without_documents_finds_nothing(tmp_path: Path, encoder: WordEncoder) -> None:
    empty = Index(tmp_path / "new", encoder)
    assert (empty.search("mechanic"), empty.passage("p0"), empty.documents()) == ([], None, [])


def test_unchanged_documents_are_not_encoded_again(index: Index, encoder: WordEncoder, notes: Path) -> None:
    update = index.update([notes])
    assert (update.added, update.unchanged, update.passages) == ((), ("commuters.txt", "couriers.md"), 3)
    assert encoder.encoded == []


def test_of_a_changed_document_only_the_changed_passage_is_encoded(
    index: Index, encoder: WordEncoder, notes: Path
) -> None:
    path = notes / "couriers.md"
    path.write_text(path.read_text().replace("monthly fee", "yearly fee"))
    update = index.update([notes])
    assert (update.added, update.unchanged) == (("couriers.md",), ("commuters.txt",))
    assert encoder.encoded == ["Couriers > What they pay\nA yearly fee, by direct debit."]
    assert [passage.text for passage in index.search("yearly fee", limit=1)] == ["A yearly fee, by direct debit."]
    assert all("monthly" not in passage.text for passage in index.search("monthly", limit=50))


def test_documents_that_are_gone_from_their_folder_vanish(index: Index, notes: Path) -> None:
    (notes / "couriers.md").unlink()
    update = index.update([notes])
    assert (update.removed, update.passages) == (("couriers.md",), 1)
    assert {passage.document for passage in index.search("mechanic", limit=50)} == {"commuters.txt"}


def test_documents_of_other_folders_stay_when_one_folder_is_taken_in(index: Index, notes: Path, tmp_path: Path) -> None:
    other = tmp_path / "plan.md"
    other.write_text("# Plan\nA shop in spring.")
    assert index.update([other]).added == ("plan.md",)
    assert names(index) == ["commuters.txt", "couriers.md", "plan.md"]
    (notes / "couriers.md").unlink()
    other.unlink()
    assert index.update([notes]).removed == ("couriers.md",)
    assert index.update().removed == ("plan.md",)


def test_a_removed_document_is_found_no_more_and_its_file_stays(index: Index, notes: Path) -> None:
    assert index.remove("couriers.md").removed == ("couriers.md",)
    assert names(index) == ["commuters.txt"]
    assert (notes / "couriers.md").exists()
    with pytest.raises(CorpusError, match=r"no document called couriers\.md"):
        index.remove("couriers.md")


def test_two_documents_of_one_name_are_refused_and_nothing_changes(index: Index, tmp_path: Path) -> None:
    twin = tmp_path / "couriers.md"
    twin.write_text("# Other couriers\nThey want nothing.")
    with pytest.raises(CorpusError, match="rename one"):
        index.update([twin])
    assert "expect" in index.search("mechanic", limit=1)[0].text


def test_a_folder_that_moved_is_the_same_folder(index: Index, encoder: WordEncoder, notes: Path) -> None:
    there = notes.parent / "elsewhere"
    there.mkdir()
    (notes / "commuters.txt").unlink()
    notes.rename(there / "notes")
    update = index.update([there / "notes"])
    assert (update.unchanged, update.removed) == (("couriers.md",), ("commuters.txt",))
    assert encoder.encoded == []
    assert {document.root for document in index.documents()} == {(there / "notes").resolve()}


def test_one_unreadable_document_leaves_the_index_as_it_was(index: Index, notes: Path) -> None:
    (notes / "broken.md").write_bytes(b"\xff\xfe\x00\xd8")
    (notes / "couriers.md").unlink()
    with pytest.raises(CorpusError, match=r"broken\.md"):
        index.update([notes])
    assert names(index) == ["commuters.txt", "couriers.md"]


def test_a_folder_without_documents_is_refused(index: Index, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(CorpusError, match="holds no documents"):
        index.update([tmp_path / "empty"])


def test_progress_counts_up_to_the_passages_that_are_new(tmp_path: Path, encoder: WordEncoder, notes: Path) -> None:
    heard: list[tuple[int, int]] = []
    Index(tmp_path / "index", encoder).update([notes], lambda done, total: heard.append((done, total)))
    assert heard[-1] == (3, 3)


def test_another_encoder_is_refused_with_the_command_that_rebuilds(index: Index, tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="rapport index --rebuild") as refused:
        Index(tmp_path / "index", WordEncoder("others"))
    assert "words@1" in str(refused.value)
    assert "others@1" in str(refused.value)


def test_what_one_index_writes_another_finds_with_its_next_question(
    index: Index, tmp_path: Path, encoder: WordEncoder, notes: Path
) -> None:
    reader = Index(tmp_path / "index", encoder)
    assert reader.search("invoice", limit=1)
    for turn in range(3):
        (notes / "bills.md").write_text(f"# Bills\nAn invoice, number {turn}.")
        index.update([notes])
        assert reader.search("bills invoice", limit=1)[0].text == f"An invoice, number {turn}."


def test_questions_are_answered_while_documents_are_taken_in(index: Index, notes: Path) -> None:
    failures: list[Exception] = []
    done = threading.Event()

    def ask() -> None:
        while not done.is_set():
            try:
                assert index.search("mechanic", limit=1)[0].document == "couriers.md"
            except Exception as error:
                failures.append(error)

    askers = [threading.Thread(target=ask) for _ in range(3)]
    for asker in askers:
        asker.start()
    for turn in range(5):
        (notes / "more.md").write_text(f"# More\nText {turn}.")
        index.update([notes])
    done.set()
    for asker in askers:
        asker.join()
    assert failures == []


def test_only_one_writes_at_a_time(index: Index, tmp_path: Path, notes: Path) -> None:
    with exclusive(tmp_path / "index"), pytest.raises(CorpusError, match="Another process"):
        index.update([notes])
    assert index.update([notes]).passages == 3


def damage_stamp(folder: Path) -> None:
    (folder / "stamp.json").write_text('{"format": "rapp')


def stamp_of_tomorrow(folder: Path) -> None:
    stamp = json.loads((folder / "stamp.json").read_text())
    (folder / "stamp.json").write_text(json.dumps({**stamp, "format": "rapport.index/9"}))


def lose_passages(folder: Path) -> None:
    stamp = json.loads((folder / "stamp.json").read_text())
    stamp["documents"][0]["passages"] += 1
    (folder / "stamp.json").write_text(json.dumps(stamp))


def scribble(folder: Path) -> None:
    next(folder.glob("shelf-*/chroma.sqlite3")).write_bytes(b"scribble" * 4000)


def truncate(folder: Path) -> None:
    os.truncate(next(folder.glob("shelf-*/chroma.sqlite3")), 20_000)


def lose_database(folder: Path) -> None:
    next(folder.glob("shelf-*/chroma.sqlite3")).unlink()


HARMS = (damage_stamp, stamp_of_tomorrow, lose_passages, scribble, truncate, lose_database)


@pytest.mark.parametrize("harm", HARMS, ids=lambda harm: harm.__name__)
def test_a_damaged_index_is_told_with_the_command_and_left_as_it_is(
    index: Index, tmp_path: Path, encoder: WordEncoder, harm: Callable[[Path], None]
) -> None:
    folder = tmp_path / "index"
    index.close()
    harm(folder)
    before = set(folder.rglob("*"))
    with pytest.raises(CorpusError, match="rapport index --rebuild") as refused:
        Index(folder, encoder)
    assert "\n" not in str(refused.value)
    assert set(folder.rglob("*")) >= before


def test_a_folder_with_other_things_in_it_is_not_taken_for_an_index(tmp_path: Path, encoder: WordEncoder) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    (folder / "cat.jpg").write_bytes(b"cat")
    with pytest.raises(CorpusError, match="no index of Rapport"):
        Index(folder, encoder)
    assert [path.name for path in folder.iterdir()] == ["cat.jpg"]


INTERRUPTED = """
import os, sys
from pathlib import Path
from corpus.index import Index
from corpus import stamp
from tests.corpus.conftest import WordEncoder
folder, notes, moment = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
if moment == "written":
    # The last thing before the stamp is put in place: everything is on the disk, nothing points at it.
    sys.addaudithook(lambda event, args: event == "os.rename" and "stamp" in str(args[0]) and os._exit(9))
Index(folder, WordEncoder()).update([notes], lambda done, total: moment == "encoded" and os._exit(9))
"""


@pytest.mark.parametrize("moment", ["encoded", "written"])
def test_an_interrupted_update_leaves_the_index_before_it(
    index: Index, tmp_path: Path, encoder: WordEncoder, notes: Path, moment: str
) -> None:
    index.close()
    (notes / "couriers.md").unlink()
    (notes / "new.md").write_text("# New\nSomething new.")
    command = [sys.executable, "-c", INTERRUPTED, str(tmp_path / "index"), str(notes), moment]
    assert subprocess.run(command, check=False).returncode == 9
    after = Index(tmp_path / "index", encoder)
    assert names(after) == ["commuters.txt", "couriers.md"]
    assert after.search("mechanic", limit=1)[0].document == "couriers.md"
    after.update([notes])
    assert names(after) == ["commuters.txt", "new.md"]
    assert len(list((tmp_path / "index").glob("shelf-*"))) == 1


FULL_DISK = """
import resource, sys
from pathlib import Path
from corpus.errors import CorpusError
from corpus.index import Index
from tests.corpus.conftest import WordEncoder
index = Index(Path(sys.argv[1]), WordEncoder())
import corpus.writing
resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
try:
    index.update([Path(sys.argv[2])])
except CorpusError as error:
    print(error)
"""


def test_a_full_disk_is_told_and_leaves_the_index_before_it(
    index: Index, tmp_path: Path, encoder: WordEncoder, notes: Path
) -> None:
    (notes / "new.md").write_text("# New\nSomething new.")
    command = [sys.executable, "-c", FULL_DISK, str(tmp_path / "index"), str(notes)]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert "cannot be written" in told
    assert names(Index(tmp_path / "index", encoder)) == ["commuters.txt", "couriers.md"]
