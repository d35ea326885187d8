"""A value as a person types it, made into what a column of that type takes."""

from __future__ import annotations

import datetime
import decimal
import json
import uuid
from collections.abc import Callable, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.types import TypeEngine

SQL = "sql:"
"""What a text begins with that is SQL."""

_TRUTHS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


def _truth(text: str) -> bool:
    if text.lower() not in _TRUTHS:
        raise ValueError(f"{text!r} is neither true nor false")
    return _TRUTHS[text.lower()]


def _number(text: str) -> decimal.Decimal:
    try:
        return decimal.Decimal(text)
    except decimal.InvalidOperation:
        raise ValueError(f"{text!r} is no number") from None


_READERS: Mapping[type, Callable[[str], Any]] = {
    bool: _truth,
    int: int,
    float: float,
    decimal.Decimal: _number,
    datetime.datetime: datetime.datetime.fromisoformat,
    datetime.date: datetime.date.fromisoformat,
    datetime.time: datetime.time.fromisoformat,
    datetime.timedelta: lambda text: datetime.timedelta(seconds=float(text)),
    uuid.UUID: uuid.UUID,
    bytes: str.encode,
    dict: json.loads,
    list: json.loads,
}

_WORDS: Mapping[type, str] = {
    int: "whole number",
    float: "number",
    datetime.datetime: "date and time such as 2024-02-29 12:30",
    datetime.date: "date such as 2024-02-29",
    datetime.time: "time such as 12:30",
    datetime.timedelta: "number of seconds",
    uuid.UUID: "UUID",
}
"""What a text should have been."""


def typed_value(text: str, type_: TypeEngine[Any] | None) -> Any:
    """Return what a text means for a column.

    :param text: as typed; ``sql:`` before an SQL expression.
    :param type_: the column's type, None if it is not known.
    :raises ValueError: if the text is no value of that type.
    """
    if text.startswith(SQL):
        return sa.text(text.removeprefix(SQL).strip().replace(":", r"\:"))
    if isinstance(type_, sa.Enum):
        if text not in type_.enums:
            raise ValueError(f"{text!r} is none of {', '.join(type_.enums)}")
        return text
    if isinstance(type_, sa.JSON):
        return json.loads(text)
    kind = _python_type(type_)
    try:
        return _READERS.get(kind, str)(text)
    except ValueError as error:
        if kind in _WORDS:
            raise ValueError(f"{text!r} is no {_WORDS[kind]}") from error
        raise


def _python_type(type_: TypeEngine[Any] | None) -> type:
    try:
        return str if type_ is None else type_.python_type
    except NotImplementedError:
        return str
