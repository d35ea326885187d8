"""Operations on whole tables: create, drop, rename, comments.

Values only: no database, no SQL.
"""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping, Sequence
from typing import Any, Literal

from sqlalchemy import MetaData, Table
from sqlalchemy.schema import SchemaItem

from revgraph.errors import OperationError
from revgraph.operations.ops.base import AlterTableOp, MigrateOperation, SchemaContext
from revgraph.operations.ops.scratch import Scratch, dialect_options


class CreateTableOp(MigrateOperation):
    """Create a table.

    :param table_name: its name.
    :param columns: columns and constraints.
    :param schema: its schema.
    :param if_not_exists: do nothing if a table of that name exists.
    :param _namespace_metadata: metadata of the models the table comes from.
    :param _constraints_included: the items hold every constraint, also those the columns' flags stand for.
    :param kw: other arguments of :class:`sqlalchemy.Table`: ``comment``, ``info``, ``prefixes``, options of a dialect.
    """

    def __init__(
        self,
        table_name: str,
        columns: Sequence[SchemaItem],
        *,
        schema: str | None = None,
        if_not_exists: bool | None = None,
        _namespace_metadata: MetaData | None = None,
        _constraints_included: bool = False,
        **kw: Any,
    ) -> None:
        self.table_name = table_name
        self.columns = columns
        self.schema = schema
        self.if_not_exists = if_not_exists
        self.info = kw.pop("info", None) or {}
        self.comment = kw.pop("comment", None)
        self.prefixes = kw.pop("prefixes", None) or []
        self.kw = kw
        self._namespace_metadata = _namespace_metadata
        self._constraints_included = _constraints_included
        self._dropped_with_cascade: bool | None = None

    @classmethod
    def from_table(cls, table: Table, *, _namespace_metadata: MetaData | None = None) -> CreateTableOp:
        """Return the operation that creates a table of the models; its indexes are operations of their own."""
        constraints = [c for c in _in_order(table) if not getattr(c, "_type_bound", False)]
        return cls(
            table.name,
            [*table.columns, *constraints],
            schema=table.schema,
            _namespace_metadata=_namespace_metadata or table.metadata,
            _constraints_included=True,
            comment=table.comment,
            info=dict(table.info),
            prefixes=_prefixes(table),
            **dialect_options(table),
        )

    def to_table(self, migration_context: SchemaContext | None = None) -> Table:
        """Return a table made of copies of the items."""
        return Scratch(migration_context, models=self._namespace_metadata).table(
            self.table_name,
            *self.columns,
            schema=self.schema,
            constraints_included=self._constraints_included,
            comment=self.comment,
            info=dict(self.info),
            prefixes=list(self.prefixes),
            **self.kw,
        )

    def effect(self) -> Mapping[str, Any]:
        """Return the whole table, however its columns and constraints were said."""
        return {"table": self.to_table(), "if_not_exists": self.if_not_exists or None}

    def to_diff_tuple(self) -> tuple[str, Table]:
        """Return ``("add_table", table)``."""
        return ("add_table", self.to_table())

    def reverse(self) -> DropTableOp:
        """Return the operation that drops the table, and knows it well enough to be reversed again."""
        return DropTableOp(
            self.table_name,
            schema=self.schema,
            if_exists=True if self.if_not_exists else None,
            cascade=self._dropped_with_cascade,
            table_kw=_table_kw(self),
            _reverse=self,
        )


class DropTableOp(MigrateOperation):
    """Drop a table.

    :param table_name: its name.
    :param schema: its schema.
    :param if_exists: do nothing if there is no such table.
    :param cascade: drop what depends on it too, where the database has the word for it.
    :param table_kw: arguments of :class:`sqlalchemy.Table` for the object that stands for it.
    :param _reverse: the operation that brings it back, if known.
    """

    def __init__(
        self,
        table_name: str,
        *,
        schema: str | None = None,
        if_exists: bool | None = None,
        cascade: bool | None = None,
        table_kw: MutableMapping[Any, Any] | None = None,
        _reverse: CreateTableOp | None = None,
    ) -> None:
        self.table_name = table_name
        self.schema = schema
        self.if_exists = if_exists
        self.cascade = cascade or None
        self.table_kw = dict(table_kw or {})
        self.comment = self.table_kw.pop("comment", None)
        self.info = self.table_kw.pop("info", None) or {}
        self.prefixes = self.table_kw.pop("prefixes", None) or []
        self._reverse = _reverse

    @classmethod
    def from_table(cls, table: Table, *, _namespace_metadata: MetaData | None = None) -> DropTableOp:
        """Return the operation that drops a table, able to bring it back whole."""
        return CreateTableOp.from_table(table, _namespace_metadata=_namespace_metadata).reverse()

    def to_table(self, migration_context: SchemaContext | None = None) -> Table:
        """Return the dropped table; one without columns if only its name is known."""
        known = self._reverse
        return Scratch(migration_context, models=None if known is None else known._namespace_metadata).table(
            self.table_name,
            *(() if known is None else known.columns),
            schema=self.schema,
            constraints_included=known is not None and known._constraints_included,
            comment=self.comment,
            info=dict(self.info),
            prefixes=list(self.prefixes),
            **self.table_kw,
        )

    def effect(self) -> Mapping[str, Any]:
        """Return what is dropped; what it looked like is for the reverse alone."""
        flags = {"if_exists": self.if_exists or None, "cascade": self.cascade}
        return {"table_name": self.table_name, "schema": self.schema, **flags}

    def to_diff_tuple(self) -> tuple[str, Table]:
        """Return ``("remove_table", table)``."""
        return ("remove_table", self.to_table())

    def reverse(self) -> CreateTableOp:
        """Return the operation that creates the table as it was.

        :raises OperationError: if only its name is known.
        """
        if self._reverse is None:
            raise OperationError(
                f"{self!r} can't be reversed: the table is known by name only; "
                "write its create_table() in downgrade() by hand"
            )
        created = CreateTableOp(
            self.table_name,
            self._reverse.columns,
            schema=self.schema,
            if_not_exists=True if self.if_exists else self._reverse.if_not_exists,
            _namespace_metadata=self._reverse._namespace_metadata,
            _constraints_included=self._reverse._constraints_included,
            **{**_table_kw(self._reverse), **self.table_kw},
        )
        created._dropped_with_cascade = self.cascade
        return created


