"""``from revgraph import op``: what migrations call, acting on the Operations object that is current.

Defines nothing itself: every function is :class:`~revgraph.operations.base.Operations`'s method of the same name, also
those that plug-ins register later.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from revgraph.operations.base import Operations, door

__all__ = [
    "add_column",
    "add_enum_value",
    "alter_column",
    "alter_enum",
    "alter_sequence",
    "batch_alter_table",
    "bulk_insert",
    "create_check_constraint",
    "create_enum",
    "create_exclude_constraint",
    "create_extension",
    "create_foreign_key",
    "create_index",
    "create_primary_key",
    "create_schema",
    "create_sequence",
    "create_table",
    "create_table_comment",
    "create_unique_constraint",
    "drop_column",
    "drop_constraint",
    "drop_enum",
    "drop_extension",
    "drop_index",
    "drop_schema",
    "drop_sequence",
    "drop_table",
    "drop_table_comment",
    "execute",
    "f",
    "get_bind",
    "get_context",
    "implementation_for",
    "inline_literal",
    "invoke",
    "missing_value",
    "online_only",
    "register_operation",
    "rename_column",
    "rename_constraint",
    "rename_enum_value",
    "rename_index",
    "rename_table",
    "run_async",
    "validate_constraint",
]

add_column = door.forward(Operations.add_column)
add_enum_value = door.forward(Operations.add_enum_value)
alter_column = door.forward(Operations.alter_column)
alter_enum = door.forward(Operations.alter_enum)
alter_sequence = door.forward(Operations.alter_sequence)
batch_alter_table = door.forward(Operations.batch_alter_table)
bulk_insert = door.forward(Operations.bulk_insert)
create_check_constraint = door.forward(Operations.create_check_constraint)
create_enum = door.forward(Operations.create_enum)
create_exclude_constraint = door.forward(Operations.create_exclude_constraint)
create_extension = door.forward(Operations.create_extension)
create_foreign_key = door.forward(Operations.create_foreign_key)
create_index = door.forward(Operations.create_index)
create_primary_key = door.forward(Operations.create_primary_key)
create_schema = door.forward(Operations.create_schema)
create_sequence = door.forward(Operations.create_sequence)
create_table = door.forward(Operations.create_table)
create_table_comment = door.forward(Operations.create_table_comment)
create_unique_constraint = door.forward(Operations.create_unique_constraint)
drop_column = door.forward(Operations.drop_column)
drop_constraint = door.forward(Operations.drop_constraint)
drop_enum = door.forward(Operations.drop_enum)
drop_extension = door.forward(Operations.drop_extension)
drop_index = door.forward(Operations.drop_index)
drop_schema = door.forward(Operations.drop_schema)
drop_sequence = door.forward(Operations.drop_sequence)
drop_table = door.forward(Operations.drop_table)
drop_table_comment = door.forward(Operations.drop_table_comment)
execute = door.forward(Operations.execute)
f = door.forward(Operations.f)
get_bind = door.forward(Operations.get_bind)
get_context = door.forward(Operations.get_context)
implementation_for = Operations.implementation_for
inline_literal = door.forward(Operations.inline_literal)
invoke = door.forward(Operations.invoke)
missing_value = door.forward(Operations.missing_value)
online_only = Operations.online_only
register_operation = Operations.register_operation
rename_column = door.forward(Operations.rename_column)
rename_constraint = door.forward(Operations.rename_constraint)
rename_enum_value = door.forward(Operations.rename_enum_value)
rename_index = door.forward(Operations.rename_index)
rename_table = door.forward(Operations.rename_table)
run_async = door.forward(Operations.run_async)
validate_constraint = door.forward(Operations.validate_constraint)


def __getattr__(name: str) -> Callable[..., Any]:
    """Return the forwarder of a verb that a plug-in registered."""
    method = None if name.startswith("_") else getattr(Operations, name, None)
    if method is None or not callable(method):
        from difflib import get_close_matches  # a name of this module would be a verb

        near = get_close_matches(name, dir(Operations), n=1, cutoff=0.75)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}{hint}")
    return door.forward(method)
