"""Revision text in a project made for Alembic: letter for letter what Alembic writes for the same operations."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ExcludeConstraint

from revgraph.autogenerate import render_python_code
from revgraph.compat.alembic import installed
from revgraph.operations import ops

pytest.importorskip("alembic")


def models() -> sa.Table:
    metadata = sa.MetaData()
    sa.Table("parent", metadata, sa.Column("id", sa.Integer, primary_key=True))
    return sa.Table(
        "child",
        metadata,
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("parent_id", sa.Integer, sa.ForeignKey("parent.id")),
        sa.Column("other_id", sa.Integer),
        sa.Column("total", sa.Integer, sa.Computed("id * 2")),
        sa.Column("kept", sa.Integer, sa.Computed("id * 3", persisted=True)),
        sa.ForeignKeyConstraint(
            ["other_id"], ["parent.id"], name="fk_other", match="FULL", deferrable=True, initially="DEFERRED",
            ondelete="CASCADE", onupdate="SET NULL", use_alter=True,
        ),
        sa.UniqueConstraint("other_id", name="uq_other", initially="DEFERRED", deferrable=True),
        sa.CheckConstraint("id > 1", name="ck_id"),
        ExcludeConstraint((sa.column("id"), "="), (sa.text("a + 1"), "&&"), (sa.func.lower(sa.column("z")), "&&"),
                          where=sa.text("id > 1"), using="gist", name="ex_id"),
        sa.Index("ix_all", sa.text("lower(a)"), sa.column("b").desc(), sa.func.foo(sa.column("c")), "id"),
        sa.Index("ix_labelled", sa.column("b").label("x"), unique=True),
    )  # fmt: skip


def operations(ops: Any) -> Iterator[Any]:
    """Yield operations of all kinds on tables, made by the given module."""
    table = models()
    yield ops.CreateTableOp.from_table(table)
    yield ops.CreateTableOp("loose", [sa.Column("id", sa.Integer), sa.Column("p", sa.Integer, sa.ForeignKey("q.id"))])
    for constraint in sorted(table.constraints, key=lambda each: str(each.name)):
        if isinstance(constraint, sa.PrimaryKeyConstraint) or constraint.name is None:
            continue
        yield ops.AddConstraintOp.from_constraint(constraint)
        yield ops.DropConstraintOp.from_constraint(constraint)
    for index in sorted(table.indexes, key=lambda each: str(each.name)):
        yield ops.CreateIndexOp.from_index(index)
    yield ops.DropConstraintOp(None, "t", type_="foreignkey")
    yield ops.CreateTableCommentOp("t", "it's")
    yield ops.DropTableCommentOp("t", schema="s", existing_comment="x")
    yield ops.AlterColumnOp("t", "c", existing_type=sa.Integer(), modify_nullable=False, existing_comment="x")
    yield ops.AddColumnOp("t", sa.Column("c", sa.Integer, sa.Computed("5"), nullable=False), schema="s")


def written(as_batch: bool) -> str:
    from alembic.autogenerate import render_python_code
    from alembic.migration import MigrationContext
    from alembic.operations import ops

    made = list(operations(ops))
    changes = [op for op in made if not type(op).__name__.startswith("CreateTableOp")]
    container = ops.UpgradeOps([*made[:2], ops.ModifyTableOps("t", changes), ops.ModifyTableOps("u", changes[:1])])
    context = MigrationContext.configure(dialect_name="postgresql", opts={"target_metadata": sa.MetaData()})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return str(render_python_code(container, render_as_batch=as_batch, migration_context=context))


@pytest.mark.parametrize("as_batch", [False, True])
def test_text_is_the_same_letter_for_letter(as_batch: bool) -> None:
    theirs = written(as_batch)
    with installed():
        assert written(as_batch).splitlines() == theirs.splitlines()


def lines(text: str) -> Iterable[str]:
    return [line.strip() for line in text.splitlines()]


def test_the_drop_of_a_constraint_without_a_name_is_warned_of() -> None:
    with installed():
        from alembic.autogenerate import render_python_code
        from alembic.operations import ops

        with pytest.warns(UserWarning, match="for an unnamed constraint on table 't'"):
            text = render_python_code(ops.UpgradeOps([ops.DropConstraintOp(None, "t", type_="unique")]))
    assert "# WARNING: constraint name is None; this directive will fail as" in lines(text)


def test_a_local_type_is_written_by_its_module() -> None:
    class Local(sa.Integer):
        pass

    with installed():
        from alembic.autogenerate import render_python_code
        from alembic.operations import ops

        text = render_python_code(ops.UpgradeOps([ops.AddColumnOp("t", sa.Column("c", Local()))]))
    assert f"sa.Column('c', {__name__}.Local(), nullable=True)" in text


def test_without_the_alias_revgraph_spells_in_its_own_way() -> None:
    container = ops.UpgradeOps([ops.CreateTableOp.from_table(models()), ops.CreateTableCommentOp("t", "c")])
    with installed():
        written(as_batch=False)
    text = render_python_code(container)
    assert "sa.ForeignKeyConstraint(['parent_id'], ['parent.id'])," in lines(text)
    assert "op.create_table_comment('t', 'c', existing_comment=None)" in lines(text)
