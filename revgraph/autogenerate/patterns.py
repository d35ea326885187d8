"""The patterns of the configuration that say what is compared: ``include`` and ``exclude``.

Names in, yes or no out; nothing of databases.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from fnmatch import fnmatchcase

KINDS = (
    "schema",
    "table",
    "column",
    "index",
    "unique_constraint",
    "foreign_key_constraint",
    "check_constraint",
)
"""What a pattern may be about, as the hooks call it."""


class Patterns:
    """What is to be compared, by name.

    A pattern is ``name``, ``schema.name`` or ``table.name`` with ``*``, ``?`` and ``[...]``, and may begin with its
    kind: ``index:account.ix_*``. Without a kind it is about tables.

    :param include: of each kind that has patterns here only what fits one of them.
    :param exclude: none of what fits these.
    """

    def __init__(self, include: Iterable[str] = (), exclude: Iterable[str] = ()) -> None:
        self._include = _by_kind(include)
        self._exclude = _by_kind(exclude)

    def __bool__(self) -> bool:
        """Say whether there are any."""
        return bool(self._include or self._exclude)

    def includes(self, kind: str) -> bool:
        """Say whether only some things of a kind are wanted."""
        return kind in self._include

    def wants(self, kind: str, names: Collection[str]) -> bool:
        """Say whether something is to be compared.

        :param kind: one of :data:`KINDS`.
        :param names: the names it goes by.
        """
        included = self._include.get(kind)
        if included is not None and not _fits(names, included):
            return False
        return not _fits(names, self._exclude.get(kind, ()))


def names_of(name: str | None, table: str | None, schema: str | None) -> list[str]:
    """Return the names something goes by: alone, with its table, with the schema.

    :param name: its own; None for the default schema.
    :param table: the table it belongs to, None for a table or schema.
    :param schema: its schema, None for the default one.
    """
    found = [name or ""]
    for owner in (table, schema):
        if owner is not None:
            found.append(f"{owner}.{found[-1]}")
    return found


def _by_kind(patterns: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for pattern in patterns:
        kind, sign, rest = pattern.partition(":")
        known = bool(sign) and kind in KINDS
        found.setdefault(kind if known else "table", []).append(rest if known else pattern)
    return found


def _fits(names: Collection[str], patterns: Iterable[str]) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns for name in names)
