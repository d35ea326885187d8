"""Where a database is that has no version table: the states that revisions make, compared with it.

Reads the database, and writes only to a scratch database.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, NamedTuple

from revgraph.command.adopting.replay import Replay, State, lines_besides, place_in
from revgraph.config import Config
from revgraph.errors import CommandError, NoRevisionMatches, RevgraphError
from revgraph.script.base import ScriptDirectory
from revgraph.script.file import Script
from revgraph.util.logs import muted
from revgraph.util.text import listed

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from revgraph.graph.steps import Step
    from revgraph.runtime.migration import MigrationContext

AUTO = "auto"


class Located(NamedTuple):
    """Where a database is.

    :param database: its URL, password masked.
    :param heads: the revisions; none if it is empty.
    :param differences: what would make the database into the schema of these revisions; none if it is like it.
    :param compared: how many states it was compared with.
    """

    database: str
    heads: tuple[str, ...]
    differences: tuple[str, ...]
    compared: int


def located(config: Config, script: ScriptDirectory, at: str, scratch: str | None, *, force: bool) -> Located:
    """Return where the one database is that env.py configures.

    :param config: the configuration.
    :param script: the scripts.
    :param at: the revisions it is believed to be at, or ``auto``.
    :param scratch: URL of an empty database; default: one that is made on the same server, and dropped.
    :param force: take ``at`` although the database differs.
    :raises NoRevisionMatches: if it differs from what it is believed to be, or from all states.
    :raises CommandError: if it has a version table that says where it is, or the revisions can't be run.
    """
    from revgraph.runtime.environment import EnvironmentContext

    if at != AUTO:
        script.get_revisions(at)  # a wrong name is told before anything is run
    elif force:
        raise CommandError("adopt --at auto stamps only what matches; name the revision to have --force stamp it")
    found: list[Located | RevgraphError] = []

    def look(heads: tuple[str, ...], context: MigrationContext) -> Iterable[Step[Script]]:
        try:
            with muted():
                found.append(_located_in(config, script, context, heads, at, scratch, force=force))
        except RevgraphError as error:
            found.append(error)
        return ()

    EnvironmentContext(config, script, fn=look, dont_mutate=True).run(demanding=True)
    if len(found) > 1:
        raise CommandError("env.py configures several databases, and adopt --at takes one at a time")
    if isinstance(found[0], RevgraphError):
        raise found[0]
    return found[0]


def _located_in(
    config: Config,
    script: ScriptDirectory,
    context: MigrationContext,
    heads: tuple[str, ...],
    at: str,
    scratch: str | None,
    *,
    force: bool,
) -> Located:
    from revgraph.runtime.failure import masked

    connection = context.connection
    if connection is None:
        raise CommandError("adopt --at needs a connection")
    if heads:
        raise CommandError(
            f"the database is under control already: {context.versions.label} says {listed(heads)}; to set it to "
            "something else, use 'stamp'"
        )
    url = masked(connection.engine.url)
    if at != AUTO:
        with _engine(context, scratch) as engine:
            *_, state = Replay(config, script, context, engine).states(at, only_last=True)
        if not state.matches and not force:
            raise NoRevisionMatches(
                f"{url} is not as {listed(state.heads, nothing='base')} leaves it, so nothing was stamped "
                "(--force stamps it all the same). It would become so by",
                state.differences,
            )
        return Located(url, state.heads, state.differences, 1)
    return _searched(config, script, context, url, scratch)


def _searched(
    config: Config, script: ScriptDirectory, context: MigrationContext, url: str, scratch: str | None
) -> Located:
    """Return the state that the database is like, looking at all there are: none of them follows from another."""
    tried: list[State] = []
    lines = ["heads", *(lines_besides(script) if scratch is None else ())]
    for line in lines:
        with _engine(context, scratch) as engine:
            states = list(Replay(config, script, context, engine).states(line))
        tried += states
        found = place_in(states)
        if found is not None:
            return Located(url, found.heads, (), len(tried))
    nearest = min(reversed(tried), key=lambda state: (state.apart, len(state.differences)))
    raise NoRevisionMatches(
        f"{url} is like none of the {len(tried)} states that the revisions make, so nothing was stamped. The nearest "
        f"is {listed(nearest.heads, nothing='base')}; the database would become so by",
        nearest.differences,
    )


def _engine(context: MigrationContext, scratch: str | None) -> AbstractContextManager[Engine]:
    from revgraph.ddl.scratch_database import given_database, scratch_database

    connection = context.connection
    if connection is None:
        raise CommandError("adopt --at needs a connection")
    return scratch_database(connection) if scratch is None else given_database(scratch, connection)
