"""Compare the primary key of one table: its columns and their order.

The name alone makes no difference: most databases choose it.
"""

from __future__ import annotations

from collections.abc import Iterator

from revgraph.autogenerate.compare.options import Options
from revgraph.autogenerate.snapshot import TableFacts
from revgraph.operations import ops


def compare_primary_keys(before: TableFacts, after: TableFacts, options: Options) -> Iterator[ops.MigrateOperation]:
    """Yield the operations that replace the primary key, if its columns differ.

    :param before: the table in the database.
    :param after: the table in the models.
    :param options: how to compare.
    """
    if "primary keys" in options.unread or before.primary_key.columns == after.primary_key.columns:
        return
    if before.primary_key.columns:
        drop = ops.DropConstraintOp.from_constraint(before.primary_key.item)
        drop.schema = after.item.schema
        yield drop
    if after.primary_key.columns:
        yield options.names.named(ops.AddConstraintOp.from_constraint(after.primary_key.item), before, after)
