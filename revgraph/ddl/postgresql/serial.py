"""SERIAL columns of PostgreSQL: the sequence that a column owns, and how its default names it.

Reads the catalog; the sequences of identity columns are the server's own business and not met here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import nullcontext
from typing import Any

from sqlalchemy import Connection, Engine, text
from sqlalchemy.engine.reflection import Inspector
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import DDLCompiler
from sqlalchemy.types import TypeEngine

from revgraph.ddl.base import AlterTable, format_string, format_table_name, format_type

_NEXT_VALUE = re.compile(r"nextval\('((?:[^']|'')+)'(?:::regclass)?\)", re.IGNORECASE)
SEQUENCE = "revgraph_sequence"
"""Where the ``info`` of a reflected column holds the sequence it counts by."""
_LAST_NAME = re.compile(r'(?:^|\.)(?:"((?:[^"]|"")+)"|([\w$]+))$')
_OWNED_SEQUENCES = """
    SELECT tn.nspname, t.relname, a.attname, s.relname, s.oid::regclass::text
    FROM pg_catalog.pg_depend d
    JOIN pg_catalog.pg_class s ON s.oid = d.objid AND s.relkind = 'S'
    JOIN pg_catalog.pg_class t ON t.oid = d.refobjid
    JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace
    JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
    WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.refclassid = 'pg_catalog.pg_class'::regclass
      AND d.deptype = 'a'
"""
_ONE_OF_THEM = f"{_OWNED_SEQUENCES} AND tn.nspname = coalesce(:schema, current_schema()) AND t.relname = :table AND "
_ONE_OF_THEM += "a.attname = :column"


def next_value_of(default: str) -> str | None:
    """Return the sequence whose next value a default is, without its schema; None for another default."""
    found = _NEXT_VALUE.fullmatch(default)
    name = found and _LAST_NAME.search(found.group(1).replace("''", "'"))
    if not name:
        return None
    quoted, plain = name.groups()
    return plain if quoted is None else str(quoted).replace('""', '"')


def owned_sequences(inspector: Inspector) -> Mapping[tuple[str, str, str], str]:
    """Return the sequence of each SERIAL column by (schema, table, column); read once for each inspector."""
    cache: dict[Any, Any] = inspector.info_cache
    if _OWNED_SEQUENCES not in cache:
        bind = inspector.bind
        with bind.connect() if isinstance(bind, Engine) else nullcontext(bind) as connection:
            rows = connection.execute(text(_OWNED_SEQUENCES.replace("::", r"\:\:"))).all()
        cache[_OWNED_SEQUENCES] = {(row[0], row[1], row[2]): row[3] for row in rows}
    owned: Mapping[tuple[str, str, str], str] = cache[_OWNED_SEQUENCES]
    return owned


def owned_sequence(connection: Connection, table_name: str, column_name: str, schema: str | None) -> str | None:
    """Return the sequence of one SERIAL column, quoted and with its schema where needed; None if it is none."""
    values = {"schema": schema, "table": table_name, "column": column_name}
    row = connection.execute(text(_ONE_OF_THEM.replace("::", r"\:\:")), values).first()
    return None if row is None else str(row[4])


class RetypeSequence(AlterTable):
    """Give the sequence of a SERIAL column the column's new type, or it ends where the old one did.

    :param sequence: its name as SQL; None to have the server look it up.
    """

    def __init__(
        self,
        table_name: str,
        column_name: str,
        type_: TypeEngine[Any],
        sequence: str | None,
        schema: str | None = None,
    ) -> None:
        super().__init__(table_name, schema=schema)
        self.column_name = column_name
        self.type_ = type_
        self.sequence = sequence


@compiles(RetypeSequence, "postgresql")
def visit_retype_sequence(element: RetypeSequence, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell RetypeSequence."""
    type_sql = format_type(compiler, element.type_)
    if element.sequence is not None:
        name = element.sequence.replace("%", "%%") if compiler.preparer._double_percents else element.sequence
        return f"ALTER SEQUENCE {name} AS {type_sql}"
    table = format_string(compiler, format_table_name(compiler, element.table_name, element.schema))
    owned = f"pg_get_serial_sequence({table}, {format_string(compiler, element.column_name)})"
    return f"DO $$ BEGIN EXECUTE 'ALTER SEQUENCE ' || {owned} || ' AS {type_sql}'; END $$"
