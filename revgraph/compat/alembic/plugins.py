"""Plug-ins of autogenerate, by name, as ``alembic.runtime.plugins`` registers them.

The comparisons revgraph has itself are not plug-ins; the names Alembic gives to its own stand for them here, so that
``autogenerate_plugins`` may name them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from importlib import metadata
from types import ModuleType
from typing import Any

from revgraph.autogenerate.comparators import Comparators, DispatchPriority
from revgraph.compat.alembic.dispatch import PriorityDispatcher
from revgraph.compat.alembic.messages import warn_deprecated
from revgraph.errors import CommandError
from revgraph.util.registry import DEFAULT

GROUP = "alembic.plugins"
"""The group of entry points that name plug-ins."""
BUILT_IN = (
    "alembic.autogenerate.schemas",
    "alembic.autogenerate.tables",
    "alembic.autogenerate.types",
    "alembic.autogenerate.constraints",
    "alembic.autogenerate.defaults",
    "alembic.autogenerate.comments",
)
_RENAMED = {"alembic.autogenerate.checkconstraint_byname": "alembic.ext.checkconstraint_byname"}

_all_plugins: dict[str, Plugin] = {}


class Plugin:
    """One plug-in: a name, and comparators under it.

    :param name: dotted; must be new.
    :raises ValueError: if there is one of that name.
    """

    def __init__(self, name: str) -> None:
        if name in _all_plugins:
            raise ValueError(f"A plugin named {name} is already registered")
        self.name = name
        self.autogenerate_comparators = PriorityDispatcher()
        _all_plugins[name] = self

    def remove(self) -> None:
        """Forget the plug-in."""
        del _all_plugins[self.name]

    def add_autogenerate_comparator(
        self,
        fn: Callable[..., Any],
        compare_target: str,
        compare_element: str | None = None,
        *,
        qualifier: str = DEFAULT,
        priority: DispatchPriority = DispatchPriority.MEDIUM,
    ) -> None:
        """Register a comparator.

        :param fn: see :class:`~revgraph.autogenerate.comparators.Comparators` for what it is called with.
        :param compare_target: what it compares.
        :param compare_element: what of that; STOP ends only those of the same.
        :param qualifier: a dialect's name, or ``"default"``.
        :param priority: those of a higher one run first.
        """
        register = self.autogenerate_comparators.dispatch_for(
            compare_target, subgroup=compare_element, priority=priority, qualifier=qualifier
        )
        register(fn)

    @classmethod
    def populate_autogenerate_priority_dispatch(cls, comparators: Comparators, include_plugins: Sequence[str]) -> None:
        """Put the comparators of the plug-ins that are named into a dispatcher.

        :param comparators: where to.
        :param include_plugins: names; ``*`` stands for any part, ``~`` in front leaves out.
        :raises CommandError: if a name fits none.
        """
        left_out = [_make_re(_translate_legacy_name(name[1:])) for name in include_plugins if name.startswith("~")]
        for plugin in _named([name for name in include_plugins if not name.startswith("~")]):
            if not any(pattern.match(plugin.name) for pattern in left_out):
                for target, entries in plugin.autogenerate_comparators._registered.items():
                    comparators._registered.setdefault(target, []).extend(entries)

    @classmethod
    def setup_plugin_from_module(cls, module: ModuleType, name: str) -> None:
        """Make a plug-in of a module: its function ``setup(plugin)`` is called.

        :param module: the module.
        :param name: the plug-in's name.
        """
        module.setup(Plugin(name))


def _named(wanted: Sequence[str]) -> Iterator[Plugin]:
    found: dict[str, Plugin] = {}
    missing = []
    for name in wanted:
        pattern = _make_re(_translate_legacy_name(name))
        fitting = {each: plugin for each, plugin in _all_plugins.items() if pattern.match(each)}
        found |= fitting
        if not fitting:
            missing.append(name)
    if missing:
        raise CommandError(f"Did not locate plugins: {', '.join(missing)}")
    yield from found.values()


def _make_re(name: str) -> re.Pattern[str]:
    parts = name.split(".")
    if not all(part == "*" or re.fullmatch(r"\w+", part) for part in parts):
        raise ValueError(f"Invalid plugin expression {name!r}")
    return re.compile(r"\.".join(r"\w+(?:\.\w+)*" if part == "*" else re.escape(part) for part in parts) + r"\Z")


def _translate_legacy_name(name: str) -> str:
    return _RENAMED.get(name, name)


def _setup() -> None:
    """Set up the plug-ins that installed packages name."""
    for entry in metadata.entry_points(group=GROUP):
        loaded = entry.load()
        if isinstance(loaded, ModuleType):
            Plugin.setup_plugin_from_module(loaded, entry.name)
            continue
        warn_deprecated(f"Plugin entrypoint {entry.name!r} refers to a collection; let it refer to a module")
        for module in loaded:
            Plugin.setup_plugin_from_module(module, entry.name)


for _name in BUILT_IN:
    Plugin(_name)
