"""CHECK constraints: new ones, gone ones, other names, other texts; told by the server where the text does not tell."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import CheckConstraint, Column, Engine, MetaData, Table

from tests.kit.diffs import converge, converge_alike, create, differences


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


def checked(text: str, name: str | None = "ck_book") -> MetaData:
    """Return models with one table that has a CHECK."""
    return book(CheckConstraint(text, name=name))


CASES: dict[str, tuple[MetaData, MetaData]] = {
    "added and dropped": (book(), checked("pages > 0")),
    "text": (checked("pages > 0"), checked("pages > 1")),
    "name": (checked("pages > 0"), checked("pages > 0", "ck_other")),
    "unnamed": (book(), checked("pages > 0", None)),
    "unnamed, text": (checked("pages > 0", None), checked("pages > 10", None)),
    "unnamed, one of two": (
        book(CheckConstraint("pages > 0"), CheckConstraint("pages < 9")),
        book(CheckConstraint("pages < 9")),
    ),
    "gets a name": (checked("pages > 0", None), checked("pages > 0")),
    "quotes and colons": (checked("title <> 'it''s'"), checked("title <> '100%: \"x\"'")),
    "on a new column": (book(), book(Column("a", sa.Integer), CheckConstraint("a > 3 AND pages > 2", name="ck"))),
    "text, with a new column": (
        checked("pages > 0"),
        book(Column("a", sa.Integer), CheckConstraint("pages > 0 OR a > 0", name="ck_book")),
    ),
    "Boolean": (book(Column("a", sa.Integer)), book(Column("a", sa.Boolean(create_constraint=True, name="ck_a")))),
}


@pytest.mark.parametrize("case", CASES)
def test_check_converges(any_engine: Engine, case: str) -> None:
    before, after = CASES[case]
    if case == "Boolean" and any_engine.dialect.name == "postgresql":
        pytest.skip("has real booleans")
    # one of several without a name keeps the number the server gave it
    (converge if "one of two" in case else converge_alike)(any_engine, before, after)


SPELLINGS = (
    "pages IN (1, 2, 3)",
    "pages BETWEEN 1 AND 5",
    "title = 'a' OR title = 'b'",
    "title IN ('a', 'b') AND pages IS NOT NULL",
    "(pages > 0) AND (pages < 5)",
    "((pages > 0)) or not (pages > 5)",
    "PAGES > 0",
    "pages <> 5",
    "pages != 5",
    "length(title) > 2 AND title LIKE 'a%'",
    "coalesce(pages, 0) + 1 * 3 > 2",
    "CASE WHEN pages > 1 THEN title ELSE 'b' END <> 'x'",
    "CAST(pages AS CHAR(3)) <> '300'",
    "lower(title) = title",
    "book.pages > 3",
)


@pytest.mark.parametrize("text", SPELLINGS)
def test_the_server_s_own_spelling_is_no_difference(any_engine: Engine, text: str) -> None:
    create(any_engine, checked(text))
    assert differences(any_engine, checked(text)) == []
    assert differences(any_engine, checked(text.replace("5", "6").replace("3", "4").replace("'a", "'c"))) != [] or (
        "5" not in text and "3" not in text and "'a" not in text
    )


@pytest.mark.parametrize("text", SPELLINGS)
def test_the_server_s_own_spelling_of_an_unnamed_one_is_no_difference(any_engine: Engine, text: str) -> None:
    create(any_engine, checked(text, None))
    assert differences(any_engine, checked(text, None)) == []


def test_other_spellings_of_the_same(any_engine: Engine) -> None:
    create(any_engine, checked("pages > 0 AND pages < 5"))
    assert differences(any_engine, checked("((pages > 0) AND (pages < 5))")) == []
    assert differences(any_engine, checked("pages > 0 AND (pages < 6)")) != []
