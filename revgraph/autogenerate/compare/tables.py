"""Compare which tables there are; what is in them is compared by the other files.

Yields operations in no particular order: ``order`` sorts them.
"""

from __future__ import annotations

from collections.abc import Iterator

from revgraph.autogenerate.compare.checks import make_way, note_checks
from revgraph.autogenerate.compare.columns import compare_columns
from revgraph.autogenerate.compare.comments import compare_table_comments
from revgraph.autogenerate.compare.enums import compare_enums, note_changed_values
from revgraph.autogenerate.compare.foreign_keys import compare_foreign_keys
from revgraph.autogenerate.compare.indexes import compare_indexes
from revgraph.autogenerate.compare.options import Options
from revgraph.autogenerate.compare.primary_keys import compare_primary_keys
from revgraph.autogenerate.compare.uniques import compare_uniques, reconcile
from revgraph.autogenerate.snapshot import Snapshot, TableFacts
from revgraph.operations import ops


def compare_schemas(before: Snapshot, after: Snapshot, options: Options) -> Iterator[ops.MigrateOperation]:
    """Yield the operations that make ``before`` into ``after``; those on one table come as ``ModifyTableOps``.

    :param before: the database.
    :param after: the models.
    :param options: how to compare.
    """
    changes = list(_compare_tables(before, after, options))
    yield from changes
    yield from compare_enums(changes, before, options)
    note_changed_values(before, after, options)


def _compare_tables(before: Snapshot, after: Snapshot, options: Options) -> Iterator[ops.MigrateOperation]:
    for key, table in after.tables.items():
        there = before.tables.get(key)
        if not options.included(table.item, key.name, "table", False, None if there is None else there.item):
            continue
        if there is None:
            yield from _create(table, options)
        else:
            yield from _compare(there, table, options)
    for key, table in before.tables.items():
        if key not in after.tables and options.included(table.item, key.name, "table", True, None):
            yield from _drop(table, options)


def _create(table: TableFacts, options: Options) -> Iterator[ops.MigrateOperation]:
    yield ops.CreateTableOp.from_table(table.item)
    for index in table.indexes:
        if options.included(index.item, index.name, "index", False, None):
            yield ops.CreateIndexOp.from_index(index.item)


def _drop(table: TableFacts, options: Options) -> Iterator[ops.MigrateOperation]:
    # the indexes go with the table; their operations are here to bring them back in downgrade()
    for index in table.indexes:
        if options.included(index.item, index.name, "index", True, None):
            yield ops.DropIndexOp.from_index(index.item)
    yield ops.DropTableOp.from_table(table.item)


def _compare(before: TableFacts, after: TableFacts, options: Options) -> Iterator[ops.MigrateOperation]:
    name, schema = after.key.name, after.item.schema
    changes = ops.ModifyTableOps(name, [], schema=schema)
    constraints = reconcile(before, after, options)
    for found in (
        compare_columns(before, after, options),
        compare_primary_keys(before, after, options),
        compare_uniques(constraints, after, options),
        compare_indexes(constraints, after, options),
        compare_foreign_keys(constraints, before, after, options),
        compare_table_comments(before, after, options),
    ):
        changes.ops += found
    changes.ops += list(make_way(changes.ops, before, after, options))
    note_checks(before, after, options)
    options.on_table(changes, schema, name, before.item, after.item)
    if not changes.is_empty():
        yield changes
