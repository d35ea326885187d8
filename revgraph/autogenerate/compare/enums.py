"""Compare which named enum types there are: those the models need, those nobody needs any more.

Changed values are not compared yet: they are listed as such.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Column
from sqlalchemy.types import TypeEngine

from revgraph.autogenerate.compare.options import Options
from revgraph.autogenerate.snapshot import Snapshot, TableKey, enum_of
from revgraph.operations import ops


def compare_enums(
    changes: Sequence[ops.MigrateOperation], before: Snapshot, options: Options
) -> Iterator[ops.MigrateOperation]:
    """Yield the operations on enum types; nothing where the database has none.

    :param changes: all other operations.
    :param before: the database.
    :param options: how to compare.
    """
    if before.enums is None:
        return
    released, needed = _Users(options.default_schema), _Users(options.default_schema)
    for op in _leaves(changes):
        _count(op, released, needed)
    for key, values in sorted(needed.values.items(), key=_place):
        if key not in before.enums:
            yield ops.CreateEnumOp(key.name, values, schema=key.schema, if_not_exists=True)
    users = _Users(options.default_schema)
    for table in before.tables.values():
        for column in table.columns.values():
            users.add(column.item.type)
    for key, count in sorted(released.counts.items(), key=_place):
        if key in before.enums and key not in needed.values and count == users.counts[key]:
            yield ops.DropEnumOp(key.name, schema=key.schema, if_exists=True, values=before.enums[key])


def note_changed_values(before: Snapshot, after: Snapshot, options: Options) -> None:
    """List the enum types whose values differ as not compared.

    :param before: the database.
    :param after: the models.
    :param options: how to compare.
    """
    for table in after.tables.values():
        for column in table.columns.values():
            found = enum_of(column.item.type, options.default_schema)
            there = None if found is None or before.enums is None else before.enums.get(found[0])
            if found is not None and there is not None and there != found[1]:
                reason = f"the database has {', '.join(there)}; the models have {', '.join(found[1])}"
                options.not_sure("values of enum types", str(found[0]), reason)


class _Users:
    """How many columns use each enum type, and its values."""

    def __init__(self, default_schema: str | None) -> None:
        self.default_schema = default_schema
        self.counts: Counter[TableKey] = Counter()
        self.values: dict[TableKey, tuple[str, ...]] = {}

    def add(self, type_: TypeEngine[Any] | None) -> None:
        found = None if type_ is None else enum_of(type_, self.default_schema)
        if found is not None:
            self.counts[found[0]] += 1
            self.values[found[0]] = found[1]


def _count(op: ops.MigrateOperation, released: _Users, needed: _Users) -> None:
    if isinstance(op, (ops.CreateTableOp, ops.DropTableOp)):
        users = needed if isinstance(op, ops.CreateTableOp) else released
        items = op.columns if isinstance(op, ops.CreateTableOp) else op.reverse().columns
        for item in items:
            users.add(item.type if isinstance(item, Column) else None)
    elif isinstance(op, ops.AddColumnOp):
        needed.add(op.column.type)
    elif isinstance(op, ops.DropColumnOp):
        released.add(op.to_column().type)
    elif isinstance(op, ops.AlterColumnOp) and op.modify_type is not None:
        needed.add(op.modify_type)
        released.add(op.existing_type)


def _leaves(operations: Iterable[ops.MigrateOperation]) -> Iterator[ops.MigrateOperation]:
    for op in operations:
        if isinstance(op, ops.OpContainer):
            yield from _leaves(op.ops)
        else:
            yield op


def _place(found: tuple[TableKey, Any]) -> tuple[str, str]:
    return found[0].schema or "", found[0].name
