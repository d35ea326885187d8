"""Putting a newly written SQLite table in the place of the old one, with its rows and all that hangs on it.

Knows texts and statements; what the new definition says is decided elsewhere.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.schema import ExecutableDDLElement

from revgraph.ddl.impl import DefaultImpl
from revgraph.errors import OperationError
from revgraph.operations.rebuild.definition import TableText
from revgraph.operations.rebuild.stored import (
    Dependent,
    Stored,
    inbound,
    quoted,
    read_sequence,
    rows_at_risk,
    working_dependents,
)
from revgraph.operations.rebuild.tokens import without_qualifier

log = logging.getLogger(__name__)

PREFIX = "_revgraph_tmp_"


class Verbatim(ExecutableDDLElement):
    """A statement that is run or written exactly as it is.

    :param sql: its text.
    """

    def __init__(self, sql: str) -> None:
        self.sql = sql


@compiles(Verbatim)
def write_verbatim(element: Verbatim, compiler: Any, **kw: Any) -> str:
    """Return the text."""
    return element.sql


@dataclass(frozen=True)
class Exchange:
    """The statements of an exchange.

    :param prepare: make the new table.
    :param copy: copy the rows; empty if there is nothing to copy.
    :param target: the new table while the rows are copied.
    :param finish: drop the old table, and give the new one its name.
    """

    prepare: list[str]
    copy: str
    target: str
    finish: list[str]


@dataclass
class Swap:
    """The change from an old table to a new one.

    :param stored: the old table.
    :param old: its definition.
    :param new: the new definition.
    :param fresh: columns of the new one, in lower case, that take nothing from an old one of the same name.
    :param afterwards: statements that bring back indexes and triggers, in order.
    """

    stored: Stored
    old: TableText
    new: TableText
    fresh: set[str]
    afterwards: Sequence[str]

    @property
    def place(self) -> str:
        """Return the table as statements name it."""
        return self._in_schema(self.stored.name)

    @property
    def other_place(self) -> str:
        """Return the temporary table as statements name it."""
        return self._in_schema(self.other_name)

    @property
    def other_name(self) -> str:
        """Return the name of the temporary table."""
        return PREFIX + self.stored.name

    def _in_schema(self, name: str) -> str:
        return quoted(name) if self.stored.schema == "main" else f"{quoted(self.stored.schema)}.{quoted(name)}"

    def copy(self, source: str, target: str) -> str:
        """Return the statement that copies the rows; empty if the tables have no column in common."""
        pairs: list[tuple[str, str]] = []
        for column in self.new.columns:
            old = self.old.column(column.name)
            if old is not None and not column.is_generated and column.name.lower() not in self.fresh:
                pairs.append((column.name_text, old.name_text))
        number = self._row_number()
        if number is None and self._is_same_row():
            return f"INSERT INTO {target} SELECT * FROM {source}"  # SQLite copies such rows without looking into them
        if number is not None:
            pairs.insert(0, (number, number))
        if not pairs:
            return ""
        into, taken = (", ".join(names) for names in zip(*pairs, strict=True))
        return f"INSERT INTO {target} ({into}) SELECT {taken} FROM {source}"

    def _is_same_row(self) -> bool:
        old, new = ([column.name.lower() for column in text.columns] for text in (self.old, self.new))
        computed = any(column.is_generated for text in (self.old, self.new) for column in text.columns)
        return old == new and not computed and not self.fresh

    def _row_number(self) -> str | None:
        # rows keep their hidden number where it has no column of its own
        if self.new.rowid_column is not None or any("WITHOUT" in text.options for text in (self.old, self.new)):
            return None
        names = {column.name.lower() for text in (self.old, self.new) for column in text.columns}
        return next((word for word in ("rowid", "_rowid_", "oid") if word not in names), None)

    def exchange(self, *, new_first: bool) -> Exchange:
        """Return the statements that make the new table, copy the rows and put it in its place.

        :param new_first: make the new table under the temporary name; otherwise the old one gets that. The latter
            keeps the new text exactly as it is, but would move other tables' foreign keys where these are enforced,
            and fails where definitions name the table itself.
        """
        if new_first:
            return Exchange(
                [without_qualifier(self.new.written(self.other_place), self.stored.name)],
                self.copy(self.place, self.other_place),
                self.other_place,
                [f"DROP TABLE {self.place}", f"ALTER TABLE {self.other_place} RENAME TO {quoted(self.stored.name)}"],
            )
        name = self.old.name_text
        final = name if self.stored.schema == "main" else f"{quoted(self.stored.schema)}.{name}"
        return Exchange(
            [f"ALTER TABLE {self.place} RENAME TO {quoted(self.other_name)}", self.new.written(final)],
            self.copy(self.other_place, self.place),
            self.place,
            [f"DROP TABLE {self.other_place}"],
        )

    @property
    def is_qualified(self) -> bool:
        """Say whether definitions name the table itself, so that it can't be renamed before it is dropped."""
        texts = (self.old.written("x"), self.new.written("x"))
        return any(without_qualifier(text, self.stored.name) != text for text in texts)

    @property
    def is_numbered(self) -> bool:
        """Say whether the new table uses AUTOINCREMENT."""
        return any("AUTOINCREMENT" in clause.text.upper() for clause, _ in self.new.all_constraints())


