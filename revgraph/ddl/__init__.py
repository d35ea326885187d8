"""Schema changes as SQL: the elements, the two outputs, and one implementation for each dialect, loaded when needed."""

from __future__ import annotations

from revgraph.ddl.impl import DefaultImpl
from revgraph.ddl.known import class_of as __getattr__  # noqa: F401 # Python asks it for names of __all__

__all__ = ["DefaultImpl", "MSSQLImpl", "MariaDBImpl", "MySQLImpl", "OracleImpl", "PostgresqlImpl", "SQLiteImpl"]
