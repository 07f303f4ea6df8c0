"""`rapport index --canvas`: documents that belong to one canvas."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import typer

from assistant.cli.screen import Bar, visible
from assistant.coach import Coach
from assistant.errors import DocumentRefused
from assistant.settings import Settings
from corpus.reading import files_in


def index(settings: Settings, canvas_id: str, paths: Sequence[Path], remove: str | None) -> None:
    """Add documents to a canvas or remove one from it; without either, list the ones that it has."""
    with Coach(settings) as coach:
        if remove is not None:
            coach.remove_document(canvas_id, remove)
            typer.echo(f"removed  {visible(remove)}")
        elif paths:
            _add(coach, canvas_id, list(_files(paths)), settings.max_document_bytes)
        else:
            for document in coach.documents(canvas_id):
                typer.echo(f"{document.passages:>5} passages  {visible(document.name)}")


def _add(coach: Coach, canvas_id: str, files: Sequence[Path], most: int) -> None:
    for file in files:
        with Bar("Indexing") as bar:
            added = coach.add_document(canvas_id, file.name, _read(file, most + 1), bar)
        typer.echo(f"added    {visible(added.name)}")


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    """Give the documents that these paths lead to; two of one name would replace each other and are refused."""
    seen: dict[str, Path] = {}
    for path in paths:
        for file in files_in(path) if path.is_dir() else [path]:
            twin = seen.setdefault(file.name, file)
            if twin != file:
                raise DocumentRefused(f"Two documents are called {file.name} ({twin} and {file}); rename one of them.")
            yield file


def _read(file: Path, most: int) -> bytes:
    """Read no more than can be taken in, however large the file is."""
    try:
        with file.open("rb") as opened:
            return opened.read(most)
    except OSError as wrong:
        raise DocumentRefused(f"{file} cannot be read ({wrong.strerror}); name a document or a folder.") from wrong
