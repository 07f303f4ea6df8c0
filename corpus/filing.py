"""Filing: under which name an uploaded file is kept, and which files lie in the folder of an owner."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from corpus.errors import CorpusError, Unreadable
from corpus.reading.kinds import KNOWN, SUFFIXES

# A name in UTF-8 may have 255 bytes on most file systems; a draft needs some of them.
LONGEST = 180
_OWNER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}")


def filed(name: str) -> str:
    """Return the name under which a file that somebody calls so is kept: its last part, without what nobody sees.

    Raises `Unreadable` where nothing is left of it, or it ends like no kind of document that can be read.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name).strip())[-1]
    plain = "".join(" " if unicodedata.category(char)[0] in "CZ" else char for char in last)
    bare = " ".join(plain.split()).lstrip(". ")
    stem, suffix = Path(bare).stem, Path(bare).suffix
    if suffix.lower() not in SUFFIXES:
        raise Unreadable(f"{bare or 'A file without a name'} is not a kind of file that can be read; give {KNOWN}.")
    return stem.encode()[: LONGEST - len(suffix)].decode(errors="ignore").rstrip() + suffix


def place(folder: Path, owner: str) -> Path:
    """Return the folder of an owner's files. Raises `CorpusError` where the owner's id could lead elsewhere."""
    if not _OWNER.fullmatch(owner):
        raise CorpusError(f"No documents can be kept for {owner[:60]!r}; name the id of a canvas.")
    return folder / owner


def files(folder: Path) -> dict[str, list[Path]]:
    """Return the files that are kept for each owner; drafts and what else is hidden are left out."""
    found = {}
    for home in sorted(path for path in folder.glob("*") if path.is_dir() and _OWNER.fullmatch(path.name)):
        found[home.name] = list(kept(home).values())
    return found


def kept(home: Path) -> dict[str, Path]:
    """Return the files that are kept in the folder of an owner, by name."""
    found = sorted(path for path in home.glob("*") if not path.name.startswith(".") and path.is_file())
    return {path.name: path for path in found}
