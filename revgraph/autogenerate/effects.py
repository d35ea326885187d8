"""What each operation makes, needs, drops and lets go of; ``order`` derives from it what must come first.

Works on operations alone; no database, no order of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import Column, ForeignKeyConstraint, PrimaryKeyConstraint, UniqueConstraint
from sqlalchemy.sql import visitors

from revgraph.autogenerate.snapshot import enum_of
from revgraph.operations import ops
from revgraph.util.registry import Registry

Thing = tuple[Any, ...]
"""Something in a database: its kind, its table, its name or columns."""

F = TypeVar("F", bound=Callable[..., None])


@dataclass
class Effects:
    """What an operation does to the things around it.

    :param table: schema and name of the table it belongs to, None if to none.
    :param makes: there after it, not before.
    :param needs: must be there before it.
    :param drops: gone after it.
    :param leaves: used before it, not after: they can only be dropped later.
    """

    table: tuple[str | None, str] | None = None
    makes: set[Thing] = field(default_factory=set)
    needs: set[Thing] = field(default_factory=set)
    drops: set[Thing] = field(default_factory=set)
    leaves: set[Thing] = field(default_factory=set)


class Reading:
    """Reads the effects of operations.

    :param default_schema: the schema that counts as none.
    """

    def __init__(self, default_schema: str | None) -> None:
        self.default_schema = default_schema

    def effects_of(self, op: ops.MigrateOperation) -> Effects:
        """Return the effects of an operation; none for one that is not known."""
        effects = Effects()
        try:
            read = _readings.dispatch(type(op))
        except ValueError:
            return effects
        read(self, op, effects)
        return effects

    def place(self, schema: str | None, table: str) -> tuple[str | None, str]:
        """Return schema and name of a table, the default schema as None."""
        return (None if schema == self.default_schema else schema, str(table))

    def whole_table(self, op: ops.CreateTableOp) -> tuple[set[Thing], set[Thing]]:
        """Return the things that come with a table, and those it depends on."""
        place = self.place(op.schema, op.table_name)
        comes: set[Thing] = {("table", place)}
        needs: set[Thing] = set()
        for item in op.columns:
            if isinstance(item, Column):
                comes.add(("column", place, item.name))
                needs |= self.enum(item)
            elif isinstance(item, (UniqueConstraint, PrimaryKeyConstraint)):
                comes.add(("key", place, frozenset(column.name for column in item.columns)))
            elif isinstance(item, ForeignKeyConstraint):
                needs |= self.target(ops.CreateForeignKeyOp.from_constraint(item))
        own = {need for need in needs if need[1] == place}
        return comes, needs - own

    def target(self, op: ops.CreateForeignKeyOp) -> set[Thing]:
        """Return what a foreign key needs on the other side."""
        place = self.place(op.kw.get("referent_schema"), op.referent_table)
        columns: set[Thing] = {("column", place, name) for name in op.remote_cols}
        typed: set[Thing] = {("typed", place, name) for name in op.remote_cols}
        return {("table", place), ("key", place, frozenset(op.remote_cols))} | columns | typed

    def enum(self, column: Column[Any]) -> set[Thing]:
        """Return the enum type a column needs, if any."""
        found = enum_of(column.type, self.default_schema)
        return set() if found is None else {("enum", tuple(found[0]))}


_readings = Registry("effects of operations")


def _columns(kind: str, place: tuple[str | None, str], names: Iterable[str]) -> set[Thing]:
    return {(kind, place, str(name)) for name in names}


def _index_columns(op: ops.CreateIndexOp) -> Iterator[str]:
    for element in op.columns:
        if isinstance(element, str):
            yield element
        else:
            yield from (found.name for found in visitors.iterate(element) if isinstance(found, Column))


@_readings.dispatch_for(ops.CreateTableOp)
def _create_table(reading: Reading, op: ops.CreateTableOp, effects: Effects) -> None:
    effects.table = reading.place(op.schema, op.table_name)
    effects.makes, effects.needs = reading.whole_table(op)


@_readings.dispatch_for(ops.DropTableOp)
def _drop_table(reading: Reading, op: ops.DropTableOp, effects: Effects) -> None:
    effects.table = reading.place(op.schema, op.table_name)
    effects.drops, effects.leaves = reading.whole_table(op.reverse())


@_readings.dispatch_for(ops.AddColumnOp)
def _add_column(reading: Reading, op: ops.AddColumnOp, effects: Effects) -> None:
    effects.table = reading.place(op.schema, op.table_name)
    effects.makes = _columns("column", effects.table, [op.column.name])
    effects.needs = reading.enum(op.column)


@_readings.dispatch_for(ops.DropColumnOp)
def _drop_column(reading: Reading, op: ops.DropColumnOp, effects: Effects) -> None:
    effects.table = reading.place(op.schema, op.table_name)
    effects.drops = _columns("column", effects.table, [op.column_name])
    effects.leaves = reading.enum(op.to_column())


@_readings.dispatch_for(ops.AlterColumnOp)
def _alter_column(reading: Reading, op: ops.AlterColumnOp, effects: Effects) -> None:
    effects.table = reading.place(op.schema, op.table_name)
    counts = op.kw.get("autoincrement")
    if counts is not None:  # such a column must be a key at any moment
        (effects.needs if counts else effects.leaves).add(("primary key", effects.table))
    if counts is not None and op.modify_type is None:
        return
    effects.makes = _columns("typed", effects.table, [op.column_name])
    effects.drops = _columns("old type", effects.table, [op.column_name])
    if op.modify_type is not None:
        effects.needs = reading.enum(Column("x", op.modify_type))
        effects.leaves = set() if op.existing_type is None else reading.enum(Column("x", op.existing_type))


@_readings.dispatch_for(ops.CreateIndexOp)
def _create_index(reading: Reading, op: ops.CreateIndexOp, effects: Effects) -> None:
    effects.table = place = reading.place(op.schema, op.table_name)
    names = list(_index_columns(op))
    effects.makes = {("index", place[0], str(op.index_name))} | _columns("support", place, names[:1])
    if op.unique:
        effects.makes.add(("key", place, frozenset(names)))
    effects.needs = {("table", place)} | _columns("column", place, names) | _columns("typed", place, names)


@_readings.dispatch_for(ops.DropIndexOp)
def _drop_index(reading: Reading, op: ops.DropIndexOp, effects: Effects) -> None:
    created = reading.effects_of(op.reverse())
    effects.table, effects.drops = created.table, created.makes
    effects.leaves = {thing for thing in created.needs if thing[0] != "typed"}
    effects.leaves |= {("old type", *thing[1:]) for thing in created.needs if thing[0] == "typed"}


@_readings.dispatch_for(ops.CreateUniqueConstraintOp)
@_readings.dispatch_for(ops.CreatePrimaryKeyOp)
def _create_key(reading: Reading, op: ops.CreateUniqueConstraintOp | ops.CreatePrimaryKeyOp, effects: Effects) -> None:
    effects.table = place = reading.place(op.schema, op.table_name)
    effects.makes = {("key", place, frozenset(op.columns)), ("constraint", place, str(op.constraint_name))}
    effects.makes |= {("index", place[0], str(op.constraint_name))} | _columns("support", place, op.columns[:1])
    if isinstance(op, ops.CreatePrimaryKeyOp):
        effects.makes.add(("primary key", place))
    effects.needs = _columns("column", place, op.columns) | _columns("typed", place, op.columns)


@_readings.dispatch_for(ops.CreateForeignKeyOp)
def _create_foreign_key(reading: Reading, op: ops.CreateForeignKeyOp, effects: Effects) -> None:
    effects.table = place = reading.place(op.schema, op.source_table)
    effects.makes = {("constraint", place, str(op.constraint_name))}
    effects.needs = {("table", place)} | _columns("column", place, op.local_cols) | reading.target(op)
    effects.needs |= _columns("typed", place, op.local_cols) | _columns("support", place, op.local_cols[:1])


@_readings.dispatch_for(ops.DropConstraintOp)
def _drop_constraint(reading: Reading, op: ops.DropConstraintOp, effects: Effects) -> None:
    created = reading.effects_of(op.reverse())
    effects.table, effects.drops = created.table, created.makes
    effects.leaves = {thing for thing in created.needs if thing[0] != "typed"}
    effects.leaves |= {("old type", *thing[1:]) for thing in created.needs if thing[0] == "typed"}


@_readings.dispatch_for(ops.AlterTableOp)
def _alter_table(reading: Reading, op: ops.AlterTableOp, effects: Effects) -> None:
    effects.table = place = reading.place(op.schema, op.table_name)
    effects.needs = {("table", place)}


@_readings.dispatch_for(ops.CreateEnumOp)
def _create_enum(reading: Reading, op: ops.CreateEnumOp, effects: Effects) -> None:
    effects.makes = {("enum", reading.place(op.schema, op.name))}


@_readings.dispatch_for(ops.DropEnumOp)
def _drop_enum(reading: Reading, op: ops.DropEnumOp, effects: Effects) -> None:
    effects.drops = {("enum", reading.place(op.schema, op.name))}
