"""What was found, in words: one line for each operation, for the log and for programs.

Knows operations only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Dialect

from revgraph.autogenerate.destructive import lost_by
from revgraph.autogenerate.table_options import SetTableOptionsOp
from revgraph.operations import ops

_WORDS: Mapping[type[ops.MigrateOperation], Callable[[Any], str]] = {
    ops.CreateTableOp: lambda op: f"added table {_table(op)}",
    ops.DropTableOp: lambda op: f"removed table {_table(op)}",
    ops.AddColumnOp: lambda op: f"added column '{_plain(op)}.{op.column.name}'",
    ops.DropColumnOp: lambda op: f"removed column '{_plain(op)}.{op.column_name}'",
    ops.AlterColumnOp: lambda op: f"{_aspects(op)} change on '{_plain(op)}.{op.column_name}'",
    ops.CreateIndexOp: lambda op: f"added index {op.index_name!r} on {_table(op)}",
    ops.DropIndexOp: lambda op: f"removed index {op.index_name!r} on {_table(op)}",
    ops.AddConstraintOp: lambda op: f"added {op.drop_type} constraint {op.constraint_name!r} on {_table(op)}",
    ops.DropConstraintOp: lambda op: f"removed {op.constraint_type} constraint {op.constraint_name!r} on {_table(op)}",
    ops.RenameTableOp: lambda op: f"renamed table {_table(op)} to {_new_name(op)!r}",
    ops.RenameIndexOp: lambda op: f"renamed index {op.old_name!r} to {op.new_name!r}",
    ops.CreateTableCommentOp: lambda op: f"comment change on {_table(op)}",
    SetTableOptionsOp: lambda op: f"{' and '.join(sorted(op.want))} change on {_table(op)}",
    ops.CreateSequenceOp: lambda op: f"added sequence {op.sequence_name!r}",
    ops.AlterSequenceOp: lambda op: f"options change on sequence {op.sequence_name!r}",
    ops.DropSequenceOp: lambda op: f"removed sequence {op.sequence_name!r}",
    ops.AddEnumValueOp: lambda op: f"added value {op.value!r} of enum type {op.name!r}",
    ops.AlterEnumOp: lambda op: f"values change of enum type {op.name!r}",
    ops.RenameConstraintOp: lambda op: f"constraint {op.old_name!r} of {_table(op)} is called {op.new_name!r}",
    ops.DropTableCommentOp: lambda op: f"comment change on {_table(op)}",
}


def _new_name(op: ops.RenameTableOp) -> str:
    is_moved = op.new_schema is not False and op.schema_after is not None
    return f"{op.schema_after}.{op.new_table_name}" if is_moved else op.new_table_name


class Difference(NamedTuple):
    """One difference between models and database.

    :param text: what was found, in words.
    :param loses: what making the database into the models loses, in words; None if nothing.
    """

    text: str
    loses: str | None


def differences(container: ops.OpContainer, dialect: Dialect) -> Iterator[Difference]:
    """Yield one difference for each operation, containers laid flat.

    :param container: the operations of an upgrade.
    :param dialect: spells types.
    """
    for op in _laid_flat(container):
        yield Difference(_line(op), lost_by(op, dialect))


def found_lines(container: ops.OpContainer) -> Iterator[str]:
    """Yield one line for each operation, containers laid flat.

    :param container: the operations of an upgrade.
    """
    return map(_line, _laid_flat(container))


def _laid_flat(container: ops.OpContainer) -> Iterator[ops.MigrateOperation]:
    for op in container.ops:
        if isinstance(op, ops.OpContainer):
            yield from _laid_flat(op)
        else:
            yield op


def _line(op: ops.MigrateOperation) -> str:
    return next((_WORDS[kind](op) for kind in type(op).__mro__ if kind in _WORDS), repr(op))


def _plain(op: Any) -> str:
    return str(op.table_name) if op.schema is None else f"{op.schema}.{op.table_name}"


def _table(op: Any) -> str:
    return repr(_plain(op))


def _aspects(op: ops.AlterColumnOp) -> str:
    said = {
        "type": op.modify_type is not None,
        "nullability": op.modify_nullable is not None,
        "server default": op.modify_server_default is not False,
        "comment": op.modify_comment is not False,
        "name": op.modify_name is not None,
    }
    return " and ".join(name for name, changes in said.items() if changes) or "other"
