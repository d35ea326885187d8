"""Modules of Alembic's names that are faces on revgraph's, and what puts them into ``sys.modules``.

Nothing is copied: a name is looked up where it lives each time it is asked for, so that what a test replaces
(``mock.patch("alembic.command...")``) is replaced for revgraph itself. The real Alembic, if it is installed or even
imported already, is untouched: it is out of sight while the alias is in place, and back afterwards.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from importlib import import_module
from threading import RLock
from types import ModuleType
from typing import Any

from revgraph.compat.alembic.grafts import graft, remove
from revgraph.compat.alembic.table import MODULES, PLUGINS, ROOT, Room
from revgraph.plugins import OTHER_NAMES, TAKEN_OVER, Plugin, _plugins
from revgraph.util.logs import speak_as, speak_plainly

BY_NAME = "alembic.ext.checkconstraint_byname"
"""The plug-in that compares CHECK constraints by their names alone."""
PLUGIN_NAMES = {
    "alembic.autogenerate.checkconstraint_byname": (BY_NAME,),
    "alembic.autogenerate.*": PLUGINS,
    "alembic.autogenerate.": ("revgraph.autogenerate.",),
}
"""Beginnings of names in ``autogenerate_plugins``, and what they stand for."""

DOORS = {f"{ROOT}.op": "revgraph.operations.base", f"{ROOT}.context": "revgraph.runtime.environment"}
"""Modules whose functions act on the object that is current, and where it is kept."""

COMPARED_BY_PLUGINS = {"alembic_postgresql_enum": frozenset({"enums"})}
"""What plug-ins compare that Alembic itself does not, and revgraph does: both would write it."""


def _compare_checks(*args: Any) -> None:
    import_module("revgraph.compat.alembic.checks").compare_by_name(*args)


class Face(ModuleType):
    """A module of the old name.

    :param name: the old name.
    :param room: what is behind it.
    """

    def __init__(self, name: str, room: Room) -> None:
        super().__init__(name, room.__doc__)
        self.__dict__["_room"] = room
        self.__dict__["__file__"] = __file__
        self.__dict__["_deleted"] = {}
        self.__dict__["__path__"] = []  # so that ``import alembic.x`` is looked up, and found in sys.modules
        self.__dict__["__package__"] = name

    def _place(self, name: str) -> tuple[ModuleType, str]:
        """Return the module a name lives in, and what it is called there.

        :raises AttributeError: if it lives nowhere.
        """
        graft()  # not before: it loads what listing revisions does without
        room: Room = self.__dict__["_room"]
        if name in room.names:
            module, _, attribute = room.names[name].partition(":")
            return import_module(module), attribute
        for module in room.modules:
            found = import_module(module)
            with suppress(NameError):  # what an environment has is not there without one
                if hasattr(found, name):
                    return found, name
        raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name != "__version__":
            raise AttributeError(name)
        inner = sys.modules.get(f"{self.__name__}.{name}")
        room: Room = self.__dict__["_room"]
        if inner is not None and name not in room.names:
            return inner
        module, attribute = self._place(name)
        return getattr(module, attribute) if attribute else module

    def __setattr__(self, name: str, value: Any) -> None:
        if name.startswith("__") or f"{self.__name__}.{name}" in sys.modules:
            super().__setattr__(name, value)
            return
        try:
            module, attribute = self.__dict__["_deleted"].pop(name, None) or self._place(name)
        except AttributeError:
            super().__setattr__(name, value)
            return
        setattr(module, attribute or name, value)

    def __delattr__(self, name: str) -> None:
        if name in self.__dict__:
            super().__delattr__(name)
            return
        module, attribute = self.__dict__["_deleted"][name] = self._place(name)
        delattr(module, attribute)

    def __dir__(self) -> Sequence[str]:
        room: Room = self.__dict__["_room"]
        inner = {name[len(self.__name__) + 1 :] for name in sys.modules if name.startswith(f"{self.__name__}.")}
        found = {name for module in room.modules for name in dir(import_module(module)) if not name.startswith("__")}
        return sorted(found | set(room.names) | {name for name in inner if "." not in name})


class ProxyFace(Face):
    """``alembic.op`` and ``alembic.context``: ``_proxy`` is what is current; what is put in there is, from then on."""

    def __getattr__(self, name: str) -> Any:
        if name != "_proxy":
            return super().__getattr__(name)
        try:
            return self._door.current()
        except NameError:
            raise AttributeError(f"module {self.__name__!r} has no attribute '_proxy'") from None

    @property
    def _door(self) -> Any:
        return import_module(DOORS[self.__name__]).door

    def __setattr__(self, name: str, value: Any) -> None:
        if name != "_proxy":
            super().__setattr__(name, value)
            return
        held: ExitStack | None = self.__dict__.get("_held")
        if held is not None:
            held.close()
        self.__dict__["_held"] = held = ExitStack()
        self.__dict__["_proxy"] = value
        if value is not None:
            held.enter_context(self._door.opened(value))

    def __delattr__(self, name: str) -> None:
        if name == "_proxy":
            self._proxy = None  # what was current before is again
        super().__delattr__(name)


_guard = RLock()
_depth = 0
_hidden: dict[str, ModuleType] = {}
_shown: dict[str, ModuleType] = {}


def _is_ours(name: str) -> bool:
    return name == ROOT or name.startswith(f"{ROOT}.")


def install() -> None:
    """Make ``import alembic`` find revgraph, in this process, until :func:`uninstall`; may be called again."""
    global _depth
    with _guard:
        _depth += 1
        if _depth > 1:
            return
        _hidden.update({name: module for name, module in sys.modules.items() if _is_ours(name)})
        for name in _hidden:
            del sys.modules[name]
        if not _shown:
            _shown.update({name: (ProxyFace if name in DOORS else Face)(name, room) for name, room in MODULES.items()})
        sys.modules.update(_shown)
        speak_as(ROOT)
        OTHER_NAMES.update(PLUGIN_NAMES)
        TAKEN_OVER.update(COMPARED_BY_PLUGINS)
        if BY_NAME not in _plugins:
            Plugin(BY_NAME).add_autogenerate_comparator(_compare_checks, "table", "checkconstraints")


def uninstall() -> None:
    """Take back one :func:`install`; with the last one what ``import alembic`` found before is found again."""
    global _depth
    with _guard:
        if not _depth:
            return
        _depth -= 1
        if _depth:
            return
        for name in [name for name in sys.modules if _is_ours(name)]:
            del sys.modules[name]
        sys.modules.update(_hidden)
        _hidden.clear()
        remove()
        speak_plainly()
        for name in PLUGIN_NAMES:
            OTHER_NAMES.pop(name, None)
        for name in COMPARED_BY_PLUGINS:
            TAKEN_OVER.pop(name, None)
        _plugins.pop(BY_NAME, None)


@contextmanager
def installed() -> Iterator[None]:
    """Have the alias in place inside the block."""
    install()
    try:
        yield
    finally:
        uninstall()
