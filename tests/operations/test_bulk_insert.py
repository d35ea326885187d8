"""bulk_insert: every row arrives as SQLAlchemy would have sent it, by whatever way is shortest."""

from __future__ import annotations

import datetime as dt
import decimal
import enum
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Column, Connection, Engine, MetaData, Table, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError

from revgraph.ddl import rows as ddl_rows
from revgraph.ddl.postgresql.copying import ENOUGH, CopyLoader
from revgraph.errors import OperationError
from tests.kit.contexts import live, script

MANY = 2 * ENOUGH


class Colour(enum.Enum):
    red = 1
    blue = 2


class Doubled(sa.types.TypeDecorator[int]):
    impl = sa.Integer
    cache_ok = True

    def process_bind_param(self, value: int | None, dialect: sa.Dialect) -> int | None:
        return None if value is None else value * 2


@pytest.fixture
def connection(any_engine: Engine) -> Iterator[Connection]:
    with any_engine.connect() as connection:
        yield connection


@pytest.fixture
def postgresql_connection(postgresql_engine: Engine) -> Iterator[Connection]:
    with postgresql_engine.connect() as connection:
        yield connection


def new_table(connection: Connection, *columns: Column[Any], name: str = "t") -> Table:
    made = Table(name, MetaData(), Column("id", sa.Integer, primary_key=True, autoincrement=False), *columns)
    made.create(connection)
    return made


def kept(connection: Connection, target: Table) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in connection.execute(target.select().order_by(target.c.id))]


