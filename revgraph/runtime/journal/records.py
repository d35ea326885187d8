"""The journal: a table of what was run on a database, and one of what an unfinished migration has done so far.

Writes and reads rows; what is worth a row, and what follows from one, is decided in ``runtime.recorder``.
Each run of a revision has one row. On databases without transactional DDL, and where an autocommit block has
committed a part, its statements have rows too, until it is done.

Where DDL commits (MySQL, MariaDB, Oracle), and a process may be killed at any moment::

    killed                            what the journal says          what is true      what a resumed run does
    --------------------------------  -----------------------------  ----------------  -----------------------
    before the first statement        run ``running``, no statement  nothing is done   runs all of it
    before or while rows change       nothing of that statement      it is undone      runs it
    after rows changed, uncommitted   nothing: its row was in the    it is undone      runs it
                                      same transaction
    after that was committed          ``done``                       it is done        skips it
    before DDL                        nothing, or ``running``        it is not done    asks ``applied``: no; runs it
    while DDL runs                    ``running``: DDL commits what  either            waits for its session, asks
                                      stands before it                                 ``applied``
    after DDL, before ``done``        ``running``                    it is done        asks ``applied``: yes; skips it
    after ``done``                    ``done``, committed at once    it is done        skips it

What ``applied`` can't tell, such as raw SQL, stops the run with a report; so does a change of rows that may have been
made in a table whose engine knows no transactions (MyISAM, Aria), or outside of a transaction.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, Column, Connection, DateTime, Float, Integer, MetaData, String, Table, Text, select
from sqlalchemy.ext.compiler import compiles

from revgraph.ddl.impl import DefaultImpl
from revgraph.runtime.version_table import latest_rows

if TYPE_CHECKING:
    from sqlalchemy import Executable, Select

RUNNING, DONE, FAILED, ROLLED_BACK = "running", "done", "failed", "rolled back"
"""States of a run and of a statement. A run that failed has left something; one that was rolled back has not."""

PRODUCT_JOURNAL = "revgraph_journal"
SHOWN_SQL = 2000
"""Longest SQL that is kept, in characters."""
SHORT = 255


@dataclass(frozen=True)
class JournalEntry:
    """One run of one revision.

    :param id: grows with time.
    :param revision: its id; for a stamp the ids that were written.
    :param parents: ids of its parents.
    :param message: first paragraph of its docstring.
    :param direction: ``upgrade``, ``downgrade`` or ``stamp``.
    :param state: ``running``, ``done``, ``failed`` (something is left in the database) or ``rolled back``.
    :param started: when, in UTC.
    :param finished: when, in UTC; None while it runs, or if it was killed.
    :param duration: in seconds.
    :param operations: SHA-256 over the operations that ran.
    :param source: SHA-256 of the revision's code; blind to formatting and comments.
    :param file: SHA-256 of the revision's text.
    :param product: version of revgraph.
    :param database: name and version of the database.
    :param python: version of Python.
    :param who: ``user@host``.
    :param session: number of the database session, where servers tell.
    :param error: what went wrong.
    """

    id: int
    revision: str
    parents: tuple[str, ...]
    message: str
    direction: str
    state: str
    started: datetime
    finished: datetime | None = None
    duration: float | None = None
    operations: str | None = None
    source: str | None = None
    file: str | None = None
    product: str = ""
    database: str = ""
    python: str = ""
    who: str = ""
    session: int | None = None
    error: str | None = None

    @property
    def is_open(self) -> bool:
        """Say whether it was begun and left something behind: it can be resumed, undone or resolved."""
        return self.state in (RUNNING, FAILED) and self.direction != "stamp"


@dataclass(frozen=True)
class JournalStatement:
    """One statement of an unfinished run.

    :param run: id of the run.
    :param position: which of the run's statements that change something it is, from 1.
    :param unit: the position of the first statement of the same operation.
    :param operation: the operation as text; empty for one that was sent past the operations.
    :param operation_digest: of the operation.
    :param digest: of the statement and its parameters.
    :param statement: the SQL, cut if it is long; empty for an operation none of whose statements was seen.
    :param state: ``running``, ``done`` or ``failed``.
    :param rowcount: how many rows it changed.
    :param lastrowid: the key the database made for a row, as the driver says it.
    """

    run: int
    position: int
    unit: int
    operation: str
    operation_digest: str | None
    digest: str
    statement: str
    state: str
    rowcount: int | None = None
    lastrowid: int | None = None


def journal_names(version_table: str, usual: str) -> tuple[str, str]:
    """Return the names of the journal's two tables.

    :param version_table: name of the version table.
    :param usual: the name it usually has.
    """
    name = PRODUCT_JOURNAL if version_table == usual else f"{version_table}_journal"
    return name, f"{name}_statement"


class Journal:
    """Read and write the journal of one version table.

    :param impl: the dialect's implementation.
    :param connection: live connection.
    :param version_table: name of the version table; another than the usual one gives the journal another name, too.
    :param schema: schema of the version table.
    :param usual: the version table's usual name.
    """

    def __init__(
        self, impl: DefaultImpl, connection: Connection, *, version_table: str, schema: str | None, usual: str
    ) -> None:
        self._connection = connection
        self._impl = impl
        self._version_table = version_table
        runs, statements = journal_names(version_table, usual)
        self.table = _run_table(runs, schema)
        self.statement_table = _statement_table(statements, schema)
        self.at_once = not type(impl).transactional_ddl
        """DDL commits here, so each statement is written down at once."""
        self.latest = False
        """Read what others have committed, also in a transaction that keeps to its first look."""
        self._newest = 0
        self._present: set[str] = set()
        self._looked = False

    @property
    def names(self) -> tuple[str, str]:
        """Return the names of the two tables."""
        return self.table.name, self.statement_table.name

    # ------------------------------------------------------------------------------------ tables

    def look(self) -> bool:
        """Look which tables are there, with one statement; read-only.

        :return: whether the version table is among them; False may also mean it goes by another spelling there.
        """
        names = self._connection.dialect.get_table_names(self._connection, schema=self.table.schema)
        self._present = {name for name in names if name in self.names}
        self._looked = True
        return self._version_table in names

    def ensure(self, *, statements: bool = False) -> None:
        """Create the table of runs unless it is there.

        :param statements: the table of statements as well.
        """
        for table in (self.table, self.statement_table) if statements else (self.table,):
            if table.name not in self._present:
                dialect = self._connection.dialect.name
                if dialect in ("mysql", "mariadb"):
                    # not where the table is described: SQLAlchemy loads the whole dialect to check such an argument
                    table.kwargs[f"{dialect}_engine"] = "InnoDB"
                table.create(self._connection, checkfirst=True)
                self._present.add(table.name)

    def forget_presence(self) -> None:
        """Forget which tables are there: a rollback may have taken them."""
        self._present.clear()
        self._looked = False

    # ------------------------------------------------------------------------------------ reading

    def entries(self, limit: int | None = None) -> tuple[JournalEntry, ...]:
        """Return the runs, oldest first; nothing without a table. Read-only.

        :param limit: only that many, the newest.
        """
        if not self._has(self.table):
            return ()
        query = self.table.select().order_by(self.table.c.id.desc())
        query = self._fresh(query if limit is None else query.limit(limit))
        found = tuple(reversed([_entry(row) for row in self._connection.execute(query).mappings()]))
        if found:
            self._newest = max(self._newest, found[-1].id)
        return found

    def next_id(self) -> int:
        """Return an id for a new run: its moment, but behind all that were read, whatever clocks there were."""
        self._newest = max(self._newest + 1, time.time_ns() // 1000)
        return self._newest

    def _fresh(self, query: Select[Any]) -> Select[Any]:
        return latest_rows(query, self._connection.dialect) if self.latest else query

    def open_runs(self) -> tuple[JournalEntry, ...]:
        """Return the last run of each revision that was begun and not finished. Read-only."""
        return tuple(entry for entry in self.last_runs().values() if entry.is_open)

    def last_runs(self) -> dict[str, JournalEntry]:
        """Return the last run of each revision that has left something or is done; by revision. Read-only."""
        return last_of(self.entries())

    def statements(self, entry: JournalEntry) -> tuple[JournalStatement, ...]:
        """Return what a run has done so far, by position. Read-only."""
        table = self.statement_table
        if not self._has(table):
            return ()
        query = table.select().where(table.c.run == entry.id).order_by(table.c.position)
        rows = self._connection.execute(self._fresh(query)).mappings()
        return tuple(
            JournalStatement(**{**row, "operation": row["operation"] or "", "statement": row["statement"] or ""})
            for row in rows
        )

    def _has(self, table: Table) -> bool:
        if table.name in self._present or self._looked:
            return table.name in self._present
        if self._connection.dialect.has_table(self._connection, table.name, schema=table.schema):
            self._present.add(table.name)
        return table.name in self._present

    # ------------------------------------------------------------------------------------ writing

    def save(self, entry: JournalEntry) -> None:
        """Write a run's row, over the one that is there."""
        values = _values(entry)
        key = values.pop("id")
        found = self._run(self.table.update().values(values).where(self.table.c.id == key))
        if found == 0 or (found != 1 and not self._is_there(key)):
            self._run(self.table.insert().values(id=key, **values))

    def _is_there(self, key: int) -> bool:
        query = select(self.table.c.id).where(self.table.c.id == key)
        return self._connection.execute(query).first() is not None

    def add(self, entry: JournalEntry) -> None:
        """Write a new run's row."""
        self._run(self.table.insert().values(_values(entry)))

    def close(self, entry: JournalEntry, state: str) -> None:
        """Give a run its last state and forget its statements."""
        self.save(replace(entry, state=state))
        self.forget_statements(entry)

    def forget_statements(self, entry: JournalEntry, *, unit: int | None = None) -> None:
        """Delete the rows of a run's statements, or of one operation's."""
        table = self.statement_table
        if not self._has(table):
            return
        statement = table.delete().where(table.c.run == entry.id)
        self._run(statement if unit is None else statement.where(table.c.unit == unit))

    def add_statements(self, rows: Sequence[JournalStatement]) -> None:
        """Write new rows of statements."""
        if rows:
            self._run(self.statement_table.insert().inline(), [dict(vars(row)) for row in rows])

    def change_statement(self, row: JournalStatement) -> None:
        """Write a statement's row anew."""
        table = self.statement_table
        values = {name: value for name, value in vars(row).items() if name not in ("run", "position")}
        self._run(table.update().values(values).where(table.c.run == row.run, table.c.position == row.position))

    def doubt_unit(self, entry: JournalEntry, unit: int) -> None:
        """Say of an operation's statements that it is not known whether they are done."""
        table = self.statement_table
        self._run(table.update().values(state=RUNNING).where(table.c.run == entry.id, table.c.unit == unit))

    def _run(self, statement: Executable, rows: Any = None) -> int:
        return self._connection.execute(statement, rows).rowcount


