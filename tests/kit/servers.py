"""The database servers of the tests: where they are, and a database of its own for each test worker.

No test here, and nothing of revgraph: only SQLAlchemy and the drivers.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count

import pytest
from sqlalchemy import Connection, Engine, create_engine, make_url, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

REQUIRED = "REVGRAPH_REQUIRE_SERVERS"
DEFAULTS = {
    "postgresql": ("REVGRAPH_TEST_POSTGRESQL", "postgresql+psycopg://root@127.0.0.1:5432/postgres"),
    "mariadb": ("REVGRAPH_TEST_MARIADB", "mysql+pymysql://root@127.0.0.1:3306/"),
}

_numbers = count(1)


def server_url(kind: str) -> str:
    """Return the URL of a server: from its environment variable, else the usual place on this machine."""
    variable, default = DEFAULTS[kind]
    return os.environ.get(variable) or default


def database_name() -> str:
    """Return a name that no other test process or worker uses."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    return f"rg_test_{os.getpid()}_{worker}_{next(_numbers)}"


@dataclass
class ServerDatabase:
    """One database on one server, made on first use, emptied after each test, dropped at the end.

    :param kind: ``"postgresql"`` or ``"mariadb"``.
    """

    kind: str
    name: str = field(default_factory=database_name)
    made: bool = False
    trouble: str = ""

    @property
    def url(self) -> str:
        """The URL of this database, password included."""
        return make_url(server_url(self.kind)).set(database=self.name).render_as_string(hide_password=False)

    def ready(self) -> str:
        """Make the database if it is not there yet and return its URL.

        Without a server the test skips with the reason, or fails where servers are required.
        """
        if not self.made and not self.trouble:
            try:
                self._on_server(f"CREATE DATABASE {self.name}")
                self.made = True
            except (SQLAlchemyError, ImportError) as error:
                masked = make_url(server_url(self.kind)).render_as_string(hide_password=True)
                self.trouble = f"no {self.kind} server at {masked}: {str(error).splitlines()[0]}"
        if self.trouble:
            if os.environ.get(REQUIRED) == "1":
                pytest.fail(f"{self.trouble} ({REQUIRED}=1)", pytrace=False)
            pytest.skip(f"{self.trouble} (set {DEFAULTS[self.kind][0]} to its URL)")
        return self.url

    def empty(self) -> None:
        """Throw away everything in the database, also what a test left locked by an open connection."""
        if not self.made:
            return
        if self.kind == "mariadb":
            self._end_sessions()
            self._on_server(f"DROP DATABASE {self.name}", f"CREATE DATABASE {self.name}")
            return
        self._end_sessions()
        engine = create_engine(self.url, poolclass=NullPool)
        with engine.begin() as connection:
            empty_postgresql(connection)
        engine.dispose()

    def drop(self) -> None:
        """Remove the database from the server."""
        if self.made:
            self._end_sessions()
            force = " WITH (FORCE)" if self.kind == "postgresql" else ""
            self._on_server(f"DROP DATABASE IF EXISTS {self.name}{force}")
            self.made = False

    def _end_sessions(self) -> None:
        engine = self._server_engine()
        with engine.connect() as connection:
            if self.kind == "postgresql":
                connection.execute(
                    text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name"),
                    {"name": self.name},
                )
            else:
                listing = text("SELECT id FROM information_schema.processlist WHERE db = :name")
                for session in connection.execute(listing, {"name": self.name}).scalars().all():
                    with suppress(SQLAlchemyError):  # it may have ended by itself meanwhile
                        connection.execute(text(f"KILL {session}"))
        engine.dispose()

    def _on_server(self, *statements: str) -> None:
        engine = self._server_engine()
        try:
            with engine.connect() as connection:
                for statement in statements:
                    connection.execute(text(statement))
        finally:
            engine.dispose()

    def _server_engine(self) -> Engine:
        patience = {"connect_timeout": 5}
        return create_engine(
            server_url(self.kind), poolclass=NullPool, isolation_level="AUTOCOMMIT", connect_args=patience
        )


def empty_postgresql(connection: Connection) -> None:
    """Drop every schema that is not the server's own, and give back an empty ``public``."""
    schemas = text(
        "SELECT quote_ident(nspname) FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'"
    )
    for schema in connection.execute(schemas).scalars().all():
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    connection.execute(text("CREATE SCHEMA public"))
