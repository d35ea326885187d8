"""Constraints that are what the models want but for their name.

Only where both names are known: a name that the database or the models leave open makes no difference.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Constraint

from revgraph.autogenerate.compare.options import Options
from revgraph.operations import ops


def has_other_name(have: str | None, want: str | None, options: Options) -> bool:
    """Say whether the models give a constraint another name than it has.

    :param have: its name in the database.
    :param want: its name in the models.
    :param options: how to compare.
    """
    if want is None or have == want:
        return False
    # SQLite keeps none for those without; elsewhere that means that it is not told
    return have is not None or options.dialect.name == "sqlite"


def renamed(
    before: Constraint, after: Constraint, names: tuple[str | None, str | None], schema: str | None, options: Options
) -> Iterator[ops.MigrateOperation]:
    """Yield the operations that give a constraint its other name.

    :param before: the one in the database.
    :param after: the one in the models.
    :param names: its name and the other one.
    :param schema: of the table.
    :param options: how to compare.
    """
    have, want = names
    drop = ops.DropConstraintOp.from_constraint(before)
    table = str(after.table.name)
    if have is not None and options.dialect.name in ("postgresql", "sqlite") and not options.is_plain:
        yield ops.RenameConstraintOp(table, have, str(want), type_=drop.constraint_type, schema=schema)
        return
    drop.schema = schema
    yield drop
    yield ops.AddConstraintOp.from_constraint(after)