def write_swap(swap: Swap, impl: DefaultImpl) -> None:
    """Write the exchange into a script."""
    exchange = swap.exchange(new_first=swap.is_qualified)
    statements = ["PRAGMA legacy_alter_table=ON", *exchange.prepare, exchange.copy, *exchange.finish]
    for statement in [*statements, *swap.afterwards, "PRAGMA legacy_alter_table=OFF"]:
        if statement:
            impl.output.execute(Verbatim(statement))


def run_swap(swap: Swap, impl: DefaultImpl, connection: Connection) -> None:
    """Carry the exchange out within a savepoint: after an error everything is as it was.

    :raises OperationError: if rows of other tables are at risk, rows don't arrive, or a view or trigger would break.
    """
    with _foreign_keys_off(connection, swap.stored) as enforced:
        new_first = swap.is_qualified or (enforced and bool(inbound(connection, swap.stored)))
        dependents = working_dependents(connection, swap.stored)
        number = read_sequence(connection, swap.stored)
        legacy = connection.exec_driver_sql("PRAGMA legacy_alter_table").scalar()
        with connection.begin_nested():
            connection.exec_driver_sql("PRAGMA legacy_alter_table=ON")
            try:
                _carry_out(swap, swap.exchange(new_first=new_first), impl, connection)
            finally:
                connection.exec_driver_sql(f"PRAGMA legacy_alter_table={legacy or 0}")
            if number is not None and swap.is_numbered:
                _restore_sequence(swap, connection, number)
            _demand_working(dependents, swap, connection)


def _carry_out(swap: Swap, exchange: Exchange, impl: DefaultImpl, connection: Connection) -> None:
    before = connection.exec_driver_sql(f"SELECT count(*) FROM {swap.place}").scalar()
    # one left behind by a tool that died within a database without transactions
    connection.exec_driver_sql(f"DROP TABLE IF EXISTS {swap.other_place}")
    for statement in (*exchange.prepare, exchange.copy):
        if statement:
            impl.output.execute(Verbatim(statement))
    after = connection.exec_driver_sql(f"SELECT count(*) FROM {exchange.target}").scalar()
    if before != after:
        raise OperationError(
            f"building table {swap.stored.name!r} anew: of {before} rows {after} arrived; nothing was changed"
        )
    for statement in (*exchange.finish, *swap.afterwards):
        impl.output.execute(Verbatim(statement))
    log.info("table %s built anew, %s rows", swap.stored.name, after)


def _restore_sequence(swap: Swap, connection: Connection, number: int) -> None:
    catalogue = f"{quoted(swap.stored.schema)}.sqlite_sequence"
    connection.exec_driver_sql(f"DELETE FROM {catalogue} WHERE name = ?", (swap.stored.name,))
    connection.exec_driver_sql(f"INSERT INTO {catalogue} (name, seq) VALUES (?, ?)", (swap.stored.name, number))


def _demand_working(dependents: list[Dependent], swap: Swap, connection: Connection) -> None:
    for dependent in dependents:
        complaint = dependent.complaint(connection)
        if complaint is not None:
            raise OperationError(
                f"{dependent.what} would no longer work with the new table {swap.stored.name!r}: {complaint}; nothing "
                "was changed. Drop it before, and create it again after"
            )


@contextmanager
def _foreign_keys_off(connection: Connection, stored: Stored) -> Iterator[bool]:
    """Keep foreign keys off inside the block if that can be done, and say whether they are still enforced.

    Dropping a table deletes its rows first, and enforced foreign keys would act on that.
    """
    if not connection.exec_driver_sql("PRAGMA foreign_keys").scalar():
        yield False
        return
    driver: Any = connection.connection.dbapi_connection
    if not getattr(driver, "in_transaction", True):
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        try:
            yield False
        finally:
            connection.exec_driver_sql("PRAGMA foreign_keys=ON")
        return
    at_risk = rows_at_risk(connection, stored)
    if at_risk:
        raise OperationError(
            f"table {stored.name!r} must be built anew, and rows of {', '.join(at_risk)} refer to it: with "
            "PRAGMA foreign_keys=ON that would delete or change them, and within a transaction the pragma can't be "
            "changed. Nothing was changed; set PRAGMA foreign_keys=OFF on the connection before the transaction begins"
        )
    yield True
