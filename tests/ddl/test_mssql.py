"""SQL Server beyond the golden tables: difficult names, literals, options, and what is looked up while connected."""

from __future__ import annotations

import datetime as dt
import decimal
import io
import uuid
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Column, Identity, Index, Integer, MetaData, String, Table
from sqlalchemy.dialects import mssql
from sqlalchemy.sql.elements import quoted_name

import revgraph.ddl.mssql.impl as module
from revgraph.ddl import DefaultImpl, MSSQLImpl
from revgraph.ddl.mssql import StoredColumn
from revgraph.errors import OperationError
from tests.kit.ddl import new_dialect, script, statements
from tests.kit.wordings import drop_dependents, forgiving

DIFFICULT = ["order", "Mixed", "a b", "it's", "a]b", "[a]", "a.b", "100%", "a:b", "größe", 'say "x"', "漢字"]


def written(call: Callable[[DefaultImpl], object]) -> list[str]:
    return statements("mssql", call)


def bracketed(name: str) -> str:
    return "[" + name.replace("]", "]]") + "]"


def quoted(name: str) -> str:
    """Return a name as SQLAlchemy quotes it."""
    return new_dialect("mssql").identifier_preparer.quote(name)


def national(text: str) -> str:
    return "N'" + text.replace("'", "''") + "'"


def table(*items: Any, name: str = "t", **kw: Any) -> Table:
    return Table(name, MetaData(), *items, **kw)


@pytest.mark.parametrize("name", DIFFICULT)
def test_names_in_strings_are_quoted_as_the_server_takes_them_apart(name: str) -> None:
    schema = quoted_name(name, quote=True)  # else SQLAlchemy reads brackets and dots in it
    path = f"{bracketed(name)}.{bracketed(name)}"
    assert written(lambda impl: impl.rename_table(name, name, schema=schema)) == [
        f"EXEC sp_rename {national(path)}, {national(name)}, 'OBJECT'"
    ]
    assert written(lambda impl: impl.alter_column(name, name, name="new " + name, schema=schema)) == [
        f"EXEC sp_rename {national(path + '.' + bracketed(name))}, {national('new ' + name)}, 'COLUMN'"
    ]
    place = f"{bracketed(name)}.{quoted(name)}"
    assert written(lambda impl: impl.add_column(name, Column(name, Integer), schema=schema, if_not_exists=True)) == [
        f"IF COL_LENGTH({national(place)}, {national(name)}) IS NULL "
        f"ALTER TABLE {place} ADD {quoted(name)} INTEGER NULL"
    ]
    (commenting,) = written(lambda impl: impl.alter_column(name, name, comment=name, schema=schema))
    levels = f"N'SCHEMA', {national(name)}, N'TABLE', {national(name)}, N'COLUMN', {national(name)}"
    assert commenting.endswith(f"EXEC sys.sp_addextendedproperty N'MS_Description', {national(name)}, {levels}")


@pytest.mark.parametrize("name", DIFFICULT)
def test_names_in_looks_at_the_catalog_are_quoted(name: str) -> None:
    schema = quoted_name(name, quote=True)
    place = f"{bracketed(name)}.{quoted(name)}"
    dropping = f"ALTER TABLE {place} DROP CONSTRAINT ".replace("'", "''")
    condition = f"d.parent_object_id = OBJECT_ID({national(place)}) AND "
    condition += f"COL_NAME(d.parent_object_id, d.parent_column_id) = {national(name)}"
    assert written(lambda impl: impl.drop_column(name, Column(name, Integer), schema=schema)) == [
        drop_dependents(f"sys.default_constraints AS d WHERE {condition}", dropping),
        f"ALTER TABLE {place} DROP COLUMN {quoted(name)}",
    ]
    index = Index(name, table(Column(name, Integer), name=name, schema=schema).c[name])
    assert written(lambda impl: impl.create_index(index, if_not_exists=True)) == [
        f"IF NOT EXISTS (SELECT 1 FROM sys.indexes WHERE object_id = OBJECT_ID({national(place)}) "
        f"AND name = {national(name)}) CREATE INDEX {quoted(name)} ON {place} ({quoted(name)})"
    ]


def test_schema_of_another_database_is_told_apart() -> None:
    (commenting,) = written(lambda impl: impl.create_table_comment(table(schema="other db.[my.owner]", comment="c")))
    assert "FROM [other db].sys.fn_listextendedproperty(" in commenting
    assert commenting.endswith(
        "EXEC [other db].sys.sp_addextendedproperty N'MS_Description', N'c', N'SCHEMA', N'my.owner', N'TABLE', N't'"
    )


