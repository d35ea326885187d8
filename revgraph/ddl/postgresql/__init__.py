"""PostgreSQL: the implementation, its literals, serial columns, and COPY for many rows."""

from __future__ import annotations

from revgraph.ddl.postgresql.impl import (
    HexBytea,
    JSONText,
    PostgresqlColumnType,
    PostgresqlImpl,
)

__all__ = [
    "HexBytea",
    "JSONText",
    "PostgresqlColumnType",
    "PostgresqlImpl",
]