class RenameTableOp(AlterTableOp):
    """Rename a table.

    :param old_table_name: its name before.
    :param new_table_name: its name after.
    :param schema: its schema before, and after if nothing else is said.
    :param new_schema: its schema after, None for the default one.
    """

    attribute_of = {"old_table_name": "table_name"}

    def __init__(
        self,
        old_table_name: str,
        new_table_name: str,
        *,
        schema: str | None = None,
        new_schema: str | Literal[False] | None = False,
    ) -> None:
        super().__init__(old_table_name, schema=schema)
        self.new_table_name = new_table_name
        self.new_schema = new_schema

    @property
    def schema_after(self) -> str | None:
        """Return the schema it is in afterwards."""
        return self.schema if self.new_schema is False else self.new_schema

    def to_diff_tuple(self) -> tuple[str, str | None, str, str]:
        """Return ``("rename_table", schema, old name, new name)``."""
        return ("rename_table", self.schema, self.table_name, self.new_table_name)

    def reverse(self) -> RenameTableOp:
        """Return the operation that gives the old name back."""
        if self.new_schema is False:
            return RenameTableOp(self.new_table_name, self.table_name, schema=self.schema)
        return RenameTableOp(self.new_table_name, self.table_name, schema=self.new_schema, new_schema=self.schema)


class CreateTableCommentOp(AlterTableOp):
    """Set the comment of a table.

    :param table_name: the table.
    :param comment: the comment after.
    :param schema: schema of the table.
    :param existing_comment: the comment before, None for none.
    """

    def __init__(
        self,
        table_name: str,
        comment: str | None,
        *,
        schema: str | None = None,
        existing_comment: str | None = None,
    ) -> None:
        super().__init__(table_name, schema=schema)
        self.comment = comment
        self.existing_comment = existing_comment

    def to_table(self, migration_context: SchemaContext | None = None) -> Table:
        """Return a table without columns that has the comment."""
        return Scratch(migration_context).table(self.table_name, schema=self.schema, comment=self.comment)

    def to_diff_tuple(self) -> tuple[Any, ...]:
        """Return ``("add_table_comment", table, existing comment)``."""
        return ("add_table_comment", self.to_table(), self.existing_comment)

    def reverse(self) -> CreateTableCommentOp | DropTableCommentOp:
        """Return the operation that sets the comment from before, or removes this one if there was none."""
        if self.existing_comment is None:
            return DropTableCommentOp(self.table_name, schema=self.schema, existing_comment=self.comment)
        return CreateTableCommentOp(
            self.table_name, self.existing_comment, schema=self.schema, existing_comment=self.comment
        )


class DropTableCommentOp(AlterTableOp):
    """Remove the comment of a table.

    :param table_name: the table.
    :param schema: schema of the table.
    :param existing_comment: the comment before.
    """

    def __init__(self, table_name: str, *, schema: str | None = None, existing_comment: str | None = None) -> None:
        super().__init__(table_name, schema=schema)
        self.existing_comment = existing_comment

    def to_table(self, migration_context: SchemaContext | None = None) -> Table:
        """Return a table without columns and comment."""
        return Scratch(migration_context).table(self.table_name, schema=self.schema)

    def to_diff_tuple(self) -> tuple[Any, ...]:
        """Return ``("remove_table_comment", table)``."""
        return ("remove_table_comment", self.to_table())

    def reverse(self) -> CreateTableCommentOp:
        """Return the operation that sets the comment from before."""
        return CreateTableCommentOp(self.table_name, self.existing_comment, schema=self.schema)


def _in_order(table: Table) -> list[Any]:
    return sorted(table.constraints, key=lambda constraint: constraint._creation_order)


def _prefixes(table: Table) -> list[str]:
    return list(table._prefixes)


def _table_kw(op: CreateTableOp) -> dict[str, Any]:
    said = {"comment": op.comment, "info": op.info, "prefixes": op.prefixes}
    return {**{key: value for key, value in said.items() if value}, **op.kw}
