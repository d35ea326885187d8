"""Operations on sequences as Python text."""

from __future__ import annotations

from typing import Any

from revgraph.autogenerate.render.code import Code, call
from revgraph.autogenerate.render.context import RenderContext, operation_name
from revgraph.autogenerate.render.registry import default_renderers
from revgraph.autogenerate.render.values import keywords, value_code
from revgraph.operations import ops
from revgraph.operations.ops.sequences import OPTIONS

SAID = (*OPTIONS, "data_type", "owned_by")


@default_renderers.dispatch_for(ops.CreateSequenceOp)
def _create_sequence(context: RenderContext, op: ops.CreateSequenceOp) -> Code:
    return _verb(context, "create_sequence", op, *SAID, "if_not_exists")


@default_renderers.dispatch_for(ops.AlterSequenceOp)
def _alter_sequence(context: RenderContext, op: ops.AlterSequenceOp) -> Code:
    return _verb(context, "alter_sequence", op, "restart", *SAID, "if_exists")


@default_renderers.dispatch_for(ops.DropSequenceOp)
def _drop_sequence(context: RenderContext, op: ops.DropSequenceOp) -> Code:
    return _verb(context, "drop_sequence", op, "if_exists")


def _verb(context: RenderContext, name: str, op: ops.SequenceOp, *options: str) -> Code:
    said: dict[str, Any] = {key: getattr(op, key) for key in ("schema", *options)}
    given = {key: value for key, value in said.items() if value is not None}
    return call(operation_name(context, name), [value_code(context, op.sequence_name), *keywords(context, given)])
