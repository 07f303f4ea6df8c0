"""The SQLite file, its schema, and what a bad disk does to it."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection, event, text

from assistant.errors import SettingsInvalid, StoreFailed
from assistant.record import Created, Heard, Record
from assistant.store import Store
from assistant.store.database import address, opened
from assistant.store.migrations import MIGRATIONS, migrate
from assistant.store.statements import NEWEST_CANVASES

ROOT = Path(__file__).parents[2]


def created(canvas_id: str = "cnv_a") -> Created:
    return Created(canvas_id=canvas_id, at="2026-05-01T08:00:00Z", title="Pedal & Post")


def heard(number: int, canvas_id: str = "cnv_a") -> Heard:
    return Heard(canvas_id=canvas_id, number=number, at="2026-05-01T09:00:00Z", title="Pedal & Post", message="Bikes")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a store that holds two records and is closed."""
    path = tmp_path / "rapport.db"
    with closing(Store(str(path))) as store:
        store.append([created(), heard(1)])
    return path


@pytest.fixture
def other_program(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


def kept(path: Path) -> list[Created | Heard]:
    with closing(Store(str(path))) as store:
        return list(store.records("cnv_a"))


def child(job: str, folder: Path, mount: str | None = None) -> dict[str, object]:
    """Run store_child.py, with `mount` done where only the child sees it."""
    command = [sys.executable, "-m", "tests.assistant.store_child", job, str(folder)]
    if mount:
        if not shutil.which("unshare"):
            pytest.skip("a disk of its own needs Linux")
        as_root = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
        command = ["unshare", "--mount", *as_root, "sh", "-c", f'{mount} && exec "$@"', "sh", *command]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    answer: dict[str, object] = json.loads(done.stdout)
    return answer


# A bad disk


def test_a_full_disk_refuses_and_loses_nothing(tmp_path: Path) -> None:
    seen = child("full", tmp_path, mount=f"mount -t tmpfs -o size=512k none '{tmp_path}'")
    assert seen["sentence"] == (
        f"The disk is full, so nothing was written to {tmp_path}/rapport.db; free some space and send it again."
    )
    assert seen["kept_when_full"] == seen["acknowledged"] != 0
    assert seen["exact"]


def test_a_limit_on_file_size_refuses_and_loses_nothing(tmp_path: Path) -> None:
    seen = child("limited", tmp_path)
    assert str(seen["sentence"]).startswith(f"The disk failed under {tmp_path}/rapport.db, so nothing was written;")
    assert seen["kept_when_full"] == seen["acknowledged"] != 0
    assert seen["exact"]


def test_a_read_only_disk_still_shows_what_is_kept(path: Path) -> None:
    folder = path.parent
    before = path.read_bytes()
    seen = child(
        "read_only", folder, mount=f"mount --bind '{folder}' '{folder}' && mount -o remount,ro,bind '{folder}'"
    )
    assert (seen["kept"], seen["unchanged"]) == (2, True)
    assert seen["sentences"] == [
        f"{path} is read-only, so nothing was written; allow writing or choose another data_dir.",
        f"{folder}/new.db cannot be opened; check that its folder exists, is writable and has space left.",
        f"There can be no folder for {folder}/deeper/new.db (Read-only file system); choose another data_dir.",
    ]
    assert path.read_bytes() == before


def test_a_folder_where_the_file_should_be_is_refused(tmp_path: Path) -> None:
    (tmp_path / "rapport.db").mkdir()
    with pytest.raises(StoreFailed, match=r"rapport\.db cannot be opened; check"):
        Store(str(tmp_path / "rapport.db"))


def test_a_file_where_the_folder_should_be_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("mine")
    with pytest.raises(StoreFailed, match="There can be no folder for"):
        Store(str(tmp_path / "data" / "rapport.db"))
    assert (tmp_path / "data").read_text() == "mine"


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "rapport.db").write_text("Dear diary, " * 100)
    with pytest.raises(StoreFailed, match=r"rapport\.db is not a database of Rapport; move that file away"):
        Store(str(tmp_path / "rapport.db"))
    assert (tmp_path / "rapport.db").read_text() == "Dear diary, " * 100


def test_a_damaged_file_is_refused(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(StoreFailed, match=r"rapport\.db is damaged; put a copy of it back"):
        kept(path)


def test_a_record_that_cannot_be_understood_is_named(path: Path, other_program: sqlite3.Connection) -> None:
    other_program.execute('UPDATE rapport_records SET body = \'{"kind": "sung"}\' WHERE number = 1')
    with pytest.raises(StoreFailed, match="A record of canvas cnv_a cannot be read; upgrade Rapport"):
        kept(path)


# Other programs


def test_a_writer_that_does_not_finish_is_named_and_waited_for_no_longer(
    path: Path, other_program: sqlite3.Connection
) -> None:
    with closing(Store(str(path), patience=0.05)) as store:
        other_program.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreFailed, match=r"Another program keeps .*rapport\.db locked, so nothing was written"):
            store.append([heard(2)])
        assert len(store.records("cnv_a")) == 2
        other_program.execute("ROLLBACK")
        store.append([heard(2)])
    assert [record.number for record in kept(path)] == [0, 1, 2]


