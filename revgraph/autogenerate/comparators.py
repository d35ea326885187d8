"""The registry of comparators from outside, and the adapter that calls them after the built-in ones.

Knows no comparison itself.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Any, TypeVar

from revgraph.util.registry import DEFAULT

F = TypeVar("F", bound=Callable[..., Any])


class DispatchPriority(Enum):
    """When a comparator runs among those of the same target."""

    FIRST = 50
    MEDIUM = 25
    LAST = 10


class PriorityDispatchResult(Enum):
    """What a comparator says about those that would run after it."""

    CONTINUE = "continue"
    STOP = "stop"


class Comparators:
    """Functions that compare what revgraph does not, by target.

    Targets and how they are called::

        "autogenerate"  (autogen_context, upgrade_ops)
        "schema"        (autogen_context, upgrade_ops, schemas)
        "table"         (autogen_context, modify_table_ops, schema, table_name, conn_table, metadata_table)
        "column"        (autogen_context, alter_op, schema, table_name, column_name, conn_column, metadata_column)

    Each adds its operations to the container it is given, or changes the operation.
    """

    def __init__(self) -> None:
        self._registered: dict[str, list[tuple[str, str, DispatchPriority, Callable[..., Any]]]] = {}

    def dispatch_for(
        self,
        target: str,
        *,
        qualifier: str = DEFAULT,
        priority: DispatchPriority = DispatchPriority.MEDIUM,
        subgroup: str | None = None,
    ) -> Callable[[F], F]:
        """Return a decorator that registers a comparator.

        :param target: ``"autogenerate"``, ``"schema"``, ``"table"`` or ``"column"``.
        :param qualifier: a dialect's name, or ``"default"`` for all.
        :param priority: those of a higher one run first.
        :param subgroup: what it compares; a comparator that returns ``STOP`` ends only its own subgroup.
        """

        def register(function: F) -> F:
            entry = (subgroup or "", qualifier, priority, function)
            self._registered.setdefault(target, []).append(entry)
            return function

        return register

    def run(self, target: str, dialect_name: str, *args: Any) -> None:
        """Call the comparators of a target: by priority, those of the dialect before those for all.

        :param target: as for :meth:`dispatch_for`.
        :param dialect_name: the dialect at hand.
        :param args: what they are called with.
        """
        if not self._registered.get(target):
            return  # called for each column there is
        stopped: set[str] = set()
        fitting = [entry for entry in self._registered.get(target, ()) if entry[1] in (dialect_name, DEFAULT)]
        for subgroup, _, _, function in sorted(fitting, key=lambda each: (-each[2].value, each[1] == DEFAULT)):
            if subgroup not in stopped and function(*args) is PriorityDispatchResult.STOP:
                stopped.add(subgroup)

    def branch(self) -> Comparators:
        """Return a copy; what is registered in it later does not reach this one."""
        made = Comparators()
        made._registered = {target: list(entries) for target, entries in self._registered.items()}
        return made


comparators = Comparators()
"""The comparators every run uses."""
