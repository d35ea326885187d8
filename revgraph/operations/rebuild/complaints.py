"""Which rows of a SQLite table stand against its new definition; asked after SQLite has refused them.

Reads rows; changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from revgraph.errors import OperationError
from revgraph.operations.rebuild.definition import Clause, ColumnText, TableText
from revgraph.operations.rebuild.stored import Stored, foreign_keys, quoted
from revgraph.operations.rebuild.tokens import normal
from revgraph.util.logs import Log

log = Log(__name__)

SHOWN = 3


def refusal(connection: Connection, stored: Stored, old: TableText, new: TableText, error: Exception) -> OperationError:
    """Return the error that tells why a table can't be built anew, with the rows in the way if they can be found.

    :param error: what SQLite has said.
    """
    said = str(getattr(error, "orig", error))
    found = "; ".join(_offenders(connection, stored, old, new))
    rows = f" ({found})" if found else ""
    return OperationError(
        f"table {stored.name!r} can't be built anew: {said}{rows}; nothing was changed. Mend the rows or what the "
        "change says, and run it again"
    )


def demand_parents(connection: Connection, stored: Stored, before: set[str], *, minded: bool) -> None:
    """Demand that the rows have the parents that foreign keys new to the table ask for.

    :param before: the foreign keys it had, as :func:`foreign_keys` tells them.
    :param minded: foreign keys are enforced here; where they are not, only a warning is logged.
    :raises OperationError: naming the keys and how many rows have none.
    """
    keys = foreign_keys(connection, stored)
    if not set(keys.values()) - before:
        return
    broken: dict[str, int] = {}
    query = f"PRAGMA {quoted(stored.schema)}.foreign_key_check({quoted(stored.name)})"
    for _table, _rowid, _parent, number in connection.exec_driver_sql(query):
        if keys[number] not in before:
            broken[keys[number]] = broken.get(keys[number], 0) + 1
    told = "; ".join(f"{key}: {rows} rows" for key, rows in broken.items())
    if broken and not minded:
        log.warning("table %s: rows have no parent for the new foreign key %s", stored.name, told)
    elif broken:
        raise OperationError(
            f"rows of table {stored.name!r} have no parent for the new foreign key {told}; nothing was changed. "
            "Delete or mend these rows first"
        )


def _offenders(connection: Connection, stored: Stored, old: TableText, new: TableText) -> Iterator[str]:
    known = [normal(clause.body()) for clause, _ in old.all_constraints()]
    table = f"{quoted(stored.schema)}.{quoted(stored.name)}"
    for clause, column in new.all_constraints():
        condition = _broken(clause, column, table)
        if condition is None or normal(clause.body()) in known:
            continue
        try:
            rows = connection.exec_driver_sql(f"SELECT count(*) FROM {table} WHERE {condition}").scalar()
            which = _which(connection, stored, table, condition)
        except SQLAlchemyError:  # it names a column that is new as well
            continue
        if rows:
            yield f"{clause.name or normal(clause.text)}: {rows} rows, such as {which}"


def _broken(clause: Clause, column: ColumnText | None, table: str) -> str | None:
    if clause.kind == "CHECK":
        return f"NOT ({clause.condition()})"
    if clause.kind not in ("UNIQUE", "PRIMARY KEY"):
        return None
    names = ", ".join(quoted(name) for name in ([column.name] if column is not None else clause.columns()))
    return f"({names}) IN (SELECT {names} FROM {table} GROUP BY {names} HAVING count(*) > 1)"


def _which(connection: Connection, stored: Stored, table: str, condition: str) -> str:
    info = connection.exec_driver_sql(f"PRAGMA {quoted(stored.schema)}.table_xinfo({quoted(stored.name)})").all()
    key = [row[1] for row in info if row[5]]
    names = ", ".join(quoted(name) for name in key) or "rowid"
    rows: list[Any] = list(connection.exec_driver_sql(f"SELECT {names} FROM {table} WHERE {condition} LIMIT {SHOWN}"))
    return ", ".join(f"{', '.join(key) or 'rowid'} = {', '.join(map(repr, row))}" for row in rows)
