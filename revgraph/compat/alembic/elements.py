"""Pieces of DDL that outside dialects import from ``alembic.ddl``, over revgraph's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Column, ForeignKeyConstraint
from sqlalchemy.sql.compiler import DDLCompiler
from sqlalchemy.sql.elements import quoted_name

from revgraph.ddl.base import column_definition


def quote_dotted(name: quoted_name | str, quote: Callable[[str], str]) -> quoted_name | str:
    """Return a name whose dotted parts are quoted one by one; a name quoted already stays whole."""
    if isinstance(name, quoted_name) and name.quote is not None:
        return quote(name)
    return ".".join(quote(part) for part in name.split("."))


def mssql_add_column(compiler: DDLCompiler, column: Column[Any], **kw: Any) -> str:
    """Return ``ADD`` with the definition of a column."""
    return f"ADD {column_definition(compiler, column)}"


def oracle_alter_column(compiler: DDLCompiler, name: str) -> str:
    """Return ``MODIFY`` with the name of a column."""
    return f"MODIFY {compiler.preparer.quote(name)}"


def oracle_add_column(compiler: DDLCompiler, column: Column[Any], **kw: Any) -> str:
    """Return ``ADD`` with the definition of a column."""
    return f"ADD {column_definition(compiler, column)}"


def _fk_spec(constraint: ForeignKeyConstraint) -> tuple[Any, ...]:
    """Return a foreign key taken apart: schemas, tables, columns and actions of both ends."""
    remote = constraint.elements[0].column.table
    local = constraint.parent
    return (
        local.schema,
        local.name,
        [column.name for column in constraint.columns],
        remote.schema,
        remote.name,
        [element.column.name for element in constraint.elements],
        constraint.onupdate,
        constraint.ondelete,
        constraint.deferrable,
        constraint.initially,
    )
