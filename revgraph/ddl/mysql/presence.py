"""Whether a column, index or constraint is there, for MySQL itself: only MariaDB has IF [NOT] EXISTS for them.

Reads the catalog and nothing else; a script can't look, and says so.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Connection, Index, PrimaryKeyConstraint, text
from sqlalchemy.schema import Constraint

from revgraph.ddl.impl import DefaultImpl
from revgraph.errors import OperationError

_QUERIES = {
    "column": "SELECT count(*) FROM information_schema.columns "
    "WHERE table_schema = coalesce(:schema, DATABASE()) AND table_name = :table AND column_name = :name",
    "index": "SELECT count(*) FROM information_schema.statistics "
    "WHERE table_schema = coalesce(:schema, DATABASE()) AND table_name = :table AND index_name = :name",
    "constraint": "SELECT count(*) FROM information_schema.table_constraints "
    "WHERE table_schema = coalesce(:schema, DATABASE()) AND table_name = :table AND constraint_name = :name",
}


def is_there(connection: Connection | None, kind: str, name: str, table_name: str, schema: str | None) -> bool:
    """Say whether a table has something of that name; read-only.

    :param connection: None while a script is written.
    :param kind: ``column``, ``index`` or ``constraint``.
    :raises OperationError: if there is no connection to look with.
    """
    if connection is None:
        place = table_name if schema is None else f"{schema}.{table_name}"
        raise OperationError(
            f"{kind} {name} of {place}: MySQL has no IF [NOT] EXISTS for what belongs to a table, and a script can't "
            "look; leave if_exists or if_not_exists out, or run against the database (MariaDB has it: write the URL as "
            "mariadb://...)"
        )
    values = {"schema": schema, "table": table_name, "name": name}
    return bool(connection.execute(text(_QUERIES[kind]), values).scalar())


class LooksFirst(DefaultImpl):
    """The verbs with ``if_exists`` and ``if_not_exists``: words on MariaDB, a look at the catalog on MySQL.

    :raises OperationError: (each of them) on a MySQL that can't be looked at.
    """

    @property
    def is_mariadb(self) -> bool:
        """Whether the server is a MariaDB, as far as the dialect knows."""
        return bool(getattr(self.dialect, "is_mariadb", False))

    def looks_first(self, asked: bool | None) -> bool:
        """Say whether what is there must be looked up."""
        return bool(asked) and not self.is_mariadb

    def drop_column(
        self,
        table_name: str,
        column: Column[Any],
        *,
        schema: str | None = None,
        if_exists: bool | None = None,
        **kw: Any,
    ) -> None:
        """Drop a column."""
        if self.looks_first(if_exists):
            if not is_there(self.connection, "column", column.name, table_name, schema):
                return
            if_exists = None
        super().drop_column(table_name, column, schema=schema, if_exists=if_exists, **kw)

    def create_index(self, index: Index, *, if_not_exists: bool | None = None, **kw: Any) -> None:
        """Create an index."""
        if self.looks_first(if_not_exists):
            if self.has_index(index):
                return
            if_not_exists = None
        super().create_index(index, if_not_exists=if_not_exists, **kw)

    def drop_index(self, index: Index, *, if_exists: bool | None = None, **kw: Any) -> None:
        """Drop an index."""
        if self.looks_first(if_exists):
            if not self.has_index(index):
                return
            if_exists = None
        super().drop_index(index, if_exists=if_exists, **kw)

    def has_index(self, index: Index) -> bool:
        """Say whether the index is there, by its name; read-only."""
        table: Any = index.table
        return is_there(self.connection, "index", str(index.name), table.name, table.schema)

    def has_constraint(self, const: Constraint) -> bool:
        """Say whether the constraint is there, by its name; read-only."""
        name = "PRIMARY" if isinstance(const, PrimaryKeyConstraint) else str(const.name)
        return is_there(self.connection, "constraint", name, const.table.name, const.table.schema)
