"""Values as SQL text for scripts, where there is no driver to bind them.

Knows one dialect's spelling of literals and nothing of statements or files.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from decimal import Decimal
from math import copysign, isfinite, isnan
from typing import Any, TypeAlias, cast
from uuid import UUID

from sqlalchemy import Dialect, literal, literal_column
from sqlalchemy.exc import CompileError
from sqlalchemy.sql.elements import BindParameter, ClauseElement
from sqlalchemy.sql.visitors import replacement_traverse
from sqlalchemy.types import (
    ARRAY,
    BINARY,
    JSON,
    TIMESTAMP,
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


class NaiveTimestamp(TIMESTAMP):
    """The same for a column of type TIMESTAMP, which DDL must still know as one."""

    def literal_processor(self, dialect: Dialect) -> Callable[[Any], str]:
        """Return the function that writes one value."""
        return NaiveDateTime().literal_processor(dialect)


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
    made.identifier_preparer._strings = {}  # names as quoted already; with another rule they look otherwise
    made.type_compiler_instance = made.type_compiler_cls(made)
    return made


class Literals:
    """Write values as SQL literals of one dialect.

    :param dialect: from :func:`script_dialect`.
    :param non_finite: how ``nan``, ``inf`` and ``-inf`` are written, those missing are refused; ``-0.0`` unless plain.
    """

    def __init__(self, dialect: Dialect, non_finite: Mapping[str, str] | None = None) -> None:
        self._dialect = dialect
        self._non_finite = non_finite or {}
        self._compiler: Any = dialect.statement_compiler(dialect, None)

    def writer(self, type_: TypeEngine[Any], where: str) -> Callable[[Any], str]:
        """Return the function that writes the values of one column.

        :param type_: the column's type.
        :param where: the column, for errors.
        :raises OperationError: (the function) if a value can't be written as a literal of that type.
        """
        shaped = type_ if isinstance(type_, TypeDecorator) else type_.dialect_impl(self._dialect)
        if isinstance(type_, Interval) and not isinstance(native := type_.dialect_impl(self._dialect), Interval):
            type_ = native  # the database's own type, whose literals script_types may spell

        def write(value: Any) -> str:
            if isinstance(value, ClauseElement) or hasattr(value, "__clause_element__"):
                return self._sql(getattr(value, "__clause_element__", lambda: value)())
            try:
                written = self._written(value, type_, shaped)
            except CompileError as error:
                if isinstance(error.__cause__, OperationError):  # the dialect says why
                    raise OperationError(f"{where}: {error.__cause__}") from error
                written = self._bound(value, type_, where, error)
            if "\0" in written:
                raise OperationError(
                    f"{where}: {_shown(value)} holds a NUL character, which can't stand in a script; take it out, or "
                    "insert the row online"
                )
            return written

        if not type_._has_bind_expression:
            return write
        wrapped: Callable[[Any], Any] = type_.bind_expression
        return lambda value: self._sql(wrapped(literal_column(write(value), type_)))

    def spelled_out(self, element: Any) -> Any:
        """Return an expression or statement with the values of its parameters written into it; those without stay.

        :raises OperationError: if a value can't be written.
        """

        def written(part: Any, **_: Any) -> Any:
            if not isinstance(part, BindParameter) or part.required or part.expanding:
                return None
            return literal_column(self.writer(part.type, "a value")(part.effective_value), part.type)

        return replacement_traverse(element, {}, cast("Any", written))

    def _sql(self, element: Any) -> str:
        return str(self._compiler.process(element, literal_binds=True))

    def _written(self, value: Any, type_: TypeEngine[Any], shaped: TypeEngine[Any]) -> str:
        if isinstance(type_, NullType) and value is not None:
            value = _unwrapped(value)
            type_ = shaped = literal(value).type
        if isinstance(value, str) and isinstance(shaped, _WRITTEN_AS_TEXT):
            return self._as_text(value, shaped)
        if isinstance(value, (Decimal, float)) and isinstance(shaped, (Numeric, Float)):
            return self._number(value, type_)
        if isinstance(value, timedelta) and isinstance(shaped, Time):
            return f"'{_clock(value)}'"
        if isinstance(type_, ARRAY) and isinstance(value, Sequence):
            return self._array(value, type_)
        return str(self._compiler.render_literal_value(value, type_))

    def _as_text(self, value: str, shaped: TypeEngine[Any]) -> str:
        """Write text that stands for a date, number or identifier, as it is; a UUID as its column keeps them."""
        if isinstance(shaped, Uuid):
            with suppress(ValueError):
                return self._written(UUID(value), Uuid(native_uuid=shaped.native_uuid), NullType())
        return str(self._compiler.render_literal_value(value, String()))

    def _array(self, values: Sequence[Any], type_: ARRAY[Any]) -> str:
        """Write an array, and say what it is one of: by its elements' literals it might be one of text."""
        if not values:
            return "'{}'"
        item: TypeEngine[Any] = type_.item_type
        write = self.writer(item, "an element")

        def elements(part: Any) -> str:
            nested = isinstance(part, (list, tuple)) and not isinstance(item, JSON)
            return f"ARRAY[{', '.join(map(elements, part))}]" if nested else write(part)

        listed = ", ".join(map(elements, values))
        made: Any = self._dialect
        return f"CAST(ARRAY[{listed}] AS {made.type_compiler_instance.process(type_)})"

    def _number(self, value: Decimal | float, type_: TypeEngine[Any]) -> str:
        """Return a number without an exponent, which would make it inexact."""
        if value == 0 and "-0.0" in self._non_finite and copysign(1, value) < 0 and isinstance(value, float):
            return self._non_finite["-0.0"]
        if isfinite(value):
            return format(value, "f") if isinstance(value, Decimal) else repr(float(value))
        kind = "nan" if isnan(value) else "inf" if value > 0 else "-inf"
        if kind not in self._non_finite:
            raise CompileError(f"{self._dialect.name} has no such number")
        return self._non_finite[kind]

    def _bound(self, value: Any, type_: TypeEngine[Any], where: str, error: CompileError) -> str:
        """Write what the type would give to the driver: not every type can write literals by itself."""
        try:
            process = type_.dialect_impl(self._dialect).bind_processor(self._dialect)
            native = _unwrapped(value if process is None else process(value))
            if isinstance(native, (Decimal, float)):
                return self._number(native, type_)
            return str(self._compiler.render_literal_value(native, literal(native).type))
        except Exception as second:
            raise OperationError(
                f"{where}: {_shown(value)} can't be written as a literal of type {type_!r}: {error}; give it as SQL, "
                "with sqlalchemy.text() or op.inline_literal()"
            ) from second


def _unwrapped(value: Any) -> Any:
    """Return bytes for what drivers take them wrapped in: memory views, and DBAPI's ``Binary``."""
    inner = value.obj if type(value).__name__ == "Binary" and hasattr(value, "obj") else value
    return bytes(inner) if isinstance(inner, (bytes, bytearray, memoryview)) else value


def _shown(value: Any) -> str:
    shown = repr(value)
    return shown if len(shown) <= 60 else f"{shown[:57]}..."


def _clock(value: timedelta) -> str:
    """Return a time of day, or a duration of more than a day, in hours, minutes and seconds."""
    seconds, rest = divmod(abs(value) // timedelta(microseconds=1), 1_000_000)
    sign, fraction = "-" if value < timedelta(0) else "", f".{rest:06}" if rest else ""
    return f"{sign}{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{fraction}"
