"""Commands that only look: ``history``, ``heads``, ``branches``, ``show``, ``current``. None of them writes anything,
except ``heads --lock`` a lock file.

Neither SQLAlchemy nor a revision's code is loaded, except where the question is about the database.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from revgraph.command.position import CURRENT, asks_database, positions
from revgraph.config import Config
from revgraph.errors import ConfigError, DatabaseNotAtHead, EditedRevisions, HeadsNotJoined
from revgraph.graph.target import Target, parse_range, parse_targets
from revgraph.script.base import ScriptDirectory
from revgraph.script.file import Script


def heads(
    config: Config, verbose: bool = False, resolve_dependencies: bool = False, check: bool = False, lock: bool = False
) -> None:
    """List the heads of the scripts.

    Says on standard error where ``heads.lock`` disagrees.

    :param config: the configuration.
    :param verbose: say more of each.
    :param resolve_dependencies: leave out heads that other revisions depend on.
    :param check: fail if there is more than one, or a merge of ``heads.lock`` is not finished; point out dependencies
        that are of no use.
    :param lock: write ``heads.lock`` anew; nothing else here writes anything.
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
    for revision in script.get_revisions(ids):
        config.print_stdout(revision.cmd_format(verbose, include_branches=True, tree_indicators=False))
    if not check:
        script.warn_of_lock()
        return
    _warn_of_idle_dependencies(config, script)
    if len(ids) > 1:
        from revgraph.graph.rebase import ways_out

        raise HeadsNotJoined(ids, ways_out(script.revision_map.links))
    script.locked_heads()
    script.warn_of_lock()


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
    config: Config,
    rev_range: str | None = None,
    verbose: bool = False,
    indicate_current: bool = False,
    graph: bool = False,
) -> None:
    """List revisions, newest first; read-only.

    :param config: the configuration.
    :param rev_range: only these: ``[start]:[end]``; ``current`` may be an end.
    :param verbose: say more of each.
    :param indicate_current: mark what the database is at.
    :param graph: draw branches and merges as lines in front.
    :raises CommandError: if the range is malformed, or an end is unknown.
    """
    asked = ":" if rev_range is None else rev_range
    needs_database = asks_database(parse_range(asked))
    print_revisions = _draw_history if graph else _print_history
    script = ScriptDirectory.from_config(config)
    if not (needs_database or indicate_current or config.get_boolean_option("revision_environment")):
        print_revisions(config, script.revision_map.get_range(asked), verbose)
        return
    for position in positions(config, script):
        revisions = script.revision_map.get_range(asked, position.heads)
        print_revisions(config, revisions, verbose, position.heads if indicate_current else ())


def show(config: Config, rev: str) -> None:
    """Show all there is to say of a revision; read-only.

    :param config: the configuration.
    :param rev: an id or its beginning, ``head``, ``heads``, ``current``.
    :raises CommandError: if it names no revision.
    """
    asked = parse_targets(rev)
    script = ScriptDirectory.from_config(config)
    if any(target.anchor == CURRENT for target in asked):
        found = [revision for at in positions(config, script) for revision in _get(script, asked, at.heads)]
    else:
        found = list(_get(script, asked, None))
    for revision in dict.fromkeys(found):
        config.print_stdout(revision.cmd_format(True))


def current(config: Config, check_heads: bool = False, verbose: bool = False, verify: bool = False) -> None:
    """Show what the database is at; read-only.

    :param config: the configuration.
    :param check_heads: fail unless it is at all heads.
    :param verbose: say more of each revision, and which database it is.
    :param verify: instead, list the applied revisions whose code was edited since they ran, by the journal.
    :raises DatabaseNotAtHead: if it is to be checked and is not.
    :raises EditedRevisions: if it is to be verified and some were edited.
    """
    script = ScriptDirectory.from_config(config)
    if verify:
        _verify(config, script)
        return
    for position in positions(config, script):
        reached = script.get_all_current(position.heads)
        if check_heads and not {revision.revision for revision in reached} >= set(script.get_heads()):
            raise DatabaseNotAtHead("Database is not on all head revisions; run 'upgrade heads'")
        if verbose:
            config.print_stdout("Current revision(s) for %s:", position.url)
        for revision in sorted(reached, key=lambda revision: revision.revision):
            config.print_stdout(revision.cmd_format(verbose))


def _verify(config: Config, script: ScriptDirectory) -> None:
    edited = list(dict.fromkeys(name for at in positions(config, script, verify=True) for name in at.edited))
    for revision in script.get_revisions(edited):
        config.print_stdout(revision.cmd_format(False))
    if edited:
        raise EditedRevisions(edited)


def _warn_of_idle_dependencies(config: Config, script: ScriptDirectory) -> None:
    from revgraph.graph.defects import redundant_dependencies
    from revgraph.util.console import Console

    console = Console(config.stdout)
    for revision, need in redundant_dependencies(script.revision_map.links):
        console.complain(
            f"warning: {revision.path}: {revision.revision} depends on {need}, which is applied before it anyway; "
            "remove that from its depends_on"
        )


def _get(script: ScriptDirectory, asked: Iterable[Target], current: tuple[str, ...] | None) -> tuple[Script, ...]:
    return script.revision_map.get_revisions([target.text for target in asked], current)


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
    from revgraph.command.sketch import sketch
    from revgraph.util.console import write_styled

    if not config.messaging_opts["quiet"]:
        write_styled(config.stdout, sketch(revisions, verbose, marked))
