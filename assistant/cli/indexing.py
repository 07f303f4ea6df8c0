"""`rapport index`: documents to answer from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.screen import Bar, visible
from assistant.library import IndexedLibrary
from assistant.settings import Settings, load_settings


def index(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[PATH]…", help="Markdown or text files, or folders of them, to answer from as well."),
    ] = None,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Make the whole index anew.")] = False,
) -> None:
    """Add documents to the index; without a path, take in what changed in the documents that are there."""
    library = IndexedLibrary(load_settings())
    with Bar("Indexing") as bar:
        done = library.rebuild(paths or (), bar) if rebuild else library.update(paths or (), bar)
    library.close()
    for name in done.added:
        typer.echo(f"added      {visible(name)}")
    for name in done.removed:
        typer.echo(f"removed    {visible(name)}")
    typer.echo(f"{len(done.unchanged)} documents unchanged, {done.passages} passages in the index")


def prepare(settings: Settings) -> None:
    """Build the index where there is none, and say so: it takes a while, once."""
    library = IndexedLibrary(settings)
    if library.is_new:
        typer.echo("Preparing the index; this happens once.", err=True)
        with Bar("Indexing") as bar:
            library.open(bar).close()
