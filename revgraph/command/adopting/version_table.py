"""The version table under another name, in the databases that env.py configures.

First all of them are looked at; only if nothing is in the way in any, they are changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from revgraph.config import Config
from revgraph.errors import CommandError
from revgraph.script.base import ScriptDirectory
from revgraph.script.file import Script

if TYPE_CHECKING:
    from revgraph.graph.steps import Step
    from revgraph.runtime.migration import MigrationContext


def rename_version_table(config: Config, script: ScriptDirectory, old: str, new: str) -> list[str]:
    """Rename the version table in each database that env.py configures, under the migration lock.

    :param config: under which it has its new name.
    :param script: the scripts.
    :param old: its name.
    :param new: the name it gets.
    :return: the databases that had one, passwords masked.
    :raises CommandError: if env.py gives it another name, or the new name is taken; then nothing was renamed.
    """
    found: list[str] = []

    def look(context: MigrationContext) -> None:
        if context.version_table != new:
            raise CommandError(
                f"env.py itself names the version table, {context.version_table!r}, so it can't be renamed here; "
                "nothing was done. Leave out --rename-version-table, or take 'version_table' out of context.configure()"
            )
        _has_table(context, old, new)

    def rename(context: MigrationContext) -> None:
        from revgraph.runtime.failure import masked
        from revgraph.runtime.lock import migration_lock

        if context.lasting is None or context.connection is None:
            raise CommandError("env.py must run migrations inside 'with context.begin_transaction()', online")
        # who migrates now holds the lock of the old name
        label = ".".join(filter(None, (context.version_table_schema, old)))
        if context.opts["lock"]:
            timeout = context.opts["lock_timeout"]
            context.lasting.enter_context(
                migration_lock(context.impl, context.connection, table=label, timeout=timeout)
            )
        if _has_table(context, old, new):
            with context.transactions.migration():
                context.impl.rename_table(old, new, schema=context.version_table_schema)
            found.append(masked(context.connection.engine.url))

    for act in (look, rename):
        _in_each(config, script, act)
    return found


def _has_table(context: MigrationContext, old: str, new: str) -> bool:
    from sqlalchemy import inspect

    if context.connection is None:
        raise CommandError("there is no connection")
    inspector, schema = inspect(context.connection), context.version_table_schema
    is_there, is_taken = (inspector.has_table(name, schema=schema) for name in (old, new))
    context.transactions.end_reading()
    if is_there and is_taken:
        raise CommandError(f"the database has both {old} and {new}; drop the one that is not used. Nothing was renamed")
    return is_there


def _in_each(config: Config, script: ScriptDirectory, act: Callable[[MigrationContext], None]) -> None:
    from revgraph.runtime.environment import EnvironmentContext

    def fn(heads: tuple[str, ...], context: MigrationContext) -> Iterable[Step[Script]]:
        act(context)
        return ()

    EnvironmentContext(config, script, fn=fn, dont_mutate=True).run(demanding=True)
