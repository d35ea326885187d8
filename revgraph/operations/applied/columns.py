"""Whether columns are there, gone or altered as an operation says.

What a type or default looks like in a dialect is asked of its implementation.
"""

from __future__ import annotations

from enum import Enum
from typing import Any

from sqlalchemy import ARRAY, Column, Computed, Identity, Sequence, Table
from sqlalchemy import Enum as EnumType
from sqlalchemy.exc import CompileError
from sqlalchemy.types import NullType, TypeDecorator, TypeEngine, to_instance

from revgraph.operations import ops
from revgraph.operations.applied.constraints import all_present, wanted_constraints
from revgraph.operations.applied.indexes import index_applied
from revgraph.operations.applied.survey import Survey, probe_for
from revgraph.operations.ops.base import Applied
from revgraph.operations.ops.scratch import Scratch
from revgraph.operations.populate import comes_nullable


class Aspect(Enum):
    """How one aspect of a column stands to an alteration."""

    AFTER = "as after it"
    BEFORE = "as before it"
    SAME = "before and after are the same"
    OTHER = "as neither"


@probe_for(ops.AddColumnOp)
def add_column_applied(survey: Survey, operation: ops.AddColumnOp) -> Applied:
    """Yes if the column is there with its constraints and indexes; no if there is no such column."""
    table = survey.table(operation.table_name, operation.schema)
    there = survey.column(table, operation.column.name)
    if table is None or there is None:
        return Applied.NO if table is not None else Applied.UNKNOWN
    wanted = operation.to_table()
    same = same_column(survey, there, next(iter(wanted.columns)))
    same = same and all_present(survey, table, wanted_constraints(survey, wanted))
    same = same and all(index_applied(survey, table, index) is Applied.YES for index in wanted.indexes)
    return Applied.YES if same and _is_filled(operation, there) else Applied.UNKNOWN


def _is_filled(operation: ops.AddColumnOp, there: Column[Any]) -> bool:
    """Say whether rows have the value they were to get; a NOT NULL that comes after it tells."""
    asked = operation.populate_default
    if asked is None or (asked is True and operation.column.default is None):
        return True  # by the database
    return comes_nullable(operation.column) and not there.nullable


@probe_for(ops.DropColumnOp)
def drop_column_applied(survey: Survey, operation: ops.DropColumnOp) -> Applied:
    """Yes if the table is there without the column."""
    table = survey.table(operation.table_name, operation.schema)
    if table is None:
        return Applied.UNKNOWN
    return Applied.YES if survey.column(table, operation.column_name) is None else Applied.NO


@probe_for(ops.AlterColumnOp)
def alter_column_applied(survey: Survey, operation: ops.AlterColumnOp) -> Applied:
    """Yes if all that changes is as after it, no if all is as before."""
    table = survey.table(operation.table_name, operation.schema)
    if table is None:
        return Applied.UNKNOWN
    renamed = operation.modify_name is not None and not survey.same_name(operation.modify_name, operation.column_name)
    old = survey.column(table, operation.column_name)
    new = survey.column(table, str(operation.modify_name)) if renamed else None
    if (renamed and (old is None) == (new is None)) or (not renamed and old is None):
        return Applied.UNKNOWN
    there = new if new is not None else old
    assert there is not None
    aspects = _aspects(survey, operation, there)
    if renamed:
        aspects.append(Aspect.AFTER if new is not None else Aspect.BEFORE)
    return _verdict(aspects)


def _verdict(aspects: list[Aspect]) -> Applied:
    found = set(aspects) - {Aspect.SAME}
    if not found:
        return Applied.YES
    if len(found) > 1:
        return Applied.UNKNOWN
    return {Aspect.AFTER: Applied.YES, Aspect.BEFORE: Applied.NO}.get(found.pop(), Applied.UNKNOWN)


def _aspects(survey: Survey, operation: ops.AlterColumnOp, there: Column[Any]) -> list[Aspect]:
    found: list[Aspect] = []
    if operation.modify_type is not None:
        found.append(_type_aspect(survey, operation, there))
    if operation.modify_nullable is not None:
        after = there.nullable == operation.modify_nullable
        was = not operation.modify_nullable if operation.existing_nullable is None else operation.existing_nullable
        found.append(_aspect(after, there.nullable == was))
    if operation.modify_server_default is not False:
        found.append(_default_aspect(survey, operation, there))
    if operation.modify_comment is not False and survey.dialect.supports_comments:
        after = (there.comment or None) == (operation.modify_comment or None)
        found.append(_aspect(after, not after and operation.existing_comment in (None, there.comment)))
    counting = operation.kw.get("autoincrement")
    if counting is not None and survey.dialect.name in ("mysql", "mariadb"):
        counts = there.autoincrement is True
        found.append(_aspect(counts == counting, counts != counting))
    if operation.populate_default is not None and operation.modify_nullable is not False:
        found.append(Aspect.OTHER)  # which rows got their value does not show; where NOT NULL follows, that tells
    return found


