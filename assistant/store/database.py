"""Opens the database and says in one sentence what went wrong with it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, QueuePool, Text, create_engine, event
from sqlalchemy.engine import URL, Dialect, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.types import TypeDecorator

from assistant.errors import SettingsInvalid, StoreFailed

# By the beginning of SQLite's name for the error; the rest of such a name only says where it struck.
SENTENCES = {
    "SQLITE_FULL": "The disk is full, so nothing was written to {place}; free some space and send it again.",
    "SQLITE_READONLY": "{place} is read-only, so nothing was written; allow writing or choose another data_dir.",
    "SQLITE_PERM": "{place} may not be opened; allow reading and writing or choose another data_dir.",
    "SQLITE_CANTOPEN": "{place} cannot be opened; check that its folder exists, is writable and has space left.",
    "SQLITE_NOTADB": "{place} is not a database of Rapport; move that file away or choose another data_dir.",
    "SQLITE_CORRUPT": "{place} is damaged; put a copy of it back or choose another data_dir.",
    "SQLITE_BUSY": "Another program keeps {place} locked, so nothing was written; close it and send it again.",
    "SQLITE_IOERR": "The disk failed under {place}, so nothing was written; check its health, space and limits.",
}


_HALVES = re.compile("[\ud800-\udbff][\udc00-\udfff]")


class Escaped(TypeDecorator[str]):
    """Text that every database keeps exactly: NUL and lone surrogates travel as the escapes of JSON."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else _encodable(json.dumps(value, ensure_ascii=False))[1:-1]

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else str(json.loads(f'"{value}"'))


def as_json(value: Any) -> str:
    """Return JSON that can be encoded and loads as the same value.

    Raises `StoreFailed` for a character in two halves: they would come back as one.
    """
    written = json.dumps(value, ensure_ascii=False)
    if _HALVES.search(written):
        raise StoreFailed("This text holds a character in two halves and was not kept; write it as whole characters.")
    return _encodable(written)


def _encodable(written: str) -> str:
    return written.encode("utf-8", "backslashreplace").decode("utf-8")


def address(url: str) -> URL:
    """Return where the database is: `url` is a path, or a URL of SQLite or PostgreSQL."""
    try:
        found = make_url(url) if "://" in url else URL.create("sqlite", database=url)
    except (ArgumentError, ValueError):
        raise SettingsInvalid("database_url is no database URL; write a file path or postgresql://…") from None
    backend = found.get_backend_name()
    if backend == "sqlite" and found.database:
        return found.set(drivername="sqlite")
    if backend in ("postgresql", "postgres"):
        return found.set(drivername="postgresql+psycopg")
    raise SettingsInvalid(f"database_url names {backend!r}; write a file path or postgresql://…")


def opened(url: URL, patience: float) -> Engine:
    """Return an engine that waits up to `patience` seconds for other writers."""
    return _sqlite(url, patience) if url.get_backend_name() == "sqlite" else _postgresql(url, patience)


@contextmanager
def told(url: URL) -> Iterator[None]:
    """Turn whatever the database raises into a `StoreFailed` of one sentence."""
    place = url.database if url.get_backend_name() == "sqlite" else f"The database {url.database} on {url.host}"
    try:
        yield
    except SQLAlchemyError as error:
        raise StoreFailed(_sentence(error, str(place))) from error
    except OSError as error:
        raise StoreFailed(f"There can be no folder for {place} ({error.strerror}); choose another data_dir.") from error


def _sentence(error: SQLAlchemyError, place: str) -> str:
    cause = error.orig if isinstance(error, DBAPIError) else error
    name = getattr(cause, "sqlite_errorname", "")
    known = next((text for start, text in SENTENCES.items() if name.startswith(start)), None)
    if known:
        return known.format(place=place)
    reason = next(iter(str(cause).strip().splitlines()), type(cause).__name__)
    return f"{place} refused, so nothing was written: {reason.rstrip('.')}."


def _sqlite(url: URL, patience: float) -> Engine:
    Path(str(url.database)).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # One connection for the process: threads queue for it in order instead of polling for a file lock.
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        pool_timeout=patience,
        connect_args={"timeout": patience},
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _record: object) -> None:
    # sqlite3 would begin transactions by itself, late and only for some statements; _begin does it instead.
    connection.isolation_level = None
    # Not WAL: before SQLite 3.51.3 two connections that write or checkpoint at once could lose pages of it, and
    # Python links whatever SQLite the system has. Of the rollback journals PERSIST commits fastest (0.47 ms against
    # 0.53 ms DELETE and 0.59 ms TRUNCATE) and, unlike DELETE, syncs the very write that ends a transaction.
    connection.execute("PRAGMA journal_mode=PERSIST")
    connection.execute("PRAGMA synchronous=FULL")
    # macOS calls a write synced while it is still in the drive's cache; elsewhere this changes nothing.
    connection.execute("PRAGMA fullfsync=ON")


def _begin(connection: Connection) -> None:
    # A writer takes its lock first: one that reads first and locks later can deadlock with another.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _postgresql(url: URL, patience: float) -> Engine:
    try:
        # A server may have been restarted since the last turn: pre_ping replaces a dead connection.
        return create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": max(2, round(patience))})
    except ModuleNotFoundError:
        raise SettingsInvalid("PostgreSQL needs its driver; run: pip install 'rapport-canvas[postgres]'") from None
