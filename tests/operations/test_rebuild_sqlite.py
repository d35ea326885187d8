"""Building a SQLite table anew: what is refused, swept, counted, told; each before anything is lost."""

from __future__ import annotations

import logging
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from sqlalchemy import BigInteger, Column, Computed, Connection, Engine, Integer, String, Text, create_engine

from revgraph.errors import OperationError
from revgraph.operations import Operations
from revgraph.operations.rebuild.progress import STEPS, Meter, progress, steps_of_a_row
from tests.kit.contexts import live

LEFT = "_revgraph_tmp_t"
PEERS = "_alembic_tmp_t"


def run(connection: Connection, *statements: str) -> None:
    """Run statements as they are."""
    for statement in statements:
        connection.exec_driver_sql(statement)


def rows(connection: Connection, query: str) -> list[Any]:
    """Return what a query finds."""
    return [tuple(row) for row in connection.exec_driver_sql(query)]


def everything(connection: Connection) -> dict[str, Any]:
    """Return the whole database: texts and rows."""
    entries = rows(connection, "SELECT type, name, sql FROM sqlite_master ORDER BY name")
    tables = [name for kind, name, sql in entries if kind == "table" and "VIRTUAL" not in str(sql)]
    found = {name: rows(connection, f'SELECT * FROM "{name}"') for name in tables}
    found |= {name: rows(connection, f"PRAGMA {name}") for name in ("legacy_alter_table", "foreign_keys")}
    return {"": entries, **found}


def refused(connection: Connection, words: str, change: Callable[[Operations], Any]) -> None:
    """Demand that a change is refused with these words, and that nothing has changed."""
    before = everything(connection)
    with pytest.raises(OperationError, match=words):
        change(live(connection))
    assert everything(connection) == before


def retype(op: Operations, table: str = "t") -> None:
    """Make the change that most tests make."""
    op.alter_column(table, "x", type_=String(40))


@pytest.fixture
def filled(connection: Connection) -> Connection:
    """A connection to a database with a table of three rows."""
    run(
        connection,
        "CREATE TABLE t (id INTEGER PRIMARY KEY, x VARCHAR(5), n INT)",
        "INSERT INTO t VALUES (1, 'a', 5), (2, 'b', 5), (3, NULL, -1)",
    )
    return connection


# ---------------------------------------------------------------------------------------------- not ordinary


@pytest.mark.parametrize(
    ("made", "table", "words"),
    [
        ("CREATE VIRTUAL TABLE f USING fts5 (x)", "f", "'f' is a virtual table of the module fts5"),
        ("CREATE VIRTUAL TABLE f USING rtree (id, x, y)", "f", "'f' is a virtual table of the module rtree"),
        ("CREATE VIRTUAL TABLE f USING fts5 (x)", "f_content", "'f_content' holds the data of a virtual table"),
        ("CREATE TABLE f (id INTEGER PRIMARY KEY AUTOINCREMENT)", "sqlite_sequence", "is SQLite's own"),
        ("CREATE VIEW f AS SELECT 1 AS x", "f", "there is no table 'f'"),
    ],
    ids=["fts5", "rtree", "shadow", "own", "view"],
)
def test_what_is_no_ordinary_table_is_refused_by_name(
    made: str, table: str, words: str, connection: Connection
) -> None:
    run(connection, made)
    refused(connection, words, lambda op: retype(op, table))


def test_number_of_autoincrement_is_not_lost_to_another_type(connection: Connection) -> None:
    run(connection, "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT)", "INSERT INTO t VALUES (7)")
    refused(
        connection, "'id'.*AUTOINCREMENT.*INTEGER.*64 bits", lambda op: op.alter_column("t", "id", type_=BigInteger())
    )


# ---------------------------------------------------------------------------------------------- left behind


