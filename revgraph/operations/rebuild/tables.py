"""Building a table anew from SQLAlchemy objects: for databases other than SQLite, when it is asked for.

The new table is made under a temporary name, filled, and takes the place of the old one; how, and what else hangs on
it, is in ``table_swap``.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    Computed,
    Constraint,
    Identity,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    TextClause,
    UniqueConstraint,
    cast,
    func,
    insert,
    literal,
    literal_column,
    select,
    text,
)

from revgraph.ddl.filling import SERVER_DEFAULT, MakeValue
from revgraph.errors import OperationError
from revgraph.operations import ops
from revgraph.operations.ops.scratch import column_checks, copy_column
from revgraph.operations.rebuild.definition import place_names
from revgraph.operations.rebuild.demands import not_readable, not_there, there_already
from revgraph.operations.rebuild.reflected import ADJUSTED, reflected_table
from revgraph.operations.rebuild.request import Request
from revgraph.operations.rebuild.stored import PREFIX
from revgraph.operations.rebuild.table_swap import CopyAll, TableSwap, run_table_swap
from revgraph.operations.rebuild.tokens import names_in, renamed_column
from revgraph.operations.target import Surroundings
from revgraph.util.logs import Log

log = Log(__name__)

SHARED_NAMES: dict[str, tuple[type[Constraint], ...]] = {
    "postgresql": (PrimaryKeyConstraint, UniqueConstraint),
    "mysql": (CheckConstraint,),
    "mariadb": (),
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
        self._filled: dict[str, Any] = {}
        self._comment = self._old.comment
        self._named: set[str] = set(self._old.info.get(ADJUSTED, ()))
        self._required: set[str] = set()
        self._constraints = [
            ops.AddConstraintOp.from_constraint(constraint)
            # the key is the columns' as well: who takes a table's constraints away leaves it there
            for constraint in sorted({*self._old.constraints, self._old.primary_key}, key=lambda c: c._creation_order)
            if not getattr(constraint, "_type_bound", False)
            and not (isinstance(constraint, PrimaryKeyConstraint) and not constraint.columns)
        ]
        for operation in self._constraints:
            # SQLAlchemy reflects NOT VALID and NO INHERIT, and does not take them back
            getattr(operation, "kw", {}).pop("dialect_options", None)
        self._indexes = [ops.CreateIndexOp.from_index(index) for index in _own_indexes(self._old)]

    def _source(self) -> Table:
        if self._request.copy_from is not None:
            return self._request.copy_from
        if self._context.connection is None:
            raise not_readable(self._request.table_name)
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
                raise there_already("column", column.name, self._old.name)
            return
        self._columns[column.name] = copy_column(column, own_flags=False)
        self._named.add(column.name.lower())
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
            *column_checks(column),
            primary_key=column.primary_key,
            autoincrement=column.autoincrement,
            nullable=column.nullable if nullable is None else nullable,
            server_default=column.server_default if server_default is False else server_default,
            comment=column.comment if comment is False else comment,
        )
        self._named |= {column.name.lower(), changed.name.lower()}
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
        if old_name in self._filled:
            self._filled[column.name] = self._filled.pop(old_name)
        for operation in (*self._constraints, *self._indexes):
            for attribute in ("columns", "local_cols"):
                names = getattr(operation, attribute, None)
                if names is not None:
                    setattr(operation, attribute, [_renamed(item, old_name, column.name) for item in names])
            self._rename_in_texts(operation, old_name, column.name)

    def _rename_in_texts(self, operation: Any, old: str, new: str) -> None:
        spelled = self._context.dialect.identifier_preparer.quote(new)
        if hasattr(operation, "condition"):
            operation.condition = _renamed_text(operation.condition, old, spelled)
        if isinstance(operation, ops.CreateIndexOp) and "postgresql_where" in operation.kw:
            operation.kw["postgresql_where"] = _renamed_text(operation.kw["postgresql_where"], old, spelled)

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
        self._named.add(name.lower())
        self._origins.pop(name, None)
        self._filled.pop(name, None)
        self._constraints = [op for op in self._constraints if name not in _columns_of(op)]
        self._indexes = [op for op in self._indexes if name not in _columns_of(op)]

    def fill_column(
        self,
        table_name: str,
        filled: Column[Any],
        make_value: MakeValue,
        *,
        schema: str | None = None,
        everywhere: bool = False,
    ) -> None:
        """Have rows take a value while they are copied, where the column is new or NULL."""
        column = self._column(filled.name)
        value = make_value()
        if value is SERVER_DEFAULT:
            default = getattr(column.server_default, "arg", None)
            if default is None:
                raise OperationError(
                    f"{table_name}.{column.name}: populate_default=True: the column has no server default; give the "
                    "value itself, or server_default="
                )
            value = literal(default) if isinstance(default, str) else default
        is_text = isinstance(value, TextClause)
        self._filled[column.name] = literal_column(value.text.replace("\\:", ":")) if is_text else value

    # ------------------------------------------------------------------------------------ constraints, indexes

    def rename_constraint(self, table_name: str, old_name: str, new_name: str, **kw: Any) -> None:
        """Change the name of a constraint."""
        at = next((at for at, op in enumerate(self._constraints) if op.constraint_name == old_name), None)
        if at is None:
            there = [op.constraint_name for op in self._constraints]
            raise not_there("constraint", str(old_name), self._old.name, there)
        found = self._constraints[at]
        self._named |= {str(old_name).lower(), str(new_name).lower()}
        self._constraints[at] = found.placed(new_name, found.table_name, found.schema)

    def validate_constraint(self, table_name: str, constraint_name: str, **kw: Any) -> None:
        """Do nothing: every row is checked when it comes into the new table."""

    def rename_index(self, old_name: str, new_name: str, **kw: Any) -> None:
        """Bring an index back under another name."""
        found = next((op for op in self._indexes if op.index_name == old_name), None)
        if found is None:
            raise not_there("index", str(old_name), self._old.name, [op.index_name for op in self._indexes])
        found.index_name = new_name
        self._named |= {str(old_name).lower(), str(new_name).lower()}

    def add_constraint(self, const: Constraint, **kw: Any) -> None:
        """Add a constraint."""
        if getattr(const, "_type_bound", False):
            return  # it comes with the type of its column
        added = ops.AddConstraintOp.from_constraint(const)
        self._named.add(str(const.name).lower())
        if isinstance(added, ops.CreatePrimaryKeyOp):
            self._named |= {str(self._old.primary_key.name).lower(), "primary"}
            self._required |= {name.lower() for name in _columns_of(added)}  # they take no NULL any more
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
                self._named |= {str(operation.constraint_name).lower(), "primary" if is_key else ""}
                return
        for column in self._columns.values():
            for check in column_checks(column):
                if const.name is not None and check.name == const.name:
                    column.constraints.discard(check)
                    return
        kept = [op for op in self._indexes if const.name is None or not op.unique or op.index_name != const.name]
        if isinstance(const, UniqueConstraint) and len(kept) < len(self._indexes):  # as MySQL's are reflected
            self._indexes = kept
            self._named.add(str(const.name).lower())
            return
        if not if_exists and not getattr(const, "_type_bound", False):
            there = [op.constraint_name for op in self._constraints]
            raise not_there("constraint", const.name, self._old.name, there)

    def create_index(self, index: Index, *, if_not_exists: bool | None = None, **kw: Any) -> None:
        """Create an index after the exchange."""
        there = any(op.index_name == index.name for op in self._indexes)
        if not there:
            self._named.add(str(index.name).lower())
            self._indexes.append(ops.CreateIndexOp.from_index(index))
        elif not if_not_exists:
            raise there_already("index", index.name, self._old.name)

    def drop_index(self, index: Index, *, if_exists: bool | None = None, **kw: Any) -> None:
        """Don't bring an index back after the exchange."""
        kept = [op for op in self._indexes if op.index_name != index.name]
        if len(kept) == len(self._indexes) and not if_exists:
            raise not_there("index", index.name, self._old.name, [op.index_name for op in self._indexes])
        self._indexes = kept
        self._named.add(str(index.name).lower())

    def create_table_comment(self, table: Table) -> None:
        """Set the comment of the new table."""
        self._comment = table.comment
        self._named.add("of the table")

    def drop_table_comment(self, table: Table) -> None:
        """Leave the new table without a comment."""
        self._comment = None
        self._named.add("of the table")

    def create_column_comment(self, column: Column[Any]) -> None:
        """Set the comment of a column of the new table."""
        self._column(column.name).comment = column.comment
        self._named.add(column.name.lower())

    # ------------------------------------------------------------------------------------ the end

    def finish(self) -> None:
        """Build the table anew.

        :raises OperationError: if something the block does not name would be lost.
        """
        self._reorder()
        # the new table can't refer to itself by its name yet, and names of foreign keys may be taken by the old one
        late = [op for op in self._constraints if isinstance(op, ops.CreateForeignKeyOp)]
        new = self._new_table([op for op in self._constraints if op not in late])
        name, schema = self._request.table_name, self._request.schema
        swap = TableSwap(
            self._context,
            Table(name, MetaData(), schema=schema) if self._old.name != name else self._old,
            new,
            self._copy(new),
            self._indexes,
            [op.placed(op.constraint_name, name, schema) for op in late],
            {origin: name for name, origin in self._origins.items()},
            {column.name.lower() for column in self._old.columns if self._origins.get(column.name) != column.name},
            self._named | self._required | ({"options"} if self._request.table_kwargs else set()),
            self._free_names,
        )
        run_table_swap(swap)
        self._set_sequences({number for number in self._origins if number.lower() in self._named})

    def _reorder(self) -> None:
        chains = [[self._column(name).name for name in chain] for chain in self._request.partial_reordering or ()]
        order = place_names(list(self._columns), chains)
        self._columns = {name: self._columns[name] for name in order}

    def _new_table(self, wanted: list[ops.AddConstraintOp]) -> Table:
        dialect = self._context.dialect
        limit = min(dialect.max_identifier_length, getattr(dialect, "max_index_name_length", None) or 255)
        temporary = (PREFIX + self._request.table_name)[:limit]
        for column in self._columns.values():
            column.primary_key = False
        constraints = [
            op.placed(op.constraint_name, self._request.table_name, self._request.schema).to_constraint(self._context)
            for op in wanted
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
            if isinstance(default, Identity) and default.always and self._context.dialect.name != "postgresql":
                raise OperationError(f"column {name!r} is GENERATED ALWAYS AS IDENTITY: its values can't be copied")
            transfer: dict[str, Any] = {"expr": self._old.c[origin]}
            if name in self._retyped:
                self._impl.cast_for_batch_migrate(self._old.c[origin], transfer, self._columns[name].type)
                if transfer["expr"] is self._old.c[origin]:
                    transfer["expr"] = cast(self._old.c[origin], self._columns[name].type)
            into.append(name)
            value = transfer["expr"]
            taken.append((func.coalesce(value, self._filled[name]) if name in self._filled else value).label(name))
        for name in self._filled.keys() - self._origins.keys():
            into.append(name)
            taken.append(self._filled[name].label(name))
        if not into:
            return None
        always = any(column.identity is not None and column.identity.always for column in self._columns.values())
        return CopyAll(new, into, select(*taken)) if always else insert(new).from_select(into, select(*taken))

    def _free_names(self) -> None:
        self._impl.prep_table_for_batch(self, self._old)
        number = 0
        kinds = SHARED_NAMES.get(self._context.dialect.name, (Constraint,))
        for constraint in self._old.constraints:
            if not isinstance(constraint, kinds) or constraint.name is None:
                continue
            if self._context.dialect.name == "postgresql":  # foreign keys depend on it until the table is dropped
                number += 1
                self._impl.rename_constraint(
                    self._old.name, str(constraint.name), f"{PREFIX}{number}", schema=self._old.schema
                )
            else:
                self._impl.drop_constraint(constraint)

    def _set_sequences(self, changed: set[str]) -> None:
        if self._context.dialect.name != "postgresql" or self._context.connection is None:
            return
        parts = [part for part in (self._old.schema, self._request.table_name) if part]
        place = ".".join('"' + part.replace('"', '""') + '"' for part in parts)
        for name in changed:
            column = self._old.c[self._origins[name]]
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
            raise not_there("column", name, self._old.name, self._columns)
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


def _renamed_text(condition: Any, old: str, spelled: str) -> Any:
    if isinstance(condition, str):
        return renamed_column(condition, old, spelled)
    if isinstance(condition, TextClause):
        return text(renamed_column(str(condition), old, spelled).replace(":", r"\:"))
    return condition


def _renamed(item: Any, old: str, new: str) -> Any:
    return new if item == old or getattr(item, "name", None) == old else item
