"""Mark the operations that lose rows or values, so that whoever reads a revision file sees them.

Works on operations alone, whoever made them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Dialect, TypeDecorator
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.types import TypeEngine

from revgraph.operations import ops

MARK = "destructive:"
_WIDER: Mapping[type[TypeEngine[Any]], tuple[type[TypeEngine[Any]], ...]] = {
    sa.Integer: (sa.Integer, sa.Numeric, sa.String),
    sa.Numeric: (sa.Numeric, sa.String),
    sa.Boolean: (sa.Boolean, sa.Integer, sa.Numeric, sa.String),
    sa.String: (sa.String,),
    sa.Date: (sa.Date, sa.DateTime, sa.String),
    sa.DateTime: (sa.DateTime, sa.String),
    sa.Time: (sa.Time, sa.String),
    sa.Uuid: (sa.Uuid, sa.String),
}
"""For each kind of type, those that take all of its values."""


def mark_destructive(container: ops.OpContainer, dialect: Dialect) -> None:
    """Give operations that lose something a remark that says what; changes them in place.

    :param container: the operations of one direction.
    :param dialect: spells types.
    """
    for op in container.ops:
        if isinstance(op, ops.OpContainer):
            mark_destructive(op, dialect)
            continue
        loss = lost_by(op, dialect)
        remark = f"{MARK} {loss}"
        if loss is not None and remark not in op.remarks:
            op.remarks = (remark, *op.remarks)


def lost_by(op: ops.MigrateOperation, dialect: Dialect) -> str | None:
    """Return what an operation loses, in words; None if nothing.

    :param op: any operation.
    :param dialect: spells types.
    """
    if isinstance(op, ops.DropTableOp):
        return f"all rows of {_table(op)}"
    if isinstance(op, ops.DropColumnOp):
        return f"the values of {_table(op)}.{op.column_name}"
    if isinstance(op, ops.DropSchemaOp) and op.cascade:
        return f"everything in the schema {op.schema_name}"
    if isinstance(op, ops.AlterEnumOp):
        kept = {*op.new_values, *op.renames, *op.mapping}
        left = [value for value in op.old_values if value not in kept]
        return f"rows with {', '.join(map(repr, left))} in the enum type {op.name}" if left else None
    if isinstance(op, ops.AlterColumnOp) and op.modify_type is not None and op.existing_type is not None:
        before, after = (_plain(type_, dialect) for type_ in (op.existing_type, op.modify_type))
        if _narrows(before, after):
            place = f"{_table(op)}.{op.column_name}"
            spelled = f"from {_spelled(before, dialect)} to {_spelled(after, dialect)}"
            return f"values of {place} that do not fit, {spelled}"
    return None


def _table(op: Any) -> str:
    return str(op.table_name) if op.schema is None else f"{op.schema}.{op.table_name}"


def _plain(type_: Any, dialect: Dialect) -> TypeEngine[Any]:
    plain: TypeEngine[Any] = sa.types.to_instance(type_).dialect_impl(dialect)
    while isinstance(plain, TypeDecorator):
        plain = plain.load_dialect_impl(dialect).dialect_impl(dialect)
    return plain


def _narrows(before: TypeEngine[Any], after: TypeEngine[Any]) -> bool:
    if sa.types.NULLTYPE._type_affinity in (before._type_affinity, after._type_affinity):
        return False  # one of the two is not known
    if isinstance(before, sa.Enum) and isinstance(after, sa.Enum):
        return not set(before.enums) <= set(after.enums)
    if isinstance(after, sa.Enum) and isinstance(before, sa.String):
        return True
    kind = next((kind for kind in _WIDER if isinstance(before, kind)), None)
    if kind is None:
        return not isinstance(after, type(before)) and before._type_affinity is not after._type_affinity
    if not isinstance(after, _WIDER[kind]):
        return True
    for family, is_narrower in _WITHIN:
        if isinstance(before, family) and isinstance(after, family):
            return is_narrower(before, after)
    return isinstance(after, sa.String) and after.length is not None and not isinstance(before, sa.String)


def _shorter(before: Any, after: Any) -> bool:
    if isinstance(before, sa.Text) and isinstance(after, sa.Text):
        return _of_text(after) < _of_text(before)
    if after.length is None:
        return False
    return before.length is None or before.length > after.length


def _of_text(type_: Any) -> int:
    """Return how much a text of MySQL's four sizes holds, in its order; others hold anything."""
    sizes = {"TINYTEXT": 0, "TEXT": 1, "MEDIUMTEXT": 2, "LONGTEXT": 3}
    return sizes.get(type(type_).__name__, 1)


def _smaller(before: Any, after: Any) -> bool:
    return _bytes(after) < _bytes(before)


def _bytes(type_: Any) -> int:
    name = type(type_).__name__.upper()
    if isinstance(type_, sa.BigInteger):
        return 8
    if isinstance(type_, sa.SmallInteger):
        return 2
    return {"TINYINT": 1, "MEDIUMINT": 3}.get(name, 4)


def _less_exact(before: Any, after: Any) -> bool:
    if isinstance(before, sa.Float) or isinstance(after, sa.Float):
        return isinstance(after, sa.Float) and not isinstance(before, sa.Float)
    if after.precision is None:
        return False
    if before.precision is None:
        return True
    scales = before.scale or 0, after.scale or 0
    return bool(scales[1] < scales[0] or after.precision - scales[1] < before.precision - scales[0])


def _loses_zone(before: Any, after: Any) -> bool:
    return bool(before.timezone and not after.timezone)


_WITHIN: tuple[tuple[type[TypeEngine[Any]], Callable[[Any, Any], bool]], ...] = (
    (sa.String, _shorter),
    (sa.Integer, _smaller),
    (sa.Numeric, _less_exact),
    (sa.DateTime, _loses_zone),
)


def _spelled(type_: TypeEngine[Any], dialect: Dialect) -> str:
    try:
        return str(dialect.type_compiler_instance.process(type_))
    except SQLAlchemyError:  # of another dialect
        return repr(type_)
