"""Constraints and their operations as Python text.

Within ``create_table`` as ``sa.…Constraint(...)``, by themselves as ``op.create_…``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from sqlalchemy import (
    CheckConstraint,
    Column,
    Constraint,
    ForeignKeyConstraint,
    PrimaryKeyConstraint,
    TextClause,
    UniqueConstraint,
    column,
    text,
)
from sqlalchemy.dialects.postgresql import ExcludeConstraint
from sqlalchemy.sql.elements import ClauseElement, ColumnClause

from revgraph.autogenerate.render.code import Code, call, joined, keyword, listed
from revgraph.autogenerate.render.columns import place
from revgraph.autogenerate.render.context import (
    RenderContext,
    identifier,
    operation_name,
    own_text,
    sqlalchemy_name,
)
from revgraph.autogenerate.render.expressions import as_text_code, condition_code, element_code, sql_text, text_code
from revgraph.autogenerate.render.layout import comment_lines
from revgraph.autogenerate.render.registry import default_renderers
from revgraph.autogenerate.render.values import keywords, value_code, values
from revgraph.ddl.sql_text import without_parentheses
from revgraph.errors import OperationError
from revgraph.operations import ops
from revgraph.operations.ops.scratch import constraint_name, constraint_options
from revgraph.util.logs import Log
from revgraph.util.registry import Registry

log = Log(__name__)

inline_constraints = Registry("constraints within create_table")
"""Functions ``(context, constraint, op) -> Code`` by class of constraint; ``op`` is the operation that adds it."""

_KINDS: Mapping[type[Constraint], str] = {
    PrimaryKeyConstraint: "primary_key",
    ForeignKeyConstraint: "foreign_key",
    UniqueConstraint: "unique",
    ExcludeConstraint: "exclude",
    CheckConstraint: "check",
}
"""What ``render_item`` calls them."""

_ORDER = (
    "source_schema",
    "referent_schema",
    "onupdate",
    "ondelete",
    "initially",
    "deferrable",
    "use_alter",
    "match",
)
_TIMING = ("deferrable", "initially")


def constraint_code(context: RenderContext, constraint: Constraint) -> Code | None:
    """Return a constraint as it stands within ``create_table``.

    :param context: where it will stand.
    :param constraint: of any kind.
    :return: None if ``render_item`` leaves it out, or an empty primary key.
    :raises OperationError: if it is of a kind that nobody renders.
    """
    kind = next((name for cls, name in _KINDS.items() if isinstance(constraint, cls)), "constraint")
    own = own_text(context, kind, constraint)
    if own is not False:
        return own
    if isinstance(constraint, PrimaryKeyConstraint) and not constraint.columns:
        return None
    try:
        render = inline_constraints.dispatch(type(constraint))
    except ValueError:
        raise OperationError(
            f"{constraint!r} can't be written into a revision file; render it with the 'render_item' option"
        ) from None
    return cast("Code", render(context, constraint))


def _names(context: RenderContext, names: Any) -> list[Code]:
    return [identifier(context, name) for name in names]


def _name_and_options(context: RenderContext, name: Any, options: Mapping[str, Any]) -> list[Code]:
    return [*_name(context, name), *keywords(context, _in_order(options))]


def _timing_name_and_options(context: RenderContext, name: Any, options: Mapping[str, Any]) -> list[Code]:
    timing, rest = _parted(context, options)
    return [*timing, *_name(context, name), *rest]


def _parted(context: RenderContext, options: Mapping[str, Any]) -> tuple[list[Code], list[Code]]:
    """Return the arguments that say when the constraint is checked, and the rest."""
    timing = {key: options[key] for key in _TIMING if key in options}
    rest = {key: value for key, value in options.items() if key not in timing}
    return keywords(context, timing), keywords(context, _in_order(rest))


def _name(context: RenderContext, name: Any) -> list[Code]:
    return [] if name is None else [keyword("name", identifier(context, name))]


def _in_order(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return options with those that many constraints have in their usual order, and the rest sorted behind them."""
    usual = {name: place for place, name in enumerate(_ORDER)}
    return dict(sorted(options.items(), key=lambda item: (usual.get(item[0], len(usual)), item[0])))


