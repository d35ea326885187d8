"""Names of Alembic, used as published plug-ins and env.py use them: each does in both tools what is said."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import DDLCompiler

pytest.importorskip("alembic")

# -- drafts


def test_a_draft_is_split_in_two_by_a_dispatcher(config: Any) -> None:
    from alembic import command, util
    from alembic.operations import ops

    split = util.Dispatcher()

    @split.dispatch_for(ops.AddColumnOp)
    @split.dispatch_for(ops.CreateTableOp)
    def grows(context: Any, directive: Any, phase: str) -> Any:
        return directive if phase == "expand" else None

    @split.dispatch_for(ops.DropTableOp)
    @split.dispatch_for(ops.DropColumnOp)
    @split.dispatch_for(ops.DropConstraintOp)
    def shrinks(context: Any, directive: Any, phase: str) -> Any:
        return directive if phase == "contract" else None

    @split.dispatch_for(ops.ModifyTableOps)
    def changes(context: Any, directive: Any, phase: str) -> Any:
        op = ops.ModifyTableOps(directive.table_name, ops=list(parts(context, directive, phase)))
        return None if op.is_empty() else op

    def parts(context: Any, directive: Any, phase: str) -> Iterator[Any]:
        for each in directive.ops:
            part = split.dispatch(each)(context, each, phase)
            if part is not None:
                yield part

    def in_two(context: Any, revision: Any, directives: list[Any]) -> None:
        whole = directives[0]
        directives[:] = [
            ops.MigrationScript(
                util.rev_id(),
                ops.UpgradeOps(ops=list(parts(context, whole.upgrade_ops, phase))),
                ops.DowngradeOps(ops=[]),
                message=f"{whole.message} {phase}",
                head="base",
                branch_label=phase,
                splice=True,
            )
            for phase in ("expand", "contract")
        ]

    command.upgrade(config, "head")
    models = config.attributes["metadata"] = sa.MetaData()
    sa.Table("apple", models, sa.Column("id", sa.Integer), sa.Column("weight", sa.Integer))
    sa.Table("durian", models, sa.Column("id", sa.Integer))
    config.attributes["options"] = {"process_revision_directives": in_two}
    scripts = command.revision(config, "more", autogenerate=True)
    assert isinstance(scripts, list)
    expand, contract = (Path(each.path).read_text(encoding="utf-8") for each in scripts)
    assert [each.branch_labels for each in scripts] == [{"expand"}, {"contract"}]
    assert [each.down_revision for each in scripts] == [None, None]
    assert "op.create_table('durian'" in expand and "op.add_column('apple'" in expand and "drop_table" not in expand
    assert "op.drop_table('banana')" in contract and "op.drop_table('cherry')" in contract
    assert "create_table" not in contract and "add_column" not in contract


def test_an_empty_draft_is_thrown_away(config: Any) -> None:
    from alembic import command
    from alembic.operations import ops

    def unless_empty(context: Any, revision: Any, directives: list[Any]) -> None:
        script = directives[0]
        assert isinstance(script, ops.MigrationScript) and isinstance(script.upgrade_ops, ops.OpContainer)
        if script.upgrade_ops.is_empty():
            directives[:] = []

    command.upgrade(config, "head")
    config.attributes["metadata"] = models = sa.MetaData()
    for name in ("apple", "banana", "cherry"):
        sa.Table(name, models, sa.Column("id", sa.Integer))
    config.attributes["options"] = {"process_revision_directives": unless_empty}
    assert command.revision(config, "nothing", autogenerate=True) in (None, [])
    assert len(list(Path(config.get_main_option("script_location"), "versions").glob("*.py"))) == 3


# -- operations without an environment


def test_operations_on_a_context_of_ones_own(tool: str, engine: sa.Engine) -> None:
    from alembic.migration import MigrationContext
    from alembic.operations import Operations

    with engine.begin() as connection:
        context = MigrationContext.configure(connection)
        with Operations.context(context) as op:
            op.create_table("crate", sa.Column("id", sa.Integer), sa.Column("state", sa.String(9)))
            crate = sa.table("crate", sa.column("id", sa.Integer), sa.column("state", sa.String))
            op.bulk_insert(crate, [{"id": 1, "state": op.inline_literal("new")}], multiinsert=False)
            op.execute(
                crate.update().where(crate.c.state == op.inline_literal("new")).values(state=op.inline_literal("old"))
            )
            op.rename_table("crate", "box")
        op = Operations(context)
        with op.batch_alter_table("box") as batch:
            batch.alter_column("state", nullable=False, existing_type=sa.String(9))
        assert op.get_bind() is connection and op.get_context() is context
        assert connection.exec_driver_sql("SELECT id, state FROM box").all() == [(1, "old")]
        assert not sa.inspect(connection).get_columns("box")[1]["nullable"]


def test_operations_of_ones_own_in_batches_too(tool: str, engine: sa.Engine, request: pytest.FixtureRequest) -> None:
    from alembic.migration import MigrationContext
    from alembic.operations import BatchOperations, MigrateOperation, Operations
    from alembic.operations.base import BatchOperations as from_base

    assert BatchOperations is from_base
    request.addfinalizer(lambda: [delattr(owner, "paint") for owner in (Operations, BatchOperations)])

    @Operations.register_operation("paint")
    @BatchOperations.register_operation("paint", "batch_paint")
    class PaintOp(MigrateOperation):
        def __init__(self, table: str, colour: str) -> None:
            self.table, self.colour = table, colour

        @classmethod
        def paint(cls, operations: Any, table: str, colour: str) -> Any:
            return operations.invoke(cls(table, colour))

        @classmethod
        def batch_paint(cls, operations: Any, colour: str) -> Any:
            return operations.invoke(cls(operations.impl.table_name, colour))

        def reverse(self) -> PaintOp:
            return PaintOp(self.table, "white")

    @Operations.implementation_for(PaintOp)
    def paint(operations: Any, operation: PaintOp) -> None:
        operations.execute(f"INSERT INTO painted VALUES ('{operation.table}', '{operation.colour}')")

    with engine.begin() as connection:
        op: Any = Operations(MigrationContext.configure(connection))
        op.create_table("painted", sa.Column("name", sa.String), sa.Column("colour", sa.String))
        op.paint("crate", "red")
        with op.batch_alter_table("box") as batch:
            batch.paint("green")
        assert connection.exec_driver_sql("SELECT * FROM painted").all() == [("crate", "red"), ("box", "green")]


# -- dialects and what is beneath


def test_a_dialect_of_ones_own_renames_tables_its_own_way(tool: str) -> None:
    from alembic.ddl.base import RenameTable, format_table_name, visit_rename_table
    from alembic.ddl.sqlite import SQLiteImpl
    from alembic.migration import MigrationContext
    from alembic.operations import Operations
    from sqlalchemy.dialects import registry
    from sqlalchemy.dialects.sqlite import dialect as SQLiteDialect

    name = f"package_{tool}"

    class Dialect(SQLiteDialect):  # type: ignore[misc]  # SQLAlchemy's has no static type
        supports_statement_cache = True

    Dialect.name = name
    registry.impls[name] = lambda: Dialect

    class Impl(SQLiteImpl):  # type: ignore[misc, valid-type]  # which of both is known when it runs
        __dialect__ = name

    @compiles(RenameTable, name)
    def rename(element: Any, compiler: DDLCompiler, **kw: Any) -> str:
        new = format_table_name(compiler, element.new_table_name, element.schema)
        return f"{visit_rename_table(element, compiler, **kw)} /* now {new} */"

    output = io.StringIO()
    context = MigrationContext.configure(
        url=f"{name}://", opts={"as_sql": True, "output_buffer": output}, dialect_name=name
    )
    assert isinstance(context.impl, Impl)
    Operations(context).rename_table("a crate", "a box")
    assert output.getvalue().strip() == 'ALTER TABLE "a crate" RENAME TO "a box" /* now "a box" */;'


def test_a_renderer_around_the_usual_one(tool: str) -> None:
    from alembic.autogenerate import render, render_python_code, renderers
    from alembic.operations import ops

    class ShoutingOp(ops.AlterColumnOp):
        pass

    @renderers.dispatch_for(ShoutingOp)
    def shouting(context: Any, op: Any) -> str:
        return f"{render._alter_column(context, op)}  # !"

    assert render.renderers.dispatch(ShoutingOp) is not render.renderers.dispatch(ops.AlterColumnOp)
    op = ShoutingOp("t", "c", modify_nullable=False, existing_type=sa.Integer())
    text = render_python_code(ops.UpgradeOps([op]))
    assert text.count("nullable=False)  # !") == 1


def test_words_said_to_the_user(tool: str, caplog: pytest.LogCaptureFixture) -> None:
    from alembic import util

    out = io.StringIO()
    with redirect_stdout(out):
        util.msg("a word")
        with pytest.raises(SystemExit), caplog.at_level(logging.ERROR):
            util.err("it went wrong")
    assert "a word" in out.getvalue() and "FAILED: it went wrong" in out.getvalue()
    with pytest.warns(UserWarning, match="take care"):
        util.warn("take care")
    assert util.immutabledict({"a": 1}).union({"b": 2}) == {"a": 1, "b": 2}
    assert util.DispatchPriority.FIRST.value > util.DispatchPriority.LAST.value
    assert len({util.rev_id(), util.rev_id()}) == 2 and len(util.rev_id()) == 12


def test_steps_and_maps_are_of_the_classes_that_are_offered(config: Any) -> None:
    from alembic.runtime.migration import RevisionStep
    from alembic.script import ScriptDirectory
    from alembic.script.revision import RevisionMap

    scripts = ScriptDirectory.from_config(config)
    assert isinstance(scripts.revision_map, RevisionMap)
    steps = scripts._upgrade_revs("head", None)
    assert all(isinstance(step, RevisionStep) for step in steps)
    assert [(step.revision.revision, step.is_upgrade) for step in steps] == [
        ("apple", True),
        ("banana", True),
        ("cherry", True),
    ]
    assert tuple(steps[-1].from_revisions) == ("banana",) and steps[-1].to_revisions == ("cherry",)
