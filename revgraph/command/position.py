"""Where the databases are, for commands that ask; and which questions only a database can answer.

Reads, and never writes; what is done with the answer is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from revgraph.config import Config
from revgraph.graph.target import TargetRange
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
    """

    url: str
    heads: tuple[str, ...]


def asks_database(asked: TargetRange) -> bool:
    """Tell whether only the database can say what a range means."""
    ends = [end for end in (asked.lower, asked.upper) if end is not None]
    both_relative = len(ends) > 1 and all(end.is_relative for end in ends)
    return both_relative or any(end.anchor == CURRENT for end in ends)


def positions(config: Config, script: ScriptDirectory) -> list[Position]:
    """Return where each database is that env.py configures; read-only.

    :param config: the configuration.
    :param script: the scripts.
    :raises CommandError: if one can't be asked, or is where no script is.
    """
    from revgraph.runtime.environment import EnvironmentContext
    from revgraph.runtime.failure import masked

    found: list[Position] = []

    def look(heads: tuple[str, ...], context: MigrationContext) -> Iterable[Step[Script]]:
        script.get_all_current(heads)  # names what the scripts don't know
        url = None if context.connection is None else context.connection.engine.url
        found.append(Position("" if url is None else masked(url), heads))
        return ()

    EnvironmentContext(config, script, fn=look, dont_mutate=True).run()
    return found