@pytest.mark.parametrize(
    ("schema", "path"),
    [("dbo", "[dbo]"), ("other.dbo", "[other].[dbo]"), ("[o.x].dbo", "[o.x].[dbo]"), ("[a.b]", "[a.b]")],
)
def test_renaming_takes_a_schema_apart_as_other_statements_do(schema: str, path: str) -> None:
    assert written(lambda impl: impl.rename_table("a", "b", schema=schema)) == [
        f"EXEC sp_rename N'{path}.[a]', N'b', 'OBJECT'"
    ]
    assert written(lambda impl: impl.rename_constraint("t", "ck", "c", schema=schema)) == [
        f"EXEC sp_rename N'{path}.[ck]', N'c', 'OBJECT'"
    ]


def test_each_kind_of_dependent_is_dropped_by_its_own_view() -> None:
    flags = {"mssql_drop_default": True, "mssql_drop_check": True, "mssql_drop_foreign_key": True}
    found = written(lambda impl: impl.drop_column("t", Column("c", Integer), **flags))
    assert [
        view for sql in found for view in ("default_constraints", "check_constraints", "foreign_keys") if view in sql
    ]
    assert ["sys." in sql for sql in found] == [True, True, True, False]
    assert found == written(lambda impl: impl.drop_column("t", Column("c", Integer), cascade=True))


def test_default_is_left_where_that_is_asked() -> None:
    found = written(lambda impl: impl.drop_column("t", Column("c", Integer), mssql_drop_default=False))
    assert found == ["ALTER TABLE t DROP COLUMN c"]


def test_batch_separator_is_an_option() -> None:
    def call(impl: DefaultImpl) -> None:
        impl.emit_begin()
        impl.execute("select 1")
        impl.emit_commit()

    assert script("mssql", call) == "BEGIN TRANSACTION;\n\nselect 1;\n\nGO\n\nCOMMIT;\n\nGO\n\n"
    assert script("mssql", call, mssql_batch_separator="BEGONE").count("\nBEGONE\n") == 2


def test_index_options_are_written() -> None:
    on = table(Column("a", Integer), Column("z", Integer))
    index = Index("ix", on.c.a, mssql_include=["z"], mssql_clustered=False, mssql_where=sa.text("a > 5"))
    assert written(lambda impl: impl.create_index(index)) == [
        "CREATE NONCLUSTERED INDEX ix ON t (a) INCLUDE (z) WHERE a > 5"
    ]


def test_a_script_for_no_server_uses_the_types_of_today() -> None:
    columns = [Column("d", sa.Date), Column("x", sa.Text), Column("b", sa.LargeBinary), Column("u", sa.UnicodeText)]
    (creating,) = written(lambda impl: impl.create_table(table(*columns)))
    assert (
        creating == "CREATE TABLE t ( d DATE NULL, x VARCHAR(max) NULL, b VARBINARY(max) NULL, u NVARCHAR(max) NULL )"
    )


OFFSET = dt.timezone(dt.timedelta(hours=2))
MOMENT = dt.datetime(2024, 5, 1, 2, 3, 4, 567891)


@pytest.mark.parametrize(
    ("type_", "value", "literal"),
    [
        (sa.DateTime(), MOMENT, "'2024-05-01T02:03:04.567'"),
        (sa.DateTime(), MOMENT.replace(microsecond=0), "'2024-05-01T02:03:04'"),
        (sa.DateTime(), MOMENT.replace(tzinfo=OFFSET), "'2024-05-01T02:03:04.567'"),
        (mssql.DATETIME2(), MOMENT, "'2024-05-01T02:03:04.567891'"),
        (mssql.DATETIMEOFFSET(), MOMENT.replace(tzinfo=OFFSET), "'2024-05-01T02:03:04.567891+02:00'"),
        (mssql.DATETIME(), MOMENT, "'2024-05-01T02:03:04.567'"),
        (mssql.SMALLDATETIME(), MOMENT, "'2024-05-01T02:03:04.567'"),
        (sa.Date(), dt.date(2024, 5, 1), "'2024-05-01'"),
        (sa.Time(), dt.time(1, 2, 3), "'01:02:03'"),
        (sa.Boolean(), True, "1"),
        (sa.Boolean(), False, "0"),
        (sa.LargeBinary(), b"\x00ab'", "0x00616227"),
        (mssql.VARBINARY(9), b"", "0x"),
        (mssql.BINARY(1), b"\xff", "0xff"),
        (sa.Numeric(20, 10), decimal.Decimal("1E-7"), "0.0000001"),
        (sa.Uuid(), uuid.UUID(int=5), "'00000000-0000-0000-0000-000000000005'"),
        (sa.String(), "it's 100% :x \\", "'it''s 100% :x \\'"),
        (sa.String(), "", "''"),
        (sa.String(), "größe", "N'größe'"),
        (sa.Unicode(), "plain", "N'plain'"),
        (sa.JSON(), {"a": "it's"}, "'{\"a\": \"it''s\"}'"),
        (sa.String(), None, "NULL"),
        (sa.String(), "a\nGO\nb", "'a' + CHAR(10) + 'GO' + CHAR(10) + 'b'"),
        (sa.String(), "é\n go 5", "N'é' + CHAR(10) + N' go 5'"),
        (sa.String(), "a\ngone", "'a\ngone'"),
    ],
)
def test_values_are_written_as_the_server_reads_them(type_: Any, value: Any, literal: str) -> None:
    column = Column("c", type_, sa.CheckConstraint("c > 0"))
    text = script(
        "mssql", lambda impl: impl.bulk_insert(table(Column("pk", Integer, primary_key=True), column), [{"c": value}])
    )
    assert text == f"INSERT INTO t (c) VALUES ({literal});\n\nGO\n\n"


