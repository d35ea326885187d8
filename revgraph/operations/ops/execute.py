"""Operations that carry SQL or rows: execute, bulk_insert.

Values only; raw SQL is never guessed at: it can be neither reversed nor compared.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.sql.base import Executable
from sqlalchemy.sql.expression import TableClause

from revgraph.ddl.sql_text import statement_text
from revgraph.errors import OperationError
from revgraph.operations.ops.base import MigrateOperation
from revgraph.operations.ops.forms import rows_digest
from revgraph.operations.ops.schema_forms import written_table


class ExecuteSQLOp(MigrateOperation):
    """Run one SQL statement.

    :param sqltext: text, or any executable construct.
    :param execution_options: options for its execution.
    """

    def __init__(self, sqltext: Executable | str, *, execution_options: dict[str, Any] | None = None) -> None:
        self.sqltext = sqltext
        self.execution_options = execution_options

    def effect(self) -> Mapping[str, Any]:
        """Return the SQL and how it is executed."""
        statement = statement_text(self.sqltext) if isinstance(self.sqltext, str) else self.sqltext
        return {"sqltext": statement, "execution_options": self.execution_options or None}

    def to_diff_tuple(self) -> tuple[str, Executable | str]:
        """Return ``("execute", sqltext)``."""
        return ("execute", self.sqltext)


class BulkInsertOp(MigrateOperation):
    """Insert rows into a table.

    :param table: a table with the columns that are written.
    :param rows: one dictionary for each row.
    :param multiinsert: hand all rows to the driver at once; False runs one statement for each row, which rows that
        hold SQL expressions need.
    """

    def __init__(self, table: TableClause, rows: list[dict[str, Any]], *, multiinsert: bool = True) -> None:
        self.table = table
        self.rows = rows
        self.multiinsert = multiinsert

    def effect(self) -> Mapping[str, Any]:
        """Return the rows and where they go."""
        return {"table": written_table(self.table), "rows": rows_digest(self.rows), "multiinsert": self.multiinsert}

    def to_diff_tuple(self) -> tuple[str, TableClause, list[dict[str, Any]]]:
        """Return ``("bulk_insert", table, rows)``."""
        return ("bulk_insert", self.table, self.rows)

    def reverse(self) -> MigrateOperation:
        """Refuse: which rows were there before is not known.

        :raises OperationError: always.
        """
        raise OperationError(
            f"bulk_insert into {self.table.name!r} can't be reversed: rows that were there before are not known; "
            "write a DELETE in downgrade() by hand"
        )
