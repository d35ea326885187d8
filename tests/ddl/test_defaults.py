"""Server defaults converge, in every spelling a server gives them back; a changed one compares different."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Column, Connection, Engine, MetaData, Table, func, text
from sqlalchemy.dialects import mysql, postgresql

from revgraph.ddl import DefaultImpl
from tests.kit.ddl import new_dialect
from tests.kit.live import differing_defaults, live_impl, reflected_table

COMMON: Mapping[str, tuple[Any, Any]] = {
    "none": (sa.Integer, None),
    "number": (sa.Integer, "5"),
    "bare_number": (sa.Integer, text("5")),
    "negative": (sa.Integer, text("-5")),
    "decimal": (sa.Numeric(9, 2), text("1.50")),
    "quoted_decimal": (sa.Numeric(9, 2), "1.5"),
    "float": (sa.Float, "0.5"),
    "string": (sa.String(20), "abc"),
    "empty": (sa.String(20), ""),
    "quote": (sa.String(20), "it's"),
    "backslash": (sa.String(20), "a\\b"),
    "percent": (sa.String(20), "5%"),
    "colon": (sa.String(20), "a:b"),
    "function_name": (sa.String(20), "now()"),
    "digits": (sa.String(20), "007"),
    "upper": (sa.String(20), "ABC"),
    "parentheses": (sa.String(20), "(x)"),
    "true": (sa.Boolean, sa.true()),
    "false": (sa.Boolean, sa.false()),
    "false_text": (sa.Boolean, text("false")),
    "one": (sa.Boolean, "1"),
    "now": (sa.DateTime, func.now()),
    "current_timestamp": (sa.DateTime, text("CURRENT_TIMESTAMP")),
    "date": (sa.Date, "2024-02-29"),
    "timestamp": (sa.DateTime, text("'2024-02-29 10:00:00'")),
    "enum": (sa.Enum("a", "b", name="letters"), "a"),
    "lower": (sa.String(20), func.lower("ABC")),
    "sum": (sa.Integer, text("(1 + 2)")),
}

POSTGRESQL: Mapping[str, tuple[Any, Any]] = {
    "t": (sa.Boolean, "t"),
    "jsonb": (postgresql.JSONB, text("'{}'::jsonb")),
    "json": (postgresql.JSON, "{}"),
    "array": (postgresql.ARRAY(sa.Integer), "{}"),
    "array_cast": (postgresql.ARRAY(sa.Text), text("ARRAY[]::text[]")),
    "uuid": (sa.Uuid, text("gen_random_uuid()")),
    "interval": (sa.Interval, text("'1 day'")),
    "interval_cast": (sa.Interval, text("interval '1 day'")),
    "utc": (sa.DateTime, text("TIMEZONE('utc', now())")),
    "utc_typed": (sa.DateTime(timezone=True), text("(now() at time zone 'utc')")),
    "concatenated": (sa.Text, text("'a' || 'b'")),
    "cast": (sa.String(20), text("'x'::character varying")),
    "cast_text": (sa.Text, text("CAST('x' AS text)")),
    "sequence": (sa.Integer, text("nextval('my_sequence')")),
    "inet": (postgresql.INET, "10.0.0.1"),
    "current_date": (sa.Date, text("CURRENT_DATE")),
    "bytea": (sa.LargeBinary, text(r"'\x00'")),
}

MARIADB: Mapping[str, tuple[Any, Any]] = {
    "on_update": (mysql.TIMESTAMP, text("CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP")),
    "timestamp6": (mysql.DATETIME(fsp=6), text("CURRENT_TIMESTAMP(6)")),
    "uuid": (sa.String(36), text("(uuid())")),
    "json": (sa.JSON, text("'{}'")),
    "bit": (mysql.BIT(1), text("b'0'")),
    "tinyint": (mysql.TINYINT(1), "1"),
    "null": (sa.String(9), text("NULL")),
}

SQLITE: Mapping[str, tuple[Any, Any]] = {
    "clock": (sa.DateTime, text("(datetime('now'))")),
    "blob": (sa.LargeBinary, text("x'00ff'")),
}

BY_KIND = {"sqlite": SQLITE, "postgresql": POSTGRESQL, "mysql": MARIADB}

CHANGED: Mapping[str, tuple[Any, Any, Any]] = {
    "added": (sa.Integer, None, "5"),
    "removed": (sa.Integer, "5", None),
    "number": (sa.Integer, "5", "6"),
    "string": (sa.String(20), "abc", "abd"),
    "case": (sa.String(20), "abc", "ABC"),
    "space": (sa.String(20), "a b", "a  b"),
    "empty_removed": (sa.String(20), "", None),
    "truth": (sa.Boolean, sa.true(), sa.false()),
    "to_function": (sa.DateTime, text("'2024-01-01 00:00:00'"), func.now()),
    "text_to_function": (sa.String(40), "CURRENT_TIMESTAMP", text("CURRENT_TIMESTAMP")),
    "function": (sa.String(20), func.lower("ABC"), func.upper("ABC")),
    "digits": (sa.String(20), "07", "007"),
}


@pytest.fixture
def connection(any_engine: Engine) -> Iterator[Connection]:
    with any_engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("CREATE SEQUENCE my_sequence"))
        yield connection


def test_created_defaults_compare_equal(connection: Connection) -> None:
    defaults = {**COMMON, **BY_KIND[connection.dialect.name]}
    columns = [Column(f"c_{name}", type_, server_default=default) for name, (type_, default) in defaults.items()]
    table = Table("defaults", MetaData(), Column("id", sa.Integer, primary_key=True), *columns)
    table.create(connection)
    impl = live_impl(connection)
    assert differing_defaults(impl, reflected_table(connection, impl, "defaults"), table.columns) == []


def test_changed_defaults_compare_different(connection: Connection) -> None:
    before, after = (
        Table(
            "defaults",
            MetaData(),
            *(Column(f"c_{name}", given[0], server_default=given[side]) for name, given in CHANGED.items()),
        )
        for side in (1, 2)
    )
    before.create(connection)
    impl = live_impl(connection)
    lines = differing_defaults(impl, reflected_table(connection, impl, "defaults"), after.columns)
    different = {line.partition(":")[0] for line in lines}
    assert {column.name for column in after.columns} - different == set()


def test_comparing_defaults_leaves_nothing_behind(connection: Connection) -> None:
    columns = [Column("c", sa.String(20), server_default=func.lower("ABC"))]
    Table("defaults", MetaData(), *columns).create(connection)
    connection.commit()
    impl = live_impl(connection)
    wanted = [Column("c", sa.String(20), server_default=func.upper("abc"))]
    assert differing_defaults(impl, reflected_table(connection, impl, "defaults"), wanted) != []
    assert sa.inspect(connection).get_table_names() == ["defaults"]
    assert sa.inspect(connection).get_temp_table_names() == [] if connection.dialect.name == "sqlite" else True
    connection.rollback()


@pytest.mark.server
def test_serial_default_is_taken_away_and_a_shared_sequence_is_not(postgresql_engine: Engine) -> None:
    with postgresql_engine.connect() as connection:
        connection.execute(text("CREATE SEQUENCE shared"))
        connection.execute(text("CREATE TABLE t (id SERIAL, \"Odd\" BIGSERIAL, c INT DEFAULT nextval('shared'))"))
        impl = live_impl(connection)
        table = reflected_table(connection, impl, "t")
        assert table.c.id.server_default is None
        assert table.c.Odd.server_default is None
        assert table.c.c.server_default is not None


@pytest.mark.parametrize(
    ("dialect", "type_", "reflected", "wanted", "differs"),
    [
        ("sqlite", sa.Integer(), "5", "'5'", False),
        ("sqlite", sa.DateTime(), "(datetime('now'))", "datetime('now')", False),
        ("sqlite", sa.DateTime(), "CURRENT_TIMESTAMP", "'CURRENT_TIMESTAMP'", True),
        ("postgresql", sa.String(), "'x'::character varying", "'x'", False),
        ("postgresql", sa.Integer(), "'5'::integer", "5", False),
        ("postgresql", sa.Text(), "NULL::character varying", None, False),
        ("postgresql", sa.Integer(), "nextval('public.s'::regclass)", "nextval('s')", False),
        ("postgresql", sa.Integer(), "nextval('s'::regclass)", "nextval('other')", True),
        ("mysql", sa.DateTime(), "current_timestamp()", "CURRENT_TIMESTAMP", False),
        ("mysql", sa.DateTime(), "current_timestamp() ON UPDATE current_timestamp()", "now()", False),
        ("mysql", sa.DateTime(), "current_timestamp()", "now() ON UPDATE now()", True),
        ("mysql", sa.Integer(), "'0'", "0", False),
        ("mysql", sa.Boolean(), "1", "true", False),
    ],
)
def test_spellings_of_a_default(
    dialect: str, type_: Any, reflected: str | None, wanted: str | None, differs: bool
) -> None:
    found = new_dialect(dialect)
    impl = DefaultImpl.get_by_dialect(found)(found, None, True, None, io.StringIO(), {})
    column = Column("c", type_)
    assert impl.compare_server_default(column, column, wanted, reflected) is differs
