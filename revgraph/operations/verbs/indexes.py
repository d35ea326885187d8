"""Verbs on indexes: create, drop, rename.

They make operations and hand them on; no SQL here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy.sql.elements import ColumnElement, TextClause

from revgraph.operations import ops
from revgraph.operations.verbs.invoker import Invoker, TableInvoker


class IndexVerbs(Invoker):
    """Create and drop indexes."""

    def create_index(
        self,
        /,
        index_name: str | None,
        table_name: str,
        columns: Sequence[str | TextClause | ColumnElement[Any]],
        *,
        schema: str | None = None,
        unique: bool = False,
        if_not_exists: bool | None = None,
        **kw: Any,
    ) -> None:
        """Create an index.

        ::

            op.create_index("ix_account_name", "account", [text("lower(name)")])

        :param index_name: its name; None lets the naming convention of the models choose.
        :param table_name: the table.
        :param columns: names of columns, and expressions.
        :param schema: schema of the table.
        :param unique: refuse equal keys.
        :param if_not_exists: do nothing if there is an index of that name.
        :param kw: options of a dialect, such as ``postgresql_where``, and other arguments of
            :class:`sqlalchemy.Index`.
        """
        self.invoke(
            ops.CreateIndexOp(
                index_name, table_name, columns, schema=schema, unique=unique, if_not_exists=if_not_exists, **kw
            )
        )

    def drop_index(
        self,
        /,
        index_name: str,
        table_name: str | None = None,
        *,
        schema: str | None = None,
        if_exists: bool | None = None,
        **kw: Any,
    ) -> None:
        """Drop an index.

        :param index_name: its name.
        :param table_name: its table; MySQL, MariaDB and SQL Server need it.
        :param schema: schema of the table.
        :param if_exists: do nothing if there is no such index.
        :param kw: options of a dialect.
        """
        self.invoke(ops.DropIndexOp(index_name, table_name, schema=schema, if_exists=if_exists, **kw))

    def rename_index(self, old: str, new: str, table_name: str | None = None, *, schema: str | None = None) -> None:
        """Rename an index. SQLite, which can't, creates it anew from its stored definition.

        :param old: its name before.
        :param new: its name after.
        :param table_name: its table; MySQL, MariaDB and SQL Server need it.
        :param schema: schema of the table.
        """
        self.invoke(ops.RenameIndexOp(old, new, table_name, schema=schema))


class BatchIndexVerbs(TableInvoker):
    """Create and drop indexes of the table of a batch block."""

    def create_index(
        self, index_name: str, columns: Sequence[str | TextClause | ColumnElement[Any]], **kw: Any
    ) -> None:
        """Create an index; see :meth:`.Operations.create_index`.

        :param index_name: its name.
        :param columns: names of columns, and expressions.
        :param kw: ``unique``, ``if_not_exists``, options of a dialect.
        """
        self.invoke(ops.CreateIndexOp(index_name, self.table_name, columns, schema=self.schema, **kw))

    def drop_index(self, index_name: str, **kw: Any) -> None:
        """Drop an index.

        :param index_name: its name.
        :param kw: ``if_exists``, options of a dialect.
        """
        self.invoke(ops.DropIndexOp(index_name, self.table_name, schema=self.schema, **kw))

    def rename_index(self, old: str, new: str) -> None:
        """Rename an index.

        :param old: its name before.
        :param new: its name after.
        """
        self.invoke(ops.RenameIndexOp(old, new, self.table_name, schema=self.schema))