def test_a_commit_that_a_reader_holds_up_is_taken_back(path: Path, other_program: sqlite3.Connection) -> None:
    with closing(Store(str(path), patience=0.05)) as store:
        other_program.execute("BEGIN")
        assert other_program.execute("SELECT count(*) FROM rapport_records").fetchone() == (2,)
        with pytest.raises(StoreFailed, match="Another program keeps"):
            store.append([heard(2)])
        other_program.execute("ROLLBACK")
        assert len(store.records("cnv_a")) == 2
        store.append([heard(2)])
    assert [record.number for record in kept(path)] == [0, 1, 2]


# What a commit rests on


def test_a_commit_is_synced_and_never_through_a_write_ahead_log(path: Path, other_program: sqlite3.Connection) -> None:
    other_program.execute("PRAGMA journal_mode=WAL")
    other_program.close()
    with closing(Store(str(path))) as store:
        store.append([heard(2)])
    engine = opened(address(str(path)), 1.0)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "persist"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2  # FULL
    engine.dispose()
    assert sorted(file.name for file in path.parent.iterdir()) == ["rapport.db", "rapport.db-journal"]


def test_no_statement_changes_or_deletes_a_record(tmp_path: Path) -> None:
    engine = opened(address(str(tmp_path / "rapport.db")), 1.0)
    statements: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *given: statements.append(given[2].split()[0].upper()))
    migrate(engine, "here")
    engine.dispose()
    assert set(statements) <= {"BEGIN", "SELECT", "INSERT", "CREATE", "PRAGMA"}
    words = " ".join(file.read_text() for file in (ROOT / "assistant" / "store").glob("*.py"))
    assert "import update" not in words and "update(" not in words and "delete(" not in words


def steps(path: Path, limit: int) -> int:
    """Count the instructions that SQLite runs to list the newest canvases."""
    engine, count = opened(address(str(path)), 1.0), 0

    def counted() -> int:
        nonlocal count
        count += 1
        return 0

    with engine.connect() as connection:
        connection.connection.driver_connection.set_progress_handler(counted, 1)  # type: ignore[union-attr]
        assert len(connection.execute(NEWEST_CANVASES, {"limit": limit}).all()) == limit
    engine.dispose()
    return count


def test_listing_canvases_costs_the_same_with_many_canvases_and_long_ones(tmp_path: Path) -> None:
    few, many = tmp_path / "few.db", tmp_path / "many.db"
    for path, canvases, turns in ((few, 11, 1), (many, 500, 1), (many, 10, 200)):
        records: list[Record] = []
        with closing(Store(str(path))) as store:
            for name in (f"cnv_{turns}_{canvas}" for canvas in range(canvases)):
                records += [created(name), *(heard(number, name) for number in range(1, turns + 1))]
            store.append(records)
    assert steps(many, 10) <= 1.2 * steps(few, 10)


# The schema


def test_a_database_of_a_newer_rapport_is_refused_and_left_alone(path: Path, other_program: sqlite3.Connection) -> None:
    other_program.execute("INSERT INTO rapport_migrations VALUES (99, 'later', 'x')")
    before = path.read_bytes()
    with pytest.raises(StoreFailed, match=r"was written by a newer Rapport \(schema 99\); upgrade Rapport to open it"):
        Store(str(path))
    assert path.read_bytes() == before


def colours(connection: Connection) -> None:
    connection.execute(text("ALTER TABLE rapport_records ADD COLUMN colour TEXT"))


def broken(connection: Connection) -> None:
    connection.execute(text("ALTER TABLE rapport_records ADD COLUMN sound TEXT"))
    connection.execute(text("ALTER TABLE no_such_table ADD COLUMN sound TEXT"))


def test_a_new_migration_is_applied_once_and_keeps_the_records(path: Path, other_program: sqlite3.Connection) -> None:
    engine = opened(address(str(path)), 1.0)
    for _ in range(2):
        migrate(engine, "here", (*MIGRATIONS, colours))
    engine.dispose()
    applied = other_program.execute("SELECT number, name FROM rapport_migrations ORDER BY number").fetchall()
    assert applied == [(1, "records"), (2, "colours")]
    assert other_program.execute("SELECT count(colour), count(*) FROM rapport_records").fetchone() == (0, 2)


def test_a_migration_that_fails_leaves_the_schema_as_it_was(path: Path, other_program: sqlite3.Connection) -> None:
    engine = opened(address(str(path)), 1.0)
    with pytest.raises(Exception, match="no_such_table"):
        migrate(engine, "here", (*MIGRATIONS, colours, broken))
    engine.dispose()
    columns = [row[1] for row in other_program.execute("PRAGMA table_info(rapport_records)")]
    assert "colour" not in columns and "sound" not in columns
    assert kept(path) == [created(), heard(1)]


# Where the store is


def test_a_path_and_a_url_name_the_same_file(path: Path) -> None:
    with closing(Store(f"sqlite:///{path}")) as store:
        assert len(store.records("cnv_a")) == 2


def test_a_missing_folder_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    Store(str(tmp_path / "share" / "rapport" / "rapport.db")).close()
    assert (tmp_path / "share" / "rapport").stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("url", ["mysql://me:secret@host/db", "sqlite://", "://secret", "postgresql://host:secret/db"])
def test_a_url_that_names_no_store_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(SettingsInvalid, match="file path or postgresql://") as refused:
        Store(url)
    assert "secret" not in str(refused.value)


def test_a_server_that_does_not_answer_is_named_without_its_password() -> None:
    with pytest.raises(StoreFailed, match=r"The database coach on 127\.0\.0\.1 refused") as refused:
        Store("postgresql://me:secret@127.0.0.1:1/coach", patience=2)
    assert "secret" not in str(refused.value) and "\n" not in str(refused.value)
