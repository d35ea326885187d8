"""What ``alembic.util.langhelpers`` offers to others, over revgraph's own."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, MutableMapping
from contextlib import ExitStack
from typing import Any, ClassVar, Self, TypeVar

from revgraph.script.naming import ID_STYLES, new_revision_id
from revgraph.util.door import Door

T = TypeVar("T")


class ModuleClsProxy:
    """A base of classes whose methods are functions of a module, too, which act on the object installed last."""

    _door: ClassVar[Door[Any]]

    @classmethod
    def create_module_class_proxy(cls, globals_: MutableMapping[str, Any], locals_: MutableMapping[str, Any]) -> None:
        """Put a function for each public method of the class into a module.

        :param globals_: of the module; what it has already stays.
        :param locals_: where the functions go; of a module this is the same.
        """
        cls._door = Door(cls.__name__, f"enter a {cls.__name__} first")
        for name, member in inspect.getmembers(cls, inspect.isfunction):
            if not name.startswith("_") and name not in globals_:
                locals_[name] = cls._door.forward(member)

    def _install_proxy(self) -> None:
        self.__dict__.setdefault("_entered", ExitStack()).enter_context(self._door.opened(self))

    def _remove_proxy(self) -> None:
        self.__dict__.pop("_entered", ExitStack()).close()

    def __enter__(self) -> Self:
        self._install_proxy()
        return self

    def __exit__(self, *error: object) -> None:
        self._remove_proxy()


def rev_id() -> str:
    """Return a new revision id: twelve hexadecimal digits."""
    return new_revision_id(ID_STYLES[0], (), None)


def to_tuple(x: Any, default: tuple[Any, ...] | None = None) -> tuple[Any, ...] | None:
    """Return one thing or several as a tuple.

    :param default: what None is.
    """
    if x is None:
        return default
    if isinstance(x, (str, bytes)) or not isinstance(x, Iterable):
        return (x,)
    return tuple(x)


def dedupe_tuple(tup: tuple[str, ...]) -> tuple[str, ...]:
    """Return a tuple without repeats, in the order of first appearance."""
    return tuple(dict.fromkeys(tup))


def not_none(value: T | None) -> T:
    """Return a value that is known to be there."""
    assert value is not None
    return value
