"""`rapport list`, `export`, `import` and `schema`: canvases as lines and as files."""

from __future__ import annotations

import json
import sys
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.screen import visible
from assistant.coach import Coach
from assistant.errors import ImportRefused, RapportError
from assistant.export.schema import canvas_schema
from assistant.settings import load_settings

STDIN = Path("-")


def list_canvases(
    limit: Annotated[int, typer.Option(min=1, help="How many at most.")] = 50,
    as_json: Annotated[bool, typer.Option("--json", help="Write one canvas per line as JSON.")] = False,
) -> None:
    """List the canvases, the most recently changed first."""
    # Straight from the store: whoever only looks for an id does not wait for the index to open.
    from assistant.store import Store  # noqa: PLC0415

    with closing(Store(load_settings().store_url)) as store:
        found = store.canvases(limit)
    for each in found:
        if as_json:
            typer.echo(each.model_dump_json().encode())
        else:
            title = " ".join(visible(each.title).split())
            typer.echo(f"{each.id}  {each.updated_at[:16].replace('T', ' ')}  {each.turns:>4} turns  {title}")
    if not found and not as_json:
        typer.echo("There is no canvas yet; `rapport serve` or `rapport chat` begins one.", err=True)


def export_canvas(
    canvas_id: Annotated[str, typer.Argument(metavar="ID", help="Id of the canvas; `rapport list` shows it.")],
    format: Annotated[str, typer.Option("--format", "-f", help="json or markdown.")] = "json",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File or folder to write to; without it, the screen.")
    ] = None,
) -> None:
    """Write a canvas as a file."""
    with Coach(load_settings()) as coach:
        made = coach.export(canvas_id, format)
    if output is None:
        typer.echo(made.content, nl=False)
        return
    target = output / made.filename if output.is_dir() else output
    try:
        target.write_bytes(made.content)
    except OSError as wrong:
        raise RapportError(f"{target} cannot be written ({wrong.strerror}); choose another with --output.") from wrong
    typer.echo(str(target))


def import_canvas(
    file: Annotated[Path, typer.Argument(help="A JSON file that Rapport exported; - reads standard input.")],
) -> None:
    """Begin a canvas with what a file holds, and print its id."""
    settings = load_settings()
    data = _read(file, settings.max_import_bytes + 1)
    with Coach(settings) as coach:
        typer.echo(coach.import_canvas(data).id)


def schema() -> None:
    """Print the JSON Schema of an exported canvas."""
    typer.echo(json.dumps(canvas_schema(), indent=2, ensure_ascii=False).encode())


def _read(file: Path, most: int) -> bytes:
    """Read no more than can be imported, however large the file is."""
    if file == STDIN:
        return sys.stdin.buffer.read(most)
    try:
        with file.open("rb") as opened:
            return opened.read(most)
    except OSError as wrong:
        raise ImportRefused(f"{file} cannot be read ({wrong.strerror}); name an exported JSON file.") from wrong
