"""A transaction in one's hand, as Alembic's migration context gives it to those who manage migrations one by one."""

from __future__ import annotations

from contextlib import AbstractContextManager
from types import TracebackType
from typing import Any


class _RolledBack(Exception):
    """Ends a block as if something had gone wrong in it."""


class TransactionProxy:
    """A block that is entered at once and left by hand, or by leaving it as a context manager.

    :param block: the transaction.
    """

    def __init__(self, block: AbstractContextManager[Any]) -> None:
        self._block: AbstractContextManager[Any] | None = block
        block.__enter__()

    def commit(self) -> None:
        """Commit, unless it is over."""
        self._leave(None)

    def rollback(self) -> None:
        """Roll back, unless it is over."""
        self._leave(_RolledBack())

    def __enter__(self) -> TransactionProxy:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._leave(error)

    def _leave(self, error: BaseException | None) -> None:
        block, self._block = self._block, None
        if block is not None:
            block.__exit__(None if error is None else type(error), error, None)
