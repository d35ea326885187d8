"""Signs of life for a person at a terminal: how many migrations are done, and what a long statement is busy with.

One line that is written anew, by a thread that looks every second; on anything but a terminal nothing at all is
done. Knows the connection's statements and the operation at work; changes nothing.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, event

from revgraph.util.console import Console, StatusLine, status_line
from revgraph.util.text import printable

if TYPE_CHECKING:
    from revgraph.runtime.subject import Subject

PATIENCE = 10.0
"""Seconds before a statement counts as long."""
BEAT = 1.0
"""Seconds between two looks."""


class Pulse:
    """Shows nothing: what a run has where nobody looks."""

    def at(self, title: str, *, done: int, total: int) -> None:
        """Note that a migration begins.

        :param title: what is done, such as ``upgrade a -> b``.
        :param done: how many came before it.
        :param total: how many there are.
        """


class ShownPulse(Pulse):
    """Shows signs of life on a status line.

    :param status: the line.
    :param context: the database.
    :param connection: its connection.
    """

    def __init__(self, status: StatusLine, context: Subject, connection: Connection) -> None:
        self._status = status
        self._context = context
        self._connection = connection
        self._lock = Lock()
        self._title = ""
        self._steady = ""
        self._statement: tuple[float, str] | None = None
        self._signed = False

    def at(self, title: str, *, done: int, total: int) -> None:
        """Show how far the run has come, if there are several migrations."""
        count = f"{done}/{total} done; " if total > 1 else ""
        with self._lock:
            self._title = printable(f"{count}{title}")
            self._steady = self._title if count else ""
            self._statement, self._signed = None, False
            self._status.show(self._steady)

    @contextmanager
    def beating(self) -> Iterator[None]:
        """Watch the connection inside the block; nothing is left on the line behind it."""
        hooks: list[tuple[Any, str, Any]] = [
            (self._connection, "before_cursor_execute", self._before),
            (self._connection, "after_cursor_execute", self._after),
            (self._connection.engine, "handle_error", self._failed),
        ]
        ended = Event()
        thread = Thread(target=self._watch, args=(ended,), name="revgraph signs of life", daemon=True)
        for hook in hooks:
            event.listen(*hook)
        thread.start()
        try:
            yield
        finally:
            ended.set()
            for hook in hooks:
                event.remove(*hook)
            with self._lock:
                self._statement = None
                self._status.show("")

    def _before(self, _conn: Any, _cursor: Any, sql: str, *_: Any) -> None:
        self._statement = time.monotonic(), sql

    def _after(self, *_: Any) -> None:
        self._statement = None
        if self._signed:
            with self._lock:
                self._signed = False
                self._status.show(self._steady)

    def _failed(self, context: Any) -> None:
        if context.connection is self._connection:
            self._after()

    def _watch(self, ended: Event) -> None:
        while not ended.wait(BEAT):
            with self._lock:
                now = self._statement
                if now is not None and time.monotonic() - now[0] >= PATIENCE and not ended.is_set():
                    self._signed = True
                    self._status.show(f"{self._title}: {self._busy_with(now[1])}, {_spelled(now[0])}")

    def _busy_with(self, sql: str) -> str:
        from revgraph.operations.timing import headline, start_of  # loaded by now, by what is at work

        follower = self._context.follower
        operation = None if follower is None else follower.operation
        with suppress(Exception):  # an operation of a plug-in may hold anything, and this thread must not die of it
            if operation is not None:
                return headline(operation)
        return start_of(sql)


def _spelled(since: float) -> str:
    minutes, seconds = divmod(int(time.monotonic() - since), 60)
    return f"{minutes} min {seconds:02} s" if minutes else f"{seconds} s"


@contextmanager
def pulse_of(context: Subject) -> Iterator[Pulse]:
    """Inside the block, show signs of life of a run if the command line has a terminal to show them on.

    :param context: the database.
    """
    status = status_line(Console().err)
    if status is None or context.connection is None:
        yield Pulse()
        return
    pulse = ShownPulse(status, context, context.connection)
    with pulse.beating():
        yield pulse
