"""Transactions on SQLite are real, and what the connection was like before is restored."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.pool import NullPool

from revgraph.errors import MigrationFailed
from revgraph.runtime.migration import MigrationContext
from tests.kit.histories import configured, history, migrate

PARENT_AND_CHILD = """
op.execute("CREATE TABLE parent (id INTEGER PRIMARY KEY)")
op.execute("CREATE TABLE child (id INTEGER PRIMARY KEY, parent_id INTEGER REFERENCES parent(id) ON DELETE CASCADE)")
op.execute("INSERT INTO parent VALUES (1)")
op.execute("INSERT INTO child VALUES (1, 1)")
"""


def test_foreign_keys_are_off_inside_and_as_before_outside(sqlite_engine: Engine, tmp_path: Path) -> None:
    script = history(
        tmp_path,
        a=PARENT_AND_CHILD,
        b="assert op.get_bind().exec_driver_sql('PRAGMA foreign_keys').scalar() == 0",
    )
    with sqlite_engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys=ON")
        connection.rollback()
        migrate(connection, script, transaction_per_migration=True)
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_rows_that_would_point_nowhere_stop_the_commit(sqlite_engine: Engine, tmp_path: Path) -> None:
    script = history(tmp_path, a=PARENT_AND_CHILD, b="op.execute('DELETE FROM parent')")
    with sqlite_engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys=ON")
        connection.rollback()
        with pytest.raises(MigrationFailed, match="1 in 'child' \\(to 'parent'\\)"):
            migrate(connection, script, transaction_per_migration=True)
        assert connection.scalar(text("SELECT count(*) FROM parent")) == 1
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_the_driver_gets_its_own_transaction_mode_back(sqlite_engine: Engine, tmp_path: Path) -> None:
    script = history(tmp_path, a="pass", b="raise RuntimeError")
    with sqlite_engine.connect() as connection:
        driver = connection.connection.dbapi_connection
        assert driver is not None
        before = driver.isolation_level
        with pytest.raises(MigrationFailed):
            migrate(connection, script, transaction_per_migration=True)
        assert driver.isolation_level == before


@pytest.mark.parametrize("per_migration", [True, False], ids=["per-migration", "one-for-all"])
def test_an_autocommit_block_commits_what_came_before(any_engine: Engine, tmp_path: Path, per_migration: bool) -> None:
    script = history(
        tmp_path,
        a="""
        op.execute("CREATE TABLE t (id INTEGER)")
        op.execute("INSERT INTO t VALUES (1)")
        with op.get_context().autocommit_block():
            op.execute("INSERT INTO t VALUES (2)")
        op.execute("INSERT INTO t VALUES (3)")
        raise RuntimeError("late")
        """,
    )
    with any_engine.connect() as connection, pytest.raises(MigrationFailed) as caught:
        migrate(connection, script, transaction_per_migration=per_migration)
    with any_engine.connect() as connection:
        kept = sorted(row[0] for row in connection.execute(text("SELECT id FROM t")))
    assert kept == [1, 2]
    assert "still in the database" in caught.value.state


@pytest.mark.server
def test_an_index_is_built_concurrently_in_an_autocommit_block(postgresql_engine: Engine, tmp_path: Path) -> None:
    script = history(
        tmp_path,
        a="""
        op.create_table("t", sa.Column("id", sa.Integer))
        with op.get_context().autocommit_block():
            op.create_index("ix", "t", ["id"], postgresql_concurrently=True)
        """,
    )
    with postgresql_engine.connect() as connection:
        migrate(connection, script, transaction_per_migration=True)
    assert [one["name"] for one in inspect(postgresql_engine).get_indexes("t")] == ["ix"]


@pytest.mark.server
def test_settings_sent_before_the_run_stay_in_force(postgresql_engine: Engine, tmp_path: Path) -> None:
    script = history(tmp_path, a='op.create_table("t", sa.Column("id", sa.Integer))')
    with postgresql_engine.connect() as connection:
        connection.execute(text("CREATE SCHEMA elsewhere"))
        connection.commit()
        context = configured(connection, script, transaction_per_migration=True)
        context.execute("SET search_path TO elsewhere")
        with context.begin_transaction():
            context.run_migrations()
    assert inspect(postgresql_engine).has_table("t", schema="elsewhere")


@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgresql", marks=pytest.mark.server)])
def test_a_callers_rollback_undoes_tables_and_version(
    kind: str, engine_of: Callable[[str], Engine], tmp_path: Path
) -> None:
    script = history(
        tmp_path, a='op.execute("CREATE TABLE t (id INTEGER)")', b='op.execute("CREATE TABLE u (id INTEGER)")'
    )
    with engine_of(kind).connect() as connection:
        outer = connection.begin()
        migrate(connection, script, transaction_per_migration=True)
        assert {"t", "u"} <= set(inspect(connection).get_table_names())
        outer.rollback()
    with engine_of(kind).connect() as connection:
        assert inspect(connection).get_table_names() == []


@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgresql", marks=pytest.mark.server)])
@pytest.mark.parametrize("per_migration", [True, False], ids=["per-migration", "one-for-all"])
@pytest.mark.parametrize(("how", "left"), [("commit", ["t"]), ("rollback", [])])
def test_a_migration_that_ends_its_transaction_is_stopped_and_told_so(
    kind: str, per_migration: bool, how: str, left: list[str], engine_of: Callable[[str], Engine], tmp_path: Path
) -> None:
    script = history(
        tmp_path,
        a="pass",
        b=f"""
        op.execute("CREATE TABLE t (id INTEGER)")
        op.get_bind().{how}()
        op.execute("CREATE TABLE u (id INTEGER)")
        """,
    )
    engine = engine_of(kind)
    with engine.connect() as connection:
        migrate(connection, script, "a")
    with engine.connect() as connection, pytest.raises(MigrationFailed) as caught:
        migrate(connection, script, transaction_per_migration=per_migration)
    assert caught.value.state.startswith("The script ended its transaction by itself"), caught.value
    with engine.connect() as connection:
        assert sorted(inspect(connection).get_table_names()) == ["revgraph_version", *left]
        assert MigrationContext.configure(connection).get_current_heads() == ("a",)


@pytest.mark.server
@pytest.mark.parametrize("how", ["commit", "rollback"])
def test_where_ddl_commits_anyway_a_migration_may_too(mariadb_engine: Engine, tmp_path: Path, how: str) -> None:
    script = history(tmp_path, a=f'op.execute("CREATE TABLE t (id INTEGER)")\nop.get_bind().{how}()')
    with mariadb_engine.connect() as connection:
        migrate(connection, script)
        assert MigrationContext.configure(connection).get_current_heads() == ("a",)


@pytest.mark.server
def test_a_callers_transaction_is_no_promise_where_ddl_commits(mariadb_engine: Engine, tmp_path: Path) -> None:
    script = history(tmp_path, a='op.execute("CREATE TABLE t (id INTEGER)")\nraise RuntimeError')
    with mariadb_engine.begin() as connection, pytest.raises(MigrationFailed, match="does not roll DDL back"):
        migrate(connection, script)


# ------------------------------------------------------------------------------------------------ old broken rows


def with_orphans(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE parent (id INTEGER PRIMARY KEY)")
        connection.exec_driver_sql("CREATE TABLE child (id INTEGER PRIMARY KEY, p INTEGER REFERENCES parent(id))")
        connection.exec_driver_sql("INSERT INTO parent VALUES (1)")
        connection.exec_driver_sql("INSERT INTO child VALUES (1, 1), (2, 77), (3, 78)")


@pytest.mark.parametrize("per_migration", [True, False], ids=["per-migration", "one-for-all"])
def test_rows_broken_before_do_not_stop_a_migration(sqlite_engine: Engine, tmp_path: Path, per_migration: bool) -> None:
    with_orphans(sqlite_engine)
    script = history(
        tmp_path,
        a='op.create_table("t", sa.Column("id", sa.Integer))',
        b="op.execute('DELETE FROM child WHERE id = 2')",
    )
    with sqlite_engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys=ON")
        connection.rollback()
        migrate(connection, script, transaction_per_migration=per_migration)
        assert MigrationContext.configure(connection).get_current_heads() == ("b",)


def test_only_newly_broken_rows_are_counted(sqlite_engine: Engine, tmp_path: Path) -> None:
    with_orphans(sqlite_engine)
    script = history(tmp_path, a="op.execute('DELETE FROM parent')")
    with sqlite_engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys=ON")
        connection.rollback()
        with pytest.raises(MigrationFailed, match=r"1 in 'child' \(to 'parent'\)"):
            migrate(connection, script, transaction_per_migration=True)
        assert connection.scalar(text("SELECT count(*) FROM parent")) == 1


# ------------------------------------------------------------------------------------------------ AUTOCOMMIT


def autocommit_by_engine(url: str) -> Engine:
    return create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)


def autocommit_by_option(url: str) -> Engine:
    return create_engine(url, poolclass=NullPool).execution_options(isolation_level="AUTOCOMMIT")


def autocommit_by_driver(url: str) -> Engine:
    return create_engine(url, poolclass=NullPool, connect_args={"autocommit": True})


@pytest.mark.server
@pytest.mark.parametrize("make", [autocommit_by_engine, autocommit_by_option, autocommit_by_driver])
@pytest.mark.parametrize("per_migration", [True, False], ids=["per-migration", "one-for-all"])
def test_in_autocommit_mode_nothing_is_said_to_be_rolled_back(
    make: Callable[[str], Engine], per_migration: bool, url_of: Callable[[str], str], tmp_path: Path
) -> None:
    script = history(
        tmp_path,
        a='op.execute("CREATE TABLE t (id INTEGER)")',
        b="""
        op.execute("CREATE TABLE u (id INTEGER)")
        with op.get_context().autocommit_block():
            op.execute("CREATE INDEX CONCURRENTLY ix ON u (id)")
        op.execute("CREATE INDEX CONCURRENTLY iy ON u (id)")
        raise RuntimeError("late")
        """,
    )
    engine = make(url_of("postgresql"))
    with engine.connect() as connection:
        with pytest.raises(MigrationFailed) as caught:
            migrate(connection, script, transaction_per_migration=per_migration)
        assert "AUTOCOMMIT mode" in caught.value.state
        assert "still in the database" in caught.value.state
        assert "rolled back: the database is at" not in str(caught.value)
        assert connection.connection.dbapi_connection.autocommit  # type: ignore[union-attr]
    with engine.connect() as connection:
        assert sorted(inspect(connection).get_table_names()) == ["revgraph_version", "t", "u"]
        assert MigrationContext.configure(connection).get_current_heads() == ("a",)
    engine.dispose()


def test_sqlite_is_atomic_in_autocommit_mode_too(url_of: Callable[[str], str], tmp_path: Path) -> None:
    script = history(tmp_path, a='op.execute("CREATE TABLE t (id INTEGER)")\nraise RuntimeError("late")')
    engine = autocommit_by_engine(url_of("sqlite"))
    with engine.connect() as connection, pytest.raises(MigrationFailed, match="rolled back"):
        migrate(connection, script, transaction_per_migration=True)
    assert inspect(engine).get_table_names() == []


@pytest.mark.server
def test_a_callers_transaction_in_autocommit_mode_is_none(url_of: Callable[[str], str], tmp_path: Path) -> None:
    script = history(tmp_path, a='op.execute("CREATE TABLE t (id INTEGER)")\nraise RuntimeError("late")')
    engine = autocommit_by_engine(url_of("postgresql"))
    with engine.begin() as connection, pytest.raises(MigrationFailed, match="AUTOCOMMIT mode"):
        migrate(connection, script)
    assert "t" in inspect(engine).get_table_names()


@pytest.mark.skipif(sys.version_info < (3, 12), reason="sqlite3 has no autocommit attribute yet")
@pytest.mark.parametrize("mode", [-1, True, False], ids=["legacy", "autocommit", "always-in-transaction"])
def test_transactions_are_real_in_every_mode_of_the_driver(
    url_of: Callable[[str], str], tmp_path: Path, mode: int
) -> None:
    script = history(tmp_path, a="pass", b='op.execute("CREATE TABLE t (id INTEGER)")\nraise RuntimeError("late")')
    engine = create_engine(url_of("sqlite"), poolclass=NullPool, connect_args={"autocommit": mode})
    with engine.connect() as connection:
        with pytest.raises(MigrationFailed, match="rolled back"):
            migrate(connection, script, transaction_per_migration=True)
        assert connection.connection.dbapi_connection.autocommit == mode  # type: ignore[union-attr]
    assert inspect(engine).get_table_names() == ["revgraph_version"]


def beginning_by_listener(url: str, *, marked: bool) -> Engine:
    """Make an engine as SQLAlchemy's documentation has it: the driver begins nothing, a listener sends BEGIN."""
    engine = create_engine(url, poolclass=NullPool)

    @event.listens_for(engine, "connect")
    def take_over(driver: Any, _record: object) -> None:
        driver.isolation_level = None
        driver.execute("PRAGMA foreign_keys=ON")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if not connection.info.get("begun"):
            connection.exec_driver_sql("BEGIN")
            connection.info["begun"] = marked

    @event.listens_for(engine, "commit")
    @event.listens_for(engine, "rollback")
    def end(connection: Connection) -> None:
        connection.info.pop("begun", None)

    return engine


