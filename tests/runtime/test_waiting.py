"""Who waits for another process is told for whom, and again and again; who waits too long has done nothing."""

from __future__ import annotations

import logging
import re
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, inspect, make_url
from sqlalchemy.pool import NullPool

from revgraph.errors import LockTimeout, MigrationFailed
from revgraph.runtime.lock import migration_lock
from revgraph.runtime.migration import MigrationContext
from tests.kit.histories import history, migrate
from tests.kit.sessions import when_waiting

SERVERS = [pytest.param(name, marks=pytest.mark.server) for name in ("postgresql", "mariadb")]
TABLE = 'op.create_table("{0}", sa.Column("id", sa.Integer, primary_key=True))'
NUMBER = {
    "postgresql": "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND database = "
    "(SELECT oid FROM pg_database WHERE datname = current_database())",
    "mariadb": "SELECT MAX(ID) FROM information_schema.PROCESSLIST WHERE DB = DATABASE()",
}


@pytest.fixture
def told(caplog: pytest.LogCaptureFixture) -> Callable[[], list[str]]:
    caplog.set_level(logging.INFO, logger="revgraph")
    return lambda: [line for line in caplog.messages if line.startswith("Waiting")]


@pytest.mark.parametrize("dialect", SERVERS)
def test_the_one_who_is_waited_for_is_named_again_and_again(
    dialect: str,
    engine_of: Callable[[str], Engine],
    tmp_path: Path,
    told: Callable[[], list[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("revgraph.runtime.waiting.TELL_SECONDS", 1.2)
    engine = engine_of(dialect)
    with engine.connect() as holder, engine.connect() as connection:
        impl = MigrationContext.configure(holder).impl
        with migration_lock(impl, holder, table="revgraph_version", timeout=1):
            number = connection.exec_driver_sql(NUMBER[dialect]).scalar_one()
            connection.rollback()
            with pytest.raises(LockTimeout, match=f"session {number}, user root.*nothing was done"):
                migrate(connection, history(tmp_path, a="pass"), lock_timeout=2)
    first, again, *_ = told()
    assert f"session {number}, user root" in first and "(up to 2 s" in first
    assert re.search(r"\(up to 2 s; waited [1-9]\d* s\)$", again)  # when exactly is up to the machine
    assert not inspect(engine).get_table_names()


@pytest.mark.server
def test_an_application_that_gives_its_name_is_named(
    url_of: Callable[[str], str], tmp_path: Path, told: Callable[[], list[str]]
) -> None:
    url = make_url(url_of("postgresql"))
    named = create_engine(url.update_query_dict({"application_name": "the deployment"}), poolclass=NullPool)
    plain = create_engine(url, poolclass=NullPool)
    with named.connect() as holder, plain.connect() as connection:
        impl = MigrationContext.configure(holder).impl
        with migration_lock(impl, holder, table="revgraph_version", timeout=1), pytest.raises(LockTimeout):
            migrate(connection, history(tmp_path, a="pass"), lock_timeout=0.1)
    assert re.search(r"application 'the deployment', for \d+ s", told()[0])


@pytest.fixture
def rival(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """Somebody who is writing to the SQLite database of this test."""
    with closing(sqlite3.connect(tmp_path / "database.sqlite", isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield other


@pytest.mark.parametrize("per_migration", [True, False], ids=["per-migration", "one-for-all"])
def test_on_sqlite_a_writer_is_waited_for_longer_than_the_driver_does(
    per_migration: bool,
    sqlite_engine: Engine,
    rival: sqlite3.Connection,
    tmp_path: Path,
    told: Callable[[], list[str]],
) -> None:
    with sqlite_engine.connect() as connection, when_waiting(rival.rollback):
        connection.exec_driver_sql("PRAGMA busy_timeout=100")
        connection.rollback()
        migrate(connection, history(tmp_path, a=TABLE.format("t")), transaction_per_migration=per_migration)
    assert inspect(sqlite_engine).has_table("t")
    (line,) = told()
    assert line.startswith("Waiting for another process that writes to this database (up to 600 s")


@pytest.mark.parametrize("per_migration", [True, False], ids=["per-migration", "one-for-all"])
def test_on_sqlite_too_long_a_wait_ends_like_anywhere(
    per_migration: bool, sqlite_engine: Engine, rival: sqlite3.Connection, tmp_path: Path
) -> None:
    script = history(tmp_path, a=TABLE.format("t"))
    with sqlite_engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=90000")
        connection.rollback()
        started = time.monotonic()
        with pytest.raises(LockTimeout, match="nothing was done"):
            migrate(connection, script, transaction_per_migration=per_migration, lock_timeout=0.3)
        assert time.monotonic() - started < 60, "as long as the driver waits by itself"
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == 90000
        connection.rollback()
        rival.rollback()
        migrate(connection, script, transaction_per_migration=per_migration)
    assert inspect(sqlite_engine).has_table("t")


def test_without_the_lock_nobody_is_waited_for(
    sqlite_engine: Engine, rival: sqlite3.Connection, tmp_path: Path, told: Callable[[], list[str]]
) -> None:
    with sqlite_engine.connect() as connection, pytest.raises(MigrationFailed, match="database is locked"):
        connection.exec_driver_sql("PRAGMA busy_timeout=50")
        connection.rollback()
        migrate(connection, history(tmp_path, a="pass"), lock=False)
    assert told() == []


@pytest.mark.parametrize("dialect", ["sqlite", *SERVERS])
def test_who_has_nothing_to_do_does_not_wait(
    dialect: str, engine_of: Callable[[str], Engine], tmp_path: Path, told: Callable[[], list[str]]
) -> None:
    engine = engine_of(dialect)
    script = history(tmp_path, a="pass")
    with engine.connect() as connection:
        migrate(connection, script)
    with ExitStack() as held, engine.connect() as holder, engine.connect() as connection:
        if dialect == "sqlite":
            other = held.enter_context(closing(sqlite3.connect(tmp_path / "database.sqlite", isolation_level=None)))
            other.execute("BEGIN IMMEDIATE")
        else:
            impl = MigrationContext.configure(holder).impl
            held.enter_context(migration_lock(impl, holder, table="revgraph_version", timeout=1))
        migrate(connection, script, lock_timeout=0)
    assert told() == []
