"""Temporary tables that a rebuild left behind when its process died: swept away if no row is lost by that.

Our own exchange runs within a transaction and leaves none; scripts and other tools may.
"""

from __future__ import annotations

from sqlalchemy import Connection

from revgraph.errors import OperationError
from revgraph.operations.rebuild.stored import PREFIXES, Stored, catalogue, column_names, inbound, quoted
from revgraph.util.logs import Log

log = Log(__name__)

PEERS_LENGTH = 50


def names_of_leftovers(table_name: str) -> list[str]:
    """Return the names a temporary table of a table may have."""
    return [prefix + table_name for prefix in PREFIXES] + [(PREFIXES[1] + table_name)[:PEERS_LENGTH]]


def sweep(connection: Connection, stored: Stored) -> None:
    """Drop temporary tables of earlier rebuilds of a table whose rows are all in the table itself.

    :raises OperationError: if there is one that holds anything else, or that something depends on.
    """
    for wanted in dict.fromkeys(names_of_leftovers(stored.name)):
        for name, kind in catalogue(connection, stored.schema, "name = ? COLLATE NOCASE", wanted, columns="name, type"):
            reason = _against_dropping(connection, stored, name, kind)
            if reason is not None:
                raise OperationError(
                    f"{kind} {name!r} has the name of a temporary table of {stored.name!r}, as a rebuild that died "
                    f"leaves it, but {reason}; nothing was changed. Look into it, then drop or rename it"
                )
            log.warning("table %s was left behind by a rebuild of %s that died; it is dropped", name, stored.name)
            connection.exec_driver_sql(f"DROP TABLE {quoted(stored.schema)}.{quoted(name)}")


def _against_dropping(connection: Connection, stored: Stored, name: str, kind: str) -> str | None:
    if kind != "table":
        return "it is no table"
    of_it = "type = 'trigger' AND tbl_name = ? COLLATE NOCASE"
    for trigger, _ in catalogue(connection, stored.schema, of_it, name):
        return f"it has the trigger {trigger!r}"
    for table, _column in inbound(connection, Stored(name, stored.schema, "", (), ())):
        return f"table {table!r} refers to it"
    return _rows_of_its_own(connection, stored, name)


def _rows_of_its_own(connection: Connection, stored: Stored, name: str) -> str | None:
    left, table = (f"{quoted(stored.schema)}.{quoted(each)}" for each in (name, stored.name))
    if connection.exec_driver_sql(f"SELECT 1 FROM {left} LIMIT 1").first() is None:
        return None
    known = {column.lower() for column in column_names(connection, stored.schema, stored.name)}
    columns = column_names(connection, stored.schema, name)
    for column in columns:
        if column.lower() not in known:
            values = f"SELECT count(*) FROM (SELECT DISTINCT {quoted(column)} FROM {left} LIMIT 2)"
            if connection.exec_driver_sql(values).scalar() != 1:  # a single value is the default of a new column
                return f"{stored.name!r} has no column for the values in its column {column!r}"
    common = ", ".join(quoted(column) for column in columns if column.lower() in known)
    if not common:
        return f"none of its columns is in {stored.name!r}"
    alone = f"SELECT count(*) FROM (SELECT {common} FROM {left} EXCEPT SELECT {common} FROM {table})"
    rows = connection.exec_driver_sql(alone).scalar()
    return f"{rows} of its rows are not in {stored.name!r}" if rows else None
