"""Transactions around the run and around each migration: real ones, on SQLite too, or words in a script.

Three strategies of one shape; the run asks for ``whole_run()`` and ``migration()`` and never knows which it has:
:class:`CallersTransaction` (somebody else began one), :class:`LiveTransactions` and :class:`ScriptTransactions`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection, RootTransaction

from revgraph.ddl.impl import DefaultImpl
from revgraph.errors import CommandError
from revgraph.runtime.sqlite import SQLiteControl, begin_writing
from revgraph.util.sqla import commits_at_once

T = TypeVar("T")


class Transactions(Protocol):
    """The seam between the run and its transactions."""

    @property
    def atomic(self) -> bool:
        """Say whether a migration that fails leaves nothing behind."""
        ...

    @property
    def one_for_all(self) -> bool:
        """Say whether one transaction spans all migrations."""
        ...

    @property
    def callers(self) -> bool:
        """Say whether the transaction is the caller's to end."""
        ...

    @property
    def parted(self) -> bool:
        """Say whether an autocommit block has committed a part of what the transaction began with."""
        ...

    @property
    def ended_by_script(self) -> bool:
        """Say whether a migration ended the transaction behind our back, with ``commit()`` on the connection."""
        ...

    def whole_run(self) -> AbstractContextManager[Any]:
        """Return the block around all migrations."""
        ...

    def migration(self) -> AbstractContextManager[Any]:
        """Return the block around one migration, its script and its row in the version table."""
        ...

    def outside(self) -> AbstractContextManager[Any]:
        """Return the block for statements that can't run inside a transaction."""
        ...

    def end_reading(self) -> None:
        """End the transaction that a read has begun by itself, if nobody asked for one."""
        ...

    def patiently(self, look: Callable[[], T]) -> T:
        """Look at the database; where readers may be locked out, wait for who writes. Nothing but reads."""
        ...

    def hurry(self) -> None:
        """From now on hardly wait for others: the run has failed, and what is left to do is to say so."""
        ...


class CallersTransaction:
    """Leave everything to the caller, who gave us a connection that was in a transaction already.

    :param connection: in a transaction, as SQLAlchemy sees it.
    :param transactional_ddl: DDL takes part in transactions on this database.
    :param patience: on SQLite, seconds to wait for another process that writes; None: only what the driver waits.
    """

    one_for_all = True
    callers = True
    parted = False
    ended_by_script = False

    def __init__(self, connection: Connection, *, transactional_ddl: bool, patience: float | None = None) -> None:
        self.atomic = transactional_ddl and not commits_at_once(connection)
        self._connection = connection
        self._patience = patience

    def whole_run(self) -> AbstractContextManager[None]:
        """Do nothing: the caller commits or rolls back."""
        return nullcontext()

    def migration(self) -> AbstractContextManager[None]:
        """Do nothing: the caller commits or rolls back. On SQLite, see that there is a transaction at all."""
        if self._connection.dialect.name == "sqlite" and not _has_begun(self._connection):
            begin_writing(self._connection, self._patience)
        return nullcontext()

    def outside(self) -> AbstractContextManager[None]:
        """Refuse: the caller's transaction is not ours to end.

        :raises CommandError: always.
        """
        raise CommandError(
            "autocommit_block() can't be used here: the connection was in a transaction before the migrations began, "
            "and ending that is up to whoever began it. Hand over a connection that is in none"
        )

    def end_reading(self) -> None:
        """Do nothing."""

    def patiently(self, look: Callable[[], T]) -> T:
        """Look; who waits in a transaction of its own is for the caller to say."""
        return look()

    def hurry(self) -> None:
        """Do nothing: after a failure nothing is done here."""


def _has_begun(connection: Connection) -> bool:
    """Say whether SQLite is in a transaction: Python's driver waits with BEGIN for the first change of data.

    Tables changed before that would be out of reach of the caller's rollback.
    """
    pooled: Any = connection.connection
    wants_none = pooled.dbapi_connection.isolation_level is None
    return wants_none or bool(getattr(pooled.driver_connection, "in_transaction", True))


