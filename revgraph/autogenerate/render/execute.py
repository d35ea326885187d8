"""SQL statements and rows as Python text.

What can't be written as text is refused by name, never left out.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import TextClause
from sqlalchemy.sql.elements import ClauseElement

from revgraph.autogenerate.render.code import Code, call, joined, keyword, listed
from revgraph.autogenerate.render.columns import column_code
from revgraph.autogenerate.render.context import RenderContext, identifier, operation_name, sqlalchemy_name
from revgraph.autogenerate.render.expressions import sql_text, text_code
from revgraph.autogenerate.render.registry import default_renderers
from revgraph.autogenerate.render.types import type_code
from revgraph.autogenerate.render.values import keywords, value_code
from revgraph.errors import OperationError
from revgraph.operations import ops


@default_renderers.dispatch_for(ops.ExecuteSQLOp)
def _execute(context: RenderContext, op: ops.ExecuteSQLOp) -> Code:
    options = {} if not op.execution_options else {"execution_options": op.execution_options}
    statement = _statement(context, op.sqltext)
    return call(operation_name(context, "execute"), [statement, *keywords(context, options)])


def _statement(context: RenderContext, statement: Any) -> Code:
    if isinstance(statement, str):
        return Code(repr(str(statement)))
    if isinstance(statement, TextClause):
        return text_code(context, statement)
    if isinstance(statement, ClauseElement):
        text = Code(repr(sql_text(context, statement, include_table=True).replace(":", r"\:")))
        return call(sqlalchemy_name(context, "text"), [text])
    raise OperationError(f"{statement!r} can't be written into a revision file; pass its SQL as a string")


@default_renderers.dispatch_for(ops.BulkInsertOp)
def _bulk_insert(context: RenderContext, op: ops.BulkInsertOp) -> Code:
    table = _table(context, op.table)
    rows = listed(_row(context, row) for row in op.rows)
    options = {} if op.multiinsert else {"multiinsert": False}
    return call(operation_name(context, "bulk_insert"), [table, rows, *keywords(context, options)])


def _table(context: RenderContext, table: Any) -> Code:
    """Return the table to write into: a lightweight one, unless Python fills in what the rows leave out."""
    fills_in = any(getattr(column, "default", None) is not None for column in table.columns)
    columns: list[Code | None] = [call(sqlalchemy_name(context, "MetaData"), [])] if fills_in else []
    for column in table.columns:
        if fills_in:
            columns.append(column_code(context, column, python_default=True))
        else:
            arguments = [identifier(context, column.name), type_code(context, column.type)]
            columns.append(call(sqlalchemy_name(context, "column"), arguments))
    schema = getattr(table, "schema", None)
    said = [] if schema is None else [keyword("schema", identifier(context, schema))]
    name = sqlalchemy_name(context, "Table" if fills_in else "table")
    return call(name, [identifier(context, table.name), *(code for code in columns if code is not None), *said])


def _row(context: RenderContext, row: dict[str, Any]) -> Code:
    return listed(
        (joined("{}: {}", Code(repr(key)), value_code(context, value)) for key, value in row.items()), "{", "}"
    )
