"""Build SQLAlchemy schema objects from what an inspector tells; they carry the facts to hooks and operations.

No connection here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    Computed,
    DefaultClause,
    FetchedValue,
    ForeignKeyConstraint,
    Identity,
    Index,
    Table,
    TextClause,
    UniqueConstraint,
    literal_column,
    text,
)
from sqlalchemy.sql.elements import ColumnElement

Referred = Callable[[Table, Mapping[str, Any]], list[Column[Any]]]
"""Returns the columns that a foreign key read for a table refers to."""

_COLUMN_ARGUMENTS = ("nullable", "autoincrement", "quote", "info", "key", "comment")
_SORTING: Mapping[str, Callable[[Any], ColumnElement[Any]]] = {
    "asc": lambda element: element.asc(),
    "desc": lambda element: element.desc(),
    "nulls_first": lambda element: element.nulls_first(),
    "nulls_last": lambda element: element.nulls_last(),
}


def verbatim(sql: str) -> TextClause:
    """Return text that means exactly ``sql``: its colons are colons, not parameters."""
    return text(re.sub(r"(?<![:\w\\]):(?=\w)", r"\\:", sql))


def new_column(info: Mapping[str, Any]) -> Column[Any]:
    """Return a column.

    :param info: one of ``Inspector.get_columns()``.
    """
    arguments: list[Any] = []
    default = info.get("default")
    if default is not None:
        arguments.append(_default(default))
    if "computed" in info:
        arguments.append(Computed(**info["computed"]))
    if info.get("identity") is not None:
        arguments.append(Identity(**info["identity"]))
    keywords = {name: info[name] for name in _COLUMN_ARGUMENTS if name in info}
    return Column(info["name"], info["type"], *arguments, **keywords, **info.get("dialect_options", {}))


def set_primary_key(table: Table, info: Mapping[str, Any] | None) -> None:
    """Give a table its primary key.

    :param table: with its columns.
    :param info: ``Inspector.get_pk_constraint()``, or None.
    """
    if not info:
        return
    key: Any = table.primary_key
    key.name = info.get("name")
    key.comment = info.get("comment")
    key.dialect_kwargs.update(_told(info.get("dialect_options")))
    key.deferrable, key.initially = info.get("deferrable"), info.get("initially")
    by_name = {column.name: column for column in table.columns}
    columns = [by_name[name] for name in info["constrained_columns"] if name in by_name]
    for column in columns:
        nullable = column.nullable
        column.primary_key = True
        column.nullable = nullable
    # the constraint's columns are otherwise only filled from Column(primary_key=True), in the table's order
    key._reload(columns)


def add_constraints(
    table: Table,
    *,
    uniques: Iterable[Mapping[str, Any]],
    checks: Iterable[Mapping[str, Any]],
    foreign_keys: Iterable[Mapping[str, Any]],
    referred: Referred,
) -> None:
    """Add what was read to a table; what names a column that was left out is left out too.

    :param table: with its columns.
    :param uniques: of ``Inspector.get_unique_constraints()``.
    :param checks: of ``Inspector.get_check_constraints()``.
    :param foreign_keys: of ``Inspector.get_foreign_keys()``.
    :param referred: finds the columns a foreign key refers to.
    """
    by_name = {column.name: column for column in table.columns}
    for info in uniques:
        if not info.get("duplicates_index") and set(info["column_names"]) <= set(by_name):
            columns = [by_name[name] for name in info["column_names"]]
            options = _told(info.get("dialect_options"))
            timing: dict[str, Any] = {name: info.get(name) for name in ("deferrable", "initially")}
            table.append_constraint(
                UniqueConstraint(*columns, name=info["name"], comment=info.get("comment"), **timing, **options)
            )
    for info in checks:
        options = _told(info.get("dialect_options"))
        condition = verbatim(info["sqltext"])
        table.append_constraint(CheckConstraint(condition, name=info["name"], comment=info.get("comment"), **options))
    for info in foreign_keys:
        if set(info["constrained_columns"]) <= set(by_name):
            local = [by_name[name].key for name in info["constrained_columns"]]
            options = {"comment": info.get("comment"), **info.get("options", {})}
            table.append_constraint(ForeignKeyConstraint(local, referred(table, info), name=info["name"], **options))


OF_UNWANTED_KEY = "revgraph_of_unwanted_key"
"""Where an index's ``info`` says that the database made it for a foreign key that is not to be looked at."""


def add_indexes(table: Table, indexes: Iterable[Mapping[str, Any]]) -> None:
    """Add the indexes that were read, without those that only carry a constraint.

    :param table: with its columns.
    :param indexes: of ``Inspector.get_indexes()``.
    """
    by_name = {column.name: column for column in table.columns}
    for info in indexes:
        if info.get("duplicates_constraint"):
            continue
        names = info["column_names"]
        expressions = info.get("expressions") or names
        if not all(name in by_name for name in names if name is not None):
            continue
        sorting = info.get("column_sorting", {})
        elements = [
            _sorted(literal_column(expression), sorting.get(expression, ()))
            if name is None
            else _sorted(by_name[name], sorting.get(name, ()))
            for name, expression in zip(names, expressions, strict=True)
            if name is not None or expression is not None
        ]
        if len(elements) == len(names):
            Index(info["name"], *elements, unique=info["unique"], _table=table, **_told(info.get("dialect_options")))


def _default(default: Any) -> FetchedValue:
    if isinstance(default, FetchedValue):
        return default
    return DefaultClause(default if isinstance(default, TextClause) else verbatim(str(default)), _reflected=True)


def _sorted(element: Any, options: Iterable[str]) -> Any:
    for option in options:
        if option in _SORTING:
            element = _SORTING[option](element)
    return element


def _told(options: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return the options that say something: an empty list or None is an option not given."""
    return {name: value for name, value in (options or {}).items() if value not in (None, [], False, "")}
