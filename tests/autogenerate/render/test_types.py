from __future__ import annotations

import decimal
import logging
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import mssql, mysql, oracle, postgresql, sqlite
from sqlalchemy.types import TypeEngine

from revgraph.autogenerate import AutogenContext
from revgraph.autogenerate.render.types import type_code
from revgraph.errors import OperationError
from tests.kit import usertypes

MYSQL = "from sqlalchemy.dialects import mysql"
POSTGRESQL = "from sqlalchemy.dialects import postgresql"
USERTYPES = "import tests.kit.usertypes"

CASES: list[tuple[Any, str, str | None]] = [
    (sa.Integer(), "sa.Integer()", None),
    (sa.BigInteger(), "sa.BigInteger()", None),
    (sa.String(30), "sa.String(length=30)", None),
    (sa.String(30, collation="it's"), 'sa.String(length=30, collation="it\'s")', None),
    (sa.Unicode(5), "sa.Unicode(length=5)", None),
    (sa.VARCHAR(5), "sa.VARCHAR(length=5)", None),
    (sa.Text(), "sa.Text()", None),
    (sa.LargeBinary(), "sa.LargeBinary()", None),
    (sa.LargeBinary(5), "sa.LargeBinary(length=5)", None),
    (sa.Numeric(10, 2), "sa.Numeric(precision=10, scale=2)", None),
    (sa.Numeric(10, 2, asdecimal=False), "sa.Numeric(precision=10, scale=2, asdecimal=False)", None),
    (sa.Float(53), "sa.Float(precision=53)", None),
    (sa.Double(), "sa.Double()", None),
    (sa.DateTime(), "sa.DateTime()", None),
    (sa.DateTime(timezone=True), "sa.DateTime(timezone=True)", None),
    (sa.TIMESTAMP(timezone=True), "sa.TIMESTAMP(timezone=True)", None),
    (sa.Date(), "sa.Date()", None),
    (sa.Time(), "sa.Time()", None),
    (sa.Interval(second_precision=3), "sa.Interval(second_precision=3)", None),
    (sa.Boolean(), "sa.Boolean()", None),
    (sa.Boolean(name="ck", create_constraint=True), "sa.Boolean(create_constraint=True, name='ck')", None),
    (sa.Enum("a", "it's", name="e"), "sa.Enum('a', \"it's\", name='e')", None),
    (sa.Enum("a", name="e", length=30), "sa.Enum('a', name='e', length=30)", None),
    (sa.Enum(usertypes.Colour), "sa.Enum('RED', 'GREEN', name='colour')", None),
    (sa.Enum("a", native_enum=False, length=9), "sa.Enum('a', native_enum=False, length=9)", None),
    (sa.Enum("a", name="e", schema="s"), "sa.Enum('a', name='e', schema='s')", None),
    (sa.JSON(), "sa.JSON()", None),
    (sa.JSON(none_as_null=True), "sa.JSON(none_as_null=True)", None),
    (sa.Uuid(), "sa.Uuid()", None),
    (sa.Uuid(as_uuid=False), "sa.Uuid(as_uuid=False)", None),
    (sa.PickleType(), "sa.PickleType()", None),
    (sa.ARRAY(sa.Integer()), "sa.ARRAY(sa.Integer())", None),
    (sa.ARRAY(sa.String(3), dimensions=2), "sa.ARRAY(sa.String(length=3), dimensions=2)", None),
    (sa.types.NullType(), "sa.types.NullType()", None),
    (postgresql.JSONB(), "postgresql.JSONB(astext_type=sa.Text())", POSTGRESQL),
    (postgresql.JSONB(astext_type=sa.Unicode()), "postgresql.JSONB(astext_type=sa.Unicode())", POSTGRESQL),
    (postgresql.HSTORE(text_type=sa.Unicode()), "postgresql.HSTORE(text_type=sa.Unicode())", POSTGRESQL),
    (postgresql.ARRAY(postgresql.INET()), "postgresql.ARRAY(postgresql.INET())", POSTGRESQL),
    (postgresql.ENUM("a", name="e"), "postgresql.ENUM('a', name='e')", POSTGRESQL),
    (
        postgresql.ENUM("a", name="e", create_type=False),
        "postgresql.ENUM('a', name='e', create_type=False)",
        POSTGRESQL,
    ),
    (postgresql.INTERVAL(fields="DAY"), "postgresql.INTERVAL(fields='DAY')", POSTGRESQL),
    (postgresql.BIT(5, varying=True), "postgresql.BIT(length=5, varying=True)", POSTGRESQL),
    (postgresql.TIMESTAMP(precision=3), "postgresql.TIMESTAMP(precision=3)", POSTGRESQL),
    (postgresql.INT4RANGE(), "postgresql.INT4RANGE()", POSTGRESQL),
    (
        postgresql.DOMAIN("d", sa.Integer(), not_null=False, check="value > 0", schema="s", create_type=False),
        "postgresql.DOMAIN('d', sa.Integer(), check='value > 0', schema='s', create_type=False)",
        "from sqlalchemy.dialects import postgresql",
    ),
    (
        postgresql.DOMAIN("d", sa.Integer(), not_null=True),
        "postgresql.DOMAIN('d', sa.Integer(), not_null=True)",
        POSTGRESQL,
    ),
    (
        postgresql.DOMAIN("d", sa.String(), collation="C", default=sa.text("'x'"), check=r"value ~ '\:a'"),
        """postgresql.DOMAIN('d', sa.String(), collation='C', default=sa.text("'x'"), check="value ~ '\\\\:a'")""",
        POSTGRESQL,
    ),
    (mysql.INTEGER(unsigned=True), "mysql.INTEGER(unsigned=True)", MYSQL),
    (mysql.VARCHAR(9, charset="utf8mb4"), "mysql.VARCHAR(charset='utf8mb4', length=9)", MYSQL),
    (mysql.ENUM("a", "b", charset="ascii"), "mysql.ENUM('a', 'b', charset='ascii')", MYSQL),
    (mysql.SET("a", "b"), "mysql.SET('a', 'b')", MYSQL),
    (mysql.DECIMAL(5, 2, unsigned=True), "mysql.DECIMAL(unsigned=True, precision=5, scale=2)", MYSQL),
    (mysql.DATETIME(fsp=6), "mysql.DATETIME(fsp=6)", MYSQL),
    (mysql.LONGTEXT(collation="utf8mb4_bin"), "mysql.LONGTEXT(collation='utf8mb4_bin')", MYSQL),
    (mysql.YEAR(), "mysql.YEAR()", MYSQL),
    (mssql.DATETIME2(3), "mssql.DATETIME2(precision=3)", "from sqlalchemy.dialects import mssql"),
    (oracle.VARCHAR2(5), "oracle.VARCHAR2(length=5)", "from sqlalchemy.dialects import oracle"),
    (sqlite.DATETIME(), "sqlite.DATETIME()", "from sqlalchemy.dialects import sqlite"),
    (
        sa.String(5).with_variant(mysql.VARCHAR(7, charset="ascii"), "mysql").with_variant(sa.Text(), "mariadb"),
        "sa.String(length=5).with_variant(sa.Text(), 'mariadb')"
        ".with_variant(mysql.VARCHAR(charset='ascii', length=7), 'mysql')",
        MYSQL,
    ),
    (usertypes.Lower(40), "tests.kit.usertypes.Lower(length=40)", USERTYPES),
    (usertypes.Lower(), "tests.kit.usertypes.Lower()", USERTYPES),
    (
        usertypes.Choice(("a", "bc"), strict=False),
        "tests.kit.usertypes.Choice(('a', 'bc'), strict=False)",
        USERTYPES,
    ),
    (usertypes.Spoken("x"), "tests.kit.usertypes.Spoken('x')", USERTYPES),
    (usertypes.Point(srid=4326), "tests.kit.usertypes.Point(srid=4326)", USERTYPES),
    (usertypes.Outer.Inner(), "tests.kit.usertypes.Outer.Inner()", USERTYPES),
]


