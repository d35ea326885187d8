"""Compare the indexes of one table, by name; a changed one is dropped and created.

Whether two indexes of the same name are the same is the dialect's to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, UnaryExpression

from revgraph.autogenerate.compare.options import Options
from revgraph.autogenerate.compare.uniques import Reconciled
from revgraph.autogenerate.snapshot import IndexFacts, TableFacts
from revgraph.ddl.asking import Doubt
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
    before = {index.name: index for index in found.indexes_before if _counts(index, options)}
    for index in found.indexes_after:
        if not _counts(index, options):
            continue
        there = before.pop(index.name, None)
        compare_to = None if there is None else there.item
        if options.included(index.item, index.name, "index", False, compare_to):
            yield from _compare(there, index, found.table, options)
    for index in before.values():
        if index.unique and "unique constraints" in options.unread:
            continue  # it may be that of a constraint
        if options.included(index.item, index.name, "index", True, None):
            yield _dropped(index, after.item.schema)


def _counts(index: IndexFacts, options: Options) -> bool:
    """Say whether an index is compared: on SQLite one on an expression is a detail, which SQLAlchemy does not read."""
    is_detail = index.has_expressions and options.dialect.name == "sqlite"
    return options.questions.compares_details or not is_detail or all(map(_is_column, index.item.expressions))


def _is_column(expression: Any) -> bool:
    while isinstance(expression, UnaryExpression):  # how it is sorted
        expression = expression.element
    return isinstance(expression, Column)


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
