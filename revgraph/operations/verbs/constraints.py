"""Verbs on constraints: create each kind, drop, rename, validate.

They make operations and hand them on; no SQL here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Table
from sqlalchemy.sql.elements import ColumnElement, TextClause

from revgraph.operations import ops
from revgraph.operations.verbs.invoker import Invoker, TableInvoker


class ConstraintVerbs(Invoker):
    """Add and drop constraints."""

    def create_primary_key(
        self,
        /,
        constraint_name: str | None,
        table_name: str,
        columns: list[str],
        *,
        schema: str | None = None,
        **kw: Any,
    ) -> None:
        """Add a primary key.

        :param constraint_name: its name; None lets the naming convention or the database choose.
        :param table_name: the table.
        :param columns: the columns of the key.
        :param schema: schema of the table.
        :param kw: other arguments of :class:`sqlalchemy.PrimaryKeyConstraint`: ``deferrable``, ``initially``.
        """
        self.invoke(ops.CreatePrimaryKeyOp(constraint_name, table_name, columns, schema=schema, **kw))

    def create_unique_constraint(
        self,
        /,
        constraint_name: str | None,
        table_name: str,
        columns: Sequence[str],
        *,
        schema: str | None = None,
        **kw: Any,
    ) -> Any:
        """Add a unique constraint.

        :param constraint_name: its name; None lets the naming convention or the database choose.
        :param table_name: the table.
        :param columns: the columns.
        :param schema: schema of the table.
        :param kw: ``deferrable``, ``initially``, options of a dialect.
        """
        return self.invoke(ops.CreateUniqueConstraintOp(constraint_name, table_name, columns, schema=schema, **kw))

    def create_foreign_key(
        self,
        /,
        constraint_name: str | None,
        source_table: str,
        referent_table: str,
        local_cols: list[str],
        remote_cols: list[str],
        *,
        onupdate: str | None = None,
        ondelete: str | None = None,
        deferrable: bool | None = None,
        initially: str | None = None,
        match: str | None = None,
        source_schema: str | None = None,
        referent_schema: str | None = None,
        not_valid: bool | None = None,
        **dialect_kw: Any,
    ) -> None:
        """Add a foreign key.

        ::

            op.create_foreign_key("fk_account_owner", "account", "user", ["owner_id"], ["id"], ondelete="CASCADE")

        :param constraint_name: its name; None lets the naming convention or the database choose.
        :param source_table: the table that refers.
        :param referent_table: the table referred to.
        :param local_cols: columns of the source table.
        :param remote_cols: columns of the referent table, in the same order.
        :param onupdate: what becomes of the rows when a key they refer to changes: ``"CASCADE"``, ``"SET NULL"``...
        :param ondelete: the same when the row they refer to is deleted.
        :param deferrable: the check can wait until COMMIT.
        :param initially: ``"DEFERRED"`` or ``"IMMEDIATE"``.
        :param match: ``"FULL"``, ``"PARTIAL"`` or ``"SIMPLE"``.
        :param source_schema: schema of the source table.
        :param referent_schema: schema of the referent table.
        :param not_valid: don't check the rows that are there (PostgreSQL, SQL Server, Oracle): the table is locked for
            a moment only, and :meth:`validate_constraint` checks them later. Other databases check them at once.
        :param dialect_kw: options of a dialect.
        """
        rules = {
            "onupdate": onupdate,
            "ondelete": ondelete,
            "deferrable": deferrable,
            "initially": initially,
            "match": match,
        }
        self.invoke(
            ops.CreateForeignKeyOp(
                constraint_name,
                source_table,
                referent_table,
                local_cols,
                remote_cols,
                source_schema=source_schema,
                referent_schema=referent_schema,
                not_valid=not_valid,
                **rules,
                **dialect_kw,
            )
        )

    def create_check_constraint(
        self,
        /,
        constraint_name: str | None,
        table_name: str,
        condition: str | ColumnElement[bool] | TextClause,
        *,
        schema: str | None = None,
        not_valid: bool | None = None,
        **kw: Any,
    ) -> None:
        """Add a CHECK.

        :param constraint_name: its name; None lets the database choose.
        :param table_name: the table.
        :param condition: what must not be false: SQL text, or an expression on ``sqlalchemy.column()``.
        :param schema: schema of the table.
        :param not_valid: don't check the rows that are there, where the database can: PostgreSQL, SQL Server, Oracle.
        :param kw: ``deferrable``, ``initially``, options of a dialect.
        """
        self.invoke(
            ops.CreateCheckConstraintOp(
                constraint_name, table_name, condition, schema=schema, not_valid=not_valid, **kw
            )
        )

    def create_exclude_constraint(
        self, constraint_name: str, table_name: str, *elements: Any, **kw: Any
    ) -> Table | None:
        """Add an EXCLUDE constraint (PostgreSQL).

        ::

            op.create_exclude_constraint("no_overlap", "booking", ("room", "="), ("during", "&&"), using="gist")

        :param constraint_name: its name.
        :param table_name: the table.
        :param elements: pairs of a column name or expression and an operator.
        :param kw: ``where``, ``schema``, ``using``, ``ops``, ``deferrable``, ``initially``.
        """
        self.invoke(ops.CreateExcludeConstraintOp(constraint_name, table_name, elements, **kw))
        return None

    def drop_constraint(
        self,
        constraint_name: str,
        table_name: str,
        type_: str | None = None,
        *,
        schema: str | None = None,
        if_exists: bool | None = None,
        cascade: bool | None = None,
    ) -> None:
        """Drop a constraint.

        :param constraint_name: its name.
        :param table_name: the table.
        :param type_: ``"foreignkey"``, ``"primary"``, ``"unique"``, ``"check"`` or ``"exclude"``; MySQL and MariaDB
            need it.
        :param schema: schema of the table.
        :param if_exists: do nothing if there is no such constraint; not every database knows it.
        :param cascade: drop what depends on it too: foreign keys that refer to a key. PostgreSQL and Oracle have the
            word; elsewhere it says nothing, and the database refuses while something depends on the constraint.
        """
        self.invoke(
            ops.DropConstraintOp(
                constraint_name, table_name, type_=type_, schema=schema, if_exists=if_exists, cascade=cascade
            )
        )

    def rename_constraint(
        self, table_name: str, old: str, new: str, type_: str | None = None, *, schema: str | None = None
    ) -> None:
        """Rename a constraint.

        MySQL and MariaDB have no statement for it: a unique key is renamed as the index it is, a CHECK or foreign key
        is dropped and added again as the database has it. SQLite builds the table anew.

        :param table_name: the table.
        :param old: its name before.
        :param new: its name after.
        :param type_: its kind as in :meth:`drop_constraint`; a script for MySQL or MariaDB needs it.
        :param schema: schema of the table.
        """
        self.invoke(ops.RenameConstraintOp(table_name, old, new, type_, schema=schema))

    def validate_constraint(
        self, constraint_name: str, table_name: str, type_: str | None = None, *, schema: str | None = None
    ) -> None:
        """Check the rows that are there against a constraint created with ``not_valid=True``.

        ::

            op.create_foreign_key("fk_owner", "account", "user", ["owner_id"], ["id"], not_valid=True)
            ...
            op.validate_constraint("fk_owner", "account")

        For PostgreSQL, SQL Server and Oracle; on other databases constraints are always valid, and nothing is done.

        :param constraint_name: its name.
        :param table_name: the table.
        :param type_: its kind as in :meth:`drop_constraint`; no database needs it.
        :param schema: schema of the table.
        """
        self.invoke(ops.ValidateConstraintOp(constraint_name, table_name, type_, schema=schema))


class BatchConstraintVerbs(TableInvoker):
    """Add and drop constraints of the table of a batch block."""

    def create_primary_key(self, constraint_name: str | None, columns: list[str], **kw: Any) -> None:
        """Add a primary key; one without a name that is there already is replaced when the table is built anew.

        :param constraint_name: its name, or None.
        :param columns: the columns of the key.
        :param kw: other arguments of :class:`sqlalchemy.PrimaryKeyConstraint`.
        """
        self.invoke(ops.CreatePrimaryKeyOp(constraint_name, self.table_name, columns, schema=self.schema, **kw))

    def create_unique_constraint(self, constraint_name: str | None, columns: Sequence[str], **kw: Any) -> Any:
        """Add a unique constraint.

        :param constraint_name: its name, or None.
        :param columns: the columns.
        :param kw: ``deferrable``, ``initially``, options of a dialect.
        """
        return self.invoke(
            ops.CreateUniqueConstraintOp(constraint_name, self.table_name, columns, schema=self.schema, **kw)
        )

    def create_foreign_key(
        self,
        constraint_name: str | None,
        referent_table: str,
        local_cols: list[str],
        remote_cols: list[str],
        *,
        referent_schema: str | None = None,
        onupdate: str | None = None,
        ondelete: str | None = None,
        deferrable: bool | None = None,
        initially: str | None = None,
        match: str | None = None,
        not_valid: bool | None = None,
        **dialect_kw: Any,
    ) -> None:
        """Add a foreign key from this table; see :meth:`.Operations.create_foreign_key`.

        :param constraint_name: its name, or None.
        :param referent_table: the table referred to.
        :param local_cols: columns of this table.
        :param remote_cols: columns of the referent table, in the same order.
        :param referent_schema: schema of the referent table.
        :param onupdate: rule for changes of the key referred to.
        :param ondelete: rule for its deletion.
        :param deferrable: the check can wait until COMMIT.
        :param initially: ``"DEFERRED"`` or ``"IMMEDIATE"``.
        :param match: ``"FULL"``, ``"PARTIAL"`` or ``"SIMPLE"``.
        :param not_valid: don't check the rows that are there.
        :param dialect_kw: options of a dialect.
        """
        rules = {
            "onupdate": onupdate,
            "ondelete": ondelete,
            "deferrable": deferrable,
            "initially": initially,
            "match": match,
        }
        self.invoke(
            ops.CreateForeignKeyOp(
                constraint_name,
                self.table_name,
                referent_table,
                local_cols,
                remote_cols,
                source_schema=self.schema,
                referent_schema=referent_schema,
                not_valid=not_valid,
                **rules,
                **dialect_kw,
            )
        )

    def create_check_constraint(
        self, constraint_name: str | None, condition: str | ColumnElement[bool] | TextClause, **kw: Any
    ) -> None:
        """Add a CHECK.

        :param constraint_name: its name, or None.
        :param condition: what must not be false.
        :param kw: ``not_valid``, ``deferrable``, ``initially``, options of a dialect.
        """
        self.invoke(ops.CreateCheckConstraintOp(constraint_name, self.table_name, condition, schema=self.schema, **kw))

    def create_exclude_constraint(self, constraint_name: str, *elements: Any, **kw: Any) -> Table | None:
        """Add an EXCLUDE constraint (PostgreSQL); see :meth:`.Operations.create_exclude_constraint`.

        :param constraint_name: its name.
        :param elements: pairs of a column name or expression and an operator.
        :param kw: ``where``, ``using``, ``ops``, ``deferrable``, ``initially``.
        """
        self.invoke(ops.CreateExcludeConstraintOp(constraint_name, self.table_name, elements, schema=self.schema, **kw))
        return None

    def drop_constraint(
        self,
        constraint_name: str | None,
        type_: str | None = None,
        *,
        if_exists: bool | None = None,
        cascade: bool | None = None,
        condition: str | None = None,
    ) -> None:
        """Drop a constraint.

        :param constraint_name: its name. A table's primary key needs none, nor does a CHECK whose condition is given.
            For others that have none in the database, give ``batch_alter_table`` a ``naming_convention`` and the name
            that it makes.
        :param type_: ``"foreignkey"``, ``"primary"``, ``"unique"``, ``"check"`` or ``"exclude"``.
        :param if_exists: do nothing if there is no such constraint; not every database knows it.
        :param cascade: drop what depends on it too, where the database has the word.
        :param condition: of a CHECK that has no name: which one it is.
        """
        self.invoke(
            ops.DropConstraintOp(
                constraint_name,
                self.table_name,
                type_=type_,
                schema=self.schema,
                if_exists=if_exists,
                cascade=cascade,
                condition=condition,
            )
        )

    def rename_constraint(self, old: str, new: str, type_: str | None = None) -> None:
        """Rename a constraint; see :meth:`.Operations.rename_constraint`.

        :param old: its name before.
        :param new: its name after.
        :param type_: its kind.
        """
        self.invoke(ops.RenameConstraintOp(self.table_name, old, new, type_, schema=self.schema))

    def validate_constraint(self, constraint_name: str, type_: str | None = None) -> None:
        """Check the rows that are there; see :meth:`.Operations.validate_constraint`.

        :param constraint_name: its name.
        :param type_: its kind.
        """
        self.invoke(ops.ValidateConstraintOp(constraint_name, self.table_name, type_, schema=self.schema))
