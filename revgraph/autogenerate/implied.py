"""Take out of one direction what another operation of the same direction does anyway.

Works on operations alone. They are drafted nevertheless because the other direction needs their reverse.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Column
from sqlalchemy.types import TypeEngine

from revgraph.autogenerate.count_on import CountOnOp
from revgraph.autogenerate.snapshot import TableKey, enum_of
from revgraph.operations import ops


def drop_the_implied(
    container: ops.OpContainer, default_schema: str | None, *, makes_indexes: bool, is_plain: bool = False
) -> None:
    """Take out what is done anyway; changes the container in place.

    A table that is dropped takes its indexes along; new tables and columns bring their enum types; a new foreign key
    brings an index of its own name, on databases that make one.

    :param container: the operations of one direction.
    :param default_schema: the schema that counts as none.
    :param makes_indexes: whether foreign keys bring indexes, which can't be dropped before them.
    :param is_plain: whether the indexes of a table are dropped before it all the same, where they can be.
    """
    leaves = list(_leaves(container))
    dropped = {(op.schema, op.table_name) for op in leaves if isinstance(op, ops.DropTableOp)}
    brought = set(_brought_enums(leaves, default_schema))
    keys = {
        (op.schema, op.table_name, op.constraint_name, tuple(op.local_cols))
        for op in leaves
        if isinstance(op, ops.CreateForeignKeyOp) and makes_indexes
    }

    needed = set(_ends_of_keys(leaves)) if makes_indexes else set()

    def is_implied(op: ops.MigrateOperation) -> bool:
        if isinstance(op, ops.DropIndexOp):
            is_kept = is_plain and (op.schema, op.table_name, _columns(op.reverse())[0]) not in needed
            return (op.schema, op.table_name) in dropped and not is_kept
        if isinstance(op, ops.CreateIndexOp):
            return not op.unique and (op.schema, op.table_name, op.index_name, _columns(op)) in keys
        if isinstance(op, CountOnOp):
            return not op.at_end
        return isinstance(op, ops.CreateEnumOp) and TableKey(op.schema, op.name) in brought

    _filter(container, {id(op) for op in leaves if is_implied(op)})


def _columns(op: ops.CreateIndexOp) -> tuple[str, ...]:
    return tuple(str(getattr(column, "name", column)) for column in op.columns)


def _ends_of_keys(leaves: Iterable[ops.MigrateOperation]) -> Iterator[tuple[str | None, str, str]]:
    """Yield the first columns at both ends of the foreign keys of tables that are dropped."""
    for op in leaves:
        if not isinstance(op, ops.DropTableOp):
            continue
        for key in op.to_table().foreign_key_constraints:
            first = key.elements[0]
            schema, _, name = first.target_fullname.rpartition(".")[0].rpartition(".")
            yield op.schema, op.table_name, first.parent.name
            yield schema or None, name, first.target_fullname.rpartition(".")[2]


def _leaves(container: ops.OpContainer) -> Iterator[ops.MigrateOperation]:
    for op in container.ops:
        if isinstance(op, ops.OpContainer):
            yield from _leaves(op)
        else:
            yield op


def _filter(container: ops.OpContainer, unwanted: set[int]) -> None:
    """Take operations out, and containers that this leaves empty."""
    inside = [op for op in container.ops if isinstance(op, ops.OpContainer)]
    for each in inside:
        _filter(each, unwanted)
    empty = {id(op) for op in inside if not op.ops}
    container.ops[:] = [op for op in container.ops if id(op) not in unwanted | empty]


def _brought_enums(operations: Iterable[ops.MigrateOperation], default_schema: str | None) -> Iterator[TableKey]:
    for op in operations:
        for type_ in _types_of(op):
            found = enum_of(type_, default_schema)
            if found is not None:
                yield found[0]


def _types_of(op: ops.MigrateOperation) -> Iterator[TypeEngine[Any]]:
    if isinstance(op, ops.CreateTableOp):
        yield from (item.type for item in op.columns if isinstance(item, Column))
    elif isinstance(op, ops.AddColumnOp):
        yield op.column.type
    elif isinstance(op, ops.AlterColumnOp) and op.modify_type is not None:
        yield op.modify_type
