"""A real PostgreSQL for the contracts, in a folder of its own."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pgserver
import psycopg
import pytest


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """Return the URL of a server that nobody else uses."""
    # Not pytest's tmp_path: as root the server runs as another user, who may not enter pytest's private folder.
    with tempfile.TemporaryDirectory(prefix="rapport-pg-", ignore_cleanup_errors=True) as folder:
        server = pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        yield server.get_uri()
        server.cleanup()


@pytest.fixture
def empty_postgres(postgres: str) -> str:
    """Return the URL of a new database on the server."""
    name = f"ledger_{uuid4().hex[:12]}"
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return postgres.replace("/postgres?", f"/{name}?")
