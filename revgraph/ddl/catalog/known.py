"""Which dialects have a reading of their own; the others are read by SQLAlchemy."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from sqlalchemy import Dialect, Inspector

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
    read = (None if reader is None else reader(inspector, schema, names)) or {}
    return {question: answer for question, answer in read.items() if not _answers_itself(inspector.dialect, question)}


def _answers_itself(dialect: Dialect, question: str) -> bool:
    """Say whether a dialect from outside has an answer of its own in place of SQLAlchemy's."""
    methods = (getattr(dialect, f"get_{kind}{question}", None) for kind in ("", "multi_"))
    return any(method is not None and not method.__module__.startswith("sqlalchemy.") for method in methods)
