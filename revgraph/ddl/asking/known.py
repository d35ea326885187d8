"""Which dialects can be asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from revgraph.ddl.asking.doubts import Answer, Doubt
from revgraph.ddl.asking.mysql import ask_mysql
from revgraph.ddl.asking.postgresql import ask_postgresql
from revgraph.ddl.asking.sqlite import ask_sqlite

ASKED: dict[str, Callable[[Connection, Sequence[Doubt]], Mapping[Doubt, Answer]]] = {
    "sqlite": ask_sqlite,
    "postgresql": ask_postgresql,
    "mysql": ask_mysql,
    "mariadb": ask_mysql,
}
"""Who asks, by dialect."""


def ask(connection: Connection | None, doubts: Sequence[Doubt]) -> Mapping[Doubt, Answer]:
    """Return an answer to each doubt; leaves nothing behind in the database.

    :param connection: a live one, or None.
    :param doubts: about tables that are there.
    """
    if not doubts:
        return {}
    if connection is None or connection.dialect.name not in ASKED:
        unasked = Answer(unasked="there is no server that could be asked")
        return dict.fromkeys(doubts, unasked)
    try:
        answers = ASKED[connection.dialect.name](connection, doubts)
    except DBAPIError as error:
        answers = dict.fromkeys(doubts, Answer(unasked=reason_of(error)))
    return {doubt: answers.get(doubt, Answer(unasked="the server did not answer")) for doubt in doubts}


def reason_of(error: DBAPIError) -> str:
    """Return the first line of what the driver says."""
    return (str(error.orig).strip().splitlines() or ["no reason given"])[0]
