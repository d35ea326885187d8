"""What a script inserts is what the driver would have inserted."""

from __future__ import annotations

import datetime as dt
import decimal
import enum
import io
import uuid
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Column, Connection, Engine, MetaData, Table
from sqlalchemy.dialects import mysql, postgresql
from sqlalchemy.types import TypeDecorator

from revgraph.ddl import DefaultImpl
from revgraph.errors import OperationError
from tests.kit.ddl import new_dialect, script_impl
from tests.kit.live import live_impl

NASTY = 'it\'s 100% \\ "x" :y \t|\n--; %(z)s é 漢 \U0001f600 \\n `'


class Colour(enum.Enum):
    red = 1
    blue = 2


class Size(enum.StrEnum):
    small = "S"
    large = "it's L"


class Pair(TypeDecorator[tuple[int, int]]):
    """A type of its own kind over JSON."""

    impl = sa.JSON
    cache_ok = True

    def process_bind_param(self, value: tuple[int, int] | None, dialect: sa.Dialect) -> Any:
        return None if value is None else {"first": value[0], "second": value[1]}


class Cents(TypeDecorator[decimal.Decimal]):
    impl = sa.Integer
    cache_ok = True

    def process_bind_param(self, value: decimal.Decimal | None, dialect: sa.Dialect) -> int | None:
        return None if value is None else int(value * 100)


class Reversed(TypeDecorator[str]):
    impl = sa.String(40)
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: sa.Dialect) -> str | None:
        return None if value is None else value[::-1]


class Bytes(TypeDecorator[bytes]):
    impl = sa.LargeBinary
    cache_ok = True

    def process_bind_param(self, value: bytes | None, dialect: sa.Dialect) -> bytes | None:
        return None if value is None else value + b"\xff"


class Upper(sa.types.UserDefinedType[str]):
    cache_ok = True

    def get_col_spec(self, **kw: Any) -> str:
        return "VARCHAR(40)"

    def bind_expression(self, bindvalue: Any) -> Any:
        return sa.func.upper(bindvalue)

    def literal_processor(self, dialect: sa.Dialect) -> Any:
        return sa.String().literal_processor(dialect)


VALUES: Mapping[str, tuple[Any, list[Any]]] = {
    "integer": (sa.Integer, [0, -5, 2**31 - 1, None]),
    "bigint": (sa.BigInteger, [2**62]),
    "numeric": (sa.Numeric(30, 10), [decimal.Decimal("12345678901234567.0000000001"), decimal.Decimal("1E+3"), 5]),
    "numeric_text": (sa.Numeric(10, 2), [decimal.Decimal("-0.50"), decimal.Decimal("0E-9"), 1.25]),
    "float": (sa.Double, [0.1, 1e-7, -2.5e10, 1 / 3, 2.2250738585072014e-308, 1.7976931348623157e308, 5, -0.0]),
    "smallint": (sa.SmallInteger, [-32768]),
    "string": (sa.String(200), ["", "a'b", NASTY, "NULL", None]),
    "text": (sa.Text, [NASTY * 3, "long it's " * 5_000, "\r\n\t\x7f\x01 \u2028"]),
    "unicode": (sa.Unicode(40), ["\U0001f600 é"]),
    "char": (sa.CHAR(5), ["ab"]),
    "boolean": (sa.Boolean, [True, False, None]),
    "date": (sa.Date, [dt.date(2024, 2, 29), dt.date(1000, 1, 1), dt.date(9999, 12, 31), None]),
    "time": (sa.Time, [dt.time(23, 59, 58), dt.time(0)]),
    "datetime": (sa.DateTime, [dt.datetime(2024, 2, 29, 1, 2, 3)]),
    "interval": (sa.Interval, [dt.timedelta(days=2, seconds=3), dt.timedelta(microseconds=5), dt.timedelta(0)]),
    "binary": (
        sa.LargeBinary,
        [b"", b"\x00\x01\xff'\\%", NASTY.encode(), bytearray(b"\x00a"), memoryview(b"\xff"), bytes(range(256)) * 40],
    ),
    "json": (sa.JSON, [{"a": [1, None, "it's \\ \" % :x é"]}, [], "s", None, sa.null(), sa.JSON.NULL, 1.5, True]),
    "json_none": (sa.JSON(none_as_null=True), [None, sa.JSON.NULL, {}]),
    "pair": (Pair, [(1, 2)]),
    "cents": (Cents, [decimal.Decimal("1.25")]),
    "pickle": (sa.PickleType(protocol=4), [{"a": (1, 2)}]),
    "enum": (sa.Enum("a", "it's", name="letters"), ["a", "it's", None]),
    "enum_class": (sa.Enum(Colour, name="colour"), [Colour.blue]),
    "enum_text": (sa.Enum(Size, name="size", values_callable=lambda of: [one.value for one in of]), [Size.large, "S"]),
    "enum_plain": (sa.Enum("a", "it's", name="plain", native_enum=False, length=9), ["it's"]),
    "uuid": (sa.Uuid, [uuid.UUID(int=5), uuid.UUID(int=2**128 - 1)]),
    "uuid_text": (sa.Uuid(as_uuid=False), [str(uuid.UUID(int=7))]),
    "uuid_plain": (sa.Uuid(native_uuid=False), [uuid.UUID(int=9)]),
    "reversed": (Reversed, ["abc'"]),
    "bytes": (Bytes, [b"\xfe"]),
    "upper": (Upper, ["abc%"]),
    "expression": (sa.String(40), [sa.func.lower("ABC"), sa.literal("x")]),
}

