"""The cabinet keeps what a canvas brought along, and nothing of it once it is removed."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.cabinet import Cabinet
from corpus.errors import CorpusError, Unreadable
from corpus.filing import LONGEST, filed, files
from corpus.index import Index
from corpus.lock import exclusive
from corpus.reading import SUFFIXES, Limits
from tests.corpus.bombs import BOMBS
from tests.corpus.conftest import WordEncoder

CHOSEN = ("ratio.docx", "laughs.docx", "laughs.pptx", "inflating.pdf", "protected.pdf", "zeros.html", "columns.csv")
PLAN = b"# Plan\n\nOur mechanic is called Zebedee."


@pytest.fixture
def index(tmp_path: Path, encoder: WordEncoder, notes: Path) -> Index:
    index = Index(tmp_path / "index", encoder)
    index.update([notes])
    return index


@pytest.fixture
def cabinet(tmp_path: Path, index: Index) -> Cabinet:
    return Cabinet(tmp_path / "documents", index, Limits(file_bytes=50_000))


def holding(folder: Path, word: bytes) -> list[Path]:
    """The files below a folder in which a word stands anywhere, Chroma's own among them.

    The graph of vectors is left out: it holds no text, but it is written with memory that was never filled, in which
    anything may stand that this process had in its hands.
    """
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != "data_level0.bin")
    return [path for path in files if word in path.read_bytes()]


def test_a_document_is_kept_as_it_was_given_and_found(cabinet: Cabinet, index: Index, tmp_path: Path) -> None:
    held = cabinet.add("cnv_a", "plan.md", PLAN)
    assert (held.name, held.passages, held.owner) == ("plan.md", 1, "cnv_a")
    assert cabinet.original("cnv_a", "plan.md") == PLAN
    assert index.search("Zebedee", 1, "cnv_a")[0].text == "Our mechanic is called Zebedee."
    assert [path.name for path in (tmp_path / "documents" / "cnv_a").iterdir()] == ["plan.md"]


def test_once_it_is_removed_no_file_no_passage_no_vector_and_no_text_is_left(
    cabinet: Cabinet, index: Index, tmp_path: Path
) -> None:
    cabinet.add("cnv_a", "plan.md", PLAN)
    index.close()
    assert len(holding(tmp_path, b"Zebedee")) >= 3
    count = index._ask(lambda shelf: shelf._collection.count())
    assert cabinet.remove("cnv_a", "plan.md")
    assert index._ask(lambda shelf: shelf._collection.count()) == (count or 0) - 1
    assert index._ask(lambda shelf: shelf._collection.get(where={"owner": "cnv_a"})["ids"]) == []
    index.close()
    assert holding(tmp_path, b"Zebedee") == []
    assert not cabinet.remove("cnv_a", "plan.md")


def test_a_document_of_the_same_name_is_replaced(cabinet: Cabinet, index: Index, tmp_path: Path) -> None:
    cabinet.add("cnv_a", "plan.md", PLAN)
    cabinet.add("cnv_a", "plan.md", b"# Plan\n\nOur mechanic is called Bert.")
    assert [held.name for held in cabinet.documents("cnv_a")] == ["plan.md"]
    index.close()
    assert holding(tmp_path, b"Zebedee") == []


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("photo.png", b"\x89PNG", "photo.png is not a kind of file that can be read"),
        ("", b"text", "A file without a name is not a kind of file"),
        ("../..", b"text", "is not a kind of file"),
        ("empty.md", b"", "empty.md is empty"),
        ("blank.txt", b"  \n ", "blank.txt holds no text"),
        ("bare.md", b"# Only\n\n## Headings\n", "bare.md holds no text"),
        ("large.txt", b"a" * 50_001, "large.txt is larger than 0.05 MB"),
        ("binary.txt", b"a\0b", "binary.txt holds zero bytes"),
        ("plan.pdf", PLAN, "plan.pdf "),
        ("plan.docx", b"PK\x03\x04nonsense", "plan.docx "),
    ],
)
def test_what_cannot_be_read_is_refused_by_its_name_and_leaves_nothing(
    cabinet: Cabinet, tmp_path: Path, name: str, data: bytes, sentence: str
) -> None:
    with pytest.raises(Unreadable) as refused:
        cabinet.add("cnv_a", name, data)
    assert sentence in str(refused.value)
    assert str(tmp_path) not in str(refused.value) and "\n" not in str(refused.value)
    assert files(tmp_path / "documents").get("cnv_a", []) == []
    assert cabinet.documents("cnv_a") == []


@pytest.mark.parametrize("bomb", CHOSEN)
def test_a_bomb_is_one_sentence(cabinet: Cabinet, bomb: str) -> None:
    with pytest.raises(Unreadable) as refused:
        cabinet.add("cnv_a", bomb, BOMBS[bomb]())
    assert str(refused.value).startswith(bomb) and "\n" not in str(refused.value)
    assert cabinet.documents("cnv_a") == []


def test_a_refused_document_leaves_the_one_that_it_would_replace(cabinet: Cabinet, tmp_path: Path) -> None:
    cabinet.add("cnv_a", "plan.md", PLAN)
    with pytest.raises(Unreadable):
        cabinet.add("cnv_a", "plan.md", b"")
    with exclusive(tmp_path / "index"), pytest.raises(CorpusError, match="Another process"):
        cabinet.add("cnv_a", "plan.md", b"Something else.")
    with exclusive(tmp_path / "index"), pytest.raises(CorpusError, match="Another process"):
        cabinet.remove("cnv_a", "plan.md")
    assert cabinet.original("cnv_a", "plan.md") == PLAN
    assert [path.name for path in (tmp_path / "documents" / "cnv_a").iterdir()] == ["plan.md"]


@pytest.mark.parametrize("owner", ["", ".", "..", "../other", "a/b", "/etc", "-a", "a\0b", "x" * 101])
def test_an_owner_that_leads_elsewhere_is_refused(cabinet: Cabinet, tmp_path: Path, owner: str) -> None:
    for act in (lambda: cabinet.add(owner, "plan.md", PLAN), lambda: cabinet.original(owner, "plan.md")):
        with pytest.raises(CorpusError, match="name the id of a canvas"):
            act()
    assert not (tmp_path / "documents").exists()


@pytest.mark.parametrize("name", ["../secret.md", "/etc/secret.md", "a\\..\\secret.md", ".secret.md", "se\0cret.md"])
def test_a_name_that_leads_elsewhere_stays_in_the_folder(cabinet: Cabinet, tmp_path: Path, name: str) -> None:
    held = cabinet.add("cnv_a", name, PLAN)
    assert held.name in ("secret.md", "se cret.md")
    assert [path.name for path in (tmp_path / "documents").rglob("*.md")] == [held.name]
    assert cabinet.original("cnv_a", "../cnv_a/secret.md") is None


@given(st.text(max_size=300), st.sampled_from(SUFFIXES))
def test_whatever_a_file_is_called_its_name_is_a_name(stem: str, suffix: str) -> None:
    try:
        name = filed(stem + suffix)
    except Unreadable as refused:
        assert "\n" not in str(refused)
        return
    assert Path(name).name == name
    assert not name.startswith(".") and name.isprintable()
    assert len(name.encode()) <= LONGEST and name.endswith(suffix)
    assert filed(name) == name


def test_what_the_index_lacks_is_taken_in_again(cabinet: Cabinet, tmp_path: Path, encoder: WordEncoder) -> None:
    cabinet.add("cnv_a", "plan.md", PLAN)
    (tmp_path / "documents" / "cnv_a" / "broken.md").write_bytes(b"\xff\xfe\x00\xd8")
    new = Index(tmp_path / "other", encoder)
    again = Cabinet(tmp_path / "documents", new)
    again.restore()
    assert [held.name for held in again.documents("cnv_a")] == ["plan.md"]
    assert new.search("Zebedee", 1, "cnv_a")


def test_many_canvases_add_at_once(cabinet: Cabinet, index: Index) -> None:
    failures: list[Exception] = []

    def add(number: int) -> None:
        try:
            cabinet.add(f"cnv_{number % 2}", f"plan{number}.md", b"# Plan\n\nPlan %d." % number)
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=add, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert [len(cabinet.documents(owner)) for owner in ("cnv_0", "cnv_1")] == [3, 3]
