"""The column types of each kind of database, with values and server defaults that fit them.

A value is made from the number of its row, so that what refers to a column finds the same value there.
"""

from __future__ import annotations

import datetime as dt
import decimal
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import mysql, postgresql, sqlite

from tests.convergence.spec import Default


@dataclass(frozen=True)
class Kind:
    """One type.

    :param make: makes it.
    :param family: types of one family take each other's values.
    :param value: the value of a row, by its number from 1.
    :param defaults: server defaults that fit.
    :param distinct: whether the rows' values are all different.
    :param keyable: whether it can be in keys and indexes on every database that has it.
    :param collatable: whether it takes a collation.
    """

    make: Callable[[], Any]
    family: str
    value: Callable[[int], Any]
    defaults: tuple[Default, ...] = ()
    distinct: bool = True
    keyable: bool = True
    collatable: bool = False


def _text(*values: str) -> tuple[Default, ...]:
    return tuple(Default("text", value) for value in values)


def _literal(*values: str) -> tuple[Default, ...]:
    return tuple(Default("literal", value) for value in values)


NUMBERS = (*_text("1", "42", "(3 + 4)"), *_literal("1", "7"))
STRINGS = _literal("x", "it's", "50%", "a:b", 'say "hi"', "ünï", "(x)", "NULL", "1")
MOMENTS = (*_text("CURRENT_TIMESTAMP"), Default("now", ""), *_literal("2020-02-02 10:00:00"))
DAY = dt.datetime(2020, 1, 1, 12)


def _number(make: Callable[[], Any], **kw: Any) -> Kind:
    return Kind(make, "number", lambda n: n, NUMBERS, **kw)


def _decimal(make: Callable[[], Any]) -> Kind:
    return Kind(make, "number", lambda n: decimal.Decimal(n), (*NUMBERS, *_text("1.50"), *_literal("2.5")))


def _string(make: Callable[[], Any], **kw: Any) -> Kind:
    return Kind(make, "string", lambda n: str(n), STRINGS, collatable=True, **kw)


def _moment(make: Callable[[], Any], **kw: Any) -> Kind:
    return Kind(make, "moment", lambda n: DAY + dt.timedelta(days=n), MOMENTS, **kw)


GENERAL: Mapping[str, Kind] = {
    "integer": _number(sa.Integer),
    "bigint": _number(sa.BigInteger),
    "smallint": _number(sa.SmallInteger),
    "numeric": _decimal(lambda: sa.Numeric(10, 2)),
    "numeric_wide": _decimal(lambda: sa.Numeric(14, 4)),
    "float": Kind(sa.Float, "number", float, NUMBERS),
    "double": Kind(sa.Double, "number", float, NUMBERS),
    "varchar30": _string(lambda: sa.String(30)),
    "varchar50": _string(lambda: sa.String(50)),
    "varchar200": _string(lambda: sa.String(200)),
    "unicode": _string(lambda: sa.Unicode(40)),
    "char12": Kind(lambda: sa.CHAR(12), "char", lambda n: f"{n:012}", _literal("x" * 12), collatable=True),
    "text": _string(sa.Text, keyable=False),
    "boolean": Kind(sa.Boolean, "boolean", lambda n: n % 2 == 0, (Default("true", ""), Default("false", "")), False),
    "date": Kind(sa.Date, "date", lambda n: dt.date(2020, 1, n), _literal("2020-02-02")),
    "datetime": _moment(sa.DateTime),
    "time": Kind(sa.Time, "time", lambda n: dt.time(n, 30), _literal("10:30:00")),
    "blob": Kind(sa.LargeBinary, "blob", lambda n: f"b{n}".encode(), keyable=False),
    "json": Kind(sa.JSON, "json", lambda n: {"n": n}, (), keyable=False),
    "uuid": Kind(sa.Uuid, "uuid", lambda n: uuid.UUID(int=n), ()),
}
JSON_DEFAULTS = (*_text("'{}'"), *_literal("{}", '{"a": 1, "b": "it\'s"}'))
UUID_DEFAULT = _literal("00000000-0000-0000-0000-000000000009")


def _range(make: Callable[[], Any]) -> Kind:
    def value(number: int) -> Any:
        return postgresql.Range(number * 10, number * 10 + 5)

    return Kind(make, "range", value, _literal("[1,2)"))


