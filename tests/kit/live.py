"""Databases as the tests of the ddl room use them: an implementation on a connection, and columns read back.

No test here.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Column, Connection, MetaData, Table, inspect

from revgraph.ddl import DefaultImpl


def live_impl(connection: Connection) -> DefaultImpl:
    """Return the implementation of the connection's dialect, running what it is told."""
    dialect = connection.dialect
    return DefaultImpl.get_by_dialect(dialect)(dialect, connection, False, None, None, {})


def reflected_table(connection: Connection, impl: DefaultImpl, name: str, schema: str | None = None) -> Table:
    """Return a table as the database has it, each column passed through the dialect's hook."""
    metadata = MetaData()
    inspector = inspect(connection)

    def correct(inspector_: Any, table: Table, info: Any) -> None:
        impl.autogen_column_reflect(inspector, table, info)

    return Table(name, metadata, schema=schema, autoload_with=connection, listeners=[("column_reflect", correct)])


def differing_types(impl: DefaultImpl, reflected: Table, wanted: Iterable[Column[Any]]) -> list[str]:
    """Return a line for each column whose type is said to differ."""
    return [
        f"{column.name}: {reflected.c[column.name].type!r} / {column.type!r}"
        for column in wanted
        if impl.compare_type(reflected.c[column.name], column)
    ]


def differing_defaults(impl: DefaultImpl, reflected: Table, wanted: Iterable[Column[Any]]) -> list[str]:
    """Return a line for each column whose server default is said to differ."""
    lines = []
    for column in wanted:
        have, want = (impl.server_default_sql(one.server_default) for one in (reflected.c[column.name], column))
        if impl.compare_server_default(reflected.c[column.name], column, want, have):
            lines.append(f"{column.name}: {have} / {want}")
    return lines
