"""A batch block and what is around it: the transaction, a connection that is none, conventions, keys that come back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Connection,
    Engine,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    column,
    create_engine,
    inspect,
    table,
)
from sqlalchemy.dialects import mssql, mysql, sqlite

from revgraph.errors import OfflineError
from revgraph.operations import Operations, ops
from revgraph.runtime.migration import MigrationContext
from tests.kit.contexts import live, script


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """An engine on a file with one table, in which several connections see each other's work."""
    made = create_engine(f"sqlite:///{tmp_path / 'a.sqlite'}")
    with made.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE t (id INTEGER NOT NULL, x VARCHAR(5), PRIMARY KEY (id))")
        connection.exec_driver_sql("INSERT INTO t VALUES (1, 'a')")
    yield made
    made.dispose()


def is_required(connection: Connection) -> bool:
    return not next(c["nullable"] for c in inspect(connection).get_columns("t") if c["name"] == "x")


def require(connection: Connection) -> None:
    with live(connection).batch_alter_table("t") as batch:
        batch.alter_column("x", nullable=False)


def test_block_commits_what_it_did_where_no_transaction_was_open(engine: Engine) -> None:
    with engine.connect() as connection:
        require(connection)
        assert not connection.in_transaction()
    with engine.connect() as another:
        assert is_required(another)


def test_block_leaves_an_open_transaction_to_its_owner(engine: Engine) -> None:
    with engine.connect() as connection:
        connection.exec_driver_sql("INSERT INTO t VALUES (2, 'b')")
        require(connection)
        assert connection.in_transaction()
        connection.rollback()
    with engine.connect() as another:
        assert not is_required(another)


def test_column_that_is_dropped_and_comes_back_as_the_key_is_the_key(engine: Engine) -> None:
    with engine.connect() as connection:
        with live(connection).batch_alter_table("t") as batch:
            batch.drop_column("id")
            batch.add_column(Column("id", Integer, primary_key=True))
        assert inspect(connection).get_pk_constraint("t")["constrained_columns"] == ["id"]
        assert connection.exec_driver_sql("SELECT x, id FROM t").all() == [("a", 1)]


def test_check_of_a_type_stays_without_a_name_if_the_convention_asks_for_one(
    engine: Engine,
) -> None:
    given = Table(
        "t", MetaData(), Column("id", Integer, primary_key=True), Column("x", Boolean(create_constraint=True))
    )
    models = MetaData(naming_convention={"ck": "ck_%(table_name)s_%(constraint_name)s"})
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE t SET x = 1")
        op = live(connection, target_metadata=models)
        with (
            mock.patch("revgraph.operations.rebuild.sqlite.log") as log,
            op.batch_alter_table("t", copy_from=given, recreate="always") as batch,
        ):
            batch.add_column(Column("y", Integer))
        checks = inspect(connection).get_check_constraints("t")
    assert [(check["name"], check["sqltext"]) for check in checks] == [(None, "x IN (0, 1)")]
    assert log.warning.call_args.args[1] == "t.x"


def stand_in(dialect: Any) -> tuple[Operations, list[str]]:
    """Return operations on what tests of plug-ins put in place of a connection, and what it was given."""
    run: list[str] = []
    connection = mock.Mock(
        dialect=dialect, execute=lambda clause, *a, **kw: run.append(str(clause.compile(dialect=dialect)))
    )
    return Operations(MigrationContext(dialect, connection, {})), run


def test_stand_in_for_a_connection_is_not_asked_for_a_table() -> None:
    op, run = stand_in(sqlite.dialect())
    with pytest.raises(OfflineError, match="copy_from"):
        op.create_check_constraint("ck", "t", "x > 5")
    assert not run


def test_stand_in_for_a_connection_is_not_asked_what_is_there() -> None:
    op, run = stand_in(mysql.dialect())
    op.add_column("t", Column("c", Integer), if_not_exists=True)
    op.drop_column("t", "c", if_exists=True)
    assert run == ["ALTER TABLE t ADD COLUMN IF NOT EXISTS c INTEGER", "ALTER TABLE t DROP COLUMN IF EXISTS c"]
    op, run = stand_in(mssql.dialect())
    op.bulk_insert(table("t", column("id", Integer)), [{"id": 1}])
    assert run == ["INSERT INTO t (id) VALUES (:id)"]


@pytest.mark.parametrize(("dialect", "place"), [("postgresql", "t"), ("mysql", "t")])
def test_check_within_a_given_column_is_kept_and_found_by_its_name(dialect: str, place: str) -> None:
    given = Table(place, MetaData(), Column("id", Integer), Column("x", Integer, CheckConstraint("x > 0", name="ck")))
    kept, dropped = script(dialect), script(dialect)
    with kept.op.batch_alter_table(place, copy_from=given, recreate="always") as batch:
        batch.alter_column("x", nullable=False)
    assert "CONSTRAINT ck CHECK (x > 0)" in kept.statements[0]
    with dropped.op.batch_alter_table(place, copy_from=given, recreate="always") as batch:
        batch.drop_constraint("ck", type_="check")
    assert "CHECK" not in " ".join(dropped.statements)


@pytest.mark.skipif(not hasattr(ForeignKey, "target_tokens"), reason="SQLAlchemy 2.0 takes each dot as a separator")
def test_dot_in_the_name_of_a_referred_table_is_part_of_it() -> None:
    key: Any = ForeignKey((None, "my.user", "id"))  # type: ignore[arg-type]
    alone = Table("t", MetaData(), Column("user_id", Integer, key))
    written = script("postgresql")
    written.op.invoke(ops.CreateTableOp.from_table(alone))
    assert written.statements == ['CREATE TABLE t ( user_id INTEGER, FOREIGN KEY(user_id) REFERENCES "my.user" (id) )']


def test_options_added_to_a_drop_are_those_of_what_it_brings_back() -> None:
    table = Table("t", MetaData(), Column("c", String(5), index=True))
    (index,) = table.indexes
    dropped = ops.DropIndexOp.from_index(index)
    dropped.kw["postgresql_concurrently"] = True
    assert dropped.reverse().to_index().dialect_kwargs["postgresql_concurrently"] is True
    whole = ops.DropTableOp.from_table(table)
    whole.table_kw["postgresql_partition_by"] = "x"
    assert whole.reverse().to_table().dialect_kwargs["postgresql_partition_by"] == "x"