def test_default_beyond_ascii_keeps_its_letters() -> None:
    (adding,) = written(lambda impl: impl.add_column("t", Column("c", String(9), server_default="größe")))
    assert adding == "ALTER TABLE t ADD c VARCHAR(9) NULL DEFAULT N'größe'"


SWITCH = "SET IDENTITY_INSERT t {}"


@pytest.mark.parametrize(
    ("columns", "row", "switched"),
    [
        ([Column("id", Integer, primary_key=True)], {"id": 1}, "always"),
        ([Column("id", Integer, Identity())], {"id": 1}, "always"),
        ([Column("id", Integer, primary_key=True), Column("n", String(9))], {"n": "x"}, "never"),
        ([Column("id", Integer, primary_key=True, autoincrement=False)], {"id": 1}, "never"),
        ([Column("n", String(9))], {"n": "x"}, "never"),
        ([Column("id", Integer)], {"id": 1}, "if it is one"),
    ],
)
def test_values_for_an_identity_are_let_in(columns: list[Column[Any]], row: dict[str, Any], switched: str) -> None:
    first, *rest = written(lambda impl: impl.bulk_insert(table(*columns), [row]))
    kinds = {SWITCH.format("ON"): "always"} | ({first: "if it is one"} if first.startswith("IF EXISTS") else {})
    assert kinds.get(first, "never") == switched
    assert (rest[-1].endswith(SWITCH.format("OFF")) if rest else switched == "never") is True


class Recorder:
    """Stands where the output stands and keeps the SQL."""

    def __init__(self, dialect: sa.Dialect) -> None:
        self.dialect = dialect
        self.sql: list[str] = []

    def execute(self, element: Any) -> None:
        self.sql.append(" ".join(str(element.compile(dialect=self.dialect)).split()))


def connected(monkeypatch: pytest.MonkeyPatch, stored: StoredColumn) -> tuple[DefaultImpl, list[str]]:
    """Return an implementation that believes to be connected to a table with such a column, and what it sends."""
    dialect = new_dialect("mssql")
    impl: Any = MSSQLImpl(dialect, None, True, None, io.StringIO(), {})
    impl.connection, impl.output = object(), Recorder(dialect)
    monkeypatch.setattr(module, "stored_column", lambda *args: stored)
    return impl, impl.output.sql


def test_type_change_keeps_nullability_default_and_collation(monkeypatch: pytest.MonkeyPatch) -> None:
    stored = StoredColumn(String(5, collation="Latin1_General_BIN"), False, sa.text("('x')"))
    impl, sql = connected(monkeypatch, stored)
    impl.alter_column("t", "c", type_=String(9))
    assert sql[0].startswith("DECLARE @sql")
    assert sql[1:] == [
        "ALTER TABLE t ALTER COLUMN c VARCHAR(9) COLLATE Latin1_General_BIN NOT NULL",
        "ALTER TABLE t ADD DEFAULT ('x') FOR c",
    ]


def test_nullability_change_restates_the_type(monkeypatch: pytest.MonkeyPatch) -> None:
    impl, sql = connected(monkeypatch, StoredColumn(sa.Numeric(9, 3), False, sa.text("((0))")))
    impl.alter_column("t", "c", nullable=True, existing_type=Integer())
    assert sql == ["ALTER TABLE t ALTER COLUMN c NUMERIC(9, 3) NULL"]


