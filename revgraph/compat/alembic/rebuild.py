"""``ApplyBatchImpl``: building a table anew as Alembic does it, for those who call it themselves.

Over revgraph's way for databases other than SQLite: a table is known as a :class:`sqlalchemy.Table`, changed, made
under a temporary name, filled and put in the place of the old one. While the alias is in place tables that are given
with ``copy_from`` are built anew this way as well: what it says counts, not what is there. On SQLite only in scripts;
with a connection revgraph's own way keeps what ``copy_from`` does not tell of.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from copy import copy
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Column, Computed, Constraint, ForeignKeyConstraint, Identity, Index, MetaData, Table, select

from revgraph.compat.alembic.objects import SchemaObjects
from revgraph.ddl.impl import DefaultImpl
from revgraph.operations.rebuild import Request, TableRebuild

PREFIX = "_alembic_tmp_"
_LONGEST = 50


@dataclass(frozen=True)
class _Around:
    """What surrounds a rebuild that is nobody's migration: no connection, no options."""

    impl: DefaultImpl
    opts: Mapping[str, Any] = field(default_factory=dict)
    connection: None = None

    @property
    def dialect(self) -> Any:
        return self.impl.dialect

    def autocommit_block(self) -> AbstractContextManager[None]:
        return nullcontext()


class ApplyBatchImpl(TableRebuild):
    """Changes of one table, collected and then carried out by building it anew.

    :param impl: the dialect's implementation.
    :param table: the table as it is.
    :param table_args: further constraints and columns of the new table.
    :param table_kwargs: further arguments of the new table.
    :param reflected: whether the table was read from a database; makes no difference here.
    :param partial_reordering: columns in the order that they are to have.
    """

    def __init__(
        self,
        impl: DefaultImpl,
        table: Table,
        table_args: Sequence[Any],
        table_kwargs: Mapping[str, Any],
        reflected: bool,
        partial_reordering: Sequence[Sequence[str]] = (),
    ) -> None:
        request = Request(
            table.name,
            table.schema,
            partial_reordering=partial_reordering,
            copy_from=table,
            table_args=table_args,
            table_kwargs=table_kwargs,
        )
        super().__init__(request, _Around(impl))
        self.impl = impl
        self.table = table
        self.reflected = reflected
        self.new_table: Table | None = None

    @property
    def unnamed_constraints(self) -> list[Constraint]:
        """The constraints of the table that have no name."""
        return [constraint for constraint in self.table.constraints if constraint.name is None]

    @staticmethod
    def _calc_temp_name(tablename: str) -> str:
        """Return the name of the new table before it takes the old one's place."""
        return (PREFIX + tablename)[:_LONGEST]

    def _setup_referent(self, metadata: MetaData, constraint: ForeignKeyConstraint) -> None:
        """Make up in a MetaData what a foreign key refers to, unless it is there."""
        for element in constraint.elements:
            SchemaObjects()._ensure_table_for_fk(metadata, element)

    def _gather_indexes_from_both_tables(self) -> list[Index]:
        """Return the indexes that the table is to have, under its final name."""
        return [operation.to_index(self._context) for operation in self._indexes]

    def _create(self, op_impl: DefaultImpl) -> None:
        """Carry the changes out: create, copy, drop, rename, and the indexes at last.

        :param op_impl: what runs or writes the statements.
        """
        new = self._make_new_table()
        op_impl.prep_table_for_batch(self, self.table)
        op_impl.create_table(new)
        try:
            copied = self._copied_columns(new)
            if copied:
                taken = select(*[value for _, value in copied])
                op_impl.execute(new.insert().from_select([key for key, _ in copied], taken))
            op_impl.drop_table(self.table)
        except BaseException:
            op_impl.drop_table(new)
            raise
        op_impl.rename_table(new.name, self.table.name, schema=self.table.schema)
        for index in self._gather_indexes_from_both_tables():
            op_impl.create_index(index)

    def finish(self) -> None:
        """Carry the changes out with the implementation that was given at first."""
        self._create(self.impl)

    # ------------------------------------------------------------------------------------ the new table

    def _make_new_table(self) -> Table:
        """Make the new table; its columns are found by the names that they had in the old one."""
        self._reorder()
        keys = dict(self._keys())
        for name, key in keys.items():
            self._columns[name].key = key
        made = self._new_table([_by_key(operation, keys) for operation in self._constraints])
        made.name = self._calc_temp_name(self.table.name)
        self.new_table = made
        return made

    def _keys(self) -> Iterator[tuple[str, str]]:
        taken = set(self._origins.values())
        for name in self._columns:
            yield name, self._origins.get(name, f"{name}_" if name in taken else name)

    def _copied_columns(self, new: Table) -> list[tuple[str, Any]]:
        """Return the columns that take the old one's values: key, and what is copied."""
        return [
            (key, self._transferred(self.table.c[key], column))
            for key, column in new.c.items()
            if key in self._origins.values() and not isinstance(column.server_default, (Computed, Identity))
        ]

    def _transferred(self, old: Column[Any], column: Column[Any]) -> Any:
        transfer: dict[str, Any] = {"expr": old}
        self.impl.cast_for_batch_migrate(old, transfer, column.type)
        return transfer["expr"] if transfer["expr"] is old else transfer["expr"].label(old.name)


def is_scripted(request: Request, context: Any) -> bool:
    """Say whether a table is known that a script for SQLite builds anew.

    :param request: the arguments of ``batch_alter_table``.
    :param context: the migration context.
    """
    return context.dialect.name == "sqlite" and context.impl.as_sql and request.copy_from is not None


def scripted(request: Request, context: Any) -> ApplyBatchImpl | None:
    """Return what builds a table anew as ``copy_from`` has it; None where revgraph's own way is taken.

    :param request: the arguments of ``batch_alter_table``.
    :param context: the migration context.
    """
    if request.copy_from is None or (context.dialect.name == "sqlite" and not context.impl.as_sql):
        return None
    arguments = (request.table_args, request.table_kwargs, False, request.partial_reordering or ())
    return ApplyBatchImpl(context.impl, request.copy_from, *arguments)


def _by_key(operation: Any, keys: Mapping[str, str]) -> Any:
    """Return a constraint that names its columns by their keys."""
    changed = copy(operation)
    for attribute in ("columns", "local_cols"):
        names = getattr(operation, attribute, None)
        if names is not None:
            setattr(changed, attribute, [keys.get(name, name) if isinstance(name, str) else name for name in names])
    return changed
