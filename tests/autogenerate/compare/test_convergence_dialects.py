"""What only some databases have: comments, identities, expression indexes, arrays, schemas, deferrable keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Column, Engine, Index, MetaData, Table
from sqlalchemy.dialects import mysql, postgresql

from tests.kit.diffs import converge, differences

EngineOf = Callable[[str], Engine]


def _book(*items: Any, **kw: Any) -> MetaData:
    metadata = MetaData()
    Table("book", metadata, Column("id", sa.Integer, primary_key=True), Column("name", sa.String(40)), *items, **kw)
    return metadata


def _indexed(*elements: Callable[[Table], Any], **kw: Any) -> MetaData:
    metadata = _book(Column("pages", sa.Integer))
    book = metadata.tables["book"]
    Index("ix_book", *[element(book) for element in elements], **kw)
    return metadata


def _lower(table: Table) -> Any:
    return sa.func.lower(table.c.name)


def _sum(table: Table) -> Any:
    return table.c.pages + 1


def _pages_down(table: Table) -> Any:
    return table.c.pages.desc()


PG = postgresql
CASES: dict[str, tuple[tuple[str, ...], MetaData, MetaData]] = {
    "comments": (
        ("postgresql", "mariadb"),
        _book(Column("a", sa.Integer, comment="was")),
        _book(Column("a", sa.Integer, comment="it's"), comment="all 100% of: it"),
    ),
    "comments changed": (("postgresql", "mariadb"), _book(comment="x"), _book(comment="y")),
    "identity": (("postgresql",), _book(), _book(Column("n", sa.Integer, sa.Identity(start=5)))),
    "identity options": (
        ("postgresql",),
        _book(Column("n", sa.Integer, sa.Identity(increment=2))),
        _book(Column("n", sa.Integer, sa.Identity(increment=3, always=True))),
    ),
    "computed": (
        ("sqlite", "postgresql", "mariadb"),
        _book(),
        _book(Column("twice", sa.Integer, sa.Computed("length(name)", persisted=True))),
    ),
    "expression index": (("sqlite", "postgresql"), _book(Column("pages", sa.Integer)), _indexed(_lower, _sum)),
    "expression of an index": (("postgresql",), _indexed(_lower), _indexed(_lower, _sum)),
    "sorted index": (("postgresql",), _book(Column("pages", sa.Integer)), _indexed(_pages_down)),
    "partial index": (
        ("sqlite", "postgresql"),
        _indexed(_pages_down),
        _indexed(
            lambda table: table.c.pages,
            postgresql_where=sa.text("pages > 3"),
            sqlite_where=sa.text("pages > 3"),
        ),
    ),
    "method and operator class of an index": (
        ("postgresql",),
        _book(Column("j", PG.JSONB)),
        _book(
            Column("j", PG.JSONB),
            Index("ix_j", "j", postgresql_using="gin", postgresql_ops={"j": "jsonb_path_ops"}),
        ),
    ),
    "covering index": (
        ("postgresql",),
        _book(Column("a", sa.Integer)),
        _book(Column("a", sa.Integer), Index("ix_a", "a", postgresql_include=["name"])),
    ),
    "types of PostgreSQL": (
        ("postgresql",),
        MetaData(),
        _book(
            Column("a", PG.ARRAY(sa.String(5))),
            Column("b", PG.JSONB, server_default=sa.text("'{\"a\": [1]}'")),
            Column("c", PG.UUID, server_default=sa.text("gen_random_uuid()")),
            Column("d", PG.INTERVAL, server_default=sa.text("'1 day'")),
            Column("e", PG.TIMESTAMP(timezone=True), server_default=sa.func.now()),
            Column("f", PG.ARRAY(sa.Enum("x", "y", name="letters"))),
            Column("g", sa.Numeric(9, 3), server_default=sa.text("1.500")),
            Column("h", PG.INET),
            Column("i", PG.INT4RANGE),
            Column("k", sa.LargeBinary),
            Column("l", sa.Double),
            Column("m", sa.Boolean, server_default=sa.true()),
        ),
    ),
    "types of MariaDB": (
        ("mariadb",),
        MetaData(),
        _book(
            Column("a", mysql.INTEGER(unsigned=True), server_default=sa.text("5")),
            Column("b", mysql.ENUM("x", "it's"), server_default="x"),
            Column("c", mysql.SET("a", "b")),
            Column("d", mysql.LONGTEXT),
            Column("e", sa.JSON),
            Column("f", sa.Boolean, server_default=sa.true()),
            Column("g", sa.DateTime, server_default=sa.func.now()),
            Column("h", mysql.DATETIME(fsp=3)),
            Column("i", sa.Double),
            Column("k", sa.Numeric(9, 3), server_default=sa.text("1.500")),
            Column("l", sa.LargeBinary(20)),
            mysql_engine="InnoDB",
        ),
    ),
    "generic types": (
        ("sqlite", "postgresql", "mariadb"),
        MetaData(),
        _book(
            *(
                Column(f"c{number}", type_)
                for number, type_ in enumerate(
                    [
                        sa.BigInteger,
                        sa.SmallInteger,
                        sa.Unicode(9),
                        sa.Text,
                        sa.Date,
                        sa.Time,
                        sa.DateTime,
                        sa.Float,
                        sa.Double,
                        sa.Numeric,
                        sa.Boolean,
                        sa.JSON,
                        sa.Uuid,
                        sa.LargeBinary,
                        sa.Interval,
                        sa.PickleType,
                    ]
                )
            )
        ),
    ),
    "enum to text": (
        ("postgresql",),
        _book(Column("a", sa.Enum("x", "y", name="old kind")), Column("b%", sa.String(5))),
        _book(Column("a", sa.String(9)), Column("b%", sa.Enum("p", name="new"))),
    ),
    "text to other types": (
        ("sqlite", "postgresql", "mariadb"),
        _book(Column("a", sa.String(20)), Column("b", sa.String(20)), Column("c", sa.Integer)),
        _book(Column("a", sa.Integer), Column("b", sa.DateTime), Column("c", sa.Boolean)),
    ),
    "default removed": (
        ("sqlite", "postgresql", "mariadb"),
        _book(Column("a", sa.Integer, server_default="5")),
        _book(Column("a", sa.Integer)),
    ),
    "unique index": (
        ("sqlite", "postgresql", "mariadb"),
        _book(),
        _book(Column("a", sa.Integer, unique=True, index=True)),
    ),
    "unique constraint over other columns under the same name": (
        ("sqlite", "postgresql", "mariadb"),
        _book(Column("a", sa.Integer), Column("b", sa.Integer), sa.UniqueConstraint("a", name="uq")),
        _book(Column("a", sa.Integer), Column("b", sa.Integer), sa.UniqueConstraint("b", name="uq")),
    ),
    "nulls not distinct": (
        ("postgresql",),
        _book(sa.UniqueConstraint("name", name="uq")),
        _book(sa.UniqueConstraint("name", name="uq", postgresql_nulls_not_distinct=True)),
    ),
    "deferrable foreign key": (
        ("sqlite", "postgresql"),
        _book(Column("a", sa.Integer), sa.ForeignKeyConstraint(["a"], ["book.id"], name="fk")),
        _book(
            Column("a", sa.Integer),
            sa.ForeignKeyConstraint(["a"], ["book.id"], name="fk", deferrable=True, initially="DEFERRED"),
        ),
    ),
}


def _pairs() -> list[Any]:
    pairs = []
    for case, (kinds, _, _) in CASES.items():
        for kind in kinds:
            marks = [] if kind == "sqlite" else [pytest.mark.server]
            pairs.append(pytest.param(kind, case, id=f"{kind}-{case}", marks=marks))
    return pairs


@pytest.mark.parametrize(("kind", "case"), _pairs())
def test_generated_migration_converges_both_ways(engine_of: EngineOf, kind: str, case: str) -> None:
    _, before, after = CASES[case]
    engine = engine_of(kind)
    converge(engine, before, after)
    converge(engine, after, before, created=True)


def _keyed(*columns: str) -> MetaData:
    metadata = MetaData()
    Table(
        "pair",
        metadata,
        Column("a", sa.Integer, nullable=False, autoincrement=False),
        Column("b", sa.Integer, nullable=False, autoincrement=False),
        sa.PrimaryKeyConstraint(*columns, name="pk_pair"),
    )
    return metadata


def test_primary_key_over_other_columns(any_engine: Engine) -> None:
    converge(any_engine, _keyed("a"), _keyed("a", "b"))
    converge(any_engine, _keyed("a", "b"), _keyed("b"), created=True)


def _in_schemas(schema: str | None, *extra: Column[Any]) -> MetaData:
    metadata = MetaData()
    Table("author", metadata, Column("id", sa.Integer, primary_key=True), schema="other.schema")
    Table(
        "book",
        metadata,
        Column("id", sa.Integer, primary_key=True),
        Column("kind", sa.Enum("a", "b", name="kind", schema="other.schema")),
        Column("state", sa.Enum("x", "y", name="state")),
        *extra,
        schema=schema,
    )
    return metadata


@pytest.mark.server
def test_several_schemas_and_the_default_one_by_name(postgresql_engine: Engine) -> None:
    with postgresql_engine.begin() as connection:
        connection.execute(sa.schema.CreateSchema("other.schema"))
    engine = postgresql_engine
    target = sa.Column("author_id", sa.Integer)
    after = _in_schemas(None, target)
    after.tables["book"].append_constraint(
        sa.ForeignKeyConstraint([target], [after.tables["other.schema.author"].c.id], name="fk_author")
    )
    converge(engine, MetaData(), after, include_schemas=True)
    named = _in_schemas("public", sa.Column("author_id", sa.Integer))
    named.tables["public.book"].append_constraint(
        sa.ForeignKeyConstraint(["author_id"], [named.tables["other.schema.author"].c.id], name="fk_author")
    )
    assert differences(engine, named, include_schemas=True) == []
    assert differences(engine, named, include_name=lambda name, type_, parents: True) != []
