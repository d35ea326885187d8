"""CHECKs that have names and stand in the definition of a column, which MariaDB takes at the table only.

Knows no statements and no connection.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from sqlalchemy import CheckConstraint, Column, Table


@contextmanager
def taken_out(column: Column[Any]) -> Iterator[list[CheckConstraint]]:
    """Take the named CHECKs out of a column's definition while the block runs.

    :param column: has them again afterwards.
    :return: the CHECKs in their order.
    """
    named: list[Any] = [check for check in column.constraints if check.name is not None]
    column.constraints.difference_update(named)
    try:
        yield sorted(named, key=lambda check: check._creation_order)
    finally:
        column.constraints.update(named)


@contextmanager
def moved_to_table(table: Table) -> Iterator[None]:
    """Make the named CHECKs of a table's columns the table's while the block runs.

    :param table: is as before afterwards.
    """
    with ExitStack() as stack:
        found = [check for column in table.columns for check in stack.enter_context(taken_out(column))]
        moved = {CheckConstraint(check.sqltext, name=check.name, table=table) for check in found}
        try:
            yield
        finally:
            table.constraints.difference_update(moved)