def context(**opts: Any) -> AutogenContext:
    return AutogenContext(None, opts=opts, autogenerate=False, dialect=sa.create_engine("sqlite://").dialect)


def evaluated(code: str, imports: frozenset[str]) -> TypeEngine[Any]:
    namespace: dict[str, Any] = {"sa": sa}
    exec("\n".join(sorted(imports)), namespace)
    made: TypeEngine[Any] = eval(code, namespace)
    return made


@pytest.mark.parametrize(("type_", "text", "imported"), CASES, ids=[text for _, text, _ in CASES])
def test_type_is_rendered_and_made_again(type_: TypeEngine[Any], text: str, imported: str | None) -> None:
    code = type_code(context(), type_)
    assert code.text == text
    assert code.imports == ({imported} if imported else set())
    again = evaluated(code.text, code.imports)
    assert type(again) is type(type_)
    assert type_code(context(), again) == code


def test_every_type_sqlalchemy_exports_is_rendered_and_made_again() -> None:
    made = []
    for module in (sa.types, postgresql, mysql, mssql, oracle, sqlite):
        for name in dir(module):
            cls = getattr(module, name)
            if isinstance(cls, type) and issubclass(cls, TypeEngine):
                try:
                    type_ = cls()
                except (TypeError, AssertionError, NotImplementedError):
                    continue
                code = type_code(context(), type_)
                assert isinstance(evaluated(code.text, code.imports), cls), code.text
                made.append(name)
    assert len(made) > 100


