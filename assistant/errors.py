"""Everything that can go wrong and that a caller can mend.

RapportError
├── UnknownCanvas        no canvas has this id
├── UnknownRevision      the canvas never had this revision
├── InvalidMessage       a message that cannot be a turn (too long)
├── UnknownDocument      the canvas has no document of this name
├── DocumentRefused      a document that cannot be taken in; says why
├── ImportRefused        a file that is no canvas; says where and why
├── EditRefused          an edit on the board that cannot be applied
├── TurnTaken            another writer recorded this turn first
├── StoreFailed          the disk or the database refused; nothing was lost
├── LibraryFailed        the index cannot be read
├── ReaderDamaged        the trained reader cannot be opened
└── SettingsInvalid      a setting that cannot be used
"""

from __future__ import annotations

from pathlib import Path


class RapportError(Exception):
    """One clear sentence that says what is wrong and what to do."""


class UnknownCanvas(RapportError):
    """No canvas has this id."""

    def __init__(self, canvas_id: str) -> None:
        self.canvas_id = canvas_id
        super().__init__(f"There is no canvas {canvas_id[:60]!r}; `rapport list` shows the ones that exist.")


class UnknownRevision(RapportError):
    """The canvas never had this revision."""

    def __init__(self, canvas_id: str, revision: int, latest: int) -> None:
        self.canvas_id, self.revision, self.latest = canvas_id, revision, latest
        super().__init__(f"Canvas {canvas_id} has no revision {revision}; choose one from 0 to {latest}.")


class UnknownDocument(RapportError):
    """The canvas has no document of this name."""

    def __init__(self, canvas_id: str, name: str) -> None:
        self.canvas_id, self.name = canvas_id, name
        super().__init__(
            f"Canvas {canvas_id} has no document called {name[:100]!r}; "
            f"`rapport index --canvas {canvas_id} --list` shows the ones that it has."
        )


class DocumentRefused(RapportError):
    """This document cannot be taken in; nothing was changed."""


class InvalidMessage(RapportError):
    """This message cannot be a turn."""


class ImportRefused(RapportError):
    """This file is no canvas that can be read."""


class EditRefused(RapportError):
    """This edit cannot be applied to the canvas."""


class TurnTaken(RapportError):
    """Another writer recorded this turn first."""

    def __init__(self, canvas_id: str, number: int) -> None:
        self.canvas_id, self.number = canvas_id, number
        super().__init__(f"Turn {number} of canvas {canvas_id} is already recorded; load the canvas and try again.")


class StoreFailed(RapportError):
    """The store could not keep or read a record; what was acknowledged before is safe."""


class LibraryFailed(RapportError):
    """The index cannot be read; canvases and conversations are safe."""


class ReaderDamaged(RapportError):
    """A trained network, the reader's or the judge's, cannot be opened."""

    def __init__(self, folder: Path, what: str = "reader") -> None:
        self.folder = folder
        super().__init__(
            f"The trained {what} in {folder} cannot be opened; install Rapport again, or run `make {what}`."
        )


class SettingsInvalid(RapportError):
    """A setting cannot be used."""
