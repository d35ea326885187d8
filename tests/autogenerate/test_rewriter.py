from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy import Column

from revgraph.autogenerate import Rewriter
from revgraph.operations import ops
from tests.kit.diffs import shown

CONTEXT: Any = object()


def script(*operations: ops.MigrateOperation) -> ops.MigrationScript:
    upgrade = ops.UpgradeOps(operations)
    return ops.MigrationScript("abc", upgrade, ops.DowngradeOps())


def rewritten(rewriter: Any, *operations: ops.MigrateOperation) -> list[str]:
    directives = [script(*operations)]
    rewriter(CONTEXT, ("base",), directives)
    return shown(directives[0].upgrade_ops)


def test_operation_is_replaced_by_what_the_function_returns() -> None:
    rewriter = Rewriter()
    seen: list[Any] = []

    @rewriter.rewrites(ops.AddColumnOp)
    def add_column(context: Any, revision: Any, op: ops.AddColumnOp) -> list[ops.MigrateOperation]:
        seen.append((context, revision))
        return [op, ops.AlterColumnOp(op.table_name, op.column.name, modify_nullable=False)]

    table = ops.ModifyTableOps("t", [ops.AddColumnOp("t", Column("a", sa.Integer)), ops.DropColumnOp("t", "b")])
    lines = rewritten(rewriter, table)
    assert lines[1:] == ["AlterColumnOp('t', 'a', modify_nullable=False)", "DropColumnOp('t', 'b')"]
    assert seen == [(CONTEXT, ("base",))]


def test_empty_list_drops_and_a_parent_class_serves_its_children() -> None:
    rewriter = Rewriter()

    @rewriter.rewrites(ops.AddConstraintOp)
    def refuse(context: Any, revision: Any, op: ops.MigrateOperation) -> list[ops.MigrateOperation]:
        return []

    kept = ops.CreateIndexOp("ix", "t", ["a"])
    assert rewritten(rewriter, ops.CreateUniqueConstraintOp("uq", "t", ["a"]), kept) == [repr(kept)]


def test_what_was_returned_is_not_rewritten_again() -> None:
    rewriter = Rewriter()

    @rewriter.rewrites(ops.DropColumnOp)
    def twice(context: Any, revision: Any, op: ops.DropColumnOp) -> list[ops.MigrateOperation]:
        return [ops.DropColumnOp(op.table_name, f"{op.column_name}2"), op]

    assert rewritten(rewriter, ops.DropColumnOp("t", "a")) == ["DropColumnOp('t', 'a2')", "DropColumnOp('t', 'a')"]


def test_inside_of_a_returned_container_is_rewritten() -> None:
    rewriter = Rewriter()

    @rewriter.rewrites(ops.ModifyTableOps)
    def table(context: Any, revision: Any, op: ops.ModifyTableOps) -> ops.ModifyTableOps:
        return ops.ModifyTableOps("other", op.ops)

    @rewriter.rewrites(ops.DropColumnOp)
    def column(context: Any, revision: Any, op: ops.DropColumnOp) -> ops.DropColumnOp:
        return ops.DropColumnOp("other", op.column_name)

    assert rewritten(rewriter, ops.ModifyTableOps("t", [ops.DropColumnOp("t", "a")])) == ["DropColumnOp('other', 'a')"]


def test_whole_script_can_be_dropped() -> None:
    rewriter = Rewriter()

    @rewriter.rewrites(ops.MigrationScript)
    def nothing(context: Any, revision: Any, op: ops.MigrationScript) -> list[ops.MigrateOperation]:
        return []

    directives = [script()]
    rewriter(CONTEXT, (), directives)
    assert directives == []


def test_chain_runs_both_and_changes_neither() -> None:
    first, second = Rewriter(), Rewriter()

    @first.rewrites(ops.DropColumnOp)
    def one(context: Any, revision: Any, op: ops.DropColumnOp) -> ops.DropColumnOp:
        return ops.DropColumnOp(op.table_name, f"{op.column_name}1")

    @second.rewrites(ops.DropColumnOp)
    def two(context: Any, revision: Any, op: ops.DropColumnOp) -> ops.DropColumnOp:
        return ops.DropColumnOp(op.table_name, f"{op.column_name}2")

    def plain(context: Any, revision: Any, directives: Any) -> None:
        directives[0].upgrade_ops.ops.append(ops.DropTableOp("x"))

    drop = ops.DropColumnOp("t", "a")
    both = first.chain(second).chain(plain)
    assert rewritten(both, drop) == ["DropColumnOp('t', 'a12')", "DropTableOp('x')"]
    assert rewritten(first, drop) == ["DropColumnOp('t', 'a1')"]
    assert rewritten(second, drop) == ["DropColumnOp('t', 'a2')"]


def test_the_next_database_brings_only_its_own_to_a_draft_that_was_rewritten() -> None:
    rewriter = Rewriter()

    @rewriter.rewrites(ops.DropColumnOp)
    def longer(context: Any, revision: Any, op: ops.DropColumnOp) -> ops.MigrateOperation:
        op.column_name += "_old"
        return op

    directives = [script(ops.DropColumnOp("t", "a"))]
    rewriter(CONTEXT, ("base",), directives)
    directives[0].upgrade_ops_list.append(ops.UpgradeOps([ops.DropColumnOp("t", "b")]))
    rewriter(CONTEXT, ("base",), directives)
    lines = [line for each in directives[0].upgrade_ops_list for line in shown(each)]
    assert lines == ["DropColumnOp('t', 'a_old')", "DropColumnOp('t', 'b_old')"]
