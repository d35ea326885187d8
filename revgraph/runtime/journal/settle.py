"""A migration that was cut off: take it up again, take it back, or believe what a person says of it.

Knows the journal and the version table; how one revision is followed is in ``runtime.keeper``.
"""

from __future__ import annotations

import getpass
import platform
import socket
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from revgraph import __version__
from revgraph.errors import CommandError, OperationError
from revgraph.graph.heads import HeadChange
from revgraph.graph.steps import RevisionStep, Step
from revgraph.operations.base import Operations
from revgraph.operations.ops import Applied, MigrateOperation
from revgraph.runtime.journal.follower import Follower
from revgraph.runtime.journal.keeper import Keeper
from revgraph.runtime.journal.probe import operation_applied
from revgraph.runtime.journal.records import DONE, ROLLED_BACK, RUNNING, Journal, JournalEntry, JournalStatement
from revgraph.runtime.journal.session import wait_for_session
from revgraph.runtime.journal.source import SourceDigest, source_digest
from revgraph.runtime.journal.unfinished import in_the_way, not_reversible
from revgraph.script.file import Script
from revgraph.util.logs import Log
from revgraph.util.text import listed

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from revgraph.runtime.journal.effect import Effect
    from revgraph.runtime.subject import Subject

log = Log("revgraph.runtime.migration")


def follower_of(context: Subject, step: Step[Script], open_runs: Mapping[str, JournalEntry]) -> Follower:
    """Return what follows a step; it takes up a run of the same revision that was cut off.

    :param open_runs: the runs that were cut off, by revision.
    :raises LockTimeout: if the database is still at the last statement of that run.
    """
    if context.journal is None or context.connection is None or not isinstance(step, RevisionStep):
        return Follower()
    before = _open_run_of(step, open_runs)
    if before is None:
        entry, source = new_entry(context, context.journal, step)
        return _keeper(context, context.journal, step, entry, source=source)
    _wait(context, context.connection, before)
    known = context.journal.statements(before)
    log.info("The %s of %s was cut off; %d statements are done", before.direction, before.revision, len(_done(known)))
    return _keeper(context, context.journal, step, replace(before, state=RUNNING, finished=None), known, resumes=True)


def _wait(context: Subject, connection: Connection, before: JournalEntry) -> None:
    wait_for_session(
        connection,
        before.session,
        timeout=context.opts["lock_timeout"],
        end_reading=context.transactions.end_reading,
    )


def _keeper(
    context: Subject,
    journal: Journal,
    step: RevisionStep[Script],
    entry: JournalEntry,
    known: Sequence[JournalStatement] = (),
    *,
    resumes: bool = False,
    source: SourceDigest | None = None,
    make: Callable[..., Keeper] = Keeper,
) -> Keeper:
    source = source or source_digest(step.revision.source)
    return make(
        context,
        journal,
        context.connection,
        entry,
        known,
        resumes=resumes,
        unchanged=source is not None and source.code is not None and source.code == entry.source,
        forced=bool(context.opts.get("resume")),
        source=source,
        path=step.revision.source,
    )


def _open_run_of(step: RevisionStep[Script], open_runs: Mapping[str, JournalEntry]) -> JournalEntry | None:
    found = open_runs.get(step.revision.revision)
    return found if found is not None and found.direction == step.name else None


def _done(rows: Iterable[JournalStatement]) -> list[JournalStatement]:
    return [row for row in rows if row.state == DONE]


