"""What a column is besides its type: computed, identity, autoincrement, collation, comment, default."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Column, Computed, Engine, Identity, MetaData, Table

from tests.kit.diffs import converge_alike

ALL = ("sqlite", "postgresql", "mariadb")


def book(*items: Any, **kw: Any) -> MetaData:
    """Return models with one table."""
    metadata = MetaData()
    Table(
        "book",
        metadata,
        Column("id", sa.Integer, primary_key=True),
        Column("pages", sa.Integer),
        Column("title", sa.String(40)),
        *items,
        **kw,
    )
    return metadata


def computed(text: str, *items: Any, persisted: bool | None = True) -> MetaData:
    return book(Column("c", sa.Integer, Computed(text, persisted=persisted)), *items)


def under_computed(type_: Any, computed_type: Any = sa.Integer) -> MetaData:
    metadata = MetaData()
    Table(
        "book",
        metadata,
        Column("id", sa.Integer, primary_key=True),
        Column("pages", type_),
        Column("plates", sa.Integer),
        Column("other", sa.Integer, Computed("plates + 1", persisted=True)),
        Column("twice", computed_type, Computed("pages * 2", persisted=True)),
        sa.Index("ix_twice", "twice"),
        sa.UniqueConstraint("twice", name="uq_twice"),
    )
    return metadata


def numbered(*identity: Any, type_: Any = sa.Integer) -> MetaData:
    return book(Column("n", type_, *identity, nullable=False))


def keyed(*args: Any, **kw: Any) -> MetaData:
    metadata = MetaData()
    Table("book", metadata, Column("id", sa.Integer, *args, primary_key=True, **kw), Column("x", sa.Integer))
    return metadata


def collated(collation: str | None, length: int = 40) -> MetaData:
    return book(Column("c", sa.String(length, collation=collation)))


def defaulted(default: Any, type_: Any = sa.Integer) -> MetaData:
    return book(Column("d", type_, server_default=default))


CASES: dict[str, tuple[tuple[str, ...], MetaData, MetaData]] = {
    "computed added": (ALL, book(), computed("pages * 2")),
    "computed expression": (ALL, computed("pages * 2"), computed("pages * 3")),
    "computed no more": (ALL, computed("pages * 2"), book(Column("c", sa.Integer))),
    "virtual computed": (
        ("sqlite", "mariadb"),
        computed("pages * 2", persisted=False),
        computed("pages * 3", persisted=False),
    ),
    "virtual to stored": (("sqlite", "mariadb"), computed("pages * 2", persisted=False), computed("pages * 2")),
    "computed with an index": (
        ALL,
        computed("pages * 2", sa.Index("ix_c", "c")),
        computed("pages * 3", sa.Index("ix_c", "c")),
    ),
    "type under computed columns": (ALL, under_computed(sa.Integer), under_computed(sa.BigInteger)),
    "type under computed columns of another type": (
        ALL,
        under_computed(sa.Integer),
        under_computed(sa.BigInteger, sa.BigInteger),
    ),
    "identity of a plain column": (("postgresql",), numbered(), numbered(Identity())),
    "identity start": (("postgresql",), numbered(Identity(start=1)), numbered(Identity(start=50))),
    "identity always": (("postgresql",), numbered(Identity()), numbered(Identity(always=True))),
    "identity options": (
        ("postgresql",),
        numbered(Identity(increment=2, minvalue=2, maxvalue=500, cycle=True, cache=5, start=4)),
        numbered(Identity()),
    ),
    "identity with type": (("postgresql",), numbered(Identity()), numbered(Identity(), type_=sa.BigInteger)),
    "identity in place of a default": (
        ("postgresql",),
        book(Column("n", sa.Integer, server_default="5", nullable=False)),
        numbered(Identity()),
    ),
    "identity of a key": (("postgresql",), keyed(), keyed(Identity(always=True))),
    "autoincrement off": (("postgresql", "mariadb"), keyed(), keyed(autoincrement=False)),
    "sqlite autoincrement": (("sqlite",), keyed(), keyed()),
    "collation": (("postgresql",), collated(None), collated("C")),
    "collation, other": (("postgresql",), collated("POSIX"), collated("C")),
    "collation of sqlite": (("sqlite",), collated(None), collated("NOCASE")),
    "collation of sqlite, other": (("sqlite",), collated("RTRIM"), collated("NOCASE")),
    "collation of mariadb": (("mariadb",), collated("utf8mb4_bin"), collated("utf8mb4_unicode_ci")),
    "collation of mariadb added": (("mariadb",), collated(None), collated("utf8mb4_bin")),
    "comment": (
        ("postgresql", "mariadb"),
        book(Column("c", sa.Integer, comment="a")),
        book(Column("c", sa.Integer, comment="b's")),
    ),
    "default function": (ALL, defaulted(sa.func.now(), sa.DateTime), defaulted(None, sa.DateTime)),
    "default expression": (ALL, defaulted(sa.text("(1 + 1)")), defaulted(sa.text("(1 + 2)"))),
    "default of text": (ALL, defaulted("it's", sa.String(30)), defaulted("100%: :x", sa.String(30))),
    "default json": (
        ("postgresql", "mariadb"),
        defaulted(sa.text("'{\"a\": 1}'"), sa.JSON),
        defaulted(sa.text('\'{"a": "\\:b"}\''), sa.JSON),
    ),
    "default with type": (ALL, defaulted("abc", sa.String(30)), defaulted("5", sa.Integer)),
    "default empty": (ALL, defaulted("", sa.String(30)), defaulted(None, sa.String(30))),
    "default bool": (ALL, defaulted(sa.true(), sa.Boolean), defaulted(sa.false(), sa.Boolean)),
    "default negative": (ALL, defaulted("-1", sa.Numeric(9, 2)), defaulted("-1.5", sa.Numeric(9, 2))),
}
del CASES["sqlite autoincrement"]


def _pairs() -> list[Any]:
    return [
        pytest.param(kind, case, id=f"{kind}-{case}", marks=[] if kind == "sqlite" else [pytest.mark.server])
        for case, (kinds, _, _) in CASES.items()
        for kind in kinds
    ]


@pytest.mark.parametrize(("kind", "case"), _pairs())
def test_column_converges(engine_of: Callable[[str], Engine], kind: str, case: str) -> None:
    _, before, after = CASES[case]
    converge_alike(engine_of(kind), before, after)
