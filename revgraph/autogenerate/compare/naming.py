"""Names for constraints that the models leave without one, so that downgrade() can drop them again.

Each is what the database itself would choose, where that can be told.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Dialect

from revgraph.autogenerate.snapshot import TableFacts
from revgraph.ddl.sql_text import count_word
from revgraph.operations import ops

_MYSQL = ("mysql", "mariadb")


class Names:
    """The names that one comparison has given to constraints, so that no two get the same.

    :param dialect: knows how long a name may be.
    :param invents: give names at all.
    """

    def __init__(self, dialect: Dialect, *, invents: bool = True) -> None:
        self._dialect = dialect
        self._invents = invents
        self._given: dict[tuple[str | None, str], set[str]] = {}

    def named(
        self, op: ops.AddConstraintOp, before: TableFacts | None, after: TableFacts | None = None
    ) -> ops.AddConstraintOp:
        """Return the operation, its constraint named if it was not; the operation is changed in place.

        :param op: adds a constraint to an existing table.
        :param before: the table as it is in the database, None if it is new.
        :param after: the table as it is in the models, for the names they give.
        """
        if op.constraint_name is None and self._invents:
            given = self._given.setdefault((op.schema, str(op.table_name)), set())
            there = {name for table in (before, after) if table is not None for name in _names(table)}
            known = after if after is not None else before
            columns = [] if known is None else list(known.columns)
            op.constraint_name = _chosen(op, there | given, self._dialect, columns)
            given.add(op.constraint_name)
        return op


def _chosen(op: ops.AddConstraintOp, taken: set[str], dialect: Dialect, known: Iterable[str]) -> str:
    mysql = dialect.name in _MYSQL
    if isinstance(op, ops.CreateForeignKeyOp):
        if mysql:
            return _numbered(f"{op.source_table}_ibfk_", taken, start=1)
        base = _joined(op.source_table, op.local_cols, "fkey")
    elif isinstance(op, ops.CreatePrimaryKeyOp):
        base = f"{op.table_name}_pkey"
    elif isinstance(op, ops.CreateUniqueConstraintOp):
        if mysql:
            return op.columns[0] if op.columns[0] not in taken else _numbered(f"{op.columns[0]}_", taken, start=2)
        base = _joined(op.table_name, op.columns, "key")
    elif isinstance(op, ops.CreateExcludeConstraintOp):
        base = _joined(op.table_name, [str(getattr(element, "name", element)) for element, _ in op.elements], "excl")
    elif mysql:
        return _numbered("CONSTRAINT_", taken, start=1)
    else:
        columns = _named_columns(op, known)
        base = _joined(op.table_name, columns if len(columns) == 1 else (), "check")
    base = _cut(base, dialect.max_constraint_name_length or dialect.max_identifier_length)
    return base if base not in taken else _numbered(base, taken, start=1)


def _names(table: TableFacts) -> set[str]:
    names = [key.name for key in table.foreign_keys]
    names += [unique.name for unique in table.uniques]
    names += [index.name for index in table.indexes]
    names += [check.name for check in table.checks]
    return {name for name in names if name}


def _named_columns(op: ops.AddConstraintOp, known: Iterable[str]) -> list[str]:
    """Return the columns a CHECK speaks of."""
    item: Any = op.to_constraint()
    text = str(item.sqltext)
    return [name for name in known if count_word(text, name)]


def _joined(table: str, columns: Iterable[str], kind: str) -> str:
    return "_".join((table, *columns, kind))


def _numbered(base: str, taken: set[str], *, start: int) -> str:
    number = start
    while f"{base}{number}" in taken:
        number += 1
    return f"{base}{number}"


def _cut(name: str, limit: int) -> str:
    if len(name) <= limit:
        return name
    digest = hashlib.md5(name.encode(), usedforsecurity=False).hexdigest()[:8]
    return f"{name[: limit - 9]}_{digest}"
