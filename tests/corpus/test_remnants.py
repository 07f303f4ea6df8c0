"""What memory held before does not reach the disk with the vectors."""

from __future__ import annotations

import struct
from contextlib import closing
from pathlib import Path

from corpus.opening import open_index
from corpus.remnants import wipe


def graph(folder: Path, most: int, count: int, size: int = 8, version: int = 1) -> Path:
    place = folder / "graph"
    place.mkdir(parents=True)
    (place / "header.bin").write_bytes(struct.pack("<i4Q", version, 0, most, count, size) + bytes(20))
    vectors = place / "data_level0.bin"
    vectors.write_bytes(b"secrets!" * most)
    return vectors


def test_the_room_for_vectors_that_are_not_there_is_cleared_and_the_others_stay(tmp_path: Path) -> None:
    vectors = graph(tmp_path, most=5, count=2)
    wipe(tmp_path)
    assert vectors.read_bytes() == b"secrets!" * 2 + bytes(24)


def test_a_file_of_another_kind_is_left_alone(tmp_path: Path) -> None:
    for number, (version, size) in enumerate(((2, 8), (1, 9))):
        vectors = graph(tmp_path / str(number), most=5, count=2, size=size, version=version)
        wipe(tmp_path / str(number))
        assert vectors.read_bytes() == b"secrets!" * 5


def test_a_folder_that_is_being_taken_away_is_no_trouble(tmp_path: Path) -> None:
    for number, gone in enumerate(("header.bin", "data_level0.bin")):
        vectors = graph(tmp_path / str(number), most=5, count=2)
        vectors.with_name(gone).unlink()
        # A link to nowhere is listed, and cannot be read.
        vectors.with_name(gone).symlink_to(tmp_path / "nowhere")
        wipe(tmp_path / str(number))


def test_an_open_index_has_nothing_where_no_vector_stands(built: Path) -> None:
    for _ in range(2):
        with closing(open_index(built)) as index:
            assert index.search("What is co-creation?")
            empty = [file for file in built.rglob("data_level0.bin") if _empty(file)]
            assert empty and not any(any(file.read_bytes()) for file in empty)


def _empty(file: Path) -> bool:
    """Say whether a graph holds no vector yet, as those of fewer passages than the library's log takes do."""
    return struct.unpack_from("<i4Q", file.with_name("header.bin").read_bytes())[3] == 0
