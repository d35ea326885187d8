"""Canonical forms of types, SQL and schema items.

A definition's form holds all that counts for its effect, however it was said: identity, order of keywords, layout of
SQL and ``info`` leave no trace. Knows no operation, no database.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    Computed,
    Constraint,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    Index,
    Sequence,
    Table,
    TableClause,
)
from sqlalchemy.exc import CompileError, SQLAlchemyError, UnsupportedCompilationError
from sqlalchemy.schema import ColumnCollectionConstraint, DefaultClause, FetchedValue
from sqlalchemy.sql.elements import ClauseElement, ColumnClause, TextClause
from sqlalchemy.types import Enum as EnumType
from sqlalchemy.types import TypeDecorator, TypeEngine, UserDefinedType

from revgraph.ddl.base import is_exclude
from revgraph.ddl.sql_layout import unformatted
from revgraph.ddl.sql_text import without_parentheses
from revgraph.operations.ops.forms import Form, class_name, form, forms, in_order, said_form

SEQUENCE_OPTIONS = ("start", "increment", "minvalue", "maxvalue", "nominvalue", "nomaxvalue", "cycle", "cache", "order")
FOR_PYTHON = {
    "asdecimal",
    "decimal_return_scale",
    "comparator",
    "enum_class",
    "inherit_schema",
    "metadata",
    "omit_aliases",
    "pickler",
    "protocol",
    "sort_key_function",
    "validate_strings",
    "values_callable",
}
"""Arguments of types that leave no trace in a database."""

KEY_OPTIONS = ("onupdate", "ondelete", "deferrable", "initially", "match")


def canonical_text(value: Any) -> str:
    """Return the canonical form of a value as one text."""
    return json.dumps(form(value), sort_keys=True, ensure_ascii=True, separators=(",", ":"))


# ------------------------------------------------------------------------------------------------ types


@forms.dispatch_for(TypeEngine)
def _of_type(type_: TypeEngine[Any]) -> Form:
    said: dict[str, Form] = {"type": class_name(type(type_)), "arguments": _type_arguments(type_)}
    if isinstance(type_, TypeDecorator) and type(type_).__module__.partition(".")[0] != "sqlalchemy":
        said["impl"] = form(type_.impl_instance)
    if isinstance(type_, UserDefinedType):
        said["sql"] = _own_sql(type_)
    variants = getattr(type_, "_variant_mapping", {})
    if variants:
        said["variants"] = {dialect: form(variant) for dialect, variant in variants.items()}
    return said


def _own_sql(type_: Any) -> str | None:
    try:
        return str(type_.get_col_spec())
    except Exception:  # a user's code; it may want arguments
        return None


def _type_arguments(type_: TypeEngine[Any]) -> Form:
    """Return the constructor's arguments that say something, found among the attributes of the same names."""
    said: dict[str, Form] = {}
    for cls in reversed(type(type_).__mro__):
        if "__init__" not in vars(cls) or cls is object:
            continue
        for name, parameter in list(inspect.signature(vars(cls)["__init__"]).parameters.items())[1:]:
            if name.startswith("_") or name in FOR_PYTHON:
                continue
            value = getattr(type_, name, None)
            if value is not None and value is not parameter.default and not callable(value):
                said[name] = form(value)
    if isinstance(type_, EnumType):
        said.update(_enum_arguments(type_))
    return {name: item for name, item in said.items() if item is not False and item not in ([], {}, None)}


def _enum_arguments(type_: Any) -> dict[str, Form]:
    """The class of the values is Python's matter, and so is the length a VARCHAR takes from the longest value."""
    said = {"enums": form(list(type_.enums)), "native_enum": {"said": type_.native_enum}, "name": form(type_.name)}
    length = None if type_.native_enum else form(type_.length)
    checked = bool(type_.create_constraint)
    return {**said, "schema": form(type_.schema), "length": length, "create_constraint": checked}


# ------------------------------------------------------------------------------------------------ SQL


@forms.dispatch_for(ClauseElement)
def _of_expression(element: ClauseElement) -> Form:
    return {"sql": sql_form(element)}


