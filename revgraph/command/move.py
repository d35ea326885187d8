"""Commands that move a database along the graph: ``upgrade``, ``downgrade``, ``stamp``.

Each checks its target, makes a plan of what the database's heads call for, and hands that to the runtime; no SQL here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from revgraph.config import Config
from revgraph.errors import CommandError
from revgraph.graph.target import parse_targets
from revgraph.script.base import ScriptDirectory
from revgraph.script.file import Script
from revgraph.util.text import as_tuple, listed

if TYPE_CHECKING:
    from revgraph.graph.plan import Plan
    from revgraph.graph.steps import Step

Planner: TypeAlias = "Callable[[tuple[str, ...]], Plan[Script]]"


def upgrade(
    config: Config,
    revision: str,
    sql: bool = False,
    tag: str | None = None,
    resume: bool = False,
    undo: bool = False,
    no_lock: bool = False,
    lock_timeout: float | None = None,
    dialect: str | None = None,
    confirm: bool = False,
) -> None:
    """Run the ``upgrade()`` of every revision between the database and the target.

    :param config: the configuration.
    :param revision: the target, e.g. ``head``, ``heads``, an id, ``+1``; with ``sql`` also ``from:to``.
    :param sql: write a script instead of running online.
    :param tag: free text for env.py.
    :param resume: where a migration was cut off and it can't be told whether a statement was carried out, run it.
    :param undo: take back what is done of a migration that was cut off, and run nothing.
    :param no_lock: take no migration lock, whatever env.py and the configuration say.
    :param lock_timeout: seconds to wait for another process that migrates, whatever they say.
    :param dialect: with ``sql``: write the script for this dialect, such as ``postgresql``, whatever the URL says.
    :param confirm: show what would be done, and ask at the terminal before it is done.
    :raises CommandError: if the target can't be reached or a migration fails; the text says what state is left.
    :raises LockTimeout: if another process migrates the database and does not end in time; nothing was done.
    :raises UnfinishedMigration: if a migration was cut off and a person must say how to go on.
    """
    from revgraph.graph.plan import upgrade_plan

    script = ScriptDirectory.from_config(config)
    start, target = _split(revision, sql)
    _check(config, script, start, target)
    script.warn_of_lock()
    how = _how(sql, resume, undo)
    if confirm and sql:
        raise CommandError("upgrade: --confirm can't be used with --sql, which runs nothing")
    agreed = _agreed(config, script, target) if confirm else None

    def plan(heads: tuple[str, ...]) -> Plan[Script]:
        made = upgrade_plan(script.revision_map, target, heads)
        if agreed is not None and made and str(made) not in agreed:
            raise CommandError("upgrade: the database has moved since you were asked; nothing more was done, try again")
        return made

    _run(
        config,
        script,
        plan,
        start,
        target,
        sql,
        tag,
        warn_of_edited=True,
        **how,
        no_lock=no_lock,
        lock_timeout=lock_timeout,
        dialect=dialect,
    )


def downgrade(
    config: Config,
    revision: str,
    sql: bool = False,
    tag: str | None = None,
    resume: bool = False,
    undo: bool = False,
    no_lock: bool = False,
    lock_timeout: float | None = None,
    dialect: str | None = None,
) -> None:
    """Run the ``downgrade()`` of every revision between the database and the target.

    :param config: the configuration.
    :param revision: the target, e.g. ``base``, an id, ``-1``; with ``sql`` it must be ``from:to``.
    :param sql: write a script instead of running online.
    :param tag: free text for env.py.
    :param resume: as in :func:`upgrade`.
    :param undo: as in :func:`upgrade`.
    :param no_lock: as in :func:`upgrade`.
    :param lock_timeout: as in :func:`upgrade`.
    :param dialect: as in :func:`upgrade`.
    :raises CommandError: if the target can't be reached or a migration fails; the text says what state is left.
    :raises LockTimeout: if another process migrates the database and does not end in time; nothing was done.
    :raises UnfinishedMigration: if a migration was cut off and a person must say how to go on.
    """
    from revgraph.graph.plan import downgrade_plan

    script = ScriptDirectory.from_config(config)
    start, target = _split(revision, sql)
    if sql and start is None:
        raise CommandError("downgrade with --sql requires <fromrev>:<torev>, e.g. 'head:base'")
    _check(config, script, start, target)
    how = _how(sql, resume, undo)
    _run(
        config,
        script,
        lambda heads: downgrade_plan(script.revision_map, target, heads, guess=not config.product.careful),
        start,
        target,
        sql,
        tag,
        **how,
        no_lock=no_lock,
        lock_timeout=lock_timeout,
        dialect=dialect,
    )


def stamp(
    config: Config,
    revision: str | Sequence[str],
    sql: bool = False,
    tag: str | None = None,
    purge: bool = False,
    no_lock: bool = False,
    lock_timeout: float | None = None,
    dialect: str | None = None,
) -> None:
    """Set the version table to revisions without running any migration.

    :param config: the configuration.
    :param revision: one target or several, none for ``base``; with ``sql`` also ``from:to``.
    :param sql: write a script instead of running online.
    :param tag: free text for env.py.
    :param purge: empty the version table first, whatever it holds.
    :param no_lock: as in :func:`upgrade`.
    :param lock_timeout: as in :func:`upgrade`.
    :param dialect: as in :func:`upgrade`.
    :raises CommandError: if a target is unknown; nothing was written.
    :raises LockTimeout: if another process migrates the database and does not end in time; nothing was done.
    """
    from revgraph.graph.plan import stamp_plan

    if purge and sql:
        raise CommandError("stamp: --purge can't be used with --sql, the script would not know what to delete")
    script = ScriptDirectory.from_config(config)
    ends = [_split(each, sql) for each in as_tuple(revision)]
    starts = {start for start, _ in ends}
    if len(starts) > 1:
        raise CommandError("stamp with --sql requires all targets to have the same start, as in 'a:b a:c'")
    start = next(iter(starts), None)
    targets = [target for _, target in ends] or ["base"]
    _check(config, script, start, *targets)

    def plan(heads: tuple[str, ...]) -> Plan[Script]:
        return stamp_plan(script.revision_map, targets, heads, purge=purge)

    asked = {"purge": purge, "no_lock": no_lock, "lock_timeout": lock_timeout, "dialect": dialect}
    _run(config, script, plan, start, listed(targets), sql, tag, **asked)


def _agreed(config: Config, script: ScriptDirectory, target: str) -> frozenset[str]:
    """Show what an upgrade would do, ask whether it shall be done, and return the plans that were agreed to.

    :raises CommandError: if it shall not, or nobody can be asked.
    """
    from revgraph.command.preview import previews, summary

    found = [one for one in previews(config, script, target, "upgrade") if one.plan]
    if not found:
        return frozenset()
    config.print_stdout("%s", summary(found))
    answer = None if config.ask is None else config.ask("\nRun this? [y/N] ")
    if answer is None:
        raise CommandError("upgrade --confirm: nobody can be asked here, so nothing was done; leave out --confirm")
    if answer.strip().lower() not in ("y", "yes"):
        raise CommandError("upgrade: not confirmed, nothing was done")
    return frozenset(str(one.plan) for one in found)


def _split(revision: str, sql: bool) -> tuple[str | None, str]:
    start, colon, target = revision.partition(":")
    if not colon:
        return None, revision
    if not sql:
        raise CommandError(
            f"range {revision!r} can't be used here: the database says where to start; "
            "name the target alone, or write a script with --sql"
        )
    if not target or ":" in target:
        raise CommandError(f"range {revision!r} must have the form <fromrev>:<torev>")
    return start or "base", target


def _how(sql: bool, resume: bool, undo: bool) -> dict[str, bool]:
    if resume and undo:
        raise CommandError("--resume and --undo can't be used together: one goes on, the other takes back")
    if sql and (resume or undo):
        raise CommandError(f"--{'resume' if resume else 'undo'} can't be used with --sql: a script knows no database")
    return {"resume": resume, "undo": undo}


def _check(config: Config, script: ScriptDirectory, *targets: str | None) -> None:
    """Refuse what no database could make sense of, before env.py connects to one."""
    for text in targets if config.product.careful else ():
        for target in parse_targets(text) if text is not None else ():
            if not target.is_relative and target.anchor != "current":
                script.revision_map.resolve(target)


def _run(
    config: Config,
    script: ScriptDirectory,
    plan: Planner,
    start: str | None,
    target: str,
    sql: bool,
    tag: str | None,
    **asked: Any,
) -> None:
    from revgraph.runtime.environment import EnvironmentContext
    from revgraph.runtime.migration import MigrationContext

    def steps(heads: tuple[str, ...], context: MigrationContext) -> Iterable[Step[Script]]:
        return plan(heads).steps

    EnvironmentContext(
        config, script, fn=steps, as_sql=sql, starting_rev=start, destination_rev=target, tag=tag, **asked
    ).run()
