"""Comparators from outside among the built-in ones: those that come first may stop what is compared here.

Knows what of a column or table each element is; compares nothing itself.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from revgraph.autogenerate.context import AutogenContext
from revgraph.operations import ops

_OF_COLUMN: Mapping[str, tuple[str, Any]] = {
    "types": ("modify_type", None),
    "server_default": ("modify_server_default", False),
    "comments": ("modify_comment", False),
    "nullable": ("modify_nullable", None),
}
"""For each element of a column what of the operation says so, and what means that it does not change."""

_OF_TABLE: tuple[tuple[type[ops.MigrateOperation], str], ...] = (
    (ops.CreateIndexOp, "indexes"),
    (ops.DropIndexOp, "indexes"),
    (ops.CreateUniqueConstraintOp, "indexes"),
    (ops.CreateForeignKeyOp, "foreignkeys"),
    (ops.CreateCheckConstraintOp, "checkconstraints"),
    (ops.CreateTableCommentOp, "comments"),
    (ops.DropTableCommentOp, "comments"),
)
_OF_DROPS = {"unique": "indexes", "foreignkey": "foreignkeys", "check": "checkconstraints"}


def around_column(context: AutogenContext, op: ops.AlterColumnOp, *place_and_columns: Any) -> None:
    """Run the comparators of a column around what was found; changes the operation in place.

    :param context: knows the comparators.
    :param op: with what was found.
    :param place_and_columns: schema, table, name and both columns.
    """
    found = {element: getattr(op, name) for element, (name, _) in _OF_COLUMN.items()}
    if "constraints" not in context.built_in:
        found["nullable"] = None
    for name, unsaid in _OF_COLUMN.values():
        setattr(op, name, unsaid)

    def take_back(stopped: Collection[str]) -> None:
        for element, (name, unsaid) in _OF_COLUMN.items():
            if element not in stopped and found[element] is not unsaid:
                setattr(op, name, found[element])

    context.comparators.run_around("column", context.dialect.name, take_back, context, op, *place_and_columns)


def around_table(context: AutogenContext, changes: ops.ModifyTableOps, *place_and_tables: Any) -> None:
    """Run the comparators of a table around what was found; changes the container in place.

    :param context: knows the comparators.
    :param changes: with what was found.
    :param place_and_tables: schema, name and both tables.
    """
    found = list(changes.ops)
    changes.ops[:] = [op for op in found if _element(op) is None]

    def take_back(stopped: Collection[str]) -> None:
        changes.ops += [op for op in found if _element(op) not in (None, *stopped)]

    context.comparators.run_around("table", context.dialect.name, take_back, context, changes, *place_and_tables)


def _element(op: ops.MigrateOperation) -> str | None:
    if isinstance(op, ops.DropConstraintOp):
        return _OF_DROPS.get(op.constraint_type or "")
    return next((element for kind, element in _OF_TABLE if isinstance(op, kind)), None)
