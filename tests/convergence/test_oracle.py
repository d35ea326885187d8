"""The oracle itself: it sees what differs, and is not misled by spelling, order, or names nobody gave."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import text

from tests.convergence.dumps import dump
from tests.convergence.features import features
from tests.convergence.fit import Pair
from tests.convergence.pairs import pair_of
from tests.convergence.places import Place, place_of
from tests.convergence.shrink import shrunk
from tests.convergence.spec import Check, Column, EnumType, ForeignKey, Index, Model, Name, Table, Unique
from tests.convergence.sqltext import apart, items, unified
from tests.convergence.trial import Outcome, try_pair

BOOK = Table(Name(None, "book"), (Column("id", "integer", nullable=False), Column("pages", "integer")), ("id",))


@pytest.fixture(params=["sqlite", *(pytest.param(k, marks=pytest.mark.server) for k in ("postgresql", "mariadb"))])
def place(request: pytest.FixtureRequest) -> Iterator[Place]:
    with place_of(request.param) as made:
        made.clear()
        yield made


@pytest.fixture
def postgresql() -> Iterator[Place]:
    with place_of("postgresql") as made:
        yield made


def dumped(place: Place, *statements: str, names: tuple[str, ...] = (), thorough: bool = True) -> frozenset[str]:
    place.clear()
    with place.engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    return dump(place.engine, place.kind, names, thorough=thorough)


def test_order_of_columns_and_names_nobody_gave_are_no_difference(place: Place) -> None:
    one = dumped(place, "CREATE TABLE t (a INTEGER, b INTEGER, CONSTRAINT c1 CHECK (a > 0), CONSTRAINT u1 UNIQUE (b))")
    other = dumped(
        place, "CREATE TABLE t (b INTEGER, a INTEGER, CONSTRAINT u2 UNIQUE (b), CONSTRAINT c2 CHECK (a > 0))"
    )
    assert one == other


@pytest.mark.parametrize(
    "other",
    [
        "CREATE TABLE t (a INTEGER, b INTEGER NOT NULL, CONSTRAINT c CHECK (a > 0))",
        "CREATE TABLE t (a INTEGER, b BIGINT, CONSTRAINT c CHECK (a > 0))",
        "CREATE TABLE t (a INTEGER, b INTEGER DEFAULT 1, CONSTRAINT c CHECK (a > 0))",
        "CREATE TABLE t (a INTEGER, b INTEGER, CONSTRAINT c CHECK (a > 1))",
        "CREATE TABLE t (a INTEGER, b INTEGER, CONSTRAINT d CHECK (a > 0))",
        "CREATE TABLE t (a INTEGER, b INTEGER)",
        "CREATE TABLE t (a INTEGER, b INTEGER, CONSTRAINT c CHECK (a > 0), UNIQUE (a))",
    ],
)
def test_a_difference_is_one(place: Place, other: str) -> None:
    names = ("c", "d")
    one = dumped(place, "CREATE TABLE t (a INTEGER, b INTEGER, CONSTRAINT c CHECK (a > 0))", names=names)
    assert one != dumped(place, other, names=names)


def test_an_index_more_is_a_difference(place: Place) -> None:
    table = "CREATE TABLE t (a INTEGER, b INTEGER)"
    assert dumped(place, table) != dumped(place, table, "CREATE INDEX i ON t (a)")


@pytest.mark.server
@pytest.mark.parametrize(
    "change",
    [
        "ALTER TABLE t ALTER a TYPE BIGINT",
        "ALTER TABLE t ALTER a SET DEFAULT 1",
        "ALTER TABLE t ALTER a SET NOT NULL",
        'ALTER TABLE t ALTER b TYPE TEXT COLLATE "C"',
        "ALTER TABLE t ALTER c SET INCREMENT 2",
        "ALTER TABLE t ALTER c DROP IDENTITY",
        "ALTER TABLE t SET (fillfactor = 70)",
        "ALTER TABLE t ADD CHECK (a > 0)",
        "ALTER TABLE t ADD UNIQUE (a)",
        "ALTER TABLE t RENAME CONSTRAINT f TO g",
        "ALTER TABLE t DROP CONSTRAINT f, ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES t (c) DEFERRABLE",
        "DROP INDEX i; CREATE INDEX i ON t (a DESC)",
        "ALTER TYPE e ADD VALUE 'z' BEFORE 'x'",
        "CREATE SCHEMA s",
        "CREATE SEQUENCE s2",
        "ALTER SEQUENCE s1 CACHE 9",
        "ALTER SEQUENCE s1 OWNED BY t.a",
        "COMMENT ON TABLE t IS 'x'",
        "COMMENT ON COLUMN t.a IS 'x'",
        "COMMENT ON INDEX i IS 'x'",
    ],
)
def test_the_catalogue_alone_sees_a_difference(postgresql: Place, change: str) -> None:
    made = (
        "CREATE TABLE t (a INTEGER, b TEXT, c BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, "
        "CONSTRAINT f FOREIGN KEY (a) REFERENCES t (c))",
        "CREATE INDEX i ON t (a)",
        "CREATE TYPE e AS ENUM ('x', 'y')",
        "CREATE SEQUENCE s1",
    )
    one = dumped(postgresql, *made, names=("f", "g"), thorough=False)
    assert one == dumped(postgresql, *made, names=("f", "g"), thorough=False)
    assert one != dumped(postgresql, *made, *change.split("; "), names=("f", "g"), thorough=False)


def test_text_of_sqlite_is_taken_apart_at_its_own_commas() -> None:
    head, parts, tail = items('CREATE TABLE "a(b" (x INTEGER DEFAULT (1, 2), "y,z" TEXT CHECK (y IN (\',\'))) STRICT')
    assert parts == ["x INTEGER DEFAULT (1, 2)", " \"y,z\" TEXT CHECK (y IN (','))"]
    assert tail == " STRICT"
    assert unified(head, ()) == "create table a(b"
    assert unified('CONSTRAINT "x y"  CHECK ("A" > 0)', ()) == unified("check (a>0)", ())
    assert unified("CONSTRAINT x CHECK (a > 0)", ("x",)) != unified("CHECK (a > 0)", ("x",))
    assert unified("a INT NOT NULL DEFAULT (1)", ()) == unified("a INT DEFAULT (1) NOT NULL", ())
    assert unified("FOREIGN KEY (a) REFERENCES t (b) ON DELETE NO ACTION", ()) == "foreign key ( a ) references t ( b )"
    assert apart("a INT CONSTRAINT c CHECK (a IN (1, 2)) NOT NULL") == [
        "a INT   NOT NULL",
        "CONSTRAINT c CHECK (a IN (1, 2))",
    ]
    assert apart("a INTEGER PRIMARY KEY NOT NULL") == ["a INTEGER NOT NULL", "PRIMARY KEY (a)"]
    assert apart('"a b" INTEGER CONSTRAINT "p k" PRIMARY KEY') == [
        '"a b" INTEGER',
        'CONSTRAINT "p k" PRIMARY KEY ("a b")',
    ]
    assert unified("CHECK (a != 1)", ()) == unified("check (a <> 1)", ())
    assert apart("a INTEGER PRIMARY KEY AUTOINCREMENT") == ["a INTEGER PRIMARY KEY AUTOINCREMENT"]
    assert apart('a INTEGER CONSTRAINT "p k" PRIMARY KEY AUTOINCREMENT') == ["a INTEGER PRIMARY KEY AUTOINCREMENT"]
    assert apart("CONSTRAINT c CHECK (a > 0)") == ["CONSTRAINT c CHECK (a > 0)"]
    assert unified("DEFAULT 'It''s'", ()) != unified("DEFAULT 'it''s'", ())


def test_the_same_seed_gives_the_same_pair_and_another_gives_another() -> None:
    assert pair_of("postgresql", 3, 4) == pair_of("postgresql", 3, 4)
    assert pair_of("postgresql", 3, 4) != pair_of("postgresql", 4, 4)


def test_a_pair_without_changes_converges(place: Place) -> None:
    model = Model({BOOK.name: BOOK})
    assert try_pair(Pair(place.kind, model, model), place).outcome is Outcome.OK


def test_what_the_database_refuses_is_invalid(place: Place) -> None:
    wrong = Model({BOOK.name: BOOK.with_part(Check("ck", "nosuch({0}) > 0", ("pages",)))})
    assert try_pair(Pair(place.kind, Model({BOOK.name: BOOK}), wrong), place).outcome is Outcome.INVALID


def test_shrinking_leaves_what_matters() -> None:
    other = replace(BOOK, name=Name(None, "shelf"), comment="no matter")
    key = ForeignKey(None, ("pages",), other.name, ("id",))
    before = Model({BOOK.name: BOOK, other.name: other})
    after = Model({BOOK.name: BOOK.with_part(Index("ix", ("pages",), ("{0}",))).with_part(key), other.name: other})
    small = shrunk(Pair("sqlite", before, after), lambda pair: "index added" in features(pair))
    assert features(small) == {"index added"}
    assert set(small.after.tables) == {BOOK.name}


def test_features_name_what_differs() -> None:
    wide = BOOK.with_column(Column("pages", "bigint", comment="many")).with_part(Unique("uq", ("pages",)))
    found = features(Pair("sqlite", Model({BOOK.name: BOOK}), Model({wide.name: wide})))
    assert found == {"column type", "column comment", "unique added"}


@pytest.mark.server
def test_a_type_that_sqlalchemy_does_not_know_is_no_silent_difference(postgresql: Place) -> None:
    enum = EnumType(Name(None, "%(name)s"), ("x", "y"))
    shelf = Table(Name('od"d.schema', "shelf"), (Column("mood", "enum:%(name)s"),), ())
    text = shelf.with_column(Column("mood", "varchar30"))
    pair = Pair("postgresql", Model({shelf.name: shelf}, {"%(name)s": enum}), Model({text.name: text}))
    assert try_pair(pair, postgresql).outcome is Outcome.UP
