"""Members that Alembic's classes have and revgraph's don't, lent to revgraph's while the alias is in place.

Each is written as a plain function of the object, in ``lent_scripts`` or ``lent_schemas``; :func:`graft` puts them in,
:func:`remove` takes them out again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from itertools import chain
from types import ModuleType
from typing import Any

from revgraph.compat.alembic import lent_schemas, lent_scripts
from revgraph.compat.alembic.dialects import speak_plainly

VERBS: Mapping[str, tuple[str, ...]] = {
    "AddColumnOp": ("add_column", "batch_add_column"),
    "AlterColumnOp": ("alter_column", "batch_alter_column"),
    "BulkInsertOp": ("bulk_insert",),
    "CreateCheckConstraintOp": ("create_check_constraint", "batch_create_check_constraint"),
    "CreateExcludeConstraintOp": ("create_exclude_constraint", "batch_create_exclude_constraint"),
    "CreateForeignKeyOp": ("create_foreign_key", "batch_create_foreign_key"),
    "CreateIndexOp": ("create_index", "batch_create_index"),
    "CreatePrimaryKeyOp": ("create_primary_key", "batch_create_primary_key"),
    "CreateTableCommentOp": ("create_table_comment", "batch_create_table_comment"),
    "CreateTableOp": ("create_table",),
    "CreateUniqueConstraintOp": ("create_unique_constraint", "batch_create_unique_constraint"),
    "DropColumnOp": ("drop_column", "batch_drop_column"),
    "DropConstraintOp": ("drop_constraint", "batch_drop_constraint"),
    "DropIndexOp": ("drop_index", "batch_drop_index"),
    "DropTableCommentOp": ("drop_table_comment", "batch_drop_table_comment"),
    "DropTableOp": ("drop_table",),
    "ExecuteSQLOp": ("execute", "batch_execute"),
    "RenameTableOp": ("rename_table",),
}
"""Class methods of operations: they take the ``Operations`` object and call its verb."""


COMMANDS = (
    *(f"revgraph.command:{name}" for name in ("branches", "check", "current", "downgrade", "ensure_version", "heads")),
    *(f"revgraph.command:{name}" for name in ("history", "init", "list_templates", "merge", "revision", "show")),
    *("revgraph.command:stamp", "revgraph.command:upgrade", "revgraph.compat.alembic.commands:edit"),
)
"""The functions of ``alembic.command``: programs that make a command of each know them by their module."""


def _verb(name: str) -> classmethod[Any, Any, Any]:
    def call(cls: type[Any], operations: Any, *args: Any, **kw: Any) -> Any:
        return getattr(operations, name.removeprefix("batch_"))(*args, **kw)

    call.__name__ = name
    return classmethod(call)


def _members() -> Iterator[tuple[str, str, Any]]:
    for place, members in chain(lent_scripts.MEMBERS.items(), lent_schemas.MEMBERS.items()):
        for name, member in members.items():
            yield place, name, member
    for command in COMMANDS:
        yield command, "__module__", "alembic.command"
    for operation, verbs in VERBS.items():
        for name in verbs:
            yield f"revgraph.operations.ops:{operation}", name, _verb(name)


_originals: list[tuple[Any, str, Any]] = []
_added: list[tuple[Any, str]] = []


def graft() -> None:
    """Put the members in, unless they are."""
    if _added:
        return
    for place, name, member in _members():
        _put(_owner(place), name, member)
    for place, wrappers in chain(lent_scripts.WRAPPED.items(), lent_schemas.WRAPPED.items()):
        owner = _owner(place)
        for name, wrap in wrappers.items():
            _put(owner, name, wrap(vars(owner)[name]))
    import_module("revgraph.compat.alembic.spelled").spell()


def remove() -> None:
    """Take them out again, and give the classes back what they had."""
    speak_plainly()
    while _originals:
        setattr(*_originals.pop())
    if _added:
        import_module("revgraph.compat.alembic.spelled").unspell()
    while _added:
        delattr(*_added.pop())


def _put(owner: Any, name: str, member: Any) -> None:
    held = vars(owner) if isinstance(owner, (type, ModuleType)) else {name: getattr(owner, name)}
    if name in held:
        _originals.append((owner, name, held[name]))
    else:
        _added.append((owner, name))
    setattr(owner, name, member)


def _owner(place: str) -> Any:
    module, _, name = place.partition(":")
    return getattr(import_module(module), name) if name else import_module(module)