@pytest.mark.parametrize("name", [LEFT, PEERS, LEFT.upper()])
@pytest.mark.parametrize(
    "made",
    [
        ["CREATE TABLE {} (id INTEGER, x TEXT)"],
        ["CREATE TABLE {} (id INTEGER, x TEXT, n INT)", "INSERT INTO {} SELECT * FROM t WHERE id < 3"],
        ["CREATE TABLE {} (id INTEGER, new INT DEFAULT 3)", "INSERT INTO {} (id) SELECT id FROM t"],
    ],
    ids=["empty", "same_rows", "new_column"],
)
def test_table_left_behind_is_swept(
    made: list[str], name: str, filled: Connection, caplog: pytest.LogCaptureFixture
) -> None:
    run(filled, *[statement.format(f'"{name}"') for statement in made])
    before = rows(filled, "SELECT * FROM t")
    with caplog.at_level(logging.WARNING, "revgraph"):
        retype(live(filled))
    assert rows(filled, "SELECT name FROM sqlite_master") == [("t",)]
    assert rows(filled, "SELECT * FROM t") == before
    assert f"table {name} was left behind by a rebuild of t" in caplog.text


@pytest.mark.parametrize("name", [LEFT, PEERS])
@pytest.mark.parametrize(
    ("made", "words"),
    [
        (
            ["CREATE TABLE {} (id INTEGER, x TEXT)", "INSERT INTO {} VALUES (1, 'a'), (9, 'z')"],
            "1 of its rows are not in",
        ),
        (["CREATE TABLE {} (id INTEGER, y INT)", "INSERT INTO {} VALUES (1, 2), (2, 3)"], "no column for.*'y'"),
        (["CREATE TABLE {} (y INT)", "INSERT INTO {} VALUES (1)"], "none of its columns"),
        (["CREATE VIEW {} AS SELECT 1"], "it is no table"),
        (
            ["CREATE TABLE {} (id INT)", "CREATE TRIGGER tr AFTER INSERT ON {} BEGIN SELECT 1; END"],
            "has the trigger 'tr'",
        ),
        (["CREATE TABLE {} (id INT UNIQUE)", "CREATE TABLE child (t INT REFERENCES {} (id))"], "'child' refers to it"),
    ],
    ids=["row", "values", "columns", "view", "trigger", "child"],
)
def test_table_that_holds_anything_of_its_own_is_not_swept(
    made: list[str], words: str, name: str, filled: Connection
) -> None:
    run(filled, *[statement.format(name) for statement in made])
    refused(filled, f"'{name}'.*{words}.*nothing was changed", retype)


def test_table_that_is_only_left_under_its_temporary_name_is_told(filled: Connection) -> None:
    run(filled, f"ALTER TABLE t RENAME TO {PEERS}")
    refused(filled, f"no table 't'.*'{PEERS}' may be what a rebuild that died has left", retype)


# ---------------------------------------------------------------------------------------------- rows in the way


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda op: op.create_check_constraint("ck", "t", "n > 0"), r"CHECK constraint failed: ck.*ck: 1 rows.*id = 3"),
        (lambda op: op.create_unique_constraint("uq", "t", ["n"]), r"UNIQUE.*t\.n.*uq: 2 rows, such as id = 1, id = 2"),
        (lambda op: op.create_primary_key("pk", "t", ["n"]), r"UNIQUE.*t\.n.*pk: 2 rows"),
        (lambda op: op.alter_column("t", "x", nullable=False), "'x'.*NULL in 1 rows"),
        (lambda op: op.create_index("ix", "t", ["n"], unique=True), "UNIQUE constraint failed"),
    ],
    ids=["check", "unique", "primary", "null", "index"],
)
def test_rows_that_do_not_fit_are_told_and_nothing_is_left(
    change: Callable[[Operations], Any], words: str, filled: Connection
) -> None:
    before = everything(filled)
    with pytest.raises(Exception, match=words):
        change(live(filled))
    assert everything(filled) == before


def test_value_that_a_strict_type_refuses_is_told(connection: Connection) -> None:
    run(connection, "CREATE TABLE t (x TEXT) STRICT", "INSERT INTO t VALUES ('word')")
    refused(
        connection,
        "cannot store TEXT value in INTEGER column t.x",
        lambda op: op.alter_column("t", "x", type_=Integer()),
    )


def test_rows_dropped_by_a_rule_of_conflict_are_counted(filled: Connection) -> None:
    with (
        pytest.raises(OperationError, match="of 3 rows 2 arrived; nothing was changed"),
        live(filled).batch_alter_table("t") as batch,
    ):
        batch.create_unique_constraint("uq", ["n"], sqlite_on_conflict="IGNORE")
    assert len(rows(filled, "SELECT * FROM t")) == 3


