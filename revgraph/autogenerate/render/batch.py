"""The head of a batch block, and names for dropping constraints that have none in the database.

SQLite keeps constraints without a name; a naming convention for the block lets them be named in it all the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from typing import Any

from sqlalchemy import MetaData
from sqlalchemy.sql.elements import conv

from revgraph.autogenerate.render.code import Code, call, keyword
from revgraph.autogenerate.render.context import RenderContext, identifier, in_full, operation_name
from revgraph.autogenerate.render.values import value_code
from revgraph.autogenerate.table_options import SetTableOptionsOp
from revgraph.errors import OperationError
from revgraph.operations import ops

CONVENTION: Mapping[str, str] = {
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
}
"""The names that the block gives to constraints without one."""

_KINDS = {"foreignkey": "fk", "unique": "uq"}


@dataclass(frozen=True)
class Convention:
    """A naming convention in the place where operations look for the models' own."""

    opts: Mapping[str, Any]


def with_names(op: ops.ModifyTableOps) -> tuple[ops.ModifyTableOps, dict[str, str]]:
    """Return the operations, each drop of an unnamed constraint by the name the convention makes, and that convention.

    :param op: changes of one table; not changed.
    """
    used: dict[str, str] = {}
    changes: list[ops.MigrateOperation] = []
    for each in op.ops:
        changes.append(_named(each, used) if isinstance(each, ops.DropConstraintOp) else each)
    return ops.ModifyTableOps(op.table_name, changes, schema=op.schema), used


def batch_head(context: RenderContext, op: ops.ModifyTableOps, convention: Mapping[str, str]) -> Code:
    """Return ``with op.batch_alter_table(...) as batch_op:``.

    :param context: where it will stand.
    :param op: what is in the block.
    :param convention: for constraints without a name.
    """
    arguments = [identifier(context, op.table_name)]
    if op.schema is not None or in_full(context):
        arguments.append(keyword("schema", identifier(context, op.schema)))
    table_kwargs = table_arguments(context, op)
    if table_kwargs:
        arguments.append(keyword("table_kwargs", value_code(context, table_kwargs)))
    if convention:
        arguments.append(keyword("naming_convention", value_code(context, dict(convention))))
    opened = call(operation_name(context, "batch_alter_table"), arguments)
    return Code(f"with {opened.text} as batch_op:", opened.imports)


def table_arguments(context: RenderContext, op: ops.ModifyTableOps) -> dict[str, Any]:
    """Return the options of the table that change, where only the block itself can change them.

    :param context: where the block will stand.
    :param op: what is in the block.
    """
    found = [each for each in op.ops if isinstance(each, SetTableOptionsOp) and context.dialect.name == "sqlite"]
    return {name: value for each in found for name, value in each.table_kwargs.items()}


def _named(op: ops.DropConstraintOp, used: dict[str, str]) -> ops.DropConstraintOp:
    kind = None if op.constraint_name is not None else _KINDS.get(op.constraint_type or "")
    name = None if kind is None else _conventional_name(op)
    if kind is None or name is None:
        return op
    drop = copy(op)
    drop.constraint_name = conv(name)
    used[kind] = CONVENTION[kind]
    return drop


def _conventional_name(op: ops.DropConstraintOp) -> str | None:
    convention = Convention({"target_metadata": MetaData(naming_convention=dict(CONVENTION))})
    try:
        added = op.reverse()
    except OperationError:
        return None
    name = added.to_constraint(convention).name
    return str(name) if isinstance(name, str) else None
