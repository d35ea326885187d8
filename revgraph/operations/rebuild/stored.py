"""What a SQLite database has stored about one table, and what there depends on it; read-only.

Knows the catalogue and the pragmas; changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from revgraph.errors import OperationError
from revgraph.operations.rebuild.tokens import joined, meaningful, names_in, tokens

PREFIX = "_revgraph_tmp_"
"""With the name of a table behind it, the name of the one that is made for a while."""
PREFIXES = (PREFIX, "_alembic_tmp_")
"""The same, and that of projects that come from elsewhere."""


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


def renamed_index(sql: str, name: str) -> str:
    """Return the text of an index with another name in it; the database before the name stays."""
    pieces = tokens(sql)
    words = [at for at, token in enumerate(pieces) if not token.is_trivia]
    # the name is the last thing before ON
    at = words[next(at for at, place in enumerate(words) if pieces[place].word == "ON" and at > 2) - 1]
    return f"{joined(pieces[:at])}{quoted(name)}{joined(pieces[at + 1 :])}"


def quoted(name: str) -> str:
    """Return a name as SQLite takes it."""
    return '"' + name.replace('"', '""') + '"'


def read_stored(connection: Connection, table_name: str, schema: str | None) -> Stored:
    """Return what is stored of a table.

    :raises OperationError: if there is no such table, naming those that are there.
    """
    places = [schema] if schema is not None else ["temp", "main"]  # as SQLite looks for a name
    for place in places:
        rows = catalogue(connection, place, "type = 'table' AND name = ? COLLATE NOCASE", table_name)
        if rows:
            name, sql = rows[0]
            _demand_ordinary(connection, place, name, sql)
            return Stored(
                name,
                place,
                sql,
                _entries(connection, place, "index", name),
                (*_entries(connection, place, "trigger", name), *_temporary_triggers(connection, place, name)),
            )
    there = [name for name, _ in catalogue(connection, places[-1], "type = 'table' AND name <> ?", "")]
    listed = ", ".join(sorted(name for name in there if not name.startswith("sqlite_"))) or "none"
    temporary = [(prefix + table_name).lower() for prefix in PREFIXES]
    left = next((name for name in there if name.lower() in temporary), None)
    remedy = f". {left!r} may be what a rebuild that died has left of it: then rename it back" if left else ""
    raise OperationError(f"there is no table {table_name!r} in {places[-1]!r}; tables there: {listed}{remedy}")


def _demand_ordinary(connection: Connection, schema: str, name: str, sql: str) -> None:
    """Refuse what SQLite or a module of its makes and minds by itself."""
    remedy = "only ordinary tables can be built anew; drop it and create it again"
    if name.lower().startswith("sqlite_"):
        raise OperationError(f"table {name!r} is SQLite's own; it can't be altered")
    words = [token.text for token in meaningful(tokens(sql))]
    if words[1].upper() == "VIRTUAL":
        module = words[[word.upper() for word in words].index("USING") + 1]
        raise OperationError(f"table {name!r} is a virtual table of the module {module}: {remedy}")
    if connection.dialect.server_version_info >= (3, 37):  # type: ignore[operator] # SQLite always tells
        query = "SELECT type FROM pragma_table_list WHERE schema = ? COLLATE NOCASE AND name = ?"
        if connection.exec_driver_sql(query, (schema, name)).scalar() == "shadow":
            raise OperationError(f"table {name!r} holds the data of a virtual table (a shadow table): {remedy}")


def catalogue(
    connection: Connection, schema: str, condition: str, *params: str, columns: str = "name, sql"
) -> list[Any]:
    """Return entries of a database's catalogue in the order they were made; read-only.

    :param condition: SQL that tells which.
    :param params: for its question marks.
    :param columns: what of them; name and text by default.
    """
    query = f"SELECT {columns} FROM {quoted(schema)}.sqlite_master WHERE sql IS NOT NULL AND {condition} ORDER BY rowid"
    return list(connection.exec_driver_sql(query, params))


def column_names(connection: Connection, schema: str, table: str) -> list[str]:
    """Return the names of a table's columns."""
    rows = connection.exec_driver_sql(f"PRAGMA {quoted(schema)}.table_xinfo({quoted(table)})")
    return [str(row[1]) for row in rows]


def _entries(connection: Connection, schema: str, kind: str, table_name: str) -> tuple[Entry, ...]:
    condition = f"type = '{kind}' AND tbl_name = ? COLLATE NOCASE"
    return tuple(Entry(name, sql, schema) for name, sql in catalogue(connection, schema, condition, table_name))


def _temporary_triggers(connection: Connection, schema: str, table_name: str) -> tuple[Entry, ...]:
    return () if schema == "temp" else _entries(connection, "temp", "trigger", table_name)


def read_sequence(connection: Connection, stored: Stored) -> int | None:
    """Return the number AUTOINCREMENT has reached; None if the table does not use it."""
    if not catalogue(connection, stored.schema, "name = ?", "sqlite_sequence"):
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