def test_new_foreign_key_without_parents_is_refused_where_keys_are_minded(sqlite_engine: Engine) -> None:
    with sqlite_engine.connect() as connection:
        run(connection, "CREATE TABLE o (id INTEGER PRIMARY KEY)", "CREATE TABLE t (id INTEGER PRIMARY KEY, o INT)")
        run(connection, "INSERT INTO t VALUES (1, 7), (2, NULL)")
        connection.commit()
        run(connection, "PRAGMA foreign_keys=ON")
        connection.commit()
        refused(
            connection,
            r"'t' have no parent for the new foreign key \(o\) to o \(id\): 1 rows",
            lambda op: op.create_foreign_key("fk", "t", "o", ["o"], ["id"]),
        )


def test_new_foreign_key_without_parents_is_logged_elsewhere(
    connection: Connection, caplog: pytest.LogCaptureFixture
) -> None:
    run(connection, "CREATE TABLE o (id INTEGER PRIMARY KEY)", "CREATE TABLE t (o INT)", "INSERT INTO t VALUES (7)")
    with caplog.at_level(logging.WARNING, "revgraph"):
        live(connection).create_foreign_key("fk", "t", "o", ["o"], ["id"])
    assert "rows have no parent for the new foreign key (o) to o (id): 1 rows" in caplog.text


def test_key_that_others_refer_to_is_not_taken_away(connection: Connection) -> None:
    run(
        connection,
        "CREATE TABLE t (id INTEGER PRIMARY KEY, a INT, CONSTRAINT uq UNIQUE (a))",
        "CREATE TABLE child (a INT REFERENCES t (a))",
    )
    refused(connection, r"foreign key of 'child' \(a\) to t \(a\) needs", lambda op: op.drop_constraint("uq", "t"))


# ---------------------------------------------------------------------------------------------- children


@pytest.mark.parametrize("rule", ["CASCADE", "SET NULL", "SET DEFAULT", "RESTRICT", "NO ACTION"])
def test_rows_of_children_survive_enforced_foreign_keys(rule: str, sqlite_engine: Engine) -> None:
    with sqlite_engine.connect() as connection:
        run(
            connection,
            "CREATE TABLE t (id INTEGER PRIMARY KEY, x VARCHAR(5))",
            f"CREATE TABLE child (t_id INT DEFAULT 0 REFERENCES t (id) ON DELETE {rule} ON UPDATE {rule})",
            "INSERT INTO t VALUES (1, 'a'), (2, 'b')",
            "INSERT INTO child VALUES (1), (1), (2)",
        )
        connection.commit()
        run(connection, "PRAGMA foreign_keys=ON")
        connection.commit()
        retype(live(connection))
        connection.commit()
        assert rows(connection, "SELECT * FROM child") == [(1,), (1,), (2,)]
        assert rows(connection, "PRAGMA foreign_keys") == [(1,)]
        assert rows(connection, "PRAGMA foreign_key_check") == []


# ---------------------------------------------------------------------------------------------- names and places


@pytest.mark.parametrize(
    "name", ["a b", 'quo"te', "or'der", "select", "Ünï", "per%cent", "co:lon", "main", "x.y", "t[0]"]
)
def test_table_of_any_name(name: str, connection: Connection) -> None:
    quoted = '"' + name.replace('"', '""') + '"'
    run(
        connection,
        f"CREATE TABLE {quoted} (id INTEGER PRIMARY KEY, x VARCHAR(5), CHECK ({quoted}.id > 0))",
        f"CREATE INDEX ix ON {quoted} (x)",
        f"CREATE TRIGGER tr AFTER INSERT ON {quoted} BEGIN SELECT 1; END",
        f"INSERT INTO {quoted} VALUES (1, 'a')",
    )
    retype(live(connection), name)
    assert rows(connection, f"SELECT * FROM {quoted}") == [(1, "a")]
    texts = dict(rows(connection, "SELECT name, sql FROM sqlite_master"))
    assert set(texts) == {name, "ix", "tr"}
    assert texts[name] == f"CREATE TABLE {quoted} (id INTEGER PRIMARY KEY, x VARCHAR(40), CHECK (id > 0))"


