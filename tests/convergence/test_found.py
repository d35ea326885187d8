"""What random pairs have found, each made as small as it goes: there and back by the database's own word, rows kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from functools import cache

import pytest

from tests.convergence.fit import Pair
from tests.convergence.places import Place, place_of
from tests.convergence.spec import (
    Check,
    Column,
    Default,
    EnumType,
    Exclude,
    ForeignKey,
    Generated,
    Index,
    Model,
    Name,
    Table,
    Unique,
)
from tests.convergence.trial import Outcome, try_pair

EVERYWHERE = ("sqlite", "postgresql", "mariadb")
ID = Column("id", "integer", nullable=False, autoincrement=True)
CODE = Column("code", "varchar30", nullable=False)


def table(name: str, *columns: Column, key: tuple[str, ...] = (), schema: str | None = None) -> Table:
    return Table(Name(schema, name), columns, key)


def model(*tables: Table, enums: Mapping[str, EnumType] | None = None) -> Model:
    return Model({each.name: each for each in tables}, enums or {})


def refers(name: str | None, column: str, target: Table, **options: object) -> ForeignKey:
    return ForeignKey(name, (column,), target.name, target.primary_key, tuple(options.items()))


AUTHOR = table("author", ID, key=("id",))
DOTTED = table("dot.ted", CODE, key=("code",))
BOOK = table("book", ID, Column("a", "integer"), Column("b", "integer"), Column("c", "integer"), key=("id",))
WRITER = table("writer", replace(CODE, type="bigint"), key=("code",))
NAMED = table("author", ID, CODE, key=("id",)).with_part(Unique("uq_one", ("code",)))
CODED = ForeignKey("fk", ("code",), NAMED.name, ("code",))
MOOD = EnumType(Name(None, "mood"), ("new", "done"))
ELSEWHERE = replace(table("shelf", ID, key=("id",), schema="second"), comment="said")
REFERRING = table("branch", Column("shelf_id", "integer"), schema='od"d.schema').with_part(
    refers(None, "shelf_id", ELSEWHERE)
)
LOWERED = Column("lowered", "varchar200", generated=Generated("lower({0})", ("title",), persisted=False))
BINARY = (("engine", "InnoDB"), ("charset", "utf8mb4"), ("collate", "utf8mb4_bin"))
CHECKED_MOOD = EnumType(Name(None, "mood"), ("new", "done"), native=False)
SELF_CODED = table("book", CODE, Column("ref", "varchar30"), key=("code",))
SELF_CODED = SELF_CODED.with_part(refers("fk", "ref", SELF_CODED))
SELF_UNIQUE = table("book", ID, CODE, Column("ref", "varchar30"), key=("id",)).with_part(Unique("uq", ("code",)))
SELF_UNIQUE = SELF_UNIQUE.with_part(ForeignKey("fk", ("ref",), SELF_UNIQUE.name, ("code",)))

COMMA = table("book", ID, Column("comma,d", "integer"), key=("id",))
MOODY = table("book", ID, Column("mood", "enum:mood", default=Default("literal", "new")), key=("id",))
TWICE = Column("twice", "numeric_wide", generated=Generated("{0} * 2", ("a",), persisted=True))
PERCENT = replace(MOODY, comment="100%")


def collated(collation: str | None) -> Table:
    return table("book", ID, Column("title", "varchar30", collation=collation), key=("id",))


FOUND: Mapping[str, tuple[tuple[str, ...], Model, Model]] = {
    "length of an enum where it is text": (
        EVERYWHERE,
        model(BOOK),
        model(BOOK.with_column(Column("mood", "enum:mood")), enums={"mood": MOOD}),
    ),
    "foreign key to a table with a dot in its name is dropped": (
        EVERYWHERE,
        model(DOTTED, table("book", Column("code", "varchar30")).with_part(refers("fk", "code", DOTTED))),
        model(DOTTED, table("book", Column("code", "varchar30"))),
    ),
    "two foreign keys without a name": (
        EVERYWHERE,
        model(AUTHOR, BOOK),
        model(AUTHOR, BOOK.with_part(refers(None, "a", AUTHOR)).with_part(refers(None, "b", AUTHOR))),
    ),
    "a named and an unnamed unique over the same columns": (
        ("sqlite", "postgresql"),
        model(BOOK.with_part(Unique("uq", ("a", "b")))),
        model(BOOK.with_part(Unique("uq", ("a", "b"))).with_part(Unique(None, ("b", "a")))),
    ),
    "key that counts up is added": (
        EVERYWHERE,
        model(table("book", CODE)),
        model(table("book", CODE, Column("no", "integer", nullable=False, autoincrement=True), key=("no",))),
    ),
    "key that counts up becomes one of two columns": (
        ("postgresql", "mariadb"),
        model(table("book", ID, CODE, key=("id",))),
        model(table("book", ID, CODE, key=("id", "code"))),
    ),
    "types on both ends of a foreign key": (
        EVERYWHERE,
        model(WRITER, BOOK.with_column(Column("a", "bigint")).with_part(refers("fk", "a", WRITER))),
        model(
            WRITER.with_column(replace(CODE, type="integer")),
            BOOK.with_column(Column("a", "integer")).with_part(refers("fk", "a", WRITER)),
        ),
    ),
    "index that a foreign key can use, too": (
        EVERYWHERE,
        model(AUTHOR, BOOK.with_part(refers("fk", "a", AUTHOR))),
        model(AUTHOR, BOOK.with_part(refers("fk", "a", AUTHOR)).with_part(Index("ix", ("a", "b"), ("{0}", "{0}")))),
    ),
    "key that is referred to is another one of the same columns": (
        ("postgresql", "mariadb"),
        model(NAMED, table("book", Column("code", "varchar30")).with_part(CODED)),
        model(
            replace(NAMED, parts=(Unique("uq_two", ("code",)),)),
            table("book", Column("code", "varchar30")).with_part(CODED),
        ),
    ),
    "constants the server spells anew": (
        EVERYWHERE,
        model(BOOK),
        model(
            BOOK.with_column(Column("at", "datetime", default=Default("literal", "2020-02-02 10:00"))).with_column(
                Column("on", "date", default=Default("literal", "2020-02-02"))
            )
        ),
    ),
    "year and a moment with fractions by default": (
        ("mariadb",),
        model(BOOK.with_column(Column("in", "year")).with_column(Column("at", "datetime6"))),
        model(
            BOOK.with_column(Column("in", "year", default=Default("literal", "2020"))).with_column(
                Column("at", "datetime6", default=Default("literal", "2020-02-02 10:00:00"))
            )
        ),
    ),
    "index of a foreign key that goes where a unique over the same column comes": (
        EVERYWHERE,
        model(AUTHOR, BOOK.with_part(refers("fk", "a", AUTHOR))),
        model(AUTHOR, BOOK.with_part(Unique("uq", ("a",)))),
    ),
    "foreign key becomes deferrable, and immediate at first": (
        EVERYWHERE[:2],
        model(AUTHOR, BOOK.with_part(refers("fk", "a", AUTHOR, ondelete="RESTRICT"))),
        model(AUTHOR, BOOK.with_part(refers("fk", "a", AUTHOR, deferrable=True, initially="IMMEDIATE"))),
    ),
    "comment on a table that is referred to from a schema read before": (
        ("postgresql",),
        model(),
        model(ELSEWHERE, REFERRING),
    ),
    "table with JSON comes and goes": (
        EVERYWHERE,
        model(),
        model(table("book", ID, Column("facts", "json"), key=("id",))),
    ),
    "collation of a column is named no longer": (
        EVERYWHERE[2:],
        model(collated("utf8mb4_bin")),
        model(collated(None)),
    ),
    "character set with its collation": (
        EVERYWHERE[2:],
        model(table("book", ID, Column("title", "unicode"), key=("id",))),
        model(table("book", ID, Column("title", "varchar_utf8"), key=("id",))),
    ),
    "collation of a table and of one of its columns; an enum comes": (
        EVERYWHERE[2:],
        model(replace(collated(None), options=BINARY)),
        model(collated("utf8mb4_bin").with_column(Column("mood", "enum:mood")), enums={"mood": CHECKED_MOOD}),
    ),
    "collation of a table with text that refers to itself": (
        EVERYWHERE[2:],
        model(SELF_CODED),
        model(replace(SELF_CODED.with_part(Index("ix", ("ref", "code"), ("{0}", "{0}"))), options=BINARY)),
    ),
    "collation of a table; text comes and goes": (
        EVERYWHERE[2:],
        model(table("book", ID, Column("title", "varchar30"), key=("id",))),
        model(replace(table("book", ID, Column("name", "varchar30"), key=("id",)), options=BINARY)),
    ),
    "computed column with another collation and comment": (
        EVERYWHERE[2:],
        model(table("book", ID, Column("title", "varchar30"), LOWERED, key=("id",))),
        model(
            table(
                "book",
                ID,
                Column("title", "varchar30"),
                replace(LOWERED, collation="utf8mb4_bin", comment="said"),
                key=("id",),
            )
        ),
    ),
    "table refers to itself by a unique constraint, and goes": (
        EVERYWHERE,
        model(SELF_UNIQUE),
        model(),
    ),
    "foreign key that takes the name of another one": (
        EVERYWHERE,
        model(AUTHOR, BOOK.with_part(refers("fk", "a", AUTHOR))),
        model(AUTHOR, BOOK.with_part(refers("fk_a", "a", AUTHOR)).with_part(refers("fk", "b", AUTHOR))),
    ),
    "names of columns with a comma in a foreign key": (
        EVERYWHERE,
        model(AUTHOR, COMMA),
        model(AUTHOR, COMMA.with_part(refers("fk", "comma,d", AUTHOR))),
    ),
    "foreign key over columns with a comma stays": (
        EVERYWHERE,
        model(AUTHOR, COMMA.with_part(refers(None, "comma,d", AUTHOR))),
        model(AUTHOR, COMMA.with_part(refers(None, "comma,d", AUTHOR)).with_part(Unique("uq", ("id", "comma,d")))),
    ),
    "EXCLUDE constraint without a name": (
        ("postgresql",),
        model(table("book", ID, Column("span", "int4range"), key=("id",))),
        model(table("book", ID, Column("span", "int4range"), key=("id",)).with_part(Exclude(None, ("span",)))),
    ),
    "enum made by CHECK becomes a type, with a default": (
        EVERYWHERE,
        model(MOODY, enums={"mood": CHECKED_MOOD}),
        model(MOODY, enums={"mood": MOOD}),
    ),
    "table with an enum made by CHECK comes and goes": (
        EVERYWHERE,
        model(),
        model(MOODY, enums={"mood": CHECKED_MOOD}),
    ),
    "CHECK over a column of another type": (
        EVERYWHERE,
        model(BOOK.with_column(Column("a", "double")).with_part(Check("ck", "{0} > 0", ("a",)))),
        model(BOOK.with_column(Column("a", "numeric_wide")).with_part(Check("ck", "{0} > 0", ("a",)))),
    ),
    "default that the other type rounds": (
        EVERYWHERE,
        model(BOOK.with_column(Column("a", "numeric", default=Default("literal", "2.5")))),
        model(BOOK.with_column(Column("a", "smallint", default=Default("literal", "2")))),
    ),
    "name of more bytes than characters": (
        EVERYWHERE[:2],
        model(BOOK),
        model(BOOK.with_part(Index("ix_名前_" + "x" * 50 + "本", ("a", "b"), ("@plus", "{0}")))),
    ),
    "braces in the name of a table with a foreign key that has none": (
        EVERYWHERE,
        model(AUTHOR, table("{brace}", ID, Column("a", "integer"), key=("id",))),
        model(AUTHOR, table("{brace}", ID, Column("a", "integer"), key=("id",)).with_part(refers(None, "a", AUTHOR))),
    ),
    "type of a column with a default of its own type": (
        ("postgresql",),
        model(BOOK.with_column(Column("a", "double", default=Default("literal", "7")))),
        model(BOOK.with_column(Column("a", "real", default=Default("literal", "7")))),
    ),
    "computed column over a column of another type": (
        EVERYWHERE,
        model(BOOK),
        model(
            BOOK.with_column(Column("a", "bigint")).with_column(
                Column("twice", "numeric_wide", generated=Generated("{0} * 2", ("a",), persisted=True))
            )
        ),
    ),
    "text with a default becomes a string of any length": (
        ("postgresql",),
        model(BOOK.with_column(Column("a", "text", default=Default("literal", "it's")))),
        model(BOOK.with_column(Column("a", "varchar200", default=Default("literal", "it's")))),
    ),
    "CHECK over a whole number that becomes one with fractions": (
        EVERYWHERE,
        model(BOOK.with_column(Column("a", "smallint")).with_part(Check(None, "{0} > 0", ("a",)))),
        model(BOOK.with_column(Column("a", "double")).with_part(Check(None, "{0} > 0", ("a",)))),
    ),
    "table goes that refers to a key of another type": (
        EVERYWHERE,
        model(AUTHOR, BOOK.with_part(refers("fk", "a", AUTHOR))),
        model(AUTHOR.with_column(replace(ID, type="bigint"))),
    ),
    "column that an index carries along becomes plain": (
        ("postgresql",),
        model(BOOK.with_column(TWICE).with_part(Index("ix", ("b",), ("{0}",), include=("twice",)))),
        model(
            BOOK.with_column(replace(TWICE, generated=None)).with_part(
                Index("ix", ("b",), ("{0}",), include=("twice",))
            )
        ),
    ),
    "moment that must be there, no longer now by default": (
        EVERYWHERE[2:],
        model(BOOK.with_column(Column("at", "timestamp", nullable=False, default=Default("now", "")))),
        model(BOOK.with_column(Column("at", "timestamp", nullable=False))),
    ),
    "percent sign in the name of an enum that becomes text": (
        EVERYWHERE,
        model(PERCENT, enums={"mood": replace(MOOD, name=Name(None, "per%cent"))}),
        model(PERCENT, enums={"mood": replace(CHECKED_MOOD, name=Name(None, "per%cent"))}),
    ),
    "moment and number with fractions that must be there, brought back": (
        EVERYWHERE[2:],
        model(
            BOOK.with_column(Column("at", "timestamp", nullable=False, scalar=datetime(2020, 1, 1))).with_column(
                Column("size", "double", nullable=False, scalar=5)
            )
        ),
        model(BOOK),
    ),
}


@pytest.fixture(scope="module")
def places() -> Iterator[Callable[[str], Place]]:
    with ExitStack() as stack:
        yield cache(lambda kind: stack.enter_context(place_of(kind)))


CASES = [
    pytest.param(kind, case, marks=[] if kind == "sqlite" else [pytest.mark.server])
    for case, (kinds, _, _) in FOUND.items()
    for kind in kinds
]


@pytest.mark.parametrize(("kind", "case"), CASES)
def test_it_converges_now(places: Callable[[str], Place], kind: str, case: str) -> None:
    _, before, after = FOUND[case]
    for pair in (Pair(kind, before, after), Pair(kind, after, before)):
        verdict = try_pair(pair, places(kind))
        assert verdict.outcome is Outcome.OK, f"{verdict.outcome}\n{verdict.detail}\n{verdict.draft}"
