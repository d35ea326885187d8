"""The SQL expressions that DDL is made of, looked into before it is written.

Knows SQLAlchemy's schema items; changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import CheckConstraint, Column, Index, Table
from sqlalchemy.schema import ExecutableDDLElement
from sqlalchemy.sql.elements import BindParameter, ClauseElement
from sqlalchemy.sql.visitors import iterate

from revgraph.errors import OperationError


def expect_no_parameters(item: Any) -> None:
    """Refuse DDL in which a colon of a text would be taken for a parameter, and NULL be written in its place.

    :param item: a DDL element, or a column, constraint, index or table.
    :raises OperationError: naming it, and the text.
    """
    for expression in _expressions_of(item):
        missing = [bound.key for bound in iterate(expression) if isinstance(bound, BindParameter) and bound.required]
        if missing:
            raise OperationError(
                f"SQLAlchemy takes :{missing[0]} for a parameter, and would write NULL for it, in: {expression}\n"
                r"A colon that starts no parameter is written \: in text(...) and in conditions"
            )


def _expressions_of(item: Any) -> Iterator[ClauseElement]:
    """Yield defaults, conditions, and what is computed or indexed; nothing of what is to be dropped."""
    if not isinstance(item, ExecutableDDLElement):
        yield from _within(item)
    elif not type(item).__name__.startswith("Drop"):
        for name in ("element", "column", "default"):
            yield from _within(getattr(item, name, None))


def _within(item: Any) -> Iterator[ClauseElement]:
    parts: tuple[Any, ...] = ()
    if isinstance(item, Table):
        parts = (*item.columns, *item.constraints)
    elif isinstance(item, Column):
        parts = (item.server_default, *item.constraints)
    elif isinstance(item, Index):
        parts = (*item.expressions, *item.dialect_kwargs.values())
    elif isinstance(item, CheckConstraint) or hasattr(item, "sqltext"):  # Computed, too
        parts = (item.sqltext,)
    elif isinstance(item, ClauseElement):
        yield item
    elif hasattr(item, "arg"):  # a default
        parts = (item.arg,)
    for part in parts:
        yield from _within(part)