def test_temporary_table_goes_before_one_of_the_same_name(filled: Connection) -> None:
    run(filled, "CREATE TEMP TABLE t (x VARCHAR(5), other INT)", "INSERT INTO temp.t VALUES ('temporary', 1)")
    op = live(filled)
    retype(op)
    assert "VARCHAR(40), other" in rows(filled, "SELECT sql FROM temp.sqlite_master")[0][0]
    op.alter_column("t", "x", type_=String(30), schema="main")
    assert "VARCHAR(30), n" in rows(filled, "SELECT sql FROM main.sqlite_master")[0][0]
    assert rows(filled, "SELECT x FROM temp.t") == [("temporary",)]
    assert rows(filled, "SELECT count(*) FROM main.t") == [(3,)]


def test_attached_database_keeps_its_own(filled: Connection) -> None:
    run(
        filled,
        "ATTACH ':memory:' AS aux1",
        "CREATE TABLE aux1.t (id INTEGER PRIMARY KEY AUTOINCREMENT, x VARCHAR(5) COLLATE NOCASE UNIQUE)",
        "CREATE INDEX aux1.ix ON t (x) WHERE x <> ''",
        "CREATE VIEW aux1.v AS SELECT x FROM t",
        "CREATE TABLE aux1.child (t_id INT REFERENCES t (id) ON DELETE CASCADE)",
        "INSERT INTO aux1.t VALUES (50, 'a')",
        "INSERT INTO aux1.child VALUES (50)",
        "DELETE FROM aux1.t WHERE 0",
    )
    before = rows(filled, "SELECT name, sql FROM aux1.sqlite_master")
    live(filled).alter_column("t", "x", type_=String(40), schema="aux1")
    after = [
        (name, sql and sql.replace("(40)", "(5)"))
        for name, sql in rows(filled, "SELECT name, sql FROM aux1.sqlite_master")
    ]
    assert sorted(after, key=str) == sorted(before, key=str)
    assert rows(filled, "SELECT * FROM aux1.child") == [(50,)]
    assert rows(filled, "SELECT * FROM aux1.sqlite_sequence") == [("t", 50)]
    assert "VARCHAR(5)" in rows(filled, "SELECT sql FROM main.sqlite_master")[0][0]


def test_column_of_another_case_is_the_same_column(filled: Connection) -> None:
    op = live(filled)
    op.alter_column("T", "X", type_=String(40))
    refused(filled, "column 'N' already", lambda op: op.add_column("t", Column("N", Integer, unique=True)))
    assert rows(filled, "SELECT sql FROM sqlite_master")[0][0].startswith(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, x VARC"
    )


# ---------------------------------------------------------------------------------------------- columns that go


@pytest.mark.parametrize(
    ("definition", "left"),
    [
        ("gone INT, b INT CHECK (b > 0)", "b INT CHECK (b > 0)"),
        ("gone INT, b INT, CHECK (gone < b), CHECK (b > 0)", "b INT, CHECK (b > 0)"),
        ("gone INT UNIQUE, b INT, UNIQUE (b)", "b INT, UNIQUE (b)"),
        (
            "b INT, gone INT REFERENCES o (id), FOREIGN KEY (b) REFERENCES o (id)",
            "b INT, FOREIGN KEY (b) REFERENCES o (id)",
        ),
        ("b INT, gone TEXT CHECK (gone <> ''), CHECK (b <> 'gone')", "b INT, CHECK (b <> 'gone')"),
        (
            "b INT, gone INT, CHECK (gone(b) IS NULL OR b COLLATE gone > 1)",
            "b INT, CHECK (gone(b) IS NULL OR b COLLATE gone > 1)",
        ),
        ("b INT, -- b\n gone INT, -- gone\n c INT -- c\n", "b INT, -- b\n c INT -- c\n"),
        ("b INT, gone INT AS (b + 1)", "b INT"),
    ],
)
def test_column_goes_with_all_that_names_it_and_nothing_else(
    definition: str, left: str, connection: Connection
) -> None:
    driver: Any = connection.connection.dbapi_connection
    driver.create_function("gone", 1, lambda value: None, deterministic=True)
    driver.create_collation("gone", lambda one, other: 0)
    run(connection, "CREATE TABLE o (id INTEGER PRIMARY KEY)", f"CREATE TABLE t (id INTEGER PRIMARY KEY, {definition})")
    run(connection, "CREATE INDEX ix ON t (b) WHERE gone(b) IS NULL")
    with live(connection).batch_alter_table("t", recreate="always") as batch:
        batch.drop_column("gone")
    sql, index = (
        row[0] for row in rows(connection, "SELECT sql FROM sqlite_master WHERE tbl_name = 't' AND sql IS NOT NULL")
    )
    assert " ".join(sql.split()) == " ".join(f"CREATE TABLE t (id INTEGER PRIMARY KEY, {left})".split())
    assert index == "CREATE INDEX ix ON t (b) WHERE gone(b) IS NULL"


