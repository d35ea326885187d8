"""How far a long copy of rows has come, for a person at a terminal.

SQLite tells how many steps of its program it has done, not how many rows: the number of rows is worked out from the
steps one row takes. That costs nothing, where a copy in parts takes 1.4 times as long.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TextIO

from sqlalchemy import Connection

from revgraph.util.console import Console, bar

STEPS = 50_000
"""Steps of SQLite's program between two looks at the clock."""
PATIENCE = 1.0
"""Seconds before anything is shown."""


@contextmanager
def progress(connection: Connection, table: str, statement: str, total: int) -> Iterator[None]:
    """Show how many rows a statement has copied while it runs in the block; on a terminal, and if it takes long.

    :param connection: connection to SQLite.
    :param table: name of the table, to be shown.
    :param statement: the ``INSERT ... SELECT``.
    :param total: number of rows.
    """
    import sqlite3  # the driver: a script needs none, and some Pythons come without

    driver: Any = connection.connection.driver_connection
    stream = Console().err
    if not stream.isatty() or not isinstance(driver, sqlite3.Connection):
        yield
        return
    meter = Meter(f"copying {table}", total, steps_of_a_row(connection, statement), stream)
    driver.set_progress_handler(meter.tick, STEPS)
    try:
        yield
    finally:
        driver.set_progress_handler(None, STEPS)
        meter.close()


def steps_of_a_row(connection: Connection, statement: str) -> int:
    """Return about how many steps of SQLite's program one row of an ``INSERT ... SELECT`` takes. Runs nothing."""
    plan = [(row[0], row[1], row[3]) for row in connection.exec_driver_sql(f"EXPLAIN {statement}")]
    loops = [(to, at, word) for at, word, to in plan if word in ("Next", "Goto") and 1 < to <= at]
    whole_rows = {at for at, word, _ in plan if word in ("RowData", "RowCell")}
    transfers = [(to, at) for to, at, _ in loops if whole_rows & set(range(to, at))]
    looped: list[tuple[int, int]] = transfers or [(to, at) for to, at, _ in loops]
    return max(1, sum(at - to + 1 for to, at in looped))


class Meter:
    """Turns steps into rows and shows them.

    :param title: what is done.
    :param total: number of rows.
    :param steps: of one row.
    :param stream: a terminal.
    :param clock: tells the seconds.
    """

    def __init__(
        self, title: str, total: int, steps: int, stream: TextIO, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._title = title
        self._total = total
        self._steps = steps
        self._stream = stream
        self._clock = clock
        self._begun = clock()
        self._ticks = 0
        self._shown: Any = None

    def tick(self) -> int:
        """Count steps and show the rows; called by SQLite.

        :return: 0: go on.
        """
        self._ticks += 1
        if self._shown is None and self._clock() - self._begun < PATIENCE:
            return 0
        if self._shown is None:
            self._shown = bar(self._stream, self._title, self._total)
        self._shown(min(self._total, self._ticks * STEPS // self._steps))
        return 0

    def close(self) -> None:
        """Take away what was shown."""
        if self._shown is not None:
            self._shown(None)
