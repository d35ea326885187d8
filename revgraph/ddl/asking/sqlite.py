"""Ask SQLite what an expression means: two that compile to the same program are the same.

SQLite keeps every text as it was written, so there is nothing to read back; nothing is written either.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from revgraph.ddl.asking.doubts import Answer, Doubt

_LAST_COLUMN = 7  # the comment, which only some builds write


def ask_sqlite(connection: Connection, doubts: Sequence[Doubt]) -> Mapping[Doubt, Answer]:
    """Return for each doubt a digest of the program the text compiles to; reads only.

    :param connection: a live one.
    :param doubts: for an index, ``want`` is what stands in ORDER BY, with WHERE before it for a partial one.
    """
    return {doubt: _answer(connection, doubt) for doubt in doubts}


def _answer(connection: Connection, doubt: Doubt) -> Answer:
    quote = connection.dialect.identifier_preparer.quote_identifier
    place = f"{quote(doubt.schema or 'main')}.{quote(doubt.table)} NOT INDEXED"
    if doubt.kind == "index":
        query = f"SELECT 1 FROM {place} {doubt.want}"
    else:
        source = "" if doubt.kind == "default" else f" FROM {place}"
        query = f"SELECT ({doubt.want}){source}"
    try:
        rows = connection.exec_driver_sql(f"EXPLAIN {query}").all()
    except DBAPIError as error:
        return Answer(refused=str(error.orig))
    program = repr([tuple(row)[:_LAST_COLUMN] for row in rows])
    return Answer(kept=hashlib.sha256(program.encode()).hexdigest())
