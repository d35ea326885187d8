"""Constraints, indexes and names as text where they come in unusual shapes."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ExcludeConstraint

from revgraph.autogenerate import AutogenContext, render_op_text, render_python_code
from revgraph.autogenerate.render.constraints import constraint_code
from revgraph.errors import OperationError
from revgraph.operations import ops
from revgraph.runtime.migration import MigrationContext


def rendering(dialect: str = "postgresql") -> AutogenContext:
    return AutogenContext(MigrationContext.configure(dialect_name=dialect), autogenerate=False)


def text(op: ops.MigrateOperation) -> str:
    return " ".join(render_op_text(rendering(), op).split())


def test_a_check_that_stands_on_no_table_is_written() -> None:
    code = constraint_code(rendering(), sa.CheckConstraint(sa.column("c") > 5, name="ck"))
    assert str(code) == "sa.CheckConstraint('c > 5', name='ck')"


def test_a_constraint_of_an_unknown_kind_is_refused_by_name() -> None:
    class Odd(sa.schema.ColumnCollectionConstraint):
        __visit_name__ = "odd"

    table = sa.Table("t", sa.MetaData(), sa.Column("id", sa.Integer), Odd("id"))
    with pytest.raises(OperationError, match=r"Odd\(.*can't be written into a revision file.*render_item"):
        text(ops.CreateTableOp.from_table(table))


def test_a_foreign_key_to_a_table_the_models_do_not_hold_stays_in_their_schema() -> None:
    table = sa.Table("t", sa.MetaData(schema="s"), sa.Column("q", sa.Integer, sa.ForeignKey("other.id")))
    assert "sa.ForeignKeyConstraint(['q'], ['s.other.id'])" in text(ops.CreateTableOp.from_table(table))
    (key,) = table.foreign_key_constraints
    added = ops.CreateForeignKeyOp.from_constraint(key)
    assert (added.referent_table, added.kw["referent_schema"]) == ("other", "s")


def test_arguments_of_constraints_come_in_the_usual_order() -> None:
    key = ops.CreateForeignKeyOp(
        "fk", "a", "b", ["x"], ["y"], source_schema="s", referent_schema="r", match="FULL", deferrable=True,
        initially="DEFERRED", ondelete="CASCADE", onupdate="CASCADE",
    )  # fmt: skip
    names = ["source_schema", "referent_schema", "onupdate", "ondelete", "initially", "deferrable", "match"]
    written = text(key)
    assert [written.index(f"{name}=") for name in names] == sorted(written.index(f"{name}=") for name in names)
    unique = ops.CreateUniqueConstraintOp("uq", "t", ["c"], schema="s", initially="DEFERRED", deferrable=True)
    assert text(unique) == (
        "op.create_unique_constraint( 'uq', 't', ['c'], deferrable=True, initially='DEFERRED', schema='s' )"
    )


def test_elements_of_an_exclude_constraint_are_columns_or_text() -> None:
    elements: list[Any] = [(sa.column("a"), "="), (sa.func.lower(sa.column("b")), "&&"), (sa.text("c + 1"), "=")]
    table = sa.Table("t", sa.MetaData(), sa.Column("a", sa.Integer), ExcludeConstraint(*elements, name="x"))
    written = text(ops.CreateTableOp.from_table(table))
    assert "(sa.column('a'), '='), (sa.text('lower(b)'), '&&'), (sa.text('c + 1'), '=')" in written


def test_condition_of_an_exclude_constraint_is_text() -> None:
    table = sa.Table("T", sa.MetaData(), sa.Column("A", sa.Integer))
    made = ExcludeConstraint((table.c.A, "="), where=table.c.A != ":x", using="gist", name="e")
    written = text(ops.AddConstraintOp.from_constraint(made))
    assert "(sa.column('A'), '='), where=sa.text('\"A\" != \\'\\\\:x\\''), using='gist'" in written


def test_an_index_on_sql_text_is_written_as_an_expression() -> None:
    op = ops.CreateIndexOp("ix", "t", [sa.text("lower(a)"), "b"], postgresql_include=("c",))
    assert "[sa.literal_column('lower(a)'), 'b']" in text(op)
    assert "postgresql_include=('c',)" in text(op)


def test_a_name_that_says_itself_what_it_is_is_written_so() -> None:
    class FromSettings(str):
        def __repr__(self) -> str:
            return "settings.schema"

    assert text(ops.DropTableOp("t", schema=FromSettings("s"))) == "op.drop_table('t', schema=settings.schema)"


@pytest.mark.skipif(not hasattr(sa.Identity, "dialect_kwargs"), reason="Identity takes options of dialects since 2.1")
def test_what_oracle_is_told_of_an_identity_is_said_once() -> None:
    column = sa.Column("c", sa.Integer, sa.Identity(start=42, oracle_on_null=True, oracle_order=False))
    assert "always=False, start=42, oracle_on_null=True, oracle_order=False )" in text(ops.AddColumnOp("t", column))


def test_a_change_that_changes_nothing_has_a_text_and_no_line_in_a_file() -> None:
    op = ops.AlterColumnOp("t", "c", existing_comment="x")
    assert text(op) == "op.alter_column('t', 'c', existing_comment='x')"
    assert "alter_column" not in render_python_code(ops.UpgradeOps([ops.ModifyTableOps("t", [op])]))


def test_the_condition_of_an_exclude_constraint_is_text() -> None:
    where = sa.column("Odd") != 2
    constraint = ExcludeConstraint(("a", "="), where=where, name="x")
    table = sa.Table("t", sa.MetaData(), sa.Column("a", sa.Integer), sa.Column("Odd", sa.Integer), constraint)
    assert "(sa.column('a'), '='), where=sa.text('\"Odd\" != 2')" in text(ops.CreateTableOp.from_table(table))