def new_entry(context: Subject, journal: Journal, step: Step[Script]) -> tuple[JournalEntry, SourceDigest | None]:
    """Return the journal's row for a step that is about to run, and the digests of its file."""
    is_revision = isinstance(step, RevisionStep)
    source = source_digest(step.revision.source) if isinstance(step, RevisionStep) else None
    version = getattr(context.dialect, "server_version_info", None) or ()
    entry = JournalEntry(
        id=journal.next_id(),
        revision=step.revision.revision if isinstance(step, RevisionStep) else ", ".join(step.to_revisions) or "base",
        parents=step.revision.parents if isinstance(step, RevisionStep) else step.from_revisions,
        message=step.revision.doc if isinstance(step, RevisionStep) else "",
        direction=step.name,
        state=RUNNING if is_revision else DONE,
        started=datetime.now(UTC).replace(tzinfo=None),
        source=None if source is None else source.code,
        file=None if source is None else source.file,
        product=__version__,
        database=f"{context.dialect.name} {'.'.join(str(part) for part in version)}".strip(),
        python=platform.python_version(),
        who=_who(),
    )
    return entry, source


def _who() -> str:
    try:
        user = getpass.getuser()
    except (KeyError, OSError, ImportError):  # a container's user may have no name
        user = "?"
    return f"{user}@{socket.gethostname()}"


def expect_nothing_in_the_way(
    journal: Journal, steps: Sequence[Step[Script]], open_runs: Mapping[str, JournalEntry]
) -> None:
    """Refuse to run migrations on top of one that is half done, and that they would not finish. Read-only.

    :raises UnfinishedMigration: naming it.
    """
    if not any(isinstance(step, RevisionStep) for step in steps):
        return
    finished = {(step.revision.revision, step.name) for step in steps if isinstance(step, RevisionStep)}
    for entry in open_runs.values():
        if (entry.revision, entry.direction) not in finished:
            done = _done(journal.statements(entry))
            if done:
                raise in_the_way(entry, done)


def note_stamp(context: Subject, step: Step[Script], open_runs: Mapping[str, JournalEntry]) -> None:
    """Write down that the version table was stamped; what was cut off is then as the stamp says."""
    journal = context.journal
    if journal is None:
        return
    now, _ = new_entry(context, journal, step)
    journal.add(replace(now, finished=now.started, duration=0.0))
    revisions = None if context.script is None else context.script.revision_map
    known = [head for head in step.heads_after if revisions is not None and head in revisions]
    reached = step.heads_after if revisions is None else revisions.links.ancestors(known)
    for entry in open_runs.values():
        applied = entry.revision in reached
        journal.close(entry, DONE if applied == (entry.direction == "upgrade") else ROLLED_BACK)


# ------------------------------------------------------------------------------------------------ undo


class Reached(Exception):
    """The script has come to what was not done; never leaves this file. A script that catches it meets the next one."""


class Collector(Keeper):
    """Run a revision's code without any effect, up to where it was cut off, and collect what was done."""

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.collected: list[tuple[int, MigrateOperation]] = []
        self.problems: list[str] = []

    def carry_out_one(self, operation: MigrateOperation, run: Callable[[], Any], in_place: bool) -> Any:
        """Collect the operation if it was carried out."""
        rows = self.rows_at(operation) if in_place else []
        if not rows:
            return run()  # sends nothing, or reaches the end
        if self.is_whole(operation, rows):
            self.collected.append((rows[0].unit, operation))
        elif _done(rows):
            self.problems.append(f"only a part of it was done: {operation!r}")
        elif any(row.state == RUNNING for row in rows) and (
            operation_applied(operation, self.connection) is not Applied.NO
        ):
            self.problems.append(f"whether it was done can't be told: {operation!r}")
        else:
            raise Reached
        return self.pass_by(operation, rows)

    def has_happened(self, row: JournalStatement, now: JournalStatement, sql: str, context: Any) -> bool:
        """Note a statement that no operation stands for."""
        if not super().has_happened(row, now, sql, context):
            return False
        self.problems.append(f"it is not known how to reverse: {row.statement}")
        return True

    def start(self, now: JournalStatement, effect: Effect, sql: str) -> None:
        """Stop: what is not done has been reached."""
        raise Reached


