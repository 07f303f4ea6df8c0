"""Transcripts: what the user said, what the coach replied, and the canvas after each turn, as text.

`python -m tests.journeys.transcript FILE …` plays the user's lines again and writes the file anew; read the difference
before you keep it.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path

from assistant import Coach
from assistant.canvas import Canvas, Segment
from assistant.terms import money
from corpus.opening import open_index
from tests.fakes import Clock, in_memory
from tests.journeys.conversation import Conversation

HERE = Path(__file__).parent


def messages(transcript: str) -> list[str]:
    """Return the user's lines of a transcript."""
    return [line.removeprefix("USER: ") for line in transcript.splitlines() if line.startswith("USER: ")]


def played(coach: Coach, lines: list[str]) -> str:
    """Return the transcript of a new conversation."""
    talk = Conversation(coach)
    parts = [_coach(coach.turns(talk.id)[0].text)]
    for line in lines:
        turn = talk.say(line)
        parts.append(f"USER: {line}\n\n{_coach(turn.text)}\n\n{drawn(talk.canvas)}")
    return "\n\n".join(parts) + "\n"


def drawn(canvas: Canvas) -> str:
    """Return the canvas in a few lines that a reader can check."""
    progress = canvas.progress
    lines = [f"    [{canvas.revision}] {canvas.business.offering or '-'} · {progress.answered}/{progress.total}"]
    lines += [line for segment in canvas.segments for line in _segment(segment)]
    lines += [f"      ! {finding.rule} {finding.segment_id or ''}".rstrip() for finding in canvas.findings]
    return "\n".join(lines)


def _segment(segment: Segment) -> Iterator[str]:
    states = [f"{topic}={status}" for topic, status in segment.answers.items() if status not in ("not_asked", "stated")]
    goals = ", ".join(segment.motivations)
    leaving = segment.switching_costs.level or segment.switching_costs.note
    extras = [goals and f"wants {goals}", leaving and f"leaving: {leaving}", *states]
    yield f"      {segment.name}" + "".join(f" · {extra}" for extra in extras if extra)
    for r in segment.relationships:
        wanted = {True: "expected", False: "not expected", None: ""}[r.expected]
        links = ", ".join(link.block for link in r.links)
        cost = money(r.cost)
        facts = [wanted, r.established or "", "" if cost == "unknown" else cost, links and f"-> {links}"]
        yield f"        - {r.type or 'no type'}: {r.description or ''} ({'; '.join(f for f in facts if f)})"


def _coach(text: str) -> str:
    return "\n".join(f"COACH: {line}" if line else "" for line in text.split("\n"))


def _rewrite(names: list[str], make: Callable[[], Coach]) -> None:
    for name in names:
        path = HERE / Path(name).name
        path.write_text(played(make(), messages(path.read_text())), encoding="utf-8")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        index = open_index(Path(folder))
        index.update([Path(str(files("corpus").joinpath("handbook")))])
        _rewrite(sys.argv[1:], lambda: Coach(parts=in_memory(index, Clock())))
        index.close()
