"""The operation that lets a column of PostgreSQL count on behind the rows that are there.

It is drafted at both ends of a change of counters; each direction keeps the one at its end.
"""

from __future__ import annotations

from revgraph.ddl.sql_text import quoted_string
from revgraph.operations import ops


class CountOnOp(ops.ExecuteSQLOp):
    """Set the sequence of a column behind its greatest value; nothing if it has no sequence, or no rows.

    :param table_name: the table.
    :param column_name: the column.
    :param schema: schema of the table.
    :param at_end: whether it stands behind the change of counters; the other one is for the other direction.
    """

    def __init__(self, table_name: str, column_name: str, *, schema: str | None = None, at_end: bool) -> None:
        self.table_name = table_name
        self.column_name = column_name
        self.schema = schema
        self.at_end = at_end
        place = ".".join(_quoted(part) for part in (schema, table_name) if part is not None)
        column = _quoted(column_name)
        sequence = f"pg_get_serial_sequence({quoted_string(place)}, {quoted_string(column_name)})"
        super().__init__(f"SELECT setval({sequence}, max({column})) FROM {place} HAVING max({column}) IS NOT NULL")

    def reverse(self) -> CountOnOp:
        """Return the same at the other end."""
        return CountOnOp(self.table_name, self.column_name, schema=self.schema, at_end=not self.at_end)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
