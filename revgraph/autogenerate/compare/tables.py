"""Compare which tables there are; what is in them is compared by the other files.

Yields operations in no particular order: ``order`` sorts them.
"""

from __future__ import annotations

from collections.abc import Iterator

from revgraph.autogenerate.compare.checks import compare_checks, doubtful_checks
from revgraph.autogenerate.compare.columns import compare_columns, doubtful_defaults
from revgraph.autogenerate.compare.comments import compare_table_comments
from revgraph.autogenerate.compare.computed import around_retyped, doubtful_computed, standing_on
from revgraph.autogenerate.compare.constraint_comments import note_constraint_comments
from revgraph.autogenerate.compare.enums import compare_enums, compare_values
from revgraph.autogenerate.compare.excludes import compare_excludes, doubtful_excludes
from revgraph.autogenerate.compare.foreign_keys import compare_foreign_keys
from revgraph.autogenerate.compare.indexes import compare_indexes, doubtful_indexes
from revgraph.autogenerate.compare.options import Options
from revgraph.autogenerate.compare.primary_keys import compare_primary_keys
from revgraph.autogenerate.compare.sequences import compare_sequences
from revgraph.autogenerate.compare.table_options import compare_table_options
from revgraph.autogenerate.compare.uniques import compare_uniques, reconcile
from revgraph.autogenerate.snapshot import Snapshot, TableFacts
from revgraph.ddl.asking import Doubt
from revgraph.ddl.postgresql.written import as_written
from revgraph.ddl.sql_text import verbatim
from revgraph.operations import ops


def compare_schemas(before: Snapshot, after: Snapshot, options: Options) -> Iterator[ops.MigrateOperation]:
    """Yield the operations that make ``before`` into ``after``; those on one table come as ``ModifyTableOps``.

    :param before: the database.
    :param after: the models.
    :param options: how to compare.
    """
    options.questions.settle(list(_doubts(before, after, options)))
    changes = list(_compare_tables(before, after, options))
    values = list(compare_values(changes, before, after, options))
    yield from changes
    yield from compare_sequences(before, after, options)
    yield from compare_enums(changes, before, options)
    yield from values


def _doubts(before: Snapshot, after: Snapshot, options: Options) -> Iterator[Doubt]:
    """Yield all that the server has to be asked, to ask it once."""
    for key, table in after.tables.items():
        there = None if key in before.unchanged else before.tables.get(key)
        if there is not None:
            yield from doubtful_defaults(there, table, options)
            yield from doubtful_checks(there, table, options)
            yield from doubtful_computed(there, table, options)
            yield from doubtful_indexes(there, table, options)
            yield from doubtful_excludes(there, table, options)


def _compare_tables(before: Snapshot, after: Snapshot, options: Options) -> Iterator[ops.MigrateOperation]:
    for key, table in after.tables.items():
        if key in before.unchanged:
            continue
        there = before.tables.get(key)
        if not options.included(table.item, key.name, "table", False, None if there is None else there.item):
            continue
        if there is None:
            yield from _create(table, options)
        else:
            yield from _compare(there, table, options)
    for key in before.tables:
        if key not in after.tables and options.included(before.tables[key].item, key.name, "table", True, None):
            yield from _drop(before.tables[key], options)


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
    if options.dialect.name == "postgresql":
        for check in table.checks:
            check.item.sqltext = verbatim(as_written(check.text))  # to be brought back as it is
    yield ops.DropTableOp.from_table(table.item)


def _compare(before: TableFacts, after: TableFacts, options: Options) -> Iterator[ops.MigrateOperation]:
    name, schema = after.key.name, after.item.schema
    changes = ops.ModifyTableOps(name, list(compare_table_options(before, after, options)), schema=schema)
    constraints = reconcile(before, after, options)
    for found in (
        compare_columns(before, after, options),
        compare_primary_keys(before, after, options),
        compare_uniques(constraints, after, options),
        compare_indexes(constraints, after, options),
        compare_excludes(before, after, options),
        compare_foreign_keys(constraints, before, after, options),
        compare_table_comments(before, after, options),
    ):
        changes.ops += found
    changes.ops = around_retyped(changes.ops, before, after, options)
    changes.ops += list(compare_checks(list(changes.ops), before, after, options))
    changes.ops += list(standing_on(list(changes.ops), before, after, options))
    note_constraint_comments(before, after, options)
    options.on_table(changes, schema, name, before.item, after.item)
    if not changes.is_empty():
        yield changes
