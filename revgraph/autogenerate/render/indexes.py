"""Operations on indexes as Python text.

Expressions are written as SQL of the dialect; nothing is executed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy.sql.elements import ClauseElement, TextClause

from revgraph.autogenerate.render.code import Code, call, in_tuple, keyword, listed
from revgraph.autogenerate.render.columns import place
from revgraph.autogenerate.render.context import RenderContext, identifier, operation_name, sqlalchemy_name
from revgraph.autogenerate.render.expressions import condition_code, element_code, sql_text
from revgraph.autogenerate.render.registry import default_renderers
from revgraph.autogenerate.render.values import value_code
from revgraph.operations import ops
from revgraph.util.registry import Registry

index_elements = Registry("elements of indexes")
"""Functions ``(context, element) -> Code`` by class of element."""

index_elements.dispatch_for(object)(element_code)


@index_elements.dispatch_for(TextClause)
def _text(context: RenderContext, text: TextClause) -> Code:
    return call(sqlalchemy_name(context, "literal_column"), [Code(repr(sql_text(context, text)))])


@default_renderers.dispatch_for(ops.CreateIndexOp)
def _create_index(context: RenderContext, op: ops.CreateIndexOp) -> Code:
    table, schema = place(context, op.table_name, op.schema)
    elements = [index_elements.dispatch(type(column))(context, column) for column in op.columns]
    arguments = [identifier(context, op.index_name), *table, listed(elements)]
    arguments += [keyword("unique", Code(repr(bool(op.unique)))), *schema]
    if op.if_not_exists is not None:
        arguments.append(keyword("if_not_exists", Code(repr(op.if_not_exists))))
    return call(operation_name(context, "create_index"), [*arguments, *_options(context, op.kw)])


@default_renderers.dispatch_for(ops.DropIndexOp)
def _drop_index(context: RenderContext, op: ops.DropIndexOp) -> Code:
    arguments = [identifier(context, op.index_name)]
    if not context.in_batch:
        if op.table_name is not None:
            arguments.append(keyword("table_name", identifier(context, op.table_name)))
        if op.schema is not None:
            arguments.append(keyword("schema", identifier(context, op.schema)))
    if op.if_exists is not None:
        arguments.append(keyword("if_exists", Code(repr(op.if_exists))))
    return call(operation_name(context, "drop_index"), [*arguments, *_options(context, op.kw)])


@default_renderers.dispatch_for(ops.RenameIndexOp)
def _rename_index(context: RenderContext, op: ops.RenameIndexOp) -> Code:
    arguments = [identifier(context, op.old_name), identifier(context, op.new_name)]
    if not context.in_batch:
        said = {"table_name": op.table_name, "schema": op.schema}
        arguments += [keyword(key, identifier(context, name)) for key, name in said.items() if name is not None]
    return call(operation_name(context, "rename_index"), arguments)


def _options(context: RenderContext, options: dict[str, Any]) -> Iterator[Code]:
    for name, value in sorted(options.items()):
        if isinstance(value, ClauseElement):
            text = condition_code(context, value)
            yield keyword(name, call(sqlalchemy_name(context, "text"), [text]))
        elif isinstance(value, tuple):
            yield keyword(name, in_tuple([element_code(context, each) for each in value]))
        elif isinstance(value, list):
            yield keyword(name, listed(element_code(context, each) for each in value))
        elif name.isidentifier():
            yield keyword(name, value_code(context, value))
