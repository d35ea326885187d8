"""What a server knows of a table beyond what SQLAlchemy reflects, as values; and what of it a rebuild would lose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from revgraph.errors import OperationError
from revgraph.operations.rebuild.tokens import names_in


@dataclass(frozen=True)
class Number:
    """A sequence that a column owns.

    :param column: the column.
    :param name: name of the sequence.
    :param schema: its schema.
    :param last: its last value.
    :param called: that value was given out.
    """

    column: str
    name: str
    schema: str
    last: int
    called: bool


@dataclass(frozen=True)
class Facts:
    """What hangs on a table.

    :param obstacles: what can't be brought back, by kind and name.
    :param cleared: statements to be run before the old table is dropped.
    :param restored: statements that bring things back when the new table has its name.
    :param defined: definitions that must be the same after, by kind and name.
    :param indexes: statements that create the indexes as they are, by name.
    :param numbers: sequences.
    """

    obstacles: list[str] = field(default_factory=list)
    cleared: list[str] = field(default_factory=list)
    restored: list[str] = field(default_factory=list)
    defined: Mapping[str, str] = field(default_factory=dict)
    indexes: Mapping[str, str] = field(default_factory=dict)
    numbers: list[Number] = field(default_factory=list)


def demand_no_obstacles(facts: Facts, table: str) -> None:
    """Refuse to build a table anew that has what can't be brought back.

    :raises OperationError: naming all of it.
    """
    if facts.obstacles:
        raise OperationError(
            f"table {table!r} can't be built anew without losing {', '.join(sorted(facts.obstacles))}; nothing was "
            "changed. Leave recreate='always' out, or drop these before and create them again after"
        )


def demand_same(before: Facts, after: Facts, table: str, changed: set[str]) -> None:
    """Demand that definitions are the same, but for those that have to do with what was to be changed.

    :param changed: names of columns, constraints and indexes, in lower case.
    :raises OperationError: naming what would differ.
    """
    wrong = [
        f"{what} ({sql} -> {after.defined.get(what, 'nothing')})"
        for what, sql in before.defined.items()
        if after.defined.get(what) != sql and not changed & (names_in(sql) | {what.partition(" ")[2].lower() or what})
    ]
    if wrong:
        raise OperationError(
            f"building table {table!r} anew would lose or change {'; '.join(wrong)}; nothing was changed. Leave "
            "recreate='always' out, or name what it shall be in the block"
        )
