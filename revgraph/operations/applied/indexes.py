"""Whether indexes are there or gone as an operation says.

Whether two of the same name are the same is the dialect's to say.
"""

from __future__ import annotations

from sqlalchemy import Index, Table, UniqueConstraint

from revgraph.operations import ops
from revgraph.operations.applied.survey import Survey, either, probe_for
from revgraph.operations.ops.base import Applied


@probe_for(ops.CreateIndexOp)
def create_index_applied(survey: Survey, operation: ops.CreateIndexOp) -> Applied:
    """Yes if an index of the name is there, with all it consists of, and works; no if there is none."""
    table = survey.table(operation.table_name, operation.schema)
    if table is None:
        return Applied.NO
    return index_applied(survey, table, operation.to_index())


@probe_for(ops.DropIndexOp)
def drop_index_applied(survey: Survey, operation: ops.DropIndexOp) -> Applied:
    """Yes if no index of the name is there."""
    if operation.index_name is None:
        return Applied.UNKNOWN
    is_there = has_index(survey, operation, str(operation.index_name))
    if "indexes" in survey.unread:
        return Applied.UNKNOWN
    return Applied.NO if is_there else Applied.YES


@probe_for(ops.RenameIndexOp)
def rename_index_applied(survey: Survey, operation: ops.RenameIndexOp) -> Applied:
    """Yes if only the new name is there, no if only the old one is."""
    old, new = (has_index(survey, operation, name) for name in (operation.old_name, operation.new_name))
    return either(new and not old, old and not new)


def has_index(survey: Survey, operation: ops.DropIndexOp | ops.RenameIndexOp, name: str) -> bool:
    """Say whether an index of a name is there: on the table of the operation, or on any of its schema."""
    if operation.table_name is not None:
        tables = [str(operation.table_name)]
    else:
        tables = list(survey.inspector.get_table_names(schema=operation.schema))
    found = (survey.table(table, operation.schema) for table in tables)
    return any(table is not None and find_index(survey, table, name) is not None for table in found)


def find_index(survey: Survey, table: Table, name: str | None) -> Index | None:
    """Return an index of a table by its name; one that carries a constraint counts too, if the database lists it."""
    return next((index for index in table.indexes if survey.same_name(index.name, name)), None)


def index_applied(survey: Survey, table: Table, wanted: Index) -> Applied:
    """Say whether a table has an index."""
    if "indexes" in survey.unread:
        return Applied.UNKNOWN
    name = survey.name_of(wanted)
    there = find_index(survey, table, name)
    if there is None:
        taken = any(
            isinstance(c, UniqueConstraint) and survey.same_name(survey.name_of(c), name) for c in table.constraints
        )
        return Applied.UNKNOWN if taken or name is None else Applied.NO
    same = survey.impl.compare_indexes(wanted, there).is_equal and survey.is_usable(there, table)
    return Applied.YES if same else Applied.UNKNOWN