@inline_constraints.dispatch_for(PrimaryKeyConstraint)
def _primary_key(context: RenderContext, constraint: PrimaryKeyConstraint) -> Code:
    op = ops.CreatePrimaryKeyOp.from_constraint(constraint)
    arguments = [*_names(context, op.columns), *_name_and_options(context, op.constraint_name, op.kw)]
    return call(sqlalchemy_name(context, "PrimaryKeyConstraint"), arguments)


@inline_constraints.dispatch_for(UniqueConstraint)
def _unique(context: RenderContext, constraint: UniqueConstraint) -> Code:
    op = ops.CreateUniqueConstraintOp.from_constraint(constraint)
    arguments = [*_names(context, op.columns), *_timing_name_and_options(context, op.constraint_name, op.kw)]
    return call(sqlalchemy_name(context, "UniqueConstraint"), arguments)


@inline_constraints.dispatch_for(ForeignKeyConstraint)
def _foreign_key(context: RenderContext, constraint: ForeignKeyConstraint) -> Code:
    op = ops.CreateForeignKeyOp.from_constraint(constraint)
    options = {name: value for name, value in op.kw.items() if not name.endswith("_schema") and value is not None}
    schema = op.kw.get("referent_schema")
    table = op.referent_table if schema is None else f"{schema}.{op.referent_table}"
    targets = [Code(repr(f"{table}.{column}")) for column in op.remote_cols]
    arguments = [listed(_names(context, op.local_cols)), listed(targets)]
    arguments += _name_and_options(context, op.constraint_name, options)
    return call(sqlalchemy_name(context, "ForeignKeyConstraint"), arguments)


@values.dispatch_for(CheckConstraint)
@inline_constraints.dispatch_for(CheckConstraint)
def _check(context: RenderContext, constraint: CheckConstraint) -> Code:
    options = constraint_options(constraint)
    arguments = [condition_code(context, constraint.sqltext)]
    arguments += _name_and_options(context, constraint_name(constraint), options)
    return call(sqlalchemy_name(context, "CheckConstraint"), arguments)


@inline_constraints.dispatch_for(ExcludeConstraint)
def _exclude(context: RenderContext, constraint: ExcludeConstraint) -> Code:
    op = ops.CreateExcludeConstraintOp.from_constraint(constraint)
    options, rest = _exclude_options(context, op)
    arguments = [*_exclude_elements(context, op), *options, *_name(context, op.constraint_name), *rest]
    code = call("postgresql.ExcludeConstraint", arguments)
    return Code(code.text, code.imports | {"from sqlalchemy.dialects import postgresql"})


def _exclude_elements(context: RenderContext, op: ops.CreateExcludeConstraintOp) -> list[Code]:
    return [joined("({}, {})", _exclude_element(context, element), Code(repr(sign))) for element, sign in op.elements]


def _exclude_element(context: RenderContext, element: Any) -> Code:
    if isinstance(element, Column):
        return value_code(context, column(element.name))  # a string is a name there, too, but of what is not said
    if not isinstance(element, ClauseElement) or isinstance(element, (ColumnClause, TextClause)):
        return element_code(context, element)
    return as_text_code(context, element)


def _exclude_condition(context: RenderContext, where: Any) -> Code:
    if not isinstance(where, ClauseElement) or isinstance(where, TextClause):
        return value_code(context, where)
    return text_code(context, text(without_parentheses(sql_text(context, where)).replace(":", r"\:")))


def _exclude_options(context: RenderContext, op: ops.CreateExcludeConstraintOp) -> tuple[list[Code], list[Code]]:
    """Return the arguments that stand before name or schema, and those behind."""
    where = [] if op.where is None else [keyword("where", _exclude_condition(context, op.where))]
    using = keywords(context, {name: value for name, value in op.kw.items() if name == "using"})
    timing, rest = _parted(context, {name: value for name, value in op.kw.items() if name != "using"})
    return [*where, *timing, *using], rest


@default_renderers.dispatch_for(ops.CreatePrimaryKeyOp)
@default_renderers.dispatch_for(ops.CreateUniqueConstraintOp)
def _create_on_columns(context: RenderContext, op: ops.CreatePrimaryKeyOp | ops.CreateUniqueConstraintOp) -> Code:
    verb = "create_primary_key" if isinstance(op, ops.CreatePrimaryKeyOp) else "create_unique_constraint"
    table, schema = place(context, op.table_name, op.schema)
    timing, rest = _parted(context, op.kw)
    arguments = [identifier(context, op.constraint_name), *table, listed(_names(context, op.columns))]
    return call(operation_name(context, verb), [*arguments, *timing, *schema, *rest])


