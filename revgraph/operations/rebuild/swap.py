"""Putting a newly written SQLite table in the place of the old one, with its rows and all that hangs on it.

Knows texts and statements; what the new definition says is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.schema import ExecutableDDLElement

from revgraph.ddl.impl import DefaultImpl
from revgraph.ddl.sqlite import SQLiteImpl
from revgraph.errors import OperationError
from revgraph.operations.rebuild.complaints import demand_parents, refusal
from revgraph.operations.rebuild.definition import TableText
from revgraph.operations.rebuild.kept import demand_kept, read_standing, restore_number, restore_statistics
from revgraph.operations.rebuild.leftovers import sweep
from revgraph.operations.rebuild.progress import progress
from revgraph.operations.rebuild.stored import PREFIX, Stored, foreign_keys, inbound, quoted, rows_at_risk
from revgraph.operations.rebuild.tokens import without_qualifier
from revgraph.util.logs import Log

log = Log(__name__)


FORMATTING = ("format", "pyformat")
"""Styles of parameters in which a percent sign is written twice."""


class Verbatim(ExecutableDDLElement):
    """A statement that is run or written exactly as it is.

    :param sql: its text.
    """

    def __init__(self, sql: str) -> None:
        self.sql = sql


@compiles(Verbatim)
def write_verbatim(element: Verbatim, compiler: Any, **kw: Any) -> str:
    """Return the text as the driver takes it."""
    return element.sql.replace("%", "%%") if compiler.dialect.paramstyle in FORMATTING else element.sql


@dataclass(frozen=True)
class Exchange:
    """The statements of an exchange.

    :param prepare: make the new table.
    :param copy: copy the rows; empty if there is nothing to copy.
    :param finish: drop the old table, and give the new one its name.
    """

    prepare: list[str]
    copy: str
    finish: list[str]


@dataclass
class Swap:
    """The change from an old table to a new one.

    :param stored: the old table.
    :param old: its definition.
    :param new: the new definition.
    :param fresh: columns of the new one, in lower case, that take nothing from an old one of the same name.
    :param indexes: statements that bring back indexes, in order, by name in lower case.
    :param triggers: statements that bring back triggers, in order.
    :param filled: SQL that columns of the new one, in lower case, take where the old one has NULL or no such column.
    :param scripted: it is written, not run: nothing tells which database a name is in.
    """

    stored: Stored
    old: TableText
    new: TableText
    fresh: set[str]
    indexes: Mapping[str, str]
    triggers: Sequence[str]
    filled: Mapping[str, str] = field(default_factory=dict)
    scripted: bool = False

    @property
    def afterwards(self) -> list[str]:
        """Return the statements that bring back indexes and triggers, in order."""
        return [*self.indexes.values(), *self.triggers]

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
        return quoted(name) if self._is_plain else f"{quoted(self.stored.schema)}.{quoted(name)}"

    @property
    def _is_plain(self) -> bool:
        return self.scripted and self.stored.schema == "main"

    def copy(self, source: str, target: str) -> str:
        """Return the statement that copies the rows; empty if the tables have no column in common."""
        pairs: list[tuple[str, str]] = []
        for column in self.new.columns:
            old = self.old.column(column.name)
            kept = quoted(old.name) if old is not None and column.name.lower() not in self.fresh else None
            filling = self.filled.get(column.name.lower())
            if column.is_generated or (kept is None and filling is None):
                continue
            values = [value for value in (kept, filling) if value is not None]
            pairs.append((quoted(column.name), values[0] if len(values) == 1 else f"coalesce({', '.join(values)})"))
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
        return old == new and not computed and not self.fresh and not self.filled

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
                [self._unqualified(self.other_place)],
                self.copy(self.place, self.other_place),
                [f"DROP TABLE {self.place}", f"ALTER TABLE {self.other_place} RENAME TO {quoted(self.stored.name)}"],
            )
        name = self.old.name_text
        final = name if self._is_plain else f"{quoted(self.stored.schema)}.{name}"
        return Exchange(
            [f"ALTER TABLE {self.place} RENAME TO {quoted(self.other_name)}", self.new.written(final)],
            self.copy(self.other_place, self.place),
            [f"DROP TABLE {self.other_place}"],
        )

    def created(self, *, new_first: bool) -> str:
        """Return the text the table shall have in the end."""
        return self._unqualified(quoted(self.stored.name)) if new_first else self.new.written()

    def _unqualified(self, place: str) -> str:
        return without_qualifier(self.new.written('""'), self.stored.name).replace('""', place, 1)

    @property
    def is_qualified(self) -> bool:
        """Say whether definitions name the table itself, so that it can't be renamed before it is dropped."""
        texts = (self.old.written("x"), self.new.written("x"))
        return any(without_qualifier(text, self.stored.name) != text for text in texts)

    @property
    def is_numbered(self) -> bool:
        """Say whether both tables use AUTOINCREMENT."""
        return all(
            any("AUTOINCREMENT" in clause.text.upper() for clause, _ in text.all_constraints())
            for text in (self.old, self.new)
        )


