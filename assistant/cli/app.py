"""The command `rapport` and its parts."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as version_of
from typing import Annotated

import typer

from assistant.cli.doctor import doctor
from assistant.cli.files import export_canvas, import_canvas, list_canvases, schema
from assistant.cli.indexing import index
from assistant.cli.screen import careful, fail
from assistant.cli.serving import serve
from assistant.cli.talk import ask, chat

PACKAGE = "rapport-canvas"

app = typer.Typer(
    name="rapport",
    help="A chat coach for the Customer Relationships block of the Business Model Canvas.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
COMMANDS: dict[str, Callable[..., None]] = {
    "serve": serve,
    "chat": chat,
    "ask": ask,
    "index": index,
    "list": list_canvases,
    "export": export_canvas,
    "import": import_canvas,
    "schema": schema,
    "doctor": doctor,
}
for name, command in COMMANDS.items():
    app.command(name)(careful(command))


def _version(wanted: bool) -> None:
    if wanted:
        try:
            typer.echo(f"rapport {version_of(PACKAGE)}")
        except PackageNotFoundError:
            fail(f"{PACKAGE} is not installed in this Python, so its version is not known; run `make setup`.")
        raise typer.Exit


@app.callback()
def _rapport(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Fill in the relationships canvas by talking about your business."""


def main() -> None:
    """Run the command line; the exit status is 0, 1 (it failed) or 2 (usage)."""
    app()
