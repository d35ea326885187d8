"""What rows that are there already get in a new NOT NULL column, or in one that becomes NOT NULL.

Decides on operations alone: what the models say, what a person says, else the place of a value that is missing.
"""

from __future__ import annotations

import datetime
import enum
import uuid
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Column, Index, Table, UniqueConstraint
from sqlalchemy.dialects import mysql, postgresql
from sqlalchemy.sql.elements import ClauseElement
from sqlalchemy.types import TypeEngine

from revgraph.autogenerate.context import AutogenContext
from revgraph.autogenerate.render.values import value_code
from revgraph.autogenerate.typed import typed_value
from revgraph.errors import CommandError, OperationError
from revgraph.operations import ops
from revgraph.operations.ops.schema_forms import inner_function
from revgraph.util.logs import Log

log = Log(__name__)

_CONSTANT = (dict, list, set, str, int, float, bytes)
"""Callables that always make an equal value."""

_NEUTRAL: tuple[tuple[type[TypeEngine[Any]], Any], ...] = (
    (sa.Boolean, sa.false()),
    (sa.Integer, 0),
    (sa.Numeric, 0),
    (sa.Float, 0),
    (sa.Uuid, uuid.UUID(int=0)),
    (sa.String, ""),
    (mysql.TIMESTAMP, datetime.datetime(1970, 1, 2)),  # which has no first of January in all time zones
    (sa.DateTime, datetime.datetime(1970, 1, 1)),
    (sa.Date, datetime.date(1970, 1, 1)),
    (sa.Time, datetime.time(0)),
    (sa.Interval, datetime.timedelta(0)),
    (sa.LargeBinary, b""),
    (sa.VARBINARY, b""),
    (sa.JSON, {}),
    (sa.ARRAY, []),
    (postgresql.TSVECTOR, ""),
    (postgresql.INET, "0.0.0.0"),
    (postgresql.CIDR, "0.0.0.0/0"),
    (postgresql.MACADDR, "00:00:00:00:00:00"),
    (postgresql.MONEY, "0"),
    (postgresql.ranges.AbstractRange, sa.text("'empty'")),
    (mysql.YEAR, 1970),
    (mysql.BIT, 0),
)
"""What stands for "nothing" where the values are gone and something must be there."""


def fill_upgrade(container: ops.OpContainer, models: AutogenContext) -> None:
    """Say in the operations of ``upgrade()`` what existing rows get; changes them in place.

    :param container: the operations.
    :param models: the models, and what a person said.
    :raises CommandError: if a value that was given does not fit its column.
    """
    for op in _leaves(container):
        if isinstance(op, ops.AddColumnOp) and op.populate_default is None:
            _fill_added(op, models)
        elif isinstance(op, ops.AlterColumnOp) and op.modify_nullable is False and op.populate_default is None:
            _fill_altered(op, models)


def fill_downgrade(container: ops.OpContainer) -> None:
    """Say in the operations of ``downgrade()`` what rows get in a column whose values are gone.

    :param container: the operations; changed in place.
    """
    for op in _leaves(container):
        if isinstance(op, ops.AddColumnOp) and _needs_value(op.column):
            neutral = None if _is_distinct(op.column) else _neutral(op.column.type)
            if neutral is None:
                op.populate_default = ops.MissingValue(_place(op, op.column.name))
                continue
            op.populate_default = neutral
            op.remarks = (*op.remarks, "the values went with the column: rows that are there get this one")
        elif isinstance(op, ops.AlterColumnOp) and op.modify_nullable is False and _default_after(op) is not None:
            op.populate_default = True


def _fill_added(op: ops.AddColumnOp, models: AutogenContext) -> None:
    place = _place(op, op.column.name)
    said = models.wishes.value_for(_names(op, op.column.name, models))
    if said is not None:
        op.populate_default = _typed(place, said, op.column.type)
        return
    if not _needs_value(op.column):
        return
    value = _model_value(op.column, models)
    if value is None:
        value = _asked(place, op.column.type, models)
    if value is None:
        value = ops.MissingValue(place)
        op.remarks = (*op.remarks, _why_missing(op.column, place))
        log.warning("%s is NOT NULL and has no default: what rows get that are there already is left open", place)
    op.populate_default = value


def _fill_altered(op: ops.AlterColumnOp, models: AutogenContext) -> None:
    place = _place(op, op.column_name)
    type_ = op.modify_type or op.existing_type
    said = models.wishes.value_for(_names(op, op.column_name, models))
    if said is not None:
        op.populate_default = _typed(place, said, type_)
        return
    if _default_after(op) is not None:
        op.populate_default = True
        return
    column = _column_of(op, models)
    value = None if column is None else _model_value(column, models)
    if value is None:
        value = _asked(place, type_, models)
    if value is None:
        op.remarks = (
            *op.remarks,
            f"fails if {place} is NULL in any row: give such rows a value with populate_default=..., "
            f"or generate this anew with --fill '{place}=VALUE'",
        )
        return
    op.populate_default = value


