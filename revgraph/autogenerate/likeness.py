"""How much one table or column looks like another: what makes a drop and an addition a likely rename.

Values in, a number between 0 and 1 out; no database, no operations.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from difflib import SequenceMatcher
from typing import Any, TypeVar

from sqlalchemy import Dialect
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.types import TypeEngine

from revgraph.autogenerate.snapshot import ColumnFacts, TableFacts

LIKELY = 0.6
"""From here on a rename is likely enough to be told."""

T = TypeVar("T")


def pairs_by_likeness(
    before: Sequence[T], after: Sequence[T], likeness: Callable[[T, T], float]
) -> Iterable[tuple[T, T]]:
    """Return likely pairs, the likest first; each thing stands in one at most.

    :param before: what would be dropped.
    :param after: what would be added.
    :param likeness: of two of them.
    """
    scores = [
        (-likeness(old, new), first, second) for first, old in enumerate(before) for second, new in enumerate(after)
    ]
    gone: set[int] = set()
    come: set[int] = set()
    for score, first, second in sorted(scores):
        if -score >= LIKELY and first not in gone and second not in come:
            gone.add(first)
            come.add(second)
            yield before[first], after[second]


def table_likeness(before: TableFacts, after: TableFacts) -> float:
    """Return how much two tables look alike: by their columns, somewhat by their names."""
    there, wanted = (
        {name: column.item.type._type_affinity for name, column in table.columns.items()} for table in (before, after)
    )
    same = sum(wanted.get(name) is kind for name, kind in there.items())
    shared = 2 * same / max(len(there) + len(wanted), 1)
    return 0.75 * shared + 0.25 * _name_likeness(before.key.name, after.key.name)


def column_likeness(
    before: ColumnFacts, after: ColumnFacts, tables: tuple[TableFacts, TableFacts], dialect: Dialect
) -> float:
    """Return how much two columns look alike: by type, place, keys, nullability and name.

    :param before: one of the first table.
    :param after: one of the second.
    :param tables: their tables.
    :param dialect: spells types.
    """
    types = before.item.type, after.item.type
    if types[0]._type_affinity is not types[1]._type_affinity:
        return 0.0
    score = 0.4 if _spelled(types[0], dialect) == _spelled(types[1], dialect) else 0.3
    score += 0.1 * (before.nullable == after.nullable)
    score += 0.1 * (_keys(before, tables[0]) == _keys(after, tables[1]))
    score += 0.15 * _stands_alike(before, after, tables)
    return score + 0.25 * _name_likeness(before.name, after.name)


def _keys(column: ColumnFacts, table: TableFacts) -> tuple[Any, ...]:
    """Return in which keys a column stands."""
    targets = {key.referred.name for key in table.foreign_keys if column.name in key.columns}
    is_unique = any(key.columns == (column.name,) for key in table.uniques)
    return column.name in table.primary_key.columns, targets, is_unique


def _stands_alike(before: ColumnFacts, after: ColumnFacts, tables: tuple[TableFacts, TableFacts]) -> bool:
    """Say whether the same column, or none, stands before or behind both."""
    places = [
        _neighbours(column.name, list(table.columns)) for column, table in zip((before, after), tables, strict=True)
    ]
    return places[0][0] == places[1][0] or places[0][1] == places[1][1]


def _neighbours(name: str, names: list[str]) -> tuple[str | None, str | None]:
    at = names.index(name)
    return names[at - 1] if at else None, names[at + 1] if at + 1 < len(names) else None


def _name_likeness(before: str, after: str) -> float:
    old, new = before.lower(), after.lower()
    if old in new or new in old:
        return 0.9
    return SequenceMatcher(None, old, new).ratio()


def _spelled(type_: TypeEngine[Any], dialect: Dialect) -> str:
    try:
        return type_.compile(dialect=dialect)
    except SQLAlchemyError:
        return repr(type_)
