"""The stamp of an index: which encoder made it, which documents it holds, which folder holds their vectors."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from corpus import lock
from corpus.errors import REBUILD, CorpusError, damaged, unwritable

FORMAT = "rapport.index/2"
# Its passages name no owner: all are shared. It is read as it is, and becomes the present one with the next writing.
FORMER = "rapport.index/1"
NAME = "stamp.json"


class Held(BaseModel):
    """One document in the index: its name, its file, the file or folder it was given by, its hash, its passages.

    `owner` is the canvas that brought it along, empty for what all share; owner and name together are its own alone.
    """

    model_config = ConfigDict(frozen=True)

    name: str
    path: Path
    root: Path
    hash: str
    passages: int
    owner: str = ""


class Stamp(BaseModel):
    """What an index says of itself; the shelf is the name of the folder with its vectors."""

    model_config = ConfigDict(frozen=True)

    format: str = FORMAT
    encoder: str
    shelf: str
    documents: tuple[Held, ...] = ()

    @property
    def passages(self) -> int:
        """How many passages the shelf must hold."""
        return sum(document.passages for document in self.documents)

    @property
    def owners(self) -> frozenset[str]:
        """Whose documents the shelf holds."""
        return frozenset(document.owner for document in self.documents)

    def held(self, name: str, owner: str) -> Held | None:
        """Return the document of this owner with this name, or None."""
        return next((one for one in self.documents if (one.owner, one.name) == (owner, name)), None)


def load(folder: Path) -> Stamp | None:
    """Return the stamp of the index in this folder, or None where there is no index yet.

    Raises `CorpusError` where the folder holds something else or the stamp is damaged.
    """
    try:
        raw = (folder / NAME).read_bytes()
    except NotADirectoryError:
        raise CorpusError(f"{folder} is a file, not an index; name another folder in RAPPORT_DATA_DIR.") from None
    except FileNotFoundError:
        if folder.is_dir() and any(not _own(path) for path in folder.iterdir()):
            raise CorpusError(
                f"{folder} holds files that are no index of Rapport; name another folder in RAPPORT_DATA_DIR, or run "
                f"`{REBUILD}` to make an index beside them."
            ) from None
        return None
    except OSError as error:
        raise CorpusError(f"The index in {folder} cannot be read ({error.strerror}); check who owns it.") from None
    try:
        stamp = Stamp.model_validate_json(raw)
    except ValidationError:
        raise damaged(folder) from None
    if stamp.format not in (FORMAT, FORMER):
        raise CorpusError(
            f"The index in {folder} was made by another version of Rapport; run `{REBUILD}` to make it again."
        )
    return stamp


def _own(path: Path) -> bool:
    """Say whether an index made this file: an interrupted first build leaves its parts without a stamp."""
    return path.name.startswith(("shelf-", "encoder-", "draft-", NAME)) or path.name == lock.NAME


def replace(folder: Path, stamp: Stamp) -> None:
    """Put a stamp in place of the former one, then drop the shelves that it does not name.

    Whoever reads sees the one or the other, also after a power cut. Raises `CorpusError` where the disk is full.
    """
    draft = folder / f"{NAME}.new"
    try:
        with draft.open("w", encoding="utf-8") as file:
            file.write(stamp.model_dump_json(indent=1))
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, folder / NAME)
    except OSError as error:
        raise unwritable(folder, error) from error
    for path in folder.glob("shelf-*"):
        if path.name != stamp.shelf:
            shutil.rmtree(path, ignore_errors=True)


def signature(folder: Path) -> tuple[int, int]:
    """Return what changes whenever another stamp is put in place; (0, 0) where there is none."""
    try:
        stat = (folder / NAME).stat()
    except OSError:
        return (0, 0)
    return (stat.st_mtime_ns, stat.st_ino)
