"""The indexes that MySQL and MariaDB make for foreign keys by themselves, and leave behind when those are dropped.

Elsewhere there are none, and nothing is yielded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Dialect

from revgraph.autogenerate.compare.uniques import Reconciled
from revgraph.autogenerate.snapshot import ForeignKeyFacts, TableFacts
from revgraph.operations import ops


def own_index(
    op: ops.AddConstraintOp, table: TableFacts, dialect: Dialect, *, perhaps: bool = False
) -> Iterator[ops.CreateIndexOp]:
    """Yield the index that the database will make for a new foreign key, so that downgrade() can drop it.

    :param op: adds the foreign key; it has a name.
    :param table: the table in the models.
    :param dialect: the dialect.
    :param perhaps: an index on those columns is there; servers differ in whether they put the new one in its place.
    """
    if dialect.name not in ("mysql", "mariadb") or not isinstance(op, ops.CreateForeignKeyOp):
        return
    columns = [str(name) for name in op.local_cols]
    if not any(_begins_with(other, columns) for other in _keys(table)):
        name = str(op.constraint_name)
        yield ops.CreateIndexOp(name, op.source_table, columns, schema=op.schema, if_not_exists=perhaps or None)


def left_index(
    key: ForeignKeyFacts, kept: Sequence[ForeignKeyFacts], found: Reconciled, after: TableFacts
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
    serves = [_begins_with(other.columns, key.columns) for other in kept]
    elsewhere = {other.name for other, is_served in zip(kept, serves, strict=True) if not is_served}
    for index in hidden:
        goes = not any(serves) or index.name in elsewhere  # a foreign key on other columns is to have its name
        if goes and not index.unique and index.columns == key.columns and index.name not in wanted:
            op = ops.DropIndexOp.from_index(index.item)
            op.schema = after.item.schema
            yield op
            return


def taken_over(found: Reconciled, before: TableFacts, after: TableFacts) -> Iterator[ops.DropIndexOp]:
    """Yield the index of a foreign key that goes by itself where another one comes, so that downgrade() makes it again.

    :param found: the indexes of both sides.
    :param before: the table in the database.
    :param after: the table in the models.
    """
    hidden = [index for index in before.indexes if all(index.item is not other.item for other in found.indexes_before)]
    there = [
        before.primary_key.columns,
        *(unique.columns for unique in found.uniques_before),
        *(index.columns for index in found.indexes_before),
    ]
    kept = {key.columns for key in after.foreign_keys}
    for key in before.foreign_keys:
        own = next((index for index in hidden if index.columns == key.columns and not index.unique), None)
        if own is None or key.columns not in kept or any(_begins_with(other, key.columns) for other in there):
            continue
        if any(_begins_with(other, key.columns) for other in _keys(after)):
            op = ops.DropIndexOp.from_index(own.item)
            op.schema, op.if_exists = after.item.schema, True
            yield op


def _keys(table: TableFacts) -> Iterator[Sequence[str]]:
    yield table.primary_key.columns
    yield from (unique.columns for unique in table.uniques)
    yield from (index.columns for index in table.indexes)


def _begins_with(columns: Sequence[str], first: Sequence[str]) -> bool:
    return list(columns[: len(first)]) == list(first)
