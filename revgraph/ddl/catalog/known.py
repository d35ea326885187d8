"""Which dialects have a reading of their own; the others are read by SQLAlchemy."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from sqlalchemy import Inspector

from revgraph.ddl.catalog.answers import Answers
from revgraph.ddl.catalog.mysql import read_mysql
from revgraph.ddl.catalog.postgresql_keys import read_postgresql
from revgraph.ddl.catalog.sqlite import read_sqlite

_READERS: Mapping[str, Callable[[Inspector, str | None, Sequence[str]], Answers | None]] = {
    "sqlite": read_sqlite,
    "postgresql": read_postgresql,
    "mysql": read_mysql,
    "mariadb": read_mysql,
}


def read_tables(inspector: Inspector, schema: str | None, names: Sequence[str]) -> Answers:
    """Return what is known of tables; questions that are not in it have to be asked of the inspector. Read-only.

    :param inspector: over a live connection.
    :param schema: of the tables, None for the default one.
    :param names: the tables.
    """
    reader = _READERS.get(inspector.dialect.name)
    return (None if reader is None else reader(inspector, schema, names)) or {}
