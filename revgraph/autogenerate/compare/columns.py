"""Compare the columns of one table: added, dropped, altered.

What a type or a default looks like in a dialect is asked of it through the options.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, Computed, Identity

from revgraph.autogenerate.compare.options import Options
from revgraph.autogenerate.snapshot import ColumnFacts, TableFacts
from revgraph.operations import ops


def compare_columns(before: TableFacts, after: TableFacts, options: Options) -> Iterator[ops.MigrateOperation]:
    """Yield the operations on columns.

    :param before: the table in the database.
    :param after: the table in the models.
    :param options: how to compare.
    """
    name, schema = after.key.name, after.item.schema
    for column in after.columns.values():
        there = before.columns.get(column.name)
        compare_to = None if there is None else there.item
        if not options.included(column.item, column.name, "column", False, compare_to):
            continue
        if there is None:
            yield ops.AddColumnOp.from_column_and_tablename(schema, name, column.item)
        else:
            yield from _altered(there, column, after, options)
    for column in before.columns.values():
        if column.name not in after.columns and options.included(column.item, column.name, "column", True, None):
            yield ops.DropColumnOp.from_column_and_tablename(schema, name, column.item)


def _altered(
    before: ColumnFacts, after: ColumnFacts, table: TableFacts, options: Options
) -> Iterator[ops.MigrateOperation]:
    name, schema = table.key.name, table.item.schema
    op = ops.AlterColumnOp(
        name,
        after.name,
        schema=schema,
        existing_type=before.item.type,
        existing_server_default=before.item.server_default,
        existing_nullable=before.nullable,
        existing_comment=before.comment,
    )
    if options.type_differs is not None and options.type_differs(before.item, after.item):
        op.modify_type = after.item.type
    if _nullability_differs(before, after):
        op.modify_nullable = after.nullable
    if options.default_differs is not None and _default_differs(before, after, table, options):
        op.modify_server_default = after.item.server_default
    if _comments_are_known(options) and before.comment != after.comment:
        op.modify_comment = after.comment
    options.on_column(op, schema, name, after.name, before.item, after.item)
    if op.has_changes():
        if _counts_up(before.item) and _counts_up(after.item):
            op.kw["existing_autoincrement"] = True
        yield op


def _nullability_differs(before: ColumnFacts, after: ColumnFacts) -> bool:
    if before.item.primary_key and after.item.primary_key:
        return False
    if before.item.identity is not None or after.item.identity is not None:
        return False
    computed: Computed | None = after.item.computed
    if computed is not None and not getattr(after.item, "_user_defined_nullable", True):
        return False
    return before.nullable != after.nullable


def _default_differs(before: ColumnFacts, after: ColumnFacts, table: TableFacts, options: Options) -> bool:
    was, will = before.item.server_default, after.item.server_default
    if isinstance(was, Computed) or isinstance(will, Computed):
        if _computed_text(was) != _computed_text(will):
            place = f"{table.key}.{after.name}"
            options.not_sure(
                "computed columns", place, "the expressions are spelled differently; they can't be altered"
            )
        return False
    if isinstance(was, Identity) and isinstance(will, Identity):
        return _identity_differs(was, will, options)
    return options.default_differs is not None and options.default_differs(before.item, after.item)


def _computed_text(computed: Any) -> str | None:
    if not isinstance(computed, Computed):
        return None
    text = str(computed.sqltext)
    return "".join(character for character in text if character not in " \t\n()'\"`").lower()


def _identity_differs(before: Identity, after: Identity, options: Options) -> bool:
    """Compare what the models say of an identity; what they leave open is the database's choice."""
    names = ("always", "start", "increment", "minvalue", "maxvalue", "nominvalue", "nomaxvalue", "cycle", "cache")
    said = {name: getattr(after, name, None) for name in names if name not in options.questions.identity_attrs_ignore}
    there = {name: getattr(before, name, None) for name in said}
    # False and None both mean "not": NO CYCLE, no NO MINVALUE
    return any(will is not None and (will or there[name]) and will != there[name] for name, will in said.items())


def _comments_are_known(options: Options) -> bool:
    return options.dialect.supports_comments and "comments" not in options.unread


def _counts_up(column: Column[Any]) -> bool:
    return column.table is not None and column.table._autoincrement_column is column