def _aspect(is_after: bool, is_before: bool) -> Aspect:
    if is_after:
        return Aspect.SAME if is_before else Aspect.AFTER
    return Aspect.BEFORE if is_before else Aspect.OTHER


def _type_aspect(survey: Survey, operation: ops.AlterColumnOp, there: Column[Any]) -> Aspect:
    table = there.table
    name, schema = operation.table_name, operation.schema
    wanted = Scratch().table(name, Column(there.name, to_instance(operation.modify_type)), schema=schema)
    checks = [check for check in wanted_constraints(survey, wanted) if getattr(check, "_type_bound", False)]
    after = same_type(survey, there, next(iter(wanted.columns)))
    if after and not all_present(survey, table, checks):
        return Aspect.OTHER
    if operation.existing_type is None:
        is_before = not after and not isinstance(there.type, NullType)
    else:
        is_before = same_type(survey, there, Column(there.name, to_instance(operation.existing_type)))
    is_told = operation.existing_type is not None and not is_before
    if after and not is_told and operation.kw.get(f"{survey.dialect.name}_using") is not None:
        return Aspect.OTHER  # the type is the same before and after, and whether the values were changed does not show
    return _aspect(after, is_before)


def _default_aspect(survey: Survey, operation: ops.AlterColumnOp, there: Column[Any]) -> Aspect:
    after = same_default(survey, there, _with_default(there, operation.modify_server_default))
    if operation.existing_server_default is False:
        return _aspect(after, not after)
    return _aspect(after, same_default(survey, there, _with_default(there, operation.existing_server_default)))


def _with_default(there: Column[Any], default: Any) -> Column[Any]:
    if isinstance(default, (Computed, Identity)):
        return Column(there.name, there.type, default._copy())
    return Column(there.name, there.type, server_default=default)


# ------------------------------------------------------------------------------------------------ definitions


def same_column(survey: Survey, there: Column[Any], wanted: Column[Any]) -> bool:
    """Say whether a column is as wanted, as far as all of it can be told."""
    return (
        there.nullable == wanted.nullable
        and (not survey.dialect.supports_comments or (there.comment or None) == (wanted.comment or None))
        and same_type(survey, there, wanted)
        and same_default(survey, there, wanted)
        and _counts_alike(survey, there, wanted)
    )


def same_type(survey: Survey, there: Column[Any], wanted: Column[Any]) -> bool:
    """Say whether a column has the wanted type: collation, values of an enum and all."""
    if isinstance(there.type, NullType):
        return False
    impl = survey.impl
    try:
        if impl.compare_type(there, wanted):
            return False
        said = impl.type_shape(wanted.type.dialect_impl(survey.dialect)).properties
        known = impl.type_shape(there.type).properties
    except CompileError:
        return False
    if any(known.get(name) != value for name, value in said.items()):
        return False
    labels, wanted_labels = _labels(there.type, survey), _labels(wanted.type, survey)
    return labels is None or wanted_labels is None or labels == wanted_labels


def _labels(type_: TypeEngine[Any], survey: Survey) -> list[str] | None:
    """Return the values of an enum type, also of an array of it."""
    type_ = type_.dialect_impl(survey.dialect)
    while isinstance(type_, (TypeDecorator, ARRAY)):
        type_ = type_.item_type if isinstance(type_, ARRAY) else type_.impl_instance
    return list(type_.enums) if isinstance(type_, EnumType) and type_.native_enum else None


def same_default(survey: Survey, there: Column[Any], wanted: Column[Any]) -> bool:
    """Say whether a column has the wanted server default, computed expression or identity."""
    was, will = there.server_default, wanted.server_default
    if isinstance(was, Computed) or isinstance(will, Computed):
        return _same_computed(survey, was, will)
    if isinstance(was, Identity) or isinstance(will, Identity):
        if not survey.dialect.supports_identity_columns and was is None:
            return True
        both = isinstance(was, Identity) and isinstance(will, Identity)
        return both and not survey.impl.identity_changes(will, was)  # type: ignore[arg-type] # both are
    have, want = survey.impl.server_default_sql(was), survey.impl.server_default_sql(will)
    return have == want or not survey.impl.compare_server_default(there, wanted, want, have)


def _same_computed(survey: Survey, was: Any, will: Any) -> bool:
    if not isinstance(was, Computed) or not isinstance(will, Computed):
        return False
    have, want = (
        survey.impl.canonical_expression(survey.impl.render_ddl_sql_expr(computed.sqltext)) for computed in (was, will)
    )
    persisted = will.persisted is None or was.persisted is None or bool(was.persisted) == bool(will.persisted)
    return have == want and persisted


def _counts_alike(survey: Survey, there: Column[Any], wanted: Column[Any]) -> bool:
    """Say whether a column numbers its rows if it should, where the database tells."""
    if survey.dialect.name not in ("postgresql", "mysql", "mariadb"):
        return True
    table: Table | None = wanted.table
    counts = table is not None and table._autoincrement_column is wanted
    is_told = wanted.identity is not None or isinstance(wanted.default, Sequence)
    return is_told or counts == (there.autoincrement is True)
