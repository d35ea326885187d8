"""What each operation makes, needs, drops and lets go of; ``order`` derives from it what must come first.

Works on operations alone; no database, no order of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import (
    Column,
    ForeignKeyConstraint,
    Identity,
    PrimaryKeyConstraint,
    Sequence,
    TextClause,
    UniqueConstraint,
)
from sqlalchemy.sql import visitors
from sqlalchemy.sql.elements import ClauseElement, ColumnClause
from sqlalchemy.sql.functions import next_value
from sqlalchemy.types import TypeEngine

from revgraph.autogenerate.count_on import CountOnOp
from revgraph.autogenerate.snapshot import enum_of
from revgraph.autogenerate.table_options import SetTableOptionsOp
from revgraph.ddl.postgresql.serial import next_value_of
from revgraph.ddl.sql_text import tokens
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
                needs |= self.enum(item) | self.sequences(item)
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

    def values(self, type_: TypeEngine[Any] | None) -> set[Thing]:
        """Return the values of the enum type a column has, if any."""
        found = None if type_ is None else enum_of(type_, self.default_schema)
        return set() if found is None else {("values", tuple(found[0]))}

    def sequences(self, column: Column[Any]) -> set[Thing]:
        """Return the sequences a column counts by."""
        default = column.default
        own = {default} if isinstance(default, Sequence) else set()
        named: set[Thing] = {("sequence", self.place(each.schema, str(each.name))) for each in own}
        return named | _sequences_in(column.server_default, self)


_readings = Registry("effects of operations")


def _sequences_in(default: Any, reading: Reading) -> set[Thing]:
    """Return the sequences whose next value a server default is."""
    clause = getattr(default, "arg", default)
    if isinstance(clause, TextClause):
        name = next_value_of(clause.text.replace("\\:", ":"))
        return set() if name is None else {("sequence", (None, name))}
    found = visitors.iterate(clause) if isinstance(clause, ClauseElement) else ()
    counters = [each.sequence for each in found if isinstance(each, next_value)]
    return {("sequence", reading.place(each.schema, str(each.name))) for each in counters}


def _columns(kind: str, place: tuple[str | None, str], names: Iterable[str]) -> set[Thing]:
    return {(kind, place, str(name)) for name in names}


def _sources(place: tuple[str | None, str], column: Column[Any]) -> set[Thing]:
    """Return the columns that a computed one may stand on: those of its table that its text names."""
    table = getattr(column, "table", None)
    if column.computed is None or table is None:
        return set()
    text = str(column.computed.sqltext)
    return _columns("column", place, [other.name for other in table.columns if other.name in text]) - _columns(
        "column", place, [column.name]
    )


def _index_columns(op: ops.CreateIndexOp) -> Iterator[str]:
    for element in op.columns:
        if isinstance(element, str):
            yield element
        else:
            yield from _names_in(element)


def _names_in(element: Any) -> Iterator[str]:
    """Yield the names that may be columns: of an expression, or any word of a text."""
    if element is None:
        return
    texts = [element] if isinstance(element, str) else []
    for found in visitors.iterate(element) if isinstance(element, ClauseElement) else ():
        if isinstance(found, TextClause):
            texts.append(found.text)
        elif isinstance(found, ColumnClause):
            texts += [str(found.name)] if found.is_literal else []
            yield str(found.name)
    for text in texts:
        for kind, part in tokens(text):
            if kind == "word":
                yield part
            elif kind == "quoted":
                yield part[1:-1].replace(part[0] * 2, part[0])


@_readings.dispatch_for(ops.CreateTableOp)
def _create_table(reading: Reading, op: ops.CreateTableOp, effects: Effects) -> None:
    effects.table = reading.place(op.schema, op.table_name)
    effects.makes, effects.needs = reading.whole_table(op)


@_readings.dispatch_for(ops.DropTableOp)
def _drop_table(reading: Reading, op: ops.DropTableOp, effects: Effects) -> None:
    effects.table = reading.place(op.schema, op.table_name)
    effects.drops, needs = reading.whole_table(op.reverse())
    effects.leaves = {thing for thing in needs if thing[0] != "typed"}
    effects.leaves |= {("old type", *thing[1:]) for thing in needs if thing[0] == "typed"}


@_readings.dispatch_for(ops.AddColumnOp)
def _add_column(reading: Reading, op: ops.AddColumnOp, effects: Effects) -> None:
    effects.table = reading.place(op.schema, op.table_name)
    effects.makes = _columns("column", effects.table, [op.column.name])
    effects.needs = reading.enum(op.column) | reading.sequences(op.column) | reading.values(op.column.type)
    sources = _sources(effects.table, op.column)
    effects.needs |= sources | {("typed", *source[1:]) for source in sources}


@_readings.dispatch_for(ops.DropColumnOp)
def _drop_column(reading: Reading, op: ops.DropColumnOp, effects: Effects) -> None:
    effects.table = reading.place(op.schema, op.table_name)
    effects.drops = _columns("column", effects.table, [op.column_name])
    effects.leaves = reading.enum(op.to_column()) | reading.sequences(op.to_column())
    sources = _sources(effects.table, op.to_column())
    effects.leaves |= sources | {("old type", *source[1:]) for source in sources}


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
    effects.needs |= reading.values(op.existing_type if op.modify_type is None else op.modify_type)
    if op.modify_server_default is None:
        effects.needs.clear()
        effects.leaves |= reading.values(op.existing_type)
    own = ("sequence", (effects.table[0], f"{effects.table[1]}_{op.column_name}_seq"))
    for default, counted, identity in (
        (op.modify_server_default, effects.needs, effects.makes),
        (op.existing_server_default if op.modify_server_default is not False else None, effects.leaves, effects.drops),
    ):
        counted |= _sequences_in(default, reading)
        identity |= {own} if isinstance(default, Identity) else set()
    if op.modify_type is not None:
        effects.needs |= reading.enum(Column("x", op.modify_type))
        effects.leaves |= set() if op.existing_type is None else reading.enum(Column("x", op.existing_type))


@_readings.dispatch_for(ops.CreateIndexOp)
def _create_index(reading: Reading, op: ops.CreateIndexOp, effects: Effects) -> None:
    effects.table = place = reading.place(op.schema, op.table_name)
    names = list(_index_columns(op))
    effects.makes = {("index", place[0], str(op.index_name))} | _columns("support", place, names[:1])
    if op.unique:
        effects.makes.add(("key", place, frozenset(names)))
    names += _carried_columns(op)
    effects.needs = {("table", place)} | _columns("column", place, names) | _columns("typed", place, names)


def _carried_columns(op: ops.CreateIndexOp) -> list[str]:
    """Return the columns that an index carries along, or that may be in its condition."""
    lists = [value for value in op.kw.values() if isinstance(value, (list, tuple))]
    carried = [str(getattr(each, "name", each)) for value in lists for each in value]
    return carried + [name for value in op.kw.values() if isinstance(value, ClauseElement) for name in _names_in(value)]


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


@_readings.dispatch_for(ops.CreateCheckConstraintOp)
def _create_check(reading: Reading, op: ops.CreateCheckConstraintOp, effects: Effects) -> None:
    effects.table = place = reading.place(op.schema, op.table_name)
    effects.makes = {("constraint", place, str(op.constraint_name))}
    names = set(_names_in(op.condition))
    effects.needs = {("table", place)} | _columns("column", place, names) | _columns("typed", place, names)


@_readings.dispatch_for(ops.CreateExcludeConstraintOp)
def _create_exclude(reading: Reading, op: ops.CreateExcludeConstraintOp, effects: Effects) -> None:
    effects.table = place = reading.place(op.schema, op.table_name)
    effects.makes = {("constraint", place, str(op.constraint_name)), ("index", place[0], str(op.constraint_name))}
    names = {name for element, _ in op.elements for name in _names_in(element)} | set(_names_in(op.where))
    effects.needs = {("table", place)} | _columns("column", place, names) | _columns("typed", place, names)


@_readings.dispatch_for(ops.CreateForeignKeyOp)
def _create_foreign_key(reading: Reading, op: ops.CreateForeignKeyOp, effects: Effects) -> None:
    effects.table = place = reading.place(op.schema, op.source_table)
    effects.makes = {("constraint", place, str(op.constraint_name))}
    effects.makes.add(("index", place[0], str(op.constraint_name)))  # MySQL and MariaDB make one of this name
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


@_readings.dispatch_for(ops.CreateSequenceOp)
def _create_sequence(reading: Reading, op: ops.CreateSequenceOp, effects: Effects) -> None:
    effects.makes = {("sequence", reading.place(op.schema, op.sequence_name))}
    owner = op.owned_by if isinstance(op.owned_by, tuple) else ()
    if len(owner) in (2, 3):
        effects.table = place = reading.place(op.schema, owner[-2])
        effects.needs = {("table", place), ("column", place, owner[-1])}


@_readings.dispatch_for(ops.DropSequenceOp)
def _drop_sequence(reading: Reading, op: ops.DropSequenceOp, effects: Effects) -> None:
    created = reading.effects_of(op.reverse())
    effects.table, effects.drops, effects.leaves = created.table, created.makes, created.needs


@_readings.dispatch_for(CountOnOp)
def _count_on(reading: Reading, op: CountOnOp, effects: Effects) -> None:
    effects.table = reading.place(op.schema, op.table_name)


@_readings.dispatch_for(SetTableOptionsOp)
def _set_table_options(reading: Reading, op: SetTableOptionsOp, effects: Effects) -> None:
    effects.table = place = reading.place(op.schema, op.table_name)
    effects.makes = _columns("typed", place, op.converted)
    effects.drops = _columns("old type", place, op.converted)


@_readings.dispatch_for(ops.RenameConstraintOp)
def _rename_constraint(reading: Reading, op: ops.RenameConstraintOp, effects: Effects) -> None:
    effects.table = place = reading.place(op.schema, op.table_name)
    effects.needs = {("table", place)}
    effects.drops, effects.makes = (
        {("constraint", place, str(name)), ("index", place[0], str(name))} for name in (op.old_name, op.new_name)
    )


@_readings.dispatch_for(ops.CreateEnumOp)
def _create_enum(reading: Reading, op: ops.CreateEnumOp, effects: Effects) -> None:
    effects.makes = {("enum", reading.place(op.schema, op.name))}


@_readings.dispatch_for(ops.AddEnumValueOp)
@_readings.dispatch_for(ops.AlterEnumOp)
def _alter_enum(reading: Reading, op: ops.AddEnumValueOp | ops.AlterEnumOp, effects: Effects) -> None:
    key = ("values", reading.place(op.schema, op.name))
    effects.makes, effects.drops = {key}, {key}


@_readings.dispatch_for(ops.DropEnumOp)
def _drop_enum(reading: Reading, op: ops.DropEnumOp, effects: Effects) -> None:
    effects.drops = {("enum", reading.place(op.schema, op.name))}
