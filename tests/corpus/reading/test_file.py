from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from corpus.errors import CorpusError
from corpus.reading import read


@pytest.mark.parametrize("name", ["note.md", "plan.pdf", "rows.csv"])
@pytest.mark.parametrize("kind", ["pipe", "device", "folder"])
def test_what_is_no_regular_file_is_refused_at_once(tmp_path: Path, name: str, kind: str) -> None:
    path = tmp_path / name
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path.symlink_to("/dev/zero")
    else:
        path.mkdir()
    told = "it is a folder" if kind == "folder" else "it is a pipe or a device"
    with pytest.raises(CorpusError, match=rf"cannot be read \({told}\); check"):
        read(path, name)


def test_a_socket_is_refused(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "s.pdf"))
        with pytest.raises(CorpusError, match="cannot be read"):
            read(tmp_path / "s.pdf", "s.pdf")


def test_a_name_with_a_zero_in_it_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="cannot be read"):
        read(tmp_path / "a\0.pdf", "a.pdf")
