"""Each operation: its text, and that the text does what the operation does."""

from __future__ import annotations

import io
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Column, ForeignKeyConstraint, Index, MetaData, Table, UniqueConstraint
from sqlalchemy.dialects import postgresql

from revgraph.autogenerate import AutogenContext, render_op_text, render_python_code, renderers
from revgraph.errors import OperationError
from revgraph.operations import ops
from revgraph.operations.base import Operations
from revgraph.runtime.migration import MigrationContext
from tests.kit.diffs import migration_function

METADATA = MetaData(naming_convention={"ix": "ix_%(column_0_label)s", "uq": "uq_%(table_name)s_%(column_0_name)s"})
PARENT = Table("parent", METADATA, Column("id", sa.Integer, primary_key=True))
CHILD = Table(
    "child",
    METADATA,
    Column("id", sa.Integer, sa.Identity(start=5), primary_key=True),
    Column("name", sa.String(20), nullable=False, server_default="it's", comment='a "name"', unique=True),
    Column("total", sa.Integer, sa.Computed("id * 2", persisted=True)),
    Column("made", sa.DateTime, server_default=sa.func.now(), index=True),
    Column("flag", sa.Boolean, server_default=sa.true()),
    Column("raw", sa.Text, server_default=sa.text("'a\\:b'")),
    Column("parent_id", sa.Integer),
    ForeignKeyConstraint(["parent_id"], ["parent.id"], name="fk_parent", ondelete="CASCADE", deferrable=True),
    sa.CheckConstraint("name <> '\\:x'", name="ck_name"),
    sa.CheckConstraint(sa.column("parent_id") > 3, name="ck_id"),
    comment="all of it",
    mysql_engine="InnoDB",
)
BY_EXPRESSION = Index("ix_lower", sa.func.lower(CHILD.c.name), CHILD.c.made.desc(), postgresql_where=CHILD.c.id > 5)
WITH_OPTIONS = Index(
    "ix_gin", CHILD.c.name, postgresql_using="gin", postgresql_ops={"name": "gin_trgm_ops"}, unique=True
)

CASES: list[tuple[ops.MigrateOperation, str]] = [
    (
        ops.CreateTableOp.from_table(PARENT),
        "op.create_table(\n"
        "    'parent',\n"
        "    sa.Column('id', sa.Integer(), nullable=False),\n"
        "    sa.PrimaryKeyConstraint('id'),\n"
        ")",
    ),
    (ops.DropTableOp.from_table(PARENT), "op.drop_table('parent')"),
    (ops.DropTableOp("t", schema="s", if_exists=True), "op.drop_table('t', schema='s', if_exists=True)"),
    (ops.RenameTableOp("a", "b", schema="s"), "op.rename_table('a', 'b', schema='s')"),
    (
        ops.CreateTableCommentOp("t", "it's", existing_comment=None),
        "op.create_table_comment('t', \"it's\", existing_comment=None)",
    ),
    (ops.DropTableCommentOp("t", existing_comment="x"), "op.drop_table_comment('t', existing_comment='x')"),
    (
        ops.AddColumnOp.from_column(CHILD.c.made),
        "op.add_column(\n"
        "    'child',\n"
        "    sa.Column(\n"
        "        'made', sa.DateTime(), server_default=sa.text('now()'), nullable=True\n"
        "    ),\n"
        ")",
    ),
    (
        ops.AddColumnOp("t", Column("p", sa.Integer, sa.ForeignKey("parent.id", ondelete="CASCADE"), index=True)),
        "op.add_column(\n"
        "    't',\n"
        "    sa.Column(\n"
        "        'p',\n"
        "        sa.Integer(),\n"
        "        sa.ForeignKey('parent.id', ondelete='CASCADE'),\n"
        "        index=True,\n"
        "        nullable=True,\n"
        "    ),\n"
        ")",
    ),
    (ops.DropColumnOp("t", "c", schema="s"), "op.drop_column('t', 'c', schema='s')"),
    (
        ops.AlterColumnOp("t", "c", existing_type=sa.Integer(), modify_type=sa.BigInteger(), modify_nullable=False),
        "op.alter_column(\n    't', 'c', existing_type=sa.Integer(), type_=sa.BigInteger(), nullable=False\n)",
    ),
    (
        ops.AlterColumnOp("t", "c", modify_server_default=None, modify_name="d", modify_comment=None),
        "op.alter_column(\n    't', 'c', server_default=None, new_column_name='d', comment=None\n)",
    ),
    (
        ops.CreateUniqueConstraintOp.from_constraint(
            next(each for each in CHILD.constraints if isinstance(each, UniqueConstraint))
        ),
        "op.create_unique_constraint(op.f('uq_child_name'), 'child', ['name'])",
    ),
    (ops.CreatePrimaryKeyOp("pk", "t", ["a", "b"]), "op.create_primary_key('pk', 't', ['a', 'b'])"),
    (
        ops.CreateForeignKeyOp.from_constraint(next(iter(CHILD.foreign_key_constraints))),
        "op.create_foreign_key(\n"
        "    'fk_parent',\n"
        "    'child',\n"
        "    'parent',\n"
        "    ['parent_id'],\n"
        "    ['id'],\n"
        "    ondelete='CASCADE',\n"
        "    deferrable=True,\n"
        ")",
    ),
    (ops.CreateCheckConstraintOp("ck", "t", "a > 5"), "op.create_check_constraint('ck', 't', 'a > 5')"),
    (
        ops.CreateCheckConstraintOp("ck", "t", sa.column("a") == ":x y"),
        "op.create_check_constraint('ck', 't', \"a = '\\\\:x y'\")",
    ),
    (ops.DropConstraintOp("uq", "t", "unique"), "op.drop_constraint('uq', 't', type_='unique')"),
    (
        ops.CreateExcludeConstraintOp("ex", "t", [(sa.column("a"), "="), ("b", "&&")], using="gist"),
        "op.create_exclude_constraint(\n    'ex', 't', (sa.column('a'), '='), ('b', '&&'), using='gist'\n)",
    ),
    (
        ops.CreateIndexOp.from_index(BY_EXPRESSION),
        "op.create_index(\n"
        "    'ix_lower',\n"
        "    'child',\n"
        "    [sa.literal_column('lower(name)'), sa.column('made').desc()],\n"
        "    unique=False,\n"
        "    postgresql_where=sa.text('id > 5'),\n"
        ")",
    ),
    (
        ops.CreateIndexOp.from_index(WITH_OPTIONS),
        "op.create_index(\n"
        "    'ix_gin',\n"
        "    'child',\n"
        "    ['name'],\n"
        "    unique=True,\n"
        "    postgresql_ops={'name': 'gin_trgm_ops'},\n"
        "    postgresql_using='gin',\n"
        ")",
    ),
    (ops.DropIndexOp("ix", "t"), "op.drop_index('ix', table_name='t')"),
    (ops.ExecuteSQLOp("UPDATE t SET a = 'it''s'"), "op.execute(\"UPDATE t SET a = 'it''s'\")"),
    (ops.ExecuteSQLOp(sa.text("SELECT 1")), "op.execute(sa.text('SELECT 1'))"),
    (
        ops.ExecuteSQLOp(sa.update(PARENT).values(id=PARENT.c.id + 1)),
        "op.execute(sa.text('UPDATE parent SET id=(parent.id + 1)'))",
    ),
    (
        ops.BulkInsertOp(sa.table("t", sa.column("a", sa.Integer), sa.column("b", sa.String)), [{"a": 1, "b": "x"}]),
        "op.bulk_insert(\n"
        "    sa.table('t', sa.column('a', sa.Integer()), sa.column('b', sa.String())),\n"
        "    [{'a': 1, 'b': 'x'}],\n"
        ")",
    ),
    (ops.DropEnumOp("e", if_exists=True, values=["a"]), "op.drop_enum('e', if_exists=True)"),
    (ops.CreateEnumOp("e", ["a"], if_not_exists=True), "op.create_enum('e', ['a'], if_not_exists=True)"),
]


