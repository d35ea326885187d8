"""Compare the columns of one table: added, dropped, altered.

What a type or a default looks like in a dialect is asked of it through the options.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Computed, Enum, Identity
from sqlalchemy.types import NullType, TypeEngine

from revgraph.autogenerate.compare.autoincrement import compare_serial, counts_up, set_counting
from revgraph.autogenerate.compare.computed import changes_in_place, computed_differs
from revgraph.autogenerate.compare.options import NOT_ASKED_FOR, Options
from revgraph.autogenerate.snapshot import ColumnFacts, TableFacts
from revgraph.ddl.asking import Doubt
from revgraph.operations import ops
from revgraph.operations.ops.scratch import without_checks


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
            yield ops.AddColumnOp.from_column_and_tablename(schema, name, without_checks(column.item))
        else:
            yield from altered(there, column, before, after, options)
    for column in before.columns.values():
        if column.name not in after.columns and options.included(column.item, column.name, "column", True, None):
            yield ops.DropColumnOp.from_column_and_tablename(schema, name, column.item)


def doubtful_defaults(before: TableFacts, after: TableFacts, options: Options) -> Iterator[Doubt]:
    """Yield what the server has to be asked to compare the defaults of a table's columns.

    :param before: the table in the database.
    :param after: the table in the models.
    :param options: how to compare.
    """
    if options.default_differs is None:
        return
    for column in after.columns.values():
        there = before.columns.get(column.name)
        if there is not None:
            yield from doubts_of_default(there, column, options)


def doubts_of_default(before: ColumnFacts, after: ColumnFacts, options: Options) -> list[Doubt]:
    """Return what the server has to be asked to compare the defaults of a column.

    :param before: the column in the database.
    :param after: the column in the models.
    :param options: how to compare.
    """
    defaults = before.item.server_default, after.item.server_default
    if any(default is None or isinstance(default, (Computed, Identity)) for default in defaults):
        return []
    return options.questions.default_doubts(before.item, after.item)


def altered(
    before: ColumnFacts, after: ColumnFacts, old: TableFacts, table: TableFacts, options: Options
) -> Iterator[ops.MigrateOperation]:
    """Yield the operations on a column that both sides have.

    :param before: the column in the database.
    :param after: the column in the models.
    :param old: the table in the database.
    :param table: the table in the models.
    :param options: how to compare.
    """
    name, schema = table.key.name, table.item.schema
    recomputed = options.default_differs is not None and computed_differs(before, after, old, options)
    if recomputed and "computed columns" in options.unread:
        options.not_sure("computed columns", f"{table.key}.{after.name}", NOT_ASKED_FOR)
        recomputed = False
    if recomputed and not changes_in_place(options):
        yield ops.DropColumnOp.from_column_and_tablename(schema, name, before.item)
        yield ops.AddColumnOp.from_column_and_tablename(schema, name, after.item)
        return
    op = ops.AlterColumnOp(
        name,
        after.name,
        schema=schema,
        existing_type=before.item.type,
        existing_server_default=before.item.server_default,
        existing_nullable=before.nullable,
        existing_comment=before.comment,
    )
    if options.type_differs is not None:
        differs = options.type_differs(before.item, after.item)
        sides = before.item.type, after.item.type
        options.explain("type", f"{table.key}.{after.name}", sides, differs, "as the dialect writes and reports them")
        if differs:
            op.modify_type = after.item.type
        elif isinstance(before.item.type, NullType) and not isinstance(after.item.type, NullType):
            place = f"{table.key}.{after.name}"
            options.not_sure("types", place, f"SQLAlchemy does not know the type that it has on {options.dialect.name}")
    if _nullability_differs(before, after, options):
        op.modify_nullable = after.nullable
    nulls = tuple("NULL" if each.nullable else "NOT NULL" for each in (before, after))
    is_other = op.modify_nullable is not None
    options.explain("nullability", f"{table.key}.{after.name}", (nulls[0], nulls[1]), is_other, "as it is told")
    is_computed = before.item.computed is not None or after.item.computed is not None
    if recomputed or (not is_computed and _default_differs(before, after, table, options)):
        op.modify_server_default = after.item.server_default
    if _comments_are_known(options) and before.comment != after.comment:
        op.modify_comment = after.comment
        options.explain("comment", f"{table.key}.{after.name}", (before.comment, after.comment), True, "the text")
    _restate_default(op, before, after, options)
    set_counting(op, before, after, options)
    serial = list(compare_serial(before, after, table, options))
    if serial and op.modify_server_default is not False:
        op.modify_server_default = False  # it is part of the change of counters
    options.on_column(op, schema, name, after.name, before.item, after.item)
    if op.has_changes():
        if counts_up(before.item) and counts_up(after.item):
            op.kw["existing_autoincrement"] = True
        if options.is_plain:
            _say_plainly(op, before, after)
        yield op
    yield from serial


def _say_plainly(op: ops.AlterColumnOp, before: ColumnFacts, after: ColumnFacts) -> None:
    """Say whether the column counts up, whatever the database, and nothing of a default where there is none."""
    counts = counts_up(after.item) or after.item.autoincrement
    if counts in (True, False) and (counts or after.item.autoincrement is False):
        op.kw.setdefault("autoincrement", bool(counts))
    if before.item.server_default is None and after.item.server_default is None:
        op.existing_server_default = False


def _restate_default(op: ops.AlterColumnOp, before: ColumnFacts, after: ColumnFacts, options: Options) -> None:
    """State a default anew if its type changes: PostgreSQL may not be able to cast it, MySQL rounds it in passing."""
    was, will = before.item.server_default, after.item.server_default
    casts = options.dialect.name in ("postgresql", "mysql", "mariadb")
    if not casts or op.modify_type is None or op.modify_server_default is not False:
        return
    kinds = [_kind(column.item.type, options) for column in (before, after)]
    is_other_kind = kinds[0] is not kinds[1]
    if options.dialect.name == "postgresql":
        # a default keeps the cast to the type it was written for
        names = [str(options.dialect.type_compiler_instance.process(each.item.type)) for each in (before, after)]
        is_other_kind |= names[0].partition("(")[0] != names[1].partition("(")[0]
    if is_other_kind and was is not None and will is not None and not isinstance(was, (Computed, Identity)):
        op.modify_server_default = will


def _kind(type_: TypeEngine[Any], options: Options) -> Any:
    """Return what a type is to the database: an enum that it has a type of its own for is no text."""
    is_own = isinstance(type_, Enum) and type_.native_enum and options.dialect.supports_native_enum
    return Enum if is_own else type_._type_affinity


def _nullability_differs(before: ColumnFacts, after: ColumnFacts, options: Options) -> bool:
    if before.item.primary_key and after.item.primary_key:
        return False
    is_implied = not before.nullable or "sequences" in options.unread
    if before.item.identity is not None or (after.item.identity is not None and is_implied):
        return False
    computed: Computed | None = after.item.computed
    if computed is not None and not getattr(after.item, "_user_defined_nullable", True):
        return False
    return before.nullable != after.nullable


def _default_differs(before: ColumnFacts, after: ColumnFacts, table: TableFacts, options: Options) -> bool:
    was, will = before.item.server_default, after.item.server_default
    if isinstance(was, Identity) or isinstance(will, Identity):
        return options.dialect.supports_identity_columns and _identity_differs(before, after, table, options)
    if options.default_differs is None:
        return False
    differs = options.default_differs(before.item, after.item)
    sides = tuple(_shown_default(default, options) for default in (was, will))
    options.explain("default", f"{table.key}.{after.name}", (sides[0], sides[1]), differs, _default_rule(options))
    return differs


def _default_rule(options: Options) -> str:
    return f"the text, or what {options.dialect.name} makes of it"


def _shown_default(default: Any, options: Options) -> str | None:
    return None if default is None else options.questions.server_default_sql(default)


def _identity_differs(before: ColumnFacts, after: ColumnFacts, table: TableFacts, options: Options) -> bool:
    was, will = before.item.identity, after.item.identity
    changes = options.questions.identity_changes(will, was)
    rule = f"options that differ: {', '.join(sorted(changes)) or 'none'}"
    options.explain("identity", f"{table.key}.{after.name}", (was, will), bool(changes), rule)
    return bool(changes)


def _comments_are_known(options: Options) -> bool:
    return options.dialect.supports_comments and "comments" not in options.unread
