"""``add_column(..., if_not_exists=True)`` twice is as good as once, with all that hangs on the column."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import CheckConstraint, Column, Connection, Engine, ForeignKey, Integer, inspect

from tests.kit.contexts import live, script
from tests.kit.portraits import portrait

COLUMNS: dict[str, Callable[[], Column[Any]]] = {
    "foreign_key": lambda: Column("c", Integer, ForeignKey("p.id")),
    "named_foreign_key": lambda: Column("c", Integer, ForeignKey("p.id", name="fk", ondelete="CASCADE")),
    "unique": lambda: Column("c", Integer, unique=True),
    "index": lambda: Column("c", Integer, index=True),
    "unique_index": lambda: Column("c", Integer, index=True, unique=True),
    "check": lambda: Column("c", Integer, CheckConstraint("c > 1", name="ck")),
    "unnamed_check": lambda: Column("c", Integer, CheckConstraint("c > 1")),
    "comment": lambda: Column("c", Integer, comment="it's"),
    "everything": lambda: Column(
        "c", Integer, ForeignKey("p.id", name="fk"), CheckConstraint("c > 1", name="ck"), unique=True, comment="x"
    ),
}


def start(connection: Connection) -> None:
    op = live(connection)
    op.create_table("p", Column("id", Integer, primary_key=True))
    op.create_table("t", Column("id", Integer, primary_key=True), Column("a", Integer))


@pytest.mark.parametrize("make", COLUMNS.values(), ids=COLUMNS)
def test_twice_is_as_good_as_once(make: Callable[[], Column[Any]], any_engine: Engine) -> None:
    with any_engine.connect() as connection:
        start(connection)
        live(connection).add_column("t", make(), if_not_exists=True)
        once = portrait(connection)
        for _ in range(2):
            live(connection).add_column("t", make(), if_not_exists=True)
        assert portrait(connection) == once


@pytest.mark.server
@pytest.mark.parametrize("kind", ["postgresql", "mariadb"])
def test_what_is_missing_beside_the_column_is_added(kind: str, engine_of: Callable[[str], Engine]) -> None:
    with engine_of(kind).connect() as connection:  # as a run that was cut off behind the column would have left it
        start(connection)
        live(connection).add_column("t", Column("c", Integer))
        live(connection).add_column("t", COLUMNS["everything"](), if_not_exists=True)
        told = inspect(connection)
        assert [key["name"] for key in told.get_foreign_keys("t")] == ["fk"]
        assert [check["name"] for check in told.get_check_constraints("t")] == ([] if kind == "postgresql" else ["ck"])
        assert len(told.get_unique_constraints("t")) == 1


@pytest.mark.server
def test_constraint_that_is_another_one_is_not_taken_for_it(postgresql_engine: Engine) -> None:
    with postgresql_engine.connect() as connection:
        start(connection)
        live(connection).add_column("t", Column("c", Integer, ForeignKey("p.id", ondelete="CASCADE")))
        live(connection).add_column("t", COLUMNS["foreign_key"](), if_not_exists=True)
        rules = sorted(str(key["options"]) for key in inspect(connection).get_foreign_keys("t"))
        assert rules == ["{'ondelete': 'CASCADE'}", "{}"]


@pytest.mark.server
@pytest.mark.parametrize("name", ["index", "unique_index", "named_foreign_key", "check", "comment"])
@pytest.mark.parametrize("kind", ["postgresql", "mariadb"])
def test_a_script_twice_is_as_good_as_once(kind: str, name: str, engine_of: Callable[[str], Engine]) -> None:
    with engine_of(kind).connect() as connection:
        start(connection)
        written = script(connection.dialect.name if kind == "postgresql" else "mariadb")
        written.op.add_column("t", COLUMNS[name](), if_not_exists=True)
        for statement in written.statements:
            connection.exec_driver_sql(statement)
        once = portrait(connection)
        for statement in written.statements:
            connection.exec_driver_sql(statement)
        assert portrait(connection) == once


@pytest.mark.parametrize(
    ("dialect", "guard"),
    [
        ("postgresql", "IF NOT EXISTS (SELECT FROM pg_catalog.pg_constraint"),
        ("mysql", "FROM information_schema.table_constraints"),
        ("mariadb", "FROM information_schema.table_constraints"),
        ("mssql", "IF NOT EXISTS (SELECT 1 FROM sys.objects"),
        ("oracle", "IF SQLCODE NOT IN (-2264)"),
    ],
)
def test_a_script_looks_for_the_key_first(dialect: str, guard: str) -> None:
    written = script(dialect)
    written.op.add_column("t", COLUMNS["named_foreign_key"](), if_not_exists=True)
    text = written.buffer.getvalue()
    assert text.count(guard) == 1, text
    plain = script(dialect)
    plain.op.add_column("t", COLUMNS["named_foreign_key"]())
    assert guard not in plain.buffer.getvalue()


@pytest.mark.parametrize("name", ["foreign_key", "unnamed_check", "unique", "named_foreign_key", "check", "index"])
@pytest.mark.parametrize("dialect", ["postgresql", "mariadb", "mssql", "oracle"])
def test_a_script_warns_of_what_has_no_name_to_look_for(dialect: str, name: str) -> None:
    written = script(dialect)
    written.op.add_column("t", COLUMNS[name](), if_not_exists=True)
    warning = "-- A constraint of t has no name to look for: a second run would add it again\n"
    text = written.buffer.getvalue()
    is_inline = name == "unnamed_check" and text.count("CHECK") == 1 and text.count("ALTER TABLE") == 1
    assert (warning in text) is (name in ("foreign_key", "unnamed_check", "unique") and not is_inline), text
    plain = script(dialect)
    plain.op.add_column("t", COLUMNS[name]())
    assert warning not in plain.buffer.getvalue()
