"""Operations on enum types as Python text.

The text does nothing on databases without such types, so that one file serves several databases.
"""

from __future__ import annotations

from revgraph.autogenerate.enum_ops import CreateEnumOp, EnumOp
from revgraph.autogenerate.render.code import Code, call, keyword
from revgraph.autogenerate.render.context import RenderContext, operation_name, sqlalchemy_name
from revgraph.autogenerate.render.registry import default_renderers
from revgraph.autogenerate.render.values import keywords


@default_renderers.dispatch_for(EnumOp)
def _enum(context: RenderContext, op: EnumOp) -> Code:
    creates = isinstance(op, CreateEnumOp)
    values = [Code(repr(value)) for value in op.values] if creates else []
    options = {"name": op.name, **({} if op.schema is None else {"schema": op.schema})}
    type_ = call(sqlalchemy_name(context, "Enum"), [*values, *keywords(context, options)])
    bind = call(operation_name(context, "get_bind"), [])
    verb = Code(f"{type_.text}.{'create' if creates else 'drop'}", type_.imports)
    return call(verb, [bind, keyword("checkfirst", Code("True"))])
