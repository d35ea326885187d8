"""Transactions on SQLite are real, and what the connection was like before is restored."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect, text

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
