"""populate_default: rows that are there get the default, on a live database, in scripts, in batch blocks."""

from __future__ import annotations

import datetime
import decimal
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    Engine,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    Numeric,
    String,
    Table,
    column,
    false,
    func,
    inspect,
    literal_column,
    select,
    table,
    text,
    true,
)
from sqlalchemy.exc import IntegrityError

from revgraph.errors import OfflineError, OperationError
from revgraph.operations import Operations, ops
from tests.kit.contexts import live, script


@pytest.fixture
def op(any_engine: Engine) -> Iterator[Operations]:
    """Operations on a database with a table of two rows, one of them without a value in ``b``."""
    with any_engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE t (id INTEGER PRIMARY KEY, b VARCHAR(20))")
        connection.exec_driver_sql("INSERT INTO t VALUES (1, 'one'), (2, NULL)")
        yield live(connection)


def values(op: Operations, name: str = "c", type_: Any = None, table_name: str = "t") -> list[Any]:
    own = table(table_name, column("id", Integer), column(name, type_ if type_ is not None else Integer))
    return list(op.get_bind().execute(select(own.c[name]).order_by(own.c.id)).scalars())


def nullable(op: Operations, name: str = "c", table_name: str = "t") -> bool:
    found = {info["name"]: info["nullable"] for info in inspect(op.get_bind()).get_columns(table_name)}
    return bool(found[name])


def server_default(op: Operations, name: str = "c") -> Any:
    return next(info["default"] for info in inspect(op.get_bind()).get_columns("t") if info["name"] == name)


MOMENT = datetime.datetime(2024, 2, 29, 12, 30, 45)
DEFAULTS: list[tuple[str, Any, Any, Any]] = [
    ("scalar", Integer(), 5, 5),
    ("text", String(30), "it's 100% :x \\ `y`", "it's 100% :x \\ `y`"),
    ("false", Boolean(), False, False),
    ("zero", Integer(), 0, 0),
    ("moment", DateTime(), MOMENT, MOMENT),
    ("decimal", Numeric(9, 3), decimal.Decimal("1.125"), decimal.Decimal("1.125")),
    ("bytes", LargeBinary(), b"\x00'\xff", b"\x00'\xff"),
    ("json", JSON(), {"a": ["%s", ":b", "'"]}, {"a": ["%s", ":b", "'"]}),
    ("expression", Integer(), literal_column("3") + 4, 7),
    ("function", String(9), func.lower("ABC"), "abc"),
]


@pytest.mark.parametrize(("type_", "default", "wanted"), [d[1:] for d in DEFAULTS], ids=[d[0] for d in DEFAULTS])
def test_new_required_column_is_filled(op: Operations, type_: Any, default: Any, wanted: Any) -> None:
    op.add_column("t", Column("c", type_, nullable=False, default=default), populate_default=True)
    assert values(op, "c", type_) == [wanted, wanted]
    assert not nullable(op)
    assert server_default(op) is None


def test_new_optional_column_is_filled_too(op: Operations) -> None:
    op.add_column("t", Column("c", Integer, default=5), populate_default=True)
    assert values(op) == [5, 5]
    assert nullable(op)


def test_callable_is_called_once(op: Operations) -> None:
    calls: list[int] = []

    def count() -> int:
        calls.append(1)
        return len(calls)

    op.add_column("t", Column("c", Integer, nullable=False, default=count), populate_default=True)
    assert (values(op), len(calls)) == ([1, 1], 1)
    op.alter_column("t", "b", existing_type=String(20), nullable=False, populate_default=lambda: f"v{count()}")
    assert (values(op, "b", String), len(calls)) == (["one", "v2"], 2)


def test_value_made_of_other_columns(op: Operations) -> None:
    op.add_column("t", Column("c", Integer, nullable=False, default=column("id", Integer) * 10), populate_default=True)
    assert values(op) == [10, 20]


def test_server_default_fills_by_itself(op: Operations) -> None:
    op.add_column("t", Column("c", Integer, nullable=False, server_default="7"), populate_default=True)
    assert values(op) == [7, 7]
    assert not nullable(op)


def test_default_of_python_goes_before_that_of_the_server(op: Operations) -> None:
    op.add_column("t", Column("c", Integer, nullable=False, default=5, server_default="7"), populate_default=True)
    assert values(op) == [5, 5]
    op.get_bind().exec_driver_sql("INSERT INTO t (id) VALUES (3)")
    assert values(op) == [5, 5, 7]


def test_constraints_of_the_new_column_come_after_its_values(op: Operations) -> None:
    op.create_table("o", Column("id", Integer, primary_key=True, autoincrement=False))
    op.get_bind().exec_driver_sql("INSERT INTO o VALUES (5)")
    new = Column(
        "c", Integer, ForeignKey("o.id", name="fk", deferrable=_deferrable(op)), nullable=False, default=5, index=True
    )
    op.add_column("t", new, populate_default=True)
    assert (values(op), nullable(op)) == ([5, 5], False)
    inspector = inspect(op.get_bind())
    assert [key["name"] for key in inspector.get_foreign_keys("t")] == ["fk"]
    assert ["c"] in [index["column_names"] for index in inspector.get_indexes("t")]


