"""`rapport index`: documents to answer from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from assistant.build import handbook
from assistant.cli.screen import Bar, visible
from assistant.settings import Settings, load_settings


def index(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[PATH]…", help="Markdown or text files, or folders of them, to answer from as well."),
    ] = None,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Make the whole index anew.")] = False,
) -> None:
    """Add documents to the index; without a path, take in what changed in the documents that are there."""
    settings = load_settings()
    if rebuild:
        _rebuild(settings, paths or ())
    else:
        _update(settings, paths or ())


def prepare(settings: Settings) -> None:
    """Build the index where there is none, and say so: it takes a while, once."""
    if not (settings.index_dir / "stamp.json").exists():
        typer.echo("Preparing the index; this happens once.", err=True)
        _update(settings, (), quiet=True)


def _update(settings: Settings, paths: Sequence[Path], quiet: bool = False) -> None:
    # Loaded late, as below: Chroma takes a second that no other command should wait for.
    from corpus.encoder import DEFAULT_MODEL  # noqa: PLC0415
    from corpus.opening import open_index  # noqa: PLC0415

    with Bar("Indexing") as bar:
        opened = open_index(settings.index_dir, settings.embedding_model or DEFAULT_MODEL)
        try:
            # An index that is new, or of an older release, takes in the handbook as it is now.
            roots = [handbook(settings), *(document.root for document in opened.documents()), *paths]
            done = opened.update([root for root in dict.fromkeys(roots) if root.exists() or root in paths], bar)
        finally:
            opened.close()
    if not quiet:
        _tell("added", done.added)
        _tell("removed", done.removed)
        typer.echo(f"{len(done.unchanged)} documents unchanged, {done.passages} passages in the index")


def _rebuild(settings: Settings, paths: Sequence[Path]) -> None:
    from corpus.encoder import DEFAULT_MODEL  # noqa: PLC0415
    from corpus.opening import rebuild  # noqa: PLC0415

    with Bar("Indexing") as bar:
        model = settings.embedding_model or DEFAULT_MODEL
        made = rebuild(settings.index_dir, [handbook(settings), *paths], model, bar)
    documents = made.documents()
    made.close()
    _tell("indexed", [document.name for document in documents])
    typer.echo(f"{sum(document.passages for document in documents)} passages in the index")


def _tell(deed: str, names: Sequence[str]) -> None:
    for name in names:
        typer.echo(f"{deed:<9}{visible(name)}")
