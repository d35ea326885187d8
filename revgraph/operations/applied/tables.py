"""Whether tables and their comments are there, gone or renamed as an operation says."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Table, UniqueConstraint

from revgraph.operations import ops
from revgraph.operations.applied.columns import same_column
from revgraph.operations.applied.constraints import all_present, constraints_of, wanted_constraints
from revgraph.operations.applied.indexes import index_applied
from revgraph.operations.applied.survey import Survey, either, probe_for
from revgraph.operations.ops.base import Applied


@probe_for(ops.CreateTableOp)
def create_table_applied(survey: Survey, operation: ops.CreateTableOp) -> Applied:
    """Yes if the table is there as it would be made, and nothing else hangs on it."""
    there = survey.table(operation.table_name, operation.schema)
    if there is None:
        return Applied.NO
    wanted = operation.to_table()
    same = (
        _same_columns(survey, there, wanted)
        and _same_constraints(survey, there, wanted)
        and _same_indexes(survey, there, wanted)
        and _same_options(survey, there, wanted)
    )
    return Applied.YES if same else Applied.UNKNOWN


@probe_for(ops.DropTableOp)
def drop_table_applied(survey: Survey, operation: ops.DropTableOp) -> Applied:
    """Yes if there is no such table."""
    return Applied.NO if survey.has_table(operation.table_name, operation.schema) else Applied.YES


@probe_for(ops.RenameTableOp)
def rename_table_applied(survey: Survey, operation: ops.RenameTableOp) -> Applied:
    """Yes if only the new name is there, no if only the old one is."""
    old = survey.has_table(operation.table_name, operation.schema)
    new = survey.has_table(operation.new_table_name, operation.schema_after)
    return either(new and not old, old and not new)


@probe_for(ops.CreateTableCommentOp)
def create_comment_applied(survey: Survey, operation: ops.CreateTableCommentOp) -> Applied:
    """Yes if the comment is there, no if the one before still is."""
    return _comment_applied(survey, operation, operation.comment)


@probe_for(ops.DropTableCommentOp)
def drop_comment_applied(survey: Survey, operation: ops.DropTableCommentOp) -> Applied:
    """Yes if there is no comment, no if the one before still is."""
    return _comment_applied(survey, operation, None)


def _comment_applied(survey: Survey, operation: Any, wanted: str | None) -> Applied:
    if not survey.dialect.supports_comments:
        return Applied.YES
    there = survey.table(operation.table_name, operation.schema)
    if there is None or "table_comment" in survey.unread:
        return Applied.UNKNOWN
    if (there.comment or None) == (wanted or None):
        return Applied.YES
    before = operation.existing_comment
    is_before = (there.comment or None) == (before or None) or (before is None and wanted is None)
    return Applied.NO if is_before else Applied.UNKNOWN


def _same_columns(survey: Survey, there: Table, wanted: Table) -> bool:
    names, wanted_columns = [column.name for column in there.columns], [c for c in wanted.columns if not c.system]
    if len(names) != len(wanted_columns):
        return False
    return all(
        survey.same_name(name, column.name) and same_column(survey, there.columns[name], column)
        for name, column in zip(names, wanted_columns, strict=True)
    )


def _same_constraints(survey: Survey, there: Table, wanted: Table) -> bool:
    """Compare all constraints: those wanted must be there, and no others."""
    constraints = wanted_constraints(survey, wanted)
    if bool(there.primary_key.columns) != bool(wanted.primary_key.columns):
        return False
    for kind in (UniqueConstraint, ForeignKeyConstraint, CheckConstraint):
        mine = [item for item in constraints if isinstance(item, kind)]
        if len(_own(survey, constraints_of(survey, there, kind, mine))) > len(_own(survey, mine)):
            return False
    return all_present(survey, there, constraints)


def _own(survey: Survey, constraints: Iterable[Any]) -> list[Any]:
    """Return constraints without the CHECK that MariaDB gives a JSON column by itself."""
    return [item for item in constraints if not _is_json_check(survey, item)]


def _is_json_check(survey: Survey, constraint: Any) -> bool:
    if survey.dialect.name not in ("mysql", "mariadb") or not isinstance(constraint, CheckConstraint):
        return False
    return str(constraint.sqltext).lower().replace(" ", "").startswith("json_valid(`")


def _same_indexes(survey: Survey, there: Table, wanted: Table) -> bool:
    uniques = {item for item in there.constraints if isinstance(item, UniqueConstraint)}
    mine = {item for item in wanted.constraints if isinstance(item, UniqueConstraint)}
    indexes = set(there.indexes)
    survey.impl.correct_for_autogen_constraints(uniques, indexes, mine, set(wanted.indexes))
    if len(indexes) != len(wanted.indexes):
        return False
    return all(index_applied(survey, there, index) is Applied.YES for index in wanted.indexes)


def _same_options(survey: Survey, there: Table, wanted: Table) -> bool:
    """Compare comment and options; what the database does not tell can't be called the same."""
    if wanted._prefixes:
        return False
    if survey.dialect.supports_comments and (there.comment or None) != (wanted.comment or None):
        return False
    start = f"{survey.dialect.name}_"
    own = {name.lower(): value for name, value in wanted.dialect_kwargs.items() if name.startswith(start) and value}
    if not own:
        return True
    told = survey.options(there.name, there.schema)
    return all(str(told.get(name)).lower() == str(value).lower() for name, value in own.items())
