"""Single renderers, as plug-ins and tests call them: ``(what, autogen_context) -> text``."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sqlalchemy.types import TypeEngine

from revgraph.autogenerate.render.code import Code, imports_of, listed
from revgraph.autogenerate.render.columns import column_code
from revgraph.autogenerate.render.constraints import constraint_code
from revgraph.autogenerate.render.context import is_plain
from revgraph.autogenerate.render.expressions import server_default
from revgraph.autogenerate.render.registry import codes_of, default_renderers, op_codes
from revgraph.autogenerate.render.types import constructor_arguments, type_code
from revgraph.operations import ops

MAX_PYTHON_ARGS = 255
"""How many columns and constraints ``create_table()`` is given one by one; more come as one list, as ever."""
_BARE = re.compile(r"(text\(['\"])(CURRENT_(?:TIMESTAMP|TIME|DATE)|NULL)(['\"]\))", re.IGNORECASE)


def listing(original: Callable[..., list[Code]]) -> Callable[..., list[Code]]:
    """Return what renders the items of a new table as it gives them as one list where they are many."""

    def items(context: Any, op: ops.CreateTableOp) -> list[Code]:
        found = original(context, op)
        return found if len(found) <= MAX_PYTHON_ARGS else [listed(found, "*[")]

    return items


def bracketing(original: Callable[..., Code]) -> Callable[..., Code]:
    """Return what renders a default as it puts all but literals into parentheses on SQLite, in plain drafts."""

    def default_code(context: Any, default: Any) -> Code:
        code = original(context, default)
        if not is_plain(context) or context.dialect.name != "sqlite":
            return code
        return replace(code, text=_BARE.sub(r"\1(\2)\3", code.text))

    return default_code


def _text(context: Any, code: Code | None) -> str | None:
    if code is None:
        return None
    context.imports |= code.imports
    return code.text


def _of_operation(op_class: type[ops.MigrateOperation]) -> Callable[..., str]:
    original = default_renderers.dispatch(op_class)

    def render(autogen_context: Any, op: ops.MigrateOperation) -> str:
        # not what is registered for the operation: a plug-in's own renderer of a subclass begins with this text
        op = _as_its_table(op)
        return "\n".join(_text(autogen_context, code) or "" for code in codes_of(original(autogen_context, op)))

    return render


def _as_its_table(op: ops.MigrateOperation) -> ops.MigrateOperation:
    """Return an operation that creates the table that a plug-in's subclass makes of itself."""
    if not isinstance(op, ops.CreateTableOp) or type(op).to_table is ops.CreateTableOp.to_table:
        return op
    made = ops.CreateTableOp.from_table(op.to_table())
    made.kw, made.if_not_exists = op.kw, op.if_not_exists
    return made


_add_column = _of_operation(ops.AddColumnOp)
_drop_column = _of_operation(ops.DropColumnOp)
_alter_column = _of_operation(ops.AlterColumnOp)
_add_table = _of_operation(ops.CreateTableOp)
_drop_table = _of_operation(ops.DropTableOp)
_add_index = _of_operation(ops.CreateIndexOp)
_drop_index = _of_operation(ops.DropIndexOp)
_add_unique_constraint = _of_operation(ops.CreateUniqueConstraintOp)
_add_fk_constraint = _of_operation(ops.CreateForeignKeyOp)
_add_check_constraint = _of_operation(ops.CreateCheckConstraintOp)
_add_pk_constraint = _of_operation(ops.CreatePrimaryKeyOp)
_drop_constraint = _of_operation(ops.DropConstraintOp)
_execute_sql = _of_operation(ops.ExecuteSQLOp)


def _repr_type(type_: TypeEngine[Any], autogen_context: Any, _skip_variants: bool = False) -> str | None:
    return _text(autogen_context, type_code(autogen_context, type_))


def _render_column(column: Any, autogen_context: Any) -> str | None:
    return _text(autogen_context, column_code(autogen_context, column))


def _render_constraint(constraint: Any, autogen_context: Any, namespace_metadata: Any = None) -> str | None:
    return _text(autogen_context, constraint_code(autogen_context, constraint))


_render_check_constraint = _render_constraint
_render_unique_constraint = _render_constraint
_render_foreign_key = _render_constraint
_render_primary_key = _render_constraint


def _render_server_default(default: Any, autogen_context: Any, repr_: bool = True) -> str | None:
    if isinstance(default, str):
        return repr(default) if repr_ else default
    return _text(autogen_context, server_default(autogen_context, default))


def _render_type_w_subtype(
    type_: TypeEngine[Any], autogen_context: Any, attrname: str, regexp: str, prefix: str | None = None
) -> str | None:
    inner = _repr_type(getattr(type_, attrname), autogen_context)
    name = f"{prefix or ''}{type(type_).__name__}"
    arguments = [inner or ""]
    arguments += [code.text for code in constructor_arguments(autogen_context, type_)[1:]]
    return f"{name}({', '.join(arguments)})"


def _render_cmd_body(op_container: ops.OpContainer, autogen_context: Any) -> str:
    from revgraph.autogenerate.render.containers import render_body

    code = render_body(autogen_context, op_container)
    autogen_context.imports |= code.imports
    return code.text


def render_op(autogen_context: Any, op: ops.MigrateOperation) -> list[str]:
    """Return the statements of an operation, as what was registered for it renders them.

    :param autogen_context: where they will stand; takes their imports.
    :param op: any operation.
    :raises OperationError: if nobody registered a renderer for it.
    """
    codes = list(op_codes(autogen_context, op))
    autogen_context.imports |= imports_of(codes)
    return [code.text for code in codes]
