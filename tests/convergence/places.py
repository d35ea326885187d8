"""Where pairs are tried: one database of a kind, emptied before each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, create_engine, event, inspect
from sqlalchemy.pool import StaticPool

from tests.convergence.generate import SCHEMAS
from tests.kit.servers import ServerDatabase, empty_postgresql


class Place:
    """One database.

    :param kind: its kind.
    :param url: where it is; for SQLite it is in memory.
    """

    def __init__(self, kind: str, url: str) -> None:
        self.kind = kind
        self.url = url
        self.engine = self._new_engine()

    def _new_engine(self) -> Engine:
        if self.kind != "sqlite":
            return create_engine(self.url)
        engine = create_engine("sqlite://", poolclass=StaticPool)
        event.listen(engine, "connect", _watch_foreign_keys)
        return engine

    def clear(self) -> None:
        """Throw away all there is in it."""
        if self.kind == "sqlite":
            self.engine.dispose()
            self.engine = self._new_engine()
            return
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            quote = connection.dialect.identifier_preparer.quote_identifier
            if self.kind == "postgresql":
                empty_postgresql(connection)
                for schema in sorted({schema for schema in SCHEMAS[self.kind] if schema}):
                    connection.exec_driver_sql(f"CREATE SCHEMA {quote(schema)}")
                return
            connection.exec_driver_sql("SET FOREIGN_KEY_CHECKS = 0")
            inspector = inspect(connection)
            for table in inspector.get_table_names():
                connection.exec_driver_sql(f"DROP TABLE {quote(table)}")
            for sequence in inspector.get_sequence_names():
                connection.exec_driver_sql(f"DROP SEQUENCE {quote(sequence)}")


def _watch_foreign_keys(connection: Any, record: Any) -> None:
    connection.execute("PRAGMA foreign_keys = ON")


@contextmanager
def place_of(kind: str) -> Iterator[Place]:
    """Yield a database of a kind of its own, dropped at the end."""
    server = None if kind == "sqlite" else ServerDatabase(kind)
    place = Place(kind, "" if server is None else server.ready())
    try:
        yield place
    finally:
        place.engine.dispose()
        if server is not None:
            server.drop()
