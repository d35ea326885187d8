"""Compare the named enum types: those the models need, those nobody needs any more, and their values."""

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
    if not released.counts:
        return
    users = _Users(options.default_schema)
    for table in before.tables.values():
        for column in table.columns.values():
            users.add(column.item.type)
    for key, count in sorted(released.counts.items(), key=_place):
        if key in before.enums and key not in needed.values and count == users.counts[key]:
            yield ops.DropEnumOp(key.name, schema=key.schema, if_exists=True, values=before.enums[key])


def compare_values(
    changes: Sequence[ops.MigrateOperation], before: Snapshot, after: Snapshot, options: Options
) -> Iterator[ops.MigrateOperation]:
    """Yield the operations on the values of enum types both sides have.

    :param changes: all other operations; a default that would stand in the way is split.
    :param before: the database.
    :param after: the models.
    :param options: how to compare.
    """
    if before.enums is None:
        return
    wanted = _Users(options.default_schema)
    for table in after.tables.values():
        for column in table.columns.values():
            wanted.add(column.item.type)
    for key, values in sorted(wanted.values.items(), key=_place):
        there = before.enums.get(key)
        if there is not None:
            options.explain("values of an enum type", str(key), (there, values), there != values, "their order counts")
        if there is not None and there != values:
            yield from _changed(key, there, values, changes, options)


def _changed(
    key: TableKey,
    there: tuple[str, ...],
    values: tuple[str, ...],
    changes: Sequence[ops.MigrateOperation],
    options: Options,
) -> Iterator[ops.MigrateOperation]:
    altered = [op for op in _leaves(changes) if isinstance(op, ops.AlterColumnOp) and _is_of(op, key, options)]
    new_defaults = [op for op in altered if op.modify_server_default is not False]
    added = [op.column for op in _leaves(changes) if isinstance(op, ops.AddColumnOp)]
    new_defaults_too = any(column.server_default is not None for column in added if _uses(column.type, key, options))
    # a value that was just added can't be used before the transaction ends: a default would do that
    if [value for value in values if value in there] == list(there) and not new_defaults and not new_defaults_too:
        yield from _additions(key, there, values)
        return
    for op in new_defaults:
        if op.existing_server_default is not None and op.modify_server_default is not None:
            yield ops.AlterColumnOp(
                op.table_name,
                op.column_name,
                schema=op.schema,
                existing_type=op.existing_type,
                existing_nullable=op.existing_nullable,
                existing_server_default=op.existing_server_default,
                modify_server_default=None,
            )
            op.existing_server_default = None
    yield ops.AlterEnumOp(key.name, there, values, schema=key.schema)


def _additions(key: TableKey, there: tuple[str, ...], values: tuple[str, ...]) -> Iterator[ops.AddEnumValueOp]:
    existing = list(there)
    for number, value in enumerate(values):
        if value in existing:
            continue
        before = next((other for other in values[number + 1 :] if other in there), None)
        yield ops.AddEnumValueOp(key.name, value, before=before, schema=key.schema, existing_values=tuple(existing))
        existing.insert(len(existing) if before is None else existing.index(before), value)


def _is_of(op: ops.AlterColumnOp, key: TableKey, options: Options) -> bool:
    return op.modify_type is None and op.existing_type is not None and _uses(op.existing_type, key, options)


def _uses(type_: TypeEngine[Any], key: TableKey, options: Options) -> bool:
    found = enum_of(type_, options.default_schema)
    return found is not None and found[0] == key


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
