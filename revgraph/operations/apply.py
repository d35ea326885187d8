"""Each operation as calls of a target: the dialect's implementation, or a table rebuild.

Knows no connection and no SQL. What registers here for a class of operations carries them out; plug-ins do it through
``Operations.implementation_for``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Protocol

from sqlalchemy import Column, Constraint, PrimaryKeyConstraint, Table, inspect
from sqlalchemy.types import to_instance

from revgraph.errors import OperationError
from revgraph.operations import ops
from revgraph.operations.ops.scratch import Scratch
from revgraph.operations.options import called, demand_known, in_words
from revgraph.operations.populate import alter_populated, comes_nullable, demand_no_rows, python_default
from revgraph.operations.target import Recorder, Surroundings
from revgraph.util.registry import Registry

implementations = Registry("operations")
"""Functions ``(operations, operation)`` by class of operation and dialect."""


class Performer(Protocol):
    """The ``Operations`` object as an implementation sees it."""

    @property
    def impl(self) -> Any:
        """Return the target."""
        ...

    @property
    def migration_context(self) -> Surroundings:
        """Return the migration context."""
        ...


class Follower(Protocol):
    """Who is told of each operation that is carried out; the migration context may have one as ``follower``."""

    def carried_out(self, operation: ops.MigrateOperation, run: Callable[[], Any], *, in_place: bool) -> Any:
        """Carry out an operation by ``run``, or know that it was carried out before; return what it returns."""
        ...


def perform(operations: Performer, operation: ops.MigrateOperation) -> Any:
    """Carry out an operation on the target of ``operations`` and return what its implementation returns.

    :raises OperationError: if nothing is registered for its class.
    """
    dialect = operations.migration_context.impl.__dialect__
    try:
        implementation = implementations.dispatch(operation, dialect)
    except ValueError as error:
        name = type(operation).__name__
        raise OperationError(
            f"nothing carries out {operation!r}; register a function with @Operations.implementation_for({name})"
        ) from error
    follower: Follower | None = getattr(operations.migration_context, "follower", None)
    if follower is None or isinstance(operations.impl, Recorder):
        with in_words(operation):
            return implementation(operations, operation)
    in_place = operations.impl is operations.migration_context.impl
    with in_words(operation):
        return follower.carried_out(operation, lambda: implementation(operations, operation), in_place=in_place)


def is_built_in(operation: ops.MigrateOperation, context: Surroundings) -> bool:
    """Say whether an operation is carried out by a function of this file, not by a plug-in's."""
    function = implementations.dispatch(operation, context.impl.__dialect__)
    return bool(function.__module__ == __name__)


def recorded(operations: Iterable[ops.MigrateOperation], context: Surroundings) -> Recorder:
    """Return the calls of the implementation that built-in operations on a table would make. Changes nothing."""
    recorder = Recorder(context.impl)
    performer = _Recording(recorder, context)
    for operation in operations:
        perform(performer, operation)
    return recorder


class _Recording:
    def __init__(self, impl: Recorder, migration_context: Surroundings) -> None:
        self.impl = impl
        self.migration_context = migration_context


def said(**kw: Any) -> dict[str, Any]:
    """Return the keyword arguments that are not None: implementations from outside may not know all of them."""
    return {key: value for key, value in kw.items() if value is not None}


# ------------------------------------------------------------------------------------------------ columns


@implementations.dispatch_for(ops.AddColumnOp)
def add_column(operations: Performer, operation: ops.AddColumnOp) -> None:
    """Add the column, then what hangs on it: constraints, indexes, a comment."""
    context, target = operations.migration_context, operations.impl
    table = operation.to_table(context)
    column: Column[Any] = next(iter(table.columns))
    demand_no_rows(operation, context.connection)
    make_value = python_default(operation, column)
    later_required = make_value is not None and comes_nullable(column)
    if later_required:
        column.nullable = True
    inline = target.constraints_added_inline(column, inline_references=operation.inline_references)
    target.add_column(
        operation.table_name,
        column,
        schema=operation.schema,
        **said(
            if_not_exists=operation.if_not_exists,
            inline_references=operation.inline_references,
            inline_primary_key=operation.inline_primary_key,
        ),
        **operation.kw,
    )
    if make_value is not None:
        target.fill_column(
            operation.table_name,
            column,
            make_value,
            schema=operation.schema,
            everywhere=not operation.if_not_exists,
        )
    if later_required:
        column.nullable = False
        target.alter_column(
            operation.table_name,
            column.name,
            nullable=False,
            schema=operation.schema,
            existing_type=column.type,
            existing_nullable=True,
            existing_server_default=None,
            existing_comment=column.comment,
        )
    for constraint in _wanted(table, context):
        if constraint not in inline and not (operation.if_not_exists and _is_there(constraint, operations)):
            # online it was looked for; a rebuild knows what there is
            writes = bool(operation.if_not_exists) and context.connection is None and target is context.impl
            if writes and not isinstance(constraint.name, str) and context.impl.is_created(constraint):
                context.impl.static_output(
                    f"-- A constraint of {table.fullname} has no name to look for: a second run would add it again"
                )
            target.add_constraint(constraint, **said(if_absent=writes or None))
    for index in sorted(table.indexes, key=lambda index: str(index.name)):
        target.create_index(index, **said(if_not_exists=operation.if_not_exists))
    if column.comment is not None and context.dialect.supports_comments and not context.dialect.inline_comments:
        target.create_column_comment(column)