def _needs_value(column: Column[Any]) -> bool:
    table: Table | None = getattr(column, "table", None)
    counts = column.primary_key if table is None else table._autoincrement_column is column  # alone: made to count
    return not column.nullable and not counts and column.server_default is None and not column.system


def _default_after(op: ops.AlterColumnOp) -> Any:
    """Return the server default the column has in the end; None for none, and for one that is no plain value."""
    default: Any = op.existing_server_default if op.modify_server_default is False else op.modify_server_default
    special = isinstance(default, (sa.Computed, sa.Identity, sa.FetchedValue)) and getattr(default, "arg", None) is None
    return None if default is None or default is False or special or isinstance(default, sa.Identity) else default


def _model_value(column: Column[Any], models: AutogenContext) -> Any:
    """Return what the model's own default means for rows that are there; None if it can't be told."""
    default: Any = column.default
    if default is None:
        return None
    value = default.next_value() if default.is_sequence else default.arg
    if callable(value) and not isinstance(value, ClauseElement):
        function = inner_function(value)
        value = function() if function in _CONSTANT else None
    value = _as_written(value, column.type, models)
    if value is None:
        return None
    try:
        value_code(models, value)
    except OperationError:
        return None
    return value


def _as_written(value: Any, type_: TypeEngine[Any] | None, models: AutogenContext) -> Any:
    """Return a value as a revision file can hold it: truth as SQL, members of enums as the type stores them."""
    if isinstance(value, enum.Enum) and isinstance(type_, sa.Enum):
        return type_._valid_lookup.get(value)
    if isinstance(value, bool):
        return _truth(value) if type_ is None or isinstance(type_, sa.Boolean) else sa.literal(value, type_)
    return value


def _truth(value: bool) -> ClauseElement:
    return sa.true() if value else sa.false()


def _typed(place: str, text: str, type_: TypeEngine[Any] | None) -> Any:
    try:
        value = typed_value(text, type_)
    except (ValueError, ArithmeticError) as error:
        raise CommandError(f"--fill {place}={text}: {error}; nothing was written") from error
    if isinstance(value, bool):
        return _truth(value) if type_ is None or isinstance(type_, sa.Boolean) else sa.literal(value, type_)
    return value


def _asked(place: str, type_: TypeEngine[Any] | None, models: AutogenContext) -> Any:
    """Return what a person answers; None for nobody, or for no answer."""
    question = f"{place} is NOT NULL. Value for rows that are there already (nothing: leave it open, sql:... for SQL): "
    while True:
        answer = models.wishes.ask(question)
        if answer is None or not answer.strip():
            return None
        try:
            return _typed(place, answer.strip(), type_)
        except CommandError as error:
            question = f"{error.__cause__}. Value for {place}: "


def _why_missing(column: Column[Any], place: str) -> str:
    default: Any = column.default
    because = "the models give it no default"
    if default is not None:
        function = getattr(inner_function(default.arg), "__name__", "a function") if default.is_callable else "its own"
        because = f"the model's default ({function}) is made anew for each row" if default.is_callable else because
    return (
        f"{place} is NOT NULL and {because}: write what rows get that are there already in place of "
        f"missing_value(), or generate this anew with --fill '{place}=VALUE'"
    )


def _neutral(type_: TypeEngine[Any]) -> Any:
    if isinstance(type_, sa.Enum):
        return type_.enums[0] if type_.enums else None
    return next((value for kind, value in _NEUTRAL if isinstance(type_, kind)), None)


def _is_distinct(column: Column[Any]) -> bool:
    """Say whether no one value fits all rows: it refers to something, or is unique by itself."""
    table: Table | None = getattr(column, "table", None)
    if column.foreign_keys or column.unique:
        return True
    if table is None:
        return False
    if [other.name for other in table.primary_key.columns] == [column.name]:
        return True
    alone = [each for each in table.constraints if isinstance(each, UniqueConstraint)]
    keys: list[UniqueConstraint | Index] = [*alone, *(index for index in table.indexes if index.unique)]
    return any([other.name for other in key.columns] == [column.name] for key in keys)


def _place(op: ops.AlterTableOp, column: str) -> str:
    table = op.table_name if op.schema is None else f"{op.schema}.{op.table_name}"
    return f"{table}.{column}"


def _names(op: ops.AlterTableOp, column: str, models: AutogenContext) -> list[str]:
    names = [f"{op.table_name}.{column}"]
    return names if op.schema is None else [_place(op, column), *names]


def _column_of(op: ops.AlterColumnOp, models: AutogenContext) -> Column[Any] | None:
    key = op.table_name if op.schema is None else f"{op.schema}.{op.table_name}"
    table = models.table_key_to_table.get(key)
    if table is None:
        return None
    return next((column for column in table.columns if column.name == op.column_name), None)


def _leaves(container: ops.OpContainer) -> Iterator[ops.MigrateOperation]:
    for op in container.ops:
        if isinstance(op, ops.OpContainer):
            yield from _leaves(op)
        else:
            yield op