class LiveTransactions:
    """Begin and end transactions on a live connection.

    :param connection: not in a transaction.
    :param transactional_ddl: DDL takes part in transactions on this database.
    :param per_migration: one transaction for each migration instead of one for the run.
    :param patience: on SQLite, seconds to wait for another process that writes; None: only what the driver waits.
    """

    callers = False

    def __init__(
        self, connection: Connection, *, transactional_ddl: bool, per_migration: bool, patience: float | None = None
    ) -> None:
        self._at_once = commits_at_once(connection)
        self.atomic = transactional_ddl and not self._at_once
        self.parted = False
        self._ended = False
        self._connection = connection
        self._per_migration = per_migration or not self.atomic
        self._current: RootTransaction | None = None
        self._sqlite = SQLiteControl(connection, patience) if connection.dialect.name == "sqlite" else None

    @property
    def one_for_all(self) -> bool:
        """Say whether one transaction spans all migrations: only inside ``whole_run()``."""
        return not self._per_migration and self._current is not None

    @property
    def ended_by_script(self) -> bool:
        """Say whether a migration ended the transaction behind our back, with ``commit()`` on the connection."""
        return self.atomic and (self._ended or (self._current is not None and not self._current.is_active))

    def whole_run(self) -> AbstractContextManager[None]:
        """Return a real transaction, or nothing where each migration has its own.

        On SQLite it does not lock for writing before the first migration, so that looking at a database needs no right
        to write.
        """
        return nullcontext() if self._per_migration else self._real(writing=False)

    def migration(self) -> AbstractContextManager[None]:
        """Return a real transaction unless the run has one."""
        if self._current is None:
            return self._real(writing=True)
        if self._sqlite and not self._sqlite.writing:
            # nothing but reads (or env.py's own settings) has come so far
            self._commit()
            self._current = self._begin(writing=True)
        return nullcontext()

    @contextmanager
    def outside(self) -> Iterator[None]:
        """Commit what has been done, run the block in autocommit mode, begin anew."""
        if self._current is not None:
            self._commit()
        self.parted = True
        try:
            with self._autocommit():
                yield
        finally:
            if self._current is not None:
                self._current = self._begin(writing=True)

    def end_reading(self) -> None:
        """Commit the transaction that a read has begun by itself.

        Committed, not rolled back: env.py may have sent settings before, and PostgreSQL undoes SET in a rollback.
        """
        if self._current is None and self._connection.in_transaction():
            self._connection.commit()

    def patiently(self, look: Callable[[], T]) -> T:
        """Look at the database. On SQLite a process that writes much, or is about to commit, locks readers out.

        :param look: reads, and nothing else: it may be called several times.
        :raises LockTimeout: if that takes too long.
        """
        if self._sqlite is None:
            return look()
        try:
            return self._sqlite.patiently(look)
        finally:
            self.end_reading()

    def hurry(self) -> None:
        """From now on wait for others no longer than the driver does."""
        if self._sqlite:
            self._sqlite.hurry()

    @contextmanager
    def _real(self, *, writing: bool) -> Iterator[None]:
        self.end_reading()
        with self._sqlite.taken_over() if self._sqlite else nullcontext():
            self.parted = self._ended = False
            self._current = self._begin(writing=writing)
            try:
                try:
                    yield
                finally:
                    self._ended = not self._current.is_active
                self._commit()
            except BaseException as error:
                self._current.__exit__(type(error), error, error.__traceback__)
                if not self._connection.closed:
                    self._connection.rollback()
                if self._sqlite:
                    self._sqlite.roll_back()
                raise
            finally:
                self._current = None

    def _begin(self, *, writing: bool) -> RootTransaction:
        if self._connection.in_transaction():
            self._connection.commit()
        transaction = self._connection.begin()
        if self.atomic:
            # SQLAlchemy refuses statements after a migration has ended by itself what was entered; where every DDL
            # statement commits anyway, so may the migration
            transaction.__enter__()
        if self._sqlite:
            try:
                self._sqlite.begin(writing=writing)
            except BaseException as error:
                transaction.__exit__(type(error), error, error.__traceback__)
                raise
        return transaction

    def _commit(self) -> None:
        assert self._current is not None
        if not self._current.is_active:
            if self.atomic:
                raise CommandError("the transaction is over already: the script ended it by itself")
            self._connection.commit()
            return
        if self._sqlite is None:
            self._current.__exit__(None, None, None)
            return
        self._sqlite.check_foreign_keys()
        with self._sqlite.patient_commit():
            self._current.__exit__(None, None, None)

    @contextmanager
    def _autocommit(self) -> Iterator[None]:
        if self._sqlite:
            # the driver is in autocommit mode as long as we hold its transaction control
            with self._sqlite.autocommit():
                yield
            return
        if self._at_once:
            yield
            return
        self.end_reading()
        level = self._connection.get_isolation_level()
        self._connection.commit()
        self._connection.execution_options(isolation_level="AUTOCOMMIT")
        try:
            yield
        finally:
            self._connection.commit()
            self._connection.execution_options(isolation_level=level)


class ScriptTransactions:
    """Write the words that begin and end transactions into a script.

    :param impl: writes the words as its dialect spells them.
    :param transactional_ddl: DDL takes part in transactions; if not, no words are written.
    :param per_migration: one transaction for each migration instead of one for the run.
    """

    callers = False
    parted = False
    ended_by_script = False

    def __init__(self, impl: DefaultImpl, *, transactional_ddl: bool, per_migration: bool) -> None:
        self.atomic = transactional_ddl
        self.one_for_all = not per_migration
        self._impl = impl
        self._per_migration = per_migration
        self._inside = False

    def whole_run(self) -> AbstractContextManager[None]:
        """Return BEGIN and COMMIT, or nothing where each migration has its own."""
        return nullcontext() if self._per_migration else self._words()

    def migration(self) -> AbstractContextManager[None]:
        """Return BEGIN and COMMIT unless the run has them."""
        return self._words() if self._per_migration else nullcontext()

    @contextmanager
    def outside(self) -> Iterator[None]:
        """Write COMMIT before the block and BEGIN after it."""
        if not self._inside:
            yield
            return
        self._impl.emit_commit()
        yield
        self._impl.emit_begin()

    def end_reading(self) -> None:
        """Do nothing: a script reads nothing."""

    def patiently(self, look: Callable[[], T]) -> T:
        """Look."""
        return look()

    def hurry(self) -> None:
        """Do nothing: a script waits for nobody."""

    @contextmanager
    def _words(self) -> Iterator[None]:
        if not self.atomic or self._inside:
            yield
            return
        self._impl.emit_begin()
        self._inside = True
        try:
            yield
        finally:
            self._inside = False
        self._impl.emit_commit()
