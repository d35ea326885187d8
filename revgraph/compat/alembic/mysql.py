"""What Alembic does otherwise on MySQL and MariaDB: a CHECK that a type made outlives it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import CheckConstraint, Constraint

from revgraph.ddl.mysql import MySQLImpl

_own_drop = MySQLImpl.drop_constraint


def drop_constraint(self: MySQLImpl, const: Constraint, **kw: Any) -> None:
    """Drop a constraint; the CHECK of a type stays, since servers that take no notice of CHECKs have none to drop."""
    if not (isinstance(const, CheckConstraint) and getattr(const, "_type_bound", False)):
        _own_drop(self, const, **kw)


SPELLED: Mapping[Any, tuple[Callable[..., str], Callable[..., str]]] = {}
"""No statement is spelled otherwise."""

MEMBERS: Mapping[type[Any], Mapping[str, Any]] = {MySQLImpl: {"drop_constraint": drop_constraint}}
"""Members of the implementation."""
