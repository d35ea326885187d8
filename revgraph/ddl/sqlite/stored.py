"""What a SQLite database has stored of its tables and indexes; read-only, but for the element that renames an index.

Knows nothing of the implementation.
"""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.schema import ExecutableDDLElement
from sqlalchemy.sql.compiler import DDLCompiler

from revgraph.ddl.sql_text import count_word
from revgraph.errors import OperationError

_INDEX_NAME = re.compile(
    r"""(CREATE\s+(?:UNIQUE\s+)?INDEX\s+)(?:"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|'(?:[^']|'')*'|[\w$]+)""",
    re.IGNORECASE,
)
"""The beginning of an index as SQLite stores it: without database and IF NOT EXISTS."""


class StoredTable:
    """A table as a SQLite database keeps it; read-only.

    :param connection: live connection.
    :param name: the table.
    :param schema: name of an attached database, or None for the main one.
    """

    def __init__(self, connection: Connection, name: str, schema: str | None) -> None:
        self._connection = connection
        self._name = name
        self._schema = schema or ("temp" if self._is_in("temp") else "main")  # as SQLite looks for a name

    def _is_in(self, schema: str) -> bool:
        query = f"SELECT 1 FROM {schema}.sqlite_master WHERE type = 'table' AND lower(name) = ?"
        return self._connection.exec_driver_sql(query, (self._name.lower(),)).first() is not None

    def is_strict(self) -> bool:
        """Say whether it holds its columns to their types."""
        version = self._connection.dialect.server_version_info or (0,)
        return version >= (3, 37) and any(_same(row[1], self._name) and row[5] for row in self._list())

    def _list(self) -> list[Any]:
        schema = self._schema.replace('"', '""')
        return list(self._connection.exec_driver_sql(f'PRAGMA "{schema}".table_list'))

    def column_names(self) -> set[str]:
        """Return the names of its columns in lower case."""
        return {str(row[1]).lower() for row in self._pragma("table_xinfo", self._name)}

    def default_of(self, column: str) -> str | None:
        """Return the SQL of a column's default, or None."""
        return next((row[4] for row in self._pragma("table_xinfo", self._name) if _same(row[1], column)), None)

    def against_dropping(self, column: str) -> str | None:
        """Say what stands in the way of ``DROP COLUMN``, or None."""
        what = f"{self._name}.{column}"
        if any(row[5] and _same(row[1], column) for row in self._pragma("table_xinfo", self._name)):
            return f"{what} is part of the primary key"
        if any(_same(row[3], column) for row in self._pragma("foreign_key_list", self._name)):
            return f"{what} has a foreign key"
        for index in self._pragma("index_list", self._name):
            if any(_same(row[2], column) for row in self._pragma("index_xinfo", index[1])):
                return f"{what} is in the index {index[1]}"
        for kind, name, sql in [*self._statements(), *self._readers()]:
            # its own definition is the one mention that goes with it
            if count_word(sql, column) > (kind == "table"):
                return f"{what} is mentioned elsewhere in the definition of {kind} {name}"
        return None

    def _readers(self) -> list[Any]:
        """Return views, and triggers of other tables, that name the table."""
        schema = self._schema.replace('"', '""')
        found: list[Any] = []
        for place in dict.fromkeys((schema, "temp")):
            query = f"SELECT type, name, sql FROM \"{place}\".sqlite_master WHERE type IN ('view', 'trigger')"
            found += [row for row in self._connection.exec_driver_sql(query) if count_word(row[2], self._name)]
        return found

    def actions_of(self, columns: tuple[str, ...]) -> tuple[str | None, str | None]:
        """Return what the foreign key on these columns does on update and on delete."""
        keys: dict[int, list[Any]] = {}
        for row in self._pragma("foreign_key_list", self._name):
            keys.setdefault(row[0], []).append(row)
        for rows in keys.values():
            if sorted(row[3].lower() for row in rows) == sorted(column.lower() for column in columns):
                update, delete = (None if action == "NO ACTION" else action for action in rows[0][5:7])
                return update, delete
        return None, None

    def _pragma(self, pragma: str, argument: str) -> list[Any]:
        schema, quoted = (name.replace('"', '""') for name in (self._schema, argument))
        return list(self._connection.exec_driver_sql(f'PRAGMA "{schema}".{pragma}("{quoted}")'))

    def _statements(self) -> list[Any]:
        schema = self._schema.replace('"', '""')
        query = f'SELECT type, name, sql FROM "{schema}".sqlite_master WHERE lower(tbl_name) = ? AND sql IS NOT NULL'
        return list(self._connection.exec_driver_sql(query, (self._name.lower(),)))


def stored_index(connection: Connection, name: str, schema: str | None, what: str) -> tuple[str, str]:
    """Return the database an index lives in and its stored text; read-only.

    :param what: the operation, for errors.
    :raises OperationError: if there is no such index, or it has no text since a constraint made it.
    """
    quote = connection.dialect.identifier_preparer.quote_identifier
    for place in ["main", "temp"] if schema is None else [schema]:
        query = f"SELECT sql FROM {quote(place)}.sqlite_master WHERE type = 'index' AND name = ? COLLATE NOCASE"
        found = connection.exec_driver_sql(query, (name,)).first()
        if found is not None and found[0] is None:
            raise OperationError(f"{what}: that index is a constraint's own; use rename_constraint()")
        if found is not None:
            return place, str(found[0])
    raise OperationError(f"{what}: there is no index {name!r}; see what sqlite_master says")


class CreateStoredIndex(ExecutableDDLElement):
    """Create an index from the stored text of another.

    :param sql: that text.
    :param place: the new name as it shall stand there.
    """

    def __init__(self, sql: str, place: str) -> None:
        self.sql = sql
        self.place = place


@compiles(CreateStoredIndex, "sqlite")
def visit_create_stored_index(element: CreateStoredIndex, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell CreateStoredIndex."""
    return _INDEX_NAME.sub(lambda found: found.group(1) + element.place, element.sql, count=1)


def _same(one: object, other: str) -> bool:
    return isinstance(one, str) and one.lower() == other.lower()
