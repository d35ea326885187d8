"""Verbs on columns: add_column, alter_column, rename_column, drop_column.

They make operations and hand them on; no SQL here.
"""

from __future__ import annotations

from typing import Any, Literal

from sqlalchemy import Column
from sqlalchemy.types import TypeEngine

from revgraph.operations import ops
from revgraph.operations.verbs.invoker import Invoker, TableInvoker

AnyType = TypeEngine[Any] | type[TypeEngine[Any]]


class ColumnVerbs(Invoker):
    """Change the columns of a table."""

    def add_column(
        self,
        table_name: str,
        column: Column[Any],
        *,
        schema: str | None = None,
        if_not_exists: bool | None = None,
        inline_references: bool | None = None,
        inline_primary_key: bool | None = None,
        populate_default: Any = None,
    ) -> None:
        """Add a column to a table.

        Foreign keys, ``unique=True``, ``index=True`` and the comment of the column are carried out too, by statements
        of their own where the database needs it::

            op.add_column("account", Column("owner_id", Integer, ForeignKey("user.id")))
            op.add_column("account", Column("level", Integer, nullable=False, default=1), populate_default=True)

        :param table_name: the table.
        :param column: a :class:`sqlalchemy.Column`. For a NOT NULL column on a table that has rows give it a
            ``server_default``, or say ``populate_default``.
        :param schema: schema of the table.
        :param if_not_exists: do nothing if there is such a column; not every database knows it. What else hangs on the
            column is looked for by itself; a script can't find a constraint without a name, and says so.
        :param inline_references: write a single-column foreign key within the column's definition.
        :param inline_primary_key: write PRIMARY KEY within the column's definition; ``primary_key=True`` alone does
            not change the primary key of the table.
        :param populate_default: what existing rows get by one UPDATE: a value, an SQL expression, or what a callable
            returns, called once; True for the column's ``default``, likewise. A NOT NULL column without
            ``server_default`` is added nullable first. True where only ``server_default`` is given does nothing: the
            database fills the rows by itself. For the values true and false give ``sqlalchemy.true()``, ``false()``.
        """
        self.invoke(
            ops.AddColumnOp(
                table_name,
                column,
                schema=schema,
                if_not_exists=if_not_exists,
                inline_references=inline_references,
                inline_primary_key=inline_primary_key,
                populate_default=populate_default,
            )
        )

    def alter_column(
        self,
        /,
        table_name: str,
        column_name: str,
        *,
        nullable: bool | None = None,
        comment: str | Literal[False] | None = False,
        server_default: ops.ServerDefault = False,
        new_column_name: str | None = None,
        type_: AnyType | None = None,
        existing_type: AnyType | None = None,
        existing_server_default: ops.ServerDefault = False,
        existing_nullable: bool | None = None,
        existing_comment: str | None = None,
        schema: str | None = None,
        populate_default: Any = None,
        **kw: Any,
    ) -> None:
        """Change what is named of a column; everything else stays as it is.

        MySQL and MariaDB spell the whole column in every change, so there tell what is not to change by the
        ``existing_*`` arguments. On SQLite the table is built anew where its ALTER TABLE can't do it.

        :param table_name: the table.
        :param column_name: the column.
        :param nullable: True or False to set it, None to leave it.
        :param comment: new comment; None removes it, False leaves it.
        :param server_default: new default, also :class:`sqlalchemy.Computed` or :class:`sqlalchemy.Identity` where
            the database can change these; None removes it, False leaves it.
        :param new_column_name: new name.
        :param type_: new type. A type with a CHECK of its own (Boolean, Enum with ``create_constraint``) brings it.
        :param existing_type: the type before.
        :param existing_server_default: the default before; None for none, False for not known.
        :param existing_nullable: nullability before.
        :param existing_comment: the comment before.
        :param schema: schema of the table.
        :param populate_default: what rows that are NULL get, before NOT NULL is set and after all else: a value, an SQL
            expression, a callable that is called once, or True for the server default.
        :param kw: options of a dialect, such as ``postgresql_using``, and for MySQL and MariaDB ``autoincrement`` and
            ``existing_autoincrement``.
        """
        self.invoke(
            ops.AlterColumnOp(
                table_name,
                column_name,
                schema=schema,
                existing_type=existing_type,
                existing_server_default=existing_server_default,
                existing_nullable=existing_nullable,
                existing_comment=existing_comment,
                modify_nullable=nullable,
                modify_comment=comment,
                modify_server_default=server_default,
                modify_name=new_column_name,
                modify_type=type_,
                populate_default=populate_default,
                **kw,
            )
        )

    def rename_column(
        self,
        /,
        table_name: str,
        old_column_name: str,
        new_column_name: str,
        *,
        schema: str | None = None,
        **kw: Any,
    ) -> None:
        """Rename a column; the same as ``alter_column(..., new_column_name=...)``.

        :param table_name: the table.
        :param old_column_name: its name before.
        :param new_column_name: its name after.
        :param schema: schema of the table.
        :param kw: other arguments of :meth:`alter_column`, such as ``existing_type`` for MySQL before 8.0.
        """
        self.alter_column(table_name, old_column_name, new_column_name=new_column_name, schema=schema, **kw)

    def drop_column(self, /, table_name: str, column_name: str, *, schema: str | None = None, **kw: Any) -> None:
        """Drop a column.

        :param table_name: the table.
        :param column_name: the column.
        :param schema: schema of the table.
        :param kw: ``if_exists``, ``cascade`` to drop what depends on it too (PostgreSQL, Oracle), and options of a
            dialect.
        """
        self.invoke(ops.DropColumnOp(table_name, column_name, schema=schema, **kw))