ZONE = dt.timezone(dt.timedelta(hours=2))
MOMENT = dt.datetime(2024, 2, 29, 1, 2, 3, 456789)

POSTGRESQL: Mapping[str, tuple[Any, list[Any]]] = {
    "array": (postgresql.ARRAY(sa.Integer), [[1, 2], [], [None], None]),
    "array_text": (postgresql.ARRAY(sa.Text), [["a'b", NASTY, "NULL", "", "{}", ",", None]]),
    "array_nested": (postgresql.ARRAY(sa.Integer, dimensions=2), [[[1, 2], [3, 4]]]),
    "array_date": (postgresql.ARRAY(sa.Date), [[dt.date(2024, 1, 2)]]),
    "array_enum": (postgresql.ARRAY(sa.Enum("x", "it's", name="element")), [["x", "it's"], []]),
    "array_numeric": (sa.ARRAY(sa.Numeric(10, 2)), [[decimal.Decimal("1.50")]]),
    "array_uuid": (postgresql.ARRAY(sa.Uuid), [[uuid.UUID(int=1)]]),
    "array_json": (postgresql.ARRAY(postgresql.JSONB), [[{"a": "it's"}, [1]]]),
    "jsonb": (postgresql.JSONB, [{"a": NASTY}]),
    "microseconds": (sa.DateTime, [MOMENT, dt.datetime(1, 1, 1)]),
    "timestamptz": (sa.DateTime(timezone=True), [MOMENT.replace(tzinfo=ZONE), MOMENT.replace(tzinfo=dt.UTC), MOMENT]),
    "zone_into_none": (sa.DateTime, [MOMENT.replace(tzinfo=dt.UTC)]),
    "timetz": (sa.Time(timezone=True), [dt.time(1, 2, 3, 4, tzinfo=ZONE)]),
    "time6": (sa.Time, [dt.time(1, 2, 3, 4)]),
    "interval_native": (postgresql.INTERVAL, [dt.timedelta(days=400, hours=-3, microseconds=7), -dt.timedelta(days=1)]),
    "nan": (sa.Numeric, [decimal.Decimal("NaN")]),
    "float_nan": (sa.Double, [float("inf"), float("-inf"), float("nan")]),
    "inet": (postgresql.INET, ["10.0.0.1"]),
    "cidr": (postgresql.CIDR, ["10.0.0.0/8"]),
    "macaddr": (postgresql.MACADDR, ["08:00:2b:01:02:03"]),
    "range": (postgresql.INT4RANGE, [postgresql.Range(1, 5), postgresql.Range(empty=True), postgresql.Range(None, 3)]),
    "daterange": (postgresql.DATERANGE, [postgresql.Range(dt.date(2024, 1, 1), dt.date(2024, 2, 1), bounds="[]")]),
    "multirange": (postgresql.INT4MULTIRANGE, [[postgresql.Range(1, 2), postgresql.Range(5, 7)]]),
    "bit": (postgresql.BIT(3), [postgresql.BitString("101")] if hasattr(postgresql, "BitString") else ["101"]),
    "tsvector": (postgresql.TSVECTOR, ["a b it''s"]),
    "hstore": (postgresql.HSTORE, [{"a": 'it\'s \\ "q"', "b": None}]),
}

