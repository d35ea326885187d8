"""SQL expressions and server defaults as Python text.

What the dialect spells is asked of it; nothing is executed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Computed,
    DefaultClause,
    FetchedValue,
    Identity,
    Sequence,
    TextClause,
)
from sqlalchemy.sql import operators
from sqlalchemy.sql.elements import ClauseElement, ColumnClause, False_, Label, True_, UnaryExpression
from sqlalchemy.sql.functions import FunctionElement

from revgraph.autogenerate.render.code import Code, call, joined, keyword
from revgraph.autogenerate.render.context import RenderContext, identifier, own_text, sqlalchemy_name
from revgraph.autogenerate.render.values import keywords, value_code, values

_PARAMETER = re.compile(r"(?<![:\w\\]):(?=\w)")
_SORTING: Mapping[Any, str] = {
    operators.asc_op: "asc",
    operators.desc_op: "desc",
    operators.nulls_first_op: "nulls_first",
    operators.nulls_last_op: "nulls_last",
}
_IDENTITY = (
    "start",
    "increment",
    "minvalue",
    "maxvalue",
    "nominvalue",
    "nomaxvalue",
    "cycle",
    "cache",
    "order",
)


def sql_text(
    context: RenderContext,
    expression: ClauseElement,
    *,
    is_server_default: bool = False,
    is_index: bool = False,
    **kw: Any,
) -> str:
    """Return an expression as SQL of the dialect, with values written into it.

    :param context: knows the dialect.
    :param expression: any expression.
    :param is_server_default: it will stand after DEFAULT.
    :param is_index: it is an element of an index.
    :param kw: further arguments for the compiler.
    """
    if context.impl is not None:
        return context.impl.render_ddl_sql_expr(expression, is_server_default, is_index, **kw)
    options = {"literal_binds": True, "include_table": False, **kw}
    text = str(expression.compile(dialect=context.dialect, compile_kwargs=options))
    if context.dialect.identifier_preparer._double_percents:
        text = text.replace("%%", "%")
    return f"({text})" if is_index and not isinstance(expression, (ColumnClause, FunctionElement)) else text


@values.dispatch_for(TextClause)
def text_code(context: RenderContext, text: TextClause) -> Code:
    """Return ``sa.text(...)`` for text, parameters written into it."""
    bound = any(parameter.value is not None for parameter in text._bindparams.values())
    sql = _PARAMETER.sub(r"\\:", sql_text(context, text)) if bound else text.text
    return call(sqlalchemy_name(context, "text"), [Code(repr(sql))])


def as_text_code(context: RenderContext, expression: ClauseElement, *, is_server_default: bool = False) -> Code:
    """Return ``sa.text(...)`` for an expression of any kind."""
    sql = sql_text(context, expression, is_server_default=is_server_default)
    return call(sqlalchemy_name(context, "text"), [Code(repr(_PARAMETER.sub(r"\\:", sql)))])


@values.dispatch_for(True_)
@values.dispatch_for(False_)
def _truth(context: RenderContext, truth: True_ | False_) -> Code:
    return call(sqlalchemy_name(context, "true" if isinstance(truth, True_) else "false"), [])


@values.dispatch_for(ClauseElement)
def expression_code(context: RenderContext, expression: ClauseElement) -> Code:
    """Return an expression as ``sa.literal_column(...)``; columns, labels and sorting stay what they are."""
    if isinstance(expression, TextClause):
        return text_code(context, expression)
    if isinstance(expression, Label):
        return joined("{}.label({})", expression_code(context, expression.element), Code(repr(str(expression.name))))
    sorting = _SORTING.get(expression.modifier) if isinstance(expression, UnaryExpression) else None
    if isinstance(expression, UnaryExpression) and sorting is not None:
        return joined("{}.{}()", expression_code(context, expression.element), Code(sorting))
    if isinstance(expression, ColumnClause) and not expression.is_literal:
        return call(sqlalchemy_name(context, "column"), [identifier(context, expression.name)])
    sql = expression.name if isinstance(expression, ColumnClause) else sql_text(context, expression, is_index=True)
    return call(sqlalchemy_name(context, "literal_column"), [Code(repr(str(sql)))])


def element_code(context: RenderContext, element: Any) -> Code:
    """Return an element of an index: a column by its name, anything else as an expression.

    :param context: where it will stand.
    :param element: name, column or expression.
    """
    if isinstance(element, Column):
        element = element.name
    return identifier(context, element) if isinstance(element, str) else value_code(context, element)


def condition_code(context: RenderContext, condition: Any) -> Code:
    """Return a condition (of a CHECK, of a partial index) as a string of which SQLAlchemy makes ``text()``."""
    if isinstance(condition, str):
        return Code(repr(str(condition)))
    return Code(repr(_condition_sql(context, condition)))


def server_default(context: RenderContext, default: Any) -> Code | None:
    """Return a server default as Python text, None if ``render_item`` leaves it out.

    :param context: where it will stand.
    :param default: text, a clause, Computed, Identity, or None for no default.
    """
    own = own_text(context, "server_default", default)
    if own is not False:
        return own
    return default_code(context, default)


def default_code(context: RenderContext, default: Any) -> Code:
    """Return a server default as Python text, whatever ``render_item`` would say."""
    if isinstance(default, DefaultClause):
        default = default.arg
    if default is None or isinstance(default, str):
        return value_code(context, None if default is None else str(default))
    if isinstance(default, (Computed, Identity, TextClause)):
        return value_code(context, default)
    if isinstance(default, ColumnElement):
        return as_text_code(context, default, is_server_default=True)
    if isinstance(default, Sequence):
        return default_code(context, default.next_value())
    return call(sqlalchemy_name(context, "FetchedValue"), [])


@values.dispatch_for(Computed)
def _computed(context: RenderContext, computed: Computed) -> Code:
    sql = computed.sqltext
    arguments = [Code(repr(_condition_sql(context, sql)))]
    if computed.persisted is not None:
        arguments.append(keyword("persisted", Code(repr(computed.persisted))))
    return call(sqlalchemy_name(context, "Computed"), arguments)


@values.dispatch_for(Identity)
def _identity(context: RenderContext, identity: Identity) -> Code:
    of_dialects = dict(getattr(identity, "dialect_kwargs", {}))
    options: dict[str, Any] = {"always": identity.always}
    if identity.on_null:
        options["on_null"] = identity.on_null
    options.update({name: value for name in _IDENTITY if (value := getattr(identity, name, None)) is not None})
    for name in ("on_null", "order"):
        if f"oracle_{name}" in of_dialects:  # the same, said as SQLAlchemy 2.1 wants it
            options.pop(name, None)
    options.update(of_dialects)
    return call(sqlalchemy_name(context, "Identity"), keywords(context, options))


@values.dispatch_for(Sequence)
def _sequence(context: RenderContext, sequence: Sequence) -> Code:
    names = ("schema", *_IDENTITY)
    options = {name: value for name in names if (value := getattr(sequence, name, None)) is not None}
    if sequence.optional:
        options["optional"] = True
    return call(sqlalchemy_name(context, "Sequence"), [identifier(context, sequence.name), *keywords(context, options)])


@values.dispatch_for(FetchedValue)
def _fetched(context: RenderContext, default: FetchedValue) -> Code:
    return default_code(context, default)


def _condition_sql(context: RenderContext, condition: ClauseElement) -> str:
    """Return the text of a condition as a plain string argument must be written: SQLAlchemy makes text() of it."""
    if isinstance(condition, TextClause) and not any(p.value is not None for p in condition._bindparams.values()):
        return condition.text
    return _PARAMETER.sub(r"\\:", sql_text(context, condition))
