"""Columns that migrations made for Alembic change on MariaDB are afterwards what Alembic makes of them."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from importlib import import_module
from typing import Any

import pytest
import sqlalchemy as sa

from revgraph.compat.alembic import installed

pytest.importorskip("alembic")

TOLD: dict[str, dict[str, Any]] = {
    "widened by what is told": {"existing_type": sa.String(255), "nullable": False},
    "narrowed in a rename": {"new_column_name": "c2", "existing_type": sa.String(36), "existing_nullable": True},
    "a long text": {"existing_type": sa.Text(), "existing_nullable": True, "comment": "long"},
    "an enum": {"existing_type": sa.Enum("a", "b", "c"), "existing_nullable": True, "comment": "three"},
    "as it is": {"existing_type": sa.String(60), "nullable": False},
    "the type as it is in a rename": {"new_column_name": "c2", "existing_type": sa.String(60)},
    "not null as told": {"type_": sa.String(99), "existing_nullable": False},
    "with the default that is told": {
        "nullable": False,
        "existing_type": sa.String(60),
        "existing_server_default": "x",
    },
    "without a default, as told": {"existing_type": sa.String(60), "nullable": True, "existing_server_default": None},
    "without a length": {"existing_type": sa.String(60), "type_": sa.String(99), "existing_nullable": True},
}
"""How a column of VARCHAR(60) is altered."""


def altered(
    engine: sa.Engine,
    how: AbstractContextManager[Any],
    definition: str,
    opts: dict[str, Any] | None = None,
    **told: Any,
) -> str:
    """Return how a column stands in its table after ``import alembic`` has altered it, whichever that is."""
    with engine.connect() as connection, how:
        connection.exec_driver_sql(f"CREATE OR REPLACE TABLE t (id INT, c {definition})")
        context = import_module("alembic.runtime.migration").MigrationContext.configure(connection, opts=opts)
        import_module("alembic.operations").Operations(context).alter_column("t", "c", **told)
        shown = str(connection.exec_driver_sql("SHOW CREATE TABLE t").one()[1])
    return shown.splitlines()[2]


@pytest.mark.server
@pytest.mark.parametrize("told", TOLD)
def test_a_column_of_text_becomes_what_it_is_told_to_be(mariadb_engine: sa.Engine, told: str) -> None:
    theirs, own = (altered(mariadb_engine, how, "varchar(60)", **TOLD[told]) for how in (nullcontext(), installed()))
    assert own == theirs


UNTOLD: dict[str, tuple[str, dict[str, Any]]] = {
    "type": ("int NOT NULL DEFAULT 3 COMMENT 'how many'", {"type_": sa.BigInteger()}),
    "type, told NOT NULL": ("int NOT NULL DEFAULT 3", {"type_": sa.BigInteger(), "existing_nullable": False}),
    "type, told the default": ("int NOT NULL DEFAULT 3", {"type_": sa.Float(), "existing_server_default": "3"}),
    "nullable": ("varchar(9) DEFAULT 'x' COMMENT 'c'", {"existing_type": sa.String(9), "nullable": False}),
    "comment": ("varchar(9) NOT NULL DEFAULT 'x'", {"existing_type": sa.String(9), "comment": "new"}),
    "name": ("varchar(9) NOT NULL DEFAULT 'x'", {"existing_type": sa.String(9), "new_column_name": "c2"}),
    "default alone": ("varchar(9) NOT NULL DEFAULT 'x' COMMENT 'c'", {"server_default": "y"}),
    "ON UPDATE": (
        "datetime NOT NULL DEFAULT current_timestamp() ON UPDATE current_timestamp()",
        {"existing_type": sa.DateTime(), "nullable": False},
    ),
    "its own CHECK": ("int CHECK (`c` > 1)", {"type_": sa.BigInteger()}),
    "an enum": ("enum('a','b') NOT NULL", {"type_": sa.Enum("a", "b", "c"), "existing_type": sa.Enum("a", "b")}),
}
"""How a column stands there, and how it is altered without a word on some of that."""


@pytest.mark.server
@pytest.mark.parametrize("kind", UNTOLD)
def test_what_is_not_told_goes_as_in_alembic(mariadb_engine: sa.Engine, kind: str) -> None:
    definition, told = UNTOLD[kind]
    theirs, own = (altered(mariadb_engine, how, definition, **told) for how in (nullcontext(), installed()))
    assert own == theirs


@pytest.mark.server
def test_what_goes_is_named(mariadb_engine: sa.Engine, caplog: pytest.LogCaptureFixture) -> None:
    altered(mariadb_engine, installed(), *UNTOLD["type"][:1], **UNTOLD["type"][1])
    assert [record.getMessage() for record in caplog.records if record.levelname == "WARNING"] == [
        "t.c: NOT NULL, unless it is of the primary key, goes, since it is not told; existing_nullable=False keeps it",
        "t.c: its default goes, since it is not told; existing_server_default keeps it",
        "t.c: its comment goes, since it is not told; existing_comment keeps it",
    ]


@pytest.mark.server
def test_what_is_not_told_stays_where_it_is_wished(mariadb_engine: sa.Engine) -> None:
    definition, told = UNTOLD["type"]
    line = altered(mariadb_engine, installed(), definition, opts={"mysql_unstated_is_none": False}, **told)
    assert line.strip(" ,") == "`c` bigint(20) NOT NULL DEFAULT 3 COMMENT 'how many'"


@pytest.mark.server
def test_it_keeps_a_collation_of_its_own(mariadb_engine: sa.Engine) -> None:
    definition = "varchar(60) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"
    line = altered(mariadb_engine, installed(), definition, existing_type=sa.String(255), nullable=False)
    assert "varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL" in line


@pytest.mark.server
@pytest.mark.parametrize("bare", [False, True], ids=["whole", "without its constraints"])
def test_a_table_is_built_anew_as_copy_from_has_it(mariadb_engine: sa.Engine, bare: bool) -> None:
    def rebuilt(how: AbstractContextManager[Any]) -> str:
        with mariadb_engine.connect() as connection, how:
            connection.exec_driver_sql("CREATE OR REPLACE TABLE t (id INT PRIMARY KEY, c VARCHAR(4), UNIQUE KEY c (c))")
            connection.exec_driver_sql("INSERT INTO t VALUES (1, 'kept')")
            known = sa.Table(
                "t", sa.MetaData(), sa.Column("id", sa.BigInteger, primary_key=True), sa.Column("c", sa.Text)
            )
            if bare:
                known.constraints = set()
            context = import_module("alembic.runtime.migration").MigrationContext.configure(connection)
            operations = import_module("alembic.operations").Operations(context)
            with operations.batch_alter_table("t", copy_from=known, recreate="always") as batch:
                batch.alter_column("c", nullable=False, existing_type=sa.Text())
            assert connection.exec_driver_sql("SELECT id, c FROM t").all() == [(1, "kept")]
            return str(connection.exec_driver_sql("SHOW CREATE TABLE t").one()[1])

    assert rebuilt(installed()) == rebuilt(nullcontext())
