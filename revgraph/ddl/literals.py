"""Values as SQL text for scripts, where there is no driver to bind them.

Knows one dialect's spelling of literals and nothing of statements or files.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from math import isfinite
from typing import Any, TypeAlias, cast

from sqlalchemy import Dialect, literal, literal_column
from sqlalchemy.exc import CompileError
from sqlalchemy.sql.elements import ClauseElement
from sqlalchemy.types import (
    ARRAY,
    BINARY,
    VARBINARY,
    Date,
    DateTime,
    Float,
    Integer,
    Interval,
    LargeBinary,
    NullType,
    Numeric,
    String,
    Time,
    TypeDecorator,
    TypeEngine,
    Uuid,
)

from revgraph.errors import OperationError

ScriptTypes: TypeAlias = "Mapping[type[TypeEngine[Any]], type[TypeEngine[Any]]]"

# a str given for one of these is what the user already wrote as the database reads it: '2024-05-01', '12.50'
_WRITTEN_AS_TEXT = (Date, DateTime, Time, Interval, Integer, Numeric, Float, Uuid)


class HexBinary(LargeBinary):
    """Bytes as the standard hexadecimal literal ``X'6162'``."""

    def literal_processor(self, dialect: Dialect) -> Callable[[Any], str]:
        """Return the function that writes one value."""
        return lambda value: f"X'{bytes(value).hex()}'"


class NaiveDateTime(DateTime):
    """A timestamp without its offset, for databases whose literals have none."""

    def literal_processor(self, dialect: Dialect) -> Callable[[Any], str]:
        """Return the function that writes one value."""
        return lambda value: f"'{cast(datetime, value).replace(tzinfo=None).isoformat(sep=' ')}'"


HEX_BINARIES: ScriptTypes = {LargeBinary: HexBinary, BINARY: HexBinary, VARBINARY: HexBinary}


def script_dialect(dialect: Dialect, types: ScriptTypes) -> Any:
    """Return a copy of a dialect that compiles for a script: no driver's ``%`` doubling, no RETURNING by itself.

    :param dialect: stays as it is.
    :param types: types whose literals are spelled otherwise than SQLAlchemy does.
    """
    made: Any = copy.copy(dialect)
    made.__dict__.pop("_type_memos", None)  # it caches types of the dialect copied from
    made.paramstyle = "named"
    made.positional = False
    made.insert_returning = False
    made.colspecs = {**made.colspecs, **types}
    made.identifier_preparer = copy.copy(dialect.identifier_preparer)
    made.identifier_preparer.dialect = made
    made.identifier_preparer._double_percents = False
    made.type_compiler_instance = made.type_compiler_cls(made)
    return made


class Literals:
    """Write values as SQL literals of one dialect.

    :param dialect: from :func:`script_dialect`.
    """

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self._compiler: Any = dialect.statement_compiler(dialect, None)

    def writer(self, type_: TypeEngine[Any], where: str) -> Callable[[Any], str]:
        """Return the function that writes the values of one column.

        :param type_: the column's type.
        :param where: the column, for errors.
        :raises OperationError: (the function) if a value can't be written as a literal of that type.
        """
        shaped = type_ if isinstance(type_, TypeDecorator) else type_.dialect_impl(self._dialect)

        def write(value: Any) -> str:
            if isinstance(value, ClauseElement):
                return self._sql(value)
            try:
                return self._written(value, type_, shaped)
            except CompileError as error:
                return self._bound(value, type_, where, error)

        if not type_._has_bind_expression:
            return write
        wrapped: Callable[[Any], Any] = type_.bind_expression
        return lambda value: self._sql(wrapped(literal_column(write(value), type_)))

    def _sql(self, element: Any) -> str:
        return str(self._compiler.process(element, literal_binds=True))

    def _written(self, value: Any, type_: TypeEngine[Any], shaped: TypeEngine[Any]) -> str:
        if isinstance(type_, NullType) and value is not None:
            type_ = shaped = literal(value).type
        if isinstance(value, str) and isinstance(shaped, _WRITTEN_AS_TEXT):
            type_ = String()
        if isinstance(type_, ARRAY) and isinstance(value, Sequence) and not value:
            return "'{}'"  # ARRAY[] has no type
        if isinstance(value, (Decimal, float)) and isinstance(shaped, (Numeric, Float)):
            return _number(value)
        return str(self._compiler.render_literal_value(value, type_))

    def _bound(self, value: Any, type_: TypeEngine[Any], where: str, error: CompileError) -> str:
        """Write what the type would give to the driver: not every type can write literals by itself."""
        process = type_.dialect_impl(self._dialect).bind_processor(self._dialect)
        try:
            native = value if process is None else process(value)
            return str(self._compiler.render_literal_value(native, literal(native).type))
        except Exception as second:
            shown = repr(value) if len(repr(value)) <= 60 else f"{repr(value)[:57]}..."
            raise OperationError(
                f"{where}: {shown} can't be written as a literal of type {type_!r}: {error}"
            ) from second


def _number(value: Decimal | float) -> str:
    """Return a number without an exponent, which would make it inexact; what is none in quotes."""
    if isinstance(value, Decimal):
        return format(value, "f") if value.is_finite() else f"'{value}'"
    return repr(value) if isfinite(value) else f"'{value}'"
