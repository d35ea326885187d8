"""Compare which column counts up by itself: SERIAL on PostgreSQL, AUTO_INCREMENT on MySQL and MariaDB.

SQLite's AUTOINCREMENT is an option of the table. What counts from now on starts behind the rows that are there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import BigInteger, Column, Identity, Integer, Sequence, SmallInteger, text
from sqlalchemy.types import TypeEngine

from revgraph.autogenerate.compare.options import Options
from revgraph.autogenerate.count_on import CountOnOp
from revgraph.autogenerate.snapshot import ColumnFacts, TableFacts
from revgraph.ddl.names import quoted_place
from revgraph.ddl.postgresql.serial import SEQUENCE
from revgraph.ddl.sql_text import quoted_string
from revgraph.operations import ops

_LONGEST_NAME = 63
_MYSQL = ("mysql", "mariadb")


def counts_up(column: Column[Any]) -> bool:
    """Say whether SQLAlchemy lets a column count up by itself."""
    return column.table is not None and column.table._autoincrement_column is column


def set_counting(op: ops.AlterColumnOp, before: ColumnFacts, after: ColumnFacts, options: Options) -> None:
    """Set AUTO_INCREMENT of an alteration on MySQL and MariaDB, if it differs.

    :param op: changed in place.
    :param before: the column in the database.
    :param after: the column in the models.
    :param options: how to compare.
    """
    if options.dialect.name not in _MYSQL or "sequences" in options.unread:
        return
    have, want = counts_up(before.item), _wants_counter(after.item)
    if have != want and isinstance(after.item.type, Integer):
        place = f"{op.table_name}.{op.column_name}"
        options.explain("autoincrement", place, (have, want), True, "AUTO_INCREMENT on one side only")
        op.kw["autoincrement"], op.kw["existing_autoincrement"] = want, have


def compare_serial(
    before: ColumnFacts, after: ColumnFacts, table: TableFacts, options: Options
) -> Iterator[ops.MigrateOperation]:
    """Yield the operations that make a SERIAL column of a plain one or an identity, or the other way around.

    :param before: the column in the database.
    :param after: the column in the models.
    :param table: the table in the models.
    :param options: how to compare.
    """
    if options.dialect.name != "postgresql" or "sequences" in options.unread:
        return
    have: str | None = before.item.info.get(SEQUENCE)
    wants = _wants_counter(after.item) and after.item.identity is None
    if (have is not None) == wants:
        return
    place = f"{table.key}.{after.name}"
    options.explain("autoincrement", place, (have, "SERIAL" if wants else None), True, "a sequence on one side only")
    if have is not None:
        yield from _taken(have, before, after, table, options)
    else:
        yield from _given(before, after, table, options)


def _wants_counter(column: Column[Any]) -> bool:
    default = column.default
    own_sequence = isinstance(default, Sequence) and not default.optional
    return counts_up(column) and column.server_default is None and not own_sequence


def _taken(
    sequence: str, before: ColumnFacts, after: ColumnFacts, table: TableFacts, options: Options
) -> Iterator[ops.MigrateOperation]:
    name, schema = table.key.name, table.item.schema
    yield CountOnOp(name, after.name, schema=schema, at_end=False)
    yield _altered(before, table, _next_of(sequence, schema, options), None)
    created = _sequence(sequence, before, table)
    yield created.reverse()
    if isinstance(after.item.server_default, Identity):
        yield _altered(before, table, None, after.item.server_default)
        yield CountOnOp(name, after.name, schema=schema, at_end=True)


def _given(
    before: ColumnFacts, after: ColumnFacts, table: TableFacts, options: Options
) -> Iterator[ops.MigrateOperation]:
    name, schema = table.key.name, table.item.schema
    identity = before.item.identity
    yield CountOnOp(name, after.name, schema=schema, at_end=False)
    if identity is not None:
        yield _altered(before, table, identity, None)
    sequence = _sequence_name(name, after.name)
    yield _sequence(sequence, after, table)
    yield _altered(before, table, None, _next_of(sequence, schema, options))
    yield CountOnOp(name, after.name, schema=schema, at_end=True)


def _altered(before: ColumnFacts, table: TableFacts, was: Any, will: Any) -> ops.AlterColumnOp:
    return ops.AlterColumnOp(
        table.key.name,
        before.name,
        schema=table.item.schema,
        existing_type=before.item.type,
        existing_nullable=before.nullable,
        existing_server_default=was,
        modify_server_default=will,
    )


def _next_of(sequence: str, schema: str | None, options: Options) -> Any:
    literal = quoted_string(quoted_place(options.dialect, schema, sequence)).replace(":", r"\:")
    return text(rf"nextval({literal}\:\:regclass)")


def _sequence(sequence: str, column: ColumnFacts, table: TableFacts) -> ops.CreateSequenceOp:
    schema = table.item.schema
    owner = (*([] if schema is None else [schema]), table.key.name, column.name)
    data_type = _plain_integer(column.item.type)
    return ops.CreateSequenceOp(sequence, schema=schema, data_type=data_type, owned_by=owner)


def _plain_integer(type_: TypeEngine[Any]) -> TypeEngine[Any]:
    for kind in (BigInteger, SmallInteger):
        if isinstance(type_, kind):
            return kind()
    return Integer()


def _sequence_name(table: str, column: str) -> str:
    """Return the name PostgreSQL gives to the sequence of a SERIAL column: the longer part is cut first."""
    room = _LONGEST_NAME - len("__seq")
    while len(table) + len(column) > room:
        if len(table) > len(column):
            table = table[:-1]
        else:
            column = column[:-1]
    return f"{table}_{column}_seq"
