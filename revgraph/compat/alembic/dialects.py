"""Dialects whose statements are Alembic's while the alias is in place.

Each is changed when its implementation is first asked for: most programs use one, and loading another takes a while.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from typing import Any

MODULES: Mapping[str, str] = {
    "mssql": "revgraph.compat.alembic.tsql",
    "mysql": "revgraph.compat.alembic.mysql",
    "mariadb": "revgraph.compat.alembic.mysql",
    "postgresql": "revgraph.compat.alembic.pgsql",
}
"""By dialect: the module that holds ``SPELLED``, by element, and ``MEMBERS`` of the implementation."""

_undo: dict[str, list[Callable[[], Any]]] = {}


def speaking(original: Any) -> Any:
    """Return ``DefaultImpl.get_by_dialect`` as it also changes the dialect that is asked for."""

    def get_by_dialect(cls: type[Any], dialect: Any) -> type[Any]:
        found: type[Any] = original.__func__(cls, dialect)
        speak(dialect.name)
        return found

    return classmethod(get_by_dialect)


def speak(dialect_name: str) -> None:
    """Spell a dialect's statements as Alembic does, until :func:`speak_plainly`."""
    if dialect_name in _undo or dialect_name not in MODULES:
        return
    from sqlalchemy.ext.compiler import compiles

    undo = _undo[dialect_name] = []
    module = import_module(MODULES[dialect_name])
    for element, (peer, own) in module.SPELLED.items():
        compiles(element, dialect_name)(peer)
        undo.append(partial(compiles(element, dialect_name), own))
    for owner, members in module.MEMBERS.items():
        for name, member in members.items():
            undo.append(partial(setattr, owner, name, vars(owner)[name]))
            setattr(owner, name, member)


def speak_plainly() -> None:
    """Give every dialect its own statements back."""
    while _undo:
        for take_back in _undo.popitem()[1]:
            take_back()
