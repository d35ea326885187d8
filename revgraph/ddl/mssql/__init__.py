"""SQL Server: the implementation, its spellings and literals."""

from __future__ import annotations

from revgraph.ddl.mssql.impl import (
    AlteredColumn,
    MSSQLImpl,
    StoredColumn,
)

__all__ = [
    "AlteredColumn",
    "MSSQLImpl",
    "StoredColumn",
]
