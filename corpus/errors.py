"""What can go wrong with documents and with the index."""

from __future__ import annotations

from pathlib import Path

REBUILD = "rapport index --rebuild"


class CorpusError(Exception):
    """Says in one sentence which document or index cannot be used, and what to do about it."""


class Unreadable(CorpusError):
    """Says in one sentence why a document is not taken in, and what to do about it."""


def unwritable(folder: Path, error: Exception) -> CorpusError:
    """Return the error for an index folder that cannot be written."""
    reason = getattr(error, "strerror", None) or (str(error).splitlines() or [type(error).__name__])[0]
    return CorpusError(
        f"The index cannot be written to {folder} ({reason}); free some space there, or name another folder in "
        f"RAPPORT_DATA_DIR."
    )


def mismatch(folder: Path, made_with: str, asked_for: str) -> CorpusError:
    """Return the error for an index whose vectors another encoder made."""
    return CorpusError(
        f"The index in {folder} was made with the encoder {made_with}, not with {asked_for}; run `{REBUILD}` to make "
        f"it again, or set RAPPORT_EMBEDDING_MODEL back."
    )


def damaged(folder: Path) -> CorpusError:
    """Return the error for an index that cannot be read."""
    return CorpusError(f"The index in {folder} is damaged; run `{REBUILD}` to make it again.")


def read_only(folder: Path) -> CorpusError:
    """Return the error for an index that lies where nothing may be written."""
    return CorpusError(
        f"The index in {folder} is read-only, and Chroma opens none of those; make it writable, or name "
        f"another folder in RAPPORT_DATA_DIR."
    )
