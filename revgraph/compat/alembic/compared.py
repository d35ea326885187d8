"""Single comparisons, as outside callers make them: each writes what it finds into an operation."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Column, Inspector, MetaData

from revgraph.autogenerate.comparators import PriorityDispatchResult, comparators
from revgraph.autogenerate.context import AutogenContext
from revgraph.autogenerate.draft import draft_changes
from revgraph.operations import ops

__all__ = ["comparators"]

_CONTINUE = PriorityDispatchResult.CONTINUE


class _InspectorConv(Inspector):
    """Kept because tests replace its methods; revgraph reads with its own reader."""


def _dialect_impl_compare_type(
    autogen_context: Any,
    alter_column_op: ops.AlterColumnOp,
    schema: str | None,
    tname: str,
    cname: str,
    conn_col: Column[Any],
    metadata_col: Column[Any],
) -> PriorityDispatchResult:
    alter_column_op.existing_type = conn_col.type
    if autogen_context.migration_context.impl.compare_type(conn_col, metadata_col):
        alter_column_op.modify_type = metadata_col.type
        return PriorityDispatchResult.STOP
    return _CONTINUE


def _dialect_impl_compare_server_default(
    autogen_context: Any,
    alter_column_op: ops.AlterColumnOp,
    schema: str | None,
    tname: str,
    cname: str,
    conn_col: Column[Any],
    metadata_col: Column[Any],
) -> PriorityDispatchResult:
    impl = autogen_context.migration_context.impl
    was, will = impl.server_default_sql(conn_col.server_default), impl.server_default_sql(metadata_col.server_default)
    if was is None and will is None:
        return _CONTINUE
    alter_column_op.existing_server_default = conn_col.server_default
    if impl.compare_server_default(conn_col, metadata_col, will, was):
        alter_column_op.modify_server_default = metadata_col.server_default
    return _CONTINUE


def _user_compare_server_default(
    autogen_context: Any,
    alter_column_op: ops.AlterColumnOp,
    schema: str | None,
    tname: str,
    cname: str,
    conn_col: Column[Any],
    metadata_col: Column[Any],
) -> PriorityDispatchResult:
    if conn_col.server_default is not None:  # what is not compared is told all the same, for MySQL to restate
        alter_column_op.existing_server_default = conn_col.server_default
    return _CONTINUE


def _render_server_default_for_compare(metadata_default: Any, autogen_context: Any) -> str | None:
    if metadata_default in (None, False):
        return None
    said: str | None = autogen_context.migration_context.impl.server_default_sql(metadata_default)
    return said


def _compare_nullable(
    autogen_context: Any,
    alter_column_op: ops.AlterColumnOp,
    schema: str | None,
    tname: str,
    cname: str,
    conn_col: Column[Any],
    metadata_col: Column[Any],
) -> PriorityDispatchResult:
    alter_column_op.existing_nullable = conn_col.nullable
    if conn_col.nullable is not metadata_col.nullable:
        if metadata_col.computed is not None or metadata_col.identity is not None:
            return PriorityDispatchResult.STOP
        alter_column_op.modify_nullable = metadata_col.nullable
    return _CONTINUE


def _compare_tables(
    conn_table_names: Iterable[tuple[str | None, str]],
    metadata_table_names: Iterable[tuple[str | None, str]],
    inspector: Inspector,
    upgrade_ops: ops.UpgradeOps,
    autogen_context: AutogenContext,
) -> None:
    there, wanted = set(conn_table_names), set(metadata_table_names)

    def is_meant(name: str | None, type_: str, parents: Any) -> bool:
        return type_ != "table" or (parents.get("schema_name"), name) in there

    models = MetaData()
    for table in (table for metadata in autogen_context.metadata_list for table in metadata.sorted_tables):
        if (table.schema, table.name) in wanted:
            table.to_metadata(models)
    opts = {**autogen_context.opts, "include_name": is_meant, "include_schemas": any(schema for schema, _ in there)}
    part = AutogenContext(autogen_context.migration_context, metadata=models, opts=opts)
    draft_changes(part, upgrade_ops, ops.DowngradeOps())