MARIADB: Mapping[str, tuple[Any, list[Any]]] = {
    "varbinary": (sa.VARBINARY(20), [b"\x00\xff"]),
    "longblob": (mysql.LONGBLOB, [b"\x00\xff'"]),
    "datetime6": (mysql.DATETIME(fsp=6), [MOMENT]),
    "datetime_tz": (mysql.DATETIME, [dt.datetime(2024, 2, 29, 1, 2, 3, tzinfo=dt.UTC)]),
    "time6": (mysql.TIME(fsp=6), [dt.time(1, 2, 3, 4), dt.timedelta(days=2, microseconds=5), -dt.timedelta(hours=30)]),
    "timestamp": (mysql.TIMESTAMP(fsp=3), [dt.datetime(2024, 2, 29, 1, 2, 3, 456000)]),
    "year": (mysql.YEAR, [2024]),
    "set": (mysql.SET("a", "b"), [{"a"}]),
    "mysql_enum": (mysql.ENUM("a", "it's"), ["it's"]),
    "longtext": (mysql.LONGTEXT, [NASTY]),
    "tinyint": (mysql.TINYINT(1), [True, 5]),
}

SQLITE: Mapping[str, tuple[Any, list[Any]]] = {
    "microseconds": (sa.DateTime, [MOMENT]),
    "time6": (sa.Time, [dt.time(1, 2, 3, 4)]),
    "infinite": (sa.Double, [float("inf"), float("-inf")]),
}

BY_KIND = {"sqlite": SQLITE, "postgresql": POSTGRESQL, "mysql": MARIADB}


@pytest.fixture
def connection(any_engine: Engine) -> Iterator[Connection]:
    with any_engine.connect() as connection:
        yield connection


def run_script(connection: Connection, script: str) -> None:
    """Feed a script to the driver as it is, statement by statement."""
    cursor: Any = connection.connection.cursor()
    for statement in script.split(";\n\n")[:-1]:
        cursor.execute(statement)
    cursor.close()


def test_script_inserts_what_the_driver_inserts(connection: Connection) -> None:
    kinds = {**VALUES, **BY_KIND[connection.dialect.name]}
    metadata = MetaData()
    live, written = (
        Table(
            name,
            metadata,
            Column("id", sa.Integer, primary_key=True, autoincrement=False),
            *(Column(f"c_{kind}", type_) for kind, (type_, _) in kinds.items()),
        )
        for name in ("live", "written")
    )
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("CREATE EXTENSION hstore SCHEMA public")
    metadata.create_all(connection)
    rows = [
        {"id": number, f"c_{kind}": value}
        for number, (kind, value) in enumerate((kind, value) for kind, (_, values) in kinds.items() for value in values)
    ]
    buffer = io.StringIO()
    dialect = connection.dialect
    DefaultImpl.get_by_dialect(dialect)(dialect, None, True, None, buffer, {}).bulk_insert(written, rows)
    live_impl(connection).bulk_insert(live, rows)
    run_script(connection, buffer.getvalue())
    as_text = connection.dialect.name == "postgresql"
    columns = ", ".join(f"CAST(c_{kind} AS TEXT) AS c_{kind}" if as_text else f"c_{kind}" for kind in kinds)
    kept = [
        connection.exec_driver_sql(f"SELECT id, {columns} FROM {name} ORDER BY id").mappings().all()
        for name in ("live", "written")
    ]
    different = [
        f"{key}: driver {one[key]!r}, script {other[key]!r}"
        for one, other in zip(*kept, strict=True)
        for key in one
        if repr(one[key]) != repr(other[key])
    ]
    assert different == []


def test_names_that_need_quotes_work_live_and_in_scripts(connection: Connection) -> None:
    odd = ["per%cent", "co:lon", "sp ace", "Mixed", "select", "qu\"o'te", "%(x)s"]
    for name in odd:
        impl = live_impl(connection)
        buffer = io.StringIO()
        script = script_impl(connection.dialect.name, buffer)
        for number, target in enumerate((impl, script)):
            table = Table(f"{name}{number}", MetaData(), Column(name, sa.Integer), Column("b", sa.Integer))
            target.create_table(table)
            target.add_column(table.name, Column(f"{name} 2", sa.String(9), server_default="5% :x"))
            target.alter_column(
                table.name, f"{name} 2", name=f"{name} 3", existing_type=sa.String(9), existing_nullable=True
            )
            target.create_index(sa.Index(f"ix {name}{number}", table.c[name]))
            target.bulk_insert(table, [{name: 1}])
            target.rename_table(table.name, f"{name}{number} new")
            renamed = Table(f"{name}{number} new", MetaData(), Column(name, sa.Integer), Column("b", sa.Integer))
            target.drop_column(renamed.name, renamed.c.b)
        run_script(connection, buffer.getvalue())
        for number in (0, 1):
            columns = [column["name"] for column in sa.inspect(connection).get_columns(f"{name}{number} new")]
            assert columns == [name, f"{name} 3"], f"number {number}: {buffer.getvalue()}"


