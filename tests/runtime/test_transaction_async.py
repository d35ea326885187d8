"""Transactions on SQLite are as real under aiosqlite as under Python's own driver."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, create_engine, inspect, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from revgraph.errors import MigrationFailed
from revgraph.runtime.migration import MigrationContext
from tests.kit.histories import history, migrate

pytest.importorskip("aiosqlite")

TABLES = """
op.execute("CREATE TABLE parent (id INTEGER PRIMARY KEY)")
op.execute("CREATE TABLE child (id INTEGER PRIMARY KEY, parent_id INTEGER REFERENCES parent(id) ON DELETE CASCADE)")
op.execute("INSERT INTO parent VALUES (1)")
op.execute("INSERT INTO child VALUES (1, 1)")
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "database.sqlite"


@pytest.fixture
def plain(path: Path) -> Iterator[Engine]:
    """An engine of the synchronous driver on the same file."""
    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool)
    yield engine
    engine.dispose()


def asynchronously(path: Path, call: Callable[[Connection], Any], **options: Any) -> Any:
    """Call a function with a connection of an async engine, as env.py does it."""

    async def run() -> Any:
        engine = create_async_engine(f"sqlite+aiosqlite:///{path}", poolclass=NullPool, **options)
        async with engine.connect() as connection:
            found = await connection.run_sync(call)
        await engine.dispose()
        return found

    return asyncio.run(run())


@pytest.mark.skipif(sys.version_info < (3, 12), reason="sqlite3 has no autocommit attribute yet")
@pytest.mark.parametrize("mode", [-1, True, False], ids=["legacy", "autocommit", "always-in-transaction"])
def test_transactions_are_real_in_every_mode_of_the_driver(
    path: Path, plain: Engine, tmp_path: Path, mode: Any
) -> None:
    script = history(tmp_path, a="op.execute('CREATE TABLE t (id INTEGER)')", b=TABLES + "\nraise RuntimeError('late')")

    def run(connection: Connection) -> None:
        migrate(connection, script, "a", transaction_per_migration=True)
        with pytest.raises(MigrationFailed, match="rolled back"):
            migrate(connection, script, transaction_per_migration=True)

    asynchronously(path, run, connect_args={"autocommit": mode})
    with plain.connect() as connection:
        assert sorted(inspect(connection).get_table_names()) == ["revgraph_version", "t"]
        assert MigrationContext.configure(connection).get_current_heads() == ("a",)


@pytest.mark.parametrize("per_migration", [True, False], ids=["per-migration", "one-for-all"])
def test_a_failed_migration_leaves_nothing(path: Path, plain: Engine, tmp_path: Path, per_migration: bool) -> None:
    script = history(tmp_path, a="pass", b=TABLES + "\nraise RuntimeError('late')")

    def run(connection: Connection) -> None:
        migrate(connection, script, "a")
        with pytest.raises(MigrationFailed, match="rolled back"):
            migrate(connection, script, transaction_per_migration=per_migration)

    asynchronously(path, run)
    with plain.connect() as connection:
        assert inspect(connection).get_table_names() == ["revgraph_version"]
        assert MigrationContext.configure(connection).get_current_heads() == ("a",)


def test_a_migration_holds_the_write_lock_from_its_start(path: Path, tmp_path: Path) -> None:
    rival = f"""
    import sqlite3
    other = sqlite3.connect({str(path)!r}, timeout=0)
    try:
        other.execute("CREATE TABLE rival (id INTEGER)")
    except sqlite3.OperationalError as error:
        assert "locked" in str(error)
    else:
        raise AssertionError("no write lock was held")
    finally:
        other.close()
    """
    script = history(tmp_path, a=rival)
    asynchronously(path, lambda connection: migrate(connection, script, transaction_per_migration=True))


def test_foreign_keys_and_the_drivers_mode_are_as_before(path: Path, plain: Engine, tmp_path: Path) -> None:
    inside = "assert op.get_bind().exec_driver_sql('PRAGMA foreign_keys').scalar() == 0"
    script = history(tmp_path, a=TABLES, b=inside, c="op.execute('DELETE FROM parent')")

    def run(connection: Connection) -> None:
        driver: Any = connection.connection.dbapi_connection
        connection.exec_driver_sql("PRAGMA foreign_keys=ON")
        connection.rollback()
        before = driver.isolation_level
        migrate(connection, script, "b", transaction_per_migration=True)
        assert driver.isolation_level == before
        with pytest.raises(MigrationFailed, match="1 in 'child' \\(to 'parent'\\)"):
            migrate(connection, script, transaction_per_migration=True)
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert driver.isolation_level == before

    asynchronously(path, run)
    with plain.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM parent")) == 1


def test_a_callers_rollback_undoes_tables_and_version(path: Path, plain: Engine, tmp_path: Path) -> None:
    script = history(tmp_path, a=TABLES)

    def run(connection: Connection) -> None:
        outer = connection.begin()
        migrate(connection, script, transaction_per_migration=True)
        assert "parent" in inspect(connection).get_table_names()
        outer.rollback()

    asynchronously(path, run)
    assert inspect(plain).get_table_names() == []


def test_an_autocommit_block_commits_what_came_before_it(path: Path, plain: Engine, tmp_path: Path) -> None:
    body = """
    op.execute("CREATE TABLE t (id INTEGER)")
    op.execute("INSERT INTO t VALUES (1)")
    with op.get_context().autocommit_block():
        op.execute("INSERT INTO t VALUES (2)")
    op.execute("INSERT INTO t VALUES (3)")
    raise RuntimeError("late")
    """
    script = history(tmp_path, a=body)

    def run(connection: Connection) -> None:
        with pytest.raises(MigrationFailed):
            migrate(connection, script, transaction_per_migration=True)

    asynchronously(path, run)
    with plain.connect() as connection:
        assert connection.execute(text("SELECT id FROM t ORDER BY id")).scalars().all() == [1, 2]
