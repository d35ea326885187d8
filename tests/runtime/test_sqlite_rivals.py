"""SQLite locks readers out while a process writes much, and keeps a commit back while one reads: both are awaited."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, inspect, text

from revgraph.errors import LockTimeout, MigrationFailed
from revgraph.migrator import Migrator
from revgraph.runtime.migration import MigrationContext
from tests.kit.histories import history, migrate
from tests.kit.sessions import when_waiting

TABLE = 'op.create_table("{0}", sa.Column("id", sa.Integer, primary_key=True))'
MODES = pytest.mark.parametrize("per_migration", [True, False], ids=["per-migration", "one-for-all"])


@pytest.fixture
def told(caplog: pytest.LogCaptureFixture) -> Callable[[], list[str]]:
    caplog.set_level(logging.INFO, logger="revgraph")
    return lambda: [line for line in caplog.messages if line.startswith("Waiting")]


@pytest.fixture
def rival(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """Somebody else at the SQLite database of this test."""
    with closing(sqlite3.connect(tmp_path / "database.sqlite", isolation_level=None, check_same_thread=False)) as other:
        yield other


def at_first(engine: Engine, tmp_path: Path) -> None:
    with engine.connect() as connection:
        migrate(connection, history(tmp_path, a=TABLE.format("t")), journal=True)


def go_on(engine: Engine, tmp_path: Path, **opts: object) -> None:
    """Upgrade from ``a`` to ``b`` on a driver that hardly waits by itself."""
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=50")
        connection.rollback()
        migrate(connection, history(tmp_path, a=TABLE.format("t"), b=TABLE.format("u")), journal=True, **opts)


@MODES
@pytest.mark.parametrize("warns", [True, False], ids=["looks-at-journal", "looks-at-heads"])
def test_who_locks_readers_out_is_waited_for(
    sqlite_engine: Engine,
    rival: sqlite3.Connection,
    tmp_path: Path,
    told: Callable[[], list[str]],
    per_migration: bool,
    warns: bool,
) -> None:
    at_first(sqlite_engine, tmp_path)
    rival.execute("BEGIN EXCLUSIVE")
    with when_waiting(rival.rollback):
        go_on(sqlite_engine, tmp_path, transaction_per_migration=per_migration, warn_of_edited=warns)
    assert inspect(sqlite_engine).has_table("u")
    assert told()[0].startswith("Waiting for another process that writes to this database (up to 600 s")


@MODES
def test_who_locks_readers_out_for_too_long(
    sqlite_engine: Engine, rival: sqlite3.Connection, tmp_path: Path, per_migration: bool
) -> None:
    at_first(sqlite_engine, tmp_path)
    rival.execute("BEGIN EXCLUSIVE")
    with pytest.raises(LockTimeout, match=r"waited 0\.3 s for another process that writes.*nothing was done"):
        go_on(sqlite_engine, tmp_path, transaction_per_migration=per_migration, lock_timeout=0.3)


@MODES
def test_a_commit_waits_for_who_reads(
    sqlite_engine: Engine,
    rival: sqlite3.Connection,
    tmp_path: Path,
    told: Callable[[], list[str]],
    per_migration: bool,
) -> None:
    at_first(sqlite_engine, tmp_path)
    rival.execute("BEGIN")
    rival.execute("SELECT * FROM t").fetchall()
    with when_waiting(rival.rollback):
        go_on(sqlite_engine, tmp_path, transaction_per_migration=per_migration)
    assert inspect(sqlite_engine).has_table("u")
    assert told()[0].startswith("Waiting for another process that reads this database (up to 600 s")


def test_a_commit_that_is_kept_back_for_too_long_leaves_nothing_open(
    sqlite_engine: Engine, rival: sqlite3.Connection, tmp_path: Path
) -> None:
    at_first(sqlite_engine, tmp_path)
    rival.execute("BEGIN")
    rival.execute("SELECT * FROM t").fetchall()
    script = history(tmp_path, a=TABLE.format("t"), b=TABLE.format("u"), c=TABLE.format("v"))
    with sqlite_engine.connect() as connection:
        migrator = Migrator(connection, script, lock_timeout=0.3)
        with pytest.raises(LockTimeout, match=r"waited 0\.3 s for another process that reads.*nothing was done"):
            migrator.upgrade()
        rival.rollback()
        assert connection.execute(text("SELECT name FROM sqlite_master WHERE name = 'u'")).first() is None
        connection.rollback()
        assert migrator.upgrade().revisions == ("b", "c")


def test_what_was_done_before_a_wait_that_was_too_long_is_told(
    sqlite_engine: Engine, rival: sqlite3.Connection, tmp_path: Path
) -> None:
    """Somebody begins to read while the second migration runs."""
    at_first(sqlite_engine, tmp_path)
    script = history(tmp_path, a="pass", b=TABLE.format("u"), c=TABLE.format("v"))

    def begin_reading(*, heads: set[str], **_: object) -> None:
        if heads == {"c"}:
            rival.execute("BEGIN")
            assert rival.execute("SELECT version_num FROM revgraph_version").fetchall() == [("b",)]

    with sqlite_engine.connect() as connection:
        with pytest.raises(LockTimeout, match=r"^upgrade b -> c: waited .*\. The database is at b$"):
            Migrator(connection, script, lock_timeout=0.3, on_version_apply=begin_reading).upgrade()
        rival.rollback()
        assert MigrationContext.configure(connection).get_current_heads() == ("b",)


def test_in_wal_mode_a_reader_is_in_nobodys_way(
    sqlite_engine: Engine, rival: sqlite3.Connection, tmp_path: Path, told: Callable[[], list[str]]
) -> None:
    at_first(sqlite_engine, tmp_path)
    assert rival.execute("PRAGMA journal_mode=WAL").fetchall() == [("wal",)]
    rival.execute("BEGIN")
    rival.execute("SELECT * FROM t").fetchall()
    go_on(sqlite_engine, tmp_path)
    assert told() == []
    rival.rollback()
    rival.execute("BEGIN IMMEDIATE")
    go_on(sqlite_engine, tmp_path)  # at head: who writes is in nobody's way either
    assert told() == []
    script = history(tmp_path, a="pass", b="pass", c=TABLE.format("v"))
    with sqlite_engine.connect() as connection, when_waiting(rival.rollback):
        connection.exec_driver_sql("PRAGMA busy_timeout=50")
        connection.rollback()
        migrate(connection, script)
    assert inspect(sqlite_engine).has_table("v")


def test_a_callers_transaction_is_waited_with_as_well(
    sqlite_engine: Engine, rival: sqlite3.Connection, tmp_path: Path, told: Callable[[], list[str]]
) -> None:
    at_first(sqlite_engine, tmp_path)
    script = history(tmp_path, a="pass", b=TABLE.format("u"))
    rival.execute("BEGIN IMMEDIATE")
    with when_waiting(rival.rollback), sqlite_engine.begin() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=50")
        assert Migrator(connection, script).upgrade().revisions == ("b",)
    assert inspect(sqlite_engine).has_table("u")
    assert told()[0].startswith("Waiting for another process that writes to this database (up to 600 s")


def interrupt() -> None:
    """Do as a person who presses Ctrl-C."""
    raise KeyboardInterrupt


def test_who_ends_a_wait_does_not_wait_again(
    sqlite_engine: Engine, rival: sqlite3.Connection, tmp_path: Path, told: Callable[[], list[str]]
) -> None:
    at_first(sqlite_engine, tmp_path)
    rival.execute("BEGIN IMMEDIATE")
    with when_waiting(interrupt), pytest.raises(KeyboardInterrupt) as ended:
        go_on(sqlite_engine, tmp_path, transaction_per_migration=True)
    assert ended.value.__notes__ == [
        "upgrade a -> b: This migration was rolled back: the database is at a. Upgrade again."
    ]
    assert len(told()) <= 1


def test_a_failure_is_not_kept_back_by_who_writes_then(
    sqlite_engine: Engine, rival: sqlite3.Connection, tmp_path: Path, told: Callable[[], list[str]]
) -> None:
    at_first(sqlite_engine, tmp_path)

    def begins(_conn: object, _cursor: object, sql: str, *_rest: object) -> None:
        if failed and sql == "BEGIN IMMEDIATE" and not rival.in_transaction:
            rival.execute("BEGIN IMMEDIATE")

    failed: list[object] = []
    with sqlite_engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=50")
        connection.rollback()
        event.listen(connection.engine, "handle_error", lambda _: failed.append(None))
        event.listen(connection, "before_cursor_execute", begins)
        with pytest.raises(MigrationFailed, match="no such table: nowhere"):
            script = history(tmp_path, a="pass", b="op.drop_table('nowhere')")
            migrate(connection, script, journal=True, transaction_per_migration=True)
    assert rival.in_transaction
    assert told() == []


def test_a_wait_behind_an_autocommit_block_that_is_too_long_can_be_taken_up(
    sqlite_engine: Engine, rival: sqlite3.Connection, tmp_path: Path
) -> None:
    block = "with op.get_context().autocommit_block():\n    op.execute('SELECT 2')\n"
    body = f"{TABLE.format('u')}\nop.execute('INSERT INTO u VALUES (1)')\n{block}op.execute('INSERT INTO u VALUES (2)')"
    at_first(sqlite_engine, tmp_path)
    script = history(tmp_path, a="pass", b=body)

    def begins(_conn: object, _cursor: object, sql: str, *_rest: object) -> None:
        if sql == "SELECT 2":
            rival.execute("BEGIN IMMEDIATE")

    with sqlite_engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=50")
        connection.rollback()
        event.listen(connection, "after_cursor_execute", begins)
        with pytest.raises(MigrationFailed, match=r"waited 0\.3 s.*\n.*stays in the database.*goes on there"):
            migrate(connection, script, journal=True, lock_timeout=0.3)
    rival.rollback()
    with sqlite_engine.connect() as connection:
        migrate(connection, script, journal=True)
        assert connection.execute(text("SELECT id FROM u ORDER BY id")).scalars().all() == [1, 2]
