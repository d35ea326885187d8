"""The shapes on both sides of an operation: what it acts on, and what surrounds it.

A target is a dialect's implementation, a rebuild, or a recorder that only notes the calls. Knows no operation.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

from sqlalchemy import Column, Connection, Constraint, Dialect, Index, Table

from revgraph.ddl.filling import MakeValue
from revgraph.ddl.impl import DefaultImpl

Call = tuple[str, tuple[Any, ...], dict[str, Any]]
"""One call of a target: verb, arguments, keyword arguments."""


class Surroundings(Protocol):
    """The migration context, as far as the carrying out of operations needs it."""

    @property
    def impl(self) -> DefaultImpl:
        """Return the dialect's implementation."""
        ...

    @property
    def dialect(self) -> Dialect:
        """Return SQLAlchemy's dialect."""
        ...

    @property
    def opts(self) -> Mapping[str, Any]:
        """Return the options of the context."""
        ...

    @property
    def connection(self) -> Connection | None:
        """Return the live connection, or None while a script is written."""
        ...

    def autocommit_block(self) -> AbstractContextManager[None]:
        """Return a block outside of any transaction."""
        ...


class TableTarget(Protocol):
    """What changes an existing table: the verbs of a dialect's implementation that do so."""

    def add_column(self, table_name: str, column: Column[Any], *, schema: str | None = None, **kw: Any) -> None:
        """Add a column."""
        ...

    def constraints_added_inline(
        self, column: Column[Any], *, inline_references: bool | None = None
    ) -> Sequence[Constraint]:
        """Return the constraints of the column's table that :meth:`add_column` adds by itself."""
        ...

    def alter_column(self, table_name: str, column_name: str, **kw: Any) -> None:
        """Alter a column."""
        ...

    def drop_column(self, table_name: str, column: Column[Any], *, schema: str | None = None, **kw: Any) -> None:
        """Drop a column."""
        ...

    def add_constraint(self, const: Constraint, **kw: Any) -> None:
        """Add a constraint."""
        ...

    def drop_constraint(self, const: Constraint, **kw: Any) -> None:
        """Drop a constraint."""
        ...

    def rename_constraint(self, table_name: str, old_name: str, new_name: str, **kw: Any) -> None:
        """Rename a constraint."""
        ...

    def validate_constraint(self, table_name: str, constraint_name: str, **kw: Any) -> None:
        """Validate a constraint."""
        ...

    def create_index(self, index: Index, **kw: Any) -> None:
        """Create an index."""
        ...

    def rename_index(self, old_name: str, new_name: str, **kw: Any) -> None:
        """Rename an index."""
        ...

    def fill_column(self, table_name: str, filled: Column[Any], make_value: MakeValue, **kw: Any) -> None:
        """Give existing rows a value in a column."""
        ...

    def drop_index(self, index: Index, **kw: Any) -> None:
        """Drop an index."""
        ...

    def create_table_comment(self, table: Table) -> None:
        """Set the comment of the table."""
        ...

    def drop_table_comment(self, table: Table) -> None:
        """Remove the comment of the table."""
        ...

    def create_column_comment(self, column: Column[Any]) -> None:
        """Set the comment of a column."""
        ...


class Recorder:
    """A target that changes nothing and notes every call, for dialects that decide by them.

    :param impl: the implementation that would be called.
    """

    def __init__(self, impl: DefaultImpl) -> None:
        self._impl = impl
        self.batch: list[Call] = []

    def _note(self, verb: str, *args: Any, **kw: Any) -> None:
        self.batch.append((verb, args, kw))

    def add_column(self, table_name: str, column: Column[Any], *, schema: str | None = None, **kw: Any) -> None:
        """Note the call."""
        self._note("add_column", table_name, column, schema=schema, **kw)

    def constraints_added_inline(
        self, column: Column[Any], *, inline_references: bool | None = None
    ) -> Sequence[Constraint]:
        """Return what the dialect's implementation adds inline."""
        return self._impl.constraints_added_inline(column, inline_references=inline_references)

    def alter_column(self, table_name: str, column_name: str, **kw: Any) -> None:
        """Note the call."""
        self._note("alter_column", table_name, column_name, **kw)

    def drop_column(self, table_name: str, column: Column[Any], *, schema: str | None = None, **kw: Any) -> None:
        """Note the call."""
        self._note("drop_column", table_name, column, schema=schema, **kw)

    def add_constraint(self, const: Constraint, **kw: Any) -> None:
        """Note the call."""
        self._note("add_constraint", const, **kw)

    def drop_constraint(self, const: Constraint, **kw: Any) -> None:
        """Note the call."""
        self._note("drop_constraint", const, **kw)

    def rename_constraint(self, table_name: str, old_name: str, new_name: str, **kw: Any) -> None:
        """Note the call."""
        self._note("rename_constraint", table_name, old_name, new_name, **kw)

    def validate_constraint(self, table_name: str, constraint_name: str, **kw: Any) -> None:
        """Note the call."""
        self._note("validate_constraint", table_name, constraint_name, **kw)

    def rename_index(self, old_name: str, new_name: str, **kw: Any) -> None:
        """Note the call."""
        self._note("rename_index", old_name, new_name, **kw)

    def fill_column(self, table_name: str, filled: Column[Any], make_value: MakeValue, **kw: Any) -> None:
        """Note the call; no value is made."""
        self._note("fill_column", table_name, filled, make_value, **kw)

    def create_index(self, index: Index, **kw: Any) -> None:
        """Note the call."""
        self._note("create_index", index, **kw)

    def drop_index(self, index: Index, **kw: Any) -> None:
        """Note the call."""
        self._note("drop_index", index, **kw)

    def create_table_comment(self, table: Table) -> None:
        """Note the call."""
        self._note("create_table_comment", table)

    def drop_table_comment(self, table: Table) -> None:
        """Note the call."""
        self._note("drop_table_comment", table)

    def create_column_comment(self, column: Column[Any]) -> None:
        """Note the call."""
        self._note("create_column_comment", column)
