"""Operations on schemas and extensions as Python text."""

from __future__ import annotations

from typing import Any

from revgraph.autogenerate.render.code import Code, call
from revgraph.autogenerate.render.context import RenderContext, operation_name
from revgraph.autogenerate.render.registry import default_renderers
from revgraph.autogenerate.render.values import keywords, value_code
from revgraph.operations import ops


@default_renderers.dispatch_for(ops.CreateSchemaOp)
def _create_schema(context: RenderContext, op: ops.CreateSchemaOp) -> Code:
    return _verb(
        context, "create_schema", op.schema_name, if_not_exists=op.if_not_exists, authorization=op.authorization
    )


@default_renderers.dispatch_for(ops.DropSchemaOp)
def _drop_schema(context: RenderContext, op: ops.DropSchemaOp) -> Code:
    return _verb(context, "drop_schema", op.schema_name, if_exists=op.if_exists, cascade=op.cascade)


@default_renderers.dispatch_for(ops.CreateExtensionOp)
def _create_extension(context: RenderContext, op: ops.CreateExtensionOp) -> Code:
    return _verb(
        context,
        "create_extension",
        op.extension_name,
        schema=op.schema,
        version=op.version,
        if_not_exists=op.if_not_exists,
        cascade=op.cascade,
    )


@default_renderers.dispatch_for(ops.DropExtensionOp)
def _drop_extension(context: RenderContext, op: ops.DropExtensionOp) -> Code:
    return _verb(context, "drop_extension", op.extension_name, if_exists=op.if_exists, cascade=op.cascade)


def _verb(context: RenderContext, verb: str, name: str, **options: Any) -> Code:
    given = {key: value for key, value in options.items() if value is not None}
    return call(operation_name(context, verb), [value_code(context, name), *keywords(context, given)])
