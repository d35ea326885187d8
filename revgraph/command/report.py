"""Commands that only look: ``history``, ``heads``, ``branches``, ``show``, ``current``, ``wait``; and ``edit``, which
lets a person look. None of them writes anything, except ``heads --lock`` a lock file.

Neither SQLAlchemy nor a revision's code is loaded, except where the question is about the database.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Sequence

from revgraph.command.position import asks_database, named, positions
from revgraph.config import Config
from revgraph.errors import (
    CommandError,
    ConfigError,
    ConnectionFailedError,
    DatabaseNotAtHead,
    EditedRevisions,
    HeadsNotJoined,
)
from revgraph.graph.target import parse_range
from revgraph.script.base import ScriptDirectory
from revgraph.script.file import Script
from revgraph.util.console import Console
from revgraph.util.text import listed

FIRST_PAUSE, LONGEST_PAUSE = 0.2, 2.0
"""Seconds between two looks of ``wait``; each pause is twice as long as the one before."""


def heads(
    config: Config,
    verbose: bool = False,
    resolve_dependencies: bool = False,
    check: bool = False,
    lock: bool = False,
    json: bool = False,
) -> None:
    """List the heads of the scripts.

    Says on standard error where ``heads.lock`` disagrees, and if there is none.

    :param config: the configuration.
    :param verbose: say more of each.
    :param resolve_dependencies: leave out heads that other revisions depend on.
    :param check: fail if there is more than one, or a merge of ``heads.lock`` is not finished; point out dependencies
        that are of no use.
    :param lock: write ``heads.lock`` anew; nothing else here writes anything.
    :param json: as JSON, for programs.
    :raises ConfigError: if it is to be written, and ``heads_lock`` is not set.
    :raises HeadsNotJoined: if it is to be checked, and there are several.
    :raises HeadsLockConflict: if it is to be checked, and ``heads.lock`` holds the marks of a merge.
    """
    script = ScriptDirectory.from_config(config)
    if lock and not script.heads_lock:
        raise ConfigError("heads --lock: no heads.lock is kept here; set 'heads_lock = true' in the configuration")
    if lock:
        script.rewrite_lock()
    ids = tuple(script.get_heads(consider_depends_on=resolve_dependencies))
    found = script.get_revisions(ids)
    if json:
        _print_json(config, found)
    for revision in found if not json else ():
        config.print_stdout(revision.cmd_format(verbose, include_branches=True, tree_indicators=False))
    _tell_what_is_missing(config, script)
    if not check:
        script.warn_of_lock()
        return
    _warn_of_idle_dependencies(config, script)
    if len(ids) > 1:
        from revgraph.graph.rebase import ways_out

        raise HeadsNotJoined(ids, ways_out(script.revision_map.links))
    script.locked_heads()
    script.warn_of_lock()


def branches(config: Config, verbose: bool = False, json: bool = False) -> None:
    """List the revisions from which branches go out; read-only.

    :param config: the configuration.
    :param verbose: say more of each.
    :param json: as JSON, for programs.
    """
    script = ScriptDirectory.from_config(config)
    found = [revision for revision in script.walk_revisions() if revision.is_branch_point]
    if json:
        _print_json(config, found)
        return
    for revision in found:
        children = script.get_revisions(tuple(sorted(revision.nextrev)))
        pad = " " * len(revision.revision)
        lines = [revision.cmd_format(verbose, include_branches=True)]
        lines += [
            f"{pad} -> {child.cmd_format(False, include_branches=True, include_doc=verbose)}" for child in children
        ]
        config.print_stdout("\n".join(lines) + "\n")


def history(
    config: Config,
    rev_range: str | None = None,
    verbose: bool = False,
    indicate_current: bool = False,
    graph: bool = False,
    json: bool = False,
) -> None:
    """List revisions, newest first; read-only.

    :param config: the configuration.
    :param rev_range: only these: ``[start]:[end]``; ``current`` may be an end.
    :param verbose: say more of each.
    :param indicate_current: mark what the database is at.
    :param graph: draw branches and merges as lines in front.
    :param json: as JSON, for programs.
    :raises CommandError: if the range is malformed, or an end is unknown.
    """
    if graph and json:
        raise CommandError("history: --graph can't be used with --json; 'graph --format json' writes the graph")
    asked = ":" if rev_range is None else rev_range
    needs_database = asks_database(parse_range(asked))
    tell = _draw_history if graph else _print_history
    script = ScriptDirectory.from_config(config)
    _tell_what_is_missing(config, script)
    if not (needs_database or indicate_current or config.get_boolean_option("revision_environment")):
        found = script.revision_map.get_range(asked)
        if json:
            _print_json(config, found)
        else:
            tell(config, found, verbose)
        return
    databases = positions(config, script)
    ranges = [(script.revision_map.get_range(asked, one.heads), one.heads) for one in databases]
    if json:
        listed_once = dict.fromkeys(revision for found, _ in ranges for revision in found)
        _print_json(config, list(listed_once), [head for one in databases for head in one.heads])
        return
    for found, heads in ranges:
        tell(config, found, verbose, heads if indicate_current else ())


def show(config: Config, rev: str, json: bool = False) -> None:
    """Show all there is to say of a revision, or on standard error that there is none; read-only.

    :param config: the configuration.
    :param rev: an id or its beginning, ``head``, ``heads``, ``current``.
    :param json: as JSON, for programs.
    :raises CommandError: if it names no revision.
    """
    script = ScriptDirectory.from_config(config)
    found = named(config, script, rev)
    if json:
        _print_json(config, found)
        return
    if not found:
        _tell_what_is_missing(config, script, f"{rev!r} names no revision, so there is nothing to show")
    for revision in found:
        config.print_stdout(revision.cmd_format(True))


def current(
    config: Config, check_heads: bool = False, verbose: bool = False, verify: bool = False, json: bool = False
) -> None:
    """Show what the database is at; read-only.

    :param config: the configuration.
    :param check_heads: fail unless it is at all heads.
    :param verbose: say more of each revision, and which database it is.
    :param verify: instead, list the applied revisions whose code was edited since they ran, by the journal.
    :param json: as JSON, for programs.
    :raises DatabaseNotAtHead: if it is to be checked and is not.
    :raises EditedRevisions: if it is to be verified and some were edited.
    """
    script = ScriptDirectory.from_config(config)
    if verify:
        _verify(config, script, json=json)
        return
    found = positions(config, script)
    if json:
        from revgraph.command.as_json import print_positions

        print_positions(config, script, found)
    for position in found:
        reached = script.get_all_current(position.heads)
        if check_heads and not {revision.revision for revision in reached} >= set(script.get_heads()):
            raise DatabaseNotAtHead("Database is not on all head revisions; run 'upgrade heads'")
        if json:
            continue
        if verbose:
            config.print_stdout("Current revision(s) for %s:", position.url)
        for revision in sorted(reached, key=lambda revision: revision.revision):
            config.print_stdout(revision.cmd_format(verbose))


def edit(config: Config, rev: str) -> None:
    """Open revision files in the editor that ``$EDITOR`` or ``$VISUAL`` names.

    :param config: the configuration.
    :param rev: an id or its beginning, ``head``, ``heads``, ``current``.
    :raises CommandError: if it names no revision, there is no editor, or it fails.
    """
    from revgraph.util.editor import open_in_editor

    scripts = named(config, ScriptDirectory.from_config(config), rev)
    if not scripts:
        raise CommandError(f"edit: {rev!r} names no revision, so there is nothing to edit")
    for script in scripts:
        open_in_editor(script.path)


def wait(config: Config, timeout: float | None = None) -> None:
    """Wait until the database is at all heads; read-only.

    A database that can't be reached yet is waited for, too.

    :param config: the configuration.
    :param timeout: seconds after which to give up; 0 looks once; default: never.
    :raises DatabaseNotAtHead: if it is not there in time; says where it is.
    :raises UnknownDatabaseRevision: if it is where no script is: that will not pass by waiting.
    :raises CommandError: if anything but the database is wrong.
    """
    if timeout is not None and not 0 <= timeout < float("inf"):
        raise CommandError(f"wait: the timeout must be a number of seconds, 0 or more, not {timeout:g}")
    script = ScriptDirectory.from_config(config)
    wanted = set(script.get_heads())
    until = None if timeout is None else time.monotonic() + timeout
    pause = FIRST_PAUSE
    while True:
        told = _missing(config, script, wanted)
        if told is None:
            config.print_stdout("The database is at %s.", listed(sorted(wanted), nothing="base"))
            return
        left = pause if until is None else until - time.monotonic()
        if left <= 0:
            raise DatabaseNotAtHead(f"wait: after {timeout:g} seconds {told}; see that 'upgrade heads' is run")
        time.sleep(min(pause, left))
        pause = min(2 * pause, LONGEST_PAUSE)


def _missing(config: Config, script: ScriptDirectory, wanted: set[str]) -> str | None:
    """Return in words what is not as it should be yet, or None."""
    try:
        found = positions(config, script)
    except ConnectionFailedError as error:  # a driver or URL that is wrong will not mend itself
        return f"the database does not answer: {error}"
    for position in found:
        reached = {one.revision for one in script.get_all_current(position.heads)}
        if not reached >= wanted:
            at = listed(position.heads, nothing="base")
            return f"the database is at {at}, not at {listed(sorted(wanted))}"
    return None


def _verify(config: Config, script: ScriptDirectory, *, json: bool) -> None:
    edited = list(dict.fromkeys(name for at in positions(config, script, verify=True) for name in at.edited))
    found = script.get_revisions(edited)
    if json:
        _print_json(config, found)
    for revision in found if not json else ():
        config.print_stdout(revision.cmd_format(False))
    if edited:
        raise EditedRevisions(edited)


def _tell_what_is_missing(config: Config, script: ScriptDirectory, otherwise: str | None = None) -> None:
    """Say on standard error if there is no revision, or no folder where some should be.

    :param otherwise: what to say if neither is so.
    """
    if not config.product.careful or config.messaging_opts["quiet"]:
        return
    console = Console(config.stdout)
    told = [
        f"warning: version_locations: there is no folder {folder}; correct the path, or 'revision' makes it"
        for folder in script.missing_folders
    ]
    if not script.get_heads():
        told = told or [f"there is no revision yet in {listed(script.folders)}; 'revision -m ...' writes the first"]
    elif otherwise is not None:
        told.append(otherwise)
    for line in told:
        console.complain(line)


def _warn_of_idle_dependencies(config: Config, script: ScriptDirectory) -> None:
    from revgraph.graph.defects import redundant_dependencies

    console = Console(config.stdout)
    for revision, need in redundant_dependencies(script.revision_map.links):
        console.complain(
            f"warning: {revision.path}: {revision.revision} depends on {need}, which is applied before it anyway; "
            "remove that from its depends_on"
        )


def _print_json(config: Config, revisions: Sequence[Script], current: Collection[str] | None = None) -> None:
    from revgraph.command.as_json import print_revisions  # each module costs a part of a millisecond

    print_revisions(config, revisions, current)


def _print_history(config: Config, revisions: Sequence[Script], verbose: bool, marked: Collection[str] = ()) -> None:
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


def _draw_history(config: Config, revisions: Sequence[Script], verbose: bool, marked: Collection[str] = ()) -> None:
    from revgraph.command.as_table import print_styled
    from revgraph.command.sketch import sketch

    print_styled(config, sketch(revisions, verbose, marked))
