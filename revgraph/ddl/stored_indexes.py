"""Read SQLite's expression indexes from the statements it keeps; SQLAlchemy's reflection leaves them out.

Knows nothing of the models, and nothing of any other database.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, Table, literal_column, text

_SORTED = re.compile(r"(.*\S)\s+(asc|desc)\Z", re.IGNORECASE | re.DOTALL)
_WHERE = re.compile(r"\s*WHERE\b\s*(.*)", re.IGNORECASE | re.DOTALL)
_UNIQUE = re.compile(r"\s*CREATE\s+UNIQUE\b", re.IGNORECASE)
_PIECE = re.compile(r"""'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|--[^\n]*|/\*.*?\*/|.""", re.DOTALL)
_CLOSING = {'"': '"', "`": "`", "[": "]"}


@dataclass(frozen=True, slots=True)
class StoredIndex:
    """An index as its CREATE INDEX statement tells it.

    :param elements: the texts between the brackets; empty if the statement can't be taken apart.
    :param where: condition of a partial index.
    """

    name: str
    table: str
    unique: bool
    elements: tuple[str, ...]
    where: str | None

    @property
    def options(self) -> dict[str, Any]:
        """Return the keyword arguments of an :class:`~sqlalchemy.Index` that are SQLite's own."""
        return {} if self.where is None else {"sqlite_where": text(self.where.replace(":", r"\:"))}

    def elements_of(self, table: Table) -> list[Any]:
        """Return the elements: columns of the table where they are just that, else their text, sorted as they are."""
        by_name = {column.name: column for column in table.columns}
        found: list[Any] = []
        for element in self.elements:
            bare, is_falling = without_sorting(element)
            expression: Any = by_name.get(plain_name(bare))
            if expression is None:
                expression = literal_column(bare)
            found.append(expression.desc() if is_falling else expression)
        return found


def read_stored_indexes(bind: Connection | Engine, schema: str | None) -> Iterator[StoredIndex]:
    """Yield the indexes that a statement created; read-only.

    :param bind: a live SQLite connection.
    :param schema: name of an attached database, or None for the main one.
    """
    place = "main" if schema is None else schema.replace('"', '""')
    query = f"SELECT name, tbl_name, sql FROM \"{place}\".sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    with bind.connect() if isinstance(bind, Engine) else nullcontext(bind) as connection:
        rows = connection.exec_driver_sql(f"{query} ORDER BY name").all()
    for name, table, sql in rows:
        yield parse_index(name, table, sql)


def parse_index(name: str, table: str, sql: str) -> StoredIndex:
    """Return what a CREATE INDEX statement says.

    :param name: of the index.
    :param table: it stands on.
    :param sql: the statement.
    """
    depth = 0
    elements = [""]
    rest = ""
    closed = False
    for piece in _PIECE.findall(sql):
        depth -= piece == ")"
        if closed:
            rest += piece
        elif piece == ")" and depth == 0:
            closed = True
        elif piece == "," and depth == 1:
            elements.append("")
        elif depth >= 1:
            elements[-1] += piece
        depth += piece == "("
    where = _WHERE.match(rest)
    found = tuple(element.strip() for element in elements) if closed else ()
    return StoredIndex(name, table, bool(_UNIQUE.match(sql)), found, where[1].strip() if where else None)


def without_sorting(element: str) -> tuple[str, bool]:
    """Return an element of an index without ASC or DESC, and whether it was DESC."""
    found = _SORTED.match(element)
    return (element, False) if found is None else (found[1], found[2].lower() == "desc")


def plain_name(element: str) -> str:
    """Return an element of an index without the quotes around all of it."""
    closing = _CLOSING.get(element[:1])
    if closing and element.endswith(closing):
        return element[1:-1].replace(closing * 2, closing)
    return element
