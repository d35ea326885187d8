"""What the installed Alembic offers, told before the alias hides it: dotted names, and how each is called.

No test here.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from importlib import import_module
from inspect import Parameter
from typing import Any

from revgraph.compat.alembic import MODULES

NOT_PUBLIC = {
    "alembic.autogenerate.compare.constraints",
    "alembic.autogenerate.compare.server_defaults",
    "alembic.autogenerate.compare.tables",
    "alembic.autogenerate.compare.types",
    "alembic.autogenerate.compare.util",
    "alembic.ddl._autogen",
    "alembic.operations.batch",
    "alembic.operations.schemaobj",
    "alembic.util.compat",
    "alembic.util.editor",
    "alembic.util.messaging",
    "alembic.util.pyfiles",
    "alembic.util.sqla_compat",
}
"""Modules in the table of which single names are used, but which Alembic does not document."""

FACES = {
    "alembic.autogenerate",
    "alembic.ddl",
    "alembic.operations",
    "alembic.script",
    "alembic.util",
}
"""Modules that offer what is defined elsewhere; in the others that is only used."""


NOT_SERVED = {"create_module_class_proxy"}
"""What makes the peer's own faces, as a member of what is behind them; its base class ``ModuleClsProxy`` has it."""


def public_names() -> Iterator[tuple[str, Any]]:
    """Yield the documented names as ``module:name`` or ``module:Class.member``, each with what it is."""
    for module_name in sorted(set(MODULES) - NOT_PUBLIC):
        module = import_module(module_name)
        for name, found in sorted(vars(module).items()):
            if name.startswith("_") or name in NOT_SERVED or not _is_offered(found, module_name):
                continue
            yield f"{module_name}:{name}", found
            if inspect.isclass(found):
                yield from _members(f"{module_name}:{name}", found)


def _members(path: str, cls: type[Any]) -> Iterator[tuple[str, Any]]:
    for name, member in inspect.getmembers_static(cls):
        owner = next((each for each in cls.__mro__ if name in vars(each)), object)
        if not name.startswith("_") and name not in NOT_SERVED and owner.__module__.startswith("alembic"):
            yield f"{path}.{name}", member


def _is_offered(found: Any, module_name: str) -> bool:
    home = str(getattr(found, "__module__", ""))
    if inspect.ismodule(found) or not callable(found) or not home.startswith("alembic"):
        return False
    return home == module_name or module_name in FACES


def parameters(found: Any) -> list[Parameter] | None:
    """Return the parameters of a function or of a class's constructor; None for what is not called.

    A constructor that only hands all it is given on to its base class takes what that one takes.
    """
    inner = found.__func__ if isinstance(found, (classmethod, staticmethod)) else found
    if not callable(inner):
        return None
    try:
        said = list(inspect.signature(inner).parameters.values())
    except (TypeError, ValueError):
        return None
    hands_on = [each.kind for each in said] == [Parameter.VAR_POSITIONAL, Parameter.VAR_KEYWORD]
    return parameters(inner.__base__) if hands_on and inspect.isclass(inner) and inner.__base__ is not object else said
