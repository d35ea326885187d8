"""An empty database like another one, on the same server, for as long as a block lasts.

SQLite: a file in a temporary folder. PostgreSQL, MySQL, MariaDB: a database of a name that nobody else uses, with the
encoding and collation of the original. Nothing here says what it is good for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from secrets import token_hex
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.pool import NullPool

from revgraph.ddl.sql_text import quoted_string
from revgraph.errors import CommandError

PREFIX = "revgraph_scratch_"
"""The names of databases on a server begin so; one that a killed process left behind may be dropped."""

_HINT = "or name an empty database that may be filled, with --scratch URL"


@contextmanager
def scratch_database(connection: Connection) -> Iterator[Engine]:
    """Yield an engine on an empty database like the one of a connection; it is thrown away at the end.

    :param connection: says which server, and what the database is like; nothing is changed through it.
    :raises CommandError: if this user may not make databases there, or the dialect has no way to.
    """
    make = _MAKERS.get(connection.dialect.name)
    if make is None:
        raise CommandError(f"no scratch database can be made on {connection.dialect.name}; {_HINT[3:]}")
    with make(connection) as engine:
        yield engine


@contextmanager
def given_database(url: str, connection: Connection) -> Iterator[Engine]:
    """Yield an engine on a database that a person names; what is put into it stays.

    :param url: its URL.
    :param connection: of the database it must be like.
    :raises CommandError: if it is of another dialect, or not empty.
    """
    try:
        engine = create_engine(url, poolclass=NullPool)
    except (ArgumentError, NoSuchModuleError, ImportError, ValueError) as error:
        raise CommandError(f"the scratch database: {error}") from error
    try:
        if engine.dialect.name != connection.dialect.name:
            raise CommandError(
                f"the scratch database must be {connection.dialect.name} as the other one, not {engine.dialect.name}"
            )
        with engine.connect() as own:
            there = inspect(own).get_table_names()
        if there:
            raise CommandError(f"the scratch database is not empty: it has {len(there)} tables, such as {there[0]}")
        if engine.dialect.name in ("mysql", "mariadb"):
            _keep_inside(engine)
        yield engine
    finally:
        engine.dispose()


@contextmanager
def _sqlite(connection: Connection) -> Iterator[Engine]:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix=PREFIX) as folder:
        engine = create_engine(
            connection.engine.url.set(database=f"{folder}/scratch.sqlite", query={}), poolclass=NullPool
        )
        try:
            yield engine
        finally:
            engine.dispose()


@contextmanager
def _postgresql(connection: Connection) -> Iterator[Engine]:
    query = (
        "SELECT pg_encoding_to_char(encoding), datcollate, datctype FROM pg_database WHERE datname = current_database()"
    )
    encoding, collation, kinds = connection.exec_driver_sql(query).one()
    literal = "ENCODING {} LC_COLLATE {} LC_CTYPE {}".format(*map(quoted_string, (encoding, collation, kinds)))
    version: Any = connection.dialect.server_version_info or (0,)
    force = " WITH (FORCE)" if version >= (13,) else ""
    with _on_server(connection, f"TEMPLATE template0 {literal}", force) as engine:
        yield engine


@contextmanager
def _mysql(connection: Connection) -> Iterator[Engine]:
    letters, collation = connection.exec_driver_sql("SELECT @@character_set_database, @@collation_database").one()
    with _on_server(connection, f"CHARACTER SET {letters} COLLATE {collation}", "") as engine:
        _keep_inside(engine)
        yield engine


_MAKERS: dict[str, Callable[[Connection], Any]] = {
    "sqlite": _sqlite,
    "postgresql": _postgresql,
    "mysql": _mysql,
    "mariadb": _mysql,
}


@contextmanager
def _on_server(connection: Connection, like: str, force: str) -> Iterator[Engine]:
    url: URL = make_url(connection.engine.url)
    name = f"{PREFIX}{token_hex(6)}"
    server = create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    try:
        with server.connect() as own:
            own.exec_driver_sql(f"CREATE DATABASE {name} {like}")
    except DBAPIError as error:
        server.dispose()
        raise CommandError(
            f"can't make a scratch database: {str(error.orig).strip()}; let this user, {_HINT}"
        ) from error
    engine = create_engine(url.set(database=name), poolclass=NullPool)
    try:
        yield engine
    finally:
        engine.dispose()
        with server.connect() as own:
            own.exec_driver_sql(f"DROP DATABASE IF EXISTS {name}{force}")
        server.dispose()


_READING = re.compile(r"\s*(?:SELECT|SHOW|DESCRIBE|EXPLAIN|WITH)\b", re.IGNORECASE)


def _keep_inside(engine: Engine) -> None:
    """Refuse statements that name another database of a MySQL or MariaDB server: they would be carried out there."""
    with engine.connect() as connection:
        own = connection.exec_driver_sql("SELECT DATABASE()").scalar()
        others = [name for name in connection.exec_driver_sql("SHOW DATABASES").scalars() if name != own]
    if not others:
        return
    names = "|".join(re.escape(name) for name in others)
    outside = re.compile(rf"(?<![\w.`'\"])(?:`(?:{names})`|(?:{names}))\s*\.|\bUSE\s", re.IGNORECASE)

    def refuse(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        if not _READING.match(statement) and outside.search(statement):
            raise CommandError(
                "a statement names another database of the server, so it is not tried in a scratch database: "
                f"{' '.join(statement.split())[:120]}"
            )

    event.listen(engine, "before_cursor_execute", refuse)
