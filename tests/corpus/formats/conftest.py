"""What the tests of the formats share: reading bytes as a file of a name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.errors import CorpusError
from corpus.reading import read

Told = Callable[[str, bytes], str]


@pytest.fixture
def text_of(tmp_path: Path) -> Told:
    """Return the text of a file of this name with these bytes."""

    def told(name: str, content: bytes) -> str:
        (tmp_path / name).write_bytes(content)
        return read(tmp_path / name, name).text

    return told


@pytest.fixture
def refusal_of(tmp_path: Path) -> Told:
    """Return why a file of this name with these bytes is refused: one sentence that names it."""

    def told(name: str, content: bytes) -> str:
        (tmp_path / name).write_bytes(content)
        with pytest.raises(CorpusError) as refused:
            read(tmp_path / name, name)
        sentence = str(refused.value)
        assert sentence.startswith(f"{tmp_path / name} ")
        assert sentence.endswith(".")
        assert "\n" not in sentence
        return sentence

    return told
