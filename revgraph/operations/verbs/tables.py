"""Verbs on whole tables: create, drop, rename, comments.

They make operations and hand them on; no SQL here.
"""

from __future__ import annotations

from typing import Any, Literal, cast

from sqlalchemy import Table
from sqlalchemy.schema import SchemaItem

from revgraph.operations import ops
from revgraph.operations.verbs.invoker import Invoker, TableInvoker


class TableVerbs(Invoker):
    """Create, drop and rename tables."""

    def create_table(
        self, /, table_name: str, *columns: SchemaItem, if_not_exists: bool | None = None, **kw: Any
    ) -> Table:
        """Create a table and return it, for use with :meth:`bulk_insert`.

        ::

            account = op.create_table(
                "account",
                Column("id", Integer, primary_key=True),
                Column("name", String(50), nullable=False),
            )

        :param table_name: its name.
        :param columns: columns and constraints.
        :param if_not_exists: do nothing if there is such a table.
        :param kw: ``schema``, ``comment``, ``info``, ``prefixes`` and options of a dialect.
        """
        return cast("Table", self.invoke(ops.CreateTableOp(table_name, columns, if_not_exists=if_not_exists, **kw)))

    def drop_table(
        self,
        /,
        table_name: str,
        *,
        schema: str | None = None,
        if_exists: bool | None = None,
        cascade: bool | None = None,
        **kw: Any,
    ) -> None:
        """Drop a table.

        :param table_name: its name.
        :param schema: its schema.
        :param if_exists: do nothing if there is no such table.
        :param cascade: drop what depends on it too: foreign keys that refer to it, and views on PostgreSQL. PostgreSQL
            and Oracle have the word; elsewhere it says nothing.
        :param kw: other arguments of :class:`sqlalchemy.Table`.
        """
        self.invoke(ops.DropTableOp(table_name, schema=schema, if_exists=if_exists, cascade=cascade, table_kw=kw))

    def rename_table(
        self,
        old_table_name: str,
        new_table_name: str,
        *,
        schema: str | None = None,
        new_schema: str | Literal[False] | None = False,
    ) -> None:
        """Rename a table, or move it into another schema.

        :param old_table_name: its name before.
        :param new_table_name: its name after; the same if it only moves.
        :param schema: its schema before, and after if nothing else is said.
        :param new_schema: its schema after, None for the default one. PostgreSQL, MySQL, MariaDB and SQL Server.
        :raises OperationError: if it is to move and the database can't do that.
        """
        self.invoke(ops.RenameTableOp(old_table_name, new_table_name, schema=schema, new_schema=new_schema))

    def create_table_comment(
        self,
        table_name: str,
        comment: str | None,
        *,
        existing_comment: str | None = None,
        schema: str | None = None,
    ) -> None:
        """Set the comment of a table.

        :param table_name: the table.
        :param comment: the comment.
        :param existing_comment: the comment before.
        :param schema: schema of the table.
        """
        self.invoke(ops.CreateTableCommentOp(table_name, comment, schema=schema, existing_comment=existing_comment))

    def drop_table_comment(
        self, table_name: str, *, existing_comment: str | None = None, schema: str | None = None
    ) -> None:
        """Remove the comment of a table.

        :param table_name: the table.
        :param existing_comment: the comment before.
        :param schema: schema of the table.
        """
        self.invoke(ops.DropTableCommentOp(table_name, schema=schema, existing_comment=existing_comment))


class BatchTableVerbs(TableInvoker):
    """Set and remove the comment of the table of a batch block."""

    def create_table_comment(self, comment: str | None, *, existing_comment: str | None = None) -> None:
        """Set the comment of the table.

        :param comment: the comment.
        :param existing_comment: the comment before.
        """
        self.invoke(
            ops.CreateTableCommentOp(self.table_name, comment, schema=self.schema, existing_comment=existing_comment)
        )

    def drop_table_comment(self, *, existing_comment: str | None = None) -> None:
        """Remove the comment of the table.

        :param existing_comment: the comment before.
        """
        self.invoke(ops.DropTableCommentOp(self.table_name, schema=self.schema, existing_comment=existing_comment))
