"""A table built anew on a server: what a case is, and how it is tried. No test here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, Integer, String, inspect

from revgraph.errors import OperationError
from tests.kit.contexts import live

T = "CREATE TABLE t (id {key} PRIMARY KEY, x VARCHAR(5), n INT{more})"
SERIAL = {"postgresql": "serial", "mariadb": "INT AUTO_INCREMENT"}


@dataclass
class Case:
    """Something a table may have on a server.

    :param name: what.
    :param more: further definitions of its CREATE TABLE.
    :param made: statements that make the rest.
    :param query: what it finds must be the same before and after.
    :param words: of the error, where it is refused.
    """

    name: str
    more: str = ""
    made: Sequence[str] = ()
    query: str = "SELECT * FROM t ORDER BY id"
    words: str = ""


def build(connection: Connection, case: Case) -> None:
    """Make the table of a case, two rows, and what hangs on it."""
    connection.exec_driver_sql("CREATE TABLE o (id INT PRIMARY KEY)")
    table = T.format(
        key=SERIAL[connection.dialect.name if connection.dialect.name in SERIAL else "mariadb"], more=case.more
    )
    if case.name == "partitions" and connection.dialect.name == "postgresql":
        table = "CREATE TABLE t (id INT)"
    connection.exec_driver_sql(table.replace("%", "%%"))
    if "(id INT)" not in table:
        connection.exec_driver_sql("INSERT INTO t (x) VALUES ('7'), ('8')")
    for statement in case.made:
        connection.exec_driver_sql(statement.replace("%", "%%"))


def asked(connection: Connection, query: str) -> list[Any]:
    """Return what a query finds."""
    return [tuple(row) for row in connection.exec_driver_sql(query.replace("%", "%%"))]


def cases(cases: Sequence[Case]) -> Any:
    """Return a parametrization."""
    return pytest.mark.parametrize(
        "case", [pytest.param(case, id=case.name, marks=pytest.mark.server) for case in cases]
    )


def demand_kept(engine: Engine, case: Case) -> None:
    """Build the table anew, once for nothing and once with a change of x, and compare."""
    with engine.connect() as connection:
        build(connection, case)
        before = asked(connection, case.query)
        with live(connection).batch_alter_table("t", recreate="always"):
            pass
        if "nextval" in case.query:
            assert asked(connection, case.query) == [(before[0][0] + 1,)]
            return
        assert asked(connection, case.query) == before
        assert asked(connection, "SELECT x FROM t WHERE x IS NOT NULL ORDER BY x") == [("7",), ("8",)]
        with live(connection).batch_alter_table("t", recreate="always") as batch:
            batch.alter_column("x", type_=String(30), existing_type=String(5))
        assert repr(asked(connection, case.query)).replace("(30)", "(5)") == repr(before)


def demand_refused(engine: Engine, case: Case) -> None:
    """Demand that the table is left as it is."""
    with engine.connect() as connection:
        build(connection, case)
        connection.commit()
        rows = asked(connection, "SELECT * FROM t")
        with (
            pytest.raises(OperationError, match=f"'t'.*{case.words}.*nothing was changed"),
            live(connection).batch_alter_table("t", recreate="always") as batch,
        ):
            batch.alter_column("n", type_=Integer(), nullable=True, existing_type=Integer())
        connection.rollback()
        assert asked(connection, "SELECT * FROM t") == rows
        assert [name for name in inspect(connection).get_table_names() if "tmp" in name] == []
