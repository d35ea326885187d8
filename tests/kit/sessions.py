"""What the sessions of a database are at: for tests that must come at the right moment, however slow all is.

No test here.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, create_engine, make_url, text
from sqlalchemy.pool import NullPool

_BUSY = {
    "postgresql": "SELECT pid FROM pg_stat_activity WHERE query LIKE :like AND state = 'active' "
    "AND pid <> pg_backend_pid() AND datname = current_database()",
    "mysql": "SELECT ID FROM information_schema.PROCESSLIST WHERE INFO LIKE :like AND ID <> CONNECTION_ID() "
    "AND DB = DATABASE()",
}
_GATE = {
    "postgresql": ("SELECT pg_advisory_lock(77)", "SELECT pg_advisory_unlock(77)"),
    "mysql": ("SELECT GET_LOCK(CONCAT(DATABASE(), '.gate'), 60)", "SELECT RELEASE_LOCK(CONCAT(DATABASE(), '.gate'))"),
}


@contextmanager
def connected(url: str) -> Iterator[Connection]:
    """Return a connection of its own that commits every statement."""
    engine = create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def session_at(url: str, like: str, *, seconds: float = 60) -> int:
    """Wait until a session of the database is at a statement; return its number.

    :param url: the database.
    :param like: pattern of the statement, as of SQL's LIKE.
    :param seconds: how long to wait for it.
    """
    deadline = time.monotonic() + seconds
    with connected(url) as connection:
        query = text(_BUSY[connection.dialect.name])
        while (found := connection.execute(query, {"like": like}).scalar()) is None:
            assert time.monotonic() < deadline, f"nobody came to {like}"
            time.sleep(0.02)
    return int(found)


def pass_gate(kind: str) -> str:
    """Return a statement that goes through at once, unless a test holds the gate: then it waits in the server."""
    return _GATE[kind][0]


@contextmanager
def gate_held(url: str) -> Iterator[Connection]:
    """Hold the gate of a database inside the block, or until :func:`open_gate`."""
    with connected(url) as connection:
        connection.exec_driver_sql(_GATE[make_url(url).get_backend_name()][0])
        yield connection


def open_gate(held: Connection) -> None:
    """Let through whoever waits."""
    held.exec_driver_sql(_GATE[held.dialect.name][1])


class _Acts(logging.Handler):
    """Does something when a line is logged."""

    def __init__(self, act: Callable[[], object]) -> None:
        super().__init__()
        self._act = act

    def emit(self, record: logging.LogRecord) -> None:
        """Do it."""
        self._act()


@contextmanager
def when_waiting(act: Callable[[], object]) -> Iterator[None]:
    """Inside the block, do something whenever revgraph says that it waits for another process, at that very moment."""
    waiting, handler = logging.getLogger("revgraph.runtime.waiting"), _Acts(act)
    before = waiting.level
    waiting.setLevel(logging.INFO)
    waiting.addHandler(handler)
    try:
        yield
    finally:
        waiting.removeHandler(handler)
        waiting.setLevel(before)
