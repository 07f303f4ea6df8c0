"""`rapport index`: documents to answer from."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.build import handbook, limits
from assistant.cli import owning
from assistant.cli.screen import Bar, visible
from assistant.settings import Settings, load_settings

if TYPE_CHECKING:
    from corpus.index import Index


def index(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[PATH]…", help="Documents, or folders of them, to answer from as well."),
    ] = None,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Make the whole index anew.")] = False,
    canvas: Annotated[
        str | None, typer.Option(metavar="ID", help="Let the documents belong to this canvas alone.")
    ] = None,
    listed: Annotated[bool, typer.Option("--list", help="List the documents.")] = False,
    remove: Annotated[str | None, typer.Option(metavar="NAME", help="Remove this document.")] = None,
) -> None:
    """Add documents to the index; without a path, take in what changed in the documents that are there."""
    if sum((rebuild, listed, remove is not None)) > 1 or (paths and (listed or remove is not None)):
        raise typer.BadParameter("give paths, --rebuild, --list or --remove, one of them.")
    settings = load_settings()
    if canvas is not None:
        if rebuild or not (paths or listed or remove is not None):
            raise typer.BadParameter("--canvas goes with paths, with --list or with --remove.")
        owning.index(settings, canvas, paths or (), remove)
    elif listed:
        _list(settings)
    elif remove is not None:
        _remove(settings, remove)
    elif rebuild:
        _rebuild(settings, paths or ())
    else:
        _update(settings, paths or ())


def prepare(settings: Settings) -> None:
    """Build the index where there is none, and say so: it takes a while, once."""
    if not (settings.index_dir / "stamp.json").exists():
        typer.echo("Preparing the index; this happens once.", err=True)
        _update(settings, (), quiet=True)


def _list(settings: Settings) -> None:
    with closing(_opened(settings)) as opened:
        for held in opened.documents():
            typer.echo(f"{held.passages:>5} passages  {visible(held.name)}")


def _remove(settings: Settings, name: str) -> None:
    with closing(_opened(settings)) as opened:
        opened.remove(name)
    _tell("removed", [name])


def _update(settings: Settings, paths: Sequence[Path], quiet: bool = False) -> None:
    with Bar("Indexing") as bar, closing(_opened(settings)) as opened:
        # An index that is new, or of an older release, takes in the handbook as it is now.
        roots = [handbook(settings), *(document.root for document in opened.documents()), *paths]
        done = opened.update([root for root in dict.fromkeys(roots) if root.exists() or root in paths], bar)
    if not quiet:
        _tell("added", done.added)
        _tell("removed", done.removed)
        typer.echo(f"{len(done.unchanged)} documents unchanged, {done.passages} passages in the index")


def _rebuild(settings: Settings, paths: Sequence[Path]) -> None:
    from corpus.encoder import DEFAULT_MODEL  # noqa: PLC0415
    from corpus.filing import files  # noqa: PLC0415
    from corpus.opening import rebuild  # noqa: PLC0415

    model, owned = settings.embedding_model or DEFAULT_MODEL, files(settings.documents_dir)
    with Bar("Indexing") as bar:
        made = rebuild(settings.index_dir, [handbook(settings), *paths], model, bar, owned, limits(settings))
    documents = made.documents(None)
    made.close()
    _tell("indexed", [document.name for document in documents])
    typer.echo(f"{sum(document.passages for document in documents)} passages in the index")


def _opened(settings: Settings) -> Index:
    # Loaded late, as above: Chroma takes a second that no other command should wait for.
    from corpus.encoder import DEFAULT_MODEL  # noqa: PLC0415
    from corpus.opening import open_index  # noqa: PLC0415

    return open_index(settings.index_dir, settings.embedding_model or DEFAULT_MODEL, limits(settings))


def _tell(deed: str, names: Sequence[str]) -> None:
    for name in names:
        typer.echo(f"{deed:<9}{visible(name)}")
