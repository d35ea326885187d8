"""SQLite's tables read in bulk: the same values as SQLAlchemy's reflection, and the right ones where that errs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Engine, event, inspect
from sqlalchemy.pool import StaticPool

from revgraph.ddl.catalog import read_tables
from revgraph.ddl.catalog.sqlite_text import read_definition
from tests.kit.catalogs import assert_same, ours

SAME = """
CREATE TABLE plain (id INTEGER NOT NULL, name VARCHAR(20) DEFAULT 'a,(b', PRIMARY KEY (id));
CREATE TABLE types (a BIGINT, b SMALLINT, c NUMERIC(10, 2), d DECIMAL(5), e REAL, f FLOAT, g DOUBLE PRECISION, h DATE,
  i DATETIME, j TIME, k TIMESTAMP, l BOOLEAN, m BLOB, n JSON, o TEXT, p CHAR(3), q NVARCHAR(7), r "odd type", s, t ANY,
  u VARCHAR(20, 3), v UNSIGNED BIG INT, w CLOB, x char varying(9));
CREATE TABLE defaults (a INTEGER DEFAULT 5, b TEXT DEFAULT 'it''s', c DATETIME DEFAULT CURRENT_TIMESTAMP,
  d TEXT DEFAULT (lower('X')), e REAL DEFAULT -1.5, f INTEGER DEFAULT NULL, g BLOB DEFAULT x'00ff',
  h TEXT DEFAULT 'a:b');
CREATE TABLE numbered (id INTEGER PRIMARY KEY, x INTEGER);
CREATE TABLE two_keys (a INTEGER NOT NULL, b TEXT NOT NULL, CONSTRAINT pk_two PRIMARY KEY (b, a));
CREATE TABLE quoted_key (a TEXT NOT NULL, CONSTRAINT "pk quoted" PRIMARY KEY (a));
CREATE TABLE uniques (id INTEGER PRIMARY KEY, a INTEGER, b TEXT, c TEXT UNIQUE, UNIQUE (a, b),
  CONSTRAINT uq_b UNIQUE (b), CONSTRAINT "uq c" UNIQUE ("a", "c"));
CREATE TABLE checks (a INTEGER CHECK (a > 0), b TEXT, CONSTRAINT ck_b CHECK (b IN ('x)', '(y')),
  CHECK (a < 10 AND (b IS NULL OR length(b) > 2)), CONSTRAINT "ck odd" CHECK (b <> 'z'));
CREATE TABLE parents (id INTEGER PRIMARY KEY, x INTEGER, y INTEGER, UNIQUE (x, y));
CREATE TABLE children (id INTEGER PRIMARY KEY, p INTEGER, x INTEGER, y INTEGER, own INTEGER, un INTEGER,
  CONSTRAINT fk_p FOREIGN KEY(p) REFERENCES parents (id) ON DELETE CASCADE ON UPDATE SET NULL,
  CONSTRAINT fk_xy FOREIGN KEY(x, y) REFERENCES parents (x, y) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY(own) REFERENCES children (id) ON DELETE NO ACTION,
  CONSTRAINT fk_un FOREIGN KEY(un) REFERENCES nowhere (id) ON DELETE SET DEFAULT);
CREATE TABLE inlined (p INTEGER REFERENCES parents (id), q INTEGER NOT NULL REFERENCES "parents", r INTEGER);
CREATE TABLE computed (a INTEGER,
  b INTEGER GENERATED ALWAYS AS (a + 1) VIRTUAL,
  c INTEGER GENERATED ALWAYS AS (a * (2 + 1)) STORED);
