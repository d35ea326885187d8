"""Operations on PostgreSQL's named enum types: create, drop.

Tables and columns create the types they need by themselves; these are for dropping a type after its last user, and
for plug-ins.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Enum

from revgraph.operations import ops
from revgraph.operations.base import Operations


class EnumOp(ops.MigrateOperation):
    """Something done to an enum type.

    :param name: its name.
    :param values: its values, in order.
    :param schema: its schema, or None for the default one.
    """

    def __init__(self, name: str, values: Sequence[str], *, schema: str | None = None) -> None:
        self.name = name
        self.values = tuple(values)
        self.schema = schema

    def to_type(self) -> Enum:
        """Return the type; on databases without named types creating or dropping it does nothing."""
        return Enum(*self.values, name=self.name, schema=self.schema)


class CreateEnumOp(EnumOp):
    """Create an enum type; nothing on databases without such types."""

    def reverse(self) -> DropEnumOp:
        """Return the operation that drops the type."""
        return DropEnumOp(self.name, self.values, schema=self.schema)

    def to_diff_tuple(self) -> tuple[str, str | None, str, tuple[str, ...]]:
        """Return ``("add_enum", schema, name, values)``."""
        return ("add_enum", self.schema, self.name, self.values)


class DropEnumOp(EnumOp):
    """Drop an enum type; nothing on databases without such types."""

    def reverse(self) -> CreateEnumOp:
        """Return the operation that creates the type."""
        return CreateEnumOp(self.name, self.values, schema=self.schema)

    def to_diff_tuple(self) -> tuple[str, str | None, str, tuple[str, ...]]:
        """Return ``("remove_enum", schema, name, values)``."""
        return ("remove_enum", self.schema, self.name, self.values)


@Operations.implementation_for(CreateEnumOp)
def create_enum(operations: Operations, op: CreateEnumOp) -> None:
    """Create an enum type, unless it is there.

    :param operations: the database.
    :param op: says which.
    """
    op.to_type().create(operations.get_bind(), checkfirst=True)


@Operations.implementation_for(DropEnumOp)
def drop_enum(operations: Operations, op: DropEnumOp) -> None:
    """Drop an enum type, if it is there.

    :param operations: the database.
    :param op: says which.
    """
    op.to_type().drop(operations.get_bind(), checkfirst=True)
