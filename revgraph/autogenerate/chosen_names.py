"""Names that the database chose for what has none in the models: after a rename it would choose others.

Yields operations that give those, so that the database is as if it had been made under the new names.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Dialect

from revgraph.autogenerate.snapshot import TableFacts
from revgraph.operations import ops


@dataclass
class OldNames:
    """What a table and its columns were called.

    :param table: the table.
    :param columns: old name by new name, of those that were renamed.
    """

    table: str
    columns: dict[str, str] = field(default_factory=dict)

    def of(self, columns: Iterable[str]) -> list[str]:
        """Return the old names of columns."""
        return [self.columns.get(name, name) for name in columns]


Chosen = tuple[str, str, str]
"""Kind of a constraint, the name it has, the name it would have."""


def follow_chosen_names(
    before: TableFacts,
    after: TableFacts,
    was: OldNames,
    dialect: Dialect,
    sequences: Callable[[], Collection[str]],
) -> Iterator[ops.MigrateOperation]:
    """Yield the operations that give the names the database would choose now; changes ``before`` in place.

    :param before: the renamed table, or one with renamed columns.
    :param after: the table in the models.
    :param was: what they were called.
    :param dialect: the dialect; only PostgreSQL, MySQL and MariaDB choose names by those of tables and columns.
    :param sequences: tells the names of the sequences in the table's schema.
    """
    table, schema = after.key.name, after.item.schema
    for kind, old, new in _CHOSEN.get(dialect.name, _nothing)(before, after, was):
        if old != new and len(new) <= dialect.max_identifier_length:
            yield ops.RenameConstraintOp(table, old, new, kind, schema=schema)
            for each in [*_things(before)]:
                if each.name == old:
                    each.name = new
    if dialect.name != "postgresql":
        return
    there = sequences()
    for name in before.columns:
        old, new = f"{was.table}_{was.of([name])[0]}_seq", f"{table}_{name}_seq"
        if old != new and old in there and new not in there and len(new) <= dialect.max_identifier_length:
            op = ops.RenameTableOp(old, new, schema=schema)
            op.remarks = (f"the sequence of {table}.{name} follows",)
            yield op


def _things(table: TableFacts) -> Iterator[Any]:
    yield from table.item.constraints
    yield from table.item.indexes


def _by_postgresql(before: TableFacts, after: TableFacts, was: OldNames) -> Iterator[Chosen]:
    table = after.key.name
    if after.primary_key.name is None and before.primary_key.name == f"{was.table}_pkey":
        yield "primary", f"{was.table}_pkey", f"{table}_pkey"
    for kind, end, there, wanted in (
        ("unique", "key", before.uniques, after.uniques),
        ("foreignkey", "fkey", before.foreign_keys, after.foreign_keys),
    ):
        unnamed = [sorted(each.columns) for each in wanted if each.name is None]
        for each in there:
            old = "_".join([was.table, *was.of(each.columns), end])
            if each.name == old and sorted(each.columns) in unnamed:
                yield kind, old, "_".join([table, *each.columns, end])


def _by_mysql(before: TableFacts, after: TableFacts, was: OldNames) -> Iterator[Chosen]:
    taken = {index.name for index in before.indexes}
    unnamed = [list(each.columns) for each in after.uniques if each.name is None]
    for index in before.indexes:
        is_its = index.unique and list(index.columns) in unnamed
        if is_its and index.name == was.of(index.columns)[0] and index.columns[0] not in taken:
            yield "unique", index.name, index.columns[0]


def _nothing(before: TableFacts, after: TableFacts, was: OldNames) -> Iterator[Chosen]:
    return iter(())


_CHOSEN: Mapping[str, Callable[[TableFacts, TableFacts, OldNames], Iterator[Chosen]]] = {
    "postgresql": _by_postgresql,
    "mysql": _by_mysql,
    "mariadb": _by_mysql,
}
