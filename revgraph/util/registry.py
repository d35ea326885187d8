"""Dispatch by type with a dialect qualifier, filled by decorator.

Knows nothing of operations or dialects; each room owns the registries it needs.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

F = TypeVar("F", bound=Callable[..., Any])

DEFAULT = "default"


class Registry:
    """Map (key, qualifier) to one function; a class as key also serves its subclasses.

    :param name: what is registered here, for errors.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._functions: dict[tuple[Any, str], Callable[..., Any]] = {}

    def dispatch_for(self, target: Any, qualifier: str = DEFAULT, *, replace: bool = False) -> Callable[[F], F]:
        """Return a decorator that registers a function.

        :param target: a class, or any hashable name.
        :param qualifier: dialect name, or ``"default"`` for all of them.
        :param replace: allow an existing entry to be replaced.
        :raises ValueError: if there is an entry already and ``replace`` is false.
        """

        def register(function: F) -> F:
            key = (target, qualifier)
            if key in self._functions and not replace:
                raise ValueError(f"{self.name}: there is already a function for {target!r} ({qualifier})")
            self._functions[key] = function
            return function

        return register

    def dispatch(self, obj: Any, qualifier: str = DEFAULT) -> Callable[..., Any]:
        """Return the function for an object, a class or a name; the qualified one wins over the default.

        :raises ValueError: if there is none.
        """
        kind = obj if isinstance(obj, (str, type)) else type(obj)
        for key in kind.__mro__ if isinstance(kind, type) else (kind,):
            for wanted in (qualifier, DEFAULT):
                found = self._functions.get((key, wanted))
                if found is not None:
                    return found
        raise ValueError(f"{self.name}: no function for {kind!r}")

    def by_name(self) -> dict[Any, Callable[..., Any]]:
        """Return the functions for all dialects, by what they are registered for."""
        return {key: function for (key, qualifier), function in self._functions.items() if qualifier == DEFAULT}

    def branch(self) -> Registry:
        """Return a copy; what is registered in it later does not reach this one."""
        copy = Registry(self.name)
        copy._functions.update(self._functions)
        return copy
