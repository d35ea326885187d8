"""Ask the database whether one statement was carried out before its run was cut off.

The answer is the operations' own (``applied``); a statement that is part of one is asked for as the operation that
sends nothing else. What nobody can tell is unknown. Reads only, but for the rest of an index build, which it clears.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from sqlalchemy import Connection, MetaData, Table, inspect, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.schema import AddConstraint, CreateIndex, CreateTable, DropConstraint, DropIndex, DropTable

from revgraph.ddl import base
from revgraph.ddl.moved_tables import MoveTable
from revgraph.ddl.sql_layout import unformatted
from revgraph.errors import RevgraphError
from revgraph.operations import ops
from revgraph.operations.ops import Applied, MigrateOperation
from revgraph.runtime.journal.effect import mentions

NOT_TRANSACTIONAL = """
    SELECT t.TABLE_NAME FROM information_schema.TABLES t LEFT JOIN information_schema.ENGINES e ON e.ENGINE = t.ENGINE
    WHERE t.TABLE_SCHEMA = DATABASE() AND t.TABLE_TYPE = 'BASE TABLE' AND COALESCE(e.TRANSACTIONS, 'NO') <> 'YES'
"""
"""Tables of MySQL and MariaDB where a change of rows outlives a rollback."""


_NAME = r'(?:"(?:[^"]|"")+"|\w+)'
_CONCURRENTLY = re.compile(
    rf"CREATE (?:UNIQUE )?INDEX CONCURRENTLY (?:IF NOT EXISTS )?(?P<name>{_NAME}) "
    rf"ON (?:ONLY )?(?P<owner>{_NAME}(?:\.{_NAME})?)",
    re.IGNORECASE,
)
INVALID_INDEX = """
    SELECT CAST(CAST(c.oid AS regclass) AS text) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    WHERE c.relname = :name AND i.indrelid = to_regclass(:owner) AND NOT i.indisvalid
"""


def statement_applied(element: Any, operation: MigrateOperation | None, connection: Connection) -> Applied:
    """Say whether a statement has had its effect.

    :param element: SQLAlchemy's construct of it, if there is one.
    :param operation: the operation it is part of, if it is part of one.
    :param connection: where to look.
    """
    make = next((OPERATIONS[each] for each in type(element).__mro__ if each in OPERATIONS), None)
    found = Applied.UNKNOWN
    if make is not None:
        with suppress(RevgraphError, SQLAlchemyError, AttributeError, TypeError):
            found = make(element).applied(inspect(connection))
    if found is Applied.UNKNOWN and operation is not None:
        found = operation_applied(operation, connection)
    return found


def operation_applied(operation: MigrateOperation, connection: Connection) -> Applied:
    """Say whether an operation has had its whole effect."""
    try:
        return operation.applied(inspect(connection))
    except (RevgraphError, SQLAlchemyError):
        return Applied.UNKNOWN


def drop_unfinished_index(sql: str, connection: Connection) -> bool:
    """Drop what a concurrent index build left that was cut off or has failed: PostgreSQL keeps it, marked as invalid.

    :param sql: the statement that is about to build it again; any other is let pass.
    :return: whether there was one. Commits, like the build itself.
    """
    found = _CONCURRENTLY.match(unformatted(sql)) if connection.dialect.name == "postgresql" else None
    if found is None:
        return False
    name = found["name"]
    name = name[1:-1].replace('""', '"') if name.startswith('"') else name.lower()
    left = connection.execute(text(INVALID_INDEX), {"name": name, "owner": found["owner"]}).scalar()
    if left is not None:
        connection.exec_driver_sql(f"DROP INDEX CONCURRENTLY {left}")
    return left is not None


def outlives_rollback(sql: str, connection: Connection) -> bool:
    """Say whether a change of rows stays although its transaction is undone: the table's engine knows none."""
    if connection.dialect.name not in ("mysql", "mariadb"):
        return False
    return any(mentions(sql, name) for name in connection.execute(text(NOT_TRANSACTIONAL)).scalars())


def _create_table(element: CreateTable) -> MigrateOperation:
    """Return the operation for the table without its indexes: these are statements of their own."""
    bare: Table = element.element.to_metadata(MetaData())
    bare.indexes.clear()
    for column in bare.columns:
        if column.index:
            column.index = column.unique = None
    return ops.CreateTableOp.from_table(bare)


def _add_column(element: base.AddColumn) -> MigrateOperation:
    column = element.column._copy()
    column.index = column.unique = None
    if not element.inline_references:
        column.foreign_keys = set()
    return ops.AddColumnOp(element.table_name, column, schema=element.schema)


OPERATIONS: dict[type, Callable[[Any], MigrateOperation]] = {
    CreateTable: _create_table,
    DropTable: lambda element: ops.DropTableOp.from_table(element.element),
    CreateIndex: lambda element: ops.CreateIndexOp.from_index(element.element),
    DropIndex: lambda element: ops.DropIndexOp.from_index(element.element),
    AddConstraint: lambda element: ops.AddConstraintOp.from_constraint(element.element),
    DropConstraint: lambda element: ops.DropConstraintOp.from_constraint(element.element),
    base.AddColumn: _add_column,
    base.DropColumn: lambda element: ops.DropColumnOp(element.table_name, element.column.name, schema=element.schema),
    base.RenameTable: lambda element: ops.RenameTableOp(
        element.table_name, element.new_table_name, schema=element.schema
    ),
    MoveTable: lambda element: ops.RenameTableOp(
        element.table_name, element.new_table_name, schema=element.schema, new_schema=element.new_schema
    ),
}
"""The operation that sends nothing but a statement, by the statement's class."""