def undo(
    context: Subject,
    steps: Sequence[Step[Script]],
    open_runs: Mapping[str, JournalEntry],
    kwargs: Mapping[str, Any],
) -> None:
    """Take back what was done of the revision that was cut off, newest first, by reversing its operations.

    :param steps: the plan; the revision is one of it.
    :param kwargs: handed to the revision's function.
    :raises UnfinishedMigration: if something can't be reversed; nothing was done.
    :raises CommandError: if nothing was cut off.
    """
    for step in steps:
        before = _open_run_of(step, open_runs) if isinstance(step, RevisionStep) else None
        if before is not None and isinstance(step, RevisionStep):
            _undo(context, step, before, kwargs)
            return
    raise CommandError("--undo: no migration of this plan was cut off; there is nothing to take back")


def tell_nothing_is_undone(journal: Journal | None) -> None:
    """Say that an empty plan has nothing to take back; a warning, for further databases may have something. Read-only.

    :raises CommandError: if a migration of another plan was cut off.
    """
    entries = [] if journal is None else journal.open_runs()
    if entries:
        told = listed(f"the {entry.direction} of {entry.revision}" for entry in entries)
        raise CommandError(
            f"--undo: no migration of this plan was cut off, but {told} was; give it to "
            f"'{entries[0].direction} ... --undo'"
        )
    log.warning("--undo: no migration was cut off; there is nothing to take back")


def _undo(context: Subject, step: RevisionStep[Script], before: JournalEntry, kwargs: Mapping[str, Any]) -> None:
    journal, connection = context.journal, context.connection
    assert journal is not None and connection is not None
    _wait(context, connection, before)
    known = journal.statements(before)
    with context.transactions.migration():
        found = _keeper(context, journal, step, before, known, resumes=True, make=Collector)
        assert isinstance(found, Collector)
        _collect(found, step, kwargs)
        reverses = _reversed(before, found)
        for unit, operation, reverse in reverses:
            journal.doubt_unit(before, unit)
            # it may have been taken back by an undo that was cut off itself
            if operation_applied(operation, connection) is not Applied.NO:
                log.info("Undoing %r", operation)
                Operations(context).invoke(reverse)
            journal.forget_statements(before, unit=unit)
        journal.close(before, ROLLED_BACK)


def _collect(found: Collector, step: RevisionStep[Script], kwargs: Mapping[str, Any]) -> None:
    function = step.revision.upgrade if step.is_upgrade else step.revision.downgrade
    found.context.follower = found
    try:
        with suppress(Reached), found.following():
            function(**kwargs)
    finally:
        found.context.follower = None


def _reversed(before: JournalEntry, found: Collector) -> list[tuple[int, MigrateOperation, MigrateOperation]]:
    problems = list(found.problems)
    reverses = []
    for unit, operation in reversed(found.collected):
        try:
            reverses.append((unit, operation, operation.reverse()))
        except OperationError as error:
            problems.append(str(error))
    if problems:
        raise not_reversible(before, problems)
    return reverses


# ------------------------------------------------------------------------------------------------ resolve


def resolve(context: Subject, entry: JournalEntry, changes: Sequence[HeadChange], *, applied: bool) -> None:
    """Believe what a person says of a migration that was cut off.

    :param entry: the run that was cut off.
    :param changes: what becomes of the version table's rows if it is done.
    :param applied: all of it is done; otherwise nothing of it is left.
    """
    journal = context.journal
    assert journal is not None
    with context.transactions.migration():
        if applied:
            context.versions.ensure()
            context.versions.apply(changes)
        journal.close(entry, DONE if applied else ROLLED_BACK)


def open_run(journal: Journal, revision: str) -> JournalEntry:
    """Return the run of a revision that was cut off. Read-only.

    :raises CommandError: if there is none.
    """
    found = {entry.revision: entry for entry in journal.open_runs()}
    if revision in found:
        return found[revision]
    others = f"; the journal has {', '.join(sorted(found))}" if found else ""
    raise CommandError(f"resolve: no migration of {revision} was cut off, by the journal{others}")
