"""Rows that are there: new NOT NULL columns get a value, casts are written, what loses something is marked."""

from __future__ import annotations

import datetime
import decimal
import enum
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Column, Engine, MetaData, Table

from revgraph.autogenerate import AutogenContext
from revgraph.autogenerate.destructive import lost_by
from revgraph.autogenerate.draft import draft_changes
from revgraph.autogenerate.typed import typed_value
from revgraph.autogenerate.wishes import Wishes, filled_columns
from revgraph.errors import CommandError, OfflineError, OperationError
from revgraph.operations import ops
from tests.kit.contexts import script
from tests.kit.diffs import Draft, create, differences, draft_text, migrating, run


class Color(enum.Enum):
    red = "r"
    green = "g"


def models(*columns: Column[Any]) -> MetaData:
    metadata = MetaData()
    Table("account", metadata, Column("id", sa.Integer, primary_key=True), *columns)
    return metadata


def drafted(engine: Engine, metadata: MetaData, **wishes: Any) -> Draft:
    """Return what is generated, as text, for a person with these wishes."""
    with migrating(engine, metadata) as context:
        made = AutogenContext(context, metadata=metadata, wishes=Wishes(**wishes))
        upgrade, downgrade = ops.UpgradeOps(), ops.DowngradeOps()
        draft_changes(made, upgrade, downgrade)
        return draft_text(ops.MigrationScript(None, upgrade, downgrade), context)


def with_rows(engine: Engine, metadata: MetaData, *rows: dict[str, Any]) -> None:
    create(engine, metadata)
    with engine.begin() as connection:
        connection.execute(metadata.tables["account"].insert(), list(rows or ({"id": 1}, {"id": 2})))


def values(engine: Engine, metadata: MetaData, name: str) -> list[Any]:
    table = metadata.tables["account"]
    with engine.connect() as connection:
        return list(connection.execute(sa.select(table.c[name]).order_by(table.c.id)).scalars())


def upgraded(engine: Engine, metadata: MetaData, **wishes: Any) -> Draft:
    """Apply what is generated and expect that nothing is left to do."""
    draft = drafted(engine, metadata, **wishes)
    run(engine, draft.upgrade, draft.imports, metadata)
    assert differences(engine, metadata) == []
    return draft


DEFAULTS: list[tuple[str, Any, Any, Any]] = [
    ("number", sa.Integer(), 7, 7),
    ("zero", sa.Integer(), 0, 0),
    ("text", sa.String(40), 'it\'s 100% "so" :x \\', 'it\'s 100% "so" :x \\'),
    ("empty", sa.String(40), "", ""),
    ("false", sa.Boolean(), False, False),
    ("true", sa.Boolean(), True, True),
    ("decimal", sa.Numeric(9, 2), decimal.Decimal("1.25"), decimal.Decimal("1.25")),
    ("date", sa.Date(), datetime.date(2024, 2, 29), datetime.date(2024, 2, 29)),
    ("member", sa.Enum(Color, name="color"), Color.green, Color.green),
    ("json", sa.JSON(), {"a": ["'", None]}, {"a": ["'", None]}),
    ("container", sa.JSON(), dict, {}),
    ("expression", sa.String(9), sa.func.lower("ABC"), "abc"),
]


@pytest.mark.parametrize(("type_", "default", "wanted"), [d[1:] for d in DEFAULTS], ids=[d[0] for d in DEFAULTS])
def test_rows_get_the_default_of_the_model(any_engine: Engine, type_: Any, default: Any, wanted: Any) -> None:
    with_rows(any_engine, models())
    after = models(Column("new", type_, nullable=False, default=default))
    draft = upgraded(any_engine, after)
    assert values(any_engine, after, "new") == [wanted, wanted]
    run(any_engine, draft.downgrade, draft.imports, models())
    assert differences(any_engine, models()) == []


@pytest.mark.parametrize("name", ["account.new", "account.other"])
def test_what_a_person_says_comes_first(any_engine: Engine, name: str) -> None:
    with_rows(any_engine, models(Column("other", sa.String(9))))
    after = models(Column("other", sa.String(9), nullable=False), Column("new", sa.Integer, nullable=False, default=1))
    fill = {"account.other": "said", **({"account.new": "23"} if name == "account.new" else {})}
    upgraded(any_engine, after, fill=fill)
    assert values(any_engine, after, "new") == ([23, 23] if name == "account.new" else [1, 1])
    assert values(any_engine, after, "other") == ["said", "said"]


def test_sql_may_be_said(any_engine: Engine) -> None:
    with_rows(any_engine, models())
    after = models(Column("new", sa.Integer, nullable=False))
    upgraded(any_engine, after, fill={"account.new": "sql:id * 10"})
    assert values(any_engine, after, "new") == [10, 20]