def write_swap(swap: Swap, impl: DefaultImpl) -> None:
    """Write the exchange into a script, after the switch without which it would delete rows of other tables."""
    if isinstance(impl, SQLiteImpl):
        impl.switch_foreign_keys_off()
    exchange = swap.exchange(new_first=swap.is_qualified)
    statements = ["PRAGMA legacy_alter_table=ON", *exchange.prepare, exchange.copy, *exchange.finish]
    for statement in [*statements, *swap.afterwards, "PRAGMA legacy_alter_table=OFF"]:
        if statement:
            impl.output.execute(Verbatim(statement))


def run_swap(swap: Swap, impl: DefaultImpl, connection: Connection) -> None:
    """Carry the exchange out within a savepoint: after an error everything is as it was.

    :raises OperationError: if rows of other tables are at risk, rows don't fit or don't arrive, or something that
        hangs on the table would be lost or would break.
    """
    minded = bool(connection.exec_driver_sql("PRAGMA foreign_keys").scalar())
    with _foreign_keys_off(connection, swap.stored) as enforced:
        new_first = swap.is_qualified or (enforced and bool(inbound(connection, swap.stored)))
        try:
            with connection.begin_nested():
                sweep(connection, swap.stored)
                _exchange(swap, impl, connection, new_first=new_first, minded=minded)
        except DBAPIError as error:
            raise refusal(connection, swap.stored, swap.old, swap.new, error) from error


def _exchange(swap: Swap, impl: DefaultImpl, connection: Connection, *, new_first: bool, minded: bool) -> None:
    stored = swap.stored
    keys = set(foreign_keys(connection, stored).values())
    before = read_standing(connection, stored)
    with _legacy_alter_table(connection):
        _carry_out(swap, swap.exchange(new_first=new_first), impl, connection)
    if swap.is_numbered:
        restore_number(connection, stored, before.number)
    restore_statistics(connection, stored, before)
    demand_kept(connection, stored, before, created=swap.created(new_first=new_first), indexes=swap.indexes)
    demand_parents(connection, stored, keys, minded=minded)


@contextmanager
def _legacy_alter_table(connection: Connection) -> Iterator[None]:
    """Have ALTER TABLE ... RENAME change nothing but the name inside the block."""
    before = connection.exec_driver_sql("PRAGMA legacy_alter_table").scalar() or 0
    connection.exec_driver_sql("PRAGMA legacy_alter_table=ON")
    try:
        yield
    finally:
        connection.exec_driver_sql(f"PRAGMA legacy_alter_table={before}")


def _carry_out(swap: Swap, exchange: Exchange, impl: DefaultImpl, connection: Connection) -> None:
    before = connection.exec_driver_sql(f"SELECT count(*) FROM {swap.place}").scalar() or 0
    for statement in exchange.prepare:
        impl.output.execute(Verbatim(statement))
    if exchange.copy:
        with progress(connection, swap.stored.name, exchange.copy, before):
            impl.output.execute(Verbatim(exchange.copy))
    for statement in (*exchange.finish, *swap.afterwards):
        impl.output.execute(Verbatim(statement))
    # counted when there are indexes again: these are quicker to go through than the table
    after = connection.exec_driver_sql(f"SELECT count(*) FROM {swap.place}").scalar()
    if before != after:
        raise OperationError(
            f"building table {swap.stored.name!r} anew: of {before} rows {after} arrived; nothing was changed"
        )
    log.info("table %s built anew, %s rows", swap.stored.name, after)


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
        except BaseException:
            driver.rollback()  # ROLLBACK TO leaves a transaction open, in which the pragma would do nothing
            raise
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
