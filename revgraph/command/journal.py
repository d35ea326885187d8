"""Commands about what was run: ``log`` shows it, ``resolve`` says how a migration that was cut off stands.

No SQL here; the runtime keeps the journal.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from revgraph.config import Config
from revgraph.errors import CommandError, ResolutionError
from revgraph.script.base import ScriptDirectory
from revgraph.script.file import Script
from revgraph.util.console import Console
from revgraph.util.text import listed, printable

if TYPE_CHECKING:
    from revgraph.graph.heads import HeadChange
    from revgraph.graph.steps import Step
    from revgraph.runtime.journal.records import Journal, JournalEntry
    from revgraph.runtime.migration import MigrationContext
    from revgraph.util.console import Span

_STYLES = {"done": "green", "failed": "bold red"}
"""How the end of a run looks; others wait for somebody."""


def log(config: Config, number: int | None = None, json: bool = False) -> list[JournalEntry]:
    """Show what was run on the database: when, by whom, how long, and how it ended; read-only.

    Says on standard error if nothing was.

    :param config: the configuration.
    :param number: only that many runs, the newest.
    :param json: as JSON, for programs.
    :return: the runs, newest first.
    :raises CommandError: if no journal is kept.
    """
    from revgraph.runtime.environment import EnvironmentContext

    if number is not None and number < 1:
        raise CommandError(f"log: the number of runs must be 1 or more, not {number}")
    found: list[JournalEntry] = []

    def look(heads: tuple[str, ...], context: MigrationContext) -> Iterable[Step[Script]]:
        found.extend(reversed(_journal(context, "log").entries(number)))
        return ()

    EnvironmentContext(config, ScriptDirectory.from_config(config), fn=look, dont_mutate=True).run()
    if json:
        from revgraph.command.as_json import print_json

        print_json(config, {"runs": [_as_json(entry) for entry in found]})
        return found
    if not found and not config.messaging_opts["quiet"]:
        Console(config.stdout).complain("nothing was run on this database yet, by the journal")
    if config.stdout.isatty():
        from revgraph.command.as_table import aligned, print_styled

        print_styled(config, aligned(map(_cells, found)), cut=False)
        return found
    for entry in found:
        config.print_stdout("%s", _line(entry))
    return found


def resolve(
    config: Config,
    revision: str,
    applied: bool = False,
    rolled_back: bool = False,
    no_lock: bool = False,
    lock_timeout: float | None = None,
) -> None:
    """Say how a migration that was cut off stands, where only a person can know.

    :param config: the configuration.
    :param revision: its id, or an unambiguous beginning of it.
    :param applied: all of it is done; the version table is set accordingly.
    :param rolled_back: nothing of it is left; what the journal knows of it is forgotten.
    :param no_lock: take no migration lock, whatever env.py and the configuration say.
    :param lock_timeout: seconds to wait for another process that migrates, whatever they say.
    :raises CommandError: if not one of both is said, or no such migration was cut off; nothing was written.
    """
    from revgraph.runtime.environment import EnvironmentContext

    if applied == rolled_back:
        raise CommandError(
            "resolve: say either --applied (all of it is done) or --rolled-back (nothing of it is left in the database)"
        )
    if not revision.strip():
        raise CommandError("resolve: name the revision whose migration was cut off; 'log' lists the runs")
    script = ScriptDirectory.from_config(config)
    name = _id(script, revision)

    def settle(heads: tuple[str, ...], context: MigrationContext) -> Iterable[Step[Script]]:
        from revgraph.runtime.journal.settle import open_run
        from revgraph.runtime.journal.settle import resolve as resolve_in
        from revgraph.runtime.lock import lock_of

        journal = _journal(context, "resolve")
        with ExitStack() as own:
            # a transaction around the whole run must end before others may look, so the lock outlives it
            (context.lasting or own).enter_context(lock_of(context))
            journal.latest = context.transactions.callers
            own.enter_context(context.transactions.migration())
            entry = open_run(journal, name)
            changes = _changes(script, entry, context.versions.read(latest=journal.latest)) if applied else ()
            resolve_in(context, entry, changes, applied=applied)
        return ()

    EnvironmentContext(config, script, fn=settle, no_lock=no_lock, lock_timeout=lock_timeout).run()
    config.print_stdout("%s is marked as %s.", name, "applied" if applied else "rolled back")


def _journal(context: MigrationContext, command: str) -> Journal:
    if context.journal is None:
        raise CommandError(
            f"{command}: no journal is kept here; set 'journal = true' in the configuration, and what is run from then "
            "on is written down"
        )
    return context.journal


def _id(script: ScriptDirectory, revision: str) -> str:
    try:
        return script.get_revisions(revision)[0].revision
    except (ResolutionError, IndexError):
        return revision  # its file may be gone, and the journal still know it


def _changes(script: ScriptDirectory, entry: JournalEntry, heads: Sequence[str]) -> Sequence[HeadChange]:
    """Return what becomes of the version table's rows when a revision is done."""
    from revgraph.graph.plan import downgrade_plan, upgrade_plan

    name = entry.revision
    if entry.direction == "upgrade":
        steps = upgrade_plan(script.revision_map, name, heads).steps
    else:
        below = script.get_revisions(name)[0].parents
        steps = downgrade_plan(script.revision_map, below[0] if below else f"{name}@base", heads).steps
    others = [str(step) for step in steps if getattr(step, "revision", None) != script.get_revisions(name)[0]]
    if others:
        raise CommandError(
            f"resolve: the {entry.direction} of {name} can't be done before {listed(others)}; nothing was written. "
            f"Use --rolled-back, or set the version table with 'stamp'"
        )
    return steps[0].changes if steps else ()


def _cells(entry: JournalEntry) -> list[Span]:
    state = (entry.state, _STYLES.get(entry.state, "yellow"))
    return [(_when(entry), ""), state, (f"{_took(entry):>9}", ""), (printable(entry.who), ""), (_what(entry), "")]


def _line(entry: JournalEntry) -> str:
    return printable(f"{_when(entry)}  {entry.state:<11}  {_took(entry):>9}  {entry.who}  {_what(entry)}")


def _when(entry: JournalEntry) -> str:
    return f"{entry.started:%Y-%m-%d %H:%M:%S}"


def _took(entry: JournalEntry) -> str:
    return "" if entry.duration is None else f"{entry.duration:.2f} s"


def _what(entry: JournalEntry) -> str:
    way = f"{listed(entry.parents, nothing='base')} -> {entry.revision}"
    if entry.direction == "downgrade":
        way = f"{entry.revision} -> {listed(entry.parents, nothing='base')}"
    doc = f", {entry.message}" if entry.message else ""
    why = f": {entry.error}" if entry.error and entry.state != "done" else ""
    return printable(f"{entry.direction} {way}{doc}{why}")


def _as_json(entry: JournalEntry) -> dict[str, Any]:
    values = dict(vars(entry))
    for name in ("started", "finished"):
        values[name] = None if values[name] is None else f"{values[name].isoformat()}Z"
    return {**values, "parents": list(entry.parents)}
