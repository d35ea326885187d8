"""One migrating process for each database at a time.

The dialect spells the lock (``impl.lock``); here it is polled on a second connection that is in no transaction:
a session that waits inside a blocking lock call holds a snapshot, which the owner's concurrent index build would
wait for. Databases without session locks (SQLite) are kept apart by their transactions instead.
"""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from revgraph.ddl.impl import DefaultImpl
from revgraph.ddl.lock import LockKey, LockSpelling
from revgraph.errors import LockTimeout

if TYPE_CHECKING:
    from revgraph.runtime.subject import Subject

log = logging.getLogger(__name__)

POLL_SECONDS = 0.25


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
        waited = False
        deadline = time.monotonic() + timeout
        while not spelling.acquire(holder, key):
            if not waited:
                log.info("Waiting for another process that migrates this database (up to %g s)", timeout)
            waited = True
            if time.monotonic() >= deadline:
                raise LockTimeout(
                    f"another process has been migrating this database for more than {timeout:g} s; nothing was done. "
                    "Wait for it to end, or raise lock_timeout in context.configure()"
                )
            _pause(holder, POLL_SECONDS * random.uniform(0.5, 1.5))
        try:
            yield
        finally:
            _let_go(spelling, holder, key)


def _pause(holder: Connection, seconds: float) -> None:
    """Sleep; on an asynchronous driver the event loop goes on: the task that holds the lock may be in the same one."""
    if not holder.dialect.is_async:
        time.sleep(seconds)
        return
    import asyncio  # slow to load

    from sqlalchemy.util import await_only

    await_only(asyncio.sleep(seconds))


def lock_of(context: Subject) -> AbstractContextManager[None]:
    """Return the migration lock of a context's database, or nothing if it needs none or holds it already."""
    if context.connection is None or not context.opts["lock"] or context.locked:
        return nullcontext()
    context.locked = context.lasting is not None
    return migration_lock(
        context.impl, context.connection, table=context.versions.label, timeout=context.opts["lock_timeout"]
    )


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