@pytest.mark.parametrize("where", ["CREATE VIEW v AS SELECT n FROM t", "CREATE TEMP VIEW v AS SELECT n FROM t",
    "CREATE VIEW v AS SELECT id FROM t; CREATE TRIGGER tr INSTEAD OF DELETE ON v BEGIN UPDATE t SET n = 1; END",
    "CREATE TEMP TRIGGER tr AFTER DELETE ON t BEGIN SELECT old.n; END",
    "CREATE TRIGGER tr AFTER UPDATE OF n ON t BEGIN SELECT new.n; END",
    "CREATE TRIGGER tr BEFORE UPDATE OF id, \"n\" /* , x */ ON t BEGIN SELECT 1; END"],
    ids=["view", "temp_view", "instead_of", "temp_trigger", "update_of", "update_of_two"])  # fmt: skip
def test_column_that_a_view_or_trigger_names_can_not_go(where: str, filled: Connection) -> None:
    run(filled, *where.replace("; CREATE", "\0CREATE").split("\0"))
    refused(filled, "(view|trigger) '(v|tr)' would no longer work", lambda op: op.drop_column("t", "n"))


@pytest.mark.parametrize(
    "change",
    [lambda op: op.drop_column("t", "n"), lambda op: op.alter_column("t", "n", new_column_name="m")],
    ids=["drop", "rename"],
)
def test_broken_view_that_sqlite_minds_is_told(change: Callable[[Operations], Any], filled: Connection) -> None:
    run(filled, "CREATE VIEW v AS SELECT * FROM nowhere")
    refused(filled, "t.n can't be .*error in view v: no such table.*Drop that view", change)


def test_column_of_a_type_that_strict_does_not_know_is_added_as_one_it_knows(connection: Connection) -> None:
    run(connection, "CREATE TABLE t (id INTEGER PRIMARY KEY) STRICT")
    op = live(connection)
    op.add_column("t", Column("a", String(5)))
    op.add_column("t", Column("b", Text()))
    assert rows(connection, "SELECT sql FROM sqlite_master") == [
        ("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b TEXT) STRICT",)
    ]


# ---------------------------------------------------------------------------------------------- progress


