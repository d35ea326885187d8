"""The database session of a run that was cut off: a server may go on with its last statement for a while.

Knows how servers tell of their sessions, and waits; nothing of journals or migrations.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from sqlalchemy import Connection, text

from revgraph.runtime.waiting import wait_until


class SessionSpelling(NamedTuple):
    """How a server tells of sessions.

    :param own: SQL whose one value is the number of the connection's session.
    :param busy: SQL whose one value is how many statements run in session ``:id`` of this database.
    :param refresh: SQL that makes the server look anew within a transaction; empty where it always does.
    """

    own: str
    busy: str
    refresh: str = ""


_MYSQL = SessionSpelling(
    "SELECT CONNECTION_ID()",
    "SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE ID = :id AND DB = DATABASE() AND COMMAND <> 'Sleep'",
)
SPELLINGS = {
    "mysql": _MYSQL,
    "mariadb": _MYSQL,
    "postgresql": SessionSpelling(
        "SELECT pg_backend_pid()",
        "SELECT COUNT(*) FROM pg_stat_activity WHERE pid = :id AND datname = current_database() AND state = 'active'",
        "SELECT pg_stat_clear_snapshot()",
    ),
}


def session_of(connection: Connection) -> int | None:
    """Return the number of the connection's session; None where servers don't tell."""
    spelling = SPELLINGS.get(connection.dialect.name)
    return None if spelling is None else connection.execute(text(spelling.own)).scalar_one()


def wait_for_session(
    connection: Connection, session: int | None, *, timeout: float, end_reading: Callable[[], None]
) -> None:
    """Wait until a session that was cut off has ended its last statement. Read-only.

    :param session: its number.
    :param timeout: seconds to wait.
    :param end_reading: ends the transaction that a look has begun: what is waited for may be an index build that in
        turn waits for every open transaction.
    :raises LockTimeout: if it is still at it then.
    """
    spelling = SPELLINGS.get(connection.dialect.name)
    if spelling is None or session is None or session == session_of(connection):
        return

    def is_over() -> bool:
        if spelling.refresh:
            connection.execute(text(spelling.refresh))
        busy = connection.execute(text(spelling.busy), {"id": session}).scalar()
        if busy:
            end_reading()
        return not busy

    cut_off = "was cut off and whose last statement still runs"
    wait_until(is_over, connection, timeout=timeout, holder=lambda: f"session {session}", doing=cut_off)
