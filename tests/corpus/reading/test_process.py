from __future__ import annotations

import os
from pathlib import Path

import pytest

from corpus.errors import CorpusError
from corpus.formats.answer import REFUSED, TEXT, understood, written
from corpus.formats.refusal import Refusal
from corpus.reading import Limits, read
from tests.corpus import made
from tests.corpus.bombs_pdf import single

# Well within every guard, and some seconds of work.
SLOW = single(made.packed(b"BT /F 9 Tf " + b"(a) Tj 0 -1 Td " * 300_000 + b"ET"))


@pytest.mark.parametrize(
    ("limits", "why"),
    [
        (Limits(cpu_seconds=1), "takes more than 1 seconds of computing to read"),
        (Limits(wall_seconds=0.2), "takes longer than 0.2 seconds to read"),
        (Limits(memory_bytes=70_000_000), "needs more memory to read than a document may take"),
        (Limits(memory_bytes=1_000_000), "makes its reader crash"),
        (Limits(file_bytes=1_000), "is larger than 0.001 MB"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_document_that_takes_more_than_a_limit_is_refused_in_one_sentence(
    tmp_path: Path, limits: Limits, why: str
) -> None:
    path = tmp_path / "slow.pdf"
    path.write_bytes(SLOW)
    with pytest.raises(CorpusError) as refused:
        read(path, "slow.pdf", limits)
    assert str(refused.value).startswith(f"{path} {why}")
    assert "\n" not in str(refused.value)


def test_more_text_than_the_limit_is_refused(tmp_path: Path) -> None:
    (tmp_path / "long.csv").write_text("a,b\n" * 1_000)
    with pytest.raises(CorpusError, match=r"holds more than 0\.002 MB of text; split it"):
        read(tmp_path / "long.csv", "long.csv", Limits(text_bytes=2_000))


def children() -> set[str]:
    """The processes that this one started and has not buried yet; other tests may keep servers of their own."""
    tasks = Path("/proc/self/task").iterdir()
    return {child for task in tasks for child in (task / "children").read_text().split()}


def test_nothing_is_left_behind(tmp_path: Path) -> None:
    (tmp_path / "slow.pdf").write_bytes(SLOW)
    handles, before = len(os.listdir("/proc/self/fd")), children()
    with pytest.raises(CorpusError):
        read(tmp_path / "slow.pdf", "slow.pdf", Limits(wall_seconds=0.2))
    assert children() <= before
    assert len(os.listdir("/proc/self/fd")) == handles


def test_the_process_sees_no_environment_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONSTARTUP", "/nowhere")
    monkeypatch.setenv("PYTHONHOME", "/nowhere")
    (tmp_path / "a.csv").write_text("a,b\n1,2")
    assert read(tmp_path / "a.csv", "a.csv").text == "a | b\na: 1 | b: 2"


@pytest.mark.parametrize(
    "raw",
    [b"", b"text", b"text 3\nab", b"text 1\nab", b"text x\nab", b"pickle 2\nab", b"\xff" * 100, b"text 2\n\xff\xfe"],
)
def test_an_answer_that_is_none_is_refused(raw: bytes) -> None:
    with pytest.raises(Refusal, match="answer with garbage"):
        understood(raw, 1_000)


def test_an_answer_comes_through_as_it_was_written() -> None:
    assert understood(written(TEXT, "Größe\n東京"), 1_000) == "Größe\n東京"
    with pytest.raises(Refusal, match=r"^is odd; mend it\.$"):
        understood(written(REFUSED, "is odd;\nmend it."), 1_000)
    with pytest.raises(Refusal, match="holds no text"):
        understood(written(TEXT, " \n"), 1_000)
