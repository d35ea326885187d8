"""Ask the server how it would keep a definition: make it in a throw-away temporary table and reflect it.

Leaves nothing behind; inside of a transaction all of it is rolled back to a savepoint.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
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
_STATED_DEFAULT = re.compile(r"^ *`c` .*? DEFAULT (.*?),?$", re.MULTILINE)
_INDEX_FACTS = ("column_names", "expressions", "unique", "column_sorting", "dialect_options")


def reflected_default(connection: Connection, type_sql: str, default_sql: str) -> str | None:
    """Return a server default as the server gives it back.

    :param type_sql: type of the column, as DDL.
    :param default_sql: what stands after ``DEFAULT``.
    :return: None if the server refuses it, or keeps nothing.
    """
    try:
        with _scratch_table(connection, f"(c {type_sql} DEFAULT {default_sql})"):
            return _default_of_only_column(connection)
    except DBAPIError as error:
        log.debug("The server did not tell how it keeps the default %s: %s", default_sql, error)
        return None


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


def _default_of_only_column(connection: Connection) -> str | None:
    if connection.dialect.name == "postgresql":
        default: str | None = inspect(connection).get_columns(_NAME)[0]["default"]
        return default
    # reflection misses defaults that hold quotes
    created: str = connection.exec_driver_sql(f"SHOW CREATE TABLE {_NAME}").one()[1]
    found = _STATED_DEFAULT.search(created)
    return None if found is None else found.group(1)


def _facts(connection: Connection, table: str, schema: str | None, index: str | None) -> Mapping[str, Any] | None:
    found = [info for info in inspect(connection).get_indexes(table, schema=schema) if info["name"] == index]
    return {fact: found[0].get(fact) for fact in _INDEX_FACTS} if found else None


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
