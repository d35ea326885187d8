"""The run: read heads, plan, load what will run, and only then write.

    lock -> heads read again -> for each step: transaction { version table; script; head changes }

Nothing is written, and no lock is taken, before the whole plan stands; with nothing to do, nothing is written at all.
No env.py here, and no command: the run is given a context and a function that plans.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, nullcontext
from typing import TYPE_CHECKING, Any

from revgraph.errors import ResolutionError, UnknownDatabaseRevision
from revgraph.graph.plan import unknown_ids
from revgraph.graph.steps import RevisionStep, Step
from revgraph.operations.base import Operations
from revgraph.runtime.failure import migration_failed
from revgraph.runtime.info import MigrationInfo
from revgraph.runtime.lock import migration_lock
from revgraph.script.file import Script

if TYPE_CHECKING:
    from revgraph.runtime.subject import Subject

log = logging.getLogger("revgraph.runtime.migration")


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
        self._done: list[Step[Script]] = []

    def go(self) -> None:
        """Plan and run.

        :raises UnknownDatabaseRevision: if the database is at revisions the scripts don't know.
        :raises MigrationFailed: if a migration raises; says what is left in the database.
        :raises LockTimeout: if another process migrates and does not end in time.
        """
        with Operations.context(self._context):
            self._heads = self._read_heads()
            steps = self._plan()
            if not (steps or self._purge) or self._context.opts.get("dont_mutate", False):
                return
            with ExitStack() as own:
                # a transaction around the whole run must end before others may look, so the lock outlives it
                (self._context.lasting or own).enter_context(self._lock())
                steps = self._plan_anew_if_moved(steps)
                self._write(steps)

    def _plan_anew_if_moved(self, steps: Sequence[Step[Script]]) -> Sequence[Step[Script]]:
        """Look again: between the first look and the lock another process may have come and gone, without a wait."""
        heads = self._read_heads()
        if heads == self._heads:
            return steps
        self._heads = heads
        return self._plan()

    def _read_heads(self) -> tuple[str, ...]:
        return () if self._purge else self._context.get_current_heads()

    def _plan(self) -> Sequence[Step[Script]]:
        try:
            steps = tuple(self._fn(self._heads, self._context))
        except ResolutionError as error:
            script = self._context.script
            unknown = unknown_ids(script.revision_map, self._heads) if script is not None else ()
            if unknown:
                raise UnknownDatabaseRevision(unknown, table=self._context.versions.label) from error
            raise
        for step in steps:
            if isinstance(step, RevisionStep):
                _function(step)
        return steps

    def _lock(self) -> AbstractContextManager[None]:
        context = self._context
        if context.connection is None or not context.opts["lock"] or context.locked:
            return nullcontext()
        context.locked = context.lasting is not None
        return migration_lock(
            context.impl, context.connection, table=context.versions.label, timeout=context.opts["lock_timeout"]
        )

    def _write(self, steps: Sequence[Step[Script]]) -> None:
        while True:
            try:
                for step in steps:
                    self._take(step)
                if self._purge:
                    self._empty_table()
                return
            except HeadsMoved:
                log.info("Another process has migrated this database meanwhile; planning anew.")
                self._heads = self._read_heads()
                steps = self._plan()

    def _take(self, step: Step[Script]) -> None:
        try:
            with self._context.transactions.migration():
                self._expect_heads_unmoved()
                if not self._done:
                    self._prepare_table()
                self._log(step)
                if isinstance(step, RevisionStep):
                    _function(step)(**self._kwargs)
                self._context.versions.apply(step.changes)
                self._tell(step)
        except HeadsMoved:
            raise
        except Exception as error:
            raise migration_failed(error, step, self._done, self._context) from error
        self._done.append(step)
        self._heads = tuple(sorted(step.heads_after))

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
        if self._purge:
            self._context.versions.clear()
            self._purge = False

    def _empty_table(self) -> None:
        with self._context.transactions.migration():
            self._prepare_table()

    def _log(self, step: Step[Script]) -> None:
        doc = f", {step.revision.doc}" if isinstance(step, RevisionStep) and step.revision.doc else ""
        line = f"Running {step.name} {step.short_log}{doc}"
        if self._context.as_sql:
            self._context.impl.static_output(f"-- {line}")
        log.info("%s", line)

    def _tell(self, step: Step[Script]) -> None:
        callbacks = self._context.on_version_apply_callbacks
        if not callbacks:
            return
        info = MigrationInfo.of(step, self._context.script)
        for callback in callbacks:
            callback(ctx=self._context, step=info, heads=set(step.heads_after), run_args=dict(self._kwargs))


def _function(step: RevisionStep[Script]) -> Callable[..., Any]:
    return step.revision.upgrade if step.is_upgrade else step.revision.downgrade
