"""The arguments of ``batch_alter_table``, one by one, on SQLite, on servers and in scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import (
    CheckConstraint,
    Column,
    Connection,
    Engine,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    inspect,
    text,
)

from revgraph.ddl.sqlite import SQLiteImpl
from revgraph.errors import OfflineError, OperationError
from revgraph.operations import BatchOperations, Operations
from tests.kit.contexts import live, script

SERVERS = [pytest.param(kind, id=kind, marks=pytest.mark.server) for kind in ("postgresql", "mariadb")]
CREATED = "CREATE TABLE t (id INTEGER PRIMARY KEY, a VARCHAR(5), b INT, UNIQUE (b), CHECK (b > 0))"


@pytest.fixture
def op(connection: Connection) -> Operations:
    """Operations on a database with a table, an index, a trigger and a row."""
    for statement in (
        CREATED,
        "CREATE INDEX ix ON t (a)",
        "CREATE TRIGGER tr AFTER INSERT ON t BEGIN SELECT 1; END",
        "INSERT INTO t VALUES (1, 'x', 5)",
    ):
        connection.exec_driver_sql(statement)
    return live(connection)


def stored(op: Operations, name: str = "t") -> str:
    """Return the text of a table or index in one line."""
    query = "SELECT sql FROM sqlite_master WHERE name = ?"
    return " ".join(str(op.get_bind().exec_driver_sql(query, (name,)).scalar()).split())


def names(op: Operations) -> list[str]:
    """Return the columns in their order."""
    return [column["name"] for column in inspect(op.get_bind()).get_columns("t")]


# ---------------------------------------------------------------------------------------------- recreate


def test_always_builds_anew_for_what_could_be_done_in_place(op: Operations) -> None:
    op.get_bind().exec_driver_sql("CREATE TABLE before (x)")
    with op.batch_alter_table("t", recreate="always") as batch:
        batch.add_column(Column("c", Integer))
    order = op.get_bind().exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid").all()
    assert [row[0] for row in order] == ["before", "t"]


def test_never_does_what_can_be_done_in_place_and_refuses_the_rest(op: Operations) -> None:
    with op.batch_alter_table("t", recreate="never") as batch:
        batch.add_column(Column("c", Integer))
        batch.alter_column("a", new_column_name="aa")
        batch.create_index("ix_c", ["c"])
    assert names(op) == ["id", "aa", "b", "c"]
    for change in (
        lambda batch: batch.alter_column("b", nullable=False),
        lambda batch: batch.create_check_constraint("ck", "b > 1"),
        lambda batch: batch.add_column(Column("d", Integer), insert_before="b"),
    ):
        before = stored(op)
        with pytest.raises(OperationError), op.batch_alter_table("t", recreate="never") as batch:
            change(batch)
        assert stored(op) == before


# ---------------------------------------------------------------------------------------------- copy_from


def test_copy_from_is_believed_instead_of_the_database(op: Operations) -> None:
    told = Table("t", MetaData(), Column("id", Integer, primary_key=True), Column("a", String(9)), Column("b", Integer))
    with op.batch_alter_table("t", copy_from=told) as batch:
        batch.alter_column("b", nullable=False)
    assert stored(op) == "CREATE TABLE t ( id INTEGER NOT NULL, a VARCHAR(9), b INTEGER NOT NULL, PRIMARY KEY (id) )"
    assert stored(op, "tr").startswith("CREATE TRIGGER tr")
    assert stored(op, "ix") == "CREATE INDEX ix ON t (a)"
    assert op.get_bind().exec_driver_sql("SELECT * FROM t").all() == [(1, "x", 5)]


def told_table() -> Table:
    """Return a table as a user writes it for a script."""
    return Table(
        "t",
        MetaData(),
        Column("id", Integer, primary_key=True),
        Column("a", String(5), server_default="x"),
        Column("o", Integer, ForeignKey("o.id", ondelete="CASCADE")),
        CheckConstraint("a <> '%'", name="ck"),
        Index("ix_a", text("lower(a)")),
    )


OFFLINE: list[tuple[str, Callable[[BatchOperations], Any], str]] = [
    ("add", lambda b: b.add_column(Column("n", Integer, unique=True), insert_after="id"), "n INTEGER, a VARCHAR(5)"),
    ("drop", lambda b: b.drop_column("o"), "a VARCHAR(5) DEFAULT 'x', PRIMARY KEY (id), CONSTRAINT ck"),
    ("type", lambda b: b.alter_column("a", type_=Integer()), "a INTEGER DEFAULT 'x'"),
    ("default", lambda b: b.alter_column("a", server_default="y"), "a VARCHAR(5) DEFAULT 'y'"),
    ("check", lambda b: b.drop_constraint("ck", "check"), "PRIMARY KEY (id), FOREIGN KEY"),
    ("unique", lambda b: b.create_unique_constraint("u", ["a"]), "CONSTRAINT u UNIQUE (a)"),
    ("key", lambda b: b.create_foreign_key("f", "p", ["a"], ["id"]), "CONSTRAINT f FOREIGN KEY(a) REFERENCES p (id)"),
]


@pytest.mark.parametrize(("name", "change", "words"), OFFLINE, ids=[case[0] for case in OFFLINE])
def test_copy_from_makes_a_script_that_runs(
    name: str, change: Callable[[BatchOperations], Any], words: str, connection: Connection
) -> None:
    written = script("sqlite")
    with written.op.batch_alter_table("t", copy_from=told_table()) as batch:
        change(batch)
    for statement in ("CREATE TABLE o (id INTEGER PRIMARY KEY)", "CREATE TABLE p (id INTEGER PRIMARY KEY)"):
        connection.exec_driver_sql(statement)
    table = told_table()
    Table("o", table.metadata, Column("id", Integer, primary_key=True))
    table.create(connection)
    connection.exec_driver_sql("INSERT INTO t (id, a) VALUES (1, 'q')")
    driver: Any = connection.connection.dbapi_connection
    driver.executescript(written.buffer.getvalue())
    assert words in stored(live(connection))
    assert stored(live(connection), "ix_a") == "CREATE INDEX ix_a ON t (lower(a))"
    assert connection.exec_driver_sql("SELECT id, a FROM t").all() == [(1, "q")]


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql", "mysql"])
def test_without_copy_from_a_script_is_refused(dialect: str) -> None:
    written = script(dialect)
    refused = pytest.raises(OfflineError, match=r"'t' must be built anew.*copy_from")
    with refused, written.op.batch_alter_table("t", recreate="always") as batch:
        batch.drop_column("a")
    assert written.statements == []


def test_copy_from_makes_a_script_on_a_server() -> None:
    written = script("postgresql")
    with written.op.batch_alter_table("t", recreate="always", copy_from=told_table()) as batch:
        batch.alter_column("a", nullable=False)
    words = [statement.split("(")[0].strip() for statement in written.statements]
    assert words[0].startswith("CREATE TABLE _revgraph_tmp_t")
    assert words[1].startswith("INSERT INTO _revgraph_tmp_t")
    assert words[2:4] == ["DROP TABLE t", "ALTER TABLE _revgraph_tmp_t RENAME TO t"]
    assert any(
        "FOREIGN KEY(o) REFERENCES o (id) ON DELETE CASCADE" in statement for statement in written.statements[4:]
    )
    assert any(word.startswith("CREATE INDEX ix_a") for word in words[4:])


# ---------------------------------------------------------------------------------------------- reflection


def test_reflect_args_say_what_a_column_is(op: Operations) -> None:
    with op.batch_alter_table("t", reflect_args=(Column("a", String(77)),)) as batch:
        batch.alter_column("b", nullable=False)
    assert "a VARCHAR(77)" in stored(op)
    assert "b INTEGER NOT NULL" in stored(op)


def test_reflect_kwargs_take_listeners(op: Operations) -> None:
    def widen(_inspector: Any, _table: Any, column: Any) -> None:
        if column["name"] == "a":
            column["type"] = String(66)

    with op.batch_alter_table("t", reflect_kwargs={"listeners": [("column_reflect", widen)]}) as batch:
        batch.alter_column("b", nullable=False)
    assert "a VARCHAR(66)" in stored(op)


@pytest.mark.parametrize("kind", SERVERS)
def test_reflect_arguments_on_servers(kind: str, engine_of: Callable[[str], Engine]) -> None:
    def widen(_inspector: Any, _table: Any, column: Any) -> None:
        if column["name"] == "b":
            column["type"] = String(66)

    with small_table(engine_of(kind)) as op:
        with op.batch_alter_table(
            "t",
            recreate="always",
            reflect_args=(Column("a", String(77)),),
            reflect_kwargs={"listeners": [("column_reflect", widen)]},
        ) as batch:
            batch.alter_column("a", nullable=True)
            batch.alter_column("b", nullable=True)
        lengths = {c["name"]: getattr(c["type"], "length", None) for c in inspect(op.get_bind()).get_columns("t")}
        assert (lengths["a"], lengths["b"]) == (77, 66)


# ---------------------------------------------------------------------------------------------- the new table


def test_table_args_are_added_once(op: Operations) -> None:
    extra = (UniqueConstraint("a", "b", name="uq"), CheckConstraint("b > 0"), CheckConstraint("b < 9", name="small"))
    with op.batch_alter_table("t", table_args=extra):
        pass
    wanted = CREATED.removesuffix(")") + ", CONSTRAINT uq UNIQUE (a, b), CONSTRAINT small CHECK (b < 9))"
    assert stored(op) == wanted
    with op.batch_alter_table("t", table_args=extra):
        pass
    assert stored(op) == wanted
    with pytest.raises(OperationError, match="constraints only"), op.batch_alter_table("t", table_args=(Column("z"),)):
        pass


@pytest.mark.parametrize(
    ("option", "value", "words"),
    [
        ("sqlite_autoincrement", True, "id INTEGER PRIMARY KEY AUTOINCREMENT,"),
        ("sqlite_with_rowid", False, ") WITHOUT ROWID"),
        ("sqlite_strict", True, "STRICT"),
    ],
)
def test_table_kwargs_are_options_of_the_table(option: str, value: bool, words: str, op: Operations) -> None:
    with op.batch_alter_table("t", table_kwargs={option: value}):
        pass
    assert words in stored(op)
    assert op.get_bind().exec_driver_sql("SELECT * FROM t").all() == [(1, "x", 5)]
    with op.batch_alter_table("t", table_kwargs={option: not value}):
        pass
    assert words not in stored(op)


def test_unknown_table_option_is_refused(op: Operations) -> None:
    refused = pytest.raises(OperationError, match="no option 'sqlite_fast'")
    with refused, op.batch_alter_table("t", table_kwargs={"sqlite_fast": True}):
        pass


@contextmanager
def small_table(engine: Engine) -> Iterator[Operations]:
    """Make a table with a row on a server."""
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE t (id INT PRIMARY KEY, a VARCHAR(5), b VARCHAR(5), CHECK (id > 0))")
        connection.exec_driver_sql("INSERT INTO t VALUES (1, 'x', 'y')")
        yield live(connection)


@pytest.mark.parametrize("kind", SERVERS)
def test_table_arguments_on_servers(kind: str, engine_of: Callable[[str], Engine]) -> None:
    with small_table(engine_of(kind)) as op:
        with op.batch_alter_table(
            "t",
            recreate="always",
            table_args=(UniqueConstraint("a", name="uq"),),
            table_kwargs={"mysql_row_format": "COMPRESSED", "mariadb_row_format": "COMPRESSED"},
            partial_reordering=[("b", "id")],
        ):
            pass
        inspector = inspect(op.get_bind())
        assert [unique["name"] for unique in inspector.get_unique_constraints("t")] == ["uq"]
        order = [column["name"] for column in inspector.get_columns("t")]
        assert order.index("b") < order.index("id")
        if kind == "mariadb":
            created = op.get_bind().exec_driver_sql("SHOW CREATE TABLE t").one()[1]
            assert "ROW_FORMAT=COMPRESSED" in created


# ---------------------------------------------------------------------------------------------- order and names


@pytest.mark.parametrize(
    ("wanted", "order"),
    [
        ([("b", "a", "id")], ["b", "a", "id"]),
        ([("b", "id")], ["a", "b", "id"]),
        ([("A", "ID")], ["a", "id", "b"]),
    ],
)
def test_partial_reordering(wanted: list[tuple[str, ...]], order: list[str], op: Operations) -> None:
    with op.batch_alter_table("t", partial_reordering=wanted):
        pass
    if wanted == [("b", "id")]:
        assert names(op).index("b") < names(op).index("id")
    else:
        assert names(op) == order
    assert op.get_bind().exec_driver_sql("SELECT id, a, b FROM t").all() == [(1, "x", 5)]


@pytest.mark.parametrize(
    ("wanted", "words"),
    [([("a", "b"), ("b", "a")], "contradicts itself"), ([("a", "missing")], "no column 'missing'.*id, a, b")],
)
def test_partial_reordering_that_can_not_be(wanted: list[tuple[str, ...]], words: str, op: Operations) -> None:
    before = stored(op)
    with pytest.raises(OperationError, match=words), op.batch_alter_table("t", partial_reordering=wanted):
        pass
    assert stored(op) == before


def test_columns_are_put_before_and_after_others(op: Operations) -> None:
    with op.batch_alter_table("t") as batch:
        batch.add_column(Column("first", Integer), insert_before="id")
        batch.add_column(Column("mid", Integer), insert_after="first")
        batch.alter_column("b", insert_before="a")
    assert names(op) == ["first", "mid", "id", "b", "a"]


@pytest.mark.parametrize("kind", SERVERS)
def test_naming_convention_names_what_the_server_has_named_else(kind: str, engine_of: Callable[[str], Engine]) -> None:
    convention = {"uq": "uq_%(table_name)s_%(column_0_name)s"}
    with small_table(engine_of(kind)) as op:
        with op.batch_alter_table("t", recreate="always", naming_convention=convention) as batch:
            batch.create_unique_constraint("uq_t_a", ["a"])
        with op.batch_alter_table("t", recreate="always", naming_convention=convention) as batch:
            batch.drop_constraint("uq_t_a", "unique")
        assert inspect(op.get_bind()).get_unique_constraints("t") == []


# ---------------------------------------------------------------------------------------------- hook of dialects


def test_dialect_may_prepare_the_old_table(op: Operations, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[Any, list[str]]] = []

    def prepare(self: Any, batch_impl: Any, table: Table) -> None:
        seen.append((type(batch_impl).__name__, [column.name for column in table.columns]))

    monkeypatch.setattr(SQLiteImpl, "prep_table_for_batch", prepare)
    op.alter_column("t", "b", nullable=False)
    assert seen == [("SQLiteRebuild", ["id", "a", "b"])]
