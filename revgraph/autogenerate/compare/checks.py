"""List the named CHECK constraints that only one side has; they are not compared any further.

Yields operations only on CHECKs that come and go with the type of a column.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from revgraph.autogenerate.compare.options import Options
from revgraph.autogenerate.snapshot import TableFacts, is_type_bound
from revgraph.ddl.names import object_name
from revgraph.operations import ops


def make_way(
    changes: Iterable[ops.MigrateOperation], before: TableFacts, after: TableFacts, options: Options
) -> Iterator[ops.MigrateOperation]:
    """Yield the drops of CHECKs that a column's new type brings along under the name they have.

    :param changes: the operations on the table's columns.
    :param before: the table in the database.
    :param after: the table in the models.
    :param options: how to compare.
    """
    retyped = {op.column_name for op in changes if isinstance(op, ops.AlterColumnOp) and op.modify_type is not None}
    coming = {
        object_name(constraint, options.dialect)
        for constraint in after.item.constraints
        if is_type_bound(constraint) and retyped & {column.name for column in getattr(constraint, "columns", ())}
    }
    for check in before.checks:
        if check.name is not None and check.name in coming:
            yield ops.DropConstraintOp.from_constraint(check.item)


def note_checks(before: TableFacts, after: TableFacts, options: Options) -> None:
    """Say which CHECK constraints differ by name between a table of the database and of the models.

    :param before: the table in the database.
    :param after: the table in the models.
    :param options: how to compare.
    """
    if "check constraints" in options.unread:
        return
    bound = {object_name(constraint, options.dialect) for constraint in after.item.constraints}
    there = {check.name for check in before.checks if check.name}
    wanted = {check.name for check in after.checks if check.name}
    if wanted - there:
        reason = f"the database lacks {', '.join(sorted(wanted - there))}"
        options.not_sure("check constraints", str(after.key), reason)
    if there - wanted - bound:
        reason = f"the models lack {', '.join(sorted(name for name in there - wanted - bound if name))}"
        options.not_sure("check constraints", str(after.key), reason)
