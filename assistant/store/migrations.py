"""How the tables came to be: a list that only ever grows at its end.

A migration is never changed once it was released. Its number is its place in the list, from 1.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Engine,
    Identity,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    func,
    insert,
    inspect,
    select,
    text,
)

from assistant.errors import StoreFailed

Migration = Callable[[Connection], None]

APPLIED = Table(
    "rapport_migrations",
    MetaData(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("at", Text, nullable=False),
)


def records(connection: Connection) -> None:
    """Keep every record of every canvas in one table, in the order of appending.

    `opens` marks the first record of a stay: of records in a row that belong to one canvas.
    """
    table = Table(
        "rapport_records",
        MetaData(),
        Column("id", BigInteger().with_variant(Integer(), "sqlite"), Identity(), primary_key=True),
        Column("canvas_id", Text, nullable=False),
        Column("number", Integer, nullable=False),
        Column("kind", Text, nullable=False),
        Column("turn_id", Text),
        Column("at", Text, nullable=False),
        Column("title", Text, nullable=False),
        Column("opens", Boolean, nullable=False),
        Column("body", Text, nullable=False),
        UniqueConstraint("canvas_id", "number", "kind"),
        UniqueConstraint("canvas_id", "kind", "turn_id"),
    )
    Index("rapport_records_by_canvas", table.c.canvas_id, table.c.id)
    Index("rapport_stays_by_canvas", table.c.canvas_id, table.c.opens, table.c.id)
    # SQLite uses a partial index only for a query that repeats its condition as it stands.
    Index("rapport_stays", table.c.id, sqlite_where=text("opens = 1"), postgresql_where=table.c.opens)
    table.create(connection)


MIGRATIONS: tuple[Migration, ...] = (records,)


def migrate(engine: Engine, place: str, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Bring the database to the newest schema, or leave it untouched.

    Raises `StoreFailed` where a newer Rapport has already moved it on.
    """
    # Looking first keeps a database readable that may not be written, and costs no lock.
    with engine.connect() as connection:
        if _reached(connection, place, migrations) == len(migrations):
            return
    with engine.execution_options(writes=True).begin() as connection:
        if connection.dialect.name == "postgresql":
            # Two processes that start at once: the second waits here and then finds the work done.
            connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('rapport_migrations'))"))
        APPLIED.create(connection, checkfirst=True)
        for number in range(_reached(connection, place, migrations) + 1, len(migrations) + 1):
            step = migrations[number - 1]
            step(connection)
            now = datetime.now(UTC).isoformat(timespec="seconds")
            connection.execute(insert(APPLIED).values(number=number, name=step.__name__, at=now))


def _reached(connection: Connection, place: str, migrations: Sequence[Migration]) -> int:
    if not inspect(connection).has_table(APPLIED.name):
        return 0
    reached = connection.execute(select(func.coalesce(func.max(APPLIED.c.number), 0))).scalar_one()
    if reached > len(migrations):
        raise StoreFailed(f"{place} was written by a newer Rapport (schema {reached}); upgrade Rapport to open it.")
    return int(reached)
