"""Add to changes of type the expression that PostgreSQL needs where it does not cast by itself.

Works on operations alone; other databases cast as they like.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Dialect, Enum, Integer, Numeric, String, TypeDecorator
from sqlalchemy.types import TypeEngine

from revgraph.operations import ops


def add_casts(container: ops.OpContainer, dialect: Dialect) -> None:
    """Give changes of type a ``postgresql_using``, both directions their own; changes the operations in place.

    :param container: the operations of one direction.
    :param dialect: nothing is done for any other than PostgreSQL's.
    """
    if dialect.name != "postgresql":
        return
    for op in container.ops:
        if isinstance(op, ops.OpContainer):
            add_casts(op, dialect)
        elif isinstance(op, ops.AlterColumnOp) and op.modify_type is not None:
            op.kw.pop("postgresql_using", None)
            if _needs_cast(_plain(op.existing_type, dialect), _plain(op.modify_type, dialect)):
                op.kw["postgresql_using"] = _cast(op.column_name, op.modify_type, dialect)


def _plain(type_: Any, dialect: Dialect) -> TypeEngine[Any] | None:
    if isinstance(type_, TypeDecorator):
        type_ = type_.load_dialect_impl(dialect)
    plain: TypeEngine[Any] | None = type_
    return plain


def _needs_cast(before: TypeEngine[Any] | None, after: TypeEngine[Any] | None) -> bool:
    if before is None or after is None:
        return False
    if isinstance(before, Enum) or isinstance(after, Enum):
        return isinstance(after, Enum)
    kinds = before._type_affinity, after._type_affinity
    if kinds[1] is String:
        return False
    return kinds[0] is not kinds[1] and not all(kind in (Integer, Numeric) for kind in kinds)


def _cast(column: str, type_: TypeEngine[Any], dialect: Dialect) -> str:
    name = dialect.identifier_preparer.quote(column).replace("%%", "%")
    return (
        f"{name}::text::{_spelled(type_, dialect)}"
        if isinstance(type_, Enum)
        else f"{name}::{_spelled(type_, dialect)}"
    )


def _spelled(type_: TypeEngine[Any], dialect: Dialect) -> str:
    return str(dialect.type_compiler_instance.process(type_))
