"""Where the databases are, for commands that ask; and which questions only a database can answer.

Reads, and never writes; what is done with the answer is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from revgraph.config import Config
from revgraph.errors import CommandError, UnknownDatabaseRevision
from revgraph.graph.target import TargetRange, parse_targets
from revgraph.script.base import ScriptDirectory
from revgraph.script.file import Script

if TYPE_CHECKING:
    from revgraph.graph.steps import Step
    from revgraph.runtime.migration import MigrationContext

CURRENT = "current"
"""The target that only the database can answer."""


class Position(NamedTuple):
    """Where one database is.

    :param url: its URL, password masked.
    :param heads: what its version table holds.
    :param edited: the applied revisions that were edited since they ran, if that was asked.
    """

    url: str
    heads: tuple[str, ...]
    edited: tuple[str, ...] = ()


def asks_database(asked: TargetRange) -> bool:
    """Tell whether only the database can say what a range means."""
    ends = [end for end in (asked.lower, asked.upper) if end is not None]
    both_relative = len(ends) > 1 and all(end.is_relative for end in ends)
    return both_relative or any(end.anchor == CURRENT for end in ends)


def positions(config: Config, script: ScriptDirectory, *, verify: bool = False) -> list[Position]:
    """Return where each database is that env.py configures; read-only.

    :param config: the configuration.
    :param script: the scripts.
    :param verify: ask the journal for revisions that were edited.
    :raises CommandError: if one can't be asked, or no journal is kept where it is asked.
    :raises UnknownDatabaseRevision: if one is where no script is.
    """
    from revgraph.graph.plan import unknown_ids
    from revgraph.runtime.environment import EnvironmentContext
    from revgraph.runtime.failure import masked
    from revgraph.runtime.journal.past import edited_revisions, last_runs_of

    found: list[Position] = []

    def look(heads: tuple[str, ...], context: MigrationContext) -> Iterable[Step[Script]]:
        unknown = unknown_ids(script.revision_map, heads)
        if unknown:
            told = last_runs_of(unknown, context.journal)
            raise UnknownDatabaseRevision(unknown, table=context.versions.label, told=told)
        url = None if context.connection is None else context.connection.engine.url
        edited: list[str] = []
        if verify:
            if context.journal is None:
                raise CommandError(
                    "current --verify: no journal is kept here; set 'journal = true' in the configuration"
                )
            edited = edited_revisions(script, context.journal.entries(), heads)
        found.append(Position("" if url is None else masked(url), heads, tuple(edited)))
        return ()

    EnvironmentContext(config, script, fn=look, dont_mutate=True).run()
    return found


def named(config: Config, script: ScriptDirectory, rev: str) -> list[Script]:
    """Return the scripts that a target names; a database is asked only for ``current``.

    :param config: the configuration.
    :param script: the scripts.
    :param rev: one target, or several with commas.
    :raises CommandError: if one names no revision.
    """
    asked = parse_targets(rev)
    texts = [target.text for target in asked]
    if not any(target.anchor == CURRENT for target in asked):
        return list(script.revision_map.get_revisions(texts))
    rows = [position.heads for position in positions(config, script)]
    return list(dict.fromkeys(one for heads in rows for one in script.revision_map.get_revisions(texts, heads)))
