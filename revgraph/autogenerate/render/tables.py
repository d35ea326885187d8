"""Operations on whole tables as Python text.

Indexes of a table are not part of it here: they have operations of their own.
"""

from __future__ import annotations

from sqlalchemy import Column, Constraint
from sqlalchemy.schema import SchemaItem

from revgraph.autogenerate.render.code import Code, call, keyword
from revgraph.autogenerate.render.columns import column_code, place
from revgraph.autogenerate.render.constraints import constraint_code
from revgraph.autogenerate.render.context import RenderContext, identifier, operation_name
from revgraph.autogenerate.render.registry import default_renderers
from revgraph.autogenerate.render.values import keywords, value_code
from revgraph.operations import ops
from revgraph.operations.ops.scratch import column_checks


@default_renderers.dispatch_for(ops.CreateTableOp)
def _create_table(context: RenderContext, op: ops.CreateTableOp) -> Code:
    arguments = [identifier(context, op.table_name), *_items(context, op)]
    if op.schema is not None:
        arguments.append(keyword("schema", identifier(context, op.schema)))
    said = {"comment": op.comment, "info": op.info or None, "prefixes": op.prefixes or None}
    said["if_not_exists"] = op.if_not_exists
    options = {name: value for name, value in said.items() if value is not None}
    return call(
        operation_name(context, "create_table"),
        [*arguments, *keywords(context, {**options, **dict(sorted(op.kw.items()))})],
    )


def _items(context: RenderContext, op: ops.CreateTableOp) -> list[Code]:
    if any(isinstance(item, Constraint) and getattr(item, "parent", None) is None for item in op.columns):
        op.to_table()  # what stands alone learns there which columns it is about
    columns = [column_code(context, item) for item in op.columns if isinstance(item, Column)]
    others = [item for item in op.columns if not isinstance(item, Column)]
    # said at the table, since MariaDB takes no name for one at a column, and only one of them
    in_table = [item for item in op.columns if isinstance(item, Column) and item.table is not None]
    others += [check for column in in_table for check in column_checks(column)]
    constraints = [_constraint(context, item) for item in others]
    found = sorted((code for code in constraints if code is not None), key=lambda code: code.text)
    return [code for code in columns if code is not None] + found


def _constraint(context: RenderContext, item: SchemaItem) -> Code | None:
    return constraint_code(context, item) if isinstance(item, Constraint) else value_code(context, item)


@default_renderers.dispatch_for(ops.DropTableOp)
def _drop_table(context: RenderContext, op: ops.DropTableOp) -> Code:
    table, schema = place(context, op.table_name, op.schema)
    said = {"if_exists": op.if_exists, "cascade": op.cascade}
    options = {name: value for name, value in said.items() if value is not None}
    return call(operation_name(context, "drop_table"), [*table, *schema, *keywords(context, options)])


@default_renderers.dispatch_for(ops.RenameTableOp)
def _rename_table(context: RenderContext, op: ops.RenameTableOp) -> Code:
    table, schema = place(context, op.table_name, op.schema)
    moved = [] if op.new_schema is False else [keyword("new_schema", value_code(context, op.new_schema))]
    arguments = [*table, identifier(context, op.new_table_name), *schema, *moved]
    return call(operation_name(context, "rename_table"), arguments)


@default_renderers.dispatch_for(ops.CreateTableCommentOp)
def _create_comment(context: RenderContext, op: ops.CreateTableCommentOp) -> Code:
    table, schema = place(context, op.table_name, op.schema)
    arguments = [*table, value_code(context, op.comment)]
    existing = keyword("existing_comment", value_code(context, op.existing_comment))
    return call(operation_name(context, "create_table_comment"), [*arguments, existing, *schema])


@default_renderers.dispatch_for(ops.DropTableCommentOp)
def _drop_comment(context: RenderContext, op: ops.DropTableCommentOp) -> Code:
    table, schema = place(context, op.table_name, op.schema)
    existing = keyword("existing_comment", value_code(context, op.existing_comment))
    return call(operation_name(context, "drop_table_comment"), [*table, existing, *schema])
