"""Requests to end, as exceptions: what runs is rolled back, or left so that it can be resumed, before the process ends.

Knows no command; a program that has handlers of its own for these signals keeps them.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

_NAMES = ("SIGTERM", "SIGHUP")


class Terminated(KeyboardInterrupt):
    """The process was asked to end; a KeyboardInterrupt, because that is what drivers cancel their statement for.

    :param number: the signal.
    """

    def __init__(self, number: int) -> None:
        super().__init__(f"ended by {signal.Signals(number).name}")
        self.number = number


@contextmanager
def raised_as_exceptions() -> Iterator[None]:
    """Raise :class:`Terminated` for SIGTERM and SIGHUP inside the block, unless somebody else handles them.

    Does nothing outside of the main thread, where Python lets no handler be set.
    """
    taken: list[int] = []
    for number in (getattr(signal, name) for name in _NAMES if hasattr(signal, name)):
        with suppress(ValueError):  # not the main thread
            if signal.getsignal(number) is signal.SIG_DFL:
                signal.signal(number, _raise)
                taken.append(number)
    try:
        yield
    finally:
        for number in taken:
            signal.signal(number, signal.SIG_DFL)


def exit_code(stop: KeyboardInterrupt) -> int:
    """Return 128 and the signal's number, as shells do (https://tldp.org/LDP/abs/html/exitcodes.html)."""
    return 128 + (stop.number if isinstance(stop, Terminated) else signal.SIGINT)


def _raise(number: int, frame: FrameType | None) -> None:
    raise Terminated(number)
