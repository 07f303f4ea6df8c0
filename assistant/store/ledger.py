"""Keeps the records of every canvas in a database, append-only."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from pydantic import TypeAdapter, ValidationError
from sqlalchemy.exc import IntegrityError

from assistant.errors import StoreFailed, TurnTaken
from assistant.record import CanvasSummary, Record
from assistant.store.database import address, as_json, opened, told
from assistant.store.migrations import migrate
from assistant.store.statements import INSERT, NEWEST_CANVASES, OF_CANVAS

_RECORD: TypeAdapter[Record] = TypeAdapter(Record)


class Store:
    """A ledger in a SQLite file (a path or sqlite:///…) or in PostgreSQL (postgresql://…).

    Threads and processes may share it. `patience` is how many seconds a writer waits for another one.
    Raises `StoreFailed` where the database cannot be opened, `SettingsInvalid` where `url` names none.
    """

    def __init__(self, url: str, *, patience: float = 10.0) -> None:
        self._url = address(url)
        with told(self._url):
            self._engine = opened(self._url, patience)
            try:
                migrate(self._engine, self._url.render_as_string())
            except BaseException:
                self._engine.dispose()
                raise

    def append(self, records: Sequence[Record]) -> None:
        """Append records in one transaction; they are on the disk when this returns.

        Raises `TurnTaken` where a record's (canvas_id, kind, number) or (canvas_id, kind, turn_id) stands already,
        `StoreFailed` where the database refuses. Nothing was written then.
        """
        if not records:
            return
        rows = [_row(record) for record in records]
        with told(self._url), self._engine.execution_options(writes=True).begin() as connection:
            for row in rows:
                try:
                    connection.execute(INSERT, row)
                except IntegrityError as error:
                    raise TurnTaken(row["canvas"], row["number"]) from error

    def records(self, canvas_id: str, after: int = -1) -> Sequence[Record]:
        """Return a canvas's records with a turn number above `after`, in the order in which they were appended."""
        with told(self._url), self._engine.connect() as connection:
            bodies = connection.execute(OF_CANVAS, {"canvas": canvas_id, "after": after}).scalars().all()
        return tuple(_record(body, canvas_id) for body in bodies)

    def canvases(self, limit: int = 50) -> Sequence[CanvasSummary]:
        """Return the canvases, the most recently changed first."""
        with told(self._url), self._engine.connect() as connection:
            rows = connection.execute(NEWEST_CANVASES, {"limit": limit}).mappings().all()
        return tuple(CanvasSummary(**row) for row in rows)

    def close(self) -> None:
        """Let go of the database; what was appended stays."""
        self._engine.dispose()


def _row(record: Record) -> dict[str, Any]:
    fields = record.model_dump()
    columns = {name: fields[name] for name in ("canvas_id", "number", "kind", "turn_id", "at", "title")}
    return {**columns, "canvas": record.canvas_id, "body": as_json(fields)}


def _record(body: str, canvas_id: str) -> Record:
    try:
        # pydantic's parser is three times as fast and refuses the escapes of lone surrogates.
        return _RECORD.validate_python(json.loads(body)) if "\\ud" in body else _RECORD.validate_json(body)
    except (ValidationError, ValueError) as error:
        raise StoreFailed(f"A record of canvas {canvas_id} cannot be read; upgrade Rapport to open it.") from error
