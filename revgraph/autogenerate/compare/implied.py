"""The indexes that MySQL and MariaDB make for foreign keys by themselves, and leave behind when those are dropped.

Elsewhere there are none, and nothing is yielded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Dialect

from revgraph.autogenerate.compare.uniques import Reconciled
from revgraph.autogenerate.snapshot import ForeignKeyFacts, TableFacts
from revgraph.operations import ops


def own_index(op: ops.AddConstraintOp, table: TableFacts, dialect: Dialect) -> Iterator[ops.CreateIndexOp]:
    """Yield the index that the database will make for a new foreign key, so that downgrade() can drop it.

    :param op: adds the foreign key; it has a name.
    :param table: the table in the models.
    :param dialect: the dialect.
    """
    if dialect.name not in ("mysql", "mariadb") or not isinstance(op, ops.CreateForeignKeyOp):
        return
    columns = [str(name) for name in op.local_cols]
    if not any(_begins_with(other, columns) for other in _keys(table)):
        yield ops.CreateIndexOp(str(op.constraint_name), op.source_table, columns, schema=op.schema)


def left_index(
    key: ForeignKeyFacts, kept: Iterable[ForeignKeyFacts], found: Reconciled, after: TableFacts
) -> Iterator[ops.DropIndexOp]:
    """Yield the operation that drops the index a foreign key would leave behind.

    :param key: the foreign key that is dropped.
    :param kept: the foreign keys there are after it.
    :param found: the indexes of both sides.
    :param after: the table in the models.
    """
    hidden = [
        index for index in found.table.indexes if all(index.item is not other.item for other in found.indexes_before)
    ]
    wanted = {index.name for index in found.indexes_after}
    if any(_begins_with(other.columns, key.columns) for other in kept):
        return
    for index in hidden:
        if not index.unique and index.columns == key.columns and index.name not in wanted:
            op = ops.DropIndexOp.from_index(index.item)
            op.schema = after.item.schema
            yield op
            return


def _keys(table: TableFacts) -> Iterator[Sequence[str]]:
    yield table.primary_key.columns
    yield from (unique.columns for unique in table.uniques)
    yield from (index.columns for index in table.indexes)


def _begins_with(columns: Sequence[str], first: Sequence[str]) -> bool:
    return list(columns[: len(first)]) == list(first)
