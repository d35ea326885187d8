"""Rows for a pair: put into the tables of one side, and read back to see whether they are still there."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, Engine, event

from tests.convergence.build import build
from tests.convergence.fit import Pair, rows_are_null
from tests.convergence.spec import Column, Model, Name, Table
from tests.convergence.types import TYPES

ROWS = 3
CHECKS_OFF = {
    "postgresql": "SET session_replication_role = replica",
    "mariadb": "SET FOREIGN_KEY_CHECKS = 0",
    "sqlite": "PRAGMA foreign_keys = OFF",
}
CHECKS_ON = {
    "postgresql": "SET session_replication_role = DEFAULT",
    "mariadb": "SET FOREIGN_KEY_CHECKS = 1",
    "sqlite": "PRAGMA foreign_keys = ON",
}

Kept = dict[str, list[tuple[str, ...]]]
"""By table, the values of the columns that must survive, row by row."""


def put_rows(engine: Engine, pair: Pair) -> None:
    """Put rows into the tables of ``before``; foreign keys are told apart by the number of the row."""
    metadata = build(pair.before, pair.kind)
    with engine.connect() as connection:
        event.listen(connection, "before_cursor_execute", _overriding, retval=True)
        connection.exec_driver_sql(CHECKS_OFF[pair.kind])
        connection.commit()
        for table in pair.before.tables.values():
            made = next(t for t in metadata.tables.values() if (t.schema, t.name) == table.name)
            for number in range(1, ROWS + 1):
                values = {c.name: _value(pair, table, c, number) for c in table.columns if c.generated is None}
                connection.execute(made.insert().values(**values).inline())
        connection.commit()
        connection.exec_driver_sql(CHECKS_ON[pair.kind])
        connection.commit()


def _overriding(conn: Connection, cursor: Any, statement: str, parameters: Any, context: Any, many: bool) -> Any:
    if conn.dialect.name == "postgresql" and statement.startswith("INSERT"):
        statement = statement.replace(") VALUES (", ") OVERRIDING SYSTEM VALUE VALUES (", 1)
    return statement, parameters


def _value(pair: Pair, table: Table, column: Column, number: int) -> Any:
    if rows_are_null(pair, table.name, column):
        return None
    if column.type.startswith("enum:"):
        name = column.type[len("enum:") :]
        values = [set(model.enums[name].values) for model in (pair.before, pair.after) if name in model.enums]
        return next(value for value in pair.before.enums[name].values if value in set.intersection(*values))
    there = pair.after.tables.get(table.name)
    becomes = None if there is None else there.column(column.name)
    kind = TYPES[pair.kind][column.type]
    if kind.family == "moment" and becomes is not None and becomes.type == "date":
        return kind.value(number).replace(hour=0)
    return kind.value(number)


def read_rows(engine: Engine, pair: Pair, model: Model) -> Kept:
    """Return the rows as text: of the tables both sides have, the columns both have in the same type.

    :param model: the side the database is at.
    """
    found: Kept = {}
    with engine.connect() as connection:
        for name in sorted(pair.before.tables.keys() & pair.after.tables.keys(), key=str):
            columns = [sa.column(column) for column in _lasting(pair, name)]
            source = sa.table(name.name, schema=name.schema)
            rows = connection.execute(sa.select(*columns, sa.literal(1)).select_from(source)).all()
            found[str(name)] = sorted(tuple(str(value) for value in row) for row in rows)
    return found


def _lasting(pair: Pair, name: Name) -> list[str]:
    before, after = pair.before.tables[name], pair.after.tables[name]
    return [
        column.name
        for column in before.columns
        for there in [after.column(column.name)]
        if there is not None
        and there.type == column.type
        and not column.type.startswith("enum:")
        and column.generated is None
        and there.generated is None
    ]
