"""List the named CHECK constraints that only one side has; they are not compared any further.

Yields no operations.
"""

from __future__ import annotations

from revgraph.autogenerate.compare.options import Options
from revgraph.autogenerate.snapshot import TableFacts, object_name


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
