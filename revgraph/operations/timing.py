"""What an operation is called in one short line, and how long it took, for whoever listens to the log.

Changes nothing, and costs nothing to speak of where nobody listens.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import perf_counter
from typing import Any

from revgraph.operations.ops import BulkInsertOp, ExecuteSQLOp, MigrateOperation
from revgraph.operations.target import Surroundings
from revgraph.util.logs import Log
from revgraph.util.text import printable

log = Log("revgraph.operations")

SHOWN = 60
"""Longest piece of SQL shown, in characters."""
_NAMES = ("column_name", "index_name", "constraint_name", "old_name", "sequence_name", "schema_name", "extension_name")
_timing: ContextVar[bool] = ContextVar("an operation is being timed", default=False)


def headline(operation: MigrateOperation) -> str:
    """Return an operation in a few words: its verb and what it is about, such as ``add_column account.age``."""
    if isinstance(operation, ExecuteSQLOp):
        return f"execute {start_of(str(operation.sqltext))}"
    verb = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", type(operation).__name__.removesuffix("Op")).lower()
    return f"{verb} {printable('.'.join(_about(operation)))}".rstrip()


def start_of(sql: str) -> str:
    """Return the beginning of a statement, in one line."""
    line = printable(" ".join(sql[: 4 * SHOWN].split()))
    return line if len(line) <= SHOWN else f"{line[:SHOWN]}..."


def _about(operation: Any) -> Iterator[str]:
    table = operation.table if isinstance(operation, BulkInsertOp) else None
    places = (getattr(operation, name, None) for name in ("table_name", "source_table"))
    names = (getattr(operation, name, None) for name in _NAMES)
    of_column = getattr(getattr(operation, "column", None), "name", None)
    found = (
        getattr(operation, "schema", None) or getattr(table, "schema", None),
        next(filter(None, places), getattr(table, "name", None)),
        of_column or next(filter(None, names), None),
        getattr(operation, "name", None),
    )
    return (str(part) for part in found if part)


@contextmanager
def timed(context: Surroundings, what: Callable[[], str]) -> Iterator[None]:
    """Log what was done in the block and how long it took; what is timed within counts as a part of it.

    The level is INFO if the context was asked to be verbose, and DEBUG otherwise. Nothing is logged for an error, or
    while a script is written.

    :param context: the migration context.
    :param what: says what was done; called only if somebody listens.
    """
    level = logging.INFO if context.opts.get("verbose") else logging.DEBUG
    if _timing.get() or context.connection is None or not log.isEnabledFor(level):
        yield
        return
    token = _timing.set(True)
    begun = perf_counter()
    try:
        yield
    finally:
        _timing.reset(token)
    log.log(level, "%s  %.3f s", what(), perf_counter() - begun)
