"""Folders of documents."""

from __future__ import annotations

from pathlib import Path

from corpus.reading.kinds import SUFFIXES

# The documents that come along.
HANDBOOK = Path(__file__).parents[1] / "handbook"


def files_in(folder: Path) -> list[Path]:
    """Return the documents below a folder, sorted by path; hidden files and folders are left out."""
    found = []
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.suffix.lower() in SUFFIXES and not hidden and not path.is_dir():
            found.append(path)
    return found
