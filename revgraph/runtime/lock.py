"""One migrating process for each database at a time.

The dialect spells the lock (``impl.lock``); here it is polled on a second connection that is in no transaction:
a session that waits inside a blocking lock call holds a snapshot, which the owner's concurrent index build would
wait for. Databases without session locks (SQLite) are kept apart by their transactions instead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import DBAPIError

from revgraph.ddl.impl import DefaultImpl
from revgraph.ddl.lock import LockKey, LockSpelling
from revgraph.runtime.waiting import wait_until
from revgraph.util.logs import Log
from revgraph.util.sqla import commits_at_once

if TYPE_CHECKING:
    from revgraph.runtime.subject import Subject

log = Log(__name__)

HELD = "revgraph migration locks"
"""In ``connection.info``: version tables whose lock is held to the end of the transaction."""


@contextmanager
def migration_lock(impl: DefaultImpl, connection: Connection, *, table: str, timeout: float) -> Iterator[None]:
    """Hold the migration lock of the connection's database inside the block.

    What was read before must be read again inside: another process may have migrated meanwhile.

    :param impl: spells the lock.
    :param connection: says which database; the lock itself is held by a second connection like it.
    :param table: the version table with its schema: runs on different tables don't exclude each other.
    :param timeout: seconds to wait for another holder.
    :raises LockTimeout: if the other process does not let go in time; nothing was done.
    """
    spelling = impl.lock
    if spelling is None:
        yield
        return
    key = _key(spelling, connection, table)
    with _second_connection(connection.engine) as holder:
        spelling.keep(holder)
        _wait_for(lambda: spelling.acquire(holder, key), spelling, key, holder, timeout)
        try:
            yield
        finally:
            _let_go(spelling, holder, key)


def hold_to_transaction_end(impl: DefaultImpl, connection: Connection, *, table: str, timeout: float) -> None:
    """Take the migration lock until the transaction that a caller has begun on the connection ends, by whomever.

    Before that nothing of the migration is to be seen by others. Held already, it is not taken again.

    :raises LockTimeout: if another process does not let go in time; nothing was done.
    """
    spelling = impl.lock
    if spelling is None:
        return
    if spelling.transaction_words and not commits_at_once(connection):
        key = _key(spelling, connection, table)
        _wait_for(lambda: spelling.acquire_for_transaction(connection, key), spelling, key, connection, timeout)
        return
    tables: set[str] = connection.info.setdefault(HELD, set())
    if table in tables:
        return
    held = ExitStack()
    held.enter_context(migration_lock(impl, connection, table=table, timeout=timeout))
    tables.add(table)
    held.callback(tables.discard, table)
    _Held(connection, held)


class _Held:
    """What is held until the transaction of a connection ends, however it ends."""

    def __init__(self, connection: Connection, stack: ExitStack) -> None:
        self._stack: ExitStack | None = stack
        event.listen(connection, "commit", self._committing)
        event.listen(connection, "rollback", self._rolling_back)

    def _committing(self, connection: Connection) -> None:
        stack, self._stack = self._stack, None
        if stack is None:
            return
        dialect: Any = connection.dialect
        with stack:
            # SQLAlchemy tells before it commits, and others must not look earlier; it finds nothing left to commit
            try:
                dialect.do_commit(connection.connection)
            except dialect.dbapi.Error as error:
                raise DBAPIError.instance("COMMIT", None, error, dialect.dbapi.Error, dialect=dialect) from error

    def _rolling_back(self, connection: Connection) -> None:
        stack, self._stack = self._stack, None
        if stack is not None:
            stack.close()


def _wait_for(
    taken: Callable[[], bool], spelling: LockSpelling, key: LockKey, connection: Connection, timeout: float
) -> None:
    """Try to take the lock until it is taken.

    :raises LockTimeout: if that takes too long.
    """

    def holder() -> str:
        try:
            return spelling.holder(connection, key)
        except DBAPIError:  # a server may refuse to tell, and that is no reason not to wait
            return ""

    wait_until(taken, connection, timeout=timeout, holder=holder)


def lock_of(context: Subject) -> AbstractContextManager[None]:
    """Return the migration lock of a context's database, or nothing if it needs none or holds it already.

    Within a caller's transaction it is taken at once, and held to that transaction's end.
    """
    if context.connection is None or not context.opts["lock"] or context.locked:
        return nullcontext()
    table, timeout = context.versions.label, context.opts["lock_timeout"]
    if context.transactions.callers:
        hold_to_transaction_end(context.impl, context.connection, table=table, timeout=timeout)
        return nullcontext()
    context.locked = context.lasting is not None
    return migration_lock(context.impl, context.connection, table=table, timeout=timeout)


def _let_go(spelling: LockSpelling, holder: Connection, key: LockKey) -> None:
    try:
        spelling.release(holder, key)
    except DBAPIError as error:
        log.warning("The migration lock was lost with its connection before the run ended: %s", error.orig)


@contextmanager
def _second_connection(engine: Engine) -> Iterator[Connection]:
    """Connect once more, not from the engine's pool: that may be used up, or have but one connection for all."""
    own = Engine(engine.pool.recreate(), engine.dialect, engine.url)
    try:
        with own.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            yield connection
    finally:
        own.dispose()


def _key(spelling: LockSpelling, connection: Connection, table: str) -> LockKey:
    reading_began_here = not connection.in_transaction()
    key = spelling.key(connection, table)
    if reading_began_here:
        # whoever waits must hold no snapshot
        connection.commit()
    return key
