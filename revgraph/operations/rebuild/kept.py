"""What hangs on a SQLite table: read before it is built anew, put back, and compared after.

Knows the catalogue, not the change; what was to change is told to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from revgraph.errors import OperationError
from revgraph.operations.rebuild.stored import (
    Dependent,
    Stored,
    catalogue,
    quoted,
    read_sequence,
    unmatched_keys,
    working_dependents,
)
from revgraph.operations.rebuild.tokens import normal
from revgraph.util.logs import Log

log = Log(__name__)

STATISTICS = ("sqlite_stat1", "sqlite_stat4")

Key = tuple[str, str, str]
"""Schema, type and name of an entry of the catalogue."""
Texts = dict[Key, tuple[str, str]]
"""Table and text of every entry."""


@dataclass(frozen=True)
class Standing:
    """How things stand around a table.

    :param texts: the whole catalogue of its database, and that of temporary things.
    :param number: what AUTOINCREMENT has reached, if it is in use.
    :param statistics: rows of ANALYZE about it, by catalogue table.
    :param indexes: what each index is made of, by name.
    :param dependents: views and triggers that work.
    :param unmatched: foreign keys of other tables that have no key to refer to.
    """

    texts: Texts
    number: int | None
    statistics: Mapping[str, list[tuple[Any, ...]]]
    indexes: Mapping[str, tuple[Any, ...]]
    dependents: list[Dependent]
    unmatched: Mapping[str, bool]


refuses_unmatched: bool = True
"""Whether a rebuild may not take away the key that a foreign key refers to; a script may mend that further on."""


def read_standing(connection: Connection, stored: Stored) -> Standing:
    """Return how things stand. Read-only."""
    return Standing(
        _texts(connection, stored),
        read_sequence(connection, stored),
        _statistics(connection, stored),
        _indexes(connection, stored),
        working_dependents(connection, stored),
        unmatched_keys(connection, stored),
    )


def restore_number(connection: Connection, stored: Stored, number: int | None) -> None:
    """Set what AUTOINCREMENT has reached; None forgets it."""
    place = f"{quoted(stored.schema)}.sqlite_sequence"
    connection.exec_driver_sql(f"DELETE FROM {place} WHERE name = ?", (stored.name,))
    if number is not None:
        connection.exec_driver_sql(f"INSERT INTO {place} (name, seq) VALUES (?, ?)", (stored.name, number))


def restore_statistics(connection: Connection, stored: Stored, before: Standing) -> None:
    """Put back what ANALYZE has found about the table and the indexes that are as they were."""
    if not before.statistics:
        return
    now = _indexes(connection, stored)
    for table, rows in before.statistics.items():
        place = f"{quoted(stored.schema)}.{table}"
        connection.exec_driver_sql(f"DELETE FROM {place} WHERE tbl = ? COLLATE NOCASE", (stored.name,))
        for row in rows:
            index = str(row[1]).lower() if row[1] is not None else None
            if index is None or index == stored.name.lower() or now.get(index) == before.indexes.get(index):
                marks = ", ".join("?" * len(row))
                connection.exec_driver_sql(f"INSERT INTO {place} VALUES ({marks})", row)


def demand_kept(
    connection: Connection, stored: Stored, before: Standing, *, created: str, indexes: Mapping[str, str]
) -> None:
    """Compare how things stand with how they stood.

    :param created: the text the table shall have.
    :param indexes: the texts of the indexes it shall have, by name in lower case.
    :raises OperationError: naming what is missing, different, or no longer works.
    """
    expected = dict(before.texts)
    expected[stored.schema, "table", stored.name] = (stored.name, created)
    for entry in stored.indexes:
        if indexes.get(entry.name.lower()) != entry.runnable():
            expected.pop((stored.schema, "index", entry.name), None)
    now = _texts(connection, stored)
    wrong = [
        f"{kind} {name!r}"
        for (schema, kind, name), text in expected.items()
        if not _same(now, schema, kind, name, text)
    ]
    there = {name.lower() for schema, kind, name in now if kind == "index" and schema == stored.schema}
    wrong += [f"index {name!r}" for name in indexes if name not in there]
    if wrong:
        raise OperationError(
            f"building table {stored.name!r} anew would lose or change {', '.join(wrong)}; nothing was changed. "
            "This should not be: please report it"
        )
    _demand_working(connection, stored, before)


def _same(now: Texts, schema: str, kind: str, name: str, wanted: tuple[str, str]) -> bool:
    found = now.get((schema, kind, name))
    if found is None or found[0].lower() != wanted[0].lower():
        return False
    # SQLite writes the words before the name of a table anew
    return found == wanted or (kind == "table" and normal(found[1]) == normal(wanted[1]))


def _demand_working(connection: Connection, stored: Stored, before: Standing) -> None:
    for dependent in before.dependents:
        complaint = dependent.complaint(connection)
        if complaint is not None:
            raise OperationError(
                f"{dependent.what} would no longer work with the new table {stored.name!r}: {complaint}; nothing "
                "was changed. Drop it before, and create it again after"
            )
    for key, is_part in sorted(unmatched_keys(connection, stored).items()):
        if key in before.unmatched:
            continue
        if not is_part and refuses_unmatched:
            raise OperationError(
                f"the foreign key {key} needs a primary key or unique constraint on these columns, and table "
                f"{stored.name!r} would no longer have one; nothing was changed. Drop the foreign key before"
            )
        # a script mends it further on; where foreign keys are enforced, they are checked before the commit
        log.warning(
            "The foreign key %s finds no primary key or unique constraint on these columns alone in table %r any more",
            key,
            stored.name,
        )


def _texts(connection: Connection, stored: Stored) -> Texts:
    return {
        (schema, kind, name): (table, sql)
        for schema in dict.fromkeys((stored.schema, "temp"))
        for kind, name, table, sql in catalogue(
            connection, schema, "name <> ?", "", columns="type, name, tbl_name, sql"
        )
    }


def _statistics(connection: Connection, stored: Stored) -> dict[str, list[tuple[Any, ...]]]:
    found: dict[str, list[tuple[Any, ...]]] = {}
    for table in STATISTICS:
        if catalogue(connection, stored.schema, "name = ?", table):
            query = f"SELECT * FROM {quoted(stored.schema)}.{table} WHERE tbl = ? COLLATE NOCASE"
            found[table] = [tuple(row) for row in connection.exec_driver_sql(query, (stored.name,))]
    return found


def _indexes(connection: Connection, stored: Stored) -> dict[str, tuple[Any, ...]]:
    place = quoted(stored.schema)
    sql = {
        name.lower(): text for name, text in catalogue(connection, stored.schema, "type = 'index' AND name <> ?", "")
    }
    found: dict[str, tuple[Any, ...]] = {}
    for row in connection.exec_driver_sql(f"PRAGMA {place}.index_list({quoted(stored.name)})").all():
        parts = connection.exec_driver_sql(f"PRAGMA {place}.index_xinfo({quoted(row[1])})").all()
        columns = tuple((part[2], part[3], part[4], part[5]) for part in parts)
        found[row[1].lower()] = (*row[2:], sql.get(row[1].lower()), columns)
    return found