CREATE TABLE indexed (a INTEGER, b TEXT, c TEXT);
CREATE INDEX ix_a ON indexed (a);
CREATE UNIQUE INDEX ux_bc ON indexed (b, c DESC);
CREATE INDEX "ix odd" ON indexed (b COLLATE NOCASE);
CREATE INDEX ix_part ON indexed (a) WHERE b = 'it''s' AND c <> 'x';
CREATE TABLE no_rowid (a TEXT PRIMARY KEY, b TEXT UNIQUE) WITHOUT ROWID;
CREATE TABLE "odd ""name"" (1) %s" ("a b" INTEGER PRIMARY KEY, "select" TEXT, "c""d" TEXT, "e%f:g" TEXT);
CREATE TABLE derived AS SELECT id, name FROM plain;
CREATE TEMP TABLE passing (id INTEGER);
CREATE TEMP TABLE plain (other INTEGER);
CREATE VIEW seen AS SELECT a FROM indexed;
CREATE TRIGGER tr AFTER INSERT ON plain BEGIN UPDATE plain SET name = 'CHECK (x)' WHERE id = new.id; END;
"""


@pytest.fixture
def engine() -> Iterator[Engine]:
    made = sa.create_engine("sqlite://", poolclass=StaticPool)
    yield made
    made.dispose()


def script(engine: Engine, sql: str) -> None:
    with engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        driver.executescript(sql)


def test_as_sqlalchemy_reads_it(engine: Engine) -> None:
    script(engine, SAME)
    found = assert_same(engine)
    assert len(found["columns"]) == 16, "each table but the temporary ones, no view"
    assert found["pk_constraint"]["two_keys"] == {"constrained_columns": ["b", "a"], "name": "pk_two"}
    assert [key["name"] for key in found["foreign_keys"]["children"]].count(None) == 1


def test_strict_tables_as_sqlalchemy_reads_them(engine: Engine) -> None:
    if inspect(engine).dialect.server_version_info < (3, 37):
        pytest.skip("this SQLite has no STRICT")
    script(
        engine,
        "CREATE TABLE a (x INTEGER, y TEXT CHECK (y <> ')')) STRICT;"
        "CREATE TABLE b (x TEXT PRIMARY KEY) STRICT, WITHOUT ROWID; CREATE TABLE c (strict TEXT)",
    )
    assert_same(engine)


def test_attached_database_as_sqlalchemy_reads_it(engine: Engine, tmp_path: Any) -> None:
    script(engine, f'ATTACH \'{tmp_path / "other.db"}\' AS "oth""er"; CREATE TABLE t (mine INTEGER)')
    script(
        engine,
        'CREATE TABLE "oth""er".t (id INTEGER PRIMARY KEY, x TEXT, CONSTRAINT uq UNIQUE (x));'
        'CREATE TABLE "oth""er".u (t INTEGER, FOREIGN KEY(t) REFERENCES t);'
        'CREATE INDEX "oth""er".ix ON u (t) WHERE t > 5',
    )
    found = ours(engine, 'oth"er')
    assert [column["name"] for column in found["columns"]["t"]] == ["id", "x"]
    assert found["unique_constraints"]["t"] == [{"name": "uq", "column_names": ["x"]}]
    assert found["foreign_keys"]["u"][0]["referred_columns"] == ["id"]
    assert found["indexes"]["u"][0]["dialect_options"] == {"sqlite_where": "t > 5"}
    script(
        engine, f"ATTACH '{tmp_path / 'more.db'}' AS more; CREATE TABLE more.t (id INTEGER PRIMARY KEY, x TEXT UNIQUE)"
    )
    assert_same(engine, "more")


def test_names_in_quotes_that_sqlalchemy_misreads(engine: Engine) -> None:
    script(
        engine,
        "CREATE TABLE p (id INTEGER PRIMARY KEY);"
        'CREATE TABLE t (id INTEGER, "a$b" TEXT, "c(d" TEXT, "e%f" TEXT, "g""h" TEXT,'
        ' CONSTRAINT "u$1" UNIQUE ("a$b"), CONSTRAINT u$2 UNIQUE (a$b, id), CONSTRAINT "u(3)" UNIQUE ("c(d"),'
        ' CONSTRAINT "u%4" UNIQUE ("e%f"), CONSTRAINT "u""5" UNIQUE ("g""h"),'
        ' CONSTRAINT [u 6] UNIQUE ([id], [e%f]), CONSTRAINT "pk""x" PRIMARY KEY (id, "g""h"),'
        ' CONSTRAINT "ck""7" CHECK (id > 0), CONSTRAINT "fk""8" FOREIGN KEY ("id") REFERENCES "p" ("id"))',
    )
    found = ours(engine)
    assert {unique["name"]: unique["column_names"] for unique in found["unique_constraints"]["t"]} == {
        "u$1": ["a$b"],
        "u$2": ["a$b", "id"],
        "u(3)": ["c(d"],
        "u%4": ["e%f"],
        'u"5': ['g"h'],
        "u 6": ["id", "e%f"],
    }
    assert found["pk_constraint"]["t"]["name"] == 'pk"x'
    assert [check["name"] for check in found["check_constraints"]["t"]] == ['ck"7']
    assert [key["name"] for key in found["foreign_keys"]["t"]] == ['fk"8']


def test_clauses_of_columns_that_sqlalchemy_passes_over(engine: Engine) -> None:
    script(
        engine,
        "CREATE TABLE p (id INTEGER PRIMARY KEY);"
        "CREATE TABLE t (a TEXT CONSTRAINT nn NOT NULL CONSTRAINT uq_a UNIQUE ON CONFLICT REPLACE,"
        " b INTEGER CONSTRAINT fk_b REFERENCES p ON DELETE SET NULL NOT DEFERRABLE, c INT AS (b + 1), "
        " d INT AS (b, 2) STORED)".replace("(b, 2)", "(max(b, 2))"),
    )
    found = ours(engine)
    (unique,) = found["unique_constraints"]["t"]
    assert (unique["name"], unique["dialect_options"]) == ("uq_a", {"sqlite_on_conflict": "REPLACE"})
    (key,) = found["foreign_keys"]["t"]
    assert (key["name"], key["options"]) == ("fk_b", {"ondelete": "SET NULL", "deferrable": False})
    computed = [column.get("computed") for column in found["columns"]["t"]]
    assert computed[2:] == [{"sqltext": "b + 1", "persisted": False}, {"sqltext": "max(b, 2)", "persisted": True}]


def test_autoincrement_that_sqlalchemy_passes_over(engine: Engine) -> None:
    script(engine, "CREATE TABLE n (id INTEGER PRIMARY KEY AUTOINCREMENT, x INTEGER); CREATE TABLE o (x INTEGER)")
    assert ours(engine)["table_options"] == {"n": {"sqlite_autoincrement": True}, "o": {}}


def test_collations_that_sqlalchemy_passes_over(engine: Engine) -> None:
    script(engine, "CREATE TABLE t (a TEXT COLLATE NOCASE, b VARCHAR(5) NOT NULL COLLATE RTRIM DEFAULT 'x', c TEXT)")
    with engine.connect() as connection:
        ((_, columns),) = read_tables(inspect(connection), None, ["t"])["columns"].items()
    assert [column["type"].collation for column in columns] == ["NOCASE", "RTRIM", None]
    assert [column["nullable"] for column in columns] == [True, False, True]


def test_check_is_none_within_a_string(engine: Engine) -> None:
    script(engine, "CREATE TABLE t (a TEXT DEFAULT 'UNIQUE (a)', CONSTRAINT ck CHECK (a <> 'CHECK (z)'))")
    found = ours(engine)
    assert found["check_constraints"]["t"] == [{"name": "ck", "sqltext": "a <> 'CHECK (z)'"}]
    assert found["unique_constraints"]["t"] == []


def test_expression_indexes_are_read(engine: Engine) -> None:
    script(
        engine,
        'CREATE TABLE t (a TEXT, "b c" TEXT); CREATE UNIQUE INDEX ix ON t (lower(a), "b c") WHERE a <> \':x\';'
        "CREATE INDEX iy ON t (a || ',', a)",
    )
    assert ours(engine)["indexes"]["t"] == [
        {
            "name": "ix",
            "column_names": [None, "b c"],
            "expressions": ["lower(a)", '"b c"'],
            "unique": 1,
            "dialect_options": {"sqlite_where": "a <> ':x'"},
        },
        {
            "name": "iy",
            "column_names": [None, "a"],
            "expressions": ["a || ','", "a"],
            "unique": 0,
            "dialect_options": {},
        },
    ]


def test_the_sorting_of_an_expression_is_told_apart_from_it(engine: Engine) -> None:
    script(engine, "CREATE TABLE t (a TEXT, b TEXT); CREATE INDEX ix ON t (lower(a) DESC, b desc, a ASC)")
    with engine.connect() as connection:
        read = read_tables(inspect(connection), None, ["t"])
    (index,) = read["indexes"][None, "t"]
    assert (index["column_names"], index["expressions"]) == ([None, "b", "a"], ["lower(a)", "b", "a"])
    assert index["column_sorting"] == {"lower(a)": ("desc",), "b": ("desc",)}


def test_only_wanted_tables_are_read(engine: Engine) -> None:
    script(engine, "CREATE TABLE a (x INTEGER PRIMARY KEY); CREATE TABLE b (y INTEGER REFERENCES a)")
    found = ours(engine, names=["b"])
    assert {question: list(told) for question, told in found.items()} == {question: ["b"] for question in found}
    assert found["foreign_keys"]["b"][0]["referred_columns"] == ["x"]


def test_statements_do_not_grow_with_the_tables(engine: Engine) -> None:
    counts = []
    for size in (3, 30):
        script(engine, "".join(f"CREATE TABLE t{size}_{n} (a INTEGER, CHECK (a > 0));" for n in range(size)))
        sent: list[str] = []

        def note(*args: Any, sent: list[str] = sent) -> None:
            sent.append(args[2])

        event.listen(engine, "before_cursor_execute", note)
        ours(engine)
        event.remove(engine, "before_cursor_execute", note)
        counts.append(len(sent))
    assert counts[0] == counts[1] <= 6


def test_old_sqlite_is_left_to_sqlalchemy(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    script(engine, "CREATE TABLE t (a INTEGER)")
    monkeypatch.setattr(engine.dialect, "server_version_info", (3, 30), raising=False)
    assert read_tables(inspect(engine), None, ["t"]) == {}


def test_server_that_refuses_the_functions_is_left_to_sqlalchemy(engine: Engine) -> None:
    script(engine, "CREATE TABLE t (a INTEGER)")
    with engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        driver.set_authorizer(lambda _, name, *__: int("pragma_" in str(name)))
        try:
            assert read_tables(inspect(connection), None, ["t"]) == {}
        finally:
            driver.set_authorizer(None)


def test_texts_are_read_as_sqlite_reads_them() -> None:
    found = read_definition(
        "CREATE /* ( */ TABLE t -- a, (b\n (\"check\" TEXT DEFAULT ')' /* CHECK (no) */, b TEXT -- UNIQUE\n,"
        ' CONSTRAINT one CHECK ("check" <> \',\') CONSTRAINT two UNIQUE (b COLLATE NOCASE, "check" DESC)'
        " FOREIGN KEY (b) REFERENCES t2 (x) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED) -- STRICT\n WITHOUT ROWID"
    )
    assert found.checks == [("one", "\"check\" <> ','")]
    assert found.uniques == [("two", ("b", "check"))]
    (key,) = found.foreign_keys
    assert (key.name, key.deferrable, key.initially) == (None, True, "DEFERRED")
    assert found.options == {"WITHOUT", "ROWID"}


@pytest.mark.parametrize("sql", ["CREATE VIRTUAL TABLE t USING fts5(a, b UNIQUE)", "", "CREATE TABLE t (a UNIQUE"])
def test_other_texts_tell_nothing(sql: str) -> None:
    found = read_definition(sql)
    assert (found.uniques, found.checks, found.foreign_keys, found.options) == ([], [], [], frozenset())
