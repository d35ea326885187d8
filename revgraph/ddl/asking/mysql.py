"""Ask MySQL or MariaDB: put the definitions on a temporary copy of the table, and read how it shows them.

A few statements for each table with a doubt; one more for each definition where one of them is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import groupby
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from revgraph.ddl.asking.doubts import Answer, Doubt
from revgraph.ddl.scratch import statement

_NAME = "revgraph_scratch"
_DEFAULT = re.compile(r"^ *`revgraph_(\d+)` .*? DEFAULT (.*?),?$", re.MULTILINE)
_COMPUTED = re.compile(
    r"^ *`revgraph_(\d+)` .*? GENERATED ALWAYS AS \((.*)\) (?:STORED|VIRTUAL|PERSISTENT).*$", re.MULTILINE
)
_CHECK = re.compile(r"^ *CONSTRAINT `revgraph_(\d+)` CHECK \((.*)\),?$", re.MULTILINE)
_READ = {"default": _DEFAULT, "computed": _COMPUTED, "check": _CHECK}


def ask_mysql(connection: Connection, doubts: Sequence[Doubt]) -> Mapping[Doubt, Answer]:
    """Return how each definition would be shown; an index can't be asked for.

    :param connection: a live one.
    :param doubts: what is not known.
    """
    answers: dict[Doubt, Answer] = {}
    known = sorted((each for each in doubts if each.kind in _READ), key=lambda each: (each.schema or "", each.table))
    for (schema, table), group in groupby(known, key=lambda each: (each.schema, each.table)):
        answers.update(_ask_table(connection, schema, table, list(group)))
    return answers


def _ask_table(connection: Connection, schema: str | None, table: str, doubts: list[Doubt]) -> dict[Doubt, Answer]:
    quote = connection.dialect.identifier_preparer.quote_identifier
    place = ".".join(quote(part) for part in (schema, table) if part is not None).replace("%%", "%")
    try:
        with _copied(connection, f"LIKE {place}" if table else "(revgraph int)"):
            try:
                return _added(connection, doubts)
            except DBAPIError as error:
                if len(doubts) == 1:
                    return {doubts[0]: Answer(refused=_reason(error))}
    except DBAPIError as error:
        return dict.fromkeys(doubts, Answer(unasked=_reason(error)))
    found: dict[Doubt, Answer] = {}
    for doubt in doubts:
        found.update(_ask_table(connection, schema, table, [doubt]))
    return found


@contextmanager
def _copied(connection: Connection, definition: str) -> Iterator[None]:
    connection.execute(statement(f"CREATE TEMPORARY TABLE {_NAME} {definition}"))
    try:
        yield
    finally:
        with suppress(DBAPIError):
            connection.execute(statement(f"DROP TEMPORARY TABLE {_NAME}"))


def _added(connection: Connection, doubts: Sequence[Doubt]) -> dict[Doubt, Answer]:
    parts = ", ".join(_addition(number, doubt) for number, doubt in enumerate(doubts))
    connection.execute(statement(f"ALTER TABLE {_NAME} {parts}"))
    shown: Any = connection.exec_driver_sql(f"SHOW CREATE TABLE {_NAME}").one()[1]
    created = shown.decode() if isinstance(shown, bytes) else str(shown)
    kept = {kind: {int(number): text for number, text in pattern.findall(created)} for kind, pattern in _READ.items()}
    return {doubt: Answer(kept=kept[doubt.kind].get(number)) for number, doubt in enumerate(doubts)}


def _addition(number: int, doubt: Doubt) -> str:
    if doubt.kind == "check":
        return f"ADD CONSTRAINT revgraph_{number} CHECK ({doubt.want})"
    if doubt.kind == "computed":
        return f"ADD COLUMN revgraph_{number} {doubt.type_sql} GENERATED ALWAYS AS ({doubt.want}) VIRTUAL"
    return f"ADD COLUMN revgraph_{number} {doubt.type_sql} DEFAULT {doubt.want}"


def _reason(error: DBAPIError) -> str:
    return (str(error.orig).strip().splitlines() or ["no reason given"])[0]