class BatchColumnVerbs(TableInvoker):
    """Change the columns of the table of a batch block."""

    def add_column(
        self,
        column: Column[Any],
        *,
        insert_before: str | None = None,
        insert_after: str | None = None,
        if_not_exists: bool | None = None,
        inline_references: bool | None = None,
        inline_primary_key: bool | None = None,
        populate_default: Any = None,
    ) -> None:
        """Add a column; see :meth:`.Operations.add_column`.

        :param column: a :class:`sqlalchemy.Column`.
        :param insert_before: name of the column to put it before; the table is then built anew.
        :param insert_after: name of the column to put it after; the table is then built anew.
        :param if_not_exists: do nothing if there is such a column.
        :param inline_references: write a single-column foreign key within the column's definition.
        :param inline_primary_key: write PRIMARY KEY within the column's definition.
        :param populate_default: what existing rows get; True for the column's ``default``.
        """
        self.invoke(
            ops.AddColumnOp(
                self.table_name,
                column,
                schema=self.schema,
                if_not_exists=if_not_exists,
                inline_references=inline_references,
                inline_primary_key=inline_primary_key,
                populate_default=populate_default,
                **_places(insert_before, insert_after),
            )
        )

    def alter_column(
        self,
        column_name: str,
        *,
        nullable: bool | None = None,
        comment: str | Literal[False] | None = False,
        server_default: ops.ServerDefault = False,
        new_column_name: str | None = None,
        type_: AnyType | None = None,
        existing_type: AnyType | None = None,
        existing_server_default: ops.ServerDefault = False,
        existing_nullable: bool | None = None,
        existing_comment: str | None = None,
        insert_before: str | None = None,
        insert_after: str | None = None,
        populate_default: Any = None,
        **kw: Any,
    ) -> None:
        """Change what is named of a column; see :meth:`.Operations.alter_column`.

        :param column_name: the column.
        :param nullable: True or False to set it, None to leave it.
        :param comment: new comment; None removes it, False leaves it.
        :param server_default: new default; None removes it, False leaves it.
        :param new_column_name: new name.
        :param type_: new type.
        :param existing_type: the type before.
        :param existing_server_default: the default before.
        :param existing_nullable: nullability before.
        :param existing_comment: the comment before.
        :param insert_before: name of the column to move it before; the table is then built anew.
        :param insert_after: name of the column to move it after; the table is then built anew.
        :param populate_default: what rows that are NULL get.
        :param kw: options of a dialect.
        """
        self.invoke(
            ops.AlterColumnOp(
                self.table_name,
                column_name,
                schema=self.schema,
                existing_type=existing_type,
                existing_server_default=existing_server_default,
                existing_nullable=existing_nullable,
                existing_comment=existing_comment,
                modify_nullable=nullable,
                modify_comment=comment,
                modify_server_default=server_default,
                modify_name=new_column_name,
                modify_type=type_,
                populate_default=populate_default,
                **_places(insert_before, insert_after),
                **kw,
            )
        )

    def rename_column(self, old_column_name: str, new_column_name: str, **kw: Any) -> None:
        """Rename a column.

        :param old_column_name: its name before.
        :param new_column_name: its name after.
        :param kw: other arguments of :meth:`alter_column`.
        """
        self.alter_column(old_column_name, new_column_name=new_column_name, **kw)

    def drop_column(self, column_name: str, **kw: Any) -> None:
        """Drop a column; what consists of it alone or can't be without it (keys, CHECKs, indexes) goes with it.

        :param column_name: the column.
        :param kw: ``if_exists``, and options of a dialect.
        """
        self.invoke(ops.DropColumnOp(self.table_name, column_name, schema=self.schema, **kw))


def _places(insert_before: str | None, insert_after: str | None) -> dict[str, Any]:
    places = {"insert_before": insert_before, "insert_after": insert_after}
    return {key: value for key, value in places.items() if value is not None}
