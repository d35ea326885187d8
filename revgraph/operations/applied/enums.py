"""Whether enum types and their values are there or gone as an operation says.

Where there are no such types, nothing is to be done: that counts as applied.
"""

from __future__ import annotations

from collections.abc import Callable

from revgraph.ddl.enum_users import enum_type
from revgraph.operations import ops
from revgraph.operations.applied.survey import Survey, either, probe_for
from revgraph.operations.ops.base import Applied

WITHOUT = ("sqlite", "mysql", "mariadb", "mssql", "oracle")


def _judged(survey: Survey, operation: ops.EnumOp, judge: Callable[[tuple[str, ...] | None], Applied]) -> Applied:
    """Return what a function says of the values of the type, None if there is no type."""
    if survey.dialect.name in WITHOUT:
        return Applied.YES
    if survey.dialect.name != "postgresql":
        return Applied.UNKNOWN
    found = enum_type(survey.connection, operation.schema, operation.name)
    return judge(None if found is None else found.labels)


@probe_for(ops.CreateEnumOp)
def create_enum_applied(survey: Survey, operation: ops.CreateEnumOp) -> Applied:
    """Yes if the type is there with these values; no if there is none."""
    return _judged(survey, operation, lambda labels: either(labels == operation.values, labels is None))


@probe_for(ops.DropEnumOp)
def drop_enum_applied(survey: Survey, operation: ops.DropEnumOp) -> Applied:
    """Yes if the type is gone."""
    return _judged(survey, operation, lambda labels: either(labels is None, labels is not None))


@probe_for(ops.AddEnumValueOp)
def add_enum_value_applied(survey: Survey, operation: ops.AddEnumValueOp) -> Applied:
    """Yes if the value stands in its place; no if the type is there without it."""

    def judge(labels: tuple[str, ...] | None) -> Applied:
        if labels is None:
            return Applied.UNKNOWN
        if operation.value not in labels:
            return Applied.NO
        at = labels.index(operation.value)
        before, after = ("", *labels)[at], (*labels, "")[at + 1]
        if operation.before is not None:
            return Applied.YES if (after, at + 1 < len(labels)) == (operation.before, True) else Applied.UNKNOWN
        if operation.after is not None:
            return Applied.YES if (before, at > 0) == (operation.after, True) else Applied.UNKNOWN
        return Applied.YES if at == len(labels) - 1 else Applied.UNKNOWN

    return _judged(survey, operation, judge)


@probe_for(ops.RenameEnumValueOp)
def rename_enum_value_applied(survey: Survey, operation: ops.RenameEnumValueOp) -> Applied:
    """Yes if there is the new value and not the old one."""

    def judge(labels: tuple[str, ...] | None) -> Applied:
        there = labels or ()
        return either(
            operation.new in there and operation.old not in there, operation.old in there and operation.new not in there
        )

    return _judged(survey, operation, judge)


@probe_for(ops.AlterEnumOp)
def alter_enum_applied(survey: Survey, operation: ops.AlterEnumOp) -> Applied:
    """Yes if the type has the new values; no if it has the old ones."""
    return _judged(
        survey,
        operation,
        lambda labels: either(labels == operation.new_values, labels == operation.old_values),
    )
