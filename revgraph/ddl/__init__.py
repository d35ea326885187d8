"""Schema changes as SQL: the elements, the two outputs, and one implementation for each dialect."""

from __future__ import annotations

from revgraph.ddl.impl import DefaultImpl
from revgraph.ddl.mysql import MariaDBImpl, MySQLImpl
from revgraph.ddl.postgresql import PostgresqlImpl
from revgraph.ddl.sqlite import SQLiteImpl

__all__ = ["DefaultImpl", "MariaDBImpl", "MySQLImpl", "PostgresqlImpl", "SQLiteImpl"]
