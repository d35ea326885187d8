"""What a statement does to a database, as far as its words tell; and the digest it is known by in the journal.

Reads text only. What its words don't tell is opaque, never guessed.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from enum import Enum
from typing import Any

from revgraph.ddl.sql_layout import unformatted


class Effect(Enum):
    """What becomes of a statement in the journal."""

    LOOKS = "looks"
    """It reads, or sets something for its session: a resumed migration sends it again."""

    TEMPORARY = "temporary"
    """It makes a table that is gone with the session, and with it all that was written there."""

    ROWS = "rows"
    """It changes rows, within the transaction it stands in."""

    DEFINES = "defines"
    """It changes definitions."""

    OPAQUE = "opaque"
    """It may do anything, such as ``CALL``, or several statements in one text."""


_LOOKS = frozenset(
    """
    SELECT SHOW EXPLAIN DESCRIBE DESC VALUES TABLE PRAGMA USE SET RESET DISCARD BEGIN START COMMIT END ROLLBACK
    ABORT SAVEPOINT RELEASE LOCK UNLOCK FETCH DECLARE CLOSE LISTEN UNLISTEN PREPARE DEALLOCATE HANDLER ATTACH DETACH
    ANALYZE VACUUM REINDEX OPTIMIZE CHECK REPAIR FLUSH CLUSTER CHECKPOINT
    """.split()  # noqa: SIM905  # as a list it would be three times as long
)
"""First words of what may be sent again without harm: reading, settings of the session, upkeep."""
_ROWS = frozenset({"INSERT", "UPDATE", "DELETE", "REPLACE", "MERGE", "LOAD", "COPY"})
_DEFINES = frozenset(
    """
    CREATE ALTER DROP RENAME TRUNCATE GRANT REVOKE COMMENT REFRESH SECURITY REASSIGN IMPORT
    """.split()  # noqa: SIM905  # as a list it would be three times as long
)
_QUOTED = re.compile(r"""'(?:[^'\\]|\\.|'')*'|"(?:[^"\\]|\\.|"")*"|`(?:[^`]|``)*`""", re.DOTALL)
_CHANGES_ROWS = re.compile(r"\b(?:INSERT|UPDATE|DELETE|MERGE)\b", re.IGNORECASE)
_INTO = re.compile(r"\bINTO\b", re.IGNORECASE)
_SEVERAL = re.compile(r";\s*\S")
_TEMPORARY = re.compile(
    r"CREATE(?: OR REPLACE)?(?: (?:GLOBAL|LOCAL))?(?: PRIVATE)? TEMP(?:ORARY)? (?:TABLE|SEQUENCE|VIEW)\b", re.IGNORECASE
)
_DROPS_TEMPORARY = re.compile(r"DROP TEMPORARY TABLE\b", re.IGNORECASE)
_ENDS_THE_SAME = re.compile(
    r"CREATE OR REPLACE|CREATE (?:UNIQUE )?[A-Z]+ IF NOT EXISTS|CREATE INDEX CONCURRENTLY IF NOT EXISTS"
    r"|DROP (?:MATERIALIZED )?[A-Z]+ (?:CONCURRENTLY )?IF EXISTS|GRANT|REVOKE|COMMENT ON|TRUNCATE|REFRESH"
    r"|ALTER TYPE [^ ]+ ADD VALUE IF NOT EXISTS"
    r"|ALTER TABLE (?:IF EXISTS )?[^ ]+ (?:ADD COLUMN IF NOT EXISTS|DROP COLUMN IF EXISTS) [^,]+$",
    re.IGNORECASE,
)
_BEGINS = frozenset({"BEGIN", "START"})
_ENDS = frozenset({"COMMIT", "END", "ROLLBACK", "ABORT"})
_TO_SAVEPOINT = re.compile(r"ROLLBACK(?: \w+)? TO\b", re.IGNORECASE)
_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")


def effect_of(sql: str) -> Effect:
    """Say what a statement does.

    :param sql: as it is sent.
    """
    bare = unformatted(sql).lstrip("( ")
    word = re.match(r"\w*", bare)[0].upper()  # type: ignore[index]  # matches nothing, too
    outside = _QUOTED.sub("''", bare)
    if _TEMPORARY.match(bare):
        return Effect.TEMPORARY
    if word in _DEFINES:
        return Effect.LOOKS if _DROPS_TEMPORARY.match(bare) else Effect.DEFINES
    if _SEVERAL.search(outside):
        return Effect.OPAQUE
    if word in _ROWS or (word == "WITH" and _CHANGES_ROWS.search(outside)):
        return Effect.ROWS
    if word == "SELECT" and _INTO.search(outside):
        return Effect.OPAQUE
    return Effect.LOOKS if word in _LOOKS or word == "WITH" else Effect.OPAQUE


def ends_the_same(sql: str) -> bool:
    """Say whether a statement may run twice and leave what it leaves when it runs once."""
    bare = unformatted(sql)
    return bool(_ENDS_THE_SAME.match(bare)) and not _SEVERAL.search(_QUOTED.sub("''", bare))


def in_transaction_after(sql: str, before: bool) -> bool:
    """Say whether a transaction that was begun by words is open behind a statement.

    :param before: whether one was open before it.
    """
    bare = unformatted(sql)
    word = re.match(r"\w*", bare)[0].upper()  # type: ignore[index]  # matches nothing, too
    if word in _BEGINS:
        return True
    return before and (word not in _ENDS or bool(_TO_SAVEPOINT.match(bare)))


def mentions(sql: str, name: str) -> bool:
    """Say whether a name stands in a statement as a word, quoted or not, in any case."""
    return bool(re.search(rf"(?<![\w$]){re.escape(name)}(?![\w$])", sql, re.IGNORECASE))


def statement_digest(sql: str, parameters: Any) -> str:
    """Return a hexadecimal SHA-256 of a statement with its parameters; layout and comments leave no trace.

    :param parameters: as the driver gets them.
    """
    said = f"{unformatted(sql)}\x1f{_form(parameters)}"
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def _form(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ",".join(f"{key!r}:{_form(value[key])}" for key in sorted(value, key=str)) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ",".join(_form(item) for item in value) + "]"
    return f"{type(value).__name__}:{_ADDRESS.sub('', repr(value))}"