def foreign_keys(connection: Connection, stored: Stored) -> dict[int, str]:
    """Return the foreign keys of the table in words, by the number SQLite gives them now."""
    found: dict[int, list[Any]] = {}
    for row in connection.exec_driver_sql(f"PRAGMA {quoted(stored.schema)}.foreign_key_list({quoted(stored.name)})"):
        found.setdefault(row[0], []).append(row)
    return {
        number: f"({', '.join(row[3] for row in rows)}) to {rows[0][2]} ({', '.join(row[4] or '' for row in rows)})"
        for number, rows in found.items()
    }


def unmatched_keys(connection: Connection, stored: Stored) -> dict[str, bool]:
    """Return the foreign keys to the table, in words, whose columns there are not unique.

    :return: with each, whether they are part of what is unique: it has become wider then, and the key may follow.
    """
    keys = _unique_sets(connection, stored)
    query = (
        f'SELECT m.name, f.id, f."from", f."to" FROM {quoted(stored.schema)}.sqlite_master AS m '
        "JOIN pragma_foreign_key_list(m.name, ?) AS f WHERE m.type = 'table' AND f.\"table\" = ? COLLATE NOCASE"
    )
    found: dict[tuple[str, int], list[tuple[str, str | None]]] = {}
    for table, number, local, remote in connection.exec_driver_sql(query, (stored.schema, stored.name)):
        found.setdefault((table, number), []).append((local, remote))
    unmatched: dict[str, bool] = {}
    for (table, _), pairs in found.items():
        wanted = frozenset((remote or "").lower() for _, remote in pairs) if pairs[0][1] else None
        if wanted in keys:
            continue
        local, remote = ", ".join(name for name, _ in pairs), ", ".join(name for _, name in pairs if name)
        is_part = wanted is not None and any(wanted < key for key in keys if key is not None)
        unmatched[f"of {table!r} ({local}) to {stored.name} ({remote})"] = is_part
    return unmatched


def _unique_sets(connection: Connection, stored: Stored) -> set[frozenset[str] | None]:
    """Return the sets of columns that are unique; None stands for the primary key."""
    place = quoted(stored.schema)
    info = connection.exec_driver_sql(f"PRAGMA {place}.table_xinfo({quoted(stored.name)})").all()
    primary = frozenset(row[1].lower() for row in info if row[5])
    keys: set[frozenset[str] | None] = {primary, None} if primary else set()
    for row in connection.exec_driver_sql(f"PRAGMA {place}.index_list({quoted(stored.name)})").all():
        if row[2] and not row[4]:
            parts = connection.exec_driver_sql(f"PRAGMA {place}.index_info({quoted(row[1])})")
            keys.add(frozenset((part[2] or "").lower() for part in parts))
    return keys


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
    :param columns: those whose update fires the trigger; empty for all.
    """

    what: str
    schema: str
    relation: str
    event: str
    columns: tuple[str, ...] = ()

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
        if not self.columns:
            return None
        # where none of them is there, the trigger is never looked at, and so compiles
        there = {name.lower() for name in column_names(connection, self.schema, self.relation)}
        return next((f"no such column: {name}" for name in self.columns if name.lower() not in there), None)

    def _update(self, connection: Connection, place: str) -> str:
        rows = connection.exec_driver_sql(f"PRAGMA {quoted(self.schema)}.table_xinfo({quoted(self.relation)})")
        same = ", ".join(f"{quoted(row[1])} = {quoted(row[1])}" for row in rows if row[6] == 0)
        return f"UPDATE {place} SET {same}"


def working_dependents(connection: Connection, stored: Stored) -> list[Dependent]:
    """Return the views and triggers that may depend on the table and compile now."""
    found = [
        Dependent(f"view {view!r}", schema, view, "SELECT")
        for schema in dict.fromkeys((stored.schema, "temp"))
        for view, _sql in catalogue(connection, schema, "type = 'view' AND name <> ?", "")
    ]
    places = list(dict.fromkeys((stored.schema, "temp")))
    homes = {
        name.lower(): place
        for place in places
        for (name,) in catalogue(connection, place, "type IN ('table', 'view') AND name <> ?", "", columns="name")
    }
    for place in places:
        triggers = catalogue(connection, place, "type = 'trigger' AND name <> ?", "", columns="name, tbl_name, sql")
        for name, table, sql in triggers:
            if table.lower() in homes and stored.name.lower() in names_in(sql):
                home = place if place != "temp" else homes[table.lower()]
                found.append(Dependent(f"trigger {name!r}", home, table, *_event(sql)))
    return [dependent for dependent in found if dependent.complaint(connection) is None]


def _event(sql: str) -> tuple[str, tuple[str, ...]]:
    """Return what fires a trigger, and the columns that UPDATE OF names."""
    core = meaningful(tokens(sql))
    at = next(at for at, token in enumerate(core) if token.word in ("DELETE", "INSERT", "UPDATE"))
    if core[at + 1].word != "OF":
        return core[at].word, ()
    end = next(place for place in range(at, len(core)) if core[place].word == "ON")
    return core[at].word, tuple(token.name for token in core[at + 2 : end] if token.name is not None)