def test_private_type_of_sqlalchemy_goes_by_its_public_ancestor() -> None:
    dialect = sa.create_engine("sqlite://").dialect
    code = type_code(context(), sa.DateTime().dialect_impl(dialect))
    assert isinstance(evaluated(code.text, code.imports), sa.DateTime)


def test_prefixes_of_sqlalchemy_and_of_users_modules() -> None:
    prefixed = context(sqlalchemy_module_prefix="sqlalchemy.", user_module_prefix="types.")
    assert type_code(prefixed, sa.ARRAY(sa.Integer())).text == "sqlalchemy.ARRAY(sqlalchemy.Integer())"
    point = type_code(prefixed, usertypes.Point())
    assert (point.text, point.imports) == ("types.Point()", frozenset())


def test_render_item_has_the_first_word() -> None:
    def render_item(kind: str, item: Any, autogen_context: Any) -> str | bool:
        if kind == "type" and isinstance(item, usertypes.Point):
            autogen_context.imports.add("from geo import Point")
            return f"Point({item.dimensions})"
        return False

    chosen = context(render_item=render_item)
    assert type_code(chosen, sa.ARRAY(usertypes.Point(3))).text == "sa.ARRAY(Point(3))"
    assert chosen.imports == {"from geo import Point"}


def test_local_type_is_refused_by_name() -> None:
    class Local(sa.Integer):
        pass

    with pytest.raises(OperationError, match=r"Local is local to a function.*render_item"):
        type_code(context(), Local())


def test_argument_a_type_does_not_keep_is_warned_of(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        type_code(context(), usertypes.Forgetful("x"))
    assert "'secret'" in caplog.text


def test_value_that_can_not_be_written_is_refused() -> None:
    with pytest.raises(OperationError, match="can't be written into a revision file"):
        type_code(context(), usertypes.Point(dimensions=object()))  # type: ignore[arg-type]


def test_decimal_argument_brings_its_import() -> None:
    code = type_code(context(), usertypes.Point(dimensions=decimal.Decimal("1.5")))  # type: ignore[arg-type]
    assert code.text == "tests.kit.usertypes.Point(dimensions=decimal.Decimal('1.5'))"
    assert "import decimal" in code.imports
