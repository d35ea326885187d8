"""Log lines on standard error for ``--verbose``: also where neither the ini file nor env.py sets up logging.

Touches no logger but our own, and disables none.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from revgraph.util.console import Console

FORMAT = "%(levelname)-5.5s [%(name)s] %(message)s"
"""As in the ini files that ``init`` writes."""


class Fallback(logging.Handler):
    """Writes to standard error what no other handler does: env.py may set up logging later, in its own way."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line, unless another handler does."""
        if not self._is_handled(record):
            Console().complain(self.format(record))

    def _is_handled(self, record: logging.LogRecord) -> bool:
        logger: logging.Logger | None = logging.getLogger(record.name)
        while logger is not None:
            if any(each is not self and each.level <= record.levelno for each in logger.handlers):
                return True
            logger = logger.parent if logger.propagate else None
        return False


@contextmanager
def log_lines() -> Iterator[None]:
    """Show our log lines from INFO on inside the block."""
    logger = logging.getLogger("revgraph")
    handler = Fallback()
    handler.setFormatter(logging.Formatter(FORMAT))
    before = logger.level
    logger.addHandler(handler)
    logger.setLevel(min(logging.INFO, before or logging.INFO))
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(before)
