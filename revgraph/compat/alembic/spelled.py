"""Revision text spelled as Alembic spells it, while the alias is in place, so that a project's files stay alike.

What the text does is the same as what revgraph writes by itself.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable
from copy import copy
from typing import Any

from sqlalchemy import Column, Computed, ForeignKeyConstraint, column
from sqlalchemy.sql.elements import ClauseElement, Label, UnaryExpression

from revgraph.autogenerate.render.code import Code, call, joined
from revgraph.autogenerate.render.columns import place
from revgraph.autogenerate.render.constraints import inline_constraints
from revgraph.autogenerate.render.context import RenderContext, operation_name, sqlalchemy_name
from revgraph.autogenerate.render.expressions import sql_text
from revgraph.autogenerate.render.indexes import index_elements
from revgraph.autogenerate.render.registry import default_renderers
from revgraph.autogenerate.render.values import value_code, values
from revgraph.ddl.sql_text import without_parentheses
from revgraph.operations import ops
from revgraph.util.registry import Registry

UNNAMED = """\
# WARNING: constraint name is None; this directive will fail as
# rendered.  Add a name, or use a naming convention; see
# https://alembic.sqlalchemy.org/en/latest/naming.html
"""

Render = Callable[[RenderContext, Any], Any]


def _with_last_comma(usual: Render) -> Render:
    """Let a call without options end in a comma and a blank, behind which Alembic has none to write."""

    def render(context: RenderContext, item: Any) -> Code:
        code: Code = usual(context, item)
        bare = not any(f", {option}=" in code.text for option in _options(item))
        return Code(f"{code.text[:-1]}, )", code.imports) if bare else code

    return render


def _options(item: Any) -> Iterable[str]:
    if isinstance(item, Computed):
        return ("persisted",)
    usual = ("name", "onupdate", "ondelete", "initially", "deferrable", "use_alter", "match", "comment", "info")
    return (*usual, *item.dialect_kwargs)


def _by_text(usual: Render) -> Render:
    """Write sorted columns of an index, and those within labels, as SQL."""

    def render(context: RenderContext, element: ClauseElement) -> Code:
        if isinstance(element, Label):
            inner = element.element
            inner = column(inner.name) if isinstance(inner, Column) else inner
            return joined("{}.label({})", render(context, inner), Code(repr(str(element.name))))
        code: Code = usual(context, element)
        if not code.text.startswith(f"{sqlalchemy_name(context, 'column')}("):
            return code
        sql = sql_text(context, element, is_index=True)
        if isinstance(element, UnaryExpression):
            sql = without_parentheses(sql)
        return call(sqlalchemy_name(context, "literal_column"), [Code(repr(sql))])

    return render


def _table_whole(usual: Render) -> Render:
    """Write keys of columns among the constraints of the new table."""

    def render(context: RenderContext, op: ops.CreateTableOp) -> Any:
        loose: list[Any] = [item for item in op.columns if isinstance(item, Column) and item.table is None]
        has_keys = any(each.foreign_keys or each.primary_key or each.unique for each in loose)
        is_indexed = any(each.index for each in loose)  # an operation of its own, which this one could not hold
        return usual(context, ops.CreateTableOp.from_table(op.to_table()) if has_keys and not is_indexed else op)

    return render


def _unnamed_drop(usual: Render) -> Render:
    def render(context: RenderContext, op: ops.DropConstraintOp) -> Any:
        if op.constraint_type == "exclude":  # a kind that Alembic does not know by a name
            op = copy(op)
            op.constraint_type = None
        *_, drop = usual(context, op)
        if op.constraint_name is not None:
            return [drop]
        warnings.warn(
            "Autogenerate rendered a drop_constraint() directive for an unnamed constraint on table "
            f"{op.table_name!r}; name the constraint before the revision runs",
            UserWarning,
            stacklevel=2,
        )
        return [*map(Code, UNNAMED.splitlines()), drop]

    return render


def _comment(verb: str) -> Callable[[Render], Render]:
    """Write each argument of an operation on a table's comment on a line of its own."""

    def spelled(_: Render) -> Render:
        def render(context: RenderContext, op: Any) -> Code:
            table, _ = place(context, op.table_name, op.schema)
            said = [code.text for code in table]
            if isinstance(op, ops.CreateTableCommentOp):
                said.append(repr(op.comment))
            said.append(f"existing_comment={op.existing_comment!r}")
            if not context.in_batch:
                said.append(f"schema={value_code(context, op.schema).text}")
            lines = ",\n".join(f"    {each}" for each in said)
            return Code(f"{operation_name(context, verb)}(\n{lines}\n)")

        return render

    return spelled


_SPELLED: tuple[tuple[Registry, Any, Callable[[Render], Render]], ...] = (
    (inline_constraints, ForeignKeyConstraint, _with_last_comma),
    (values, Computed, _with_last_comma),
    (index_elements, ClauseElement, _by_text),
    (default_renderers, ops.CreateTableOp, _table_whole),
    (default_renderers, ops.DropConstraintOp, _unnamed_drop),
    (default_renderers, ops.CreateTableCommentOp, _comment("create_table_comment")),
    (default_renderers, ops.DropTableCommentOp, _comment("drop_table_comment")),
)
_usual: list[tuple[Registry, Any, Render]] = []


def spell() -> None:
    """Put Alembic's spelling in place of revgraph's."""
    for registry, kind, spelled in _SPELLED:
        usual = registry.dispatch(kind)
        _usual.append((registry, kind, usual))
        registry.dispatch_for(kind, replace=True)(spelled(usual))


def unspell() -> None:
    """Put revgraph's own back."""
    while _usual:
        registry, kind, usual = _usual.pop()
        registry.dispatch_for(kind, replace=True)(usual)
