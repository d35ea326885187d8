"""Compare the indexes of one table, by name; a changed one is dropped and created.

Whether two indexes of the same name are the same is the dialect's to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from revgraph.autogenerate.compare.options import NOT_ASKED_FOR, Options
from revgraph.autogenerate.compare.uniques import Reconciled
from revgraph.autogenerate.snapshot import IndexFacts, TableFacts
from revgraph.ddl.asking import Doubt
from revgraph.ddl.signatures import stands_on_expressions
from revgraph.operations import ops


def doubtful_indexes(before: TableFacts, after: TableFacts, options: Options) -> Iterator[Doubt]:
    """Yield what the server has to be asked to compare the indexes of a table.

    :param before: the table in the database.
    :param after: the table in the models.
    :param options: how to compare.
    """
    by_name = {index.name: index for index in before.indexes}
    for index in after.indexes:
        there = by_name.get(index.name)
        if there is not None and index.name is not None:
            yield from options.questions.index_doubts(index.item, there.item)


def compare_indexes(found: Reconciled, after: TableFacts, options: Options) -> Iterator[ops.MigrateOperation]:
    """Yield the operations on indexes.

    :param found: both sides.
    :param after: the table in the models.
    :param options: how to compare.
    """
    if "indexes" in options.unread:
        return
    before = {index.name: index for index in found.indexes_before}
    for index in found.indexes_after:
        there = before.pop(index.name, None)
        compare_to = None if there is None else there.item
        if _are_passed_over(there, index, found.table, options):
            continue
        if options.included(index.item, index.name, "index", False, compare_to):
            yield from _compare(there, index, found.table, options)
    for index in before.values():
        if index.unique and "unique constraints" in options.unread:
            continue  # it may be that of a constraint
        if _are_passed_over(index, None, found.table, options):
            continue
        if options.included(index.item, index.name, "index", True, None):
            yield _dropped(index, after.item.schema)


def _are_passed_over(before: IndexFacts | None, after: IndexFacts | None, table: TableFacts, options: Options) -> bool:
    """Tell whether an index on expressions is left alone, of a database whose reflection passes over them; note it."""
    sides = [index for index in (before, after) if index is not None]
    if "expression indexes" not in options.unread or options.dialect.name != "sqlite":
        return False
    if not all(stands_on_expressions(index.item) for index in sides):
        return False
    for index, kind in ((before, "stored expression indexes"), (after, "expression indexes")):
        if index is not None:
            options.not_sure(kind, f"{table.key}.{index.name}", NOT_ASKED_FOR)
    return True


def _compare(
    before: IndexFacts | None, after: IndexFacts, table: TableFacts, options: Options
) -> Iterator[ops.MigrateOperation]:
    place = f"{table.key}.{after.name}"
    if before is None:
        if place not in options.unread_objects:
            yield ops.CreateIndexOp.from_index(after.item)
        return
    verdict = options.questions.compare_indexes(after.item, before.item)
    sides = tuple(f"({', '.join(index.columns)}){' unique' if index.unique else ''}" for index in (before, after))
    options.explain("index", place, (sides[0], sides[1]), verdict, "columns, sorting, options, expressions")
    if verdict.is_skip:
        options.not_sure("indexes", place, verdict.message)
    elif verdict.is_different:
        yield _dropped(before, table.item.schema)
        yield ops.CreateIndexOp.from_index(after.item)


def _dropped(index: IndexFacts, schema: str | None) -> ops.DropIndexOp:
    op = ops.DropIndexOp.from_index(index.item)
    op.schema = schema
    return op
