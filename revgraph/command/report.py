"""Commands that only look: ``history``, ``heads``, ``branches``, ``show``, ``current``. None of them writes anything.

Neither SQLAlchemy nor a revision's code is loaded, except where the question is about the database.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from revgraph.config import Config
from revgraph.errors import DatabaseNotAtHead
from revgraph.graph.target import Target, TargetRange, parse_range, parse_targets
from revgraph.script.base import ScriptDirectory
from revgraph.script.file import Script

if TYPE_CHECKING:
    from revgraph.graph.steps import Step
    from revgraph.runtime.migration import MigrationContext

CURRENT = "current"
"""The target that only the database can answer."""


@dataclass(frozen=True)
class Position:
    """Where one database is.

    :param url: its URL, password masked.
    :param heads: what its version table holds.
    """

    url: str
    heads: tuple[str, ...]


def heads(config: Config, verbose: bool = False, resolve_dependencies: bool = False) -> None:
    """List the heads of the scripts; read-only.

    :param config: the configuration.
    :param verbose: say more of each.
    :param resolve_dependencies: leave out heads that other revisions depend on.
    """
    script = ScriptDirectory.from_config(config)
    ids = script.get_heads(consider_depends_on=resolve_dependencies)
    for revision in script.get_revisions(tuple(ids)):
        config.print_stdout(revision.cmd_format(verbose, include_branches=True, tree_indicators=False))


def branches(config: Config, verbose: bool = False) -> None:
    """List the revisions from which branches go out; read-only.

    :param config: the configuration.
    :param verbose: say more of each.
    """
    script = ScriptDirectory.from_config(config)
    for revision in script.walk_revisions():
        if not revision.is_branch_point:
            continue
        children = script.get_revisions(tuple(sorted(revision.nextrev)))
        pad = " " * len(revision.revision)
        lines = [revision.cmd_format(verbose, include_branches=True)]
        lines += [
            f"{pad} -> {child.cmd_format(False, include_branches=True, include_doc=verbose)}" for child in children
        ]
        config.print_stdout("\n".join(lines) + "\n")


def history(
    config: Config, rev_range: str | None = None, verbose: bool = False, indicate_current: bool = False
) -> None:
    """List revisions, newest first; read-only.

    :param config: the configuration.
    :param rev_range: only these: ``[start]:[end]``; ``current`` may be an end.
    :param verbose: say more of each.
    :param indicate_current: mark what the database is at.
    :raises CommandError: if the range is malformed, or an end is unknown.
    """
    asked = ":" if rev_range is None else rev_range
    needs_database = _asks_database(parse_range(asked))
    script = ScriptDirectory.from_config(config)
    if not (needs_database or indicate_current or config.get_boolean_option("revision_environment")):
        _print_history(config, script.revision_map.get_range(asked), verbose)
        return
    for position in _positions(config, script):
        revisions = script.revision_map.get_range(asked, position.heads)
        _print_history(config, revisions, verbose, position.heads if indicate_current else ())


def show(config: Config, rev: str) -> None:
    """Show all there is to say of a revision; read-only.

    :param config: the configuration.
    :param rev: an id or its beginning, ``head``, ``heads``, ``current``.
    :raises CommandError: if it names no revision.
    """
    asked = parse_targets(rev)
    script = ScriptDirectory.from_config(config)
    if any(target.anchor == CURRENT for target in asked):
        found = [revision for at in _positions(config, script) for revision in _get(script, asked, at.heads)]
    else:
        found = list(_get(script, asked, None))
    for revision in dict.fromkeys(found):
        config.print_stdout(revision.cmd_format(True))


def current(config: Config, check_heads: bool = False, verbose: bool = False) -> None:
    """Show what the database is at; read-only.

    :param config: the configuration.
    :param check_heads: fail unless it is at all heads.
    :param verbose: say more of each revision, and which database it is.
    :raises DatabaseNotAtHead: if it is to be checked and is not.
    """
    script = ScriptDirectory.from_config(config)
    for position in _positions(config, script):
        reached = script.get_all_current(position.heads)
        if check_heads and not {revision.revision for revision in reached} >= set(script.get_heads()):
            raise DatabaseNotAtHead("Database is not on all head revisions; run 'upgrade heads'")
        if verbose:
            config.print_stdout("Current revision(s) for %s:", position.url)
        for revision in sorted(reached, key=lambda revision: revision.revision):
            config.print_stdout(revision.cmd_format(verbose))


def _asks_database(asked: TargetRange) -> bool:
    """Tell whether only the database can say what a range means."""
    ends = [end for end in (asked.lower, asked.upper) if end is not None]
    both_relative = len(ends) > 1 and all(end.is_relative for end in ends)
    return both_relative or any(end.anchor == CURRENT for end in ends)


def _get(script: ScriptDirectory, asked: Iterable[Target], current: tuple[str, ...] | None) -> tuple[Script, ...]:
    return script.revision_map.get_revisions([target.text for target in asked], current)


def _print_history(config: Config, revisions: Iterable[Script], verbose: bool, marked: Collection[str] = ()) -> None:
    for revision in revisions:
        config.print_stdout(
            revision.cmd_format(
                verbose,
                include_branches=True,
                include_doc=True,
                include_parents=True,
                current=revision.revision in marked,
            )
        )


def _positions(config: Config, script: ScriptDirectory) -> list[Position]:
    """Ask each database that env.py configures where it is."""
    from revgraph.runtime.environment import EnvironmentContext

    found: list[Position] = []

    def look(heads: tuple[str, ...], context: MigrationContext) -> Iterable[Step[Script]]:
        script.get_all_current(heads)  # names what the scripts don't know
        url = "" if context.connection is None else context.connection.engine.url.render_as_string(hide_password=True)
        found.append(Position(url, heads))
        return ()

    EnvironmentContext(config, script, fn=look, dont_mutate=True).run()
    return found
