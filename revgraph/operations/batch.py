"""A batch block: operations on one table, kept until it ends, then carried out in place or by building it anew.

Decides which of the two; how a table is built anew is told in ``rebuild``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import replace
from typing import Any, Literal

from sqlalchemy import Column, Identity, Table

from revgraph.errors import OfflineError, OperationError
from revgraph.operations import ops
from revgraph.operations.apply import Performer, is_built_in, perform, recorded
from revgraph.operations.options import called
from revgraph.operations.rebuild import Request, SQLiteRebuild, TableRebuild
from revgraph.operations.target import Surroundings

ActingOn = Callable[[Any], Performer]
"""Makes an ``Operations`` object that acts on a target."""

ON_A_TABLE = (
    ops.AddColumnOp,
    ops.AlterColumnOp,
    ops.DropColumnOp,
    ops.AddConstraintOp,
    ops.DropConstraintOp,
    ops.RenameConstraintOp,
    ops.ValidateConstraintOp,
    ops.CreateIndexOp,
    ops.DropIndexOp,
    ops.RenameIndexOp,
    ops.CreateTableCommentOp,
    ops.DropTableCommentOp,
)


class Block:
    """The operations of one batch block.

    :param table_name: the table.
    :param schema: its schema.
    :param recreate: ``"auto"``, ``"always"`` or ``"never"``.
    :param request: the other arguments of ``batch_alter_table``.
    :raises ValueError: if ``recreate`` is none of these.
    """

    def __init__(
        self,
        table_name: str,
        schema: str | None,
        *,
        recreate: Literal["auto", "always", "never"] = "auto",
        partial_reordering: Sequence[tuple[str, ...]] | None = None,
        copy_from: Table | None = None,
        table_args: Sequence[Any] = (),
        table_kwargs: Mapping[str, Any] | None = None,
        reflect_args: Sequence[Any] = (),
        reflect_kwargs: Mapping[str, Any] | None = None,
        naming_convention: Mapping[str, str] | None = None,
    ) -> None:
        if recreate not in ("auto", "always", "never"):
            raise ValueError(f"batch_alter_table(recreate={recreate!r}): it is 'auto', 'always' or 'never'")
        self.table_name = table_name
        self.schema = schema
        self.operations: list[ops.MigrateOperation] = []
        self._recreate = recreate
        self.request = Request(
            table_name,
            schema,
            partial_reordering=partial_reordering,
            copy_from=copy_from,
            table_args=table_args,
            table_kwargs=table_kwargs or {},
            reflect_args=reflect_args,
            reflect_kwargs=reflect_kwargs or {},
            naming_convention=naming_convention,
        )

    @property
    def headline(self) -> str:
        """Return the block in a few words."""
        place = f"{self.schema}.{self.table_name}" if self.schema else self.table_name
        count = len(self.operations)
        return f"batch_alter_table {place} ({count} operation{'' if count == 1 else 's'})"

    def takes(self, operation: ops.MigrateOperation) -> bool:
        """Say whether an operation belongs into the block: it is on its table, or SQL that must wait for its turn."""
        if isinstance(operation, ops.ExecuteSQLOp):
            return True
        if not isinstance(operation, ON_A_TABLE):
            return False
        table = (operation.table_name or self.table_name, operation.schema)
        return table == (self.table_name, self.schema)

    def add(self, operation: ops.MigrateOperation) -> None:
        """Put an operation behind the others."""
        self.operations.append(operation)

    def carry_out(self, context: Surroundings, acting_on: ActingOn) -> None:
        """Carry the operations out, in their order.

        :param context: the migration context.
        :param acting_on: makes the ``Operations`` object for a target.
        """
        in_place = acting_on(context.impl)
        done = False
        for group in _groups(self.operations):
            if isinstance(group, ops.ExecuteSQLOp):
                perform(in_place, group)
            elif self._must_rebuild(group, context):
                self._rebuild(group, context, acting_on)
                done = True
            else:
                for operation in group:
                    perform(in_place, operation)
        by_itself = self._recreate == "auto" and context.dialect.name == "sqlite" and self.reshapes
        if (self._recreate == "always" or by_itself) and not done:
            self._rebuild([], context, acting_on)

    @property
    def reshapes(self) -> bool:
        """Say whether the arguments of the block alone change the table."""
        return bool(self.request.partial_reordering or self.request.table_args or self.request.table_kwargs)

    def _must_rebuild(self, group: Sequence[ops.MigrateOperation], context: Surroundings) -> bool:
        placed = [op for op in group if {"insert_before", "insert_after"} & set(getattr(op, "kw", ()))]
        if self._recreate == "always":
            return True
        on_sqlite = context.dialect.name == "sqlite"
        if placed and (self._recreate == "never" or not on_sqlite):
            raise OperationError(
                f"insert_before and insert_after need table {self.table_name!r} to be built anew: "
                "use batch_alter_table(..., recreate='always')"
            )
        if self._recreate == "never":
            return False
        if placed or (on_sqlite and self.reshapes):
            return True
        scripted = context.connection is None and self.request.copy_from is not None
        if on_sqlite and scripted and any(isinstance(op, ops.DropColumnOp) for op in group):
            return True  # what else names the column is known from the table that was given, not from the operation
        return _needs_rebuild(group, context)

    def _rebuild(self, group: Sequence[ops.MigrateOperation], context: Surroundings, acting_on: ActingOn) -> None:
        if context.dialect.name != "sqlite":
            with _naming(group):
                elsewhere = TableRebuild(self.request, context)
            self._rebuild_once(elsewhere, group, acting_on)
            return
        in_place = acting_on(context.impl)
        renamed: dict[str, str] = {}
        for part in _around_renames(group):
            if isinstance(part, ops.AlterColumnOp):
                perform(in_place, part)
                renamed[part.column_name.lower()] = str(part.modify_name)
            else:
                request = replace(self.request, renamed=dict(renamed))
                with _naming(part):
                    target = SQLiteRebuild(request, context)
                self._rebuild_once(target, part, acting_on)

    def _rebuild_once(
        self, target: SQLiteRebuild | TableRebuild, group: Sequence[ops.MigrateOperation], acting_on: ActingOn
    ) -> None:
        operations = acting_on(target)
        for operation in group:
            perform(operations, operation)
        with _naming(group):
            target.finish()


def rebuild_in_place(operation: ops.MigrateOperation, context: Surroundings, acting_on: ActingOn) -> bool:
    """Carry out one operation by building its table anew, if ALTER TABLE can't do it.

    :return: False if it can, and nothing was done.
    """
    if not isinstance(operation, ON_A_TABLE) or not _needs_rebuild([operation], context):
        return False
    block = Block(str(operation.table_name), operation.schema)
    block.add(operation)
    block.carry_out(context, acting_on)
    return True


@contextmanager
def _naming(group: Sequence[ops.MigrateOperation]) -> Iterator[None]:
    """Put the operations before the text of an error that comes when all of them are carried out as one."""
    try:
        yield
    except (OperationError, OfflineError) as error:
        if group:
            error.args = (f"{', '.join(map(called, group))}: {error.args[0]}", *error.args[1:])
        raise


def _needs_rebuild(group: Sequence[ops.MigrateOperation], context: Surroundings) -> bool:
    if context.dialect.name == "sqlite" and any(_adds_required_column(operation) for operation in group):
        return True
    built_in = [operation for operation in group if is_built_in(operation, context)]
    return context.impl.requires_recreate_in_batch(recorded(built_in, context))


def _adds_required_column(operation: ops.MigrateOperation) -> bool:
    """Say whether a NOT NULL column without a default is added: SQLite's ADD COLUMN refuses it on empty tables too."""
    if not isinstance(operation, ops.AddColumnOp):
        return False
    column: Column[Any] = operation.column
    default = None if isinstance(column.server_default, Identity) else column.server_default  # SQLite has none
    return not column.nullable and default is None


