"""The run: what it writes, when, and what a failure leaves behind."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event, inspect, text

from revgraph.errors import MigrationFailed, ResolutionError, ScriptError, UnknownDatabaseRevision
from revgraph.migrator import Migrator
from revgraph.runtime.info import MigrationInfo
from revgraph.runtime.migration import MigrationContext
from tests.kit.histories import history, migrate

TABLE = 'op.create_table("{0}", sa.Column("id", sa.Integer, primary_key=True))'
DROP = 'op.drop_table("{0}")'
ATOMIC = ["sqlite", pytest.param("postgresql", marks=pytest.mark.server)]


def tables(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names())


def heads(engine: Engine) -> tuple[str, ...]:
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_heads()


@pytest.mark.parametrize("per_migration", [True, False], ids=["per-migration", "one-for-all"])
def test_up_and_down_again_leaves_only_an_empty_version_table(
    any_engine: Engine, tmp_path: Path, per_migration: bool
) -> None:
    script = history(tmp_path, a=(TABLE.format("t"), DROP.format("t")), b=(TABLE.format("u"), DROP.format("u")))
    with any_engine.connect() as connection:
        migrate(connection, script, transaction_per_migration=per_migration)
    assert tables(any_engine) == {"t", "u", "revgraph_version"}
    assert heads(any_engine) == ("b",)
    with any_engine.connect() as connection:
        migrate(connection, script, "base", down=True, transaction_per_migration=per_migration)
    assert tables(any_engine) == {"revgraph_version"}
    assert heads(any_engine) == ()


@pytest.mark.parametrize("per_migration", [True, False], ids=["per-migration", "one-for-all"])
def test_at_head_nothing_is_written_and_three_statements_read(
    any_engine: Engine, tmp_path: Path, per_migration: bool
) -> None:
    script = history(tmp_path, a=TABLE.format("t"))
    with any_engine.connect() as connection:
        migrate(connection, script, transaction_per_migration=per_migration)
    sent: list[str] = []

    def record(_conn: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        sent.append(statement)

    with any_engine.connect() as connection:
        event.listen(any_engine, "before_cursor_execute", record)
        migrate(connection, script, transaction_per_migration=per_migration)
        event.remove(any_engine, "before_cursor_execute", record)
    reads = [one for one in sent if not one.startswith(("BEGIN", "PRAGMA foreign_keys"))]
    assert len(reads) <= 3, reads
    assert not [one for one in sent if one.split()[0] in {"CREATE", "INSERT", "UPDATE", "DELETE"}], sent
    assert "BEGIN IMMEDIATE" not in sent


def test_nothing_to_do_makes_no_version_table(any_engine: Engine, tmp_path: Path) -> None:
    script = history(tmp_path)
    with any_engine.connect() as connection:
        migrate(connection, script, "heads")
    assert tables(any_engine) == set()


@pytest.mark.parametrize("target", ["broken", "absent"])
def test_a_script_that_can_not_be_loaded_stops_before_the_first_write(
    any_engine: Engine, tmp_path: Path, target: str
) -> None:
    script = history(tmp_path, a=TABLE.format("t"), b="pass", c="pass")
    path = tmp_path / "versions" / "b.py"
    body = path.read_text()
    path.write_text(body + "\n\ndef oops(:\n" if target == "broken" else body.replace("def upgrade", "def other"))
    with any_engine.connect() as connection, pytest.raises(ScriptError) as caught:
        migrate(connection, script)
    assert "b.py" in str(caught.value)
    assert tables(any_engine) == set()


@pytest.mark.parametrize("dialect", ATOMIC)
def test_a_failing_migration_is_rolled_back_whole(
    dialect: str, engine_of: Callable[[str], Engine], tmp_path: Path
) -> None:
    engine = engine_of(dialect)
    script = history(
        tmp_path,
        a=TABLE.format("t"),
        b=TABLE.format("u") + "\nop.execute('INSERT INTO t (id) VALUES (7)')\nop.execute('SELECT * FROM nowhere')",
    )
    with engine.connect() as connection, pytest.raises(MigrationFailed) as caught:
        migrate(connection, script, transaction_per_migration=True)
    failure = caught.value
    assert tables(engine) == {"t", "revgraph_version"}
    assert heads(engine) == ("a",)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM t")) == 0
    assert failure.revision == "b"
    assert f"{tmp_path / 'versions' / 'b.py'}:12" in str(failure)
    assert "SELECT * FROM nowhere" in str(failure)
    assert "rolled back: the database is at a" in failure.state


@pytest.mark.parametrize("dialect", ATOMIC)
def test_one_transaction_for_all_rolls_the_whole_run_back(
    dialect: str, engine_of: Callable[[str], Engine], tmp_path: Path
) -> None:
    engine = engine_of(dialect)
    script = history(tmp_path, a=TABLE.format("t"), b="raise RuntimeError('no luck')")
    with engine.connect() as connection, pytest.raises(MigrationFailed) as caught:
        migrate(connection, script)
    assert tables(engine) == set()
    assert "RuntimeError: no luck" in str(caught.value)
    assert "Everything this run did was rolled back: the database is at base" in caught.value.state


@pytest.mark.server
def test_without_transactional_ddl_the_failure_says_what_stays(mariadb_engine: Engine, tmp_path: Path) -> None:
    script = history(tmp_path, a=TABLE.format("t") + "\nop.execute('SELECT * FROM nowhere')")
    with mariadb_engine.connect() as connection, pytest.raises(MigrationFailed) as caught:
        migrate(connection, script)
    assert "does not roll DDL back" in caught.value.state
    assert "t" in tables(mariadb_engine)
    assert heads(mariadb_engine) == ()


def test_a_callers_transaction_is_left_to_the_caller(sqlite_engine: Engine, tmp_path: Path) -> None:
    script = history(tmp_path, a=TABLE.format("t"))
    with sqlite_engine.connect() as connection:
        transaction = connection.begin()
        connection.exec_driver_sql("BEGIN")
        migrate(connection, script)
        assert inspect(connection).has_table("t")
        transaction.rollback()
    assert tables(sqlite_engine) == set()


def test_an_unknown_revision_in_the_database_is_named(any_engine: Engine, tmp_path: Path) -> None:
    script = history(tmp_path / "one", a="pass", b="pass")
    with any_engine.connect() as connection:
        migrate(connection, script)
    fewer = history(tmp_path / "two", a="pass")
    with any_engine.connect() as connection, pytest.raises(UnknownDatabaseRevision) as caught:
        migrate(connection, fewer)
    assert caught.value.unknown == ("b",)
    assert heads(any_engine) == ("b",)


def test_an_unknown_target_stays_a_resolution_error(sqlite_engine: Engine, tmp_path: Path) -> None:
    script = history(tmp_path, a="pass")
    with sqlite_engine.connect() as connection, pytest.raises(ResolutionError) as caught:
        migrate(connection, script, "zzz")
    assert caught.value.argument == "zzz"


def test_callbacks_hear_of_each_migration_inside_its_transaction(sqlite_engine: Engine, tmp_path: Path) -> None:
    script = history(tmp_path, a="pass", b="pass")
    heard: list[tuple[str, ...]] = []

    def hear(*, ctx: MigrationContext, step: MigrationInfo, heads: set[str], run_args: dict[str, Any]) -> None:
        assert ctx.connection is not None
        assert ctx.connection.in_transaction()
        assert step.is_upgrade and step.is_migration and run_args == {}
        heard.append((*step.source_revision_ids, "->", *step.destination_revision_ids, *sorted(heads)))

    with sqlite_engine.connect() as connection:
        migrate(connection, script, on_version_apply=hear)
    assert heard == [("->", "a", "a"), ("a", "->", "b", "b")]


def test_offline_writes_one_transaction_with_the_version_table(tmp_path: Path) -> None:
    script = history(tmp_path, a=TABLE.format("t"), b="op.execute('SELECT 1')")
    buffer = io.StringIO()
    migrate(None, script, as_sql=True, output_buffer=buffer, dialect_name="postgresql")
    lines = [line for line in buffer.getvalue().splitlines() if line]
    assert lines[0] == "BEGIN;"
    assert lines[-1] == "COMMIT;"
    assert lines[1].startswith("CREATE TABLE revgraph_version")
    assert "-- Running upgrade  -> a, make a" in lines
    assert "INSERT INTO revgraph_version (version_num) VALUES ('a');" in lines
    assert "UPDATE revgraph_version SET version_num='b' WHERE revgraph_version.version_num = 'a';" in lines


def test_offline_from_a_revision_creates_no_version_table(tmp_path: Path) -> None:
    script = history(tmp_path, a=TABLE.format("t"), b="op.execute('SELECT 1')")
    buffer = io.StringIO()
    migrate(None, script, as_sql=True, output_buffer=buffer, dialect_name="mysql", starting_rev="a")
    written = buffer.getvalue()
    assert "CREATE TABLE" not in written
    assert "BEGIN" not in written
    assert "SELECT 1;" in written


@pytest.mark.server
@pytest.mark.parametrize("kind", ["postgresql", "mariadb"])
def test_percent_signs_of_a_failed_statement_are_shown_once(
    kind: str, engine_of: Callable[[str], Engine], tmp_path: Path
) -> None:
    script = history(tmp_path, a="""op.execute("UPDATE nowhere SET a = '5%' WHERE b LIKE 'x%'")""")
    with engine_of(kind).connect() as connection, pytest.raises(MigrationFailed) as caught:
        migrate(connection, script)
    assert "SQL: UPDATE nowhere SET a = '5%' WHERE b LIKE 'x%'\n" in str(caught.value)


READ_ONLY = {
    "sqlite": "PRAGMA query_only = ON",
    "postgresql": "SET default_transaction_read_only = on",
    "mariadb": "SET SESSION TRANSACTION READ ONLY",
}


@pytest.mark.parametrize("dialect", READ_ONLY)
def test_a_stamp_that_fails_has_no_script_to_mend(
    dialect: str, engine_of: Callable[[str], Engine], tmp_path: Path
) -> None:
    engine = engine_of(dialect)
    script = history(tmp_path, a=TABLE.format("t"), b="pass")
    with engine.connect() as connection:
        migrate(connection, script, "a", journal=True)
        connection.exec_driver_sql(READ_ONLY[dialect])
        connection.commit()
        with pytest.raises(MigrationFailed, match=r"(?si)^stamp a -> b.*read.?only") as caught:
            Migrator(connection, script, journal=True).stamp("b")
    assert caught.value.state == "Nothing of it was done: the database is at a. Stamp again."
    assert heads(engine) == ("a",)