def test_a_missing_value_stops_where_there_are_rows_and_only_there(any_engine: Engine) -> None:
    after = models(Column("new", sa.DateTime, nullable=False, default=datetime.datetime.now))
    create(any_engine, models())
    draft = drafted(any_engine, after)
    assert "populate_default=" in draft.upgrade and "missing_value('account.new')" in draft.upgrade
    assert "# account.new is NOT NULL and the model's default (now) is made anew for each row" in draft.upgrade
    with any_engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO account VALUES (1)")
    with pytest.raises(OperationError, match="'account' has rows, and a value for them is missing; write it into"):
        run(any_engine, draft.upgrade, draft.imports, after)
    assert differences(any_engine, models()) == []
    with any_engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM account")
    run(any_engine, draft.upgrade, draft.imports, after)
    assert differences(any_engine, after) == []


def test_a_missing_value_cannot_be_left_open_in_a_script() -> None:
    op = script("postgresql").op
    with pytest.raises(OfflineError, match=r"account\.new is NOT NULL, and a value .* in place of op\.missing_value"):
        op.add_column(
            "account",
            Column("new", sa.Integer, nullable=False),
            populate_default=op.missing_value("account.new"),
        )


def test_a_column_made_nullable_by_a_hook_needs_no_value(sqlite_engine: Engine) -> None:
    with_rows(sqlite_engine, models())
    with migrating(sqlite_engine, None) as context:
        from revgraph.operations import Operations

        op = Operations(context)
        op.add_column("account", Column("new", sa.Integer), populate_default=op.missing_value("account.new"))
    assert values(sqlite_engine, models(Column("new", sa.Integer)), "new") == [None, None]


def test_rows_that_are_null_get_the_default_when_the_column_becomes_required(any_engine: Engine) -> None:
    before = models(Column("a", sa.String(9)), Column("b", sa.String(9), server_default="server"))
    with_rows(any_engine, before, {"id": 1, "a": "one", "b": None}, {"id": 2, "a": None, "b": "two"})
    after = models(
        Column("a", sa.String(9), nullable=False, default="model"),
        Column("b", sa.String(9), nullable=False, server_default="server"),
    )
    upgraded(any_engine, after)
    assert values(any_engine, after, "a") == ["one", "model"]
    assert values(any_engine, after, "b") == ["server", "two"]


def test_downgrade_fills_a_column_whose_values_are_gone(any_engine: Engine) -> None:
    before = models(Column("name", sa.String(9), nullable=False), Column("at", sa.DateTime, nullable=False))
    moment = datetime.datetime(2024, 2, 29)
    with_rows(any_engine, before, {"id": 1, "name": "x", "at": moment})
    draft = upgraded(any_engine, models())
    run(any_engine, draft.downgrade, draft.imports, before)
    assert differences(any_engine, before) == []
    assert values(any_engine, before, "name") == [""]
    assert values(any_engine, before, "at") == [datetime.datetime(1970, 1, 1)]
    assert "# the values went with the column: rows that are there get this one" in draft.downgrade


def test_downgrade_asks_for_values_where_no_one_value_fits_all(any_engine: Engine) -> None:
    before = models(Column("code", sa.String(9), nullable=False, unique=True))
    create(any_engine, before)
    draft = drafted(any_engine, models())
    assert "missing_value('account.code')" in draft.downgrade


def test_a_terminal_is_asked_until_the_answer_fits(sqlite_engine: Engine) -> None:
    with_rows(sqlite_engine, models())
    asked: list[str] = []
    answers = iter(["many", " 5 "])

    def ask(question: str) -> str:
        asked.append(question)
        return next(answers)

    after = models(Column("new", sa.Integer, nullable=False))
    upgraded(sqlite_engine, after, ask=ask)
    assert values(sqlite_engine, after, "new") == [5, 5]
    assert asked[0].startswith("account.new is NOT NULL. Value for rows that are there already")
    assert asked[1] == "'many' is no whole number. Value for account.new: "


# ---------------------------------------------------------------------------------------------- as typed

TYPED: list[tuple[Any, str, Any]] = [
    (sa.Boolean(), "no", False),
    (sa.Numeric(9, 2), "1.50", decimal.Decimal("1.50")),
    (sa.Date(), "2024-02-29", datetime.date(2024, 2, 29)),
    (sa.JSON(), '{"a": 1}', {"a": 1}),
    (sa.Interval(), "90", datetime.timedelta(seconds=90)),
    (sa.LargeBinary(), "x", b"x"),
    (sa.Enum("a", "b"), "b", "b"),
    (sa.String(), "1", "1"),
    (None, "1", "1"),
]


@pytest.mark.parametrize(("type_", "text", "wanted"), TYPED, ids=str)
def test_a_text_becomes_a_value_of_the_type(type_: Any, text: str, wanted: Any) -> None:
    assert typed_value(text, type_) == wanted