@pytest.mark.parametrize("marked", [False, True], ids=["each-time", "once-in-a-transaction"])
@pytest.mark.parametrize("per_migration", [True, False], ids=["per-migration", "one-for-all"])
def test_an_engine_whose_listener_begins_is_as_good(
    url_of: Callable[[str], str], tmp_path: Path, per_migration: bool, marked: bool
) -> None:
    script = history(
        tmp_path,
        a=PARENT_AND_CHILD,
        b="""
        assert op.get_bind().exec_driver_sql('PRAGMA foreign_keys').scalar() == 0
        with op.get_context().autocommit_block():
            op.execute("VACUUM")
        """,
        c='op.execute("CREATE TABLE t (id INTEGER)")\nraise RuntimeError("late")',
    )
    engine = beginning_by_listener(url_of("sqlite"), marked=marked)
    with engine.connect() as connection:
        with pytest.raises(MigrationFailed, match="late"):
            migrate(connection, script, transaction_per_migration=per_migration)
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        connection.rollback()
        assert not connection.connection.dbapi_connection.in_transaction  # type: ignore[union-attr]
        heads = MigrationContext.configure(connection).get_current_heads()
        assert heads == (("b",) if per_migration else ("a",))  # what came before the block is committed
        assert "t" not in inspect(connection).get_table_names()
