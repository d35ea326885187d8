"""Oracle: the implementation and its literals."""

from __future__ import annotations

from revgraph.ddl.oracle.impl import (
    DropKey,
    OracleImpl,
    PackageLock,
)

__all__ = [
    "DropKey",
    "OracleImpl",
    "PackageLock",
]