def last_of(entries: Sequence[JournalEntry]) -> dict[str, JournalEntry]:
    """Return the run of each revision that says what is true of it now: those that were rolled back don't count."""
    counting = (entry for entry in entries if entry.state != ROLLED_BACK and entry.direction != "stamp")
    return {entry.revision: entry for entry in counting}


class Moment(DateTime):
    """A date and time with microseconds, on MySQL and MariaDB too; their own type would load the whole dialect."""


@compiles(Moment, "mysql", "mariadb")
def _with_microseconds(element: Moment, compiler: Any, **kw: Any) -> str:
    return "DATETIME(6)"


def _run_table(name: str, schema: str | None) -> Table:
    return Table(
        name,
        MetaData(),
        Column("id", BigInteger, primary_key=True, autoincrement=False),
        Column("revision", String(SHORT), nullable=False),
        Column("parents", Text, nullable=False),
        Column("message", String(SHORT)),
        Column("direction", String(10), nullable=False),
        Column("state", String(20), nullable=False),
        Column("started", Moment(), nullable=False),
        Column("finished", Moment()),
        Column("duration", Float(53)),
        Column("operations", String(64)),
        Column("source", String(64)),
        Column("file", String(64)),
        Column("product", String(50)),
        Column("database", String(SHORT)),
        Column("python", String(50)),
        Column("who", String(SHORT)),
        Column("session", BigInteger),
        Column("error", Text),
        schema=schema,
    )


def _statement_table(name: str, schema: str | None) -> Table:
    return Table(
        name,
        MetaData(),
        Column("run", BigInteger, primary_key=True, autoincrement=False),
        Column("position", Integer, primary_key=True, autoincrement=False),
        Column("unit", Integer, nullable=False),
        Column("operation", Text),
        Column("operation_digest", String(64)),
        Column("digest", String(64), nullable=False),
        Column("statement", Text),
        Column("state", String(20), nullable=False),
        Column("rowcount", BigInteger),
        Column("lastrowid", BigInteger),
        schema=schema,
    )


def _values(entry: JournalEntry) -> dict[str, Any]:
    # a text without letters: Oracle would take an empty one for NULL
    values = {**vars(entry), "parents": ", ".join(entry.parents) or "-", "revision": entry.revision[:SHORT]}
    for name in ("message", "database", "who"):
        values[name] = values[name].replace("\0", "\\0")[:SHORT]  # PostgreSQL's texts hold no NUL
    return values


def _entry(row: Any) -> JournalEntry:
    values = dict(row)
    values["parents"] = () if values["parents"] == "-" else tuple(values["parents"].split(", "))
    for name in ("message", "product", "database", "python", "who"):
        values[name] = values[name] or ""
    return JournalEntry(**values)
