"""Note comments of constraints that differ: SQLAlchemy's models can name them, and no operation changes them.

Only where the database has them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from revgraph.autogenerate.compare.options import Options
from revgraph.autogenerate.snapshot import TableFacts

KIND = "comments of constraints"


def note_constraint_comments(before: TableFacts, after: TableFacts, options: Options) -> None:
    """List the comments that differ as not compared.

    :param before: the table in the database.
    :param after: the table in the models.
    :param options: how to compare.
    """
    if not getattr(options.dialect, "supports_constraint_comments", False):
        return
    there = list(_constraints(before))
    for item, name, columns in _constraints(after):
        alike = [each for each in there if type(each[0]) is type(item) and (name or each[2]) in (each[1], columns)]
        if not alike:
            continue
        have, want = alike[0][0].comment or None, item.comment or None
        if have != want:
            place = f"{after.key}.{name or alike[0][1]}"
            remedy = "COMMENT ON CONSTRAINT in op.execute() changes it"
            options.not_sure(KIND, place, f"{have!r} in the database, {want!r} in the models: {remedy}")


def _constraints(table: TableFacts) -> Iterator[tuple[Any, str | None, tuple[str, ...]]]:
    """Yield the constraints of a table, each with its name and its columns."""
    key = table.primary_key
    if key.columns:
        yield key.item, key.name, key.columns
    keys: tuple[Any, ...] = (*table.uniques, *table.foreign_keys)
    for each in keys:
        yield each.item, each.name, each.columns
    for check in table.checks:
        yield check.item, check.name, (check.text,)