@contextmanager
def statements(connection: Connection) -> Iterator[list[str]]:
    """Collect what is sent; a COPY is no statement to SQLAlchemy."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_others: Any) -> None:
        sent.append(statement)

    event.listen(connection, "before_cursor_execute", note)
    yield sent
    event.remove(connection, "before_cursor_execute", note)


def test_many_rows_arrive_whole_and_in_few_calls(connection: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ddl_rows, "BATCH", 1000)
    target = new_table(connection, Column("name", sa.String(40)), Column("d", Doubled))
    rows = [{"id": n, "name": f"it's 50% :x {n}", "d": n} for n in range(2500)]
    with statements(connection) as sent:
        live(connection).bulk_insert(target, rows)
    assert len([one for one in sent if one.startswith("INSERT")]) <= 3
    found = connection.exec_driver_sql("SELECT id, name, d FROM t ORDER BY id").all()
    assert [tuple(row) for row in found] == [(n, f"it's 50% :x {n}", 2 * n) for n in range(2500)]


def test_rows_come_from_a_generator_in_portions(connection: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ddl_rows, "BATCH", 10)
    target = new_table(connection, Column("name", sa.String(40)))
    taken: list[int] = []
    seen: list[int] = []

    def rows() -> Iterator[dict[str, Any]]:
        for n in range(25):
            taken.append(n)
            seen.append(connection.scalar(sa.text("SELECT count(*) FROM t")) or 0)
            yield {"id": n, "name": "x"}

    live(connection).bulk_insert(target, rows())
    assert (seen[0], seen[10], seen[24]) == (0, 10, 20)
    assert len(kept(connection, target)) == len(taken) == 25


def test_nothing_to_insert(connection: Connection) -> None:
    target = new_table(connection)
    live(connection).bulk_insert(target, [])
    live(connection).bulk_insert(target, iter([]))
    assert kept(connection, target) == []


def test_rows_may_have_different_keys_and_sql_among_their_values(connection: Connection) -> None:
    target = new_table(connection, Column("a", sa.String(20), server_default="d"), Column("b", sa.Integer))
    op = live(connection)
    op.bulk_insert(
        target,
        [
            {"id": 1, "a": "x", "b": 1},
            {"b": 2, "a": "y", "id": 2},
            {"id": 3},
            {"id": 4, "b": 4},
            {"id": 5, "a": sa.func.upper("e"), "b": sa.select(sa.literal(2) + 3).scalar_subquery()},
            {"id": 6, "a": op.inline_literal("it's"), "b": op.inline_literal(6)},
            {"id": 7, "a": None, "b": sa.null()},
        ],
    )
    assert kept(connection, target) == [
        (1, "x", 1),
        (2, "y", 2),
        (3, "d", None),
        (4, "d", 4),
        (5, "E", 5),
        (6, "it's", 6),
        (7, None, None),
    ]


def test_row_without_values_takes_all_defaults(connection: Connection) -> None:
    target = Table("t", MetaData(), Column("id", sa.Integer, primary_key=True), Column("a", sa.Integer, default=7))
    target.create(connection)
    live(connection).bulk_insert(target, [{}, {}])
    assert kept(connection, target) == [(1, 7), (2, 7)]


def test_pythons_defaults_fill_columns_that_are_not_named(connection: Connection) -> None:
    numbers = iter(range(100, 200))
    target = new_table(
        connection,
        Column("scalar", sa.Integer, default=5),
        Column("counted", sa.Integer, default=lambda: next(numbers)),
        Column("looks", sa.Integer, default=lambda context: context.get_current_parameters()["id"] * 10),
        Column("sql", sa.String(10), default=sa.func.lower("ABC")),
        Column("server", sa.Integer, server_default="9"),
    )
    live(connection).bulk_insert(target, [{"id": 1}, {"id": 2}, {"id": 3, "scalar": 0}])
    assert kept(connection, target) == [
        (1, 5, 100, 10, "abc", 9),
        (2, 5, 101, 20, "abc", 9),
        (3, 0, 102, 30, "abc", 9),
    ]


def test_one_by_one_where_asked(connection: Connection) -> None:
    target = new_table(connection)
    with statements(connection) as sent:
        live(connection).bulk_insert(target, [{"id": n} for n in range(5)], multiinsert=False)
    assert len([one for one in sent if one.startswith("INSERT")]) == 5


def test_light_table_without_types(connection: Connection) -> None:
    new_table(connection, Column("name", sa.String(10)))
    light = sa.table("t", sa.column("id"), sa.column("name"))
    live(connection).bulk_insert(light, [{"id": n, "name": "50%"} for n in range(MANY)])
    assert connection.scalar(sa.text("SELECT count(*) FROM t WHERE name = '50%'")) == MANY


def test_keys_are_those_of_the_columns(connection: Connection) -> None:
    target = new_table(connection, Column("stored name", sa.Integer, key="attribute"))
    live(connection).bulk_insert(target, [{"id": n, "attribute": n} for n in range(MANY)])
    assert kept(connection, target)[-1] == (MANY - 1, MANY - 1)


def test_schema_translate_map_is_kept(sqlite_engine: Engine) -> None:
    with sqlite_engine.connect() as connection:
        connection.exec_driver_sql("ATTACH ':memory:' AS other")
        connection.exec_driver_sql("CREATE TABLE other.t (id INTEGER)")
        mapped = connection.execution_options(schema_translate_map={"tenant": "other"})
        target = Table("t", MetaData(), Column("id", sa.Integer), schema="tenant")
        live(mapped).bulk_insert(target, [{"id": 1}, {"id": 2}])
        assert connection.exec_driver_sql("SELECT count(*) FROM other.t").scalar() == 2


@pytest.mark.parametrize("count", [1, 3, MANY])
@pytest.mark.parametrize("as_script", [False, True], ids=["live", "script"])
def test_key_that_is_no_column(sqlite_engine: Engine, count: int, as_script: bool) -> None:
    light = sa.table("account", sa.column("id"), sa.column("name"))
    with sqlite_engine.connect() as connection:
        op = script("sqlite").op if as_script else live(connection)
        with pytest.raises(OperationError, match=r"account has no column nmae to insert into.* id, name"):
            op.bulk_insert(light, [{"id": n, "nmae": "x"} for n in range(count)])


def test_value_a_type_can_not_take_names_column_and_row(sqlite_engine: Engine) -> None:
    with sqlite_engine.connect() as connection:
        target = new_table(connection, Column("d", sa.Date))
        rows: list[dict[str, Any]] = [{"id": n, "d": dt.date(2024, 1, 1)} for n in range(5)]
        rows[3]["d"] = "2024-01-01"
        with pytest.raises(OperationError, match=r"t\.d, row 4: '2024-01-01' is no value for Date\(\)"):
            live(connection).bulk_insert(target, rows)


@pytest.mark.parametrize("rows", [{"id": 1}, "abc", [(1,)], [{"id": 1}, 5], None], ids=repr)
def test_rows_that_are_no_list_of_dictionaries(sqlite_engine: Engine, rows: Any) -> None:
    with sqlite_engine.connect() as connection:
        for op in (live(connection), script("sqlite").op):
            with pytest.raises(OperationError, match="list of dictionaries"):
                op.bulk_insert(sa.table("t", sa.column("id")), rows)


@pytest.mark.parametrize("target", ["t", None, MetaData])
def test_what_is_no_table(sqlite_engine: Engine, target: Any) -> None:
    with sqlite_engine.connect() as connection, pytest.raises(OperationError, match="bulk_insert takes a table"):
        live(connection).bulk_insert(target, [{"id": 1}])


def test_failing_row_is_the_databases_error(connection: Connection) -> None:
    target = new_table(connection)
    with pytest.raises(DBAPIError):
        live(connection).bulk_insert(target, [{"id": 1}] * MANY)


# ------------------------------------------------------------------------------------------------ COPY

MOMENT = dt.datetime(2024, 2, 29, 1, 2, 3, 456789)
NASTY = 'it\'s\t100% \\ \\N \\. "x" :y \r\n é \U0001f600'
COPIED: Mapping[str, tuple[Any, list[Any]]] = {
    "smallint": (sa.SmallInteger, [-5, None]),
    "integer": (sa.Integer, [5, 2**31 - 1]),
    "bigint": (sa.BigInteger, [2**62, 1]),
    "numeric": (sa.Numeric(12, 2), [decimal.Decimal("1.555"), decimal.Decimal("1E+3"), 7]),
    "double": (sa.Double, [0.1, 1e300, float("inf"), float("nan"), -0.0, 3]),
    "string": (sa.String(60), [NASTY, "", "\\N", None]),
    "text": (sa.Text, [NASTY * 50]),
    "boolean": (sa.Boolean, [True, False, 1, 0]),
    "date": (sa.Date, [dt.date(1, 1, 1), dt.date(9999, 12, 31)]),
    "timestamp": (sa.DateTime, [MOMENT]),
    "timestamptz": (
        sa.DateTime(timezone=True),
        [MOMENT.replace(tzinfo=dt.timezone(dt.timedelta(hours=-3.5))), MOMENT.replace(tzinfo=dt.UTC), MOMENT],
    ),
    "time": (sa.Time, [dt.time(1, 2, 3, 4)]),
    "interval": (sa.Interval, [dt.timedelta(days=-2, seconds=5, microseconds=7)]),
    "interval_native": (postgresql.INTERVAL, [dt.timedelta(days=2)]),
    "bytea": (sa.LargeBinary, [b"\x00\\x\xff", b"", bytearray(b"a"), memoryview(b"b")]),
    "uuid": (sa.Uuid, [uuid.UUID(int=5)]),
    "json": (sa.JSON, [{"a": NASTY, "b": [None]}, [], None, sa.JSON.NULL]),
    "jsonb": (postgresql.JSONB, [{"a": "x"}, None]),
    "json_none": (sa.JSON(none_as_null=True), [None, "text"]),
    "enum": (sa.Enum(Colour, name="colour"), [Colour.blue, "red"]),
    "enum_text": (sa.Enum("a", "b", native_enum=False), ["b"]),
    "decorated": (Doubled, [4]),
}

COPY_DECLINES: Mapping[str, tuple[Any, str, list[Any]]] = {
    "zoned value, column without zone": (sa.DateTime(), "timestamp", [MOMENT.replace(tzinfo=dt.UTC)]),
    "declared with zone, stored without": (sa.DateTime(timezone=True), "timestamp", [MOMENT.replace(tzinfo=dt.UTC)]),
    "decimal into integer": (sa.Numeric(), "integer", [decimal.Decimal("1.5")]),
    "float into numeric": (sa.Numeric(asdecimal=False), "numeric(40, 20)", [1 / 3]),
    "float into real": (sa.Float(), "real", [1 / 3]),
    "boolean into text": (sa.Boolean(), "text", [True]),
    "datetime into date": (sa.Date(), "date", [MOMENT]),
    "array": (postgresql.ARRAY(sa.Integer), "integer[]", [[1, 2], []]),
    "inet": (postgresql.INET(), "inet", ["10.0.0.1"]),
    "char": (sa.CHAR(5), "char(5)", ["ab"]),
}


def copied(connection: Connection, target: Table, rows: list[dict[str, Any]]) -> tuple[list[bool], Any, Any]:
    """Insert rows with COPY allowed and without; say whether it was taken, and what was there after each."""
    taken: list[bool] = []

    class Watched(CopyLoader):
        def load(self, *args: Any) -> bool:
            taken.append(super().load(*args))
            return taken[-1]

    found = []
    names = ", ".join(f"{column.name}::text" for column in target.columns)
    for loader in (Watched(), None):
        connection.execute(target.delete())
        ddl_rows.insert_rows(connection, target, rows, loader=loader)
        found.append(connection.exec_driver_sql(f"SELECT {names} FROM {target.name} ORDER BY id").all())
    return taken, *found


@pytest.mark.server
@pytest.mark.parametrize("kind", COPIED)
@pytest.mark.parametrize("zone", ["UTC", "Asia/Kathmandu"])
def test_copy_puts_there_what_insert_does(postgresql_connection: Connection, kind: str, zone: str) -> None:
    connection = postgresql_connection
    type_, values = COPIED[kind]
    connection.exec_driver_sql(f"SET TIME ZONE '{zone}'")
    target = new_table(connection, Column("c", type_))
    taken, by_copy, by_insert = copied(
        connection, target, [{"id": n, "c": values[n % len(values)]} for n in range(MANY)]
    )
    assert taken == [True]
    assert len(by_copy) == MANY
    assert by_copy == by_insert


@pytest.mark.server
@pytest.mark.parametrize("kind", COPY_DECLINES)
def test_copy_declines_what_it_would_read_otherwise(postgresql_connection: Connection, kind: str) -> None:
    connection = postgresql_connection
    type_, stored, values = COPY_DECLINES[kind]
    connection.exec_driver_sql("SET TIME ZONE 'Asia/Kathmandu'")
    connection.exec_driver_sql(f"CREATE TABLE t (id integer, c {stored})")
    target = Table("t", MetaData(), Column("id", sa.Integer), Column("c", type_))
    taken, one, other = copied(connection, target, [{"id": n, "c": values[n % len(values)]} for n in range(MANY)])
    assert taken == [False]
    assert one == other
    assert len(one) == MANY


@pytest.mark.server
@pytest.mark.parametrize(
    "ddl",
    [
        "CREATE TABLE t (id integer); CREATE RULE r AS ON INSERT TO t DO ALSO NOTHING",
        "CREATE TABLE t (id integer); ALTER TABLE t ENABLE ROW LEVEL SECURITY",
        "CREATE TABLE b (id integer); CREATE VIEW t AS SELECT * FROM b",
        "CREATE TABLE t (id integer); CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';"
        " CREATE TRIGGER g AFTER INSERT ON t FOR EACH STATEMENT EXECUTE FUNCTION f()",
    ],
    ids=["rule", "row-security", "view", "statement-trigger"],
)
def test_copy_declines_tables_where_insert_does_more(postgresql_connection: Connection, ddl: str) -> None:
    postgresql_connection.exec_driver_sql(ddl)
    target = Table("t", MetaData(), Column("id", sa.Integer))
    taken, _, found = copied(postgresql_connection, target, [{"id": n} for n in range(MANY)])
    assert taken == [False]
    assert len(found) == MANY


@pytest.mark.server
def test_copy_does_not_pass_over_an_identity_that_is_always_generated(postgresql_connection: Connection) -> None:
    postgresql_connection.exec_driver_sql("CREATE TABLE t (id integer GENERATED ALWAYS AS IDENTITY)")
    target = Table("t", MetaData(), Column("id", sa.Integer))
    with pytest.raises(DBAPIError, match="GENERATED ALWAYS"):
        live(postgresql_connection).bulk_insert(target, [{"id": n} for n in range(MANY)])


@pytest.mark.server
def test_error_of_a_copy_is_the_databases_error_with_the_statement(postgresql_connection: Connection) -> None:
    target = new_table(postgresql_connection, Column("name", sa.String(3)))
    with pytest.raises(DBAPIError, match="too long") as caught:
        live(postgresql_connection).bulk_insert(target, [{"id": n, "name": "long"} for n in range(MANY)])
    assert caught.value.statement == "COPY t (id, name) FROM STDIN"


@pytest.mark.server
def test_copy_quotes_names(postgresql_connection: Connection) -> None:
    connection = postgresql_connection
    connection.exec_driver_sql('CREATE SCHEMA "od%%d :s"')
    target = Table('t "%', MetaData(), Column("per%c:ent (x)", sa.Integer), schema="od%d :s")
    target.create(connection)
    live(connection).bulk_insert(target, [{"per%c:ent (x)": n} for n in range(MANY)])
    assert connection.scalar(sa.select(sa.func.count()).select_from(target)) == MANY


MOMENT = dt.datetime(7, 2, 3, 4, 5, 6)
SHORT_WAYS: dict[str, tuple[Any, list[Any]]] = {
    "datetime": (sa.DateTime, [MOMENT, MOMENT.replace(microsecond=9), None]),
    "datetime-with-zone": (sa.DateTime, [MOMENT, MOMENT.replace(tzinfo=dt.UTC)]),
    "datetime-of-another-form": (sqlite.DATETIME(truncate_microseconds=True), [MOMENT, MOMENT.replace(microsecond=9)]),
    "boolean": (sa.Boolean, [True, False, None]),
    "boolean-as-number": (sa.Boolean, [True, 0]),
    "bytes": (sa.LargeBinary, [b"", b"a\x00b", None]),
    "bytearray": (sa.LargeBinary, [b"a", bytearray(b"b")]),
}


@pytest.mark.parametrize("kind", SHORT_WAYS)
def test_sqlite_stores_what_sqlalchemy_would_store(sqlite_engine: Engine, kind: str) -> None:
    type_, values = SHORT_WAYS[kind]
    rows = [{"n": n, "c": value} for n, value in enumerate(values)]
    found = []
    with sqlite_engine.connect() as connection:
        for name in ("ours", "theirs"):
            target = Table(name, MetaData(), Column("n", sa.Integer), Column("c", type_))
            target.create(connection)
            if name == "ours":
                live(connection).bulk_insert(target, rows)
            else:
                connection.execute(target.insert(), rows)
            found.append(connection.exec_driver_sql(f"SELECT n, typeof(c), c FROM {name} ORDER BY n").all())
    assert found[0] == found[1]
    assert len(found[0]) == len(values)
