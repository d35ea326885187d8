"""Building a table anew from SQLAlchemy objects: for databases other than SQLite, when it is asked for.

The new table is made under a temporary name, filled, and takes the place of the old one. What SQLAlchemy can't
reflect (triggers, privileges) is not carried over.
"""

from __future__ import annotations

import logging
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    Computed,
    Constraint,
    ForeignKeyConstraint,
    Identity,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
    cast,
    func,
    insert,
    select,
)

from revgraph.errors import OfflineError, OperationError
from revgraph.operations import ops
from revgraph.operations.ops.scratch import copy_column
from revgraph.operations.rebuild.definition import place_names
from revgraph.operations.rebuild.reflected import reflected_table
from revgraph.operations.rebuild.request import Request
from revgraph.operations.rebuild.swap import PREFIX
from revgraph.operations.rebuild.tokens import names_in
from revgraph.operations.target import Surroundings

log = logging.getLogger(__name__)

SHARED_NAMES: dict[str, tuple[type[Constraint], ...]] = {
    "postgresql": (PrimaryKeyConstraint, UniqueConstraint),
    "mysql": (ForeignKeyConstraint, CheckConstraint),
    "mariadb": (ForeignKeyConstraint,),
}
"""Constraints whose names two tables of a schema can't both have, by dialect."""


