"""Which enum types and domains a script has made so far: there is no database to ask.

Reads the statements as they are written; SQLAlchemy's table events keep their part of the account, too.
"""

from __future__ import annotations

import re
from typing import Any

_NAME = r'((?:"(?:[^"]|"")+"|\w+)\s*\.\s*)?("(?:[^"]|"")+"|\w+)'
_MAKES_OR_DROPS = re.compile(r"\s*(?:--[^\n]*\n\s*)*(?:CREATE|DROP|DO)\b", re.IGNORECASE)
_STATEMENT = re.compile(
    rf"\b(CREATE|DROP)\s+(TYPE|DOMAIN)\s+(?:IF\s+EXISTS\s+)?{_NAME}(?=\s+AS\b|\s*;|\s*$|\s+(?:CASCADE|RESTRICT)\b)",
    re.IGNORECASE,
)
_KEYS = {"TYPE": "pg_enum", "DOMAIN": "pg_DOMAIN"}
"""Where SQLAlchemy's events look for what they have made, by kind."""


class MadeTypes:
    """What SQLAlchemy's table events ask for the types that were made already.

    :param memo: filled by SQLAlchemy, and by :meth:`note`: schemas and names by kind.
    """

    def __init__(self, memo: dict[str, Any]) -> None:
        self.memo = memo

    def note(self, sql: str) -> None:
        """Keep in mind what a statement makes or drops, whoever wrote it."""
        if not _MAKES_OR_DROPS.match(sql):
            return
        for verb, kind, schema, name in _STATEMENT.findall(sql):
            known: set[Any] = self.memo.setdefault(_KEYS[kind.upper()], set())
            named = (_plain(schema.rstrip().removesuffix(".")) if schema else None, _plain(name))
            if verb.upper() == "CREATE":
                known.add(named)
            else:
                known.discard(named)


def _plain(name: str) -> str:
    name = name.strip()
    return name[1:-1].replace('""', '"') if name.startswith('"') else name.lower()
