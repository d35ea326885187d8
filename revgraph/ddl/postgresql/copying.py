"""PostgreSQL's COPY as the way for many rows, where it is known to put the same values there as INSERT would.

COPY hands each value's text to the column's own input function, an INSERT of psycopg gives the parameter a type and
lets the server cast it. Both are the same for the pairs of column type and Python type listed here; for everything
else, and for tables where INSERT does more or refuses more than COPY (rules, row security, identities, views), it
declines.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, TableClause, text
from sqlalchemy.dialects.postgresql import INTERVAL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import (
    JSON,
    BigInteger,
    Boolean,
    Date,
    DateTime,
    Double,
    Enum,
    Float,
    Integer,
    Interval,
    LargeBinary,
    NullType,
    Numeric,
    SmallInteger,
    String,
    Time,
    TypeEngine,
    Uuid,
)

from revgraph.ddl.literals import script_dialect
from revgraph.ddl.rows import DriverColumn
from revgraph.util.sqla import commits_at_once

ENOUGH = 200
"""Rows below which asking the catalog costs more than COPY gains."""

FACTS = text(
    "SELECT a.attname, CASE WHEN t.typtype = 'e' THEN 'enum' ELSE format_type(a.atttypid, NULL) END "
    "FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid JOIN pg_type t ON t.oid = a.atttypid "
    "WHERE c.oid = to_regclass(:name) AND a.attnum > 0 AND NOT a.attisdropped AND a.attidentity <> 'a' "
    "AND a.attgenerated = '' AND c.relkind IN ('r', 'p') AND NOT c.relhasrules AND NOT c.relrowsecurity "
    # a trigger for each statement runs once for a COPY, and for an INSERT once for each row
    "AND NOT EXISTS (SELECT FROM pg_trigger g WHERE g.tgrelid = c.oid AND NOT g.tgisinternal AND g.tgtype & 5 = 4)"
)

_Accepted = tuple[tuple[type[TypeEngine[Any]], ...], frozenset[type]]
_INTEGER: _Accepted = ((Integer, SmallInteger, BigInteger), frozenset({int}))
_TEXT: _Accepted = ((String,), frozenset({str}))
_TIMESTAMP: _Accepted = ((DateTime,), frozenset({datetime}))

# the column's type in the catalog -> declared types, and types of values after SQLAlchemy's own conversion
SAME: Mapping[str, _Accepted] = {
    "smallint": _INTEGER,
    "integer": _INTEGER,
    "bigint": _INTEGER,
    "numeric": ((Numeric,), frozenset({int, Decimal})),
    "double precision": ((Float, Double), frozenset({int, float})),
    "character varying": _TEXT,
    "text": _TEXT,
    "boolean": ((Boolean,), frozenset({bool})),
    "date": ((Date,), frozenset({date})),
    "timestamp without time zone": _TIMESTAMP,
    "timestamp with time zone": _TIMESTAMP,
    "time without time zone": ((Time,), frozenset({time})),
    "interval": ((Interval, INTERVAL), frozenset({timedelta})),
    "bytea": ((LargeBinary,), frozenset({bytes, bytearray, memoryview})),
    "uuid": ((Uuid,), frozenset({UUID})),
    "enum": ((Enum,), frozenset({str})),
    "json": ((JSON,), frozenset()),
    "jsonb": ((JSON,), frozenset()),
}


class CopyLoader:
    """Load rows with psycopg's COPY."""

    def load(self, connection: Connection, table: TableClause, columns: Sequence[DriverColumn]) -> bool:
        """Load the rows, or decline: another driver, few rows, or values that COPY might read otherwise."""
        dialect: Any = connection.dialect
        if dialect.driver != "psycopg" or dialect.is_async or len(columns[0].values) < ENOUGH:
            return False
        if dialect.server_version_info < (12,):
            return False
        if commits_at_once(connection):
            return False  # the journal would not see it, and nothing rolls it back
        preparer = script_dialect(dialect, {}).identifier_preparer
        where = preparer.format_table(table)
        found = connection.execute(FACTS, {"name": where})
        types: dict[str, str] = {str(row[0]): str(row[1]) for row in found}
        names = [str(table.columns[column.key].name) for column in columns]
        pairs = zip(columns, names, strict=True)
        if not all(name in types and _same(column, types[name], dialect) for column, name in pairs):
            return False
        listed = ", ".join(preparer.format_column(table.columns[column.key]) for column in columns)
        _copy(connection, f"COPY {where} ({listed}) FROM STDIN", columns)
        return True


def _copy(connection: Connection, statement: str, columns: Sequence[DriverColumn]) -> None:
    driver: Any = connection.connection.driver_connection
    dialect: Any = connection.dialect
    try:
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            for row in zip(*(column.values for column in columns), strict=True):
                copy.write_row(row)
    except dialect.dbapi.Error as error:
        raise DBAPIError.instance(statement, None, error, dialect.dbapi.Error, dialect=dialect) from error


def _same(column: DriverColumn, stored: str, dialect: Any) -> bool:
    """Say whether COPY reads the values of a column as INSERT does."""
    if stored not in SAME:
        return False
    types = set(map(type, column.values)) - {type(None)}
    declared: Any = column.type_.dialect_impl(dialect)
    declared = getattr(declared, "impl_instance", declared)
    if isinstance(declared, NullType):
        return types <= {str}
    classes, accepted = SAME[stored]
    floating = isinstance(declared, Float) or isinstance(column.type_, Float)  # SQLAlchemy 2.0: only the second
    if stored == "double precision" and floating:
        return types <= accepted
    if not isinstance(declared, classes) or (floating and stored == "numeric"):
        return False
    if isinstance(declared, (JSON, LargeBinary)):
        accepted |= {_wrapper(declared, dialect)}
    if not types <= accepted:
        return False
    if types.isdisjoint({datetime, time}):
        return True
    zoned = stored.endswith("with time zone")
    return bool(zoned == getattr(declared, "timezone", False)) and (zoned or _without_zone(column))


def _wrapper(declared: JSON | LargeBinary, dialect: Any) -> type:
    """Return the class that SQLAlchemy wraps a value in for the driver."""
    made: Any = declared
    process = made.bind_processor(dialect)
    sample: Any = [] if isinstance(declared, JSON) else b""
    return type(sample if process is None else process(sample))


def _without_zone(column: DriverColumn) -> bool:
    """Say whether no value has an offset, which an INSERT converts and COPY passes over."""
    return all(value is None or value.tzinfo is None for value in column.values)
