"""The tables most cases start from."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Integer, MetaData, String

from tests.kit.golden import SCHEMA, TableSpec, spec, tables


def t_spec(*items: Any, name: str = "t", **options: Any) -> TableSpec:
    """Return the table ``t`` (id, a, b), with more columns and constraints."""
    columns = (
        Column("id", Integer, primary_key=True, autoincrement=False),
        Column("a", Integer),
        Column("b", String(30)),
    )
    return spec(name, *columns, *items, **options)


def t(*items: Any, **options: Any) -> MetaData:
    """Return the table ``t`` alone."""
    return tables(t_spec(*items, **options))


def x_spec(**options: Any) -> TableSpec:
    """Return the table ``x`` (id) that others refer to."""
    return spec("x", Column("id", Integer, primary_key=True, autoincrement=False), **options)


def tx(*items: Any, **options: Any) -> MetaData:
    """Return ``x`` and ``t``."""
    return tables(x_spec(), t_spec(*items, **options))


def in_schema(*items: Any, **options: Any) -> MetaData:
    """Return ``t`` in another schema."""
    return t(*items, schema=SCHEMA, **options)


def with_c(*items: Any, **options: Any) -> MetaData:
    """Return a table ``t`` of ``id`` and what is given."""
    return tables(spec("t", Column("id", Integer, primary_key=True, autoincrement=False), *items, **options))
