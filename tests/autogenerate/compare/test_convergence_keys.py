"""Keys and constraints: their names, the order of columns, when they are checked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Column, Engine, ForeignKeyConstraint, MetaData, PrimaryKeyConstraint, Table, UniqueConstraint
from sqlalchemy.dialects.postgresql import INT4RANGE, ExcludeConstraint

from tests.kit.diffs import converge_alike

ALL = ("sqlite", "postgresql", "mariadb")


def pair(*items: Any, **kw: Any) -> MetaData:
    """Return models with two tables, neither with a key unless it is given."""
    metadata = MetaData()
    Table("author", metadata, Column("id", sa.Integer, primary_key=True))
    Table(
        "book",
        metadata,
        Column("a", sa.Integer, nullable=False, autoincrement=False),
        Column("b", sa.Integer, nullable=False, autoincrement=False),
        Column("c", sa.Integer),
        *items,
        **kw,
    )
    return metadata


def referring(name: str | None = "fk", **kw: Any) -> MetaData:
    return pair(ForeignKeyConstraint(["c"], ["author.id"], name=name, **kw))


def excluding(operator: str = "&&", name: str = "ex", **kw: Any) -> MetaData:
    return pair(Column("r", INT4RANGE), ExcludeConstraint(("r", operator), name=name, **kw))


CASES: dict[str, tuple[tuple[str, ...], MetaData, MetaData]] = {
    "primary key: columns": (
        ALL,
        pair(PrimaryKeyConstraint("a", name="pk")),
        pair(PrimaryKeyConstraint("a", "b", name="pk")),
    ),
    "primary key: order": (
        ALL,
        pair(PrimaryKeyConstraint("a", "b", name="pk")),
        pair(PrimaryKeyConstraint("b", "a", name="pk")),
    ),
    "primary key: name": (
        ("sqlite", "postgresql"),
        pair(PrimaryKeyConstraint("a", name="pk")),
        pair(PrimaryKeyConstraint("a", name="pk_other")),
    ),
    "primary key: added": (ALL, pair(), pair(PrimaryKeyConstraint("b", name="pk"))),
    "primary key: swapped": (
        ALL,
        pair(PrimaryKeyConstraint("a", name="pk")),
        pair(PrimaryKeyConstraint("b", name="pk")),
    ),
    "primary key: deferrable": (
        ("postgresql",),
        pair(PrimaryKeyConstraint("a", name="pk")),
        pair(PrimaryKeyConstraint("a", name="pk", deferrable=True, initially="DEFERRED")),
    ),
    "unique: name": (ALL, pair(UniqueConstraint("a", name="uq")), pair(UniqueConstraint("a", name="uq_other"))),
    "unique: order": (ALL, pair(UniqueConstraint("a", "b", name="uq")), pair(UniqueConstraint("b", "a", name="uq"))),
    "unique: deferrable": (
        ("postgresql",),
        pair(UniqueConstraint("a", name="uq")),
        pair(UniqueConstraint("a", name="uq", deferrable=True)),
    ),
    "unique: deferred": (
        ("postgresql",),
        pair(UniqueConstraint("a", name="uq", deferrable=True)),
        pair(UniqueConstraint("a", name="uq", deferrable=True, initially="DEFERRED")),
    ),
    "unique: include": (
        ("postgresql",),
        pair(UniqueConstraint("a", name="uq")),
        pair(UniqueConstraint("a", name="uq", postgresql_include=["c"])),
    ),
    "unique: nulls": (
        ("postgresql",),
        pair(UniqueConstraint("c", name="uq")),
        pair(UniqueConstraint("c", name="uq", postgresql_nulls_not_distinct=True)),
    ),
    "unique: to index": (
        ("sqlite", "postgresql"),
        pair(UniqueConstraint("a", name="uq")),
        pair(sa.Index("uq", "a", unique=True)),
    ),
    "unique: on conflict": (
        ("sqlite",),
        pair(UniqueConstraint("a", name="uq")),
        pair(UniqueConstraint("a", name="uq", sqlite_on_conflict="REPLACE")),
    ),
    "foreign key: name": (ALL, referring("fk"), referring("fk_other")),
    "foreign key: match": (("postgresql",), referring(), referring(match="FULL")),
    "foreign key: deferrable": (("sqlite", "postgresql"), referring(), referring(deferrable=True)),
    "foreign key: deferred": (
        ("sqlite", "postgresql"),
        referring(deferrable=True),
        referring(deferrable=True, initially="DEFERRED"),
    ),
    "foreign key: actions": (ALL, referring(ondelete="CASCADE"), referring(ondelete="SET NULL", onupdate="CASCADE")),
    "exclude: added": (("postgresql",), pair(Column("r", INT4RANGE)), excluding()),
    "exclude: operator": (("postgresql",), excluding(), excluding("=")),
    "exclude: name": (("postgresql",), excluding(), excluding(name="other")),
    "exclude: where": (("postgresql",), excluding(where=sa.text("a > 3")), excluding(where=sa.text("a > 4"))),
    "exclude: deferrable": (("postgresql",), excluding(), excluding(deferrable=True, initially="DEFERRED")),
}


def _pairs() -> list[Any]:
    return [
        pytest.param(kind, case, id=f"{kind}-{case}", marks=[] if kind == "sqlite" else [pytest.mark.server])
        for case, (kinds, _, _) in CASES.items()
        for kind in kinds
    ]


@pytest.mark.parametrize(("kind", "case"), _pairs())
def test_key_converges(engine_of: Callable[[str], Engine], kind: str, case: str) -> None:
    _, before, after = CASES[case]
    converge_alike(engine_of(kind), before, after)
