"""What Alembic does otherwise on MySQL and MariaDB: CHECKs of types, the order of an enum's values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import CheckConstraint, Constraint

from revgraph.ddl.mysql import MySQLImpl
from revgraph.ddl.type_match import TypeShape

_own_drop = MySQLImpl.drop_constraint
_own_type = MySQLImpl.canonical_type


def drop_constraint(self: MySQLImpl, const: Constraint, **kw: Any) -> None:
    """Drop a constraint; the CHECK of a type stays, since servers that take no notice of CHECKs have none to drop."""
    if not (isinstance(const, CheckConstraint) and getattr(const, "_type_bound", False)):
        _own_drop(self, const, **kw)


def canonical_type(self: MySQLImpl, shape: TypeShape) -> TypeShape:
    """Return the shape of a type; the order of an enum's values is no part of it."""
    found = _own_type(self, shape)
    return replace(found, args=tuple(sorted(found.args))) if found.name == "ENUM" else found


SPELLED: Mapping[Any, tuple[Callable[..., str], Callable[..., str]]] = {}
"""No statement is spelled otherwise."""

MEMBERS: Mapping[type[Any], Mapping[str, Any]] = {
    MySQLImpl: {"drop_constraint": drop_constraint, "canonical_type": canonical_type}
}
"""Members of the implementation."""
