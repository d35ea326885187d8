"""Plug-ins: packages that add comparators, operations and renderers, known by name.

Their comparators run where ``autogenerate_plugins`` names them; operations and renderers that a plug-in registers are
always there. Knows nothing of what is compared.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from types import ModuleType
from typing import Any

from revgraph.errors import ConfigError
from revgraph.util.logs import Log
from revgraph.util.priorities import Comparators, DispatchPriority
from revgraph.util.registry import DEFAULT

log = Log(__name__)

GROUP = "revgraph.plugins"
"""The group of entry points under which packages name their plug-ins."""
BASIC = ("schemas", "tables", "types", "constraints", "defaults", "comments")
"""What any tool compares, by the last part of its name."""
FURTHER = ("checks", "enums", "primary_keys", "sequences", "details")
"""What revgraph compares beyond what any tool does, by the last part of its name.

``sequences`` are also those of SERIAL and AUTO_INCREMENT; ``details`` are options of tables, indexes and constraints,
what only one side says of a type (collation, length, precision, sign), the order of columns in unique constraints and
of the values of an enum on MySQL, expressions that columns are computed from, those of indexes on SQLite, operator
classes within expressions, EXCLUDE, unique constraints without a name, and indexes that MySQL may have made for a
foreign key.
"""
BUILT_IN = tuple(f"revgraph.autogenerate.{part}" for part in (*BASIC, *FURTHER))
"""What revgraph compares itself, by name, so that it can be left out."""
BY_DEFAULT = ("revgraph.autogenerate.*",)

OTHER_NAMES: dict[str, tuple[str, ...]] = {}
"""Beginnings of names that stand for others, and what is added to these; whoever knows another tool's adds them."""

TAKEN_OVER: dict[str, frozenset[str]] = {}
"""Packages, and what their comparators compare in the place of ours once they have registered any, by the last part of
its name; whoever knows the plug-ins of another tool adds them."""

_plugins: dict[str, Plugin] = {}
_loaded: set[str] = set()


class Plugin:
    """One plug-in.

    ::

        def setup(plugin):
            plugin.add_autogenerate_comparator(compare_views, "schema", "views")

    :param name: dotted.
    :raises ValueError: if there is one of that name, or it is none.
    """

    def __init__(self, name: str) -> None:
        _pattern(name)
        if name in _plugins or name in BUILT_IN:
            raise ValueError(f"there is a plug-in {name!r} already")
        self.name = name
        self.autogenerate_comparators = Comparators()
        _plugins[name] = self
        log.info("setup plugin %s", name)

    def remove(self) -> None:
        """Forget the plug-in."""
        _plugins.pop(self.name, None)

    def add_autogenerate_comparator(
        self,
        fn: Callable[..., Any],
        compare_target: str,
        compare_element: str | None = None,
        *,
        qualifier: str | Collection[str] = DEFAULT,
        priority: DispatchPriority = DispatchPriority.MEDIUM,
    ) -> None:
        """Register a comparator.

        It may return ``PriorityDispatchResult.STOP``: then those that would run after it for the same element don't,
        and if its priority is FIRST the built-in comparison of that element neither.

        :param fn: see :class:`~revgraph.util.priorities.Comparators` for what it is called with.
        :param compare_target: ``"autogenerate"``, ``"schema"``, ``"table"`` or ``"column"``.
        :param compare_element: what of it: ``"tables"``; ``"indexes"``, ``"foreignkeys"``, ``"comments"``,
            ``"checkconstraints"`` of a table; ``"types"``, ``"server_default"``, ``"comments"``, ``"nullable"`` of a
            column; or a name of its own.
        :param qualifier: a dialect's name, or several, or ``"default"`` for all.
        :param priority: those of a higher one run first.
        """
        register = self.autogenerate_comparators.dispatch_for(
            compare_target, qualifier=qualifier, priority=priority, subgroup=compare_element
        )
        register(fn)

    @classmethod
    def setup_plugin_from_module(cls, module: ModuleType, name: str) -> None:
        """Make a plug-in and call the module's ``setup(plugin)``.

        :param module: the module.
        :param name: the plug-in's name.
        :raises ValueError: if there is a plug-in of that name.
        """
        module.setup(cls(name))


def load_plugins(group: str = GROUP) -> None:
    """Set up the plug-ins that installed packages name as entry points; once in a process.

    :param group: the group of entry points.
    :raises ConfigError: if one can't be loaded; names it.
    """
    if group in _loaded:
        return
    _loaded.add(group)
    from importlib.metadata import entry_points  # only what runs env.py pays for it

    for entry in entry_points(group=group):
        if entry.name in _plugins:
            continue
        try:
            Plugin.setup_plugin_from_module(entry.load(), entry.name)
        except Exception as error:
            package = entry.dist.name if entry.dist is not None else "?"
            raise ConfigError(
                f"the plug-in {entry.name!r} of the package {package!r} can't be set up: "
                f"{type(error).__name__}: {error}; mend or uninstall the package"
            ) from error


def chosen_plugins(patterns: Sequence[str] | None) -> tuple[frozenset[str], list[Plugin]]:
    """Return which of the built-in comparisons are wanted, by the last part of their name, and the plug-ins.

    :param patterns: names; ``*`` stands for one part between dots, ``~`` before one leaves out; None for the built-in.
    :raises ConfigError: if one fits nothing.
    :raises ValueError: if one is no name.
    """
    known = [*BUILT_IN, *_plugins]
    patterns = None if patterns is None else [name for each in patterns for name in _known_as(each)]
    chosen: set[str] = set()
    for each in BY_DEFAULT if patterns is None else patterns:
        found = {name for name in known if _pattern(each.removeprefix("~")).match(name)}
        if each.startswith("~"):
            continue
        if not found:
            raise ConfigError(
                f"autogenerate_plugins: there is no plug-in {each!r}; there are {', '.join(sorted(known))}"
            )
        chosen |= found
    for each in patterns or ():
        if each.startswith("~"):
            chosen -= {name for name in known if _pattern(each[1:]).match(name)}
    built_in = frozenset(name.rpartition(".")[2] for name in BUILT_IN if name in chosen)
    wanted = [plugin for name, plugin in _plugins.items() if name in chosen]
    for plugin in wanted:
        log.info("setting up autogenerate plugin %s", plugin.name)
    return built_in, wanted


def _known_as(pattern: str) -> list[str]:
    bare = pattern.removeprefix("~")
    sign = pattern[: len(pattern) - len(bare)]
    for other, (ours, *more) in OTHER_NAMES.items():
        if bare.startswith(other):
            others = [sign + each for each in more if not (sign and each.startswith("~"))]
            return [sign + ours + bare.removeprefix(other), *others]
    return [pattern]


def _pattern(name: str) -> re.Pattern[str]:
    parts = name.split(".")
    if not all(part == "*" or re.fullmatch(r"\w+", part) for part in parts):
        raise ValueError(f"{name!r} is no name of a plug-in: give words between dots, or * for any of them")
    return re.compile(r"\.".join(r"\w+" if part == "*" else part for part in parts) + r"\Z")