@implementations.dispatch_for(ops.AlterColumnOp)
def alter_column(operations: Performer, operation: ops.AlterColumnOp) -> None:
    """Alter the column; the CHECKs that types like Boolean bring along are exchanged with the type."""
    demand_known("alter_column", called(operation), operation.kw)
    context, target = operations.migration_context, operations.impl
    if operation.populate_default is not None:
        alter_populated(operation, lambda part: alter_column(operations, part), target)
        return
    retyped = operation.modify_type is not None
    if retyped and operation.existing_type is not None:
        for constraint in _bound_checks(operation, operation.existing_type, operation.column_name, context):
            if constraint.name is not None:
                target.drop_constraint(constraint, if_exists=None)
    target.alter_column(
        operation.table_name,
        operation.column_name,
        nullable=operation.modify_nullable,
        server_default=operation.modify_server_default,
        name=operation.modify_name,
        type_=_instance(operation.modify_type),
        schema=operation.schema,
        comment=operation.modify_comment,
        existing_type=_instance(operation.existing_type),
        existing_server_default=operation.existing_server_default,
        existing_nullable=operation.existing_nullable,
        existing_comment=operation.existing_comment,
        **operation.kw,
    )
    if retyped:
        name = operation.modify_name or operation.column_name
        for constraint in _bound_checks(operation, operation.modify_type, name, context):
            target.add_constraint(constraint)


def _instance(type_: Any) -> Any:
    return None if type_ is None else to_instance(type_)


def _bound_checks(
    operation: ops.AlterColumnOp, type_: Any, column_name: str, context: Surroundings
) -> list[Constraint]:
    table = Scratch(context).table(operation.table_name, Column(column_name, type_), schema=operation.schema)
    return _wanted(table, context)


def _is_there(constraint: Constraint, operations: Performer) -> bool:
    """Say whether a table has a constraint already; a script and a rebuild don't look, the latter since it knows."""
    connection = operations.migration_context.connection
    if connection is None or operations.impl is not operations.migration_context.impl:
        return False
    return ops.AddConstraintOp.from_constraint(constraint).applied(inspect(connection)) is ops.Applied.YES


def _wanted(table: Table, context: Surroundings) -> list[Constraint]:
    """Return the constraints, apart from the primary key, that this dialect makes by statements of their own."""
    compiler: Any = context.dialect.ddl_compiler(context.dialect, None)  # type: ignore[arg-type] # as SQLAlchemy does
    found: list[Any] = sorted(table.constraints, key=lambda constraint: constraint._creation_order)
    return [
        constraint
        for constraint in found
        if not isinstance(constraint, PrimaryKeyConstraint)
        and (constraint._create_rule is None or constraint._create_rule(compiler))
    ]


@implementations.dispatch_for(ops.DropColumnOp)
def drop_column(operations: Performer, operation: ops.DropColumnOp) -> None:
    """Drop the column."""
    demand_known("drop_column", called(operation), operation.kw)
    operations.impl.drop_column(
        operation.table_name,
        operation.to_column(operations.migration_context),
        schema=operation.schema,
        **said(if_exists=operation.if_exists, cascade=operation.cascade),
        **operation.kw,
    )


# ------------------------------------------------------------------------------------------------ tables


@implementations.dispatch_for(ops.CreateTableOp)
def create_table(operations: Performer, operation: ops.CreateTableOp) -> Table:
    """Create the table and return it."""
    table = operation.to_table(operations.migration_context)
    operations.impl.create_table(table, **said(if_not_exists=operation.if_not_exists))
    return table


@implementations.dispatch_for(ops.DropTableOp)
def drop_table(operations: Performer, operation: ops.DropTableOp) -> None:
    """Drop the table."""
    table = operation.to_table(operations.migration_context)
    operations.impl.drop_table(table, **said(if_exists=operation.if_exists, cascade=operation.cascade))


