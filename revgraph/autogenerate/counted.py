"""Columns that the database counts up by itself, where they come, go, or change their key.

MySQL and MariaDB want such a column to be a key at any moment; elsewhere it must be known as one when it is added.
Works on operations alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column

from revgraph.autogenerate.snapshot import Snapshot, TableFacts, TableKey
from revgraph.operations import ops

_MYSQL = ("mysql", "mariadb")


def keep_counting(
    found: Sequence[ops.MigrateOperation], before: Snapshot, after: Snapshot, dialect_name: str, default: str | None
) -> None:
    """Change the operations on existing tables so that columns that count up get through; in place.

    :param found: the operations.
    :param before: the database.
    :param after: the models.
    :param dialect_name: of the database.
    :param default: the schema that counts as none.
    """
    for changes in found:
        if isinstance(changes, ops.ModifyTableOps):
            key = TableKey(None if changes.schema == default else changes.schema, str(changes.table_name))
            if key in before.tables and key in after.tables:
                _keep(changes, before.tables[key], after.tables[key], mysql=dialect_name in _MYSQL)


def _keep(changes: ops.ModifyTableOps, before: TableFacts, after: TableFacts, *, mysql: bool) -> None:
    was, will = _counting(before), _counting(after)
    added = next((op for op in changes.ops if isinstance(op, ops.AddColumnOp) and _is(op.column, will)), None)
    dropped = next((op for op in changes.ops if isinstance(op, ops.DropColumnOp) and _is(op.to_column(), was)), None)
    alone_after, alone_before = len(after.primary_key.columns) == 1, len(before.primary_key.columns) == 1
    if added is not None:
        added.column = _key_column(added.column)
        if mysql and alone_after:
            added.inline_primary_key = True
            _take_out(changes, ops.CreatePrimaryKeyOp)
    if dropped is not None:
        back = dropped.reverse()
        back.column = _key_column(back.column)
        if mysql and alone_before:
            back.inline_primary_key = True
            _take_out(changes, ops.DropConstraintOp, "primary")
        changes.ops[changes.ops.index(dropped)] = back.reverse()
    elif mysql and was is not None and any(_drops_key(op) for op in changes.ops):
        changes.ops.append(_switched(changes, was, counts=False))
    if (
        mysql
        and added is None
        and will is not None
        and any(isinstance(op, ops.CreatePrimaryKeyOp) for op in changes.ops)
    ):
        changes.ops.append(_switched(changes, will, counts=True))


def _counting(table: TableFacts) -> Column[Any] | None:
    column = table.item._autoincrement_column
    return None if column is None or column.identity is not None else column


def _is(column: Column[Any], other: Column[Any] | None) -> bool:
    return other is not None and column.name == other.name


def _key_column(column: Column[Any]) -> Column[Any]:
    """Return a column of no table that is told to be the key, as the database must know when it is added."""
    return Column(column.name, column.type, primary_key=True, nullable=False, comment=column.comment)


def _take_out(changes: ops.ModifyTableOps, kind: type[ops.MigrateOperation], of: str | None = None) -> None:
    changes.ops[:] = [
        op
        for op in changes.ops
        if not (isinstance(op, kind) and (of is None or getattr(op, "constraint_type", None) == of))
    ]


def _drops_key(op: ops.MigrateOperation) -> bool:
    return isinstance(op, ops.DropConstraintOp) and op.constraint_type == "primary"


def _switched(changes: ops.ModifyTableOps, column: Column[Any], *, counts: bool) -> ops.AlterColumnOp:
    return ops.AlterColumnOp(
        changes.table_name,
        column.name,
        schema=changes.schema,
        existing_type=column.type,
        existing_nullable=False,
        existing_comment=column.comment,
        autoincrement=counts,
        existing_autoincrement=not counts,
    )
