"""Giving rows that are there already a value in one column: the verb of an implementation.

Where the value comes from is decided above; here it is SQL, made when it is needed and no sooner.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from sqlalchemy import Column, column, literal_column, table, update
from sqlalchemy.sql.elements import ColumnElement

from revgraph.ddl.output import Output

MakeValue = Callable[[], ColumnElement[Any]]
"""Returns the value as SQL; called once for each time a column is filled."""

SERVER_DEFAULT: Final[ColumnElement[Any]] = literal_column("DEFAULT")
"""The value that stands for "the column's default in the database"."""


class Filling:
    """The verb of an implementation that fills a column."""

    output: Output

    def fill_column(
        self,
        table_name: str,
        filled: Column[Any],
        make_value: MakeValue,
        *,
        schema: str | None = None,
        everywhere: bool = False,
    ) -> None:
        """Set a column of existing rows by one UPDATE.

        :param filled: the column; its name and type count.
        :param make_value: makes the value; ``SERVER_DEFAULT`` for the default the column has in the database.
        :param everywhere: set it in all rows, not only where it is NULL.
        """
        target = table(table_name, column(filled.name, filled.type), schema=schema)
        own = target.c[filled.name]
        statement = update(target).values({own: make_value()})
        self.output.change_rows(statement if everywhere else statement.where(own.is_(None)))
