"""The door through which module-level functions reach the object that is current.

Knows nothing of what stands behind it: ``op`` and ``context`` are both faces over one of these.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from threading import Lock
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar, cast

T = TypeVar("T")
P = ParamSpec("P")
R = TypeVar("R")


class Door(Generic[T]):
    """Hold the object that is current while a migration environment runs.

    The object entered in this context (``ContextVar``: this thread or task) wins; a thread that entered none sees
    the one the process entered last, because env.py files are known to run migrations in threads of their own.

    :param name: what users call the face, for the error outside of an environment.
    :param advice: how to get inside one.
    """

    def __init__(self, name: str, advice: str) -> None:
        self.name = name
        self._advice = advice
        self._here: ContextVar[T | None] = ContextVar(f"revgraph.{name}", default=None)
        self._open: list[T] = []
        self._guard = Lock()

    def current(self, asked: str | None = None) -> T:
        """Return the object that is current.

        :param asked: the function that needs it, if known.
        :raises NameError: if none is, with advice on how to have one.
        """
        here = self._here.get()
        if here is not None:
            return here
        with self._guard:
            if self._open:
                return self._open[-1]
        raise NameError(self.nothing_here(asked))

    def nothing_here(self, asked: str | None) -> str:
        """Return what to say where no object is current.

        :param asked: the function that needs one, if known.
        """
        return f"'{self.name}' has nothing to act on here: {self._advice}"

    @contextmanager
    def opened(self, obj: T) -> Iterator[T]:
        """Make ``obj`` current inside the block; what was current before is current again after it."""
        before = self._here.get()
        self._here.set(obj)
        with self._guard:
            self._open.append(obj)
        try:
            yield obj
        finally:
            # not ContextVar.reset(): a generator-based caller may leave in another context than it entered
            self._here.set(before)
            with self._guard:
                self._open.reverse()
                self._open.remove(obj)
                self._open.reverse()

    def forward(self, method: Callable[Concatenate[T, P], R]) -> Callable[P, R]:
        """Return a function that calls ``method`` on the current object.

        :param method: a method of the class behind the door; signature, overloads and docstring are kept.
        """

        @wraps(method)
        def call(*args: P.args, **kwargs: P.kwargs) -> R:
            bound = cast("Callable[P, R]", getattr(self.current(name), name))
            return bound(*args, **kwargs)

        name = cast("Any", method).__name__
        signature = inspect.signature(method)
        _, *rest = signature.parameters.values()
        cast("Any", call).__signature__ = signature.replace(parameters=rest)
        return call
