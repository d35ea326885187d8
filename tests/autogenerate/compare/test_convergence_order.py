"""Orders that a database demands, live: what depends goes first, names are free before they are used again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import CheckConstraint, Column, Engine, ForeignKeyConstraint, Index, MetaData, Table, UniqueConstraint

from tests.kit.diffs import converge, create, differences

ALL = ("sqlite", "postgresql", "mariadb")


def book(*items: Any) -> MetaData:
    metadata = MetaData()
    Table("author", metadata, Column("id", sa.Integer, primary_key=True), Column("n", sa.Integer))
    columns = Column("id", sa.Integer, primary_key=True), Column("a", sa.Integer), Column("b", sa.Integer)
    Table("book", metadata, *columns, *items)
    return metadata


def keyed(key: str) -> MetaData:
    metadata = MetaData()
    columns = (Column(name, sa.Integer, nullable=False, autoincrement=False) for name in ("a", "b"))
    Table("pair", metadata, *columns, sa.PrimaryKeyConstraint(key, name="pk_pair"))
    return metadata


def referred(there: bool) -> MetaData:
    metadata = MetaData()
    key = [ForeignKeyConstraint(["a"], ["author.id"], name="fk")] if there else []
    if there:
        Table("author", metadata, Column("id", sa.Integer, primary_key=True))
    Table("book", metadata, Column("id", sa.Integer, primary_key=True), Column("a", sa.Integer), *key)
    return metadata


CASES: dict[str, tuple[tuple[str, ...], MetaData, MetaData]] = {
    "a referred table goes with the key to it": (ALL, referred(True), referred(False)),
    "a column goes after its index, its check and its unique": (
        ALL,
        book(
            Column("c", sa.Integer),
            Index("ix", "c", "a"),
            CheckConstraint("c > a", name="ck"),
            UniqueConstraint("c", name="uq"),
        ),
        book(),
    ),
    "a default steps aside for the type": (
        ALL,
        book(Column("c", sa.String(9), server_default="x")),
        book(Column("c", sa.Integer, server_default="5")),
    ),
    "an index that a key uses is replaced": (
        ALL,
        book(Index("ix_one", "a"), ForeignKeyConstraint(["a"], ["author.id"], name="fk")),
        book(Index("ix_two", "a", "b"), ForeignKeyConstraint(["a"], ["author.id"], name="fk")),
    ),
    "the primary key moves": (ALL, keyed("a"), keyed("b")),
    "two indexes change names": (
        ALL,
        book(Index("ix_1", "a"), Index("ix_2", "b")),
        book(Index("ix_1", "b"), Index("ix_2", "a")),
    ),
    "two uniques change names": (
        ALL,
        book(UniqueConstraint("a", name="uq_1"), UniqueConstraint("b", name="uq_2")),
        book(UniqueConstraint("b", name="uq_1"), UniqueConstraint("a", name="uq_2")),
    ),
    "two checks change names": (
        ALL,
        book(CheckConstraint("a > 1", name="ck_1"), CheckConstraint("a > 2", name="ck_2")),
        book(CheckConstraint("a > 2", name="ck_1"), CheckConstraint("a > 1", name="ck_2")),
    ),
    "a unique takes the name of an index that goes": (
        ALL,
        book(Index("name", "b"), UniqueConstraint("a", name="uq")),
        book(UniqueConstraint("a", name="name")),
    ),
    "an enum type comes before its user and goes after the last": (
        ("postgresql",),
        book(Column("c", sa.Enum("x", "y", name="old"), server_default="x")),
        book(Column("c", sa.Enum("p", "x", name="new"), server_default="p")),
    ),
}


def _pairs() -> list[Any]:
    return [
        pytest.param(kind, case, id=f"{kind}-{case}", marks=[] if kind == "sqlite" else [pytest.mark.server])
        for case, (kinds, _, _) in CASES.items()
        for kind in kinds
    ]


@pytest.mark.parametrize(("kind", "case"), _pairs())
def test_order_works(engine_of: Callable[[str], Engine], kind: str, case: str) -> None:
    _, before, after = CASES[case]
    engine = engine_of(kind)
    create(engine, before)
    assert differences(engine, after) != [], "the case says nothing"
    converge(engine, before, after, created=True)
    converge(engine, after, before, created=True)