@implementations.dispatch_for(ops.RenameTableOp)
def rename_table(operations: Performer, operation: ops.RenameTableOp) -> None:
    """Rename the table, or move it into another schema."""
    names = operation.table_name, operation.new_table_name
    if operation.new_schema in (False, operation.schema):
        operations.impl.rename_table(*names, schema=operation.schema)
    else:
        operations.impl.move_table(*names, schema=operation.schema, new_schema=operation.schema_after)


@implementations.dispatch_for(ops.CreateTableCommentOp)
def create_table_comment(operations: Performer, operation: ops.CreateTableCommentOp) -> None:
    """Set the comment."""
    operations.impl.create_table_comment(operation.to_table(operations.migration_context))


@implementations.dispatch_for(ops.DropTableCommentOp)
def drop_table_comment(operations: Performer, operation: ops.DropTableCommentOp) -> None:
    """Remove the comment."""
    operations.impl.drop_table_comment(operation.to_table(operations.migration_context))


# ------------------------------------------------------------------------------------------------ constraints, indexes


@implementations.dispatch_for(ops.AddConstraintOp)
def create_constraint(operations: Performer, operation: ops.AddConstraintOp) -> None:
    """Add the constraint."""
    constraint = operation.to_constraint(operations.migration_context)
    operations.impl.add_constraint(constraint, **said(not_valid=operation.not_valid or None))


@implementations.dispatch_for(ops.DropConstraintOp)
def drop_constraint(operations: Performer, operation: ops.DropConstraintOp) -> None:
    """Drop the constraint; one without a name is told by what it consists of, if that is known."""
    context = operations.migration_context
    constraint: Constraint
    if operation.constraint_name is None and operation.is_known:
        constraint = operation.reverse().to_constraint(context)
    else:
        constraint = Scratch(context).known_by_name(
            operation.constraint_name, operation.table_name, operation.constraint_type, schema=operation.schema
        )
    options = said(if_exists=operation.if_exists, cascade=operation.cascade or None)
    operations.impl.drop_constraint(constraint, **options)


@implementations.dispatch_for(ops.RenameConstraintOp)
def rename_constraint(operations: Performer, operation: ops.RenameConstraintOp) -> None:
    """Rename the constraint."""
    operations.impl.rename_constraint(
        operation.table_name,
        operation.old_name,
        operation.new_name,
        schema=operation.schema,
        **said(type_=operation.known_type()),
    )


@implementations.dispatch_for(ops.ValidateConstraintOp)
def validate_constraint(operations: Performer, operation: ops.ValidateConstraintOp) -> None:
    """Validate the constraint."""
    operation.known_type()
    operations.impl.validate_constraint(operation.table_name, operation.constraint_name, schema=operation.schema)


@implementations.dispatch_for(ops.CreateIndexOp)
def create_index(operations: Performer, operation: ops.CreateIndexOp) -> None:
    """Create the index."""
    index = operation.to_index(operations.migration_context)
    operations.impl.create_index(index, **said(if_not_exists=operation.if_not_exists))


@implementations.dispatch_for(ops.DropIndexOp)
def drop_index(operations: Performer, operation: ops.DropIndexOp) -> None:
    """Drop the index."""
    if operation.index_name is None:
        raise OperationError("drop_index() needs the name of the index")
    impl = operations.migration_context.impl
    if operation.table_name is None and impl.index_names_are_per_table:
        raise OperationError(
            f"drop_index({str(operation.index_name)!r}): on {impl.dialect.name} an index is found by its table; give "
            "table_name"
        )
    index = operation.to_index(operations.migration_context)
    operations.impl.drop_index(index, **said(if_exists=operation.if_exists))


@implementations.dispatch_for(ops.RenameIndexOp)
def rename_index(operations: Performer, operation: ops.RenameIndexOp) -> None:
    """Rename the index."""
    operations.impl.rename_index(
        operation.old_name, operation.new_name, table_name=operation.table_name, schema=operation.schema
    )


# ------------------------------------------------------------------------------------------------ SQL and rows


@implementations.dispatch_for(ops.BulkInsertOp)
def bulk_insert(operations: Performer, operation: ops.BulkInsertOp) -> None:
    """Insert the rows."""
    operations.impl.bulk_insert(operation.table, operation.rows, multiinsert=operation.multiinsert)


@implementations.dispatch_for(ops.ExecuteSQLOp)
def execute_sql(operations: Performer, operation: ops.ExecuteSQLOp) -> None:
    """Run the statement."""
    operations.migration_context.impl.execute(operation.sqltext, **said(execution_options=operation.execution_options))
