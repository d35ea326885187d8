"""Add to changes of type the expression that PostgreSQL needs where it does not cast by itself.

Works on operations alone; other databases cast as they like.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    ARRAY,
    Boolean,
    Date,
    DateTime,
    Dialect,
    Enum,
    Integer,
    Interval,
    Numeric,
    String,
    Time,
    TypeDecorator,
)
from sqlalchemy.types import TypeEngine

from revgraph.operations import ops

_CAST_TO_EACH_OTHER = ({Integer, Numeric}, {Date, DateTime, Time}, {Time, Interval})
"""Kinds of types with a cast between them; others meet as text."""


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
                op.kw["postgresql_using"] = _cast(
                    op.column_name, _plain(op.existing_type, dialect), op.modify_type, dialect
                )


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


def _cast(column: str, before: TypeEngine[Any] | None, type_: TypeEngine[Any], dialect: Dialect) -> str:
    name = dialect.identifier_preparer.quote(column).replace("%%", "%")
    target = _plain(type_, dialect)
    spelled = _spelled(type_, dialect)
    kinds = (None if before is None else before._type_affinity, None if target is None else target._type_affinity)
    if kinds == (Boolean, Integer) or kinds == (Boolean, Numeric):
        return f"{name}::integer::{spelled}"  # the only number that takes a boolean
    if kinds[1] is Boolean and kinds[0] in (Integer, Numeric):
        return f"{name} <> 0"
    if isinstance(target, ARRAY) and not isinstance(before, ARRAY):
        return f"ARRAY[{name}]::{spelled}"
    is_direct = any(kinds[0] in family and kinds[1] in family for family in _CAST_TO_EACH_OTHER)
    is_text = kinds[0] is String and not isinstance(before, Enum)  # whose values have no cast of their own
    return f"{name}::{spelled}" if is_direct or is_text else f"{name}::text::{spelled}"


def _spelled(type_: TypeEngine[Any], dialect: Dialect) -> str:
    # it is for plain SQL, in which the driver makes nothing of percent signs
    return str(dialect.type_compiler_instance.process(type_)).replace("%%", "%")
