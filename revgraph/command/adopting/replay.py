"""Which revisions a database without a version table is at: found by running them elsewhere, and comparing.

The scripts run in a scratch database, one step after the other; after each step it is compared with the database that
is asked about. Nothing is written there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from revgraph.config import Config
from revgraph.errors import CommandError
from revgraph.script.base import ScriptDirectory
from revgraph.script.file import Script
from revgraph.util.text import listed

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from revgraph.graph.steps import Step
    from revgraph.operations.ops import MigrateOperation
    from revgraph.runtime.migration import MigrationContext
    from revgraph.runtime.options import ConfigureOptions

_LEFT_OUT = frozenset(
    {
        *("fn", "script", "as_sql", "starting_rev", "destination_rev", "tag", "purge", "dont_mutate", "run_args"),
        *("template_args", "revision_context", "resume", "undo", "warn_of_edited", "verbose", "output_buffer"),
        *("on_version_apply", "journal", "lock", "lock_timeout", "version_table_schema"),
    }
)
"""What the options of a context hold that is of one command or one database, and not of how migrations are run."""
_READING = re.compile(r"\s*(?:SELECT|SHOW|PRAGMA|SAVEPOINT|RELEASE|ROLLBACK|BEGIN|COMMIT|SET)\b", re.IGNORECASE)


class State(NamedTuple):
    """The schema as some revisions make it, compared with a database.

    :param heads: the revisions; none for an empty schema.
    :param differences: what would make the database into it; shortened where that is plain from the names of tables
        and columns.
    :param acts: the step that led here has changed something.
    :param apart: how many names of tables and columns only one of them has.
    """

    heads: tuple[str, ...]
    differences: tuple[str, ...]
    acts: bool
    apart: int = 0

    @property
    def matches(self) -> bool:
        """Whether the database is like it."""
        return not self.differences


class Replay:
    """Run revisions in a scratch database, and compare.

    :param config: the configuration.
    :param script: the scripts.
    :param context: of the database that is asked about.
    :param scratch: on an empty database.
    """

    def __init__(self, config: Config, script: ScriptDirectory, context: MigrationContext, scratch: Engine) -> None:
        from sqlalchemy import event

        self._config, self._script, self._context, self._scratch = config, script, context, scratch
        self._options = {name: value for name, value in context.opts.items() if name not in _LEFT_OUT}
        self._acted = False
        self._live_names = self._names(context)
        event.listen(scratch, "before_cursor_execute", self._note)

    def states(self, target: str, *, only_last: bool = False) -> Iterator[State]:
        """Yield the state before the first revision, and after each step of an upgrade.

        :param target: of the upgrade.
        :param only_last: yield only what it ends at.
        :raises CommandError: if a revision can't be run there.
        """
        from revgraph.graph.plan import upgrade_plan

        steps = upgrade_plan(self._script.revision_map, target, ()).steps
        if not only_last or not steps:
            yield self._compared(())
        for number, step in enumerate(steps, 1):
            self._acted = False
            self._take(step)
            if not only_last or number == len(steps):
                yield self._compared(tuple(sorted(step.heads_after)))

    def _take(self, step: Step[Script]) -> None:
        def fn(heads: tuple[str, ...], context: MigrationContext) -> Iterable[Step[Script]]:
            return (step,)

        try:
            with self._environment(fn) as environment, environment.begin_transaction():
                environment.run_migrations(**self._context.opts.get("run_args", {}))
        except CommandError as error:
            raise CommandError(
                f"the revisions can't be run in a scratch database: {error}\nIf they need what only a database has "
                "that was prepared for them, prepare one and name it with --scratch URL; if you know where the "
                "database is, use 'stamp'"
            ) from error

    @contextmanager
    def _environment(self, fn: Any) -> Iterator[Any]:
        from revgraph.runtime.environment import EnvironmentContext

        with (
            self._scratch.connect() as connection,
            EnvironmentContext(self._config, self._script, fn=fn, no_lock=True) as environment,
        ):
            environment.configure(
                connection=connection, **cast("ConfigureOptions", {**self._options, "journal": False})
            )
            yield environment

    def _compared(self, heads: tuple[str, ...]) -> State:
        from revgraph.autogenerate.api import compare_databases
        from revgraph.operations.timing import headline

        with self._environment(None) as environment:
            other = environment.get_context()
            if self._live_names is not None:
                plain = _unlike(self._live_names, self._names(other) or set())
                if plain:
                    return State(heads, plain, self._acted, len(plain))
            found = compare_databases(self._context, other)
        self._context.transactions.end_reading()
        return State(heads, tuple(headline(each) for each in _single(found)), self._acted)

    def _names(self, context: MigrationContext) -> set[str] | None:
        """Return the names of tables and columns, None where env.py leaves some out: quick to read and to compare."""
        from sqlalchemy import inspect

        from revgraph.ddl.catalog import tables_of_others

        options = context.opts
        if any(options.get(name) for name in ("include_name", "include_object", "include", "exclude")):
            return None
        connection = cast("Connection", context.connection)
        inspector = inspect(connection)
        found = inspector.get_multi_columns()
        others = {*context.own_tables, *tables_of_others(inspector, None)}
        context.transactions.end_reading()
        return {
            f"{name}.{each['name']}" for (_, name), columns in found.items() if name not in others for each in columns
        }

    def _note(self, connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        if not _READING.match(statement) and self._context.version_table not in statement:
            self._acted = True


def _unlike(there: set[str], wanted: set[str]) -> tuple[str, ...]:
    """Return the differences between names of columns."""
    missing = (f"{name} is missing" for name in sorted(wanted - there))
    return (*missing, *(f"{name} is too much" for name in sorted(there - wanted)))


def _single(operations: Sequence[MigrateOperation]) -> Iterator[MigrateOperation]:
    from revgraph.operations.ops import OpContainer

    for each in operations:
        if isinstance(each, OpContainer):
            yield from _single(each.ops)
        else:
            yield each


def place_in(states: Sequence[State]) -> State | None:
    """Return the newest state that a database is like; None if it is like none.

    :param states: in the order in which they came about.
    :raises CommandError: if it is like several, and what lies between has changed something: rows, or what was taken
        back later. The schema does not tell whether that was done.
    """
    alike = [place for place, state in enumerate(states) if state.matches]
    if not alike:
        return None
    first, last = alike[0], alike[-1]
    if any(state.acts for state in states[first + 1 : last + 1]):
        names = "; ".join(listed(states[place].heads, nothing="base") for place in alike)
        raise CommandError(
            f"the schema is the same after several revisions: {names}. What lies between changes rows, or is taken "
            "back again, and the schema does not tell whether that was done; name the one with --at"
        )
    return states[last]


def lines_besides(script: ScriptDirectory) -> list[str]:
    """Return the revisions whose lines an upgrade to all heads goes through in one order of several.

    A database may be on one line alone: at one of several heads, or at a parent of a merge.
    """
    graph = script.revision_map
    tips = list(graph.heads) if len(graph.heads) > 1 else []
    for revision in graph:
        if revision.is_merge_point:
            tips += [parent for parent in revision.parents if parent not in tips]
    return tips
