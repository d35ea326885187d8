"""Which file holds the implementation of which dialect; each is loaded when it is asked for and not before.

Knows names only. Implementations from outside need no entry: they register themselves, and go before ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

MODULES: Mapping[str, str] = {
    "mariadb": "revgraph.ddl.mysql.impl",
    "mssql": "revgraph.ddl.mssql.impl",
    "mysql": "revgraph.ddl.mysql.impl",
    "oracle": "revgraph.ddl.oracle.impl",
    "postgresql": "revgraph.ddl.postgresql.impl",
    "sqlite": "revgraph.ddl.sqlite.impl",
}
"""Module by dialect name."""

CLASSES: Mapping[str, str] = {
    "MSSQLImpl": "revgraph.ddl.mssql.impl",
    "MariaDBImpl": "revgraph.ddl.mysql.impl",
    "MySQLImpl": "revgraph.ddl.mysql.impl",
    "OracleImpl": "revgraph.ddl.oracle.impl",
    "PostgresqlImpl": "revgraph.ddl.postgresql.impl",
    "SQLiteImpl": "revgraph.ddl.sqlite.impl",
}
"""Module by name of the class that ``revgraph.ddl`` offers."""


def load(dialect_name: str) -> None:
    """Load the file of a dialect, whose classes register themselves; nothing for a dialect without one."""
    module = MODULES.get(dialect_name)
    if module is not None:
        import_module(module)


def class_of(name: str) -> Any:
    """Return the class of a name that ``revgraph.ddl`` offers.

    :raises AttributeError: if it offers no such name.
    """
    module = CLASSES.get(name)
    if module is None:
        raise AttributeError(f"module 'revgraph.ddl' has no attribute {name!r}")
    return getattr(import_module(module), name)
