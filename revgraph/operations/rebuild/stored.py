"""What a SQLite database has stored about one table, and what there depends on it; read-only.

Knows the catalogue and the pragmas; changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from revgraph.errors import OperationError
from revgraph.operations.rebuild.tokens import joined, names_in, tokens


@dataclass(frozen=True)
class Entry:
    """An index or a trigger.

    :param name: its name.
    :param sql: its text.
    :param schema: the database it lives in; ``"temp"`` for temporary triggers.
    """

    name: str
    sql: str
    schema: str

    def runnable(self) -> str:
        """Return the text with the database before the name, as it must be to come back to the same place."""
        pieces = tokens(self.sql)
        words = [at for at, token in enumerate(pieces) if not token.is_trivia]
        place = next(at for at in words if pieces[at].word in ("INDEX", "TRIGGER"))
        place = words[words.index(place) + 1]
        if pieces[place].word == "IF":
            place = words[words.index(place) + 3]
        return f"{joined(pieces[:place])}{quoted(self.schema)}.{joined(pieces[place:])}"


@dataclass(frozen=True)
class Stored:
    """A table as it is stored.

    :param name: its name as the database spells it.
    :param schema: the database it lives in: ``"main"``, ``"temp"`` or the name of an attached one.
    :param sql: its CREATE TABLE text.
    :param indexes: its indexes, without those that constraints make.
    :param triggers: its triggers.
    """

    name: str
    schema: str
    sql: str
    indexes: tuple[Entry, ...]
    triggers: tuple[Entry, ...]


def quoted(name: str) -> str:
    """Return a name as SQLite takes it."""
    return '"' + name.replace('"', '""') + '"'


def read_stored(connection: Connection, table_name: str, schema: str | None) -> Stored:
    """Return what is stored of a table.

    :raises OperationError: if there is no such table, naming those that are there.
    """
    places = [schema] if schema is not None else ["main", "temp"]
    for place in places:
        rows = _catalogue(connection, place, "type = 'table' AND name = ? COLLATE NOCASE", table_name)
        if rows:
            name, sql = rows[0]
            return Stored(
                name,
                place,
                sql,
                _entries(connection, place, "index", name),
                (*_entries(connection, place, "trigger", name), *_temporary_triggers(connection, place, name)),
            )
    there = [name for name, _ in _catalogue(connection, places[0], "type = 'table' AND name <> ?", "")]
    listed = ", ".join(sorted(name for name in there if not name.startswith("sqlite_"))) or "none"
    raise OperationError(f"there is no table {table_name!r} in {places[0]!r}; tables there: {listed}")


def _catalogue(connection: Connection, schema: str, condition: str, *params: str) -> list[Any]:
    query = f"SELECT name, sql FROM {quoted(schema)}.sqlite_master WHERE sql IS NOT NULL AND {condition} ORDER BY rowid"
    return list(connection.exec_driver_sql(query, params))


def _entries(connection: Connection, schema: str, kind: str, table_name: str) -> tuple[Entry, ...]:
    condition = f"type = '{kind}' AND tbl_name = ? COLLATE NOCASE"
    return tuple(Entry(name, sql, schema) for name, sql in _catalogue(connection, schema, condition, table_name))


def _temporary_triggers(connection: Connection, schema: str, table_name: str) -> tuple[Entry, ...]:
    return () if schema == "temp" else _entries(connection, "temp", "trigger", table_name)


def read_sequence(connection: Connection, stored: Stored) -> int | None:
    """Return the number AUTOINCREMENT has reached; None if the table does not use it."""
    if not _catalogue(connection, stored.schema, "name = ?", "sqlite_sequence"):
        return None
    query = f"SELECT seq FROM {quoted(stored.schema)}.sqlite_sequence WHERE name = ?"
    number: int | None = connection.exec_driver_sql(query, (stored.name,)).scalar()
    return number


def inbound(connection: Connection, stored: Stored) -> list[tuple[str, str]]:
    """Return (table, column) of other tables' foreign keys to this one."""
    query = (
        f'SELECT m.name, f."from" FROM {quoted(stored.schema)}.sqlite_master AS m '
        "JOIN pragma_foreign_key_list(m.name, ?) AS f "
        "WHERE m.type = 'table' AND f.\"table\" = ? COLLATE NOCASE AND m.name <> ? COLLATE NOCASE AND f.seq = 0"
    )
    rows = connection.exec_driver_sql(query, (stored.schema, stored.name, stored.name))
    return [(str(table), str(column)) for table, column in rows]


def rows_at_risk(connection: Connection, stored: Stored) -> list[str]:
    """Return the tables whose rows refer to rows of this one, and could go or change if it is dropped."""
    found: list[str] = []
    for table, column in inbound(connection, stored):
        query = f"SELECT 1 FROM {quoted(stored.schema)}.{quoted(table)} WHERE {quoted(column)} IS NOT NULL LIMIT 1"
        if connection.exec_driver_sql(query).first() is not None and table not in found:
            found.append(table)
    return found


@dataclass(frozen=True)
class Dependent:
    """A view, or a trigger that reads or writes the table.

    :param what: what it is, for messages.
    :param schema: the database its relation lives in.
    :param relation: the view itself, or the table whose rows fire the trigger.
    :param event: ``"SELECT"`` for a view, else what fires the trigger.
    """

    what: str
    schema: str
    relation: str
    event: str

    def complaint(self, connection: Connection) -> str | None:
        """Return why it does not compile as the tables are now, or None; nothing is run."""
        place = f"{quoted(self.schema)}.{quoted(self.relation)}"
        statements = {
            "SELECT": f"SELECT * FROM {place}",
            "DELETE": f"DELETE FROM {place}",
            "INSERT": f"INSERT INTO {place} DEFAULT VALUES",
        }
        statement = statements.get(self.event) or self._update(connection, place)
        try:
            connection.exec_driver_sql(f"EXPLAIN {statement}").close()
        except SQLAlchemyError as error:
            return str(getattr(error, "orig", error))
        return None

    def _update(self, connection: Connection, place: str) -> str:
        rows = connection.exec_driver_sql(f"PRAGMA {quoted(self.schema)}.table_xinfo({quoted(self.relation)})")
        same = ", ".join(f"{quoted(row[1])} = {quoted(row[1])}" for row in rows if row[6] == 0)
        return f"UPDATE {place} SET {same}"


def working_dependents(connection: Connection, stored: Stored) -> list[Dependent]:
    """Return the views and triggers that may depend on the table and compile now."""
    found = [
        Dependent(f"view {view!r}", schema, view, "SELECT")
        for schema in dict.fromkeys((stored.schema, "temp"))
        for view, _sql in _catalogue(connection, schema, "type = 'view' AND name <> ?", "")
    ]
    tables = {name.lower() for name, _ in _catalogue(connection, stored.schema, "type = 'table' AND name <> ?", "")}
    query = f"SELECT name, tbl_name, sql FROM {quoted(stored.schema)}.sqlite_master WHERE type = 'trigger'"
    for name, table, sql in connection.exec_driver_sql(query).all():
        if table.lower() in tables and stored.name.lower() in names_in(sql):
            found.append(Dependent(f"trigger {name!r}", stored.schema, table, _event(sql)))
    return [dependent for dependent in found if dependent.complaint(connection) is None]


def _event(sql: str) -> str:
    return next(token.word for token in tokens(sql) if token.word in ("DELETE", "INSERT", "UPDATE"))