class TableRebuild:
    """A target that collects changes of one table and then builds it anew.

    :param request: which table, and how.
    :param context: the migration context.
    :raises OperationError: if there is no such table.
    :raises OfflineError: if a script is written and ``copy_from`` is not given.
    """

    def __init__(self, request: Request, context: Surroundings) -> None:
        self._request = request
        self._context = context
        self._impl = context.impl
        self._old = self._source()
        self._columns = {column.name: copy_column(column, own_flags=False) for column in self._old.columns}
        self._origins: dict[str, str] = {name: name for name in self._columns}
        self._retyped: set[str] = set()
        self._comment = self._old.comment
        self._constraints = [
            ops.AddConstraintOp.from_constraint(constraint)
            for constraint in sorted(self._old.constraints, key=lambda c: c._creation_order)
            if not getattr(constraint, "_type_bound", False) and getattr(constraint, "columns", True)
        ]
        self._indexes = [ops.CreateIndexOp.from_index(index) for index in _own_indexes(self._old)]

    def _source(self) -> Table:
        if self._request.copy_from is not None:
            return self._request.copy_from
        if self._context.connection is None:
            raise OfflineError(
                f"table {self._request.table_name!r} is to be built anew, and a script (--sql) can't read its "
                "definition; give it with op.batch_alter_table(..., copy_from=Table(...))"
            )
        return reflected_table(self._request, self._context, self._context.connection)

    # ------------------------------------------------------------------------------------ columns

    def constraints_added_inline(
        self, column: Column[Any], *, inline_references: bool | None = None
    ) -> tuple[Constraint, ...]:
        """Return nothing: constraints come one by one."""
        return ()

    def add_column(
        self,
        table_name: str,
        column: Column[Any],
        *,
        schema: str | None = None,
        if_not_exists: bool | None = None,
        insert_before: str | None = None,
        insert_after: str | None = None,
        **kw: Any,
    ) -> None:
        """Add a column."""
        if column.name in self._columns:
            if not if_not_exists:
                raise OperationError(f"table {self._old.name!r} has a column {column.name!r} already")
            return
        self._columns[column.name] = copy_column(column, own_flags=False)
        self._move(column.name, insert_before, insert_after)

    def alter_column(
        self,
        table_name: str,
        column_name: str,
        *,
        nullable: bool | None = None,
        server_default: Any = False,
        name: str | None = None,
        type_: Any = None,
        comment: Any = False,
        insert_before: str | None = None,
        insert_after: str | None = None,
        **kw: Any,
    ) -> None:
        """Change a column."""
        column = self._column(column_name)
        changed: Column[Any] = Column(
            name or column.name,
            column.type if type_ is None else type_,
            primary_key=column.primary_key,
            autoincrement=column.autoincrement,
            nullable=column.nullable if nullable is None else nullable,
            server_default=column.server_default if server_default is False else server_default,
            comment=column.comment if comment is False else comment,
        )
        if type_ is not None:
            self._retyped.add(changed.name)
        self._replace(column.name, changed)
        self._move(changed.name, insert_before, insert_after)

    def _replace(self, old_name: str, column: Column[Any]) -> None:
        columns = self._columns.items()
        self._columns = {
            (column.name if key == old_name else key): (column if key == old_name else c) for key, c in columns
        }
        if column.name == old_name:
            return
        if old_name in self._origins:
            self._origins[column.name] = self._origins.pop(old_name)
        for operation in (*self._constraints, *self._indexes):
            for attribute in ("columns", "local_cols"):
                names = getattr(operation, attribute, None)
                if names is not None:
                    setattr(operation, attribute, [_renamed(item, old_name, column.name) for item in names])

    def _move(self, name: str, before: str | None, after: str | None) -> None:
        if before is None and after is None:
            return
        order = [there for there in self._columns if there != name]
        anchor = self._column(before or after or "").name
        order.insert(order.index(anchor) + (before is None), name)
        self._columns = {there: self._columns[there] for there in order}

    def drop_column(
        self,
        table_name: str,
        column: Column[Any],
        *,
        schema: str | None = None,
        if_exists: bool | None = None,
        **kw: Any,
    ) -> None:
        """Drop a column, with the keys and indexes that can't be without it."""
        if if_exists and column.name not in self._columns:
            return
        name = self._column(column.name).name
        del self._columns[name]
        self._origins.pop(name, None)
        self._constraints = [op for op in self._constraints if name not in _columns_of(op)]
        self._indexes = [op for op in self._indexes if name not in _columns_of(op)]

    # ------------------------------------------------------------------------------------ constraints, indexes

    def add_constraint(self, const: Constraint, **kw: Any) -> None:
        """Add a constraint."""
        if getattr(const, "_type_bound", False):
            return  # it comes with the type of its column
        added = ops.AddConstraintOp.from_constraint(const)
        if isinstance(added, ops.CreatePrimaryKeyOp):
            self._constraints = [op for op in self._constraints if not isinstance(op, ops.CreatePrimaryKeyOp)]
        self._constraints.append(added)

    def drop_constraint(self, const: Constraint, *, if_exists: bool | None = None, **kw: Any) -> None:
        """Drop a constraint by its name; the primary key needs none."""
        for operation in self._constraints:
            is_key = const.name is None and isinstance(const, PrimaryKeyConstraint)
            if (is_key and isinstance(operation, ops.CreatePrimaryKeyOp)) or (
                const.name is not None and operation.constraint_name == const.name
            ):
                self._constraints.remove(operation)
                return
        if not if_exists and not getattr(const, "_type_bound", False):
            there = ", ".join(str(op.constraint_name) for op in self._constraints if op.constraint_name) or "none"
            raise OperationError(
                f"no constraint {const.name!r} on table {self._old.name!r}; constraints there: {there}"
            )

    def create_index(self, index: Index, *, if_not_exists: bool | None = None, **kw: Any) -> None:
        """Create an index after the exchange."""
        there = any(op.index_name == index.name for op in self._indexes)
        if not there:
            self._indexes.append(ops.CreateIndexOp.from_index(index))
        elif not if_not_exists:
            raise OperationError(f"table {self._old.name!r} has an index {index.name!r} already")

    def drop_index(self, index: Index, *, if_exists: bool | None = None, **kw: Any) -> None:
        """Don't bring an index back after the exchange."""
        kept = [op for op in self._indexes if op.index_name != index.name]
        if len(kept) == len(self._indexes) and not if_exists:
            there = ", ".join(str(op.index_name) for op in self._indexes) or "none"
            raise OperationError(f"no index {index.name!r} on table {self._old.name!r}; indexes there: {there}")
        self._indexes = kept

    def create_table_comment(self, table: Table) -> None:
        """Set the comment of the new table."""
        self._comment = table.comment

    def drop_table_comment(self, table: Table) -> None:
        """Leave the new table without a comment."""
        self._comment = None

    def create_column_comment(self, column: Column[Any]) -> None:
        """Set the comment of a column of the new table."""
        self._column(column.name).comment = column.comment

    # ------------------------------------------------------------------------------------ the end

    def finish(self) -> None:
        """Build the table anew."""
        name, schema = self._request.table_name, self._request.schema
        self._reorder()
        new = self._new_table()
        copy = self._copy(new)
        self._free_names()
        self._impl.prep_table_for_batch(self, self._old)
        self._impl.create_table(new)
        if copy is not None:
            self._impl.execute(copy)
        self._impl.drop_table(
            Table(name, ops.CreateTableOp(name, []).to_table().metadata, schema=schema, keep_existing=True)
        )
        self._impl.rename_table(new.name, name, schema=schema)
        for operation in self._indexes:
            self._impl.create_index(operation.to_index(self._context))
        self._set_sequences()

    def _reorder(self) -> None:
        chains = [[self._column(name).name for name in chain] for chain in self._request.partial_reordering or ()]
        order = place_names(list(self._columns), chains)
        self._columns = {name: self._columns[name] for name in order}

    def _new_table(self) -> Table:
        limit = self._context.dialect.max_identifier_length
        temporary = (PREFIX + self._request.table_name)[:limit]
        for column in self._columns.values():
            column.primary_key = False
        constraints = [
            op.placed(op.constraint_name, self._request.table_name, self._request.schema).to_constraint(self._context)
            for op in self._constraints
        ]
        options = {**self._old.dialect_kwargs, **self._request.table_kwargs}
        return ops.CreateTableOp(
            temporary,
            [*self._columns.values(), *constraints, *self._request.table_args],
            schema=self._request.schema,
            _constraints_included=True,
            comment=self._comment,
            **options,
        ).to_table(self._context)

    def _copy(self, new: Table) -> Any:
        into: list[str] = []
        taken: list[Any] = []
        for name, origin in self._origins.items():
            default = self._columns[name].server_default
            if isinstance(default, Computed):
                continue
            if isinstance(default, Identity) and default.always:
                raise OperationError(f"column {name!r} is GENERATED ALWAYS AS IDENTITY: its values can't be copied")
            transfer: dict[str, Any] = {"expr": self._old.c[origin]}
            if name in self._retyped:
                self._impl.cast_for_batch_migrate(self._old.c[origin], transfer, self._columns[name].type)
                if transfer["expr"] is self._old.c[origin]:
                    transfer["expr"] = cast(self._old.c[origin], self._columns[name].type)
            into.append(name)
            taken.append(transfer["expr"].label(name))
        return insert(new).from_select(into, select(*taken)) if into else None

    def _free_names(self) -> None:
        kinds = SHARED_NAMES.get(self._context.dialect.name, (Constraint,))
        for constraint in self._old.constraints:
            if isinstance(constraint, kinds) and constraint.name is not None:
                self._impl.drop_constraint(constraint)

    def _set_sequences(self) -> None:
        if self._context.dialect.name != "postgresql" or self._context.connection is None:
            return
        parts = [part for part in (self._old.schema, self._request.table_name) if part]
        place = ".".join('"' + part.replace('"', '""') + '"' for part in parts)
        for name, origin in self._origins.items():
            column = self._old.c[origin]
            if column.identity is None and column is not self._old.autoincrement_column:
                continue
            table = Table(self._request.table_name, MetaData(), Column(name, Integer), schema=self._old.schema)
            found = select(
                func.pg_get_serial_sequence(place, name).label("sequence"),
                select(func.max(table.c[name])).scalar_subquery().label("highest"),
            ).subquery()
            numbered = select(func.setval(found.c.sequence, found.c.highest))
            self._context.connection.execute(numbered.where(found.c.sequence.is_not(None), found.c.highest > 0))

    def _column(self, name: str) -> Column[Any]:
        if name not in self._columns:
            there = ", ".join(self._columns)
            raise OperationError(f"no column {name!r} in table {self._old.name!r}; columns there: {there}")
        return self._columns[name]


def _own_indexes(table: Table) -> list[Index]:
    uniques = {constraint.name for constraint in table.constraints if isinstance(constraint, UniqueConstraint)}
    return [index for index in sorted(table.indexes, key=lambda i: str(i.name)) if index.name not in uniques]


def _columns_of(operation: Any) -> set[str]:
    names: set[str] = set()
    for item in (*getattr(operation, "columns", ()), *getattr(operation, "local_cols", ())):
        names |= {item} if isinstance(item, str) else {getattr(item, "name", "")} | names_in(str(item))
    condition = getattr(operation, "condition", None)
    return names | (names_in(str(condition)) if condition is not None else set())


def _renamed(item: Any, old: str, new: str) -> Any:
    return new if item == old or getattr(item, "name", None) == old else item
