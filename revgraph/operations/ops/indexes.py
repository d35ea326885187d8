"""Operations on indexes: create, drop, rename.

Values only: no database, no SQL.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Index
from sqlalchemy.sql.elements import ColumnElement, TextClause, conv, quoted_name

from revgraph.errors import OperationError
from revgraph.operations.ops.base import ConstraintName, MigrateOperation, SchemaContext
from revgraph.operations.ops.scratch import Scratch, constraint_name, dialect_options


class CreateIndexOp(MigrateOperation):
    """Create an index.

    :param index_name: its name; None lets the naming convention choose.
    :param table_name: the table.
    :param columns: column names and expressions.
    :param schema: schema of the table.
    :param unique: refuse equal keys.
    :param if_not_exists: do nothing if an index of that name exists.
    :param kw: other arguments of :class:`sqlalchemy.Index`, above all options of a dialect.
    """

    def __init__(
        self,
        index_name: str | None,
        table_name: str,
        columns: Sequence[str | TextClause | ColumnElement[Any]],
        *,
        schema: str | None = None,
        unique: bool = False,
        if_not_exists: bool | None = None,
        **kw: Any,
    ) -> None:
        self.index_name = index_name
        self.table_name = table_name
        self.columns = columns
        self.schema = schema
        self.unique = unique
        self.if_not_exists = if_not_exists
        self.kw = kw
        self._drop_said: Mapping[str, Any] = {}

    @classmethod
    def from_index(cls, index: Index) -> CreateIndexOp:
        """Return the operation that creates an index of a Table, with all its options."""
        table = index.table
        if table is None:
            raise OperationError(f"index {index.name!r} belongs to no table")
        info: dict[str, Any] = {"info": dict(index.info)} if index.info else {}
        return cls(
            constraint_name(index),
            table.name,
            list(index.expressions),
            schema=table.schema,
            unique=bool(index.unique),
            **info,
            **dialect_options(index),
        )

    def to_index(self, migration_context: SchemaContext | None = None) -> Index:
        """Return the index, of a made-up table."""
        return Scratch(migration_context).index(
            self.index_name, self.table_name, self.columns, schema=self.schema, unique=self.unique, **self.kw
        )

    def effect(self) -> Mapping[str, Any]:
        """Return the index, with the name it gets."""
        return {**super().effect(), "index_name": self._given_name()}

    def _given_name(self) -> ConstraintName:
        return self.index_name if self.index_name is not None else constraint_name(self.to_index())

    def to_diff_tuple(self) -> tuple[str, Index]:
        """Return ``("add_index", index)``."""
        return ("add_index", self.to_index())

    def reverse(self) -> DropIndexOp:
        """Return the operation that drops the index, and knows it well enough to be reversed again."""
        return DropIndexOp(
            self._given_name(),
            self.table_name,
            schema=self.schema,
            if_exists=True if self.if_not_exists else None,
            _reverse=self,
            **{**self.kw, **self._drop_said},
        )


class DropIndexOp(MigrateOperation):
    """Drop an index.

    :param index_name: its name.
    :param table_name: its table; some databases can't do without.
    :param schema: schema of the table.
    :param if_exists: do nothing if there is no such index.
    :param _reverse: the operation that brings it back, if known.
    :param kw: options of a dialect.
    """

    def __init__(
        self,
        index_name: quoted_name | str | conv | None,
        table_name: str | None = None,
        *,
        schema: str | None = None,
        if_exists: bool | None = None,
        _reverse: CreateIndexOp | None = None,
        **kw: Any,
    ) -> None:
        self.index_name = index_name
        self.table_name = table_name
        self.schema = schema
        self.if_exists = if_exists
        self.kw = kw
        self._reverse = _reverse

    @classmethod
    def from_index(cls, index: Index) -> DropIndexOp:
        """Return the operation that drops an index of a Table, able to bring it back whole."""
        return CreateIndexOp.from_index(index).reverse()

    def to_index(self, migration_context: SchemaContext | None = None) -> Index:
        """Return the dropped index; one on a made-up column if only its name is known."""
        columns: Sequence[Any] = ["x"] if self._reverse is None else self._reverse.columns
        # operations of plug-ins say among their options whether it is unique
        options = {"unique": self._reverse is not None and self._reverse.unique, **self.kw}
        return Scratch(migration_context).index(
            self.index_name, self.table_name or "no_table", columns, schema=self.schema, **options
        )

    def to_diff_tuple(self) -> tuple[str, Index]:
        """Return ``("remove_index", index)``."""
        return ("remove_index", self.to_index())

    def reverse(self) -> CreateIndexOp:
        """Return the operation that creates the index as it was.

        :raises OperationError: if only its name is known.
        """
        if self._reverse is None:
            raise OperationError(
                f"{self!r} can't be reversed: the index is known by name only; "
                "write its create_index() in downgrade() by hand"
            )
        created = CreateIndexOp(
            self.index_name,
            self.table_name or self._reverse.table_name,
            self._reverse.columns,
            schema=self.schema,
            if_not_exists=True if self.if_exists else self._reverse.if_not_exists,
            **{"unique": self._reverse.unique, **self._reverse.kw, **self.kw},
        )
        created._drop_said = self.kw
        return created


class RenameIndexOp(MigrateOperation):
    """Give an index another name.

    :param old_name: its name before.
    :param new_name: its name after.
    :param table_name: its table; MySQL, MariaDB and SQL Server can't do without.
    :param schema: schema of the table.
    """

    def __init__(
        self, old_name: str, new_name: str, table_name: str | None = None, *, schema: str | None = None
    ) -> None:
        self.old_name = old_name
        self.new_name = new_name
        self.table_name = table_name
        self.schema = schema

    def to_diff_tuple(self) -> tuple[str, str | None, str | None, str, str]:
        """Return ``("rename_index", schema, table, old name, new name)``."""
        return ("rename_index", self.schema, self.table_name, self.old_name, self.new_name)

    def reverse(self) -> RenameIndexOp:
        """Return the operation that gives the old name back."""
        return RenameIndexOp(self.new_name, self.old_name, self.table_name, schema=self.schema)
