"""Schema objects made from names, as others import them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
)
from sqlalchemy import schema as sa_schema
from sqlalchemy.types import NULLTYPE, TypeEngine

from revgraph.operations.ops.scratch import Scratch, referent

__all__ = ["SchemaObjects", "sa_schema"]


class SchemaObjects:
    """Make tables, indexes and constraints of made-up tables.

    :param migration_context: its models give naming conventions.
    """

    def __init__(self, migration_context: Any = None) -> None:
        self._scratch = Scratch(migration_context)

    def table(self, name: str, *columns: Any, **kw: Any) -> Table:
        """Return a table."""
        return self._scratch.table(name, *columns, **kw)

    def column(self, name: str, type_: TypeEngine[Any] | None = None, **kw: Any) -> Column[Any]:
        """Return a column."""
        return self._scratch.column(name, type_, **kw)

    def index(
        self, name: str | None, tablename: str | None, columns: Sequence[Any], schema: str | None = None, **kw: Any
    ) -> Index:
        """Return an index."""
        return self._scratch.index(name, str(tablename), columns, schema=schema, **kw)

    def primary_key_constraint(
        self, name: str | None, table_name: str, cols: Sequence[str], schema: str | None = None, **kw: Any
    ) -> PrimaryKeyConstraint:
        """Return a primary key."""
        return self._scratch.primary_key(name, table_name, cols, schema=schema, **kw)

    def unique_constraint(
        self, name: str | None, source: str, local_cols: Sequence[str], schema: str | None = None, **kw: Any
    ) -> UniqueConstraint:
        """Return a unique constraint."""
        return self._scratch.unique(name, source, local_cols, schema=schema, **kw)

    def check_constraint(
        self, name: str | None, source: str, condition: Any, schema: str | None = None, **kw: Any
    ) -> CheckConstraint:
        """Return a CHECK."""
        return self._scratch.check(name, source, condition, schema=schema, **kw)

    def foreign_key_constraint(
        self,
        name: str | None,
        source: str,
        referent: str,
        local_cols: Sequence[str],
        remote_cols: Sequence[str],
        **kw: Any,
    ) -> ForeignKeyConstraint:
        """Return a foreign key."""
        return self._scratch.foreign_key(name, source, referent, list(local_cols), list(remote_cols), **kw)

    def metadata(self) -> MetaData:
        """Return a MetaData with the naming conventions."""
        return self._scratch.metadata()

    def _ensure_table_for_fk(self, metadata: MetaData, fk: ForeignKey) -> None:
        """Make up in a MetaData the table and column a foreign key names, unless they are there."""
        if fk._table_column is not None:
            return
        schema, name, remote = referent(fk)
        table = Table(name, metadata, schema=schema, keep_existing=True)
        if remote not in table.c:
            table.append_column(Column(remote, NULLTYPE))
