"""execute: the same SQL has the same effect live and in a script, whatever characters it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.exc import ProgrammingError

from revgraph.errors import OperationError
from revgraph.operations import Operations
from tests.kit.contexts import live, script

NOTES = sa.table("notes", sa.column("id", sa.Integer), sa.column("body", sa.String))
OLD = sa.table("old", sa.column("id", sa.Integer), sa.column("body", sa.String))
FILL = "INSERT INTO notes (id, body) VALUES (1, 'a%b'), (2, 'axb'), (3, '12:30')"


@pytest.fixture
def connection(any_engine: Engine) -> Iterator[Connection]:
    with any_engine.connect() as connection:
        for name in ("notes", "old"):
            connection.exec_driver_sql(f"CREATE TABLE {name} (id INTEGER, body VARCHAR(100))")
        connection.exec_driver_sql("INSERT INTO old (id, body) VALUES (7, 'seven')")
        connection.exec_driver_sql(FILL.replace("%", "%%") if connection.dialect.paramstyle == "pyformat" else FILL)
        connection.commit()
        yield connection


def bodies(connection: Connection) -> list[tuple[int, str]]:
    return [(row[0], row[1]) for row in connection.execute(text("SELECT id, body FROM notes ORDER BY id, body"))]


START = [(1, "a%b"), (2, "axb"), (3, "12:30")]
EFFECTS: dict[str, tuple[Callable[[Operations], Any], list[tuple[int, str]]]] = {
    "like": (lambda op: op.execute("DELETE FROM notes WHERE body LIKE 'a%b'"), [(3, "12:30")]),
    "percents": (lambda op: op.execute("INSERT INTO notes VALUES (4, '9%% %s %(x)s')"), [*START, (4, "9%% %s %(x)s")]),
    "modulo": (lambda op: op.execute("DELETE FROM notes WHERE id % 2 = 1"), [(2, "axb")]),
    "time": (lambda op: op.execute("DELETE FROM notes WHERE body = '12:30'"), START[:2]),
    "json": (
        lambda op: op.execute("""INSERT INTO notes VALUES (4, '{"a":1, "b": "x:y", "c":true, "d": ":e"}')"""),
        [*START, (4, '{"a":1, "b": "x:y", "c":true, "d": ":e"}')],
    ),
    "escaped_colon": (lambda op: op.execute(r"INSERT INTO notes VALUES (4, '\:x')"), [*START, (4, ":x")]),
    "comment": (lambda op: op.execute("DELETE FROM notes -- all of :them, it's 5%\n/* ':x */ WHERE id = 1"), START[1:]),
    "quotes": (lambda op: op.execute("INSERT INTO notes VALUES (4, 'it''s :a ''b')"), [*START, (4, "it's :a 'b")]),
    "terminated": (lambda op: op.execute("DELETE FROM notes WHERE id = 1;\n"), START[1:]),
    "values": (
        lambda op: op.execute(text("INSERT INTO notes VALUES (:id, :body)").bindparams(id=4, body="it's %s :x")),
        [*START, (4, "it's %s :x")],
    ),
    "inline_literal": (
        lambda op: op.execute(NOTES.update().where(NOTES.c.body == op.inline_literal("a%b")).values(body="it's :x %")),
        [(1, "it's :x %"), *START[1:]],
    ),
    "typed_literal": (
        lambda op: op.execute(NOTES.delete().where(NOTES.c.id == op.inline_literal(1, sa.BigInteger()))),
        START[1:],
    ),
    "update": (lambda op: op.execute(NOTES.update().values(body=NOTES.c.body + "%")), [(n, b + "%") for n, b in START]),
    "insert": (lambda op: op.execute(NOTES.insert().values(id=4, body="x")), [*START, (4, "x")]),
    "insert_many": (
        lambda op: op.execute(NOTES.insert().values([{"id": 4, "body": "x"}, {"id": 5, "body": "y%"}])),
        [*START, (4, "x"), (5, "y%")],
    ),
    "from_select": (
        lambda op: op.execute(NOTES.insert().from_select(["id", "body"], sa.select(OLD.c.id, OLD.c.body))),
        [*START, (7, "seven")],
    ),
    "in_list": (lambda op: op.execute(NOTES.delete().where(NOTES.c.id.in_([1, 2]))), START[2:]),
    "empty_list": (lambda op: op.execute(NOTES.delete().where(NOTES.c.id.in_([]))), START),
    "function": (
        lambda op: op.execute(NOTES.update().values(body=sa.func.upper(NOTES.c.body))),
        [(n, b.upper()) for n, b in START],
    ),
    "ddl": (lambda op: op.execute(sa.DDL("DELETE FROM notes WHERE body LIKE 'a%%'")), START[2:]),
}


@pytest.mark.parametrize("name", EFFECTS)
def test_live_and_in_a_script(connection: Connection, name: str) -> None:
    call, expected = EFFECTS[name]
    written = script(connection.dialect.name, literal_binds=True)
    call(written.op)
    live_transaction = connection.begin()
    call(live(connection))
    assert bodies(connection) == expected, "live"
    live_transaction.rollback()
    assert bodies(connection) == START
    cursor: Any = connection.connection.cursor()
    cursor.execute(written.buffer.getvalue().strip().rstrip(";"))
    assert bodies(connection) == expected, written.buffer.getvalue()


def test_execution_options_reach_the_statement(connection: Connection) -> None:
    seen: list[Any] = []

    def note(_connection: Any, _statement: Any, _many: Any, _params: Any, options: Any) -> None:
        seen.append(options.get("mine"))

    event.listen(connection, "before_execute", note)
    live(connection).execute("SELECT 1", execution_options={"mine": 5})
    event.remove(connection, "before_execute", note)
    assert seen == [5]


@pytest.mark.server
def test_dollar_quotes_and_casts_of_postgresql(postgresql_engine: Engine) -> None:
    body = """
        CREATE FUNCTION twice(n integer) RETURNS text AS $body$
        DECLARE x text := 'it''s :n'; y integer[] := ARRAY[1, 2, 3];
        BEGIN
            RETURN x || (n * 2)::text || ':' || y[:2]::text || format('%s%%', n);
        END $body$ LANGUAGE plpgsql
    """
    with postgresql_engine.connect() as connection:
        live(connection).execute(body)
        assert connection.scalar(text("SELECT twice(3)")) == "it's :n6:{1,2}3%"
        live(connection).execute("SELECT (ARRAY[1, 2])[:1], '2024-01-01'::date")
    written = script("postgresql")
    written.op.execute(body)
    with postgresql_engine.connect() as connection:
        cursor: Any = connection.connection.cursor()
        cursor.execute(written.buffer.getvalue())
        assert connection.scalar(text("SELECT twice(3)")) == "it's :n6:{1,2}3%"


@pytest.mark.parametrize("as_script", [False, True], ids=["live", "script"])
@pytest.mark.parametrize("statement", ["SELECT :a", text("SELECT :a"), "SELECT ':b', :a -- :c"], ids=str)
def test_parameter_without_a_value(sqlite_engine: Engine, statement: Any, as_script: bool) -> None:
    with sqlite_engine.connect() as connection:
        op = script("sqlite", literal_binds=True).op if as_script else live(connection)
        with pytest.raises(OperationError, match=r"parameter a has no value(.|\n)*bindparams(.|\n)*\\:"):
            op.execute(statement)


def test_several_statements_in_one_text_on_sqlite(sqlite_engine: Engine) -> None:
    with sqlite_engine.connect() as connection:
        with pytest.raises(OperationError, match=r"one statement at a time(.|\n)*once for each"):
            live(connection).execute("CREATE TABLE a (id INTEGER); CREATE TABLE b (id INTEGER)")
        assert sa.inspect(connection).get_table_names() == []


@pytest.mark.server
def test_several_statements_in_one_text_on_servers(postgresql_engine: Engine, mariadb_engine: Engine) -> None:
    both = "CREATE TABLE a (id INTEGER); CREATE TABLE b (id INTEGER)"
    with postgresql_engine.connect() as connection:
        live(connection).execute(both)
        assert sorted(sa.inspect(connection).get_table_names()) == ["a", "b"]
    with mariadb_engine.connect() as connection, pytest.raises(ProgrammingError, match="near 'CREATE TABLE b"):
        live(connection).execute(both)


def test_name_marked_final_is_not_changed_by_a_convention() -> None:
    convention = sa.MetaData(naming_convention={"ck": "ck_%(table_name)s_%(constraint_name)s"})
    written = script("postgresql", target_metadata=convention)
    written.op.create_check_constraint(written.op.f("mine"), "t", "a > 0")
    written.op.create_check_constraint("mine", "t", "a > 0")
    assert written.statements == [
        "ALTER TABLE t ADD CONSTRAINT mine CHECK (a > 0)",
        "ALTER TABLE t ADD CONSTRAINT ck_t_mine CHECK (a > 0)",
    ]
