"""SQLite's transactions: real ones, taken over from the driver; and patience with other processes.

Knows the driver, its locks and foreign keys; nothing of migrations.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy import Connection, event
from sqlalchemy.exc import OperationalError

from revgraph.errors import CommandError
from revgraph.runtime.waiting import wait_until

T = TypeVar("T")
LEGACY = -1
"""``sqlite3.LEGACY_TRANSACTION_CONTROL``, which Python 3.11 lacks."""
WRITES = "writes to this database"
READS = "reads this database"
LONG = 60.0
"""Seconds; no driver is expected to wait so long by itself."""


class SQLiteControl:
    """Take transaction control over from Python's sqlite3 driver, so that DDL is atomic too.

    The driver by itself begins a transaction before data changes only, never before DDL, and not in a way that takes
    the write lock (https://docs.python.org/3/library/sqlite3.html#transaction-control). While taken over the driver
    is in autocommit mode, ``BEGIN IMMEDIATE`` is ours, and foreign keys are not enforced (they can't be switched
    inside a transaction, and a table rebuild must not cascade); they are checked before COMMIT instead.

    :param connection: connection to SQLite.
    :param patience: seconds to wait for another process that writes; None: only what the driver waits.
    """

    def __init__(self, connection: Connection, patience: float | None = None) -> None:
        self._connection = connection
        self._patience = patience
        self._depth = 0
        self._enforced = False
        self._broken_before: Counter[tuple[str, str]] = Counter()
        self.writing = False

    @contextmanager
    def taken_over(self) -> Iterator[None]:
        """Hold transaction control and keep foreign keys off inside the block; both are restored after it."""
        self._depth += 1
        if self._depth > 1:
            try:
                yield
            finally:
                self._depth -= 1
            return
        driver: Any = self._connection.connection.dbapi_connection
        before = driver.isolation_level
        # Python 3.12 has a second switch; only under its "legacy" value does the first one work
        mode = _on_connection(driver, getattr, "autocommit", LEGACY)
        if mode != LEGACY:
            _on_connection(driver, setattr, "autocommit", LEGACY)
        driver.isolation_level = None
        self._connection.rollback()
        self._enforced = bool(self._pragma("foreign_keys"))
        if self._enforced:
            self._pragma("foreign_keys=OFF")
        try:
            yield
        finally:
            self._depth -= 1
            if self._is_usable():
                if self._enforced:
                    self._connection.rollback()
                    self._pragma("foreign_keys=ON")
                driver.isolation_level = before
                if mode != LEGACY:
                    _on_connection(driver, setattr, "autocommit", mode)

    def begin(self, *, writing: bool) -> None:
        """Begin a transaction.

        :param writing: it holds the write lock from its first statement; otherwise from its first write.
        :raises LockTimeout: if another process writes for too long.
        """
        self.end_begun()
        if writing:
            begin_writing(self._connection, self._patience)
        else:
            self._connection.exec_driver_sql("BEGIN")
        self.writing = writing
        if writing and self._enforced:
            self._broken_before = self._broken()

    @contextmanager
    def autocommit(self) -> Iterator[None]:
        """Hold transaction control inside the block, with no transaction begun: each statement commits by itself."""
        with self.taken_over():
            transaction = self._connection.begin()
            if not self.end_begun():
                transaction.close()
            # else it stays SQLAlchemy's view of things, so that it does not begin again at the next statement
            yield

    def end_begun(self) -> bool:
        """End a transaction that a listener of the engine has begun, which nothing was done in yet.

        SQLAlchemy's documentation has engines send BEGIN from a listener whenever a ``Connection`` begins.

        :returns: whether there was one.
        """
        begun = _in_transaction(self._connection)
        if begun:
            self._connection.dialect.do_commit(self._connection.connection)
        return begun

    def patiently(self, look: Callable[[], T]) -> T:
        """Look at the database, and again as long as another process locks readers out.

        :param look: reads, and nothing else.
        :raises LockTimeout: if that takes too long.
        """
        if self._patience is None:
            return look()
        found: list[T] = []
        self._wait(lambda: found.append(look()), WRITES)
        return found[0]

    @contextmanager
    def patient_commit(self) -> Iterator[None]:
        """Inside the block a commit waits for processes that read: they keep it back as long as they do.

        :raises LockTimeout: if that takes too long; nothing was committed.
        """
        if self._patience is None:
            yield
            return
        # SQLAlchemy tells before it commits, and gives a transaction up whose commit fails; it finds nothing left to do
        event.listen(self._connection, "commit", self._commit)
        try:
            yield
        finally:
            event.remove(self._connection, "commit", self._commit)

    def roll_back(self) -> None:
        """End what a failed commit has left open: SQLAlchemy takes it for ended."""
        if self._is_usable() and _in_transaction(self._connection):
            self._connection.dialect.do_rollback(self._connection.connection)

    def _commit(self, connection: Connection) -> None:
        self._wait(lambda: connection.dialect.do_commit(connection.connection), READS)

    def hurry(self) -> None:
        """From now on wait for others no longer than the driver does."""
        self._patience = None

    def _wait(self, act: Callable[[], object], doing: str) -> None:
        assert self._patience is not None
        wait_for_others(self._connection, act, patience=self._patience, doing=doing)

    def check_foreign_keys(self) -> None:
        """Refuse to go on if more rows point nowhere than before; only where foreign keys are enforced outside.

        Read-only.

        :raises CommandError: naming the tables and how many rows.
        """
        if not self._enforced or not self.writing:
            return
        broken = self._broken() - self._broken_before
        if broken:
            places = "; ".join(f"{count} in {table!r} (to {parent!r})" for (table, parent), count in broken.items())
            raise CommandError(
                f"foreign keys would be broken: rows that point to no parent: {places}; nothing was committed. "
                "Delete or mend these rows in the migration, or before it"
            )

    def _broken(self) -> Counter[tuple[str, str]]:
        """Return how many rows point nowhere, by their table and the one they should point to."""
        found = self._connection.exec_driver_sql("PRAGMA foreign_key_check")
        return Counter((table, parent) for table, _rowid, parent, _key in found)

    def _is_usable(self) -> bool:
        return not self._connection.closed and not self._connection.invalidated

    def _pragma(self, words: str) -> object:
        # not through SQLAlchemy, which would begin: within a transaction foreign keys can't be switched
        cursor = self._connection.connection.cursor()
        try:
            cursor.execute(f"PRAGMA {words}")
            row = cursor.fetchone()
        finally:
            cursor.close()
        return row[0] if row else None


def begin_writing(connection: Connection, patience: float | None) -> None:
    """Begin a transaction that holds the write lock from its start.

    :param patience: seconds to wait for another process that writes; None: only what the driver waits.
    :raises LockTimeout: if that takes too long.
    """
    if patience is None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        wait_for_others(
            connection, lambda: connection.exec_driver_sql("BEGIN IMMEDIATE"), patience=patience, doing=WRITES
        )


def wait_for_others(connection: Connection, act: Callable[[], object], *, patience: float, doing: str) -> None:
    """Do something, and again until no other process is in the way.

    :param connection: connection to SQLite.
    :param act: what to do.
    :param patience: seconds to wait.
    :param doing: what the other one does.
    :raises LockTimeout: if that takes too long.
    """

    def done() -> bool:
        try:
            act()
        except (OperationalError, connection.dialect.loaded_dbapi.OperationalError) as error:
            if "database is locked" not in str(getattr(error, "orig", error)):
                raise
            return False
        return True

    usual = connection.exec_driver_sql("PRAGMA busy_timeout").scalar() if patience < LONG else 0
    shorter = isinstance(usual, int) and patience * 1000 < usual
    if shorter:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={int(patience * 1000)}")
    try:
        wait_until(done, connection, timeout=patience, doing=doing)
    finally:
        if shorter:
            connection.exec_driver_sql(f"PRAGMA busy_timeout={usual}")


def _in_transaction(connection: Connection) -> bool:
    return bool(getattr(connection.connection.driver_connection, "in_transaction", False))


def _on_connection(driver: Any, access: Callable[..., Any], *arguments: object) -> Any:
    """Call ``getattr`` or ``setattr`` on sqlite3's connection; under aiosqlite it lives in a thread of its own."""
    if not hasattr(driver, "run_async"):
        return access(driver, *arguments)
    return driver.run_async(lambda raw: raw._execute(lambda: access(raw._conn, *arguments)))