def test_known_default_survives_a_type_change_in_a_script() -> None:
    found = written(
        lambda impl: impl.alter_column(
            "t", "c", type_=String(9), existing_nullable=True, existing_server_default=sa.text("'y'")
        )
    )
    assert found[1:] == ["ALTER TABLE t ALTER COLUMN c VARCHAR(9) NULL", "ALTER TABLE t ADD DEFAULT 'y' FOR c"]


@pytest.mark.parametrize("default", [Identity(), sa.Computed("a + 1"), True])
def test_what_cannot_be_altered_is_refused_before_anything_is_sent(default: Any) -> None:
    buffer = io.StringIO()
    impl = MSSQLImpl(new_dialect("mssql"), None, True, None, buffer, {})
    with pytest.raises(OperationError, match=r"t\.c"):
        impl.alter_column("t", "c", nullable=False, type_=Integer(), server_default=default, comment="x")
    assert buffer.getvalue() == ""


@pytest.mark.parametrize(
    ("type_", "reflected", "wanted", "differs"),
    [
        (Integer(), "((5))", "5", False),
        (Integer(), "((5))", "'5'", False),
        (Integer(), "((5))", "6", True),
        (Integer(), "((-1))", "-1", False),
        (String(), "('x')", "'x'", False),
        (String(), "(N'x')", "'x'", False),
        (String(), "('(x)')", "'(x)'", False),
        (String(), "('a b')", "'ab'", True),
        (String(), "('X')", "'x'", True),
        (sa.Boolean(), "((1))", "1", False),
        (sa.DateTime(), "(getdate())", "CURRENT_TIMESTAMP", False),
        (sa.DateTime(), "(CONVERT([date],getdate()))", "convert(date, getdate())", False),
        (Integer(), "(NULL)", None, False),
        (Integer(), None, "5", True),
    ],
)
def test_spellings_of_a_default(type_: Any, reflected: str | None, wanted: str | None, differs: bool) -> None:
    impl = MSSQLImpl(new_dialect("mssql"), None, True, None, io.StringIO(), {})
    column = Column("c", type_)
    assert impl.compare_server_default(column, column, wanted, reflected) is differs


@pytest.mark.parametrize(
    ("reflected", "wanted", "differs"),
    [
        (mssql.INTEGER(), Integer(), False),
        (mssql.FLOAT(53), sa.Double(), False),
        (mssql.REAL(), sa.Float(24), False),
        (mssql.NUMERIC(18, 0), sa.Numeric(), False),
        (mssql.DATETIME2(7), mssql.DATETIME2(), False),
        (mssql.DATETIME2(3), mssql.DATETIME2(), True),
        (mssql.NVARCHAR(20), sa.String(20), False),
        (mssql.NVARCHAR(20), sa.String(21), True),
        (mssql.VARCHAR(), sa.String(), False),
        (mssql.VARCHAR("max"), sa.String(), False),
        (mssql.BIT(), sa.Boolean(), False),
        (mssql.UNIQUEIDENTIFIER(), sa.Uuid(), False),
        (mssql.DATETIME(), mssql.DATETIME2(), True),
        (mssql.BIGINT(), Integer(), True),
    ],
)
def test_spellings_of_a_type(reflected: Any, wanted: Any, differs: bool) -> None:
    impl = MSSQLImpl(new_dialect("mssql"), None, True, None, io.StringIO(), {})
    assert impl.compare_type(Column("c", reflected), Column("c", wanted)) is differs


def test_reflected_index_equals_its_model() -> None:
    impl = MSSQLImpl(new_dialect("mssql"), None, True, None, io.StringIO(), {})
    one, other = (table(Column("a", Integer), Column("z", Integer)) for _ in range(2))
    there = Index("ix", one.c.a, mssql_include=["z"], mssql_clustered=False, mssql_where="([a]>(5))")
    model = Index("ix", other.c.a.desc(), mssql_include=[other.c.z], mssql_where=sa.text("a > 5"))
    assert impl.compare_indexes(model, there).is_equal
    model = Index("ix2", other.c.a, mssql_where=sa.text("a > 6"))
    assert impl.compare_indexes(model, there).is_different


def test_blocks_of_the_two_servers_are_not_mixed_up() -> None:
    (dropping,) = written(lambda impl: impl.drop_table(table(), if_exists=True))
    assert dropping == "DROP TABLE IF EXISTS t"
    assert statements("oracle", lambda impl: impl.drop_table(table(), if_exists=True)) == [
        forgiving("DROP TABLE t", -942)
    ]
