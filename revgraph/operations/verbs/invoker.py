"""What every verb stands on: ``invoke``, and within a batch block the table it is about.

Knows no operation and no database.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

from revgraph.operations.ops.base import MigrateOperation


class Invoker(ABC):
    """Something that can be told to carry out an operation."""

    @abstractmethod
    def invoke(self, operation: MigrateOperation) -> Any:
        """Carry out an operation."""


class TableInvoker(Invoker):
    """An invoker for the operations on one table."""

    @property
    @abstractmethod
    def table_name(self) -> str:
        """Return the name of the table."""

    @property
    @abstractmethod
    def schema(self) -> str | None:
        """Return the schema of the table."""
