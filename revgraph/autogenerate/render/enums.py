"""Operations on enum types as Python text.

The text does nothing on databases without such types, so that one file serves several databases.
"""

from __future__ import annotations

from typing import Any

from revgraph.autogenerate.render.code import Code, call
from revgraph.autogenerate.render.context import RenderContext, operation_name
from revgraph.autogenerate.render.registry import default_renderers
from revgraph.autogenerate.render.values import keywords, value_code
from revgraph.operations import ops


@default_renderers.dispatch_for(ops.CreateEnumOp)
def _create_enum(context: RenderContext, op: ops.CreateEnumOp) -> Code:
    return _verb(context, "create_enum", op, list(op.values), if_not_exists=op.if_not_exists)


@default_renderers.dispatch_for(ops.DropEnumOp)
def _drop_enum(context: RenderContext, op: ops.DropEnumOp) -> Code:
    return _verb(context, "drop_enum", op, if_exists=op.if_exists)


@default_renderers.dispatch_for(ops.AddEnumValueOp)
def _add_enum_value(context: RenderContext, op: ops.AddEnumValueOp) -> Code:
    return _verb(
        context,
        "add_enum_value",
        op,
        op.value,
        before=op.before,
        after=op.after,
        if_not_exists=op.if_not_exists,
        commit=op.commit,
    )


@default_renderers.dispatch_for(ops.RenameEnumValueOp)
def _rename_enum_value(context: RenderContext, op: ops.RenameEnumValueOp) -> Code:
    return _verb(context, "rename_enum_value", op, op.old, op.new)


@default_renderers.dispatch_for(ops.AlterEnumOp)
def _alter_enum(context: RenderContext, op: ops.AlterEnumOp) -> Code:
    return _verb(
        context,
        "alter_enum",
        op,
        list(op.old_values),
        list(op.new_values),
        renames=op.renames or None,
        mapping=op.mapping or None,
        columns=op.columns,
    )


def _verb(context: RenderContext, name: str, op: ops.EnumOp, *positional: Any, **options: Any) -> Code:
    said = {key: value for key, value in {**options, "schema": op.schema}.items() if value is not None}
    arguments = [value_code(context, value) for value in (op.name, *positional)]
    return call(operation_name(context, name), [*arguments, *keywords(context, said)])
