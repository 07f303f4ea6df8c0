"""`rapport chat` and `rapport ask`: the coach in a terminal, and for scripts."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.cli.indexing import prepare
from assistant.cli.screen import complain, say
from assistant.coach import Coach
from assistant.errors import RapportError
from assistant.reply import Citation, Turn
from assistant.settings import Settings, load_settings

FAREWELL = ("/quit", "/exit")


def chat(
    canvas: Annotated[str | None, typer.Option(help="Id of the canvas to go on with; without it, a new one.")] = None,
    jsonl: Annotated[
        bool,
        typer.Option(
            "--jsonl",
            help='Read one message per line (text, or {"message": …, "turn_id": …}), write one turn per line as JSON.',
        ),
    ] = False,
) -> None:
    """Talk to the coach in the terminal; Ctrl-D or /quit stops."""
    with opened(load_settings()) as coach:
        canvas_id = canvas or coach.new_canvas().id
        opening = coach.turns(canvas_id, last=1)
        if jsonl:
            _lines(coach, canvas_id)
        else:
            _converse(coach, canvas_id, opening)


def ask(
    question: Annotated[str, typer.Argument(help="What you want to know.")],
    as_json: Annotated[bool, typer.Option("--json", help="Write the answer with its passages as JSON.")] = False,
    corpus: Annotated[
        Path | None, typer.Option(help="Folder of documents to answer from, instead of the handbook.")
    ] = None,
    canvas: Annotated[
        str | None, typer.Option(metavar="ID", help="Answer from the documents of this canvas as well.")
    ] = None,
) -> None:
    """Answer a question from the sources."""
    with opened(load_settings(corpus_dir=corpus)) as coach:
        answer = coach.ask(question, canvas_id=canvas)
    if as_json:
        typer.echo(answer.model_dump_json(indent=2).encode())
    else:
        say(_joined(answer.text, _sources(answer.citations)))


def opened(settings: Settings) -> Coach:
    """Return a coach, with an index even the first time."""
    prepare(settings)
    return Coach(settings)


def _converse(coach: Coach, canvas_id: str, opening: tuple[Turn, ...]) -> None:
    with suppress(KeyboardInterrupt):
        for turn in opening:
            say(_drawn(turn))
        for message in _typed():
            try:
                say(f"\n{_drawn(coach.reply(canvas_id, message))}\n")
            except RapportError as wrong:
                complain(str(wrong))
    typer.echo(f"Your canvas is kept; go on with: rapport chat --canvas {canvas_id}")


def _typed() -> Iterator[str]:
    prompt = "> " if sys.stdin.isatty() else ""
    while True:
        try:
            message = input(prompt)
        except EOFError:
            typer.echo("")
            return
        if message.strip().lower() in FAREWELL:
            return
        yield message


def _lines(coach: Coach, canvas_id: str) -> None:
    failed = False
    for line in sys.stdin.buffer:
        answer: dict[str, Any]
        try:
            message, turn_id = _parsed(line)
            turn = coach.reply(canvas_id, message, turn_id)
            answer = {"canvas_id": canvas_id} | turn.model_dump(mode="json")
        except RapportError as wrong:
            failed = True
            answer = {"canvas_id": canvas_id, "error": str(wrong)}
        typer.echo(json.dumps(answer, ensure_ascii=False).encode())
    if failed:
        raise typer.Exit(1)


def _parsed(line: bytes) -> tuple[str, str | None]:
    """Read a line: a JSON object with a message, a JSON text, or the message as it is."""
    try:
        text = line.decode().rstrip("\r\n")
    except UnicodeDecodeError as wrong:
        raise RapportError("This line is no text in UTF-8; write the messages in UTF-8.") from wrong
    try:
        held = json.loads(text) if text.lstrip()[:1] in ("{", '"') else text
    except ValueError:
        held = text
    if isinstance(held, str):
        return held, None
    message, turn_id = held.get("message"), held.get("turn_id")
    if not isinstance(message, str) or not isinstance(turn_id, str | None):
        raise RapportError('This line is JSON without a message; write {"message": "…"}, or the text alone.')
    return message, turn_id


def _drawn(turn: Turn) -> str:
    """Return the text of a turn with its choices, unless it lists them itself, and its sources."""
    choices = turn.asks.choices if turn.asks and "\n1. " not in turn.text else ()
    listed = "\n".join(f"{number}. {choice.label}" for number, choice in enumerate(choices, 1))
    return _joined(turn.text, listed, _sources(turn.citations))


def _sources(citations: Sequence[Citation]) -> str:
    return "\n".join(
        f"[{each.number}] “{each.quote}” ({each.document}, {each.section})  " for each in citations
    ).rstrip()


def _joined(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)
