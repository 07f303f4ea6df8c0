"""Opening and making anew: an index with its encoder, in folders good and bad."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from corpus.errors import CorpusError
from corpus.opening import open_index, rebuild
from tests.corpus.test_encoder import tiny_model


@pytest.fixture
def model(tmp_path: Path) -> str:
    return str(tiny_model(tmp_path))


def test_an_index_is_made_opened_again_and_keeps_what_it_holds(tmp_path: Path, model: str, notes: Path) -> None:
    index = open_index(tmp_path / "index", model)
    assert index.documents() == []
    index.update([notes])
    again = open_index(tmp_path / "index", model)
    assert [document.name for document in again.documents()] == ["commuters.txt", "couriers.md"]
    assert again.update([notes]).unchanged == ("commuters.txt", "couriers.md")


def test_another_model_is_refused_before_it_is_loaded(tmp_path: Path, model: str, notes: Path) -> None:
    open_index(tmp_path / "index", model).update([notes])
    with pytest.raises(CorpusError, match="rapport index --rebuild"):
        open_index(tmp_path / "index", "some/model-that-nobody-has")


def test_rebuilding_with_another_model_keeps_the_documents(tmp_path: Path, model: str, notes: Path) -> None:
    open_index(tmp_path / "index", model).update([notes])
    (tmp_path / "second").mkdir()
    other = str(tiny_model(tmp_path / "second", seed=1))
    index = rebuild(tmp_path / "index", [], other)
    assert [document.name for document in index.documents()] == ["commuters.txt", "couriers.md"]
    assert index.encoder.startswith(other)
    assert len(list((tmp_path / "index").glob("encoder-*"))) == 1
    assert open_index(tmp_path / "index", other).search("named mechanic")


def test_rebuilding_mends_what_is_damaged(tmp_path: Path, model: str, notes: Path) -> None:
    folder = tmp_path / "index"
    open_index(folder, model).update([notes])
    next(folder.glob("shelf-*/chroma.sqlite3")).write_bytes(b"scribble")
    next(folder.glob("encoder-*/encoder.onnx")).write_bytes(b"scribble")
    with pytest.raises(CorpusError, match="rapport index --rebuild"):
        open_index(folder, model)
    assert rebuild(folder, [notes], model).search("named mechanic")
    assert open_index(folder, model).search("named mechanic")
    (folder / "stamp.json").write_text("scribble")
    with pytest.raises(CorpusError, match="rapport index --rebuild"):
        open_index(folder, model)
    assert rebuild(folder, [notes], model).search("named mechanic")
    assert len(list(folder.glob("shelf-*"))) == 1


def test_rebuilding_in_a_foreign_folder_leaves_its_files_alone(tmp_path: Path, model: str, notes: Path) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    (folder / "cat.jpg").write_bytes(b"cat")
    with pytest.raises(CorpusError, match="no index of Rapport"):
        open_index(folder, model)
    assert rebuild(folder, [notes], model).search("named mechanic")
    assert (folder / "cat.jpg").read_bytes() == b"cat"
    assert open_index(folder, model).search("named mechanic")


def test_a_failing_rebuild_leaves_the_index_before_it(tmp_path: Path, model: str, notes: Path) -> None:
    open_index(tmp_path / "index", model).update([notes])
    (notes / "broken.md").write_bytes(b"\xff")
    with pytest.raises(CorpusError, match=r"broken\.md"):
        rebuild(tmp_path / "index", [], model)
    assert open_index(tmp_path / "index", model).search("named mechanic")


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path, model: str) -> None:
    (tmp_path / "index").write_text("not a folder")
    with pytest.raises(CorpusError, match="RAPPORT_DATA_DIR"):
        open_index(tmp_path / "index", model)


READ_ONLY = """
import os, sys
from pathlib import Path
import corpus.writing
from corpus.errors import CorpusError
from corpus.opening import open_index
from corpus.reading import read
folder, model, locked = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
open_index(folder, model).search("mechanic")
if os.geteuid() == 0:
    os.setuid(65534)
for attempt in (lambda: open_index(folder, model), lambda: read(locked, "locked.md")):
    try:
        attempt()
    except CorpusError as error:
        print(error)
"""


def test_a_read_only_index_and_a_locked_document_are_told(notes: Path) -> None:
    # A folder of its own: those of pytest are closed to other users, and the superuser must become one.
    with TemporaryDirectory() as place:
        open_to_all = Path(place)
        open_to_all.chmod(0o711)
        folder, locked = open_to_all / "index", open_to_all / "locked.md"
        model = str(tiny_model(open_to_all))
        open_index(folder, model).update([notes])
        locked.write_text("text")
        locked.chmod(0)
        for path in folder.rglob("*"):
            path.chmod(0o555 if path.is_dir() else 0o444)
        command = [sys.executable, "-c", READ_ONLY, str(folder), model, str(locked)]
        told = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
        for path in folder.rglob("*"):
            path.chmod(0o755 if path.is_dir() else 0o644)
    assert len(told) == 2
    assert "is read-only" in told[0]
    assert "check that it is a file that you may read" in told[1]
