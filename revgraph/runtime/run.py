"""The run: read heads, plan, load what will run, and only then write.

    lock -> heads read again -> for each step: transaction { version table; script; head changes }

Nothing is written, and no lock is taken, before the whole plan stands; with nothing to do, nothing is written at all,
and neither the operations nor what keeps the journal are loaded, which takes long.
No env.py here, and no command: the run is given a context and a function that plans.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy.exc import DBAPIError

from revgraph.errors import CommandError, LockTimeout, ResolutionError, UnfinishedMigration, UnknownDatabaseRevision
from revgraph.graph.plan import unknown_ids
from revgraph.graph.steps import RevisionStep, StampStep, Step
from revgraph.runtime.failure import interrupted, migration_failed
from revgraph.runtime.info import MigrationInfo
from revgraph.runtime.journal.past import edited_revisions, last_runs_of
from revgraph.runtime.journal.records import JournalEntry
from revgraph.runtime.lock import lock_of
from revgraph.runtime.pulse import Pulse, pulse_of
from revgraph.runtime.version_table import sees_the_past
from revgraph.script.file import Script
from revgraph.util.logs import Log

if TYPE_CHECKING:
    from revgraph.runtime.journal.follower import Follower
    from revgraph.runtime.subject import Subject

log = Log("revgraph.runtime.migration")
T = TypeVar("T")

OLD_VIEW = (
    "another process has {what} meanwhile, and the caller's transaction still sees it as it was before; nothing was "
    "done. Roll that transaction back and begin anew"
)


class HeadsMoved(Exception):
    """Another process has migrated since the plan was made; never leaves this file."""


class Run:
    """One run of a plan against one context.

    :param context: the database or script to run against.
    :param fn: plans: given the heads, returns the steps; called again if the heads moved while we waited.
    :param kwargs: handed to every ``upgrade()`` and ``downgrade()``.
    """

    def __init__(
        self, context: Subject, fn: Callable[[tuple[str, ...], Any], Iterable[Step[Script]]], kwargs: Mapping[str, Any]
    ) -> None:
        self._context = context
        self._fn = fn
        self._kwargs = kwargs
        self._purge = bool(context.opts.get("purge", False))
        self._heads: tuple[str, ...] = ()
        self._open: dict[str, JournalEntry] = {}
        self._done: list[Step[Script]] = []
        self._pulse = Pulse()
        self._stack = ExitStack()
        self._operates = False

    def go(self) -> None:
        """Plan and run.

        :raises UnknownDatabaseRevision: if the database is at revisions the scripts don't know.
        :raises MigrationFailed: if a migration raises; says what is left in the database.
        :raises LockTimeout: if another process migrates and does not end in time.
        """
        with self._stack:
            if "revgraph.operations.base" in sys.modules:
                self._let_operate()  # what plans may be a function of env.py
            self._heads = self._reading(self._look)
            steps = self._plan()
            if not (steps or self._purge) or self._context.opts.get("dont_mutate", False):
                if self._context.opts.get("undo"):
                    from revgraph.runtime.journal.settle import tell_nothing_is_undone

                    self._reading(lambda: tell_nothing_is_undone(self._context.journal))
                return
            with ExitStack() as own:
                # a transaction around the whole run must end before others may look, so the lock outlives it
                (self._context.lasting or own).enter_context(lock_of(self._context))
                steps = self._plan_anew_if_moved(steps)
                self._reading(lambda: self._read_open_runs(steps))
                if self._context.opts.get("undo"):
                    from revgraph.runtime.journal.settle import undo

                    undo(self._context, steps, self._open, self._kwargs)
                else:
                    self._pulse = own.enter_context(pulse_of(self._context))
                    self._write(steps)

    def _reading(self, look: Callable[[], T]) -> T:
        """Look at the database.

        :param look: reads, and writes nothing.
        :raises CommandError: if the caller's transaction began too long ago to see what is there.
        :raises LockTimeout: if another process locks readers out for too long.
        """
        context = self._context
        try:
            # who only asks is not made to wait longer than the driver does
            return look() if context.opts.get("dont_mutate", False) else context.transactions.patiently(look)
        except DBAPIError as error:
            if context.transactions.callers and sees_the_past(error):
                raise CommandError(OLD_VIEW.format(what="changed this database")) from error
            raise

    def _look(self) -> tuple[str, ...]:
        """Read the heads, and the journal if it is to be looked at: not more than three statements."""
        context = self._context
        if context.journal is None or not context.opts.get("warn_of_edited") or self._purge:
            return self._read_heads()
        heads = context.versions.read(known=context.journal.look())
        # a name is listed before its table is committed, and InnoDB shows no table to a view older than that (1412)
        context.transactions.end_reading()
        entries = context.journal.entries()
        context.transactions.end_reading()
        edited = edited_revisions(context.script, entries, heads)
        if edited:
            log.warning(
                "Edited since this database ran %s: %s; see 'current --verify'",
                "them" if edited[1:] else "it",
                ", ".join(edited),
            )
        return heads

    def _read_open_runs(self, steps: Sequence[Step[Script]]) -> None:
        journal = self._context.journal
        if journal is None:
            return
        from revgraph.runtime.journal.settle import expect_nothing_in_the_way

        journal.forget_presence()
        journal.latest = self._context.transactions.callers
        self._open = {entry.revision: entry for entry in journal.open_runs()}
        expect_nothing_in_the_way(journal, steps, self._open)
        self._context.transactions.end_reading()

    def _plan_anew_if_moved(self, steps: Sequence[Step[Script]]) -> Sequence[Step[Script]]:
        """Look again: between the first look and the lock another process may have come and gone, without a wait."""
        callers = self._context.transactions.callers and not self._purge
        heads = self._reading(lambda: self._context.versions.read(latest=True) if callers else self._read_heads())
        if heads == self._heads:
            return steps
        old_view = callers and self._reading(self._read_heads) != heads
        self._heads = heads
        steps = self._plan()
        if steps and old_view:
            raise CommandError(OLD_VIEW.format(what=f"migrated this database to {', '.join(heads) or 'base'}"))
        return steps

    def _read_heads(self) -> tuple[str, ...]:
        return () if self._purge else self._context.get_current_heads()

    def _plan(self) -> Sequence[Step[Script]]:
        try:
            steps = tuple(_own_steps(self._fn(self._heads, self._context), self._heads))
        except ResolutionError as error:
            script = self._context.script
            unknown = unknown_ids(script.revision_map, self._heads) if script is not None else ()
            if unknown:
                told = last_runs_of(unknown, self._context.journal)
                raise UnknownDatabaseRevision(unknown, table=self._context.versions.label, told=told) from error
            raise
        if steps:
            self._let_operate()
        for step in steps:
            if isinstance(step, RevisionStep):
                _function(step)
        return steps

    def _let_operate(self) -> None:
        """Let ``op`` act on this database until the run has ended."""
        from revgraph.operations.base import Operations

        if not self._operates:
            self._operates = True
            self._stack.enter_context(Operations.context(self._context))

    def _write(self, steps: Sequence[Step[Script]]) -> None:
        while True:
            try:
                self._context.versions.expect_room(change for step in steps for change in step.changes)
                self._context.transactions.end_reading()
                total = len(self._done) + len(steps)
                for step in steps:
                    self._pulse.at(f"{step.name} {_said(step)}", done=len(self._done), total=total)
                    self._take(step)
                if self._purge:
                    self._empty_table()
                return
            except HeadsMoved:
                log.info("Another process has migrated this database meanwhile; planning anew.")
                self._heads = self._reading(self._read_heads)
                steps = self._plan()

    def _take(self, step: Step[Script]) -> None:
        from revgraph.runtime.journal.settle import follower_of

        self._context.follower = follower = follower_of(self._context, step, self._open)
        begun = False
        try:
            with self._context.transactions.migration():
                begun = True
                self._expect_heads_unmoved()
                if not self._done:
                    self._context.impl.start_migrations()
                    self._prepare_table()
                self._log(step)
                if isinstance(step, RevisionStep):
                    follower.begin()
                    with follower.following():
                        _function(step)(**self._kwargs)
                self._context.versions.apply(step.changes)
                self._note(step, follower)
                self._tell(step)
        except HeadsMoved:
            raise
        except BaseException as error:
            if begun and not self._timed_out(error):
                self._note_failure(follower, error)
            self._tell_failure(step, follower, error)
            raise
        finally:
            self._context.follower = None
        self._done.append(step)
        self._heads = tuple(sorted(step.heads_after))

    def _timed_out(self, error: BaseException) -> bool:
        """Say whether an error means that nothing of the migration was done, because of a wait that took too long."""
        return isinstance(error, LockTimeout) and not self._context.transactions.parted

    def _tell_failure(self, step: Step[Script], follower: Follower, error: BaseException) -> None:
        """Raise what is to be said of a step that was not done, or add it to an error that is let pass."""
        if isinstance(error, UnfinishedMigration):
            return
        if self._timed_out(error):
            if self._done:
                heads = ", ".join(self._heads) or "base"
                raise LockTimeout(f"{step.name} {step.short_log}: {error}. The database is at {heads}") from error
        elif isinstance(error, (Exception, SystemExit)):  # a script must not end the command in silence
            raise migration_failed(error, step, self._done, self._context, follower) from error
        else:
            error.add_note(interrupted(step, self._done, self._context, follower))

    def _note(self, step: Step[Script], follower: Follower) -> None:
        follower.done()
        if not isinstance(step, RevisionStep):
            from revgraph.runtime.journal.settle import note_stamp

            note_stamp(self._context, step, self._open)

    def _note_failure(self, follower: Follower, error: BaseException) -> None:
        """Write the failure down as soon as what failed is rolled back; who is in the way then is hardly waited for."""
        self._context.transactions.hurry()
        follower.ended_by_script = self._context.transactions.ended_by_script
        lasting = self._context.lasting
        if lasting is not None and self._context.transactions.one_for_all:
            lasting.callback(follower.failed, error)
        else:
            follower.failed(error)

    def _expect_heads_unmoved(self) -> None:
        """Raise HeadsMoved where no session lock keeps others out but the transaction just begun does."""
        context = self._context
        if context.connection is None or context.impl.lock is not None or self._purge:
            return
        if context.versions.read() != self._heads:
            raise HeadsMoved

    def _prepare_table(self) -> None:
        if self._context.connection is not None or not self._heads:
            self._context.versions.ensure()
        journal = self._context.journal
        if journal is not None:
            journal.forget_presence()
            journal.ensure(statements=journal.at_once)
        if self._purge:
            self._context.versions.clear()
            self._purge = False

    def _empty_table(self) -> None:
        with self._context.transactions.migration():
            self._prepare_table()

    def _log(self, step: Step[Script]) -> None:
        if self._context.as_sql:
            # a second line would stand in the script as SQL
            self._context.impl.static_output(f"-- {said_in_script(step).splitlines()[0]}")
        log.info("%s", said_in_log(step))

    def _tell(self, step: Step[Script]) -> None:
        callbacks = self._context.on_version_apply_callbacks
        if not callbacks:
            return
        info = MigrationInfo.of(step, self._context.script)
        for callback in callbacks:
            callback(ctx=self._context, step=info, heads=set(step.heads_after), run_args=dict(self._kwargs))


def _own_steps(steps: Iterable[Any], heads: Collection[str]) -> Iterator[Step[Script]]:
    """Yield steps as revgraph's own: those that a caller has made by other means say themselves what they come to."""
    for step in steps:
        own: Step[Script] = step if isinstance(step, (RevisionStep, StampStep)) else step.as_own(heads)
        heads = own.heads_after
        yield own


def said_in_log(step: Step[Script]) -> str:
    """Return what the log says of a step that begins."""
    return f"Running {step.name} {_said(step)}"


def said_in_script(step: Step[Script]) -> str:
    """Return what a script says of a step that begins."""
    return said_in_log(step)


def _said(step: Step[Script]) -> str:
    doc = f", {step.revision.doc}" if isinstance(step, RevisionStep) and step.revision.doc else ""
    return f"{step.short_log}{doc}"


def _function(step: RevisionStep[Script]) -> Callable[..., Any]:
    return step.revision.upgrade if step.is_upgrade else step.revision.downgrade
