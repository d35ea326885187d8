"""What a change of a column on MariaDB keeps although reflection does not tell of it, or refuses to touch."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection, Engine, ExceptionContext, event
from sqlalchemy.exc import DBAPIError

from revgraph.errors import OperationError
from tests.kit.contexts import live


def definition(connection: Connection) -> str:
    created = str(connection.exec_driver_sql("SHOW CREATE TABLE t").one()[1])
    return next(line.strip() for line in created.splitlines() if line.strip().startswith("`c`"))


@pytest.mark.server
@pytest.mark.parametrize(
    "column",
    [
        "varchar(9) CHARACTER SET latin1 NOT NULL INVISIBLE DEFAULT 'x' COMMENT 'a'",
        "int(11) NOT NULL INVISIBLE DEFAULT 5 COMMENT 'COMPRESSED'",
        "enum('a','INVISIBLE') NOT NULL DEFAULT 'a'",
    ],
)
def test_invisible_column_stays_as_it_is(mariadb_engine: Engine, column: str) -> None:
    with mariadb_engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE TABLE t (id INT, c {column})")
        before = definition(connection)
        live(connection).alter_column("t", "c", nullable=True)
        assert definition(connection) == before.replace(" NOT NULL", "")
        live(connection).alter_column("t", "c", nullable=False)
        assert definition(connection) == before


@pytest.mark.server
@pytest.mark.filterwarnings("ignore:Did not recognize type")
def test_type_that_sqlalchemy_does_not_know_stays(mariadb_engine: Engine) -> None:
    with mariadb_engine.connect() as connection:
        connection.exec_driver_sql("CREATE TABLE t (id INT, c INET6 DEFAULT '::1' COMMENT 'a')")
        before = definition(connection)
        live(connection).alter_column("t", "c", comment="b")
        assert definition(connection) == before.replace("COMMENT 'a'", "COMMENT 'b'")


@pytest.mark.server
def test_compressed_column_is_refused(mariadb_engine: Engine) -> None:
    with mariadb_engine.connect() as connection:
        connection.exec_driver_sql("CREATE TABLE t (id INT, c TEXT CHARACTER SET latin1 COMPRESSED COMMENT 'a')")
        before = definition(connection)
        with pytest.raises(OperationError, match=r"t\.c is COMPRESSED.*op\.execute"):
            live(connection).alter_column("t", "c", nullable=False)
        assert definition(connection) == before


@pytest.mark.server
def test_listeners_hear_of_errors_after_a_column_was_read(mariadb_engine: Engine) -> None:
    heard: list[str] = []

    @event.listens_for(mariadb_engine, "handle_error")
    def hear(context: ExceptionContext) -> None:
        heard.append(str(context.original_exception))

    with mariadb_engine.connect() as connection:
        connection.exec_driver_sql("CREATE TABLE t (id INT, c VARCHAR(9))")
        live(connection).alter_column("t", "c", nullable=False)
        with pytest.raises(DBAPIError):
            connection.exec_driver_sql("ALTER TABLE t DROP FOREIGN KEY none_of_that_name")
    assert len(heard) == 1
    assert "none_of_that_name" in heard[0]