def _deferrable(op: Operations) -> bool | None:
    return True if op.get_bind().dialect.name == "postgresql" else None


def test_new_column_in_a_batch_block(op: Operations) -> None:
    with op.batch_alter_table("t") as batch:
        batch.add_column(Column("c", Integer, nullable=False, default=5), populate_default=True)
        batch.alter_column("b", existing_type=String(20), nullable=False, populate_default="none")
        batch.create_unique_constraint("uq", ["b", "c"])
    assert (values(op), values(op, "b", String)) == ([5, 5], ["one", "none"])
    assert (nullable(op), nullable(op, "b")) == (False, False)


def test_new_column_when_the_table_is_built_anew(op: Operations) -> None:
    with op.batch_alter_table("t", recreate="always") as batch:
        batch.add_column(Column("c", Integer, nullable=False, default=5), populate_default=True)
        batch.alter_column("b", existing_type=String(20), nullable=False, populate_default=text("'100%'"))
        batch.add_column(Column("d", Integer, nullable=False, server_default="3"), populate_default=True)
    assert (values(op), values(op, "b", String), values(op, "d")) == ([5, 5], ["one", "100%"], [3, 3])
    assert (nullable(op), nullable(op, "b")) == (False, False)


@pytest.mark.parametrize(
    ("kw", "wanted"),
    [
        ({"populate_default": "it's"}, "it's"),
        ({"populate_default": text("lower('ABC')")}, "abc"),
        ({"populate_default": func.upper("abc")}, "ABC"),
        ({"populate_default": True, "server_default": "new"}, "new"),
        ({"populate_default": True, "server_default": text("'new'")}, "new"),
    ],
)
def test_nulls_are_filled_before_not_null(op: Operations, kw: dict[str, Any], wanted: str) -> None:
    op.alter_column("t", "b", nullable=False, existing_type=String(20), **kw)
    assert values(op, "b", String) == ["one", wanted]
    assert not nullable(op, "b")


def test_existing_server_default_fills(op: Operations) -> None:
    op.alter_column("t", "b", server_default="was", existing_type=String(20), existing_nullable=True)
    op.alter_column("t", "b", populate_default=True)
    assert (values(op, "b", String), nullable(op, "b")) == (["one", "was"], True)
    op.get_bind().exec_driver_sql("UPDATE t SET b = NULL")
    op.alter_column("t", "b", nullable=False, populate_default=True)
    assert (values(op, "b", String), nullable(op, "b")) == (["was", "was"], False)
    assert "was" in server_default(op, "b")


def test_all_changes_at_once(op: Operations) -> None:
    op.alter_column(
        "t",
        "b",
        new_column_name="größe",
        type_=String(50),
        existing_type=String(20),
        existing_nullable=True,
        nullable=False,
        server_default="d",
        populate_default="filled with what is longer than before",
    )
    assert values(op, "größe", String) == ["one", "filled with what is longer than before"]
    assert not nullable(op, "größe")
    assert "d" in server_default(op, "größe")


def test_nullable_true_with_values(op: Operations) -> None:
    op.alter_column("t", "b", nullable=True, existing_type=String(20), populate_default="x")
    assert (values(op, "b", String), nullable(op, "b")) == (["one", "x"], True)


def test_nothing_but_values(op: Operations) -> None:
    op.alter_column("t", "b", populate_default="x")
    assert values(op, "b", String) == ["one", "x"]


def test_boolean(op: Operations) -> None:
    op.add_column("t", Column("c", Boolean))
    op.alter_column("t", "c", nullable=False, existing_type=Boolean(), populate_default=false())
    op.add_column("t", Column("d", Boolean, nullable=False, default=true()), populate_default=True)
    assert (values(op, "c", Boolean), values(op, "d", Boolean)) == ([False, False], [True, True])


@pytest.mark.parametrize("name", ["order", 'a"b', "do.t", "bra[ck]et", "per%cent", "co:lon", "größe"])
def test_difficult_names(any_engine: Engine, name: str) -> None:
    with any_engine.begin() as connection:
        op = live(connection)
        made = op.create_table(name, Column("id", Integer, primary_key=True), Column("v", Integer))
        connection.execute(made.insert().values(id=1))
        op.add_column(name, Column(name, Integer, nullable=False, default=5), populate_default=True)
        with op.batch_alter_table(name) as batch:
            batch.alter_column("v", nullable=False, existing_type=Integer(), populate_default=column(name) + 1)
        assert (values(op, name, None, name), values(op, "v", None, name)) == ([5], [6])


def test_if_not_exists_leaves_values_that_are_there(op: Operations) -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.add_column("t", Column("b", String(20), default="x"), populate_default=True, if_not_exists=True)
    else:
        op.add_column(
            "t", Column("b", String(20), nullable=False, default="x"), populate_default=True, if_not_exists=True
        )
    assert values(op, "b", String) == ["one", "x"]


