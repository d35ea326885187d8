"""Types converge: what was created from a model compares equal to it; a changed one compares different."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Column, Connection, Engine, MetaData, Table
from sqlalchemy.dialects import mysql, postgresql, sqlite
from sqlalchemy.types import TypeDecorator, TypeEngine, UserDefinedType

from revgraph.ddl import DefaultImpl
from revgraph.ddl.type_match import parse_shape
from tests.kit.ddl import new_dialect
from tests.kit.live import differing_types, live_impl, reflected_table


class Colour(enum.Enum):
    red = 1
    blue = 2


class Wrapped(TypeDecorator[Any]):
    impl = sa.String(17)
    cache_ok = True


class Switching(TypeDecorator[Any]):
    impl = sa.Text
    cache_ok = True

    def load_dialect_impl(self, dialect: sa.Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(postgresql.JSONB() if dialect.name == "postgresql" else sa.Text())


class Odd(UserDefinedType[Any]):
    cache_ok = True

    def get_col_spec(self, **kw: Any) -> str:
        return "GEOMETRY"


GENERIC: Mapping[str, Any] = {
    "integer": sa.Integer,
    "smallint": sa.SmallInteger,
    "bigint": sa.BigInteger,
    "float": sa.Float,
    "float24": sa.Float(24),
    "float53": sa.Float(53),
    "double": sa.Double,
    "numeric": sa.Numeric,
    "numeric9": sa.Numeric(9),
    "numeric10_2": sa.Numeric(10, 2),
    "decimal": sa.DECIMAL(12, 4),
    "real": sa.REAL,
    "string": sa.String(20),
    "unicode": sa.Unicode(21),
    "char": sa.CHAR,
    "char5": sa.CHAR(5),
    "text": sa.Text,
    "unicodetext": sa.UnicodeText,
    "date": sa.Date,
    "time": sa.Time,
    "datetime": sa.DateTime,
    "datetime_tz": sa.DateTime(timezone=True),
    "timestamp": sa.TIMESTAMP,
    "interval": sa.Interval,
    "boolean": sa.Boolean,
    "boolean_check": sa.Boolean(create_constraint=True, name="ck_boolean"),
    "binary": sa.LargeBinary,
    "enum": sa.Enum("a", "b,c", "it's", name="letters"),
    "enum_class": sa.Enum(Colour, name="colour"),
    "enum_text": sa.Enum("a", "bcd", native_enum=False, name="ck_enum"),
    "json": sa.JSON,
    "uuid": sa.Uuid,
    "uuid_text": sa.Uuid(native_uuid=False),
    "pickle": sa.PickleType,
    "wrapped": Wrapped,
    "switching": Switching,
    "variant": sa.String(30).with_variant(sa.Text(), "postgresql").with_variant(mysql.VARCHAR(31), "mysql", "mariadb"),
}

POSTGRESQL: Mapping[str, Any] = {
    "bigserial": sa.BigInteger,
    "varchar": sa.String,
    "double_precision": sa.DOUBLE_PRECISION,
    "numeric_plain": postgresql.NUMERIC,
    "timestamp3": postgresql.TIMESTAMP(precision=3),
    "timestamp6": postgresql.TIMESTAMP(precision=6),
    "timestamptz0": postgresql.TIMESTAMP(timezone=True, precision=0),
    "time2": postgresql.TIME(precision=2),
    "timetz": postgresql.TIME(timezone=True),
    "interval_fields": postgresql.INTERVAL(fields="YEAR TO MONTH"),
    "interval3": postgresql.INTERVAL(precision=3),
    "bit": postgresql.BIT,
    "bit4": postgresql.BIT(4),
    "varbit": postgresql.BIT(4, varying=True),
    "inet": postgresql.INET,
    "cidr": postgresql.CIDR,
    "macaddr": postgresql.MACADDR,
    "money": postgresql.MONEY,
    "oid": postgresql.OID,
    "jsonb": postgresql.JSONB,
    "tsvector": postgresql.TSVECTOR,
    "int4range": postgresql.INT4RANGE,
    "tstzrange": postgresql.TSTZRANGE,
    "array": postgresql.ARRAY(sa.Integer),
    "array2": postgresql.ARRAY(sa.String(9), dimensions=2),
    "array_numeric": sa.ARRAY(sa.Numeric(8, 3)),
    "array_enum": postgresql.ARRAY(sa.Enum("x", "y", name="in_array")),
    "array_timestamp": postgresql.ARRAY(postgresql.TIMESTAMP(timezone=True)),
    "odd_enum": sa.Enum("x", name="Odd Name"),
    "domain": postgresql.DOMAIN("positive", sa.Integer, check=sa.text("VALUE > 0")),
    "collated": sa.String(9, collation="C"),
    "bytea": postgresql.BYTEA,
}

MARIADB: Mapping[str, Any] = {
    "tinyint": mysql.TINYINT,
    "tinyint1": mysql.TINYINT(1),
    "mediumint": mysql.MEDIUMINT,
    "unsigned": mysql.INTEGER(unsigned=True),
    "bigint20": mysql.BIGINT(20, unsigned=True),
    "double": mysql.DOUBLE,
    "float_p": mysql.FLOAT(8, 3),
    "decimal_u": mysql.DECIMAL(9, 2, unsigned=True),
    "datetime6": mysql.DATETIME(fsp=6),
    "timestamp3": mysql.TIMESTAMP(fsp=3),
    "time3": mysql.TIME(fsp=3),
    "year": mysql.YEAR,
    "bit": mysql.BIT,
    "bit4": mysql.BIT(4),
    "tinytext": mysql.TINYTEXT,
    "mediumtext": mysql.MEDIUMTEXT,
    "longtext": mysql.LONGTEXT,
    "text10": sa.Text(10),
    "text100": sa.Text(100),
    "text20000": sa.Text(20000),
    "text100000": sa.Text(100000),
    "blob300": sa.LargeBinary(300),
    "blob70000": sa.LargeBinary(70000),
    "longblob": mysql.LONGBLOB,
    "varbinary": sa.VARBINARY(20),
    "binary16": sa.BINARY(16),
    "set": mysql.SET("a", "b"),
    "nvarchar": mysql.NVARCHAR(20),
    "collated": sa.String(20, collation="utf8mb4_bin"),
    "charset": mysql.VARCHAR(20, charset="latin1"),
    "utf8": mysql.VARCHAR(20, charset="utf8"),
}

SQLITE: Mapping[str, Any] = {
    "string": sa.String,
    "sqlite_datetime": sqlite.DATETIME(truncate_microseconds=True),
    "odd": Odd,
    "double_precision": sa.DOUBLE_PRECISION,
    "nvarchar": sa.NVARCHAR(20),
    "varbinary": sa.VARBINARY(20),
    "clob": sa.CLOB,
}

CHANGED: Mapping[str, tuple[Any, Any]] = {
    "length": (sa.String(20), sa.String(21)),
    "string_to_text": (sa.String(20), sa.Text),
    "precision": (sa.Numeric(10, 2), sa.Numeric(12, 2)),
    "scale": (sa.Numeric(10, 2), sa.Numeric(10, 3)),
    "integer_to_bigint": (sa.Integer, sa.BigInteger),
    "integer_to_string": (sa.Integer, sa.String(9)),
    "boolean_to_integer": (sa.Boolean, sa.Integer),
    "date_to_datetime": (sa.Date, sa.DateTime),
    "float_to_numeric": (sa.Float, sa.Numeric(9, 2)),
    "text_to_binary": (sa.Text, sa.LargeBinary),
    "enum_to_string": (sa.Enum("a", "b", name="ab"), sa.String(40)),
    "string_to_enum": (sa.String(40), sa.Enum("a", "b", name="ab")),
}

CHANGED_POSTGRESQL: Mapping[str, tuple[Any, Any]] = {
    "timezone": (sa.DateTime, sa.DateTime(timezone=True)),
    "json_to_jsonb": (postgresql.JSON, postgresql.JSONB),
    "numeric_to_plain": (sa.Numeric(9, 2), sa.Numeric),
    "array_element": (postgresql.ARRAY(sa.Integer), postgresql.ARRAY(sa.BigInteger)),
    "array_to_element": (postgresql.ARRAY(sa.Integer), sa.Integer),
    "array_length": (postgresql.ARRAY(sa.String(5)), postgresql.ARRAY(sa.String(6))),
    "float_to_real": (sa.Float, sa.Float(24)),
    "timestamp_precision": (postgresql.TIMESTAMP(precision=3), postgresql.TIMESTAMP(precision=2)),
    "bit": (postgresql.BIT(4), postgresql.BIT(4, varying=True)),
    "interval": (sa.Interval, postgresql.INTERVAL(fields="YEAR TO MONTH")),
    "enum_name": (sa.Enum("a", name="one"), sa.Enum("a", name="other")),
}

CHANGED_MARIADB: Mapping[str, tuple[Any, Any]] = {
    "unsigned": (sa.Integer, mysql.INTEGER(unsigned=True)),
    "fsp": (mysql.DATETIME, mysql.DATETIME(fsp=6)),
    "text_size": (sa.Text, mysql.MEDIUMTEXT),
    "enum_values": (sa.Enum("a", "b"), sa.Enum("a", "b", "c")),
    "set_values": (mysql.SET("a", "b"), mysql.SET("a")),
    "float_to_double": (sa.Float, sa.Double),
    "json_to_text": (sa.JSON, sa.Text),
    "collation": (sa.String(9, collation="utf8mb4_bin"), sa.String(9, collation="utf8mb4_unicode_ci")),
    "binary_length": (sa.BINARY(16), sa.BINARY(17)),
    "bit": (mysql.BIT(2), mysql.BIT(3)),
}

CHANGED_BY_KIND = {"sqlite": {}, "postgresql": CHANGED_POSTGRESQL, "mysql": CHANGED_MARIADB}
BY_KIND = {"sqlite": SQLITE, "postgresql": POSTGRESQL, "mysql": MARIADB}


@pytest.fixture
def connection(any_engine: Engine) -> Iterator[Connection]:
    with any_engine.connect() as connection:
        yield connection


def test_created_types_compare_equal(connection: Connection) -> None:
    types = {**GENERIC, **BY_KIND[connection.dialect.name]}
    table = Table("kinds", MetaData(), *(Column(f"c_{name}", type_) for name, type_ in types.items()))
    table.create(connection)
    impl = live_impl(connection)
    assert differing_types(impl, reflected_table(connection, impl, "kinds"), table.columns) == []


def test_changed_types_compare_different(connection: Connection) -> None:
    pairs = {**CHANGED, **CHANGED_BY_KIND[connection.dialect.name]}
    before, after = (
        Table("kinds", MetaData(), *(Column(f"c_{name}", pair[side]) for name, pair in pairs.items()))
        for side in (0, 1)
    )
    before.create(connection)
    impl = live_impl(connection)
    reflected = reflected_table(connection, impl, "kinds")
    equal = {column.name for column in after.columns if not impl.compare_type(reflected.c[column.name], column)}
    allowed = {"sqlite": {"c_enum_to_string", "c_string_to_enum"}}.get(connection.dialect.name, set())
    assert equal - allowed == set()


@pytest.mark.server
def test_types_in_a_schema_compare_equal(postgresql_engine: Engine) -> None:
    with postgresql_engine.connect() as connection:
        connection.execute(sa.schema.CreateSchema("elsewhere"))
        table = Table(
            "t",
            MetaData(),
            Column("here", sa.Enum("a", name="in_default")),
            Column("there", sa.Enum("a", name="in_schema", schema="elsewhere")),
            schema="elsewhere",
        )
        table.create(connection)
        impl = live_impl(connection)
        reflected = reflected_table(connection, impl, "t", "elsewhere")
        assert differing_types(impl, reflected, table.columns) == []


def offline(dialect: str) -> DefaultImpl:
    found = new_dialect(dialect)
    impl_class = DefaultImpl.get_by_dialect(found)
    impl = impl_class.__new__(impl_class)
    impl.dialect = found
    return impl


def differs(dialect: str, reflected: Any, wanted: Any) -> bool:
    return offline(dialect).compare_type(Column("c", reflected), Column("c", wanted))


def test_unknown_reflected_type_is_no_difference() -> None:
    assert not differs("postgresql", sa.types.NullType(), sa.Integer())


def test_types_opinion_of_itself_comes_first() -> None:
    class Opinionated(UserDefinedType[Any]):
        cache_ok = True

        def get_col_spec(self, **kw: Any) -> str:
            return "WHATEVER"

        def compare_against_backend(self, dialect: sa.Dialect, conn_type: TypeEngine[Any]) -> bool | None:
            return {"VARCHAR": True, "INTEGER": False}.get(str(conn_type))

    assert not differs("postgresql", sa.String(), Opinionated())
    assert differs("postgresql", sa.Integer(), Opinionated())
    assert differs("postgresql", sa.Text(), Opinionated())


@pytest.mark.parametrize(
    ("written", "name", "args", "properties"),
    [
        ("VARCHAR(20)", "VARCHAR", ("20",), {}),
        ("numeric(10, 2)", "NUMERIC", ("10", "2"), {}),
        ("TIMESTAMP(6) WITHOUT TIME ZONE", "TIMESTAMP WITHOUT TIME ZONE", ("6",), {}),
        ("ENUM('a,b','it''s)')", "ENUM", ("'a,b'", "'it''s)'"), {}),
        ("INTEGER(11) UNSIGNED ZEROFILL", "INTEGER UNSIGNED ZEROFILL", ("11",), {}),
        ('VARCHAR(9) COLLATE "de_DE"', "VARCHAR", ("9",), {"collate": "de_de"}),
        (
            "VARCHAR(9) CHARACTER SET utf8 COLLATE utf8_bin",
            "VARCHAR",
            ("9",),
            {"charset": "utf8", "collate": "utf8_bin"},
        ),
        ("VARCHAR(9)[][]", "VARCHAR[]", ("9",), {}),
        ('"Odd Name"', '"Odd Name"', (), {}),
        ("GEOMETRY(POINT,4326)", "GEOMETRY", ("POINT", "4326"), {}),
    ],
)
def test_written_type_is_taken_apart(
    written: str, name: str, args: tuple[str, ...], properties: dict[str, str]
) -> None:
    shape = parse_shape(written)
    assert (shape.name, shape.args, dict(shape.properties)) == (name, args, properties)
