"""Verbs that carry SQL, rows and names: execute, bulk_insert, inline_literal, f, missing_value.

They make operations and hand them on; the inline literal alone says how it is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import TableClause
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.base import Executable
from sqlalchemy.sql.elements import BindParameter, conv
from sqlalchemy.types import TypeEngine

from revgraph.ddl.rows import portions
from revgraph.operations import ops
from revgraph.operations.verbs.invoker import Invoker


class InlineLiteral(BindParameter[Any]):
    """A value that is written into the statement itself, also online.

    :param value: the value.
    :param type_: its type; None to go by the value.
    """

    inherit_cache = False  # the statement holds the value

    def __init__(self, value: Any, type_: TypeEngine[Any] | None) -> None:
        super().__init__(None, value, type_=type_)


@compiles(InlineLiteral)
def write_literal(element: InlineLiteral, compiler: Any, **kw: Any) -> str:
    """Return the value as SQL."""
    written: str = compiler.render_literal_bindparam(element)
    return written


class NameVerbs:
    """Mark names and values; nothing is carried out."""

    def f(self, name: str) -> conv:
        """Mark a name as final, so that no naming convention is applied to it.

        :param name: the name as the database has it.
        """
        return conv(name)

    def inline_literal(self, value: str | int, type_: TypeEngine[Any] | None = None) -> InlineLiteral:
        """Return a value for an SQL expression that is written as a literal, so that scripts can hold it.

        ::

            op.execute(account.update().where(account.c.name == op.inline_literal("a")).values(name="b"))

        :param value: a string, a number, or what ``type_`` can write.
        :param type_: its type; None to go by the value.
        """
        return InlineLiteral(value, type_)

    def missing_value(self, column: str) -> ops.MissingValue:
        """Stand for a value that a person has yet to write in its place.

        ::

            op.add_column(
                "account",
                sa.Column("email", sa.String(80), nullable=False),
                populate_default=op.missing_value("account.email"),
            )

        The migration stops there with words if the table has rows, and goes on if it has none.

        :param column: what the value is for, told in the error.
        """
        return ops.MissingValue(column)


class ExecuteVerbs(Invoker):
    """Run SQL."""

    def execute(self, sqltext: Executable | str, *, execution_options: dict[str, Any] | None = None) -> None:
        """Run a statement, or write it into the script.

        One statement in each call. In a plain string a colon within quotes is a colon; elsewhere ``:name`` is a
        parameter and ``\\\\:`` a colon. Values go in by ``text("... :name").bindparams(name=value)``. For results use
        ``op.get_bind().execute()``. Within a batch block it runs in its turn: what stands before it is carried out
        first.

        :param sqltext: text, or any executable construct of SQLAlchemy.
        :param execution_options: options for its execution.
        """
        self.invoke(ops.ExecuteSQLOp(sqltext, execution_options=execution_options))


class InsertVerbs(Invoker):
    """Insert rows."""

    def bulk_insert(
        self, table: TableClause, rows: list[dict[str, Any]] | Iterator[dict[str, Any]], *, multiinsert: bool = True
    ) -> None:
        """Insert rows into a table.

        Rows may have different keys, and SQL expressions among their values. What a column's type or Python-side
        default makes of a value is done as by SQLAlchemy.

        :param table: what ``create_table`` returned, or ``sqlalchemy.table("name", column("a", String), ...)``.
        :param rows: a list with one dictionary for each row, or an iterator of such: it is inserted in portions, as
            one operation for each, so that the rows need not be in memory all at once.
        :param multiinsert: hand many rows to the driver at once; False sends one by one.
        """
        if not isinstance(rows, Iterator):
            self.invoke(ops.BulkInsertOp(table, rows, multiinsert=multiinsert))
            return
        for portion in portions(rows):
            self.invoke(ops.BulkInsertOp(table, portion, multiinsert=multiinsert))