def test_value_of_the_wrong_kind_names_the_column() -> None:
    table = Table("t", MetaData(), Column("d", sa.Integer))
    impl = script_impl("postgresql", io.StringIO())
    with pytest.raises(OperationError, match=r"t\.d: <object.*Integer"):
        impl.bulk_insert(table, [{"d": object()}])


def test_untyped_columns_are_written_by_value() -> None:
    buffer = io.StringIO()
    table = sa.table("t", sa.column("a"), sa.column("b"), sa.column("c"))
    script_impl("postgresql", buffer).bulk_insert(table, [{"a": 1, "b": "x%", "c": b"\xff"}])
    assert buffer.getvalue() == "INSERT INTO t (a, b, c) VALUES (1, 'x%', '\\xff');\n\n"


def test_text_for_a_date_is_taken_as_written() -> None:
    buffer = io.StringIO()
    table = Table("t", MetaData(), Column("a", sa.Date), Column("b", sa.Numeric), Column("c", sa.Uuid))
    script_impl("sqlite", buffer).bulk_insert(table, [{"a": "2024-01-01", "b": "1.50", "c": "x"}])
    assert buffer.getvalue() == "INSERT INTO t (a, b, c) VALUES ('2024-01-01', '1.50', 'x');\n\n"


def test_python_default_is_written_into_the_script() -> None:
    buffer = io.StringIO()
    table = Table("t", MetaData(), Column("a", sa.Integer), Column("b", sa.Integer, default=7))
    script_impl("sqlite", buffer).bulk_insert(table, [{"a": 1}, {"a": 2, "b": 3}])
    assert buffer.getvalue() == "INSERT INTO t (a, b) VALUES (1, 7);\n\nINSERT INTO t (a, b) VALUES (2, 3);\n\n"


def test_drivers_dialect_stays_as_it_was() -> None:
    dialect = new_dialect("postgresql")
    before = dialect.paramstyle, dialect.insert_returning, dict(dialect.colspecs)
    impl = DefaultImpl.get_by_dialect(dialect)(dialect, None, True, None, io.StringIO(), {})
    impl.bulk_insert(Table("t", MetaData(), Column("a", sa.LargeBinary)), [{"a": b"x"}])
    assert (dialect.paramstyle, dialect.insert_returning, dict(dialect.colspecs)) == before


@pytest.mark.parametrize(
    ("dialect", "kind"), [("sqlite", "nan"), ("mysql", "nan"), ("mysql", "inf"), ("mysql", "-inf")]
)
@pytest.mark.parametrize("type_", [sa.Double(), sa.Numeric(), sa.Numeric(asdecimal=False)], ids=repr)
def test_numbers_a_database_does_not_have_are_refused(dialect: str, kind: str, type_: Any) -> None:
    table = Table("t", MetaData(), Column("d", type_))
    impl = script_impl(dialect, io.StringIO())
    for value in (float(kind), decimal.Decimal(kind)):
        with pytest.raises(OperationError, match=rf"t\.d: .*{dialect}.* has no such number"):
            impl.bulk_insert(table, [{"d": value}])


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql", "mysql"])
def test_nul_can_not_stand_in_a_script(dialect: str) -> None:
    table = Table("t", MetaData(), Column("s", sa.Text))
    with pytest.raises(OperationError, match=r"t\.s: 'a\\x00b' holds a NUL"):
        script_impl(dialect, io.StringIO()).bulk_insert(table, [{"s": "a\0b"}])


def test_default_that_looks_at_the_row_is_written_into_the_script() -> None:
    buffer = io.StringIO()
    made = Column("b", sa.Integer, default=lambda context: context.get_current_parameters()["a"] + 1)
    table = Table("t", MetaData(), Column("a", sa.Integer), made)
    script_impl("sqlite", buffer).bulk_insert(table, [{"a": 1}, {"a": 5}])
    assert buffer.getvalue() == "INSERT INTO t (a, b) VALUES (1, 2);\n\nINSERT INTO t (a, b) VALUES (5, 6);\n\n"
