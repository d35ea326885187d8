"""SQLAlchemy's reflection as the oracle for our own: both as plain, comparable values. No test here."""

from __future__ import annotations

import warnings
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Engine, TextClause, inspect
from sqlalchemy.dialects import mysql
from sqlalchemy.types import TypeEngine

from revgraph.ddl.catalog import read_tables

Told = Mapping[str, Mapping[str, Any]]
"""By question, then by table, what was answered."""


def ours(engine: Engine, schema: str | None = None, *, names: Collection[str] | None = None) -> Told:
    """Return what our own reading tells of tables."""
    with engine.connect() as connection:
        inspector = inspect(connection)
        wanted = sorted(inspector.get_table_names(schema=schema) if names is None else names)
        answers = read_tables(inspector, schema, wanted)
    return {question: _by_name(told) for question, told in answers.items()}


def theirs(engine: Engine, told: Told, schema: str | None = None) -> Told:
    """Return what SQLAlchemy tells of the same tables in answer to the same questions."""
    with engine.connect() as connection, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what it can't read is the matter of single tests
        inspector = inspect(connection)
        return {
            question: _by_name(
                getattr(inspector, f"get_multi_{question}")(schema=schema, filter_names=list(told["columns"]))
            )
            for question in told
        }


def assert_same(engine: Engine, schema: str | None = None) -> Told:
    """Expect the same of both about all tables, and return it."""
    found = ours(engine, schema)
    assert found, "nothing was read in bulk"
    assert found["columns"], "there are no tables"
    expected = theirs(engine, found, schema)
    for question, told in found.items():
        for table, answer in told.items():
            assert answer == expected[question].get(table), (question, table)
    return found


def _by_name(answers: Mapping[tuple[str | None, str], Any]) -> dict[str, Any]:
    return {name: plain(answer) for (_, name), answer in answers.items()}


def plain(value: Any) -> Any:
    """Return a value with types and clauses as text, and lists of dictionaries in an order of their own."""
    if isinstance(value, Mapping):
        # SQLAlchemy 2.0 repeats the kind of an index of MySQL beside "unique" and the dialect's options
        repeated = {"type"} if "column_names" in value else set()
        if repeated and "desc" in str(value.get("column_sorting")):
            repeated.add("column_sorting")  # SQLAlchemy does not tell it on SQLite and MySQL
        repeated |= {"info"}  # ours
        return {key: plain(part) for key, part in value.items() if key not in repeated}
    if isinstance(value, (list, tuple)):
        parts = [plain(part) for part in value]
        return sorted(parts, key=repr) if parts and isinstance(parts[0], dict) and "nullable" not in parts[0] else parts
    if isinstance(value, TextClause):
        return value.text.replace("\\:", ":")
    if isinstance(value, mysql.JSON):  # SQLAlchemy takes that of MariaDB for the text it is made of
        value = mysql.LONGTEXT(charset="utf8mb4", collation="utf8mb4_bin")
    if isinstance(value, TypeEngine):
        return f"{type(value).__module__}.{value!r}"
    return value
