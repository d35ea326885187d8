"""Dispatchers as plug-ins know them, over revgraph's registries."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial, wraps
from typing import Any, TypeVar

from revgraph.util.priorities import Comparators, DispatchPriority, PriorityDispatchResult
from revgraph.util.registry import DEFAULT, Registry

__all__ = ["DispatchPriority", "Dispatcher", "PriorityDispatchResult", "PriorityDispatcher"]

F = TypeVar("F", bound=Callable[..., Any])
_OURS = re.compile(r"\brevgraph\.operations\.ops\.\w+")


def refusing_twice(original: Callable[..., Any]) -> Callable[..., Any]:
    """Return ``dispatch_for`` as it says in Alembic's words that there is a function already."""

    @wraps(original)
    def dispatch_for(self: Registry, target: Any, qualifier: str = DEFAULT, *, replace: bool = False) -> Any:
        inner = original(self, target, qualifier, replace=replace)

        def register(function: F) -> F:
            try:
                registered: F = inner(function)
            except ValueError:
                raise ValueError(
                    f"Can not set dispatch function for object {_OURS.sub('alembic.operations.ops', repr(target))}: "
                    "key already exists. To replace existing function, use replace=True."
                ) from None
            return registered

        return register

    return dispatch_for


class Dispatcher(Registry):
    """One function for each class or name, and for each dialect."""

    def __init__(self) -> None:
        super().__init__("dispatcher")

    dispatch_for = refusing_twice(Registry.dispatch_for)

    def dispatch(self, obj: Any, qualifier: str = DEFAULT) -> Callable[..., Any]:
        """Return the function for an object, a class or a name.

        :raises ValueError: if there is none.
        """
        try:
            return super().dispatch(obj, qualifier)
        except ValueError:
            raise ValueError(f"no dispatch function for {obj!r}") from None

    def branch(self) -> Dispatcher:
        """Return a copy; what is registered in it later does not reach this one."""
        made = Dispatcher()
        made._functions.update(self._functions)
        return made


class PriorityDispatcher(Comparators):
    """All functions of a target, by priority; one that says STOP ends its subgroup."""

    def dispatch(self, target: str, *, qualifier: str = DEFAULT) -> Callable[..., None]:
        """Return a function that calls all that is registered for a target."""

        def call(*args: Any, **kw: Any) -> None:
            called = PriorityDispatcher()
            for subgroup, dialect, priority, function in self._registered.get(target, ()):
                called._registered.setdefault(target, []).append((subgroup, dialect, priority, partial(function, **kw)))
            (called if kw else self).run(target, qualifier, *args)

        return call

    def branch(self) -> PriorityDispatcher:
        """Return a copy; what is registered in it later does not reach this one."""
        made = PriorityDispatcher()
        made.populate_with(self)
        return made

    def populate_with(self, other: Comparators) -> None:
        """Take over what is registered in another."""
        self.add(other)