def offline(dialect: str, buffer: io.StringIO) -> MigrationContext:
    opts = {"as_sql": True, "output_buffer": buffer, "literal_binds": True}
    return MigrationContext.configure(dialect_name=dialect, opts=opts)


def context_for(dialect: str) -> AutogenContext:
    return AutogenContext(offline(dialect, io.StringIO()), autogenerate=False)


@pytest.mark.parametrize(("op", "text"), CASES, ids=[f"{type(op).__name__}{i}" for i, (op, _) in enumerate(CASES)])
def test_operation_is_rendered(op: ops.MigrateOperation, text: str) -> None:
    assert render_op_text(context_for("postgresql"), op) == text


OF_POSTGRESQL = (ops.EnumOp, ops.CreateExcludeConstraintOp, ops.AlterColumnOp)
"""Kinds of operations that MySQL does not have, or not without knowing the whole column."""


def doings() -> list[Any]:
    """Return each operation with each dialect it is for."""
    operations = [*(op for op, _ in CASES), ops.CreateTableOp.from_table(CHILD)]
    pairs = [(op, "postgresql") for op in operations]
    pairs += [(op, "mysql") for op in operations if not isinstance(op, OF_POSTGRESQL)]
    return [pytest.param(op, dialect, id=f"{type(op).__name__}-{dialect}") for op, dialect in pairs]


@pytest.mark.parametrize(("op", "dialect"), doings())
def test_rendered_operation_does_the_same(op: ops.MigrateOperation, dialect: str) -> None:
    context = context_for(dialect)
    text = render_python_code(ops.UpgradeOps([op]), migration_context=context.migration_context)
    done = written(dialect, migration_function(text, []))
    # constraints are written in the order of their text
    assert sorted(done.split(",")) == sorted(written(dialect, lambda: current().invoke(op)).split(","))


def current() -> Operations:
    from revgraph.operations.base import door

    return door.current()


def written(dialect: str, function: Any) -> str:
    """Return the SQL a function writes."""
    buffer = io.StringIO()
    with Operations.context(offline(dialect, buffer)):
        function()
    assert buffer.getvalue().strip()
    return buffer.getvalue()


