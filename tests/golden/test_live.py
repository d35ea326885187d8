"""Every case on three databases: the call, and the script run as it is, leave what SQLAlchemy makes of new tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pytest
import sqlalchemy
from sqlalchemy import Connection, MetaData, Table, event
from sqlalchemy.exc import DBAPIError

from tests.golden.families import FAMILIES
from tests.golden.places import Place
from tests.kit.contexts import live
from tests.kit.golden import SCHEMA, Case, Row, written
from tests.kit.portraits import Portrait, differences, portrait

KINDS = ("sqlite", "postgresql", "mariadb")
ALL = [
    pytest.param(case, kind, id=f"{case.name}-{kind}", marks=() if kind == "sqlite" else pytest.mark.server)
    for cases in FAMILIES.values()
    for case in cases
    for kind in KINDS
]


SPELLED_BY_2_0 = {
    ("add_type_decorated", "postgresql"): "SQLAlchemy 2.0 writes a dialect that was never connected another type",
    ("table_plain_types", "postgresql"): "SQLAlchemy 2.0 writes a dialect that was never connected another type",
    ("add_computed_unsaid", "postgresql"): "SQLAlchemy 2.0 says STORED where 2.1 leaves it to the server",
    ("add_postgresql_jsonb", "sqlite"): "SQLAlchemy 2.0 has no JSONB on SQLite",
}
"""Cases about what SQLAlchemy 2.1 writes."""


@pytest.mark.parametrize(("case", "kind"), ALL)
def test_case_leaves_what_it_must(case: Case, kind: str, place_of: Callable[[str], Place]) -> None:
    if sqlalchemy.__version__.startswith("2.0") and (case.name, kind) in SPELLED_BY_2_0:
        pytest.skip(SPELLED_BY_2_0[case.name, kind])
    place = place_of(kind)
    if kind in case.refused:
        _assert_refused(case, kind, place)
        return
    wanted = _wanted(case, kind, place)
    sent: list[str] = []
    _assert_alike(_called(case, place, wanted[1], sent), wanted, "the call")
    script = written(case, kind)
    if kind in case.script_fails:
        with pytest.raises(DBAPIError, match=case.script_fails[kind]):
            _scripted(case, place, script.text, {})
    elif not script.refused and _statements(script.text) != sent:  # else it has just been tried
        _assert_alike(_scripted(case, place, script.text, wanted[1]), wanted, f"the script\n{script.text}\n")


def _assert_refused(case: Case, kind: str, place: Place) -> None:
    with place.opened(case) as connection:
        _start(case, connection)
        before = _portrait(case, connection)
        with pytest.raises(Exception) as raised:  # of which class is for the database to say
            case.call(live(connection, **case.opts))
        assert case.refused[kind] in str(raised.value)
        if kind != "postgresql":  # there the transaction is broken
            assert not differences(_portrait(case, connection), before), "it was refused after something was changed"


def _start(case: Case, connection: Connection) -> None:
    """Make the tables as they were, with their rows."""
    kind = "mariadb" if connection.dialect.name == "mysql" else connection.dialect.name
    case.before_on.get(kind, case.before).create_all(connection, checkfirst=False)
    for table, rows in case.rows_before().items():
        connection.execute(table.insert(), list(rows))
    if case.autocommit:
        connection.commit()


def _portrait(case: Case, connection: Connection) -> Portrait:
    return portrait(connection, (SCHEMA,) if case.uses_schema else ())


Contents = Mapping[str, list[Any]]


def _wanted(case: Case, kind: str, place: Place) -> tuple[Portrait, Contents]:
    """Return what must be: the tables made by SQLAlchemy alone, the rows as they were or as the case says."""
    after = case.after_on.get(kind, case.after)
    with place.opened(case) as connection:
        after.create_all(connection, checkfirst=False)
        drawn = _portrait(case, connection)
    return drawn, {**_kept_rows(case, after), **{name: _shown(rows) for name, rows in case.values.items()}}


def _kept_rows(case: Case, after: MetaData) -> Contents:
    """Return the rows of before by the names of after, without columns that are no more."""
    kept = {}
    for table, rows in case.rows_before().items():
        now = after.tables.get(case.renamed.get(table.fullname, table.fullname))
        if now is None:
            continue
        names = {key: case.renamed.get(f"{table.fullname}.{key}", key) for key in rows[0]}
        kept[now.fullname] = _shown({names[key]: row[key] for key in row if names[key] in now.c} for row in rows)
    return kept


def _shown(rows: Iterable[Row]) -> list[Any]:
    return sorted(sorted((key, str(value)) for key, value in row.items()) for row in rows)


def _assert_alike(found: tuple[Portrait, Contents], wanted: tuple[Portrait, Contents], what: str) -> None:
    wrong = differences(found[0], wanted[0]) + differences(found[1], wanted[1])
    assert not wrong, "\n".join([f"{what} left something else:", *wrong])


def _called(case: Case, place: Place, rows: Contents, sent: list[str]) -> tuple[Portrait, Contents]:
    """Return what the call leaves, and fill ``sent`` with the statements it sent."""

    def note(_: Any, __: Any, statement: str, parameters: Any, *more: Any) -> None:
        sent.append(_in_one_line(statement.replace("%%", "%")) + (f" {parameters}" if parameters else ""))

    with place.opened(case) as connection:
        _start(case, connection)
        event.listen(connection, "before_cursor_execute", note)
        try:
            case.call(live(connection, **case.opts))
        finally:
            event.remove(connection, "before_cursor_execute", note)
        return _portrait(case, connection), _contents(connection, rows)


def _statements(script: str) -> list[str]:
    return [_in_one_line(statement.removesuffix(";")) for statement in filter(None, script.split(";\n"))]


def _in_one_line(statement: str) -> str:
    return re.sub(r"\s+", " ", statement).strip()


def _scripted(case: Case, place: Place, script: str, rows: Contents) -> tuple[Portrait, Contents]:
    with place.opened(case) as connection:
        _start(case, connection)
        if case.autocommit:
            connection.execution_options(isolation_level="AUTOCOMMIT")
        for statement in filter(None, script.split(";\n")):
            connection.exec_driver_sql(_for_driver(connection, statement.removesuffix(";")))
        return _portrait(case, connection), _contents(connection, rows)


def _for_driver(connection: Connection, statement: str) -> str:
    """Return a statement as the driver wants it that looks for parameters even if there are none."""
    return statement if connection.dialect.name == "sqlite" else statement.replace("%", "%%")


def _contents(connection: Connection, rows: Contents) -> Contents:
    """Return the rows of tables, of the columns that matter, as the driver gives them."""
    found = {}
    for name, wanted in rows.items():
        keys = {key for row in wanted for key, _ in row}
        schema, _, bare = name.rpartition(".") if name.startswith(f"{SCHEMA}.") else ("", "", name)
        quoted = connection.dialect.identifier_preparer.format_table(Table(bare, MetaData(), schema=schema or None))
        rows_now = connection.exec_driver_sql(f"SELECT * FROM {quoted}").mappings()
        found[name] = _shown({key: row[key] for key in keys if key in row} for row in rows_now)
    return found
