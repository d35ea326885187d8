"""A table language for golden DDL: a case is a call and the SQL each dialect must write for it.

A dialect without a cell is a failure, not a silence::

    Case("drop_column", lambda impl: impl.drop_column("t", Column("c", Integer())), {
        "default postgresql mysql mariadb sqlite": "ALTER TABLE t DROP COLUMN c",
    })
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import Dialect, make_url
from sqlalchemy.engine.default import DefaultDialect

from revgraph.ddl import DefaultImpl

DIALECTS = ("default", "postgresql", "mysql", "mariadb", "sqlite", "mssql", "oracle")
ALL = " ".join(DIALECTS)


@dataclass(frozen=True)
class Refused:
    """A cell that says: this is an error, and its text holds these words.

    :param error: its class.
    :param words: each must be in the text.
    """

    error: type[Exception]
    words: tuple[str, ...]


@dataclass(frozen=True)
class Case:
    """A call and what is written for it.

    :param call: given the implementation of each dialect in turn.
    :param sql: by dialect names (several in one key, between blanks): one statement, several, or Refused.
    """

    name: str
    call: Callable[[DefaultImpl], object]
    sql: Mapping[str, str | list[str] | Refused]

    def cells(self) -> dict[str, list[str] | Refused]:
        """Return what is expected by dialect; fails if one is missing or there twice."""
        found: dict[str, list[str] | Refused] = {}
        for names, cell in self.sql.items():
            for name in names.split():
                assert name in DIALECTS, f"{self.name}: no dialect is called {name!r}"
                assert name not in found, f"{self.name}: two cells for {name}"
                found[name] = [cell] if isinstance(cell, str) else cell
        missing = [name for name in DIALECTS if name not in found]
        assert not missing, f"{self.name}: no cell for {', '.join(missing)}"
        return found


def if_catalog_says(catalog: str, name: str, statement: str, *, there: bool) -> list[str]:
    """Return how MySQL's own script runs a statement if ``t`` has, or has not, something of a name.

    :param catalog: table and column of ``information_schema``, with a dot between them.
    """
    table, column = catalog.split(".")
    chosen = f"'{statement}', 'DO 0'" if there else f"'DO 0', '{statement}'"
    return [
        f"SET @revgraph_is_there = (SELECT count(*) FROM information_schema.{table} WHERE table_schema = DATABASE() "
        f"AND table_name = 't' AND {column} = '{name}')",
        f"SET @revgraph_statement = IF(@revgraph_is_there, {chosen})",
        "PREPARE revgraph_statement FROM @revgraph_statement",
        "EXECUTE revgraph_statement",
        "DEALLOCATE PREPARE revgraph_statement",
    ]


def golden(cases: Iterable[Case]) -> pytest.MarkDecorator:
    """Parametrise a test over (case, dialect), with ids like ``column_rename[mysql]``."""
    cases = list(cases)
    names = [case.name for case in cases]
    assert len(set(names)) == len(names), f"names used twice: {sorted({n for n in names if names.count(n) > 1})}"
    pairs = [(case, dialect) for case in cases for dialect in DIALECTS]
    return pytest.mark.parametrize(
        ("case", "dialect"), [pytest.param(case, dialect, id=f"{case.name}[{dialect}]") for case, dialect in pairs]
    )


def check(case: Case, dialect: str) -> None:
    """Run a case on a dialect and compare; a failure prints all statements."""
    expected = case.cells()[dialect]
    if isinstance(expected, Refused):
        with pytest.raises(expected.error) as raised:
            written = statements(dialect, case.call)
            pytest.fail(f"{case.name} on {dialect} should be refused, but wrote:\n" + "\n".join(written))
        for words in expected.words:
            assert words in str(raised.value), f"{words!r} is missing in: {raised.value}"
        return
    written = statements(dialect, case.call)
    assert written == expected, f"{case.name} on {dialect} wrote:\n" + "\n".join(written)


def statements(dialect: str, call: Callable[[DefaultImpl], object]) -> list[str]:
    """Return the statements a call writes into a script, without terminators, white space made single."""
    written = script(dialect, call)
    if dialect == "mssql":
        written = written.replace(";\n\nGO\n\n", ";\n\n")
    parts = written.split("\n\n/\n\n" if dialect == "oracle" else ";\n\n")
    assert parts[-1] == "", f"text after the last terminator: {parts[-1]!r}"
    return [re.sub(r"\s+", " ", part).strip() for part in parts[:-1]]


def script(dialect: str, call: Callable[[DefaultImpl], object], **options: Any) -> str:
    """Return the script a call writes, as it is."""
    buffer = io.StringIO()
    call(script_impl(dialect, buffer, **options))
    return buffer.getvalue()


def script_impl(dialect: str, buffer: io.StringIO, **options: Any) -> DefaultImpl:
    """Return the implementation of a dialect that writes into a buffer."""
    found = new_dialect(dialect)
    return DefaultImpl.get_by_dialect(found)(found, None, True, None, buffer, options)


def new_dialect(name: str) -> Dialect:
    """Return a dialect that was never connected, as URLs without a driver give it."""
    return DefaultDialect() if name == "default" else make_url(f"{name}://").get_dialect()()
