"""Plug-ins as ``alembic.runtime.plugins`` offers them, over revgraph's own: what is registered here runs there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib import metadata
from types import ModuleType

from revgraph import plugins
from revgraph.compat.alembic.dispatch import PriorityDispatcher
from revgraph.compat.alembic.messages import warn_deprecated
from revgraph.errors import CommandError

GROUP = "alembic.plugins"
"""The group of entry points that name plug-ins."""
_RENAMED = {"alembic.autogenerate.checkconstraint_byname": "alembic.ext.checkconstraint_byname"}

_all_plugins: dict[str, plugins.Plugin] = plugins._plugins


class Plugin(plugins.Plugin):
    """One plug-in: a name, and comparators under it.

    :param name: dotted; must be new.
    :raises ValueError: if there is one of that name.
    """

    def __init__(self, name: str) -> None:
        if name in _all_plugins:
            raise ValueError(f"A plugin named {name} is already registered")
        super().__init__(name)
        self.autogenerate_comparators = PriorityDispatcher()

    @classmethod
    def populate_autogenerate_priority_dispatch(
        cls, comparators: PriorityDispatcher, include_plugins: Sequence[str]
    ) -> None:
        """Put the comparators of the plug-ins that are named into a dispatcher.

        :param comparators: where to.
        :param include_plugins: names; ``*`` stands for any part, ``~`` in front leaves out.
        :raises CommandError: if a name fits none.
        """
        left_out = [_make_re(_translate_legacy_name(name[1:])) for name in include_plugins if name.startswith("~")]
        for plugin in _named([name for name in include_plugins if not name.startswith("~")]):
            if not any(pattern.match(plugin.name) for pattern in left_out):
                comparators.add(plugin.autogenerate_comparators)


def _named(wanted: Sequence[str]) -> list[plugins.Plugin]:
    found: dict[str, plugins.Plugin] = {}
    missing = []
    for name in wanted:
        pattern = _make_re(_translate_legacy_name(name))
        fitting = {each: plugin for each, plugin in _all_plugins.items() if pattern.match(each)}
        found |= fitting
        if not fitting:
            missing.append(name)
    if missing:
        raise CommandError(f"Did not locate plugins: {', '.join(missing)}")
    return list(found.values())


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
