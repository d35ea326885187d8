"""populate_default: rows that are there already get a column's default.

Decides which value and in which order; the target writes it. Nothing is evaluated before a target asks for it.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from typing import Any

from sqlalchemy import Column, Connection, literal, select, table
from sqlalchemy.sql.elements import ClauseElement
from sqlalchemy.types import NULLTYPE, to_instance

from revgraph.ddl.filling import SERVER_DEFAULT, MakeValue
from revgraph.errors import OfflineError, OperationError
from revgraph.operations import ops


def python_default(operation: ops.AddColumnOp, column: Column[Any]) -> MakeValue | None:
    """Return what makes the value that existing rows of a new column get from Python, if any.

    :param operation: the operation.
    :param column: its column.
    :return: None if nothing is to be filled in: a server default is already by the database.
    :raises OperationError: if the column has no default of either kind.
    """
    asked = operation.populate_default
    if asked is None or isinstance(asked, ops.MissingValue):
        return None
    if asked is not True:
        return lambda: _as_sql(column, asked() if _is_function(asked) else asked)
    if column.default is not None:
        return lambda: _as_sql(column, _evaluated(column))
    if column.server_default is None:
        raise OperationError(
            f"add_column({operation.table_name!r}, {column.name!r}, populate_default=True): the column has neither "
            "default= nor server_default= to populate it with"
        )
    return None


def demand_no_rows(operation: ops.AddColumnOp, connection: Connection | None) -> None:
    """Refuse to add a required column to rows for which a value is still missing; a table without rows is no matter.

    :param operation: the operation.
    :param connection: the live connection, None while a script is written.
    :raises OperationError: if there are rows; tells where the value belongs.
    :raises OfflineError: if that can't be looked up.
    """
    missing = operation.populate_default
    if not isinstance(missing, ops.MissingValue) or operation.column.nullable:
        return
    todo = (
        f"write it into the revision file in place of op.{missing!r}, or delete the file and generate it anew with "
        f"--fill '{missing.column}=VALUE'"
    )
    if connection is None:
        raise OfflineError(f"{missing.column} is NOT NULL, and a value for rows that are there is missing; {todo}")
    rows = select(literal(1)).select_from(table(operation.table_name, schema=operation.schema)).limit(1)
    if connection.execute(rows).first() is not None:
        raise OperationError(
            f"{missing.column} is NOT NULL, {operation.table_name!r} has rows, and a value for them is missing; {todo}"
        )


def _is_function(value: Any) -> bool:
    return callable(value) and not isinstance(value, ClauseElement)


def comes_nullable(column: Column[Any]) -> bool:
    """Say whether a column to be filled must be added nullable first: NOT NULL, and nothing to fill it by itself."""
    return not column.nullable and not column.primary_key and column.server_default is None


def _evaluated(column: Column[Any]) -> Any:
    default: Any = column.default
    if default.is_sequence:
        return default.next_value()
    if not default.is_callable:
        return default.arg
    try:
        return default.arg(None)
    except Exception as error:
        raise OperationError(
            f"populate_default: the default of column {column.name!r} can't be called outside of an INSERT "
            f"({type(error).__name__}: {error}); fill the column with op.execute(...)"
        ) from error


def _as_sql(column: Column[Any], value: Any) -> Any:
    if value is None:
        raise OperationError(
            f"populate_default: the default of column {column.name!r} is None; there is nothing to fill"
        )
    return value if isinstance(value, ClauseElement) else literal(value, column.type)


def alter_populated(operation: ops.AlterColumnOp, alter: Callable[[ops.AlterColumnOp], None], target: Any) -> None:
    """Alter a column and fill it: first all changes but NOT NULL, then the rows, then NOT NULL.

    :param operation: with ``populate_default``.
    :param alter: carries out a part of it on the target.
    :param target: what is altered.
    """
    column = Column(
        operation.modify_name or operation.column_name,
        to_instance(operation.modify_type or operation.existing_type) or NULLTYPE,
    )
    make_value = _given_value(operation, column)
    before, after = _parts(operation)
    if before is not None:
        alter(before)
    target.fill_column(operation.table_name, column, make_value, schema=operation.schema)
    if after is not None:
        alter(after)


def _given_value(operation: ops.AlterColumnOp, column: Column[Any]) -> MakeValue:
    value = operation.populate_default
    what = f"alter_column({operation.table_name!r}, {operation.column_name!r}, populate_default={value!r})"
    if value is False:
        raise OperationError(f"{what}: to fill with false give sqlalchemy.false(); to fill nothing leave it out")
    if value is True:
        asked = operation.modify_server_default
        default = operation.existing_server_default if asked is False else asked
        if default is None:
            raise OperationError(f"{what}: True means the server default, and there is none; give the value itself")
        return lambda: SERVER_DEFAULT

    def made() -> Any:
        known = column.type if column.type is not NULLTYPE else None
        found = value() if _is_function(value) else value
        return found if isinstance(found, ClauseElement) else literal(found, known)

    return made


def _parts(operation: ops.AlterColumnOp) -> tuple[ops.AlterColumnOp | None, ops.AlterColumnOp | None]:
    """Return what is to be done before the rows are filled, and after."""
    before = copy(operation)
    before.populate_default = None
    if operation.modify_nullable is not False:
        return (before if before.has_changes() or before.kw else None), None
    before.modify_nullable = None
    is_needed = before.has_changes() or bool(before.kw.keys() & {"insert_before", "insert_after"})
    auto = operation.kw.get("autoincrement")
    auto = operation.kw.get("existing_autoincrement") if auto is None else auto
    default, comment = operation.modify_server_default, operation.modify_comment
    after = ops.AlterColumnOp(
        operation.table_name,
        operation.modify_name or operation.column_name,
        schema=operation.schema,
        existing_type=operation.modify_type or operation.existing_type,
        existing_server_default=operation.existing_server_default if default is False else default,
        existing_nullable=operation.existing_nullable,
        existing_comment=operation.existing_comment if comment is False else comment,
        modify_nullable=False,
        **({} if auto is None else {"existing_autoincrement": auto}),
    )
    return (before if is_needed else None), after
