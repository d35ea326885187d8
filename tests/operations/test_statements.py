"""An operation tells what it would send: the same as a script, without a connection and without terminators."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy import Column, Integer, LargeBinary, MetaData, String, Table, column, create_engine, event, table, text
from sqlalchemy import Enum as EnumType
from sqlalchemy.dialects import postgresql

from revgraph.errors import OfflineError, OperationError, RevgraphError
from revgraph.operations import MigrateOperation, Operations, ops
from tests.kit.contexts import live, script
from tests.kit.operations import FAMILIES

SEVERAL_LINES = ("plug_ins", "rows", "odd_names", "models")
"""Families whose statements a script can't be cut back into."""

DIALECTS = ("postgresql", "mysql", "sqlite")


@pytest.mark.parametrize(
    ("op", "dialect", "wanted"),
    [
        (ops.RenameTableOp("a", "b"), "postgresql", ["ALTER TABLE a RENAME TO b"]),
        (ops.DropTableOp("Odd"), "mysql", ["DROP TABLE `Odd`"]),
        (
            ops.AddColumnOp("t", Column("c", Integer, index=True, comment="why")),
            "postgresql",
            [
                "ALTER TABLE t ADD COLUMN c INTEGER",
                "CREATE INDEX ix_t_c ON t (c)",
                "COMMENT ON COLUMN t.c IS 'why'",
            ],
        ),
        (
            ops.AlterColumnOp("t", "a", modify_nullable=False, modify_name="b"),
            "postgresql",
            ["ALTER TABLE t ALTER COLUMN a SET NOT NULL", "ALTER TABLE t RENAME a TO b"],
        ),
        (
            ops.CreateTableOp("t", [Column("k", EnumType("x", "y", name="kinds"))]),
            "postgresql",
            ["CREATE TYPE kinds AS ENUM ('x', 'y')", "CREATE TABLE t (\n    k kinds\n)"],
        ),
        (ops.ExecuteSQLOp("SELECT 1;\n"), "sqlite", ["SELECT 1"]),
        (ops.ExecuteSQLOp("SELECT 1 -- one"), "sqlite", ["SELECT 1 -- one"]),
        (ops.ExecuteSQLOp(text("SELECT '\\:x', :x").bindparams(x="it's")), "sqlite", ["SELECT ':x', 'it''s'"]),
        (
            ops.BulkInsertOp(
                table("t", column("a", String), column("b", LargeBinary)),
                [{"a": "%", "b": b"\x00"}, {"a": None, "b": b""}],
            ),
            "postgresql",
            ["INSERT INTO t (a, b) VALUES ('%', '\\x00')", "INSERT INTO t (a, b) VALUES (NULL, '\\x')"],
        ),
        (
            ops.ModifyTableOps("t", [ops.DropColumnOp("t", "a"), ops.CreateIndexOp("ix", "t", ["b"])]),
            "postgresql",
            ["ALTER TABLE t DROP COLUMN a", "CREATE INDEX ix ON t (b)"],
        ),
        (ops.UpgradeOps([]), "postgresql", []),
        (ops.AlterColumnOp("t", "a"), "postgresql", []),
        (ops.CreateTableCommentOp("t", "x"), "sqlite", []),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, MigrateOperation) else "",
)
def test_statements_of_an_operation(op: MigrateOperation, dialect: str, wanted: list[str]) -> None:
    assert op.statements(dialect) == wanted


def of_script(op: MigrateOperation, dialect: str) -> Any:
    """Return what a script holds for an operation, or the error it raises."""
    try:
        written = script(dialect, literal_binds=True)
        written.op.invoke(op)
        return written.statements
    except RevgraphError as error:
        return str(error)


def in_one_line(statement: str) -> str:
    return re.sub(r"\s+", " ", statement).strip(" ;\n")


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("family", [name for name in FAMILIES if name not in SEVERAL_LINES])
def test_statements_are_those_of_a_script(family: str, dialect: str) -> None:
    for make in FAMILIES[family]:
        wanted: Any
        try:
            wanted = of_script(make(), dialect)
        except Exception as error:  # SQLAlchemy's: what the dialect has no word for
            with pytest.raises(type(error)):
                make().statements(dialect)
            continue
        if isinstance(wanted, str):
            with pytest.raises(RevgraphError) as raised:
                make().statements(dialect)
            assert str(raised.value) == wanted
        else:
            assert [in_one_line(each) for each in make().statements(dialect)] == wanted, make()


def test_same_statements_are_sent_live() -> None:
    engine = create_engine("sqlite://")
    sent: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *args: sent.append(args[2]))
    op = ops.CreateTableOp("t", [Column("a", Integer, index=True), Column("b", String(5), server_default="x")])
    with engine.connect() as connection:
        live(connection).invoke(op)
    assert [in_one_line(each) for each in sent] == [in_one_line(each) for each in op.statements("sqlite")]


def test_dialect_object_is_as_good_as_its_name() -> None:
    op = ops.RenameTableOp("a", "b", schema="s")
    assert op.statements(postgresql.dialect()) == op.statements("postgresql")


def test_what_needs_a_look_at_the_database_is_refused() -> None:
    with pytest.raises(OfflineError, match="must be built anew"):
        ops.AlterColumnOp("t", "a", modify_nullable=False).statements("sqlite")


def test_unknown_dialect_is_named() -> None:
    with pytest.raises(OperationError, match="no dialect 'nosuch'"):
        ops.DropTableOp("t").statements("nosuch")


def test_operation_nobody_carries_out_is_named() -> None:
    class NobodysOp(MigrateOperation):
        """Registered nowhere."""

    with pytest.raises(OperationError, match="nothing carries out NobodysOp"):
        NobodysOp().statements("sqlite")


def test_operation_of_a_plug_in_writes_with_the_others() -> None:
    class SweepOp(MigrateOperation):
        """Two statements."""

    @Operations.implementation_for(SweepOp)
    def sweep(operations: Operations, operation: SweepOp) -> None:
        operations.execute("DELETE FROM a")
        bind = operations.get_bind()
        bind.execute(text("DELETE FROM b"))
        operations.impl.static_output("-- a remark")

    assert SweepOp().statements("postgresql") == ["DELETE FROM a", "DELETE FROM b"]


def test_rows_of_python_defaults_are_in_the_statements() -> None:
    written_to = Table("t", MetaData(), Column("a", Integer), Column("b", Integer, default=7))
    assert ops.BulkInsertOp(written_to, [{"a": 1}]).statements("sqlite") == ["INSERT INTO t (a, b) VALUES (1, 7)"]