def _groups(operations: Sequence[ops.MigrateOperation]) -> Iterator[Any]:
    """Yield the operations on the table in lists, and between them the SQL that stands there."""
    group: list[ops.MigrateOperation] = []
    for operation in operations:
        if isinstance(operation, ops.ExecuteSQLOp):
            if group:
                yield group
            yield operation
            group = []
        else:
            group.append(operation)
    if group:
        yield group


def _around_renames(group: Sequence[ops.MigrateOperation]) -> list[Any]:
    """Return renames, done in place so that triggers and views follow, and lists of what is between them.

    A rename goes before operations that have nothing to do with the column, so that these make one list. The last
    item is always a list.
    """
    parts: list[Any] = [[]]
    for operation in group:
        if not isinstance(operation, ops.AlterColumnOp) or operation.modify_name is None:
            parts[-1].append(operation)
            continue
        names = {operation.column_name.lower(), operation.modify_name.lower()}
        rename = ops.AlterColumnOp(
            operation.table_name, operation.column_name, schema=operation.schema, modify_name=operation.modify_name
        )
        if all(_is_apart(other, names) for other in parts[-1]):
            parts.insert(len(parts) - 1, rename)
        else:
            parts.extend([rename, []])
        rest = copy(operation)
        rest.column_name, rest.modify_name = operation.modify_name, None
        if rest.has_changes() or rest.kw:
            parts[-1].append(rest)
    return parts


def _is_apart(operation: ops.MigrateOperation, names: set[str]) -> bool:
    if isinstance(operation, ops.AddColumnOp):
        return operation.column.name.lower() not in names and not operation.column.foreign_keys
    if isinstance(operation, (ops.AlterColumnOp, ops.DropColumnOp)):
        return operation.column_name.lower() not in names
    columns = getattr(operation, "columns", None) or getattr(operation, "local_cols", None)
    if columns is None or not all(isinstance(column, str) for column in columns):
        return False
    return not names & {column.lower() for column in columns}
