"""Renames, validity, cascades and populate_default as Python text that makes an equal operation."""

from __future__ import annotations

import io
from typing import Any

import pytest
import sqlalchemy as sa

from revgraph.autogenerate.context import AutogenContext
from revgraph.autogenerate.render import render_op_text
from revgraph.operations import Operations, ops
from revgraph.runtime.migration import MigrationContext

CASES: list[tuple[ops.MigrateOperation, str]] = [
    (ops.RenameIndexOp("a", "b"), "op.rename_index('a', 'b')"),
    (
        ops.RenameIndexOp("it's", "b", "t", schema="s"),
        "op.rename_index(\"it's\", 'b', table_name='t', schema='s')",
    ),
    (ops.RenameConstraintOp("t", "a", "b"), "op.rename_constraint('t', 'a', 'b')"),
    (
        ops.RenameConstraintOp("t", "a", 'b"ü', "check", schema="s"),
        "op.rename_constraint('t', 'a', 'b\"ü', type_='check', schema='s')",
    ),
    (ops.ValidateConstraintOp("a", "t"), "op.validate_constraint('a', 't')"),
    (
        ops.ValidateConstraintOp("a", "t", "foreignkey", schema="s"),
        "op.validate_constraint('a', 't', type_='foreignkey', schema='s')",
    ),
    (
        ops.CreateForeignKeyOp("fk", "t", "o", ["a"], ["id"], not_valid=True),
        "op.create_foreign_key('fk', 't', 'o', ['a'], ['id'], not_valid=True)",
    ),
    (
        ops.CreateCheckConstraintOp("ck", "t", "a > 1", not_valid=True),
        "op.create_check_constraint('ck', 't', 'a > 1', not_valid=True)",
    ),
    (
        ops.DropConstraintOp("uq", "t", "unique", if_exists=True, cascade=True),
        "op.drop_constraint('uq', 't', type_='unique', if_exists=True, cascade=True)",
    ),
    (ops.DropTableOp("t", cascade=True), "op.drop_table('t', cascade=True)"),
    (ops.DropColumnOp("t", "c", cascade=True), "op.drop_column('t', 'c', cascade=True)"),
    (
        ops.AlterColumnOp("t", "c", modify_nullable=False, populate_default=5),
        "op.alter_column('t', 'c', nullable=False, populate_default=5)",
    ),
    (
        ops.AlterColumnOp("t", "c", modify_nullable=False, populate_default=True),
        "op.alter_column('t', 'c', nullable=False, populate_default=True)",
    ),
    (
        ops.AlterColumnOp("t", "c", populate_default=sa.text("lower('A')")),
        "op.alter_column('t', 'c', populate_default=sa.text(\"lower('A')\"))",
    ),
    (
        ops.AlterColumnOp("t", "c", modify_name="d"),
        "op.alter_column('t', 'c', new_column_name='d')",
    ),
]


class Taking(Operations):
    """Operations that keep what they are told instead of carrying it out."""

    def invoke(self, operation: ops.MigrateOperation) -> Any:
        self.taken = operation


def context() -> MigrationContext:
    opts = {"as_sql": True, "output_buffer": io.StringIO(), "literal_binds": True}
    return MigrationContext.configure(dialect_name="postgresql", opts=opts)


def one_line(text: str) -> str:
    return " ".join(text.split()).replace("( ", "(").replace(" )", ")").replace(",)", ")")


@pytest.mark.parametrize(("op", "text"), CASES, ids=[f"{type(op).__name__}{i}" for i, (op, _) in enumerate(CASES)])
def test_operation_is_rendered_and_made_again(op: ops.MigrateOperation, text: str) -> None:
    rendered = render_op_text(AutogenContext(context(), autogenerate=False), op)
    assert one_line(rendered) == text
    taking = Taking(context())
    exec(rendered, {"op": taking, "sa": sa})
    assert (repr(taking.taken), taking.taken.digest()) == (repr(op), op.digest())


@pytest.mark.parametrize(
    ("op", "text"),
    [
        (ops.RenameIndexOp("a", "b", "t", schema="s"), "batch_op.rename_index('a', 'b')"),
        (
            ops.RenameConstraintOp("t", "a", "b", "check", schema="s"),
            "batch_op.rename_constraint('a', 'b', type_='check')",
        ),
        (ops.ValidateConstraintOp("a", "t", schema="s"), "batch_op.validate_constraint('a')"),
        (
            ops.CreateCheckConstraintOp("ck", "t", "a > 1", schema="s", not_valid=True),
            "batch_op.create_check_constraint('ck', 'a > 1', not_valid=True)",
        ),
    ],
)
def test_within_a_batch_block(op: ops.MigrateOperation, text: str) -> None:
    rendering = AutogenContext(context(), opts={**context().opts, "render_as_batch": True}, autogenerate=False)
    block = render_op_text(rendering, ops.ModifyTableOps("t", [op], schema="s"))
    assert one_line(block) == f"with op.batch_alter_table('t', schema='s') as batch_op: {text}"


def seven() -> int:
    return 7


@pytest.mark.parametrize(
    ("column", "said"),
    [
        (sa.Column("c", sa.Integer, server_default="1"), "server_default='1'"),
        (sa.Column("c", sa.Integer, default=0, nullable=False), "default=0"),
        (sa.Column("c", sa.String(9), default=sa.text("lower('A')")), """default=sa.text("lower('A')")"""),
        (sa.Column("c", sa.Integer, default=seven), "default=tests.autogenerate.render.test_renames.seven"),
    ],
)
def test_added_column_that_fills_rows(column: Any, said: str) -> None:
    op = ops.AddColumnOp("t", column, populate_default=True)
    rendering = AutogenContext(context(), autogenerate=False)
    rendered = render_op_text(rendering, op)
    assert "populate_default=True" in one_line(rendered)
    assert said in one_line(rendered)
    taking = Taking(context())
    exec("\n".join([*rendering.imports, rendered]), {"op": taking, "sa": sa})
    assert taking.taken.digest() == op.digest()
