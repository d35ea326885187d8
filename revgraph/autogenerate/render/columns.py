"""Columns and their operations as Python text.

Foreign keys and constraints of a column that stands in a table are not rendered with it: they have operations of
their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Column, Computed, ForeignKey, Identity, Integer

from revgraph.autogenerate.render.code import Code, call, keyword
from revgraph.autogenerate.render.context import (
    RenderContext,
    identifier,
    is_plain,
    operation_name,
    own_text,
    sqlalchemy_name,
)
from revgraph.autogenerate.render.expressions import default_code, server_default
from revgraph.autogenerate.render.registry import default_renderers
from revgraph.autogenerate.render.types import type_code
from revgraph.autogenerate.render.values import keywords, value_code, values
from revgraph.operations import ops
from revgraph.operations.ops.schema_forms import inner_function
from revgraph.operations.ops.scratch import column_checks


def column_code(context: RenderContext, column: Column[Any], *, python_default: bool = False) -> Code | None:
    """Return ``sa.Column(...)``, None if ``render_item`` leaves it out.

    :param context: where it will stand.
    :param column: from a table, or free-standing.
    :param python_default: tell the default that only Python knows, too.
    """
    own = own_text(context, "column", column)
    default = _python_default(context, column) if python_default else []
    return _column(context, column, default) if own is False else own


def _python_default(context: RenderContext, column: Column[Any]) -> list[Code]:
    default: Any = column.default
    if default is None:
        return []
    if default.is_sequence:
        return [keyword("default", default_code(context, default))]
    return [keyword("default", value_code(context, inner_function(default.arg)))]


@values.dispatch_for(Column)
def _column(context: RenderContext, column: Column[Any], options: Sequence[Code] = ()) -> Code:
    arguments = [identifier(context, column.name), type_code(context, column.type)]
    options = list(options)
    default = column.computed or column.identity or column.server_default
    code = None if default is None else server_default(context, default)
    if code is not None and isinstance(default, (Computed, Identity)):
        arguments.append(code)
    elif code is not None:
        options.append(keyword("server_default", code))
    if column.primary_key and column.default is not None and column.default.is_sequence:
        arguments.append(value_code(context, column.default))  # else the database would number the rows by itself
    free = column.table is None
    if free:
        arguments += [value_code(context, key) for key in sorted(column.foreign_keys, key=_target)]
        arguments += [value_code(context, check) for check in column_checks(column)]
    return call(
        sqlalchemy_name(context, "Column"),
        [*arguments, *options, *keywords(context, dict(_column_options(context, column, free=free)))],
    )


def _column_options(context: RenderContext, column: Column[Any], *, free: bool) -> Iterator[tuple[str, Any]]:
    if column.autoincrement != "auto" if is_plain(context) else _autoincrement_matters(column):
        yield "autoincrement", column.autoincrement
    if free and column.primary_key:
        yield "primary_key", True
    if free:
        yield from ((flag, True) for flag in ("unique", "index") if getattr(column, flag))
    yield "nullable", bool(column.nullable)
    if column.system:
        yield "system", True
    if column.comment is not None:
        yield "comment", column.comment
    yield from sorted(dict(column.dialect_kwargs).items())


def _autoincrement_matters(column: Column[Any]) -> bool:
    """Tell whether the column differs from what SQLAlchemy would take for granted."""
    if column.autoincrement == "auto" or not column.primary_key:
        return False
    if column.autoincrement is True and column.table is not None:
        alone = len(column.table.primary_key.columns) == 1
        return not (alone and not column.foreign_keys and column.type._type_affinity is Integer)
    return not (column.autoincrement is False and column.type._type_affinity is not Integer)


@values.dispatch_for(ForeignKey)
def _foreign_key(context: RenderContext, key: ForeignKey) -> Code:
    names = ("name", "onupdate", "ondelete", "deferrable", "initially", "match")
    options = {name: value for name in names if (value := getattr(key, name)) is not None}
    return call(sqlalchemy_name(context, "ForeignKey"), [Code(repr(_target(key))), *keywords(context, options)])


def _target(key: ForeignKey) -> str:
    return str(key.target_fullname)


def place(context: RenderContext, name: str, schema: str | None) -> tuple[list[Code], list[Code]]:
    """Return the arguments that say which table is meant: positional and keyword; none within a batch block.

    :param context: where they will stand.
    :param name: the table.
    :param schema: its schema, or None.
    """
    if context.in_batch:
        return [], []
    return [identifier(context, name)], [] if schema is None else [keyword("schema", identifier(context, schema))]


@default_renderers.dispatch_for(ops.AddColumnOp)
def _add_column(context: RenderContext, op: ops.AddColumnOp) -> list[Code]:
    column = column_code(context, op.column, python_default=op.populate_default is True)
    if column is None:
        return []
    table, schema = place(context, op.table_name, op.schema)
    flags = {"if_not_exists": op.if_not_exists, "inline_references": op.inline_references}
    flags |= {"inline_primary_key": op.inline_primary_key, "populate_default": op.populate_default}
    said = {name: value for name, value in {**flags, **op.kw}.items() if value is not None}
    return [call(operation_name(context, "add_column"), [*table, column, *schema, *keywords(context, said)])]


@default_renderers.dispatch_for(ops.DropColumnOp)
def _drop_column(context: RenderContext, op: ops.DropColumnOp) -> Code:
    table, schema = place(context, op.table_name, op.schema)
    said = {"if_exists": op.if_exists, "cascade": op.cascade}
    options = {**{name: value for name, value in said.items() if value is not None}, **op.kw}
    name = identifier(context, op.column_name)
    return call(operation_name(context, "drop_column"), [*table, name, *schema, *keywords(context, options)])


@default_renderers.dispatch_for(ops.AlterColumnOp)
def _alter_column(context: RenderContext, op: ops.AlterColumnOp) -> Code:
    table, schema = place(context, op.table_name, op.schema)
    arguments = [*table, identifier(context, op.column_name)]
    if op.existing_type is not None:
        arguments.append(keyword("existing_type", type_code(context, op.existing_type)))
    arguments += _default_argument(context, "server_default", op.modify_server_default)
    if op.modify_name is not None:
        arguments.append(keyword("new_column_name", identifier(context, op.modify_name)))
    if op.modify_type is not None:
        arguments.append(keyword("type_", type_code(context, op.modify_type)))
    arguments += keywords(context, dict(_alter_options(op)))
    told = _existing_default(op)
    if told is False and _must_be_told_of_none(context, op):
        told = None
    arguments += _default_argument(context, "existing_server_default", told)
    return call(operation_name(context, "alter_column"), [*arguments, *schema])


def _alter_options(op: ops.AlterColumnOp) -> Iterator[tuple[str, Any]]:
    if op.modify_nullable is not None:
        yield "nullable", op.modify_nullable
    if op.modify_comment is not False:
        yield "comment", op.modify_comment
    if op.existing_comment is not None:
        yield "existing_comment", op.existing_comment
    if op.existing_nullable is not None and op.modify_nullable is None:
        yield "existing_nullable", op.existing_nullable
    if op.populate_default is not None:
        yield "populate_default", op.populate_default
    yield from ((name, value) for name, value in sorted(op.kw.items()) if value is not None)


def _existing_default(op: ops.AlterColumnOp) -> Any:
    """Return the default before where it must be told: it is kept, or it is of a kind that is altered as such."""
    existing = op.existing_server_default
    is_special = isinstance(existing, (Computed, Identity))
    if existing is None or (op.modify_server_default is not False and not is_special):
        return False
    return existing


def _must_be_told_of_none(context: RenderContext, op: ops.AlterColumnOp) -> bool:
    """Say whether a script could not know by itself that a column has no default, and would have to."""
    stays_none = op.existing_server_default is None and op.modify_server_default is False
    return stays_none and context.impl is not None and context.impl.restates_defaults


def _default_argument(context: RenderContext, name: str, default: Any) -> list[Code]:
    if default is False:
        return []
    code = server_default(context, default)
    return [] if code is None else [keyword(name, code)]