@forms.dispatch_for(ColumnClause)
def _of_named_column(element: Any) -> Form:
    """A column within an operation is one of its table, and means its name."""
    return {"sql": sql_form(str(element.name))} if element.is_literal else form(element.name)


def sql_form(element: ClauseElement | str) -> Form:
    """Return SQL in one layout, without parentheses around all of it, with the values of its parameters."""
    if isinstance(element, str):
        return _bare(element)
    if isinstance(element, TextClause) and not element._bindparams:
        return _bare(str(element.compile()))
    values_inside: dict[str, Any] = {"literal_binds": True, "include_table": False}
    for kwargs in (values_inside, {"include_table": False}):
        try:
            compiled = element.compile(compile_kwargs=kwargs)
        except (CompileError, UnsupportedCompilationError, NotImplementedError):
            continue
        text = _bare(str(compiled))
        parameters = getattr(compiled, "params", None)
        return [text, form(parameters)] if parameters and "literal_binds" not in kwargs else text
    return {class_name(type(element)): _bare(str(element))}


def _bare(sql: str) -> str:
    return without_parentheses(unformatted(sql))


def default_form(default: Any) -> Form:
    """Return the form of a server default: text is a literal value, SQL is SQL."""
    if isinstance(default, DefaultClause):
        default = default.arg
    return form(default)


@forms.dispatch_for(DefaultClause)
def _of_default(default: DefaultClause) -> Form:
    return default_form(default)


@forms.dispatch_for(FetchedValue)
def _of_fetched_value(default: FetchedValue) -> Form:
    return {"fetched": class_name(type(default))}


@forms.dispatch_for(Computed)
def _of_computed(computed: Computed) -> Form:
    return {"computed": sql_form(computed.sqltext), "persisted": computed.persisted}


@forms.dispatch_for(Identity)
def _of_identity(identity: Identity) -> Form:
    flags = {"always": bool(identity.always), "on_null": bool(identity.on_null)}
    return {"identity": {**_sequence_options(identity), **{key: True for key, said in flags.items() if said}}}


@forms.dispatch_for(Sequence)
def _of_sequence(sequence: Sequence) -> Form:
    place = {"name": form(sequence.name), "schema": form(sequence.schema), "optional": sequence.optional}
    type_ = getattr(sequence, "data_type", None)
    return {"sequence": {**place, **_sequence_options(sequence), "type": form(type_)}}


def _sequence_options(options: Any) -> dict[str, Form]:
    return {name: form(said) for name in SEQUENCE_OPTIONS if (said := getattr(options, name, None)) is not None}


# ------------------------------------------------------------------------------------------------ schema items


@forms.dispatch_for(Column)
def _of_column(column: Column[Any]) -> Form:
    """Within an expression or a list of names a column of a table stands for its name."""
    return form(column.name) if column.table is not None else column_form(column)


def column_form(column: Column[Any], *, with_flags: bool = True, with_python_default: bool = True) -> Form:
    """Return the form of a column's definition.

    :param with_flags: ``primary_key``, ``unique``, ``index`` and foreign keys as the column itself says them; without
        where they come as constraints.
    :param with_python_default: what Python fills in counts.
    """
    said: dict[str, Any] = {
        "name": column.name,
        "type": column.type,
        "nullable": bool(column.nullable),
        "server_default": column.server_default,
        "comment": column.comment,
        "system": column.system or None,
        "autoincrement": None if column.autoincrement == "auto" else column.autoincrement,
        "options": dict(column.dialect_kwargs) or None,
    }
    if with_flags:
        said.update({flag: getattr(column, flag) or None for flag in ("primary_key", "unique", "index")})
        said["foreign_keys"] = in_order(column.foreign_keys) or None
        said["constraints"] = in_order(column.constraints) or None
    numbered_by_name = column.primary_key and isinstance(column.default, Sequence)
    if column.default is not None and (with_python_default or numbered_by_name):
        said["default"] = _python_default(column.default)
    return said_form(said)


def _python_default(default: Any) -> Any:
    if isinstance(default, Sequence):
        return default
    return inner_function(default.arg) if default.is_callable else default.arg


