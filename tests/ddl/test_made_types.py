"""A script makes each enum type once, whoever writes the statement."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from sqlalchemy import Column, MetaData, Table

from revgraph.ddl import DefaultImpl
from tests.kit.ddl import script


def mood() -> sa.Enum:
    return sa.Enum("sad", "it's", name="mood")


@pytest.mark.parametrize(
    "make",
    [
        lambda impl: impl.create_enum("mood", ["sad", "it's"]),
        lambda impl: impl.create_enum("mood", ["sad", "it's"], if_not_exists=True),
        lambda impl: mood().create(impl.output.bind, checkfirst=False),
        lambda impl: impl.output.execute("-- by hand\nCREATE TYPE Mood AS ENUM ('sad', 'it''s')"),
        lambda impl: impl.output.execute("CREATE TYPE \"mood\" AS ENUM ('sad', 'it''s'); COMMENT ON TYPE mood IS ''"),
    ],
)
def test_script_knows_the_enums_that_it_was_told_to_make(make: Callable[[DefaultImpl], None]) -> None:
    def call(impl: DefaultImpl) -> None:
        make(impl)
        impl.add_column("b", Column("m", mood()))
        impl.create_table(Table("a", MetaData(), Column("m", mood())))
        impl.drop_enum("mood")
        impl.add_column("b", Column("anew", mood()))

    written = script("postgresql", call).lower().replace('"', "")
    assert written.count("create type mood as enum ('sad', 'it''s')") == 2
    assert "create type" not in written.partition("alter table")[2].partition("drop type")[0]