# ---------------------------------------------------------------------------------------------- scripts, values, errors


def test_script_for_sqlite_with_the_table_given() -> None:
    written = script("sqlite")
    with written.op.batch_alter_table("t", copy_from=Table("t", MetaData(), Column("a", Integer))) as batch:
        batch.add_column(Column("c", Integer, nullable=False, default=5), populate_default=True)
        batch.alter_column("a", nullable=False, server_default="3", populate_default=True)
    copied = next(statement for statement in written.statements if statement.startswith("INSERT"))
    assert """coalesce("a", ('3')), (5)""" in copied


def test_script_calls_the_callable_once() -> None:
    calls: list[int] = []
    written = script("postgresql")
    written.op.add_column("t", Column("c", Integer, default=lambda: calls.append(1) or 3), populate_default=True)
    assert (written.statements[1], calls) == ("UPDATE t SET c=3", [1])


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (
            lambda op: op.add_column("t", Column("c", Integer), populate_default=True),
            OperationError,
            r"add_column\('t', 'c', populate_default=True\).*neither default= nor server_default=",
        ),
        (
            lambda op: op.add_column("t", Column("c", Integer, default=lambda ctx: ctx.current), populate_default=True),
            OperationError,
            r"default of column 'c' can't be called outside of an INSERT.*op\.execute",
        ),
        (
            lambda op: op.add_column("t", Column("c", Integer, default=lambda: None), populate_default=True),
            OperationError,
            "default of column 'c' is None",
        ),
        (
            lambda op: op.alter_column("t", "c", nullable=False, populate_default=False, existing_type=Boolean()),
            OperationError,
            r"give sqlalchemy\.false\(\)",
        ),
        (
            lambda op: op.alter_column(
                "t", "c", nullable=False, populate_default=True, existing_server_default=None, existing_type=Integer()
            ),
            OperationError,
            "True means the server default, and there is none",
        ),
        (
            lambda op: op.alter_column("t", "c", server_default=None, populate_default=True, existing_type=Integer()),
            OperationError,
            "True means the server default, and there is none",
        ),
    ],
)
def test_error_says_what_to_give(call: Callable[[Operations], Any], error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        call(script("postgresql").op)


def test_sqlite_has_to_know_the_default() -> None:
    with pytest.raises(OfflineError, match="give the value itself"):
        script("sqlite").op.alter_column("t", "c", populate_default=True)


@pytest.mark.parametrize("nullable_after", [None, False])
def test_sqlite_says_that_there_is_no_default(sqlite_engine: Engine, nullable_after: bool | None) -> None:
    with sqlite_engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE t (a INTEGER)")
        with pytest.raises(OperationError, match=r"t\.a: populate_default=True: the column has no server default"):
            live(connection).alter_column("t", "a", nullable=nullable_after, populate_default=True)


def test_reverse_leaves_values_and_knows_them_again() -> None:
    added = ops.AddColumnOp("t", Column("c", Integer, default=5), populate_default=True)
    assert repr(added.reverse().reverse()) == repr(added)
    assert added.digest() != ops.AddColumnOp("t", Column("c", Integer, default=6), populate_default=True).digest()
    altered = ops.AlterColumnOp("t", "c", modify_nullable=False, populate_default=5)
    assert "populate_default=5" in repr(altered)
    assert altered.reverse().populate_default is None
    assert altered.has_changes()


@pytest.mark.server
@pytest.mark.parametrize("table_name", ["t", "Per%cent"])
def test_deferred_foreign_key_is_checked_at_once_and_stays_deferred(postgresql_engine: Engine, table_name: str) -> None:
    with postgresql_engine.begin() as connection:
        op = live(connection)
        op.create_table("o", Column("id", Integer, primary_key=True))
        key = ForeignKey("o.id", name="fk % fk", deferrable=True, initially="DEFERRED")
        made = op.create_table(table_name, Column("id", Integer, primary_key=True), Column("c", Integer, key))
        connection.execute(made.insert().values(id=1))
        with pytest.raises(IntegrityError), connection.begin_nested():
            op.alter_column(table_name, "c", nullable=False, populate_default=5)
        connection.exec_driver_sql("INSERT INTO o VALUES (5), (6)")
        op.alter_column(table_name, "c", nullable=False, populate_default=5)
        assert (values(op, "c", None, table_name), nullable(op, "c", table_name)) == ([5], False)
        connection.execute(made.update().values(c=7))  # not an error before COMMIT
        connection.execute(made.update().values(c=6))


def test_check_of_a_new_column_holds(op: Operations) -> None:
    new = Column("c", Integer, CheckConstraint("c > 1", name="ck_c"), nullable=False, default=5)
    op.add_column("t", new, populate_default=True)
    assert values(op) == [5, 5]
    assert "ck_c" in [check["name"] for check in inspect(op.get_bind()).get_check_constraints("t")]