@default_renderers.dispatch_for(ops.CreateForeignKeyOp)
def _create_foreign_key(context: RenderContext, op: ops.CreateForeignKeyOp) -> Code:
    options = {name: value for name, value in _in_order(op.kw).items() if value is not None}
    table, _ = place(context, op.source_table, None)
    if context.in_batch:
        options.pop("source_schema", None)
    arguments = [identifier(context, op.constraint_name), *table, identifier(context, op.referent_table)]
    arguments += [listed(_names(context, op.local_cols)), listed(_names(context, op.remote_cols))]
    arguments += _flags(op, "not_valid")
    return call(operation_name(context, "create_foreign_key"), [*arguments, *keywords(context, options)])


@default_renderers.dispatch_for(ops.CreateCheckConstraintOp)
def _create_check(context: RenderContext, op: ops.CreateCheckConstraintOp) -> Code:
    table, schema = place(context, op.table_name, op.schema)
    arguments = [identifier(context, op.constraint_name), *table, condition_code(context, op.condition), *schema]
    options = [*_flags(op, "not_valid"), *keywords(context, dict(sorted(op.kw.items())))]
    return call(operation_name(context, "create_check_constraint"), [*arguments, *options])


@default_renderers.dispatch_for(ops.CreateExcludeConstraintOp)
def _create_exclude(context: RenderContext, op: ops.CreateExcludeConstraintOp) -> Code:
    table, schema = place(context, op.table_name, op.schema)
    options, rest = _exclude_options(context, op)
    arguments = [identifier(context, op.constraint_name), *table, *_exclude_elements(context, op)]
    return call(operation_name(context, "create_exclude_constraint"), [*arguments, *options, *schema, *rest])


@default_renderers.dispatch_for(ops.DropConstraintOp)
def _drop_constraint(context: RenderContext, op: ops.DropConstraintOp) -> list[Code]:
    table, schema = place(context, op.table_name, op.schema)
    arguments = [identifier(context, op.constraint_name), *table]
    arguments += [*schema, *_kind(op.constraint_type), *_flags(op, "if_exists", "cascade")]
    if op.constraint_name is None and op.constraint_type == "check" and op.is_known and context.in_batch:
        added = cast("ops.CreateCheckConstraintOp", op.reverse())
        arguments.append(keyword("condition", condition_code(context, added.condition)))
        return [call(operation_name(context, "drop_constraint"), arguments)]
    code = call(operation_name(context, "drop_constraint"), arguments)
    if op.constraint_name is not None:
        return [code]
    kind = f"{op.constraint_type} constraint" if op.constraint_type else "constraint"
    said = f"a {kind} of {op.table_name} that has no name can't be dropped as such: write its name in place of None"
    log.warning("%s", said)
    return [*map(Code, comment_lines(said)), code]


@default_renderers.dispatch_for(ops.RenameConstraintOp)
def _rename_constraint(context: RenderContext, op: ops.RenameConstraintOp) -> Code:
    table, schema = place(context, op.table_name, op.schema)
    arguments = [*table, *_names(context, (op.old_name, op.new_name)), *_kind(op.constraint_type), *schema]
    return call(operation_name(context, "rename_constraint"), arguments)


@default_renderers.dispatch_for(ops.ValidateConstraintOp)
def _validate_constraint(context: RenderContext, op: ops.ValidateConstraintOp) -> Code:
    table, schema = place(context, op.table_name, op.schema)
    arguments = [identifier(context, op.constraint_name), *table, *_kind(op.constraint_type), *schema]
    return call(operation_name(context, "validate_constraint"), arguments)


def _kind(type_: str | None) -> list[Code]:
    return [] if type_ is None else [keyword("type_", Code(repr(type_)))]


def _flags(op: ops.MigrateOperation, *names: str) -> list[Code]:
    said = ((name, getattr(op, name)) for name in names)
    return [keyword(name, Code(repr(value))) for name, value in said if value is not None]
