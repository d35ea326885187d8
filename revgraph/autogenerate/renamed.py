"""Another name for a table or column that was read, as the database itself would change it everywhere.

Changes what was read, in memory; the models and the database are not touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from sqlalchemy import CheckConstraint, Column, Computed, Table, TextClause, text
from sqlalchemy.sql.elements import ColumnClause

_PIECE = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|`(?:[^`]|``)*`|\[[^\]]*\]|[^\W\d][\w$]*|.", re.DOTALL)
_PLAIN = re.compile(r"[a-z_][a-z0-9_]*\Z")


def name_table(table: Table, new: str, schema: str | None) -> None:
    """Give a table another name and schema; what refers to it follows, since it refers to the object.

    :param table: as read.
    :param new: the name.
    :param schema: the schema, None for the default one.
    """
    table.name = new
    table.schema = schema
    table.fullname = new if table.schema is None else f"{table.schema}.{new}"


def name_column(table: Table, column: Column[Any], new: str) -> None:
    """Give a column another name, also within the SQL of CHECKs, computed columns and indexes.

    :param table: as read.
    :param column: one of its columns; its key stays.
    :param new: the name.
    """
    old = column.name
    column.name = new
    for constraint in table.constraints:
        if isinstance(constraint, CheckConstraint):
            constraint.sqltext = _renamed(constraint.sqltext, old, new)
    for other in table.columns:
        if isinstance(other.server_default, Computed):
            other.server_default.sqltext = _renamed(other.server_default.sqltext, old, new)
    for index in table.indexes:
        expressions: Any = index.expressions
        expressions[:] = [_renamed(expression, old, new) for expression in expressions]
        for options in index.dialect_options.values():
            for name, value in list(options.items()):
                if isinstance(value, TextClause):
                    options[name] = _renamed(value, old, new)
                elif isinstance(value, list):
                    options[name] = [new if each == old else each for each in value]
                elif isinstance(value, dict) and old in value:
                    options[name] = {new if key == old else key: item for key, item in value.items()}


def renamed_in(sql: str, old: str, new: str) -> str:
    """Return SQL in which a column has another name; texts in apostrophes and names of functions stay.

    :param sql: any expression.
    :param old: the column's name before.
    :param new: its name after.
    """
    return "".join(_pieces(sql, old, new))


def _pieces(sql: str, old: str, new: str) -> Iterator[str]:
    for match in _PIECE.finditer(sql):
        piece = match[0]
        mark, inside = piece[0], piece[1:-1]
        if mark in '"`' and inside == old.replace(mark, mark * 2):
            yield mark + new.replace(mark, mark * 2) + mark
        elif mark == "[" and inside == old:
            yield f"[{new}]"
        elif piece.lower() == old.lower() and _PLAIN.match(piece.lower()) and not _is_call(sql, match.end()):
            yield new if _PLAIN.match(new) else '"' + new.replace('"', '""') + '"'
        else:
            yield piece


def _is_call(sql: str, at: int) -> bool:
    return sql[at:].lstrip()[:1] == "("


def _renamed(expression: Any, old: str, new: str) -> Any:
    if isinstance(expression, TextClause):
        return text(renamed_in(expression.text, old, new))
    if isinstance(expression, ColumnClause) and expression.is_literal:
        expression.name = renamed_in(expression.name, old, new)
    return expression
