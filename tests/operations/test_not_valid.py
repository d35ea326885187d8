"""not_valid, validate_constraint and cascade: what PostgreSQL really does, and that nobody else minds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import SQLAlchemyError

from revgraph.errors import OperationError
from revgraph.operations import Operations, ops
from tests.kit.contexts import live, script

TABLES = ("CREATE TABLE o (id INTEGER PRIMARY KEY)", "CREATE TABLE t (a INTEGER)", "INSERT INTO t VALUES (5)")


def with_tables(engine: Engine, connection: Any) -> Operations:
    for statement in TABLES:
        connection.exec_driver_sql(statement)
    return live(connection)


def add_key(op: Any, **kw: Any) -> None:
    op.create_foreign_key("fk", "t", "o", ["a"], ["id"], **kw)


def add_check(op: Any, **kw: Any) -> None:
    op.create_check_constraint("ck", "t", "a < 5", **kw)


def is_valid(op: Operations, name: str) -> bool:
    return bool(
        op.get_bind().execute(text("SELECT convalidated FROM pg_constraint WHERE conname = :n"), {"n": name}).scalar()
    )


@pytest.mark.server
@pytest.mark.parametrize(
    ("add", "name", "mend"), [(add_key, "fk", "INSERT INTO o VALUES (5)"), (add_check, "ck", "UPDATE t SET a = 1")]
)
def test_rows_are_checked_when_the_constraint_is_validated(
    postgresql_engine: Engine, add: Callable[..., None], name: str, mend: str
) -> None:
    with postgresql_engine.begin() as connection:
        op = with_tables(postgresql_engine, connection)
        with pytest.raises(SQLAlchemyError), connection.begin_nested():
            add(op)
        add(op, not_valid=True)
        assert not is_valid(op, name)
        with pytest.raises(SQLAlchemyError), connection.begin_nested():
            op.validate_constraint(name, "t")
        with pytest.raises(SQLAlchemyError), connection.begin_nested():
            connection.exec_driver_sql("INSERT INTO t VALUES (6)")
        connection.exec_driver_sql(mend)
        with op.batch_alter_table("t") as batch:
            batch.validate_constraint(name)
        assert is_valid(op, name)
        op.invoke(ops.ValidateConstraintOp(name, "t").reverse())
        assert is_valid(op, name)


@pytest.mark.server
def test_not_valid_in_a_batch_block(postgresql_engine: Engine) -> None:
    with postgresql_engine.begin() as connection:
        op = with_tables(postgresql_engine, connection)
        with op.batch_alter_table("t") as batch:
            batch.create_foreign_key("fk", "o", ["a"], ["id"], not_valid=True, deferrable=True)
            batch.create_check_constraint("ck", "a < 5", not_valid=True)
        assert (is_valid(op, "fk"), is_valid(op, "ck")) == (False, False)


def test_elsewhere_rows_are_checked_at_once(any_engine: Engine) -> None:
    if any_engine.dialect.name == "postgresql":
        pytest.skip("it can")
    with any_engine.connect() as connection:
        op = with_tables(any_engine, connection)
        with pytest.raises((SQLAlchemyError, OperationError)):
            add_check(op, not_valid=True)
        connection.exec_driver_sql("UPDATE t SET a = 1")
        add_check(op, not_valid=True)
        op.validate_constraint("ck", "t", "check")
        assert [check["name"] for check in inspect(connection).get_check_constraints("t")] == ["ck"]


def test_words_of_sqlalchemy_and_ours_together_are_said_once() -> None:
    written = script("postgresql")
    add_check(written.op, not_valid=True, postgresql_not_valid=True)
    add_key(written.op, not_valid=True, deferrable=True, initially="DEFERRED")
    assert written.statements == [
        "ALTER TABLE t ADD CONSTRAINT ck CHECK (a < 5) NOT VALID",
        "ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES o (id) DEFERRABLE INITIALLY DEFERRED NOT VALID",
    ]


def test_a_constraint_comes_back_as_it_was() -> None:
    for op in (
        ops.CreateCheckConstraintOp("ck", "t", "a < 5", not_valid=True),
        ops.CreateForeignKeyOp("fk", "t", "o", ["a"], ["id"], not_valid=True),
    ):
        assert repr(op.reverse().reverse()) == repr(op)
        assert "not_valid=True" in repr(op)
        assert op.digest() != type(op)(**{**_arguments(op), "not_valid": None}).digest()


def _arguments(op: Any) -> dict[str, Any]:
    names = (
        "constraint_name",
        "table_name",
        "condition",
        "source_table",
        "referent_table",
        "local_cols",
        "remote_cols",
    )
    return {name: getattr(op, name) for name in names if name in vars(op)}


# ---------------------------------------------------------------------------------------------- cascade


@pytest.mark.server
def test_cascade_drops_what_depends(postgresql_engine: Engine) -> None:
    with postgresql_engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE o (id INTEGER CONSTRAINT pk PRIMARY KEY, v INTEGER)")
        connection.exec_driver_sql("CREATE TABLE t (a INTEGER REFERENCES o (id))")
        connection.exec_driver_sql("CREATE VIEW seen AS SELECT v FROM o")
        op = live(connection)
        with pytest.raises(SQLAlchemyError), connection.begin_nested():
            op.drop_constraint("pk", "o")
        op.drop_constraint("pk", "o", cascade=True)
        assert inspect(connection).get_foreign_keys("t") == []
        with pytest.raises(SQLAlchemyError), connection.begin_nested():
            op.drop_column("o", "v")
        with op.batch_alter_table("o") as batch:
            batch.drop_column("v", cascade=True)
        assert inspect(connection).get_view_names() == []
        connection.exec_driver_sql("CREATE VIEW seen AS SELECT a FROM t")
        with pytest.raises(SQLAlchemyError), connection.begin_nested():
            op.drop_table("t")
        op.drop_table("t", cascade=True)
        assert (inspect(connection).get_view_names(), inspect(connection).get_table_names()) == ([], ["o"])


def test_cascade_is_no_obstacle_where_it_means_nothing(any_engine: Engine) -> None:
    with any_engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE t (id INTEGER, a INTEGER, CONSTRAINT uq UNIQUE (a))")
        op = live(connection)
        with op.batch_alter_table("t") as batch:
            batch.drop_constraint("uq", "unique", cascade=True)
        op.drop_column("t", "a", cascade=True)
        assert [column["name"] for column in inspect(connection).get_columns("t")] == ["id"]
        op.drop_table("t", cascade=True, if_exists=True)
        assert inspect(connection).get_table_names() == []


def test_cascade_is_part_of_the_value() -> None:
    assert repr(ops.DropConstraintOp("uq", "t", cascade=True)) == "DropConstraintOp('uq', 't', cascade=True)"
    assert repr(ops.DropColumnOp("t", "c", cascade=True)) == "DropColumnOp('t', 'c', cascade=True)"
    assert repr(ops.DropTableOp("t", cascade=True)) == "DropTableOp('t', cascade=True)"
    made: list[tuple[type[ops.MigrateOperation], tuple[str, ...]]] = [
        (ops.DropConstraintOp, ("uq", "t")),
        (ops.DropColumnOp, ("t", "c")),
        (ops.DropTableOp, ("t",)),
    ]
    for kind, arguments in made:
        digests = [kind(*arguments, cascade=said).digest() for said in (None, False, True)]
        assert digests[0] == digests[1] != digests[2], kind
