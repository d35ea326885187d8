"""CHECK constraints compared by their names alone, where ``autogenerate_plugins`` asks for Alembic's way.

What they say is only compared by an implementation that has its own ``compare_check_constraint``.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import CheckConstraint, Table

from revgraph.autogenerate.context import AutogenContext
from revgraph.ddl.names import object_name
from revgraph.operations import ops
from revgraph.operations.ops.scratch import column_checks

KIND = "check_constraint"


def compare_by_name(
    context: AutogenContext,
    changes: ops.ModifyTableOps,
    schema: str | None,
    name: str,
    there: Table | None,
    wanted: Table | None,
) -> None:
    """Add the operations on the CHECKs of a table that are in one place only.

    Nothing is done where revgraph's own comparison is chosen, too: it finds these and more.

    :param context: the database and what of it is left out.
    :param changes: takes the operations.
    :param schema: schema of the table.
    :param name: its name.
    :param there: the table in the database.
    :param wanted: the table of the models.
    """
    if there is None or wanted is None or "checks" in context.built_in:
        return
    try:
        context.inspector.get_check_constraints(there.name, schema=schema)
    except NotImplementedError:  # the dialect can't tell
        return
    added = {op.column.name for op in changes.ops if isinstance(op, ops.AddColumnOp)}
    before, after = (dict(_by_name(table, context)) for table in (there, wanted))
    impl = context.migration_context.impl
    for key, check in after.items():
        old = before.pop(key, None)
        if getattr(check, "_type_bound", False) and added & {column.name for column in check.columns}:
            continue
        if not context.run_object_filters(check, key, KIND, False, old):
            continue
        if old is not None:
            if not impl.compare_check_constraint(check, old).is_different:
                continue
            changes.ops.append(ops.DropConstraintOp.from_constraint(old))
        changes.ops.append(ops.AddConstraintOp.from_constraint(check))
    for key, old in before.items():
        if context.run_object_filters(old, key, KIND, True, None):
            changes.ops.append(ops.DropConstraintOp.from_constraint(old))


def _by_name(table: Table, context: AutogenContext) -> Iterator[tuple[str, CheckConstraint]]:
    compiler = context.dialect.ddl_compiler(context.dialect, None)  # type: ignore[arg-type]  # as SQLAlchemy does
    found = [each for each in table.constraints if isinstance(each, CheckConstraint)]
    found += [check for column in table.columns for check in column_checks(column)]
    for check in found:
        name = object_name(check, context.dialect)
        rule = getattr(check, "_create_rule", None)
        if name is not None and (rule is None or rule(compiler)):
            yield name, check