def body(*operations: ops.MigrateOperation, **options: Any) -> str:
    return render_python_code(ops.UpgradeOps(operations), **options)


def test_nothing_to_do_is_pass() -> None:
    assert body().splitlines() == [
        "# ### commands auto generated by revgraph - please adjust! ###",
        "    pass",
        "    # ### end revgraph commands ###",
    ]


def test_empty_batch_block_is_left_out() -> None:
    assert "pass" in body(ops.ModifyTableOps("t", [ops.AlterColumnOp("t", "c")]), render_as_batch=True)


def test_batch_block_names_the_table_once() -> None:
    changes = ops.ModifyTableOps(
        "t",
        [
            ops.AddColumnOp("t", Column("a", sa.Integer), schema="s"),
            ops.CreateForeignKeyOp(None, "t", "o", ["a"], ["id"], source_schema="s", referent_schema="r"),
            ops.DropIndexOp("ix", "t", schema="s"),
        ],
        schema="s",
    )
    lines = body(changes, ops.DropTableOp("o"), render_as_batch=True, alembic_module_prefix="my.").splitlines()
    assert [line.removeprefix("    ") for line in lines[1:-1]] == [
        "with my.batch_alter_table('t', schema='s') as batch_op:",
        "    batch_op.add_column(sa.Column('a', sa.Integer(), nullable=True))",
        "    batch_op.create_foreign_key(",
        "        None, 'o', ['a'], ['id'], referent_schema='r'",
        "    )",
        "    batch_op.drop_index('ix')",
        "",
        "my.drop_table('o')",
    ]


def test_changes_of_a_table_are_plain_where_no_batch_is_asked_for() -> None:
    assert "\n    op.drop_column('t', 'a')\n" in body(ops.ModifyTableOps("t", [ops.DropColumnOp("t", "a")]))


def test_unnamed_constraint_is_dropped_by_a_conventional_name() -> None:
    drop = ops.CreateUniqueConstraintOp(None, "t", ["a", "b"]).reverse()
    lines = body(ops.ModifyTableOps("t", [drop]), render_as_batch=True)
    assert "naming_convention={'uq': 'uq_%(table_name)s_%(column_0_N_name)s'}" in lines
    assert "batch_op.drop_constraint(batch_op.f('uq_t_a_b'), type_='unique')" in lines


def test_columns_and_constraints_can_be_left_out_by_render_item() -> None:
    def render_item(kind: str, item: Any, _: Any) -> Any:
        if kind == "column" and item.name == "parent_id":
            return None
        return "sa.CheckConstraint('mine')" if kind == "check" else False

    text = body(ops.CreateTableOp.from_table(CHILD), render_item=render_item)
    assert "sa.Column('parent_id'" not in text
    assert text.count("sa.CheckConstraint('mine')") == 2


def test_unknown_operation_is_refused_by_name() -> None:
    class MyOp(ops.MigrateOperation):
        pass

    with pytest.raises(OperationError, match=r"no renderer is registered for MyOp"):
        body(MyOp())


def test_renderers_of_plug_ins_are_found_and_checked() -> None:
    class GrantOp(ops.MigrateOperation):
        def __init__(self, text: str) -> None:
            self.text = text

    @renderers.dispatch_for(GrantOp)
    def render_grant(autogen_context: Any, op: GrantOp) -> list[str]:
        autogen_context.imports.add("import grants")
        return ["# grants", op.text]

    context = context_for("postgresql")
    assert render_op_text(context, GrantOp("grants.give(\n    1\n)")) == "# grants\ngrants.give(\n    1\n)"
    assert context.imports == {"import grants"}
    with pytest.raises(OperationError, match=r"no Python .*: grants\.give\("):
        body(GrantOp("grants.give("))


def test_odd_names_and_options_survive() -> None:
    table = Table(
        sa.quoted_name("T'x", quote=True), MetaData(), Column('a"b', sa.Integer), mysql_default_charset="utf8"
    )
    text = body(ops.CreateTableOp.from_table(table))
    assert 'sa.quoted_name("T\'x", quote=True)' in text
    assert "sa.Column('a\"b', sa.Integer(), nullable=True)" in text
    assert "mysql_default_charset='utf8'" in text


def test_exclude_constraint_within_a_table() -> None:
    table = Table(
        "t", MetaData(), Column("r", postgresql.INT4RANGE), postgresql.ExcludeConstraint(("r", "&&"), name="x")
    )
    context = context_for("postgresql")
    text = render_op_text(context, ops.CreateTableOp.from_table(table))
    assert "(sa.column('r'), '&&'), using='gist', name='x'" in text
    assert context.imports == {"from sqlalchemy.dialects import postgresql"}


@pytest.mark.parametrize(("dialect", "told"), [("mysql", True), ("mariadb", True), ("postgresql", False)])
def test_a_column_without_default_says_so_where_a_script_must_be_told(dialect: str, told: bool) -> None:
    op = ops.AlterColumnOp("t", "c", existing_type=sa.Integer(), modify_nullable=False, existing_server_default=None)
    assert ("existing_server_default=None" in render_op_text(context_for(dialect), op)) is told
