"""Loggers whose names follow the kind of project that is being run.

A project's logging is set up by names; one that was made for another tool names that tool's loggers.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from typing import Any

OWN = "revgraph"
_spoken = [OWN]


class Log(logging.LoggerAdapter[logging.Logger]):
    """A logger under the name that is in use at the moment.

    :param name: its name among revgraph's own.
    """

    def __init__(self, name: str) -> None:
        self._rest = name.removeprefix(OWN)
        super().__init__(logging.getLogger(name), {})

    @property
    def logger(self) -> logging.Logger:
        """The logger."""
        return logging.getLogger(_spoken[-1] + self._rest)

    @logger.setter
    def logger(self, value: logging.Logger) -> None:
        """Take no notice: the name decides."""

    def process(self, msg: Any, kwargs: MutableMapping[str, Any]) -> tuple[Any, MutableMapping[str, Any]]:
        """Return the message as it is."""
        return msg, kwargs


def speak_as(name: str) -> None:
    """Have all loggers named after another tool from now on, until :func:`speak_plainly`."""
    _spoken.append(name)


def speak_plainly() -> None:
    """Take back the last :func:`speak_as`."""
    if len(_spoken) > 1:
        _spoken.pop()


@contextmanager
def muted() -> Iterator[None]:
    """Keep all log lines of the process to itself inside the block: what is only tried is not to be told as done."""
    level = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(level)