POSTGRESQL: Mapping[str, Kind] = {
    **GENERAL,
    "json": Kind(sa.JSON, "json", lambda n: {"n": n}, JSON_DEFAULTS, keyable=False),
    "jsonb": Kind(postgresql.JSONB, "json", lambda n: {"n": n}, (*JSON_DEFAULTS, *_text("'[]'::jsonb"))),
    "uuid": Kind(sa.Uuid, "uuid", lambda n: uuid.UUID(int=n), (*UUID_DEFAULT, *_text("gen_random_uuid()"))),
    "datetime_tz": _moment(lambda: sa.DateTime(timezone=True)),
    "timestamp3": _moment(lambda: postgresql.TIMESTAMP(precision=3)),
    "interval": Kind(
        sa.Interval, "interval", lambda n: dt.timedelta(days=n), _literal("1 day", "01:00:00", "2 days 03:04:05")
    ),
    "real": Kind(sa.REAL, "number", float, NUMBERS),
    "varchar": _string(sa.String),
    "inet": Kind(postgresql.INET, "inet", lambda n: f"10.0.0.{n}", _literal("10.0.0.9")),
    "cidr": Kind(postgresql.CIDR, "cidr", lambda n: f"10.0.{n}.0/24", _literal("10.9.0.0/16")),
    "macaddr": Kind(postgresql.MACADDR, "macaddr", lambda n: f"08:00:2b:01:02:0{n}"),
    "money": Kind(postgresql.MONEY, "money", lambda n: f"${n}.00"),
    "bit8": Kind(lambda: postgresql.BIT(8), "bit", lambda n: f"{n:08b}"),
    "int_array": Kind(lambda: sa.ARRAY(sa.Integer), "ints", lambda n: [n], (*_literal("{}", "{1,2}"),)),
    "text_array": Kind(
        lambda: postgresql.ARRAY(sa.Text), "texts", lambda n: [str(n)], (*_text("'{}'::text[]", "ARRAY['a'::text]"),)
    ),
    "int4range": _range(postgresql.INT4RANGE),
    "tsvector": Kind(postgresql.TSVECTOR, "tsvector", lambda n: f"w{n}", keyable=False),
}
MARIADB: Mapping[str, Kind] = {
    **GENERAL,
    "text": Kind(sa.Text, "string", lambda n: str(n), _text("'x'"), keyable=False, collatable=True),
    "blob": Kind(sa.LargeBinary, "blob", lambda n: f"b{n}".encode(), keyable=False),
    "json": Kind(sa.JSON, "json", lambda n: {"n": n}, _text("'{}'", "(json_object())"), keyable=False),
    "tinyint": _number(mysql.TINYINT),
    "mediumint": _number(mysql.MEDIUMINT),
    "unsigned": _number(lambda: mysql.INTEGER(unsigned=True)),
    "bigint_unsigned": _number(lambda: mysql.BIGINT(unsigned=True)),
    "decimal_unsigned": _decimal(lambda: mysql.DECIMAL(10, 2, unsigned=True)),
    "longtext": Kind(mysql.LONGTEXT, "string", lambda n: str(n), keyable=False, collatable=True),
    "mediumtext": Kind(mysql.MEDIUMTEXT, "string", lambda n: str(n), keyable=False, collatable=True),
    "datetime6": _moment(lambda: mysql.DATETIME(fsp=6)),
    "timestamp": _moment(mysql.TIMESTAMP),
    "year": Kind(mysql.YEAR, "year", lambda n: 2000 + n, _literal("2020")),
    "set": Kind(lambda: mysql.SET("1", "2", "3"), "set", lambda n: {str(n)}, _literal("1", "1,2"), keyable=False),
    "varbinary": Kind(lambda: sa.VARBINARY(20), "varbinary", lambda n: f"b{n}".encode()),
    "bit": Kind(lambda: mysql.BIT(8), "mysqlbit", lambda n: n, keyable=False),
    "varchar_utf8": _string(lambda: mysql.VARCHAR(40, charset="utf8mb4", collation="utf8mb4_bin")),
    "interval": Kind(sa.Interval, "epoch", lambda n: dt.timedelta(days=n)),
}
SQLITE: Mapping[str, Kind] = {
    **GENERAL,
    "json": Kind(sa.JSON, "json", lambda n: {"n": n}, JSON_DEFAULTS, keyable=False),
    "varchar": _string(sa.String),
    "real": Kind(sa.REAL, "number", float, NUMBERS),
    "interval": Kind(sa.Interval, "epoch", lambda n: dt.timedelta(days=n)),
    "sqlite_datetime": _moment(sqlite.DATETIME),
}
TYPES: Mapping[str, Mapping[str, Kind]] = {"postgresql": POSTGRESQL, "mariadb": MARIADB, "sqlite": SQLITE}

COLLATIONS = {
    "postgresql": ("C", "POSIX", "en-x-icu"),
    "mariadb": ("utf8mb4_bin", "utf8mb4_unicode_ci"),
    "sqlite": ("NOCASE", "RTRIM", "BINARY"),
}
CONVERSIONS: Mapping[str, tuple[str, ...]] = {
    "number": ("number", "number", "string"),
    "string": ("string", "string", "number"),
    "moment": ("moment", "date"),
    "date": ("date", "moment"),
}
"""The families a type may change into with its rows kept; those not named stay in their own."""


def convertible(kind: str, type_: str) -> list[str]:
    """Return the types another one may be changed into."""
    types = TYPES[kind]
    families = CONVERSIONS.get(types[type_].family, (types[type_].family,))
    return [key for family in families for key, other in types.items() if other.family == family and key != type_]
