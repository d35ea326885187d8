"""Operations on columns: add, alter, drop.

Values only: no database, no SQL.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from sqlalchemy import Column, Table
from sqlalchemy.schema import Computed, FetchedValue, Identity
from sqlalchemy.sql.elements import ColumnElement, TextClause

from revgraph.errors import OperationError
from revgraph.operations.ops.base import AlterTableOp, SchemaContext
from revgraph.operations.ops.schema_forms import inner_function
from revgraph.operations.ops.scratch import Scratch

ServerDefault = Literal[False] | None | str | FetchedValue | TextClause | ColumnElement[Any] | Computed | Identity
"""A server default; None for "no default", False for "not spoken of"."""


class AlterColumnOp(AlterTableOp):
    """Change type, nullability, default, comment or name of a column.

    ``modify_*`` says what is to change, ``existing_*`` what is there now: databases that must spell the whole
    column need it, and so does :meth:`reverse`.

    :param table_name: the table.
    :param column_name: the column, by its name before the change.
    :param schema: schema of the table.
    :param existing_type: type before.
    :param existing_server_default: default before; None for none, False for not known.
    :param existing_nullable: nullability before.
    :param existing_comment: comment before.
    :param modify_nullable: nullability after.
    :param modify_comment: comment after; None to remove it, False to leave it.
    :param modify_server_default: default after; None to remove it, False to leave it.
    :param modify_name: name after.
    :param modify_type: type after.
    :param populate_default: what rows that are NULL get before NOT NULL is set: a value, SQL, or True for the server
        default; None to leave them.
    :param kw: options of a dialect, ``autoincrement`` and ``existing_autoincrement``; in a batch block also
        ``insert_before`` and ``insert_after``.
    """

    def __init__(
        self,
        table_name: str,
        column_name: str,
        *,
        schema: str | None = None,
        existing_type: Any | None = None,
        existing_server_default: ServerDefault = False,
        existing_nullable: bool | None = None,
        existing_comment: str | None = None,
        modify_nullable: bool | None = None,
        modify_comment: str | Literal[False] | None = False,
        modify_server_default: Any = False,
        modify_name: str | None = None,
        modify_type: Any | None = None,
        populate_default: Any = None,
        **kw: Any,
    ) -> None:
        super().__init__(table_name, schema=schema)
        for argument, type_ in (("type_", modify_type), ("existing_type", existing_type)):
            _demand_type(f"alter_column({table_name!r}, {column_name!r})", argument, type_)
        self.column_name = column_name
        self.existing_type = existing_type
        self.existing_server_default = existing_server_default
        self.existing_nullable = existing_nullable
        self.existing_comment = existing_comment
        self.modify_nullable = modify_nullable
        self.modify_comment = modify_comment
        self.modify_server_default = modify_server_default
        self.modify_name = modify_name
        self.modify_type = modify_type
        self.populate_default = populate_default
        self.kw = kw
        self._one_way: Mapping[str, Any] = {}

    def has_changes(self) -> bool:
        """Say whether anything is to change; an operation without changes writes nothing."""
        return (
            self.modify_nullable is not None
            or self.modify_server_default is not False
            or self.modify_type is not None
            or self.modify_comment is not False
            or self.modify_name is not None
            or self.populate_default is not None
            or any(key.startswith("modify_") for key in self.kw)
            or self.kw.get("autoincrement") is not None
        )

    def effect(self) -> Mapping[str, Any]:
        """Return what changes and what was, but for what was and nothing depends on."""
        said = dict(super().effect())
        before = self.existing_server_default
        is_special = isinstance(before, (Computed, Identity))
        if before is None or (self.modify_server_default is not False and not is_special):
            said.pop("existing_server_default", None)
        if self.modify_nullable is not None:
            said.pop("existing_nullable", None)
        if self.modify_comment is not False:
            said.pop("existing_comment", None)
        if self.modify_server_default is None:
            said["modify_server_default"] = {"removed": True}
        if self.modify_comment is None:
            said["modify_comment"] = {"removed": True}
        return said

    def to_diff_tuple(self) -> list[tuple[Any, ...]]:
        """Return one tuple for each thing that changes."""
        place = (self.schema, self.table_name, self.column_name)
        before: dict[str, Any] = {
            "existing_type": self.existing_type,
            "existing_nullable": self.existing_nullable,
            "existing_server_default": self.existing_server_default,
            "existing_comment": self.existing_comment,
        }

        def diff(kind: str, aspect: str, after: Any) -> tuple[Any, ...]:
            others = {key: value for key, value in before.items() if key != aspect}
            return (kind, *place, others, before[aspect], after)

        changes: list[tuple[Any, ...]] = []
        if self.modify_type is not None:
            changes.append(diff("modify_type", "existing_type", self.modify_type))
        if self.modify_nullable is not None:
            changes.append(diff("modify_nullable", "existing_nullable", self.modify_nullable))
        if self.modify_server_default is not False:
            changes.append(diff("modify_default", "existing_server_default", self.modify_server_default))
        if self.modify_comment is not False:
            changes.append(diff("modify_comment", "existing_comment", self.modify_comment))
        if self.modify_name is not None:
            changes.append(("modify_name", *place, dict(before), self.column_name, self.modify_name))
        return changes

    def reverse(self) -> AlterColumnOp:
        """Return the alteration that restores what ``existing_*`` says; rows that were given a value keep it.

        :raises OperationError: if the type or the default is changed and the one before is not given.
        """
        kw = dict(self.kw)
        if self.modify_type is not None:
            kw.pop("postgresql_using", None)  # it makes new values of old ones; the way back is another
        kw.update(self._one_way)
        if "autoincrement" in kw or "existing_autoincrement" in kw:
            kw["autoincrement"], kw["existing_autoincrement"] = (
                kw.get("existing_autoincrement"),
                kw.get("autoincrement"),
            )
        nullable, existing_nullable = _swapped(self.modify_nullable, self.existing_nullable, None)
        if nullable is None and self.modify_nullable is not None:
            nullable = not self.modify_nullable
        type_, existing_type = _swapped(self.modify_type, self.existing_type, None)
        default, existing_default = _swapped(self.modify_server_default, self.existing_server_default, False)
        comment, existing_comment = self.modify_comment, self.existing_comment
        if self.modify_comment is not False:
            comment, existing_comment = self.existing_comment, self.modify_comment
        if self.modify_type is not None and type_ is None:
            raise self._unknown_before("existing_type")
        if self.modify_server_default is not False and default is False:
            raise self._unknown_before("existing_server_default")
        back = AlterColumnOp(
            self.table_name,
            self.modify_name or self.column_name,
            schema=self.schema,
            existing_type=existing_type,
            existing_server_default=existing_default,
            existing_nullable=existing_nullable,
            existing_comment=existing_comment,
            modify_nullable=nullable,
            modify_comment=comment,
            modify_server_default=default,
            modify_name=self.column_name if self.modify_name is not None else None,
            modify_type=type_,
            **kw,
        )
        back._one_way = self._said_for_one_way()
        return back

    def _said_for_one_way(self) -> dict[str, Any]:
        """Return what the reverse leaves out, so that its own reverse says it again."""
        said = {"populate_default": self.populate_default}
        if self.modify_type is not None:
            said["postgresql_using"] = self.kw.get("postgresql_using")
        return {key: value for key, value in said.items() if value is not None}

    def _unknown_before(self, argument: str) -> OperationError:
        return OperationError(f"{self!r} can't be reversed: what to go back to is not known; give {argument}=...")


def _demand_type(where: str, argument: str, type_: Any) -> None:
    if isinstance(type_, str):
        raise OperationError(f"{where}: {argument} must be a type of SQLAlchemy, such as Integer(), not {type_!r}")


def _swapped(after: Any, before: Any, unsaid: Any) -> tuple[Any, Any]:
    """Return the pair (modify, existing) of the reverse."""
    return (before, after) if after is not unsaid else (unsaid, before)


class AddColumnOp(AlterTableOp):
    """Add a column to a table.

    :param table_name: the table.
    :param column: the column; one that stands in a table of the models is copied when it is used.
    :param schema: schema of the table.
    :param if_not_exists: do nothing if it is there already.
    :param inline_references: write a single-column foreign key within the column definition.
    :param inline_primary_key: write PRIMARY KEY within the column definition.
    :param populate_default: what existing rows get: a value, SQL, or True for the column's default, also one that only
        Python knows; None to leave them.
    :param kw: in a batch block ``insert_before`` and ``insert_after``.
    """

    def __init__(
        self,
        table_name: str,
        column: Column[Any],
        *,
        schema: str | None = None,
        if_not_exists: bool | None = None,
        inline_references: bool | None = None,
        inline_primary_key: bool | None = None,
        populate_default: Any = None,
        **kw: Any,
    ) -> None:
        super().__init__(table_name, schema=schema)
        if not isinstance(column, Column):
            raise OperationError(
                f"add_column({table_name!r}, ...): the column must be a sqlalchemy.Column, such as "
                f"Column('name', Integer()), not {column!r}"
            )
        self.column = column
        self.if_not_exists = if_not_exists
        self.inline_references = inline_references
        self.inline_primary_key = inline_primary_key
        self.populate_default = None if populate_default is False else populate_default
        self.kw = kw
        self._drop_said: Mapping[str, Any] = {}

    @classmethod
    def from_column(cls, col: Column[Any]) -> AddColumnOp:
        """Return the operation that adds a column of a Table."""
        return cls(col.table.name, col, schema=col.table.schema)

    @classmethod
    def from_column_and_tablename(cls, schema: str | None, tname: str, col: Column[Any]) -> AddColumnOp:
        """Return the operation that adds a column to the named table."""
        return cls(tname, col, schema=schema)

    def effect(self) -> Mapping[str, Any]:
        """Return the column with all that hangs on it, however it was said."""
        said = {**super().effect(), "column": self.to_table()}
        default: Any = self.column.default if self.populate_default is True else None
        if default is not None:
            said["populate_default"] = [inner_function(getattr(default, "arg", default))]
        return said

    def to_table(self, migration_context: SchemaContext | None = None) -> Table:
        """Return a table with a copy of the column first, and what this operation makes of it.

        Behind it stand only columns that its own foreign key refers to.
        """
        of_models = getattr(self.column, "table", None) is not None
        return Scratch(migration_context).table(
            self.table_name, self.column, schema=self.schema, constraints_included=of_models, whole=False
        )

    def to_column(self) -> Column[Any]:
        """Return the column."""
        return self.column

    def to_diff_tuple(self) -> tuple[str, str | None, str, Column[Any]]:
        """Return ``("add_column", schema, table, column)``."""
        return ("add_column", self.schema, self.table_name, self.column)

    def reverse(self) -> DropColumnOp:
        """Return the operation that drops the column, and knows it well enough to be reversed again."""
        return DropColumnOp(
            self.table_name,
            self.column.name,
            schema=self.schema,
            if_exists=True if self.if_not_exists else None,
            _reverse=self,
            **self._drop_said,
        )


class DropColumnOp(AlterTableOp):
    """Drop a column of a table.

    :param table_name: the table.
    :param column_name: the column.
    :param schema: schema of the table.
    :param if_exists: do nothing if there is no such column.
    :param cascade: drop what depends on it too, where the database has the word for it.
    :param _reverse: the operation that brings it back, if known.
    :param kw: options of a dialect; in a batch block also ``existing_type``.
    """

    def __init__(
        self,
        table_name: str,
        column_name: str,
        *,
        schema: str | None = None,
        if_exists: bool | None = None,
        cascade: bool | None = None,
        _reverse: AddColumnOp | None = None,
        **kw: Any,
    ) -> None:
        super().__init__(table_name, schema=schema)
        self.column_name = column_name
        self.if_exists = if_exists
        self.cascade = cascade or None
        self.kw = kw
        self._reverse = _reverse

    @classmethod
    def from_column_and_tablename(cls, schema: str | None, tname: str, col: Column[Any]) -> DropColumnOp:
        """Return the operation that drops a column, able to bring it back whole."""
        return cls(tname, col.name, schema=schema, _reverse=AddColumnOp(tname, col, schema=schema))

    def to_column(self, migration_context: SchemaContext | None = None) -> Column[Any]:
        """Return the dropped column; one without a type if only its name is known."""
        if self._reverse is not None:
            return self._reverse.column
        column = Scratch(migration_context).column(self.column_name)
        Scratch(migration_context).table(self.table_name, schema=self.schema).append_column(column)
        return column

    def to_diff_tuple(self) -> tuple[str, str | None, str, Column[Any]]:
        """Return ``("remove_column", schema, table, column)``."""
        return ("remove_column", self.schema, self.table_name, self.to_column())

    def reverse(self) -> AddColumnOp:
        """Return the operation that adds the column as it was.

        :raises OperationError: if only its name is known.
        """
        if self._reverse is None:
            raise OperationError(
                f"{self!r} can't be reversed: the column is known by name only; "
                "write its add_column() in downgrade() by hand"
            )
        added = AddColumnOp(
            self.table_name,
            self._reverse.column,
            schema=self.schema,
            if_not_exists=True if self.if_exists else self._reverse.if_not_exists,
            inline_references=self._reverse.inline_references,
            inline_primary_key=self._reverse.inline_primary_key,
            populate_default=self._reverse.populate_default,
            **self._reverse.kw,
        )
        added._drop_said = {"cascade": self.cascade, **self.kw}
        return added