def inner_function(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return the function a user gave for a default, from under SQLAlchemy's wrapping of it."""
    wrapped: Callable[..., Any] = getattr(function, "__wrapped__", function)
    return wrapped


@forms.dispatch_for(ForeignKey)
def _of_foreign_key(key: ForeignKey) -> Form:
    options = {option: getattr(key, option) for option in ("name", *KEY_OPTIONS)}
    return said_form({"refers": key.target_fullname, **options, **key.dialect_kwargs})


@forms.dispatch_for(Constraint)
def _of_constraint(constraint: Any) -> Form:
    said: dict[str, Any] = {
        "kind": class_name(type(constraint)),
        "name": constraint.name if isinstance(constraint.name, str) else None,
        "comment": getattr(constraint, "comment", None),
        **{option: getattr(constraint, option, None) for option in KEY_OPTIONS},
        **dict(constraint.dialect_kwargs),
        **_what_it_says(constraint),
    }
    return said_form({key: value for key, value in said.items() if value not in (False, "")})


def _what_it_says(constraint: Any) -> dict[str, Any]:
    match constraint:
        case ForeignKeyConstraint():
            pairs = zip(constraint.column_keys, constraint.elements, strict=True)
            joined = [[_local_name(element, key), _target(element)] for key, element in pairs]
            return {"columns": joined, "use_alter": constraint.use_alter}
        case _ if is_exclude(constraint):
            elements = [[element, operator] for element, _, operator in constraint._render_exprs]
            return {
                "elements": elements,
                "where": constraint.where,
                "using": constraint.using,
                "ops": dict(constraint.ops) or None,
            }
        case CheckConstraint():
            return {"condition": {"sql": sql_form(constraint.sqltext)}}
        case ColumnCollectionConstraint():
            pending: Any = getattr(constraint, "_pending_colargs", ())
            columns = list(constraint.columns) or pending
            return {"columns": [column if isinstance(column, str) else column.name for column in columns]}
    return {}


def _local_name(key: ForeignKey, name: str) -> str:
    return name if key.parent is None else key.parent.name


def _target(key: ForeignKey) -> str:
    try:
        found = key.column
    except (SQLAlchemyError, AttributeError):
        return key.target_fullname
    return ".".join(part for part in (found.table.schema, found.table.name, found.name) if part)


@forms.dispatch_for(Index)
def _of_index(index: Index) -> Form:
    said = {"name": index.name if isinstance(index.name, str) else None, "unique": bool(index.unique)}
    return said_form({**said, "elements": list(index.expressions), **dict(index.dialect_kwargs)})


@forms.dispatch_for(Table)
def _of_table(table: Table) -> Form:
    """Constraints and indexes in any order: they are a table's, whoever said them first, a column or the table."""
    everywhere = [*table.constraints, *(each for column in table.columns for each in column.constraints)]
    constraints = [constraint for constraint in everywhere if _is_own(constraint)]
    return {
        "table": form(table.name),
        "schema": form(table.schema),
        "columns": [column_form(column, with_flags=False, with_python_default=False) for column in table.columns],
        "constraints": in_order(constraints),
        "indexes": in_order(table.indexes),
        "comment": table.comment,
        "prefixes": form(list(table._prefixes)),
        "options": form(dict(table.dialect_kwargs)),
    }


def _is_own(constraint: Any) -> bool:
    """Say whether a constraint stands for itself: a type's own comes with the type, an empty key is none."""
    if getattr(constraint, "_type_bound", False):
        return False
    return not (constraint.__visit_name__ == "primary_key_constraint" and not constraint.columns)


@forms.dispatch_for(TableClause)
def written_table(table: Any) -> Form:
    """Return the form of a table that rows are written into: names, types, and what Python fills in.

    :param table: of the models, or a lightweight one.
    """
    columns = [[column.name, form(column.type), _filled_in(column)] for column in table.columns]
    return {"table": form(table.name), "schema": form(getattr(table, "schema", None)), "columns": form(columns)}


def _filled_in(column: Any) -> Form:
    default = getattr(column, "default", None)
    return None if default is None else form(_python_default(default))