class Terminal(StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_progress_is_shown_on_a_terminal_once_it_takes_long() -> None:
    seconds = iter([0.0, 0.5, 2.0, 3.0])
    stream = Terminal()
    meter = Meter("copying t", 1000, STEPS // 100, stream, clock=lambda: next(seconds))
    assert meter.tick() == 0
    assert stream.getvalue() == ""
    meter.tick()
    assert "copying t" in stream.getvalue()
    assert "200 of 1,000 rows" in stream.getvalue()
    meter.close()


def test_progress_never_tells_more_rows_than_there_are() -> None:
    stream = Terminal()
    seconds = iter([0.0, 9.0])
    meter = Meter("copying t", 10, 1, stream, clock=lambda: next(seconds))
    meter.tick()
    meter.close()
    assert "10 of 10 rows" in stream.getvalue()


@pytest.mark.parametrize(
    ("definition", "copy"),
    [
        ("(id INTEGER PRIMARY KEY, a TEXT)", "INSERT INTO n SELECT * FROM t"),
        ("(id INTEGER PRIMARY KEY, a TEXT)", "INSERT INTO n (id, a) SELECT id, a FROM t WHERE 1"),
        ("(id TEXT PRIMARY KEY, a TEXT) WITHOUT ROWID", "INSERT INTO n SELECT * FROM t"),
        ("(id INT, a TEXT CHECK (a <> ''))", "INSERT INTO n (rowid, id, a) SELECT rowid, id, a FROM t"),
    ],
)
def test_steps_of_a_row_are_near_to_those_that_are_made(definition: str, copy: str, connection: Connection) -> None:
    run(connection, f"CREATE TABLE t {definition}", f"CREATE TABLE n {definition}")
    run(
        connection, "WITH r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r LIMIT 20000) INSERT INTO t SELECT n, n FROM r"
    )
    told = steps_of_a_row(connection, copy)
    made = [0]
    driver: Any = connection.connection.dbapi_connection
    driver.set_progress_handler(lambda: made.__setitem__(0, made[0] + 1), 100)
    run(connection, copy)
    driver.set_progress_handler(None, 100)
    assert 0.7 < (made[0] * 100 / 20000) / told < 1.4


def test_progress_leaves_other_streams_alone(filled: Connection, capsys: pytest.CaptureFixture[str]) -> None:
    with progress(filled, "t", "INSERT INTO t SELECT * FROM t", 3):
        pass
    assert capsys.readouterr().err == ""


def test_progress_is_counted_during_a_rebuild_on_a_terminal(
    filled: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticks: list[int] = []
    monkeypatch.setattr("revgraph.operations.rebuild.progress.STEPS", 10)
    monkeypatch.setattr(Meter, "tick", lambda self: ticks.append(1) or 0)
    monkeypatch.setattr("sys.stderr", Terminal())
    run(filled, "WITH r(n) AS (SELECT 9 UNION ALL SELECT n + 1 FROM r LIMIT 500) INSERT INTO t SELECT n, n, n FROM r")
    retype(live(filled))
    assert ticks


def test_rebuild_works_on_an_engine_of_its_own() -> None:
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        run(connection, "CREATE TABLE t (x VARCHAR(5))", "INSERT INTO t VALUES ('a')")
        retype(live(connection))
        assert rows(connection, "SELECT * FROM t") == [("a",)]
    engine.dispose()


def test_an_index_stays_whose_column_is_dropped_and_added_again(connection: Connection) -> None:
    run(connection, "CREATE TABLE g (a INT, b INT, d INT AS (b - a))", "CREATE INDEX ix ON g (a, d)")
    run(connection, "CREATE INDEX iy ON g (d)", "CREATE INDEX iz ON g (b, d)")
    with live(connection).batch_alter_table("g") as batch:
        batch.drop_column("d")
        batch.add_column(Column("d", BigInteger, Computed("b - a")))
        batch.drop_index("iz")
        batch.create_index("iy", ["d", "a"])
    found = rows(connection, "SELECT sql FROM sqlite_master WHERE type = 'index' ORDER BY name")
    assert [sql for (sql,) in found] == ["CREATE INDEX ix ON g (a, d)", "CREATE INDEX iy ON g (d, a)"]


def test_a_key_that_others_refer_to_may_be_changed_step_by_step(
    connection: Connection, caplog: pytest.LogCaptureFixture
) -> None:
    run(connection, "CREATE TABLE p (a INT, b INT, CONSTRAINT pk PRIMARY KEY (a))")
    run(connection, "CREATE TABLE c (x INT, y INT, CONSTRAINT fk FOREIGN KEY (x) REFERENCES p (a))")
    op = live(connection)
    with op.batch_alter_table("p") as batch:
        batch.drop_constraint("pk", type_="primary")
        batch.create_primary_key("pk", ["a", "b"])
    assert "of 'c' (x) to p (a) finds no primary key or unique constraint" in caplog.text
    with op.batch_alter_table("c") as batch:
        batch.drop_constraint("fk", type_="foreignkey")
        batch.create_foreign_key("fk", "p", ["x", "y"], ["a", "b"])
    run(connection, "INSERT INTO p VALUES (1, 2)", "INSERT INTO c VALUES (1, 2)")
