"""Canonical forms of values: what JSON can write, the same for all values that mean the same.

Plain values here; types, SQL and schema items register themselves from their own file.
"""

from __future__ import annotations

import enum
import functools
import hashlib
import json
import re
from collections.abc import Mapping, Set
from typing import Any, Protocol, runtime_checkable

from sqlalchemy import TableClause
from sqlalchemy.sql.elements import conv, quoted_name
from sqlalchemy.types import TypeEngine, to_instance

from revgraph.util.registry import Registry

Form = Any
"""What JSON can write: the canonical form of a value."""

_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")

forms = Registry("canonical forms")
"""Functions ``value -> Form`` by class; plug-ins whose operations hold values of their own may add theirs."""


@runtime_checkable
class Digestible(Protocol):
    """A value that knows its own digest: an operation within another."""

    def digest(self) -> str:
        """Return the digest."""
        ...


def class_name(kind: type) -> str:
    """Return the name a class goes by: bare for ours and SQLAlchemy's, whose modules may move; else with its module."""
    package, _, rest = kind.__module__.partition(".")
    if kind.__module__.startswith("sqlalchemy.dialects."):
        return f"{rest.split('.')[1]}.{kind.__qualname__}"
    own = package in ("sqlalchemy", "revgraph", "builtins")
    return kind.__qualname__ if own else f"{kind.__module__}.{kind.__qualname__}"


def form(value: Any) -> Form:
    """Return the canonical form of any value."""
    if value is None or isinstance(value, bool):
        return value
    if type(value) in (int, str):
        return value
    if isinstance(value, type):
        is_sql_type = issubclass(value, TypeEngine)
        return form(to_instance(value)) if is_sql_type else {"class": class_name(value)}
    try:
        return forms.dispatch(type(value))(value)
    except ValueError:
        return _of_unknown(value)


def _of_unknown(value: Any) -> Form:
    """Return the form of a value nobody knows: by its own digest, its name, or what it holds."""
    if isinstance(value, Digestible):
        return {"operation": value.digest()}
    if callable(value) and hasattr(value, "__qualname__"):
        return {"callable": f"{value.__module__}.{value.__qualname__}"}
    for known in (Mapping, Set, TableClause):
        if isinstance(value, known):
            return forms.dispatch(known)(value)
    kind: Any = type(value)
    if kind.__repr__ is not object.__repr__:
        return {class_name(kind): _ADDRESS.sub("", repr(value))}
    held = vars(value) if hasattr(value, "__dict__") else {}
    return {class_name(kind): form({key: item for key, item in held.items() if not key.startswith("_")})}


# ------------------------------------------------------------------------------------------------ plain values


@forms.dispatch_for(float)
@forms.dispatch_for(complex)
@forms.dispatch_for(bytes)
@forms.dispatch_for(bytearray)
def _of_number(value: Any) -> Form:
    return {class_name(type(value)): repr(value)}


@forms.dispatch_for(int)
def _of_integer(value: int) -> Form:
    return int(value)


@forms.dispatch_for(str)
def _of_string(value: str) -> Form:
    return str.__str__(value)


@forms.dispatch_for(quoted_name)
def _of_quoted_name(value: quoted_name) -> Form:
    said = {"final": True} if isinstance(value, conv) else {}
    if value.quote is not None:
        said["quote"] = bool(value.quote)
    return {"name": str.__str__(value), **said} if said else str.__str__(value)


@forms.dispatch_for(list)
@forms.dispatch_for(tuple)
def _of_list(value: Any) -> Form:
    return [form(item) for item in value]


@forms.dispatch_for(set)
@forms.dispatch_for(frozenset)
@forms.dispatch_for(Set)
def _of_set(value: Any) -> Form:
    return {"set": in_order(value)}


@forms.dispatch_for(dict)
@forms.dispatch_for(Mapping)
def _of_mapping(value: Mapping[Any, Any]) -> Form:
    if all(isinstance(key, str) for key in value):
        return {str.__str__(key): form(item) for key, item in value.items()}
    return {"mapping": in_order([key, item] for key, item in value.items())}


def said_form(said: Mapping[str, Any]) -> Form:
    """Return the form of named arguments: None says nothing, and ``info`` is read by nobody but its owner."""
    return {name: form(item) for name, item in said.items() if item is not None and name != "info"}


def rows_digest(rows: Any) -> str:
    """Return a digest of many rows at once; the order of their keys means nothing."""
    try:
        text = json.dumps(rows, sort_keys=True, default=form, separators=(",", ":"))
    except TypeError:  # keys of several types within a value
        text = json.dumps(form(rows), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


@forms.dispatch_for(enum.Enum)
def _of_enum(value: enum.Enum) -> Form:
    return {class_name(type(value)): value.name}


@forms.dispatch_for(functools.partial)
def _of_partial(value: functools.partial[Any]) -> Form:
    return {"partial": [form(value.func), form(value.args), form(value.keywords)]}


def in_order(values: Any) -> list[Form]:
    """Return the forms of values whose order means nothing."""
    return sorted((form(value) for value in values), key=lambda item: json.dumps(item, sort_keys=True))
