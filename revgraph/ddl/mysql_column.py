"""All that MODIFY and CHANGE must be told about a column of MySQL or MariaDB, or take away from it.

Knows the database's answers and what a user gave; what is to change is not its business.
"""

from __future__ import annotations

import logging
import re
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, MetaData, Table, inspect, text
from sqlalchemy.engine.reflection import Inspector
from sqlalchemy.types import JSON, Enum, NullType, String, TypeEngine

from revgraph.ddl.base import ServerDefault
from revgraph.ddl.sql_text import canonical, tokens, verbatim, without_parentheses
from revgraph.errors import OperationError

log = logging.getLogger(__name__)

T = TypeVar("T")

_STORED_DEFAULTS = """
    SELECT table_name, column_name, column_default, extra, data_type
    FROM information_schema.columns
    WHERE table_schema = coalesce(:schema, DATABASE())
      AND (column_default IS NOT NULL OR extra LIKE '%on update%')
"""

_ON_UPDATE = re.compile(r"\s*\bON UPDATE\s+(.+)$", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True)
class ColumnFacts:
    """A column as it is.

    :param default: SQL construct or text, None for none; False if it is not known.
    :param on_update: SQL of the ON UPDATE clause, or None.
    :param check: SQL of a CHECK that is part of the column's definition (on MariaDB), or None.
    """

    type_: TypeEngine[Any] | None
    nullable: bool | None
    default: ServerDefault | bool | None
    autoincrement: bool | None
    comment: str | None
    on_update: str | None = None
    check: str | None = None


def reflected_facts(connection: Connection, table_name: str, column_name: str, schema: str | None) -> ColumnFacts:
    """Return what the database says of a column; read-only.

    :raises OperationError: if there is no such column, or it is computed: MODIFY would make it plain.
    """
    inspector = inspect(connection)
    columns = {column["name"].lower(): column for column in inspector.get_columns(table_name, schema=schema)}
    found = columns.get(column_name.lower())
    if found is None:
        raise OperationError(f"{table_name} has no column {column_name}; it has {', '.join(columns)}")
    if found.get("computed") is not None:
        raise OperationError(f"{table_name}.{column_name} is computed; drop the column and add it again")
    type_: TypeEngine[Any] | None = found["type"]
    check = _column_check(connection, table_name, found["name"], schema)
    if check is not None and canonical(check) == f"json_valid({canonical(backticked(found['name']))})":
        type_, check = JSON(), None
    stored = stored_default(inspector, schema, table_name, found["name"])
    default, on_update = split_on_update(found["default"] or stored)
    return ColumnFacts(
        type_=None if isinstance(type_, NullType) else type_,
        nullable=found["nullable"],
        default=None if default is None else verbatim(default),
        autoincrement=found.get("autoincrement") is True,
        comment=found.get("comment"),
        on_update=on_update,
        check=check,
    )


def known_facts(where: str, reflected: ColumnFacts | None, given: ColumnFacts) -> ColumnFacts:
    """Return what is known of a column: from the database if there was one to ask, else what was given.

    :param where: the column, for the log.
    """
    if reflected is None:
        if given.default is False:
            log.warning("%s: its default is restated as none; give existing_server_default if it has one", where)
        default = None if isinstance(given.default, bool) else given.default
        return ColumnFacts(given.type_, given.nullable, default, given.autoincrement, given.comment)
    # its type as reflected has its character set and collation; other types reflection may not know as well
    kept = given.type_ is None or isinstance(given.type_, (String, Enum))
    return ColumnFacts(
        type_=reflected.type_ if kept and reflected.type_ is not None else given.type_,
        nullable=reflected.nullable,
        default=reflected.default,
        autoincrement=reflected.autoincrement,
        comment=reflected.comment,
        on_update=reflected.on_update,
        check=reflected.check,
    )


def demanded(where: str, argument: str, value: T | None) -> T:
    """Return a fact that can't be done without.

    :raises OperationError: if it is not known; names the argument to give.
    """
    if value is None:
        raise OperationError(
            f"{where}: MySQL and MariaDB must be told all of a column again, or lose it; a script can't look, so give "
            f"{argument}"
        )
    return value


def split_on_update(default: str | None) -> tuple[str | None, str | None]:
    """Return a reflected default without its ON UPDATE clause, and that clause's expression."""
    if default is None:
        return None, None
    found = _ON_UPDATE.search(default)
    if found is None:
        return default, None
    head = default[: found.start()].strip()
    return (None if head.upper() in ("", "NULL") else head), found.group(1)


def stored_default(inspector: Inspector, schema: str | None, table_name: str, column_name: str) -> str | None:
    """Return a column's default as the catalog has it: reflection misses those that hold quotes. Read-only.

    :param inspector: the catalog is read once for each.
    """
    key = ("revgraph.mysql.defaults", schema)
    cache: dict[Any, Any] = inspector.info_cache
    if key not in cache:
        bind = inspector.bind
        with bind.connect() if isinstance(bind, Engine) else nullcontext(bind) as connection:
            rows = connection.execute(text(_STORED_DEFAULTS), {"schema": schema}).all()
            is_mariadb = getattr(connection.dialect, "is_mariadb", False)
        cache[key] = {
            (row[0], row[1]): _with_on_update(_as_sql(row[2], row[3], row[4], is_mariadb=is_mariadb), row[3])
            for row in rows
        }
    default: str | None = cache[key].get((table_name, column_name))
    return default


def _as_sql(default: str | bytes | None, extra: str, data_type: str, *, is_mariadb: bool) -> str | None:
    """Return a default of the catalog as SQL: MariaDB keeps SQL, MySQL a value or a marked expression."""
    if default is None:
        return None
    written = default.decode() if isinstance(default, bytes) else default
    if is_mariadb:
        return None if written.upper() == "NULL" else written
    if "DEFAULT_GENERATED" in extra.upper():
        return written if written.upper().startswith("CURRENT_TIMESTAMP") else f"({written})"
    return written if data_type == "bit" else "'" + written.replace("'", "''") + "'"


def _with_on_update(default: str | None, extra: str) -> str | None:
    """Return a default of the catalog with the ON UPDATE clause that stands beside it."""
    found = _ON_UPDATE.search(extra)
    return default if found is None else f"{default or 'NULL'} ON UPDATE {found.group(1)}"


def backticked(name: str) -> str:
    """Return a name as the server quotes it."""
    return "`" + name.replace("`", "``") + "`"


def _column_check(connection: Connection, table_name: str, column_name: str, schema: str | None) -> str | None:
    """Return the CHECK inside of a column's definition; reflection tells of named ones only."""
    preparer = connection.dialect.identifier_preparer
    place = preparer.format_table(Table(table_name, MetaData(), schema=schema))
    created: str = connection.exec_driver_sql(f"SHOW CREATE TABLE {place}").one()[1]
    start = f"{backticked(column_name)} "
    lines = [line.strip().removesuffix(",") for line in created.splitlines() if line.strip().startswith(start)]
    words = list(tokens(lines[0])) if lines else []
    for position, (kind, word) in enumerate(words):
        if kind == "word" and word == "CHECK":
            return without_parentheses("".join(part for _, part in words[position + 1 :]))
    return None
