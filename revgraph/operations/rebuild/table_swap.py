"""Putting a newly made table in the place of the old one on a database server, with its rows and what hangs on it.

Knows statements and facts; what the new table is, is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ClauseElement, Connection, Executable, MetaData, Table, func, select
from sqlalchemy import inspect as inspected
from sqlalchemy.ext.compiler import compiles

from revgraph.errors import OperationError
from revgraph.operations import ops
from revgraph.operations.rebuild.facts import Facts, demand_no_obstacles, demand_same
from revgraph.operations.rebuild.mysql_facts import read_mysql_facts
from revgraph.operations.rebuild.postgresql_facts import read_postgresql_facts
from revgraph.operations.rebuild.swap import FORMATTING, Verbatim
from revgraph.operations.rebuild.tokens import names_in
from revgraph.operations.target import Surroundings
from revgraph.util.sqla import commits_at_once

MYSQL = ("mysql", "mariadb")


class CopyAll(Executable, ClauseElement):
    """``INSERT ... SELECT`` that also fills columns which are otherwise GENERATED ALWAYS AS IDENTITY.

    :param table: the new table.
    :param columns: names of its columns.
    :param rows: the select.
    """

    inherit_cache = False

    def __init__(self, table: Table, columns: Sequence[str], rows: Any) -> None:
        self.table = table
        self.columns = columns
        self.rows = rows


@compiles(CopyAll)
def write_copy_all(element: CopyAll, compiler: Any, **kw: Any) -> str:
    """Spell it."""
    columns = ", ".join(compiler.preparer.quote(name) for name in element.columns)
    place = compiler.preparer.format_table(element.table)
    return f"INSERT INTO {place} ({columns}) OVERRIDING SYSTEM VALUE {compiler.process(element.rows, **kw)}"


@dataclass
class TableSwap:
    """The change from an old table to a new one.

    :param context: the migration context.
    :param old: the old table.
    :param new: the new one, under its temporary name.
    :param copy: what copies the rows, if there are any to copy.
    :param indexes: indexes of the new table.
    :param late: constraints that are added when it has its name.
    :param columns: names of columns in the new table by those in the old one.
    :param moved: names of columns that are renamed or dropped, in lower case.
    :param changed: names of all that was to be changed, in lower case.
    :param free_names: drops constraints of the old table whose names the new one takes.
    """

    context: Surroundings
    old: Table
    new: Table
    copy: Any
    indexes: list[ops.CreateIndexOp]
    late: list[ops.AddConstraintOp]
    columns: Mapping[str, str]
    moved: set[str]
    changed: set[str]
    free_names: Callable[[], None]

    @property
    def place(self) -> str:
        """Return the table as SQL names it."""
        return self.named(self.old.name)

    def named(self, name: str) -> str:
        """Return a table of that name in the same schema as SQL names it."""
        return ".".join(self.quoted(part) for part in (self.old.schema, name) if part)

    def quoted(self, name: str) -> str:
        """Return a name in quotes, its percent signs single."""
        quoted = self.context.dialect.identifier_preparer.quote_identifier(name)
        return quoted.replace("%%", "%") if self.context.dialect.paramstyle in FORMATTING else quoted

    def facts(self, table_name: str) -> Facts | None:
        """Return what the server knows of a table; None if it can't be asked."""
        connection, kind = self.context.connection, self.context.dialect.name
        if connection is None or kind not in ("postgresql", *MYSQL):
            return None
        if kind == "postgresql":
            return read_postgresql_facts(connection, self.named(table_name))
        return read_mysql_facts(connection, self.named(table_name), table_name, self.old.schema)


def run_table_swap(swap: TableSwap) -> None:
    """Carry the exchange out; what the database does within a transaction is undone together if it fails.

    :raises OperationError: if something would be lost; nothing is then changed.
    """
    facts = swap.facts(swap.old.name)
    if facts is not None:
        demand_no_obstacles(facts, swap.old.name)
    if swap.context.connection is not None:
        _sweep(swap, swap.context.connection)
    with _undone_together(swap):
        on_mysql = swap.context.dialect.name in MYSQL
        with _dropped_again(swap) if on_mysql else _nothing():
            _make(swap)
            if on_mysql:
                _index(swap, facts, swap.new.name)
                _compare(swap, facts, swap.new.name)
            _copy(swap)
        _exchange(swap, facts)
        if not on_mysql:
            _index(swap, facts, swap.old.name)
        _bring_back(swap, facts)
        if not on_mysql:
            _compare(swap, facts, swap.old.name)


def _make(swap: TableSwap) -> None:
    swap.free_names()
    swap.context.impl.create_table(swap.new)


