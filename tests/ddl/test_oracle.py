"""Oracle beyond the golden tables: difficult names, literals that clients leave alone, options, comparison."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Column, ForeignKeyConstraint, Identity, Index, Integer, MetaData, String, Table
from sqlalchemy.dialects import oracle

from revgraph.ddl import DefaultImpl, OracleImpl
from revgraph.errors import OperationError
from tests.kit.ddl import new_dialect, script, statements
from tests.kit.wordings import forgiving

DIFFICULT = ["order", "Mixed", "a b", "it's", "a]b", "a.b", "100%", "a:b", "größe", 'say "x"', "漢字"]


def written(call: Callable[[DefaultImpl], object]) -> list[str]:
    return statements("oracle", call)


def quoted(name: str) -> str:
    return new_dialect("oracle").identifier_preparer.quote(name)


def table(*items: Any, name: str = "t", **kw: Any) -> Table:
    return Table(name, MetaData(), *items, **kw)


def offline() -> DefaultImpl:
    return OracleImpl(new_dialect("oracle"), None, True, None, io.StringIO(), {})


@pytest.mark.parametrize("name", DIFFICULT)
def test_names_are_quoted_in_statements_and_in_blocks(name: str) -> None:
    known = quoted(name)
    place = f"{known}.{known}"
    assert written(lambda impl: impl.rename_table(name, name, schema=name)) == [
        f"ALTER TABLE {place} RENAME TO {known}"
    ]
    assert written(lambda impl: impl.alter_column(name, name, name=name, comment=name, schema=name)) == [
        f"COMMENT ON COLUMN {place}.{known} IS '" + name.replace("'", "''") + "'",
        f"ALTER TABLE {place} RENAME COLUMN {known} TO {known}",
    ]
    dropping = f"ALTER TABLE {place} DROP COLUMN {known}".replace("'", "''")
    assert written(lambda impl: impl.drop_column(name, Column(name, Integer), schema=name, if_exists=True)) == [
        forgiving(dropping, -904)
    ]
    index = Index(name, table(Column(name, Integer), name=name, schema=name).c[name])
    creating = f"CREATE INDEX {place} ON {place} ({known})".replace("'", "''")
    assert written(lambda impl: impl.create_index(index, if_not_exists=True)) == [forgiving(creating, -955)]


def test_literals_inside_of_a_block_are_doubled() -> None:
    (adding,) = written(
        lambda impl: impl.add_column("t", Column("c", String(9), server_default="it's"), if_not_exists=True)
    )
    assert "ADD c VARCHAR2(9 CHAR) DEFAULT ''it''''s'''; EXCEPTION" in adding


def test_batch_separator_is_an_option() -> None:
    def call(impl: DefaultImpl) -> None:
        impl.emit_begin()
        impl.execute("select 1 from dual;")
        impl.emit_commit()

    assert script("oracle", call) == "SET TRANSACTION READ WRITE\n\n/\n\nselect 1 from dual\n\n/\n\nCOMMIT\n\n/\n\n"
    assert script("oracle", call, oracle_batch_separator="--").count("\n--\n") == 3


@pytest.mark.parametrize(
    ("sql", "kept"),
    [
        ("delete from t;", "delete from t"),
        ("delete from t ; \n;", "delete from t"),
        ("BEGIN NULL; END;", "BEGIN NULL; END;"),
        ("-- why\ndeclare x int; begin null; end;", "-- why\ndeclare x int; begin null; end;"),
        ("create or replace trigger tr before insert on t begin null; end;", None),
        ("CREATE OR REPLACE NONEDITIONABLE PACKAGE p AS END;", None),
        ("create table beginners (a int);", "create table beginners (a int)"),
    ],
)
def test_semicolon_at_the_end_belongs_to_programs_only(sql: str, kept: str | None) -> None:
    for statement in (sql, sa.text(sql)):
        assert script("oracle", lambda impl, given=statement: impl.execute(given)) == f"{kept or sql}\n\n/\n\n"


def test_parameters_survive_the_loss_of_a_semicolon() -> None:
    statement = sa.text("delete from t where a = :a;").bindparams(a=5)
    assert written(lambda impl: impl.execute(statement)) == ["delete from t where a = 5"]
    assert statement.text.endswith(";")


OFFSET = dt.timezone(-dt.timedelta(hours=2, minutes=30))
MOMENT = dt.datetime(2024, 5, 1, 2, 3, 4, 567891)
SECONDS, FRACTIONS = "YYYY-MM-DD HH24:MI:SS", "YYYY-MM-DD HH24:MI:SS.FF"


@pytest.mark.parametrize(
    ("type_", "value", "literal"),
    [
        (sa.DateTime(), MOMENT.replace(microsecond=0), f"TO_DATE('2024-05-01 02:03:04', '{SECONDS}')"),
        (sa.DateTime(), MOMENT, f"TO_TIMESTAMP('2024-05-01 02:03:04.567891', '{FRACTIONS}')"),
        (sa.DateTime(), MOMENT.replace(tzinfo=OFFSET), f"TO_TIMESTAMP('2024-05-01 02:03:04.567891', '{FRACTIONS}')"),
        (
            oracle.TIMESTAMP(timezone=True),
            MOMENT.replace(tzinfo=OFFSET),
            f"TO_TIMESTAMP_TZ('2024-05-01 02:03:04.567891 -02:30', '{FRACTIONS} TZH:TZM')",
        ),
        (sa.Date(), dt.date(2024, 5, 1), "TO_DATE('2024-05-01', 'YYYY-MM-DD')"),
        (sa.Boolean(), True, "1"),
        (sa.LargeBinary(), b"\x00ab", "HEXTORAW('006162')"),
        (oracle.RAW(9), b"\xff", "HEXTORAW('ff')"),
        (sa.String(), "it's 100% :x \\ é", "'it''s 100% :x \\ é'"),
        (sa.String(), "R&D", "'R' || CHR(38) || 'D'"),
        (sa.Text(), "a\n\n/\nb", "'a' || CHR(10) || '' || CHR(10) || '/' || CHR(10) || 'b'"),
        (sa.String(), None, "NULL"),
    ],
)
def test_values_are_written_as_the_server_and_its_clients_read_them(type_: Any, value: Any, literal: str) -> None:
    text = script("oracle", lambda impl: impl.bulk_insert(table(Column("c", type_)), [{"c": value}]))
    assert text == f"INSERT INTO t (c) VALUES ({literal})\n\n/\n\n"


def test_long_text_is_put_together_from_literals_the_server_takes() -> None:
    value = "it's " * 1000
    (inserting,) = written(lambda impl: impl.bulk_insert(table(Column("c", sa.Text())), [{"c": value}]))
    pieces = inserting.removeprefix("INSERT INTO t (c) VALUES (TO_CLOB('").removesuffix("'))").split("') || TO_CLOB('")
    assert "".join(pieces).replace("''", "'") == value
    assert max(len(piece) for piece in pieces) <= 4000


def test_bytes_too_long_for_a_literal_are_refused() -> None:
    with pytest.raises(OperationError, match="2001 bytes"):
        written(lambda impl: impl.bulk_insert(table(Column("c", sa.LargeBinary())), [{"c": b"x" * 2001}]))


def test_comment_is_one_literal() -> None:
    assert script("oracle", lambda impl: impl.create_table_comment(table(comment="R&D\n'x'"))) == (
        "COMMENT ON TABLE t IS 'R&D\n''x'''\n\n/\n\n"
    )


def test_what_depends_on_a_column_goes_with_it() -> None:
    assert written(lambda impl: impl.drop_column("t", Column("c", Integer), cascade=True)) == [
        "ALTER TABLE t DROP COLUMN c CASCADE CONSTRAINTS"
    ]


def test_identity_gives_way_to_a_default() -> None:
    assert written(
        lambda impl: impl.alter_column("t", "c", server_default=sa.text("5"), existing_server_default=Identity())
    ) == ["ALTER TABLE t MODIFY c DROP IDENTITY", "ALTER TABLE t MODIFY c DEFAULT 5"]


@pytest.mark.parametrize(
    ("type_", "reflected", "wanted", "differs"),
    [
        (Integer(), "5 ", "5", False),
        (Integer(), "5", "'5'", False),
        (Integer(), "NULL", None, False),
        (String(), "'x'\n", "'x'", False),
        (String(), "''", None, False),
        (String(), "'x'", "'X'", True),
        (sa.DateTime(), "sysdate", "SYSDATE", False),
        (sa.Boolean(), "1", "1", False),
        (Integer(), None, "5", True),
    ],
)
def test_spellings_of_a_default(type_: Any, reflected: str | None, wanted: str | None, differs: bool) -> None:
    column = Column("c", type_)
    assert offline().compare_server_default(column, column, wanted, reflected) is differs


@pytest.mark.parametrize(
    ("reflected", "wanted", "differs"),
    [
        (oracle.NUMBER(19, 0), sa.BigInteger(), False),
        (sa.INTEGER(), Integer(), False),
        (sa.INTEGER(), sa.SmallInteger(), False),
        (sa.INTEGER(), sa.Numeric(), False),
        (oracle.NUMBER(10, 2), sa.Numeric(10, 2), False),
        (oracle.NUMBER(10, 2), sa.Numeric(10, 3), True),
        (oracle.NUMBER(10, 0), sa.Numeric(10), False),
        (oracle.NUMBER(19, 0), Integer(), True),
        (oracle.VARCHAR2(20), sa.VARCHAR(20), False),
        (oracle.VARCHAR2(20), String(21), True),
        (oracle.DOUBLE_PRECISION(), sa.Float(), False),
        (oracle.DOUBLE_PRECISION(), sa.Double(), False),
        (oracle.REAL(), oracle.FLOAT(binary_precision=63), False),
        (oracle.DATE(), sa.DateTime(), False),
        (oracle.TIMESTAMP(), sa.DateTime(), True),
        (oracle.CLOB(), sa.Text(), False),
    ],
)
def test_spellings_of_a_type(reflected: Any, wanted: Any, differs: bool) -> None:
    assert offline().compare_type(Column("c", reflected), Column("c", wanted)) is differs


def test_action_on_update_is_no_difference() -> None:
    def key(**kw: Any) -> ForeignKeyConstraint:
        made = ForeignKeyConstraint(["a"], ["r.b"], **kw)
        table(Column("a", Integer), made)
        return made

    there, model = key(ondelete="CASCADE"), key(ondelete="CASCADE", onupdate="CASCADE")
    offline().correct_for_autogen_foreignkeys({there}, {model})
    assert there.onupdate == "CASCADE"
