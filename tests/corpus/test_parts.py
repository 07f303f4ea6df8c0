"""The sentences of passages have vectors of their own, made of their words as they read within the passage."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from corpus import parts
from corpus.encoder import Encoder
from corpus.errors import CorpusError
from corpus.index import Index
from corpus.passage.prose import sentences
from corpus.pooling import pooled
from corpus.stamp import load

NOTE = "# Printers\n\nPaper is white. Couriers expect a named mechanic. Ink is dear.\n"


def test_a_part_is_the_mean_of_its_words() -> None:
    tokens = np.array([[9, 9], [1, 0], [0, 1], [0, 3], [9, 9]], dtype=np.float32)
    # The first and the last stand for the text's ends, not for words.
    offsets = [(0, 0), (0, 4), (5, 9), (10, 14), (0, 0)]
    whole = np.array([0.6, 0.8], dtype=np.float32)
    rows = pooled(tokens, offsets, [(0, 4), (0, 9), (10, 14), (20, 30)], whole)
    assert rows.tolist() == pytest.approx(np.array([[1, 0], [0.5**0.5, 0.5**0.5], [0, 1], [0.6, 0.8]]))


def test_without_words_every_part_is_as_the_whole() -> None:
    whole = np.array([0.6, 0.8], dtype=np.float32)
    assert (pooled(np.ones((2, 2), dtype=np.float32), [], [(0, 4)], whole) == whole).all()


@pytest.mark.parametrize("counts", [(), (2,), (1, 0, 3)])
def test_parts_are_read_as_they_were_written(tmp_path: Path, counts: tuple[int, ...]) -> None:
    chance = np.random.default_rng(1)
    written = [chance.random((count, 4), dtype=np.float32) for count in counts]
    parts.write(tmp_path / "parts", written)
    read = parts.Parts.read(tmp_path / "parts")
    assert len(read) == len(counts)
    for place, rows in enumerate(written):
        assert read.of(place) == pytest.approx(rows, abs=1e-3)


def test_each_sentence_that_is_found_says_how_near_it_lies(tmp_path: Path, encoder: Encoder) -> None:
    (tmp_path / "note.md").write_text(NOTE)
    with closing(Index(tmp_path / "index", encoder)) as index:
        index.update([tmp_path / "note.md"])
        [found] = index.search("Who expects a named mechanic?")
        assert len(found.alike) == len(sentences(found.text)) == 3
        assert max(found.alike) == found.alike[1]
        # What is added later leaves them as they are.
        (tmp_path / "other.md").write_text("# Forks\n\nA fork has teeth.\n")
        index.update([tmp_path / "other.md"])
        assert index.search("Who expects a named mechanic?")[0].alike == found.alike
    assert "alike" not in found.model_dump()


def test_an_index_of_the_version_before_is_read_and_becomes_one_of_this(tmp_path: Path, encoder: Encoder) -> None:
    (tmp_path / "note.md").write_text(NOTE)
    index = Index(tmp_path / "index", encoder)
    index.update([tmp_path / "note.md"])
    stamp = load(tmp_path / "index")
    assert stamp is not None
    shutil.rmtree(tmp_path / "index" / stamp.shelf / "parts")
    with closing(Index(tmp_path / "index", encoder)) as before:
        [found] = before.search("Who expects a named mechanic?")
        assert found.text.startswith("Paper is white.") and found.alike == ()
        assert before.update().added == ()
        assert len(before.search("Who expects a named mechanic?")[0].alike) == 3
    index.close()


def test_parts_that_do_not_fit_their_passages_are_damaged(tmp_path: Path, encoder: Encoder) -> None:
    (tmp_path / "note.md").write_text(NOTE)
    index = Index(tmp_path / "index", encoder)
    index.update([tmp_path / "note.md"])
    index.close()
    stamp = load(tmp_path / "index")
    assert stamp is not None
    parts.write(tmp_path / "index" / stamp.shelf / "parts", [])
    with pytest.raises(CorpusError, match="rapport index --rebuild"):
        Index(tmp_path / "index", encoder)
