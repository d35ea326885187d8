"""Values on their way to sqlite3, where there is a shorter way than SQLAlchemy's to the very same.

Knows SQLAlchemy's conversions for SQLite by their functions, so that types with one of their own are left to it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.dialects.sqlite import DATETIME
from sqlalchemy.types import Boolean, LargeBinary, TypeEngine

# conversion -> the type of values for which the way is known
_KNOWN: Mapping[Any, type] = {
    LargeBinary.bind_processor: bytes,
    Boolean.bind_processor: bool,
    DATETIME.bind_processor: datetime,
}
_SAMPLE = datetime(2001, 2, 3, 4, 5, 6, 7)


def converted(type_: TypeEngine[Any], process: Callable[[Any], Any], values: list[Any]) -> list[Any] | None:
    """Return values as sqlite3 stores what SQLAlchemy makes of them.

    :param type_: their type, as SQLite's dialect has it.
    :param process: SQLAlchemy's conversion.
    :return: None where there is no shorter way.
    """
    own = _KNOWN.get(type(type_).bind_processor)
    if own is None or not set(map(type, values)) <= {own, type(None)}:
        return None
    if own is not datetime:
        return values  # sqlite3 stores bytes and booleans so by itself
    is_usual = process(_SAMPLE) == _SAMPLE.isoformat(" ", "microseconds")
    if not is_usual or any(value is not None and value.tzinfo is not None for value in values):
        return None
    return [None if value is None else value.isoformat(" ", "microseconds") for value in values]
