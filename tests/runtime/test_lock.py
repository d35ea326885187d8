"""One migrating process at a time."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool

from revgraph.errors import LockTimeout, MigrationFailed
from revgraph.graph.plan import upgrade_plan
from revgraph.graph.steps import Step
from revgraph.runtime.lock import migration_lock
from revgraph.runtime.migration import MigrationContext
from revgraph.script.file import Script
from tests.kit.histories import history, migrate

SERVERS = [pytest.param(name, marks=pytest.mark.server) for name in ("postgresql", "mariadb")]
TABLE = 'op.create_table("{0}", sa.Column("id", sa.Integer, primary_key=True))'
SLOW = "import time; time.sleep(0.2)\n" + TABLE


@pytest.mark.parametrize("per_migration", [True, False], ids=["per-migration", "one-for-all"])
def test_several_runs_at_once_migrate_exactly_once(any_engine: Engine, tmp_path: Path, per_migration: bool) -> None:
    script = history(tmp_path, a=SLOW.format("t"), b=SLOW.format("u"))
    failures: list[BaseException] = []

    def one() -> None:
        try:
            with any_engine.connect() as connection:
                migrate(connection, script, transaction_per_migration=per_migration)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=one) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failures == []
    with any_engine.connect() as connection:
        assert MigrationContext.configure(connection).get_current_heads() == ("b",)


@pytest.mark.parametrize("dialect", SERVERS)
def test_a_lock_that_is_not_let_go_ends_in_a_clear_error(
    dialect: str, engine_of: Callable[[str], Engine], tmp_path: Path
) -> None:
    engine = engine_of(dialect)
    script = history(tmp_path, a="pass")
    with engine.connect() as holder:
        context = MigrationContext.configure(holder)
        with (
            migration_lock(context.impl, holder, table="revgraph_version", timeout=1),
            engine.connect() as connection,
            pytest.raises(LockTimeout, match="nothing was done"),
        ):
            started = time.monotonic()
            migrate(connection, script, lock_timeout=0.5)
        assert time.monotonic() - started < 60
    with engine.connect() as connection:
        migrate(connection, script, lock_timeout=0.5)


@pytest.mark.parametrize("dialect", SERVERS)
def test_other_version_tables_do_not_exclude_each_other(
    dialect: str, engine_of: Callable[[str], Engine], tmp_path: Path
) -> None:
    engine = engine_of(dialect)
    script = history(tmp_path, a="pass")
    with engine.connect() as holder:
        context = MigrationContext.configure(holder)
        with (
            migration_lock(context.impl, holder, table="other_version", timeout=1),
            engine.connect() as connection,
        ):
            migrate(connection, script, lock_timeout=0.5)


@pytest.mark.parametrize("dialect", ["sqlite", *SERVERS])
def test_who_finds_the_lock_free_again_plans_anew(
    dialect: str, engine_of: Callable[[str], Engine], tmp_path: Path
) -> None:
    """A rival comes and goes between the first look at the heads and the lock, so nobody has to wait."""
    engine = engine_of(dialect)
    script = history(tmp_path, a=TABLE.format("t"), b=TABLE.format("u"))
    seen: list[tuple[str, ...]] = []

    def fn(heads: tuple[str, ...], _context: MigrationContext) -> Iterable[Step[Script]]:
        seen.append(heads)
        steps = upgrade_plan(script.revision_map, "head", heads).steps
        if len(seen) == 1:
            with engine.connect() as rival:
                migrate(rival, script, "a", transaction_per_migration=True)
        return steps

    with engine.connect() as connection:
        opts = {"fn": fn, "script": script, "transaction_per_migration": True}
        MigrationContext.configure(connection, opts=opts).run_migrations()
    assert seen == [(), ("a",)]
    with engine.connect() as connection:
        assert MigrationContext.configure(connection).get_current_heads() == ("b",)


@pytest.mark.parametrize("dialect", SERVERS)
def test_lock_needs_no_second_connection_of_the_pool(
    dialect: str, engine_of: Callable[[str], Engine], tmp_path: Path
) -> None:
    engine = create_engine(engine_of(dialect).url, pool_size=1, max_overflow=0, pool_timeout=1)
    try:
        with engine.connect() as connection:
            migrate(connection, history(tmp_path, a=TABLE.format("t")))
    finally:
        engine.dispose()


@pytest.mark.server
def test_lock_lost_with_its_connection_does_not_hide_what_went_wrong(
    postgresql_engine: Engine, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
    others += "WHERE datname = current_database() AND pid <> pg_backend_pid()"
    script = history(tmp_path, a=f'op.execute("{others}")\nraise RuntimeError("the true reason")')
    with postgresql_engine.connect() as connection, pytest.raises(MigrationFailed, match="the true reason"):
        migrate(connection, script)
    assert "lock was lost" in caplog.text


IDLES = {
    "postgresql": ("ALTER DATABASE {0} SET idle_session_timeout = '5min'", "SHOW idle_session_timeout"),
    "mariadb": ("SET SESSION wait_timeout = 300", "SELECT @@wait_timeout"),
}


@pytest.mark.parametrize("dialect", SERVERS)
def test_the_session_that_holds_the_lock_may_idle_as_long_as_a_migration_takes(
    dialect: str, engine_of: Callable[[str], Engine]
) -> None:
    engine = engine_of(dialect)
    limit, ask = IDLES[dialect]
    connect_args = {"init_command": limit} if dialect == "mariadb" else {}
    if dialect == "postgresql":
        with engine.begin() as connection:
            connection.exec_driver_sql(limit.format(engine.url.database))
    limited = create_engine(engine.url, poolclass=NullPool, connect_args=connect_args)
    holders: list[Connection] = []

    def noted(connection: Connection, _cursor: object, sql: str, *_rest: object) -> None:
        if "GET_LOCK" in sql or "advisory_lock" in sql:
            holders.append(connection)

    event.listen(Engine, "before_cursor_execute", noted)
    try:
        with limited.connect() as connection:
            impl = MigrationContext.configure(connection).impl
            with migration_lock(impl, connection, table="revgraph_version", timeout=1):
                usual, kept = (each.exec_driver_sql(ask).scalar() for each in (connection, holders[0]))
    finally:
        event.remove(Engine, "before_cursor_execute", noted)
        if dialect == "postgresql":
            with engine.begin() as connection:
                connection.exec_driver_sql(f"ALTER DATABASE {engine.url.database} RESET idle_session_timeout")
    assert (usual, kept) == {"postgresql": ("5min", "0"), "mariadb": (300, 2147483)}[dialect]
