"""Functions that are all called for one thing, by priority, each able to stop the others of its group.

Knows nothing of what they do; each room owns the dispatchers it needs.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
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
        qualifier: str | Collection[str] = DEFAULT,
        priority: DispatchPriority = DispatchPriority.MEDIUM,
        subgroup: str | None = None,
    ) -> Callable[[F], F]:
        """Return a decorator that registers a comparator.

        :param target: ``"autogenerate"``, ``"schema"``, ``"table"`` or ``"column"``.
        :param qualifier: a dialect's name, or several, or ``"default"`` for all.
        :param priority: those of a higher one run first.
        :param subgroup: what it compares; a comparator that returns ``STOP`` ends only its own subgroup.
        """

        def register(function: F) -> F:
            for dialect in (qualifier,) if isinstance(qualifier, str) else qualifier:
                entry = (subgroup or "", dialect, priority, function)
                self._registered.setdefault(target, []).append(entry)
            return function

        return register

    def run(self, target: str, dialect_name: str, *args: Any) -> None:
        """Call the comparators of a target: by priority, those of the dialect before those for all.

        :param target: as for :meth:`dispatch_for`.
        :param dialect_name: the dialect at hand.
        :param args: what they are called with.
        """
        self.run_around(target, dialect_name, lambda stopped: None, *args)

    def run_around(self, target: str, dialect_name: str, inner: Callable[[Collection[str]], None], *args: Any) -> None:
        """Call the comparators of a target and something in their midst: those of priority FIRST come before it.

        :param target: as for :meth:`dispatch_for`.
        :param dialect_name: the dialect at hand.
        :param inner: called with the subgroups that were stopped before it.
        :param args: what they are called with.
        """
        if not self._registered.get(target):
            inner(())  # called for each column there is
            return
        stopped: set[str] = set()
        fitting = [entry for entry in self._registered[target] if entry[1] in (dialect_name, DEFAULT)]
        ordered = sorted(fitting, key=lambda each: (-each[2].value, each[1] == DEFAULT))
        for is_first in (True, False):
            for subgroup, _, priority, function in ordered:
                if (priority is DispatchPriority.FIRST) is not is_first or subgroup in stopped:
                    continue
                if function(*args) is PriorityDispatchResult.STOP:
                    stopped.add(subgroup)
            if is_first:
                inner(frozenset(stopped))

    def has_any(self, *targets: str) -> bool:
        """Tell whether anything is registered for one of the targets."""
        return any(self._registered.get(target) for target in targets)

    def has(self, target: str, subgroup: str) -> bool:
        """Say whether anything is registered for a subgroup of a target."""
        return any(entry[0] == subgroup for entry in self._registered.get(target, ()))

    def has_any_of(self, package: str) -> bool:
        """Tell whether a function of a package is registered."""
        functions = (entry[3] for entries in self._registered.values() for entry in entries)
        return any(str(each.__module__).partition(".")[0] == package for each in functions)

    def add(self, other: Comparators) -> None:
        """Take over what is registered in another one."""
        for target, entries in other._registered.items():
            self._registered.setdefault(target, []).extend(entries)

    def branch(self) -> Comparators:
        """Return a copy; what is registered in it later does not reach this one."""
        made = Comparators()
        made._registered = {target: list(entries) for target, entries in self._registered.items()}
        return made