@pytest.mark.parametrize(
    ("type_", "text"),
    [(sa.Boolean(), "maybe"), (sa.Numeric(), "much"), (sa.Date(), "soon"), (sa.Enum("a"), "c"), (sa.JSON(), "{")],
    ids=str,
)
def test_a_text_that_does_not_fit_is_refused(sqlite_engine: Engine, type_: Any, text: str) -> None:
    with pytest.raises(ValueError):
        typed_value(text, type_)
    create(sqlite_engine, models())
    with pytest.raises(CommandError, match=r"--fill account\.new=.*; nothing was written"):
        drafted(sqlite_engine, models(Column("new", type_, nullable=False)), fill={"account.new": text})


@pytest.mark.parametrize("word", ["account", "account.new", "new=5"])
def test_a_word_of_another_form_is_refused(word: str) -> None:
    with pytest.raises(CommandError, match=r"give it as table\.column=VALUE"):
        filled_columns([word])


# ---------------------------------------------------------------------------------------------- casts

CASTS: list[tuple[str, Any, Any, Any, Any]] = [
    ("text to number", sa.String(9), sa.Integer(), "12", 12),
    ("text to date", sa.Text(), sa.Date(), "2024-02-29", datetime.date(2024, 2, 29)),
    ("number to truth", sa.SmallInteger(), sa.Boolean(), 1, True),
    ("truth to number", sa.Boolean(), sa.BigInteger(), True, 1),
    ("truth to decimal", sa.Boolean(), sa.Numeric(5, 1), True, decimal.Decimal("1.0")),
    ("number to json", sa.Integer(), sa.JSON(), 5, 5),
    ("number to list", sa.Integer(), sa.ARRAY(sa.BigInteger), 5, [5]),
    ("text to enum", sa.String(9), sa.Enum("a", "b", name="letter"), "b", "b"),
    ("number to text", sa.Integer(), sa.String(9), 5, "5"),
    ("number to another", sa.Numeric(5, 1), sa.Integer(), decimal.Decimal(5), 5),
    ("time to interval", sa.Time(), sa.Interval(), datetime.time(1), datetime.timedelta(hours=1)),
]


@pytest.mark.server
@pytest.mark.parametrize(("before", "after", "value", "wanted"), [c[1:] for c in CASTS], ids=[c[0] for c in CASTS])
def test_postgresql_casts_what_it_does_not_cast_by_itself(
    postgresql_engine: Engine, before: Any, after: Any, value: Any, wanted: Any
) -> None:
    with_rows(postgresql_engine, models(Column("x", before)), {"id": 1, "x": value})
    metadata = models(Column("x", after))
    upgraded(postgresql_engine, metadata)
    assert values(postgresql_engine, metadata, "x") == [wanted]


# ---------------------------------------------------------------------------------------------- what is lost

DIALECT = sa.dialects.registry.load("postgresql")()
RETYPED: list[tuple[Any, Any, bool]] = [
    (sa.String(50), sa.String(20), True),
    (sa.String(20), sa.String(50), False),
    (sa.String(20), sa.Text(), False),
    (sa.Text(), sa.String(20), True),
    (sa.BigInteger(), sa.Integer(), True),
    (sa.SmallInteger(), sa.Integer(), False),
    (sa.Numeric(10, 2), sa.Numeric(10, 4), True),
    (sa.Numeric(10, 2), sa.Numeric(12, 2), False),
    (sa.Numeric(10, 2), sa.Integer(), True),
    (sa.Integer(), sa.Numeric(20), False),
    (sa.DateTime(), sa.Date(), True),
    (sa.Date(), sa.DateTime(), False),
    (sa.DateTime(timezone=True), sa.DateTime(), True),
    (sa.String(9), sa.Integer(), True),
    (sa.Integer(), sa.String(9), True),
    (sa.Integer(), sa.Text(), False),
    (sa.Enum("a", "b", name="e"), sa.Enum("a", name="f"), True),
    (sa.Enum("a", name="e"), sa.Enum("a", "b", name="f"), False),
    (sa.JSON(), sa.Integer(), True),
]


@pytest.mark.parametrize(("before", "after", "loses"), RETYPED, ids=str)
def test_a_change_of_type_loses_what_does_not_fit(before: Any, after: Any, loses: bool) -> None:
    op = ops.AlterColumnOp("account", "x", existing_type=before, modify_type=after)
    lost = lost_by(op, DIALECT)
    assert (lost is not None) == loses
    assert lost is None or lost.startswith("values of account.x that do not fit, from ")


def test_what_else_loses_rows_or_values() -> None:
    dropped = [
        ops.DropTableOp("account", schema="s"),
        ops.DropColumnOp("account", "x"),
        ops.DropSchemaOp("s", cascade=True),
        ops.AlterEnumOp("letter", ["a", "b", "c"], ["a", "d"], renames={"b": "d"}),
    ]
    assert [lost_by(op, DIALECT) for op in dropped] == [
        "all rows of s.account",
        "the values of account.x",
        "everything in the schema s",
        "rows with 'c' in the enum type letter",
    ]
    kept = [ops.DropIndexOp("ix", "account"), ops.AlterEnumOp("letter", ["a"], ["a", "b"]), ops.DropSchemaOp("s")]
    assert [lost_by(op, DIALECT) for op in kept] == [None, None, None]
