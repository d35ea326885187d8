"""Ask the server how it would keep a definition: make it in a throw-away temporary table and reflect it.

Leaves nothing behind; inside of a transaction all of it is rolled back to a savepoint.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import CheckConstraint, Connection, Dialect, Index, MetaData, Table, inspect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.schema import DDL, AddConstraint, CreateIndex, ExecutableDDLElement

from revgraph.util.logs import Log
from revgraph.util.sqla import commits_at_once

log = Log(__name__)

_NAME = "revgraph_scratch"
_NO_SCHEMA: Any = None  # declared as text, though None is what takes a schema away


def index_tail(wanted: Index, dialect: Dialect) -> str:
    """Return what stands behind the table in the statement that creates an index, with UNIQUE before it.

    :param wanted: of the models; it has a table.
    :param dialect: PostgreSQL's.
    """
    table: Any = wanted.table
    copied = table.to_metadata(MetaData(), name=_NAME, schema=_NO_SCHEMA)
    twin = next(index for index in copied.indexes if index.name == wanted.name)
    twin.dialect_options["postgresql"]["concurrently"] = False
    created = str(CreateIndex(twin).compile(dialect=dialect))
    created = created.replace("%%", "%") if dialect.identifier_preparer._double_percents else created
    tail = created.split(f" ON {_NAME} ", 1)[1]
    return f"UNIQUE {tail}" if wanted.unique else tail


def kept_check(connection: Connection, wanted: CheckConstraint) -> str | None:
    """Return the condition of a CHECK as a PostgreSQL server gives it back.

    :param wanted: its table must be in the database.
    :return: None if the server refuses it.
    """
    place = connection.dialect.identifier_preparer.format_table(wanted.table)
    check = CheckConstraint(wanted.sqltext, name=_NAME, _autoattach=False)
    Table(_NAME, MetaData()).append_constraint(check)
    try:
        with _scratch_table(connection, f"(LIKE {place})"):
            connection.execute(AddConstraint(check))
            return next(
                (info["sqltext"] for info in inspect(connection).get_check_constraints(_NAME) if info["name"] == _NAME),
                None,
            )
    except DBAPIError as error:
        log.debug("The server did not tell how it keeps the check %s: %s", wanted.name, error)
        return None


@contextmanager
def _scratch_table(connection: Connection, definition: str) -> Iterator[None]:
    create = statement(f"CREATE TEMPORARY TABLE {_NAME} {definition}")
    if connection.dialect.name != "postgresql" or commits_at_once(connection):
        connection.execute(create)
        try:
            yield
        finally:
            temporary = "" if connection.dialect.name == "postgresql" else "TEMPORARY "
            connection.execute(statement(f"DROP {temporary}TABLE {_NAME}"))
        return
    savepoint = connection.begin_nested()
    try:
        connection.execute(create)
        yield
    finally:
        savepoint.rollback()


def statement(sql: str) -> ExecutableDDLElement:
    """Return a statement that is executed as it is written, whatever the driver does with ``%``."""
    make: Any = DDL  # % is a placeholder to it; what is left is escaped for the driver
    statement: ExecutableDDLElement = make(sql.replace("%", "%%"))
    return statement
