"""The verbs on enum types, with their documentation.

Each makes an operation and invokes it; knows no database.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from typing import Any

from revgraph.operations import ops
from revgraph.operations.verbs.invoker import Invoker


class EnumVerbs(Invoker):
    """Create, change and drop the enum types of PostgreSQL.

    All of them do nothing on databases without such types (SQLite, MySQL, MariaDB, SQL Server, Oracle), so one
    migration serves several databases. The ``ENUM(...)`` of MySQL and MariaDB is a part of its column: use
    ``op.alter_column(..., type_=sa.Enum(...))`` for it, and for a CHECK that stands in for an enum elsewhere.
    """

    def create_enum(
        self,
        /,
        name: str,
        values: Iterable[str] | type[Enum],
        *,
        schema: str | None = None,
        if_not_exists: bool | None = None,
    ) -> None:
        """Create an enum type on PostgreSQL; nothing elsewhere.

        ``op.create_table`` and ``op.add_column`` create the types of their columns by themselves.

        :param name: its name.
        :param values: its values, in order; an :class:`enum.Enum` gives its members' names, as SQLAlchemy stores them.
        :param schema: its schema.
        :param if_not_exists: do nothing if there is a type of that name.
        """
        self.invoke(ops.CreateEnumOp(name, values, schema=schema, if_not_exists=if_not_exists))

    def drop_enum(
        self,
        /,
        name: str,
        *,
        schema: str | None = None,
        if_exists: bool | None = None,
        values: Iterable[str] | type[Enum] | None = None,
    ) -> None:
        """Drop an enum type on PostgreSQL; nothing elsewhere.

        ``op.drop_table`` and ``op.drop_column`` leave the types of their columns behind.

        :param name: its name.
        :param schema: its schema.
        :param if_exists: do nothing if there is no such type.
        :param values: its values; needed by ``reverse()`` only.
        """
        self.invoke(ops.DropEnumOp(name, schema=schema, if_exists=if_exists, values=values))

    def add_enum_value(
        self,
        /,
        name: str,
        value: str,
        *,
        before: str | None = None,
        after: str | None = None,
        schema: str | None = None,
        if_not_exists: bool | None = None,
        commit: bool | None = None,
        existing_values: Iterable[str] | type[Enum] | None = None,
    ) -> None:
        """Add a value to an enum type on PostgreSQL, without touching any table; nothing elsewhere.

        PostgreSQL lets nobody use an added value before it is committed, so the migration is split here: what came
        before is committed, the value is added in autocommit mode, and a new transaction begins. The rest of the
        migration may use the value. Write it as the first statement of ``upgrade()``: then there is nothing before
        it, and if the rest fails, the migration can run again (the value is added ``IF NOT EXISTS``). With
        ``commit=False`` it stays in the transaction, for later migrations to use. To add values atomically and use
        them at once, at the price of rewriting the tables, there is :meth:`alter_enum`.

        ::

            op.add_enum_value("status", "paused", after="running")

        :param name: the type.
        :param value: the new value.
        :param before: the value it shall stand before.
        :param after: the value it shall stand after; at the end if neither is given.
        :param schema: schema of the type.
        :param if_not_exists: do nothing if the type has the value.
        :param commit: True to commit, False to stay in the transaction; None commits unless the transaction was begun
            by whoever handed over the connection.
        :param existing_values: the values there are before it; needed by ``reverse()`` only.
        :raises CommandError: if ``commit`` is true and the transaction is not ours to end.
        """
        self.invoke(
            ops.AddEnumValueOp(
                name,
                value,
                before=before,
                after=after,
                schema=schema,
                if_not_exists=if_not_exists,
                commit=commit,
                existing_values=existing_values,
            )
        )

    def rename_enum_value(self, /, name: str, old: str, new: str, *, schema: str | None = None) -> None:
        """Give a value of an enum type another name on PostgreSQL; rows follow. Nothing elsewhere.

        :param name: the type.
        :param old: the value as it is.
        :param new: its new name.
        :param schema: schema of the type.
        """
        self.invoke(ops.RenameEnumValueOp(name, old, new, schema=schema))

    def alter_enum(
        self,
        /,
        name: str,
        old_values: Iterable[str] | type[Enum],
        new_values: Iterable[str] | type[Enum],
        *,
        renames: Mapping[str, str] | None = None,
        schema: str | None = None,
        mapping: Mapping[str, str] | None = None,
        columns: Sequence[Sequence[Any]] | None = None,
    ) -> None:
        """Exchange the values of an enum type on PostgreSQL: add, remove, move, rename. Nothing elsewhere.

        Where renames are all, the values are renamed. Else a new type takes the old one's place within the
        transaction: all of it happens or nothing, and new values can be used at once. Every table with a column of
        the type is rewritten under an exclusive lock; to add a value to a type of large tables use
        :meth:`add_enum_value`. Defaults, arrays, CHECKs, partial indexes, foreign keys, comments, owner and rights
        come along.

        ::

            op.alter_enum("status", ["new", "open", "closed"], ["new", "done"],
                          renames={"closed": "done"}, mapping={"open": "new"})

        :param name: the type.
        :param old_values: the values there are, in order.
        :param new_values: the values there shall be, in order.
        :param renames: new name of each value that is given another one.
        :param schema: schema of the type.
        :param mapping: for each value that goes away, what rows (and defaults) that hold it shall hold.
        :param columns: all columns of the type, each as (schema, table, column), followed by True if it is an array,
            then by its server default if it has one. Only for scripts, which can't look; owner, rights, constraints
            and indexes that name values of the type are not looked after there.
        :raises OperationError: before anything is changed: if rows hold a value that goes away and is not mapped, if
            the type has other values than ``old_values``, or if something that uses the type can't follow (a view, a
            function, a generated column, a partition key, a domain): the text names all of them.
        :raises OfflineError: if a script is written and ``columns`` is not given.
        """
        self.invoke(
            ops.AlterEnumOp(
                name, old_values, new_values, renames=renames, schema=schema, mapping=mapping, columns=columns
            )
        )
