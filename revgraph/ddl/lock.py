"""How a dialect spells the lock that keeps two migrating processes apart.

Knows SQL for taking and giving back; waiting, giving up and telling the user are not its business.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import Connection, TextClause, text

LockKey: TypeAlias = "int | str"
Spelled: TypeAlias = "tuple[TextClause, dict[str, Any]]"


@dataclass(frozen=True)
class LockSpelling:
    """A lock that belongs to a session and ends with it.

    :param try_words: SQL that takes the lock ``:key`` if it is free and never waits; its one value is true if taken.
    :param release_words: SQL that gives it back.
    :param database_words: SQL whose one row names what is locked: database, then default schema.
    :param make_key: make the database's kind of key from a text.
    :param transaction_words: as ``try_words``, for a lock that ends by itself with the transaction it is taken in;
        empty where there is none.
    :param holder_words: SQL whose one row tells who holds the lock ``:key``: number of the session, user, client,
        application, seconds since it was taken; each but the first may be NULL. Empty where servers don't tell.
    :param keep_words: SQL that keeps the server from ending the session that holds the lock because it idles: it does
        so as long as a migration takes. Empty where servers don't end sessions for that.
    """

    try_words: str
    release_words: str
    database_words: str
    make_key: Callable[[str], LockKey]
    transaction_words: str = ""
    holder_words: str = ""
    keep_words: str = ""

    def key(self, connection: Connection, table: str) -> LockKey:
        """Return the key of the connection's database, schema and version table; read-only.

        :param table: the version table, with its schema if it is given one.
        """
        place = connection.execute(text(self.database_words)).one()
        return self.make_key("\x1f".join(["revgraph", *(str(part) for part in place), table]))

    def try_sql(self, key: LockKey) -> Spelled:
        """Return the statement that tries to take the lock, and its parameters."""
        return text(self.try_words), {"key": key}

    def release_sql(self, key: LockKey) -> Spelled:
        """Return the statement that gives the lock back, and its parameters."""
        return text(self.release_words), {"key": key}

    def acquire(self, connection: Connection, key: LockKey) -> bool:
        """Take the lock for the connection's session if it is free; never waits.

        :return: True if it is ours now.
        """
        statement, params = self.try_sql(key)
        return bool(connection.execute(statement, params).scalar())

    def keep(self, connection: Connection) -> None:
        """Let the connection's session idle for as long as a migration may take."""
        if self.keep_words:
            connection.execute(text(self.keep_words))

    def acquire_for_transaction(self, connection: Connection, key: LockKey) -> bool:
        """Take the lock to the end of the connection's transaction if it is free; never waits.

        :return: True if it is ours now.
        """
        return bool(connection.execute(text(self.transaction_words), {"key": key}).scalar())

    def holder(self, connection: Connection, key: LockKey) -> str:
        """Return who holds the lock, in words; empty if the server does not tell. Read-only."""
        if not self.holder_words:
            return ""
        row = connection.execute(text(self.holder_words), {"key": key}).first()
        if row is None or row[0] is None:
            return ""
        session, user, client, application, seconds = row
        said = [f"session {session}"]
        said += [f"{word} {value}" for word, value in (("user", user), ("from", client)) if value]
        said += [f"application {application!r}"] if application else []
        said += [f"for {float(seconds):.0f} s"] if seconds is not None else []
        return ", ".join(said)

    def release(self, connection: Connection, key: LockKey) -> None:
        """Give the lock back."""
        statement, params = self.release_sql(key)
        connection.execute(statement, params)


def number_key(name: str) -> int:
    """Return a signed 64-bit number for a name, the same in every process."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big", signed=True)


def short_key(name: str) -> str:
    """Return a text of at most 64 characters for a name, the same in every process."""
    return f"revgraph:{hashlib.sha256(name.encode()).hexdigest()[:48]}"
