"""A colon in the text of a condition or a default is never taken for a parameter and written as NULL in silence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import CheckConstraint, Column, Computed, Engine, Integer, String, text

from revgraph.errors import OperationError
from revgraph.operations import Operations
from tests.kit.contexts import live, script

Call = Callable[[Operations], Any]

TAKEN: dict[str, Call] = {
    "check_of_a_table": lambda op: op.create_table("n", Column("a", String(5)), CheckConstraint("a <> ':x'")),
    "check_of_a_column": lambda op: op.add_column("t", Column("n", String(5), CheckConstraint("n <> ':x'"))),
    "check_unquoted": lambda op: op.create_check_constraint("ck", "t", "a <> :x"),
    "check_text": lambda op: op.create_check_constraint("ck", "t", text("a <> ':x'")),
    "default": lambda op: op.add_column("t", Column("n", String(5), server_default=text("':x'"))),
    "computed": lambda op: op.add_column("t", Column("n", String(5), Computed("a || ':x'"))),
    "index": lambda op: op.create_index("ix", "t", [text("(a || ':x')")]),
    "where": lambda op: op.create_index(
        "ix", "t", ["a"], sqlite_where=text("a = ':x'"), postgresql_where=text("a = ':x'")
    ),
    "default_changed": lambda op: op.alter_column("t", "a", server_default=text("':x'")),
}


@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgresql", marks=pytest.mark.server)])
@pytest.mark.parametrize("call", TAKEN.values(), ids=TAKEN)
def test_what_would_be_null_is_refused(call: Call, kind: str, engine_of: Callable[[str], Engine]) -> None:
    with engine_of(kind).connect() as connection:
        op = live(connection)
        op.create_table("t", Column("id", Integer, primary_key=True), Column("a", String(5)))
        with pytest.raises(OperationError, match=r"takes :x for a parameter, and would write NULL.*':x'|<> :x") as told:
            call(op)
        assert r"is written \: in text(...)" in str(told.value)


@pytest.mark.parametrize("call", TAKEN.values(), ids=TAKEN)
def test_and_not_written_into_a_script(call: Call) -> None:
    written = script("postgresql")
    with pytest.raises(OperationError, match="would write NULL"):
        call(written.op)
    assert written.statements == []


CONDITION = "a <> ':x' AND a <> '12:30' AND a <> '{\"b\":true}'"


def test_condition_given_as_a_string_keeps_its_quoted_colons(any_engine: Engine) -> None:
    with any_engine.connect() as connection:
        op = live(connection)
        op.create_table("t", Column("id", Integer, primary_key=True), Column("a", String(20)))
        op.create_check_constraint("ck", "t", CONDITION)
        connection.execute(text("INSERT INTO t (id, a) VALUES (1, 'NULL')"))
        for value in (":x", "12:30", '{"b":true}'):
            with pytest.raises(Exception, match=r"(?i)check|constraint"), connection.begin_nested():
                connection.execute(text("INSERT INTO t (id, a) VALUES (2, :a)"), {"a": value})


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql", "mysql", "mssql", "oracle"])
def test_escaped_colons_are_colons(dialect: str) -> None:
    written = script(dialect)
    written.op.create_table(
        "n", Column("a", String(9), CheckConstraint(r"a <> '\:x'"), server_default=text(r"'\:x'")), if_not_exists=None
    )
    assert written.buffer.getvalue().count("':x'") == 2
