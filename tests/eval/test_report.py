"""The report holds every figure, its target, what it is of, and a picture."""

from __future__ import annotations

from pathlib import Path

from assistant.offline.trained.bars import Card
from eval.reading import errors, read
from eval.report import TARGETS, report
from eval.utterance import utterances
from tests.fakes import reader


def test_the_report_is_written_with_its_picture_and_says_what_it_is_of(tmp_path: Path) -> None:
    reads = {"test": read(reader(), utterances("test")[:12])}
    path = report(reads, {}, Card(data="0123abcd"), tmp_path / "out")
    text = path.read_text(encoding="utf-8")
    assert "0123abcd" in text and "12 messages" in text
    assert all(f"| {name} | {target} |" in text for name, target in TARGETS.items())
    assert (path.parent / "bars.png").read_bytes().startswith(b"\x89PNG")


def test_every_misread_message_is_listed_with_what_was_said_and_read() -> None:
    class Deaf:
        def read(self, message: str, context: object) -> object:
            return reader().read("", context)  # type: ignore[arg-type]

    some = [u for u in utterances("test") if u.types][:5]
    listed = list(errors(read(Deaf(), some)))  # type: ignore[arg-type]
    assert len(listed) == 5
    assert all(u.text in line.replace("\\'", "'") or u.id in line for u, line in zip(some, listed, strict=True))
