"""Operations on what belongs to no table (sequences, enum types, schemas, extensions) as calls of the implementation.

Knows no SQL. A batch block does not keep them: they are carried out at once.
"""

from __future__ import annotations

from contextlib import ExitStack
from typing import Any

from revgraph.errors import CommandError
from revgraph.operations import ops
from revgraph.operations.apply import Performer, implementations, said
from revgraph.operations.ops.sequences import owner_parts


def impl_of(operations: Performer) -> Any:
    """Return the dialect's implementation, also within a batch block."""
    return operations.migration_context.impl


# ------------------------------------------------------------------------------------------------ sequences


@implementations.dispatch_for(ops.CreateSequenceOp)
def create_sequence(operations: Performer, operation: ops.CreateSequenceOp) -> None:
    """Create the sequence."""
    impl_of(operations).create_sequence(
        operation.sequence_name,
        operation.to_options(),
        schema=operation.schema,
        **said(if_not_exists=operation.if_not_exists, owned_by=owner_parts(operation.owned_by)),
    )


@implementations.dispatch_for(ops.AlterSequenceOp)
def alter_sequence(operations: Performer, operation: ops.AlterSequenceOp) -> None:
    """Alter the sequence."""
    impl_of(operations).alter_sequence(
        operation.sequence_name,
        operation.to_options(),
        schema=operation.schema,
        restart=operation.restart,
        **said(if_exists=operation.if_exists, owned_by=owner_parts(operation.owned_by)),
    )


@implementations.dispatch_for(ops.DropSequenceOp)
def drop_sequence(operations: Performer, operation: ops.DropSequenceOp) -> None:
    """Drop the sequence."""
    impl_of(operations).drop_sequence(
        operation.sequence_name, schema=operation.schema, **said(if_exists=operation.if_exists)
    )


# ------------------------------------------------------------------------------------------------ enum types


@implementations.dispatch_for(ops.CreateEnumOp)
def create_enum(operations: Performer, operation: ops.CreateEnumOp) -> None:
    """Create the type."""
    impl_of(operations).create_enum(
        operation.name, operation.values, schema=operation.schema, **said(if_not_exists=operation.if_not_exists)
    )


@implementations.dispatch_for(ops.DropEnumOp)
def drop_enum(operations: Performer, operation: ops.DropEnumOp) -> None:
    """Drop the type."""
    impl_of(operations).drop_enum(operation.name, schema=operation.schema, **said(if_exists=operation.if_exists))


@implementations.dispatch_for(ops.AddEnumValueOp)
def add_enum_value(operations: Performer, operation: ops.AddEnumValueOp) -> None:
    """Add the value: after a COMMIT where it is of no use before one, and nobody says otherwise."""
    impl = impl_of(operations)
    with ExitStack() as stack:
        committed = impl.commits_enum_values and operation.commit is not False
        if committed:
            committed = _left_transaction(operations, stack, demanded=bool(operation.commit))
        impl.add_enum_value(
            operation.name,
            operation.value,
            before=operation.before,
            after=operation.after,
            schema=operation.schema,
            # a migration that fails further down runs again and finds the value there
            **said(if_not_exists=True if committed else operation.if_not_exists),
        )


def _left_transaction(operations: Performer, stack: ExitStack, *, demanded: bool) -> bool:
    """Leave the transaction until the stack is closed, unless it is the caller's; say whether it was left."""
    try:
        stack.enter_context(operations.migration_context.autocommit_block())
    except CommandError:
        if demanded:
            raise
        return False
    return True


@implementations.dispatch_for(ops.RenameEnumValueOp)
def rename_enum_value(operations: Performer, operation: ops.RenameEnumValueOp) -> None:
    """Rename the value."""
    impl_of(operations).rename_enum_value(operation.name, operation.old, operation.new, schema=operation.schema)


@implementations.dispatch_for(ops.AlterEnumOp)
def alter_enum(operations: Performer, operation: ops.AlterEnumOp) -> None:
    """Exchange the values."""
    impl_of(operations).alter_enum(operation.to_change(), columns=operation.columns)


# ------------------------------------------------------------------------------------------------ schemas, extensions


@implementations.dispatch_for(ops.CreateSchemaOp)
def create_schema(operations: Performer, operation: ops.CreateSchemaOp) -> None:
    """Create the schema."""
    impl_of(operations).create_schema(
        operation.schema_name,
        **said(if_not_exists=operation.if_not_exists, authorization=operation.authorization),
    )


@implementations.dispatch_for(ops.DropSchemaOp)
def drop_schema(operations: Performer, operation: ops.DropSchemaOp) -> None:
    """Drop the schema."""
    impl_of(operations).drop_schema(
        operation.schema_name, **said(if_exists=operation.if_exists, cascade=operation.cascade)
    )


@implementations.dispatch_for(ops.CreateExtensionOp)
def create_extension(operations: Performer, operation: ops.CreateExtensionOp) -> None:
    """Install the extension."""
    impl_of(operations).create_extension(
        operation.extension_name,
        schema=operation.schema,
        version=operation.version,
        **said(if_not_exists=operation.if_not_exists, cascade=operation.cascade),
    )


@implementations.dispatch_for(ops.DropExtensionOp)
def drop_extension(operations: Performer, operation: ops.DropExtensionOp) -> None:
    """Remove the extension."""
    impl_of(operations).drop_extension(
        operation.extension_name, **said(if_exists=operation.if_exists, cascade=operation.cascade)
    )
