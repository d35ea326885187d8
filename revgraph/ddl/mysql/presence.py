"""Whether a column, index or constraint is there, for MySQL itself: only MariaDB has IF [NOT] EXISTS for them.

A live connection is asked; a script asks the catalog by itself when it is run.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, cast

from sqlalchemy import Column, Connection, Index, PrimaryKeyConstraint, String, literal, text
from sqlalchemy.schema import Constraint

from revgraph.ddl.impl import DefaultImpl
from revgraph.ddl.output import ScriptOutput, StatementList

_QUERY = (
    "SELECT count(*) FROM information_schema.{} "
    "WHERE table_schema = coalesce(:schema, DATABASE()) AND table_name = :table AND {} = :name"
)
_QUERIES = {
    "column": _QUERY.format("columns", "column_name"),
    "index": _QUERY.format("statistics", "index_name"),
    "constraint": _QUERY.format("table_constraints", "constraint_name"),
}

_PARTS = re.compile(r"coalesce\(:schema, DATABASE\(\)\)|:table|:name")


def is_there(connection: Connection, kind: str, name: str, table_name: str, schema: str | None) -> bool:
    """Say whether a table has something of that name; read-only.

    :param kind: ``column``, ``index`` or ``constraint``.
    """
    values = {"schema": schema, "table": table_name, "name": name}
    return bool(connection.execute(text(_QUERIES[kind]), values).scalar())


class LooksFirst(DefaultImpl):
    """The verbs with ``if_exists`` and ``if_not_exists``: words on MariaDB, a look at the catalog on MySQL."""

    @property
    def is_mariadb(self) -> bool:
        """Whether the server is a MariaDB, as far as the dialect knows."""
        return bool(getattr(self.dialect, "is_mariadb", False))

    def looks_first(self, asked: bool | None) -> bool:
        """Say whether what is there must be looked up; a stand-in for a connection gets MariaDB's words instead."""
        return bool(asked) and not self.is_mariadb and (self.connection is not None or self.as_sql)

    def carry_out_if(
        self,
        kind: str,
        name: str,
        table_name: str,
        schema: str | None,
        carry_out: Callable[[], None],
        *,
        there: bool,
    ) -> None:
        """Do something to a table if it has, or has not, something of that name.

        :param kind: ``column``, ``index`` or ``constraint``.
        :param carry_out: does it.
        :param there: whether it must be there.
        """
        if self.connection is not None:
            if is_there(self.connection, kind, name, table_name, schema) == there:
                carry_out()
            return
        output = cast("ScriptOutput", self.output)
        written = StatementList(self.script_dialect(), terminator=self.command_terminator, non_finite=self.non_finite)
        self.output = written
        try:
            carry_out()
        finally:
            self.output = output
        place = "DATABASE()" if schema is None else self._quoted(schema)
        values = {
            "coalesce(:schema, DATABASE())": place,
            ":table": self._quoted(table_name),
            ":name": self._quoted(name),
        }
        asked = _PARTS.sub(lambda found: values[found.group()], _QUERIES[kind])
        output.statement(f"SET @revgraph_is_there = ({asked})")
        for statement in written.statements:
            for line in self._if_so(statement, there=there):
                output.statement(line)

    def _if_so(self, statement: str, *, there: bool) -> Iterator[str]:
        """Yield what runs a statement if the catalog said so: MySQL has no IF outside of a procedure."""
        words = [self._quoted(statement), self._quoted("DO 0")]
        chosen = ", ".join(words if there else reversed(words))
        yield f"SET @revgraph_statement = IF(@revgraph_is_there, {chosen})"
        yield "PREPARE revgraph_statement FROM @revgraph_statement"
        yield "EXECUTE revgraph_statement"
        yield "DEALLOCATE PREPARE revgraph_statement"

    def _quoted(self, words: str) -> str:
        return self.literal_sql(literal(words, String()))

    def drop_column(
        self,
        table_name: str,
        column: Column[Any],
        *,
        schema: str | None = None,
        if_exists: bool | None = None,
        **kw: Any,
    ) -> None:
        """Drop a column."""

        def carry_out(if_exists: bool | None = None) -> None:
            super(LooksFirst, self).drop_column(table_name, column, schema=schema, if_exists=if_exists, **kw)

        if self.looks_first(if_exists):
            self.carry_out_if("column", column.name, table_name, schema, carry_out, there=True)
        else:
            carry_out(if_exists)

    def add_constraint(self, const: Constraint, *, if_absent: bool | None = None, **kw: Any) -> None:
        """Add a constraint; a script that must look first does so in the catalog, on MariaDB, too."""
        add = partial(super().add_constraint, const, **kw)
        if if_absent and isinstance(const.name, str):
            self.with_constraint(const, add, there=False)
        else:
            add()

    def create_index(self, index: Index, *, if_not_exists: bool | None = None, **kw: Any) -> None:
        """Create an index."""

        def carry_out(if_not_exists: bool | None = None) -> None:
            super(LooksFirst, self).create_index(index, if_not_exists=if_not_exists, **kw)

        self._with_index(index, if_not_exists, carry_out, there=False)

    def drop_index(self, index: Index, *, if_exists: bool | None = None, **kw: Any) -> None:
        """Drop an index."""

        def carry_out(if_exists: bool | None = None) -> None:
            super(LooksFirst, self).drop_index(index, if_exists=if_exists, **kw)

        self._with_index(index, if_exists, carry_out, there=True)

    def _with_index(self, index: Index, asked: bool | None, carry_out: Callable[..., None], *, there: bool) -> None:
        if not self.looks_first(asked):
            carry_out(asked)
            return
        table: Any = index.table
        self.carry_out_if("index", str(index.name), table.name, table.schema, carry_out, there=there)

    def with_constraint(self, const: Constraint, carry_out: Callable[[], None], *, there: bool) -> None:
        """Do something to the table of a constraint if that is there, or is not, by its name."""
        name = "PRIMARY" if isinstance(const, PrimaryKeyConstraint) else str(const.name)
        self.carry_out_if("constraint", name, const.table.name, const.table.schema, carry_out, there=there)