def _copy(swap: TableSwap) -> None:
    if swap.copy is None:
        return
    with _numbers_as_they_are(swap):
        swap.context.impl.execute(swap.copy)
    connection = swap.context.connection
    if connection is not None:
        there, arrived = (connection.scalar(select(func.count()).select_from(t)) for t in (swap.old, swap.new))
        if there != arrived:
            raise OperationError(f"building table {swap.old.name!r} anew: of {there} rows {arrived} arrived")


def _exchange(swap: TableSwap, facts: Facts | None) -> None:
    for statement in facts.cleared if facts is not None else ():
        swap.context.impl.output.execute(Verbatim(statement))
    swap.context.impl.drop_table(Table(swap.old.name, MetaData(), schema=swap.old.schema))
    swap.context.impl.rename_table(swap.new.name, swap.old.name, schema=swap.old.schema)


def _index(swap: TableSwap, facts: Facts | None, table_name: str) -> None:
    stored = facts.indexes if facts is not None else {}
    for operation in swap.indexes:
        name = str(operation.index_name)
        fits = name in stored and name.lower() not in swap.changed and not swap.moved & names_in(stored[name])
        if fits:
            swap.context.impl.output.execute(Verbatim(stored[name]))
        elif not stored or name in stored or name.lower() in swap.changed:
            placed = copy(operation)
            placed.table_name = table_name
            swap.context.impl.create_index(placed.to_index(swap.context))


def _bring_back(swap: TableSwap, facts: Facts | None) -> None:
    for constraint in swap.late:
        swap.context.impl.add_constraint(constraint.to_constraint(swap.context))
    if facts is None:
        return
    connection = swap.context.connection
    for number in facts.numbers:
        column = swap.columns.get(number.column)
        asked = select(func.pg_get_serial_sequence(swap.place, column))
        sequence = connection.scalar(asked) if connection is not None and column is not None else None
        if sequence is not None and connection is not None:
            connection.execute(select(func.setval(sequence, number.last, number.called)))
            if sequence.rpartition(".")[2].strip('"') != number.name:
                rename = f"ALTER SEQUENCE {sequence} RENAME TO {swap.quoted(number.name)}"
                connection.exec_driver_sql(rename.replace("%", "%%"))
    for statement in facts.restored:
        swap.context.impl.output.execute(Verbatim(statement))


def _compare(swap: TableSwap, facts: Facts | None, table_name: str) -> None:
    after = swap.facts(table_name)
    if facts is not None and after is not None:
        demand_same(facts, after, swap.old.name, swap.changed)


def _sweep(swap: TableSwap, connection: Connection) -> None:
    """Drop an empty temporary table that was left behind; refuse to go on if it holds rows."""
    name = str(swap.new.name)
    if not inspected(connection).has_table(name, schema=swap.old.schema):
        return
    rows = connection.scalar(select(func.count()).select_from(Table(name, MetaData(), schema=swap.old.schema)))
    if rows:
        raise OperationError(
            f"table {name!r} is there, as a rebuild of {swap.old.name!r} that died leaves it, and holds {rows} rows; "
            "nothing was changed. Look into it, then drop or rename it"
        )
    swap.context.impl.drop_table(Table(name, MetaData(), schema=swap.old.schema))


@contextmanager
def _undone_together(swap: TableSwap) -> Iterator[None]:
    connection = swap.context.connection
    in_one = connection is not None and swap.context.dialect.name == "postgresql"
    if connection is None or not in_one or commits_at_once(connection):
        yield
        return
    with connection.begin_nested():
        yield


@contextmanager
def _dropped_again(swap: TableSwap) -> Iterator[None]:
    """Drop the new table if the block fails: the database can't take its creation back by itself."""
    try:
        yield
    except Exception:
        if swap.context.connection is not None:
            place = swap.named(swap.new.name).replace("%", "%%")
            swap.context.connection.exec_driver_sql(f"DROP TABLE IF EXISTS {place}")
        raise


@contextmanager
def _nothing() -> Iterator[None]:
    yield


@contextmanager
def _numbers_as_they_are(swap: TableSwap) -> Iterator[None]:
    """Keep MySQL and MariaDB from giving a row whose number is 0 another one."""
    connection = swap.context.connection
    if connection is None or swap.context.dialect.name not in MYSQL:
        yield
        return
    mode = connection.exec_driver_sql("SELECT @@SESSION.sql_mode").scalar()
    connection.exec_driver_sql("SET SESSION sql_mode = CONCAT_WS(',', @@SESSION.sql_mode, 'NO_AUTO_VALUE_ON_ZERO')")
    try:
        yield
    finally:
        connection.exec_driver_sql("SET SESSION sql_mode = %s", (mode,))
