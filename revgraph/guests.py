"""Configurations of other tools that revgraph runs as they are: which there are is told by the rooms of ``compat/``.

No tool is known by name here. Each room that serves one has a file ``config.py`` with a class ``Config``, whose
``product`` says what is called how.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from importlib import import_module
from typing import Any, NamedTuple

_ROOMS = os.path.join(os.path.dirname(__file__), "compat")
_SECTION = re.compile(rb"^\[([\w.-]+)\]", re.MULTILINE)
_TOML_TABLE = re.compile(rb"^\[+\s*tool\.([\w-]+)", re.MULTILINE)


class Product(NamedTuple):
    """The names that belong to the product, in one place.

    :param name: of the ini section, the ``[tool]`` table and the command.
    :param config_env: environment variable that names the configuration file.
    :param version_table: table that holds the current heads.
    :param ini: name of the ini file.
    :param options: what options of ``context.configure()`` are unless env.py says otherwise.
    :param careful: autogenerate refuses many drops unasked, fills new columns, and writes no empty revision; targets
        are checked before env.py runs; a path by itself needs no ``path_separator``; a new revision is refused where it
        depends on its own ancestors, or would not be found.
    :param ini_beside_toml: what ``init`` writes into an ini file where a template has env.py, and TOML only.
    :param explains: errors of env.py, migrations and drivers are explained; otherwise callers get them as they are.
    """

    name: str
    config_env: str
    version_table: str
    ini: str
    options: Mapping[str, Any] = {}
    explains: bool = True
    careful: bool = True
    ini_beside_toml: str | None = None


def guests() -> list[str]:
    """Return the names of the tools whose configurations can be run."""
    if not os.path.isdir(_ROOMS):
        return []
    return sorted(name for name in os.listdir(_ROOMS) if os.path.isfile(os.path.join(_ROOMS, name, "config.py")))


def config_class(name: str) -> Any:
    """Return the class of a tool's configurations."""
    return import_module(f"{__package__}.compat.{name}.config").Config


def guest_of(own: str, ini: str | None, toml: str | None) -> str | None:
    """Return whose configuration these files are; None if they are our own, or nobody's.

    :param own: our own name: a file that has a section of that name is ours.
    :param ini: the ini file, there or not.
    :param toml: the TOML file, there or not.
    """
    named = _found(ini, _SECTION) | _found(toml, _TOML_TABLE)
    if not named or own in named:
        return None
    return next((name for name in guests() if name in named), None)


def usual_ini(own: str, ini: str, toml: str) -> str:
    """Return the ini file where none is named: ours, unless there is only another tool's here.

    :param own: our own name.
    :param ini: our own ini file.
    :param toml: the TOML file.
    """
    if os.path.exists(ini) or own in _found(toml, _TOML_TABLE):
        return ini
    for name in guests():
        product = config_class(name).product
        named = os.environ.get(product.config_env, "")
        theirs = product.ini if not named or os.path.basename(named) == os.path.basename(toml) else named
        if os.path.exists(theirs) or name in _found(toml, _TOML_TABLE):
            return theirs
    return ini


def _found(path: str | None, pattern: re.Pattern[bytes]) -> set[str]:
    if path is None or not os.path.isfile(path):
        return set()
    try:
        with open(path, "rb") as file:
            return {name.decode("ascii", "replace") for name in pattern.findall(file.read())}
    except OSError:
        return set()  # whoever reads it in earnest says what is wrong
