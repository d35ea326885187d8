"""MySQL itself has no IF [NOT] EXISTS for what belongs to a table: it is looked up, live or by the script.

MariaDB stands in for it.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import (
    CheckConstraint,
    Column,
    Connection,
    Engine,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    event,
    inspect,
    text,
)

from revgraph.ddl import DefaultImpl
from revgraph.ddl.mysql.presence import LooksFirst
from revgraph.operations import Operations
from tests.kit.contexts import script
from tests.kit.live import live_impl

pytestmark = pytest.mark.server


@pytest.fixture
def connection(mariadb_engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[Connection]:
    monkeypatch.setattr(LooksFirst, "is_mariadb", False)
    with mariadb_engine.connect() as connection:
        connection.execute(text("CREATE TABLE t (a INT, CONSTRAINT uq UNIQUE (a))"))
        connection.execute(text("CREATE TABLE other (a INT, c INT, KEY ix (c))"))
        yield connection


@pytest.fixture
def impl(connection: Connection) -> DefaultImpl:
    return live_impl(connection)


@pytest.fixture
def sent(connection: Connection) -> list[str]:
    """Return the DDL that reaches the server from now on."""
    found: list[str] = []

    @event.listens_for(connection, "before_cursor_execute")
    def note(conn: object, cursor: object, statement: str, *args: object) -> None:
        if not statement.lstrip().upper().startswith(("SELECT", "SHOW", "DESC")):
            found.append(" ".join(statement.split()))

    return found


def table(*items: object) -> Table:
    return Table("t", MetaData(), Column("a", Integer), *items)  # type: ignore[arg-type]


def test_columns_are_added_and_dropped_once(impl: DefaultImpl, connection: Connection, sent: list[str]) -> None:
    for _ in range(2):
        impl.add_column("t", Column("c", Integer), if_not_exists=True)
    assert [column["name"] for column in inspect(connection).get_columns("t")] == ["a", "c"]
    for _ in range(2):
        impl.drop_column("t", Column("c", Integer), if_exists=True)
    assert sent == ["ALTER TABLE t ADD COLUMN c INTEGER", "ALTER TABLE t DROP COLUMN c"]


def test_indexes_are_created_and_dropped_once(impl: DefaultImpl, sent: list[str]) -> None:
    index = Index("ix", table().c.a)  # the table beside has one of that name
    for _ in range(2):
        impl.create_index(index, if_not_exists=True)
    for _ in range(2):
        impl.drop_index(index, if_exists=True)
    assert sent == ["CREATE INDEX ix ON t (a)", "DROP INDEX ix ON t"]


def test_table_that_is_there_keeps_its_indexes(impl: DefaultImpl, sent: list[str]) -> None:
    wanted = Table("new", MetaData(), Column("a", Integer, index=True))
    for _ in range(2):
        impl.create_table(wanted, if_not_exists=True)
    assert [statement for statement in sent if "INDEX" in statement] == ["CREATE INDEX ix_new_a ON new (a)"]


def test_constraints_are_dropped_once(impl: DefaultImpl, sent: list[str]) -> None:
    constraint = UniqueConstraint("a", name="uq")
    table(constraint)
    for _ in range(2):
        impl.drop_constraint(constraint, if_exists=True)
    assert sent == ["ALTER TABLE t DROP INDEX uq"]


# ---------------------------------------------------------------------------------------------- scripts

ODD = "o'd\\d :table :name %s"


def every_verb(op: Operations, schema: str | None = None) -> None:
    check = CheckConstraint("c <> 'it''s 5% \\:x'", name=ODD)
    column = Column("c", String(40), check, server_default="it's 5% \\ :x", index=True)
    op.add_column("t", column, if_not_exists=True, schema=schema)
    op.create_index(ODD, "t", ["c"], if_not_exists=True, schema=schema)
    op.drop_column("t", "gone", if_exists=True, schema=schema)
    op.drop_index("nowhere", "t", if_exists=True, schema=schema)
    op.drop_constraint("uq", "t", type_="unique", if_exists=True, schema=schema)
    op.drop_constraint("any", "t", type_="primary", if_exists=True, schema=schema)


@pytest.mark.parametrize("schema", [False, True])
def test_script_asks_the_catalog_when_it_is_run(schema: bool, connection: Connection) -> None:
    connection.execute(text("ALTER TABLE t ADD COLUMN gone INT, ADD PRIMARY KEY (a)"))
    written = script("mysql")
    every_verb(written.op, str(connection.scalar(text("SELECT DATABASE()"))) if schema else None)
    if schema:
        connection.execute(text("USE information_schema"))
    cursor = connection.connection.cursor()
    for _ in range(2):
        for statement in written.buffer.getvalue().split(";\n\n")[:-1]:
            cursor.execute(statement)
    if schema:
        connection.execute(text(f"USE {connection.engine.url.database}"))
    told = inspect(connection)
    assert [(found["name"], found["default"]) for found in told.get_columns("t")] == [
        ("a", None),
        ("c", "'it''s 5% \\\\ :x'"),
    ]
    automatic = f"ix_{connection.engine.url.database}_t_c" if schema else "ix_t_c"
    assert sorted(str(found["name"]) for found in told.get_indexes("t")) == [automatic, ODD]
    assert [found["name"] for found in told.get_check_constraints("t")] == [ODD]
    assert told.get_pk_constraint("t")["constrained_columns"] == []


def test_mariadb_needs_no_such_thing_but_for_the_primary_key() -> None:
    written = script("mariadb")
    written.op.drop_column("t", "gone", if_exists=True)
    written.op.drop_constraint("uq", "t", type_="unique", if_exists=True)
    assert written.statements == [
        "ALTER TABLE t DROP COLUMN IF EXISTS gone",
        "ALTER TABLE t DROP INDEX IF EXISTS uq",
    ]
    written.op.drop_constraint("any", "t", type_="primary", if_exists=True)
    assert "IF(@revgraph_is_there, 'ALTER TABLE t DROP PRIMARY KEY', 'DO 0')" in written.statements[3]
