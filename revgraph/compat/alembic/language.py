"""What ``alembic.util.langhelpers`` offers to others, over revgraph's own."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from typing import Any, TypeVar

from revgraph.script.naming import ID_STYLES, new_revision_id

T = TypeVar("T")


class ModuleClsProxy:
    """Kept so that classes others derive from it can be made; revgraph's faces need no such base."""

    def __init__(self) -> None:
        self._entered = ExitStack()


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
