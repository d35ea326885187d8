"""Empty databases to try a case in: as cheap as each kind allows, since every case needs three of them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import NullPool

from tests.kit.golden import SCHEMA, Case
from tests.kit.servers import empty_postgresql


class Place(ABC):
    """Where a case can be tried."""

    @abstractmethod
    def opened(self, case: Case) -> AbstractContextManager[Connection]:
        """Open a connection to an empty database; what was done is gone afterwards."""

    @abstractmethod
    def close(self) -> None:
        """Let go of the server."""


class SQLite(Place):
    """A database in memory, with a second one attached."""

    @contextmanager
    def opened(self, case: Case) -> Iterator[Connection]:
        engine = create_engine("sqlite://")
        with engine.connect() as connection:
            connection.exec_driver_sql(f"ATTACH DATABASE ':memory:' AS {SCHEMA}")
            connection.commit()
            yield connection
        engine.dispose()

    def close(self) -> None:
        """Do nothing: each database is gone already."""


class PostgreSQL(Place):
    """A transaction that is rolled back."""

    def __init__(self, url: str) -> None:
        self._engine = create_engine(url, poolclass=NullPool)
        self._connection = self._engine.connect()
        self._empty()

    def _empty(self) -> None:
        connection = self._connection
        empty_postgresql(connection)
        connection.exec_driver_sql(f"CREATE SCHEMA {SCHEMA}")
        connection.exec_driver_sql("CREATE EXTENSION IF NOT EXISTS btree_gist SCHEMA pg_catalog")
        connection.commit()

    @contextmanager
    def opened(self, case: Case) -> Iterator[Connection]:
        try:
            yield self._connection
        finally:
            self._connection.rollback()
            if case.autocommit:
                self._connection.execution_options(isolation_level="READ COMMITTED")
                self._empty()

    def close(self) -> None:
        self._connection.close()
        self._engine.dispose()


class MariaDB(Place):
    """A database whose tables are dropped; a second one is there for the cases that name it, one case at a time."""

    def __init__(self, url: str) -> None:
        self._engine = create_engine(url, poolclass=NullPool)
        self._connection = self._engine.connect()
        self._connection.exec_driver_sql("SET foreign_key_checks = 1")

    @contextmanager
    def opened(self, case: Case) -> Iterator[Connection]:
        connection = self._connection
        if case.uses_schema:
            connection.exec_driver_sql(f"SELECT GET_LOCK('{SCHEMA}', 60)")
            connection.exec_driver_sql(f"CREATE OR REPLACE DATABASE {SCHEMA}")
        try:
            yield connection
        finally:
            connection.rollback()
            connection.exec_driver_sql("SET foreign_key_checks = 0")
            for name in connection.exec_driver_sql("SHOW TABLES").scalars().all():
                quoted = name.replace("`", "``").replace("%", "%%")
                connection.exec_driver_sql(f"DROP TABLE `{quoted}`")
            connection.exec_driver_sql("SET foreign_key_checks = 1")
            if case.uses_schema:
                connection.exec_driver_sql(f"DROP DATABASE {SCHEMA}")
                connection.exec_driver_sql(f"SELECT RELEASE_LOCK('{SCHEMA}')")

    def close(self) -> None:
        self._connection.close()
        self._engine.dispose()
