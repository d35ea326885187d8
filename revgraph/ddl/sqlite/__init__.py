"""SQLite: the implementation, and values as its driver takes them."""

from __future__ import annotations

from revgraph.ddl.sqlite.impl import STRICT_TYPES, SQLiteImpl
from revgraph.ddl.sqlite.stored import CreateStoredIndex, StoredTable

__all__ = [
    "STRICT_TYPES",
    "CreateStoredIndex",
    "SQLiteImpl",
    "StoredTable",
]
