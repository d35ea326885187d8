"""The values of enumerations: types of PostgreSQL, ENUM of MariaDB, CHECKs elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Column, Engine, MetaData, Table
from sqlalchemy.dialects import mysql, postgresql

from tests.kit.diffs import converge_alike, create, drafted, shown

ALL = ("sqlite", "postgresql", "mariadb")


def states(*values: str, default: str | None = None, extra: tuple[Column[Any], ...] = (), **kw: Any) -> MetaData:
    """Return models with one table that has a column of these values."""
    metadata = MetaData()
    Table(
        "book",
        metadata,
        Column("id", sa.Integer, primary_key=True),
        Column("state", sa.Enum(*values, name="state", **kw), server_default=default),
        *extra,
    )
    return metadata


def checked(*values: str, **kw: Any) -> MetaData:
    return states(*values, native_enum=False, create_constraint=True, **kw)


def typed(type_: Any) -> MetaData:
    metadata = MetaData()
    Table("book", metadata, Column("id", sa.Integer, primary_key=True), Column("state", type_))
    return metadata


NATIVE = ("postgresql", "mariadb")
CASES: dict[str, tuple[tuple[str, ...], MetaData, MetaData]] = {
    "value added at the end": (NATIVE, states("a", "b"), states("a", "b", "c")),
    "values added before and between": (NATIVE, states("b", "d"), states("a", "b", "it's", "c c", "d")),
    "value removed": (NATIVE, states("a", "b", "c"), states("a", "c")),
    "order": (NATIVE, states("a", "b", "c"), states("c", "b", "a")),
    "default that is new": (NATIVE, states("a", "b", default="a"), states("a", "c", default="c")),
    "default that stays": (NATIVE, states("a", "b", default="a"), states("b", "a", "c", default="a")),
    "array": (
        ("postgresql",),
        typed(postgresql.ARRAY(sa.Enum("a", "b", name="state"))),
        typed(postgresql.ARRAY(sa.Enum("a", "c", name="state"))),
    ),
    "SET": (("mariadb",), typed(mysql.SET("a", "b")), typed(mysql.SET("a", "c"))),
    "CHECK, same length": (ALL, checked("a", "b"), checked("a", "c")),
    "CHECK, other length": (ALL, checked("a", "b"), checked("a", "longer")),
    "CHECK, length given": (ALL, checked("a", "b", length=20), checked("a", "longer", length=20)),
    "CHECK, unnamed": (
        ALL,
        typed(sa.Enum("a", "b", native_enum=False, create_constraint=True)),
        typed(sa.Enum("a", "c", native_enum=False, create_constraint=True)),
    ),
    "CHECK, no more": (ALL, checked("a", "b"), typed(sa.String(1))),
    "text to type": (NATIVE, typed(sa.String(9)), states("a", "b")),
}


def _pairs() -> list[Any]:
    return [
        pytest.param(kind, case, id=f"{kind}-{case}", marks=[] if kind == "sqlite" else [pytest.mark.server])
        for case, (kinds, _, _) in CASES.items()
        for kind in kinds
    ]


@pytest.mark.parametrize(("kind", "case"), _pairs())
def test_enumeration_converges(engine_of: Callable[[str], Engine], kind: str, case: str) -> None:
    _, before, after = CASES[case]
    engine = engine_of(kind)
    converge_alike(engine, before, after)


@pytest.mark.server
def test_values_that_are_only_added_build_nothing_anew(postgresql_engine: Engine) -> None:
    create(postgresql_engine, states("a", "b"))
    found = shown(drafted(postgresql_engine, states("0", "a", "b", "c")).upgrade_ops)
    assert [line.partition("(")[0] for line in found] == ["AddEnumValueOp", "AddEnumValueOp"]
