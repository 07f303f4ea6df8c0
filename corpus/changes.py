"""What an update changes: documents as they lie on the disk against documents as the index holds them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from corpus.errors import CorpusError
from corpus.reading import SUFFIXES, USUAL, Document, Limits, files_in, read
from corpus.stamp import Held


class Found(BaseModel):
    """A document on the disk, the file or folder by which it was given, and the canvas that it belongs to, if any."""

    model_config = ConfigDict(frozen=True)

    document: Document
    root: Path
    owner: str = ""


class Changes(BaseModel):
    """What to do with each document; `kept` are those in the index that stay as they are."""

    model_config = ConfigDict(frozen=True)

    added: tuple[Found, ...] = ()
    kept: tuple[Held, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def find(paths: Sequence[Path], limits: Limits = USUAL, owner: str = "") -> list[Found]:
    """Read every document in these files and folders; a document in a folder is named by its path in that folder.

    Raises `CorpusError` where one cannot be read, or a folder holds none.
    """
    found = []
    for path in dict.fromkeys(path.expanduser().resolve() for path in paths):
        if not path.is_dir():
            found.append(Found(document=read(path, path.name, limits), root=path, owner=owner))
            continue
        files = files_in(path)
        if not files:
            raise CorpusError(f"{path} holds no documents; put files there that end in {', '.join(SUFFIXES)}.")
        for file in files:
            document = read(file, file.relative_to(path).as_posix(), limits)
            found.append(Found(document=document, root=path, owner=owner))
    return found


def compare(held: Sequence[Held], found: Sequence[Found], roots: Sequence[Path]) -> Changes:
    """Return what changes when `found`, all that lies below `roots`, goes into an index that holds `held`.

    Both are of one owner. A document that was given by one of the roots and is found no more is removed; documents of
    other roots stay. Raises `CorpusError` where two files claim one name.
    """
    before = {document.name: document for document in held}
    now: dict[str, Found] = {}
    for item in found:
        _refuse_twins(item, now.get(item.document.name), before.get(item.document.name))
        now[item.document.name] = item
    renewed = {Path(root).expanduser().resolve() for root in roots}
    gone = {name for name, document in before.items() if name not in now and _stale(document.root, renewed)}
    same = {name for name, item in now.items() if name in before and before[name].hash == item.document.hash}
    kept = [document for name, document in before.items() if name not in now and name not in gone]
    moved = {name: {"path": now[name].document.path, "root": now[name].root} for name in same}
    return Changes(
        added=tuple(item for name, item in now.items() if name not in same),
        kept=tuple(kept + [before[name].model_copy(update=moved[name]) for name in now if name in same]),
        unchanged=tuple(name for name in now if name in same),
        removed=tuple(sorted(gone)),
    )


def _stale(root: Path, renewed: set[Path]) -> bool:
    """Say whether a root was read anew, or has moved to one that was: an upgraded Python moves the handbook."""
    return root in renewed or (not root.exists() and any(root.name == path.name for path in renewed))


def _refuse_twins(item: Found, other: Found | None, held: Held | None) -> None:
    name, path = item.document.name, item.document.path
    twin = other.document.path if other else held.path if held and held.path != path and held.path.exists() else None
    same = (other and other.document.hash == item.document.hash) or (held and held.hash == item.document.hash)
    if twin and twin != path and not same:
        raise CorpusError(f"Two documents are called {name} ({twin} and {path}); rename one of them.")
