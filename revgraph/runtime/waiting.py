"""Wait for another process, and say so: at once, and again every half minute, with the time waited.

Knows neither locks nor transactions: it is given what to try and who to ask for the name of the other one.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable

from sqlalchemy import Connection

from revgraph.errors import LockTimeout
from revgraph.util.logs import Log

log = Log(__name__)

POLL_SECONDS = 0.25
TELL_SECONDS = 30.0
"""Seconds between two lines about who is waited for."""


def wait_until(
    taken: Callable[[], bool],
    connection: Connection,
    *,
    timeout: float,
    holder: Callable[[], str] = lambda: "",
    doing: str = "migrates this database",
) -> None:
    """Try to take something until it is taken. Logs who is waited for.

    :param taken: tries once, and says whether it is ours now.
    :param connection: says how to sleep: on an asynchronous driver the event loop goes on.
    :param timeout: seconds to wait.
    :param holder: says who has it, or nothing if that can't be told; asked whenever a line is written.
    :param doing: what the other process does, in the present tense.
    :raises LockTimeout: if that takes too long.
    """
    begun = time.monotonic()
    told: float | None = None
    while not taken():
        waited = time.monotonic() - begun
        if told is None or waited - told >= TELL_SECONDS:
            told = waited
            so_far = f"; waited {waited:.0f} s" if waited >= 1 else ""
            log.info("Waiting for another process that %s%s (up to %g s%s)", doing, _named(holder()), timeout, so_far)
        if waited >= timeout:
            raise LockTimeout(
                f"waited {timeout:g} s for another process that {doing}{_named(holder())}; nothing was done. "
                "Wait for it to end, or allow more time with --lock-timeout, or lock_timeout in context.configure() or "
                "the configuration"
            )
        _pause(connection, POLL_SECONDS * random.uniform(0.5, 1.5))


def _named(holder: str) -> str:
    return f": {holder}" if holder else ""


def _pause(connection: Connection, seconds: float) -> None:
    """Sleep; on an asynchronous driver the event loop goes on: the task that holds the lock may be in the same one."""
    if not connection.dialect.is_async:
        time.sleep(seconds)
        return
    import asyncio  # slow to load

    from sqlalchemy.util import await_only

    await_only(asyncio.sleep(seconds))
