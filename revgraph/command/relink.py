"""The command that changes which revision follows which: ``rebase``.

The arithmetic is ``graph.rebase``, the text of the files ``script.rewrite``; here the database is asked, and files are
written, all or none.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from revgraph.command.position import Position, positions
from revgraph.config import Config
from revgraph.errors import CommandError, DatabaseError, RebaseOfApplied, ScriptDefects, ScriptError
from revgraph.script.base import ScriptDirectory
from revgraph.util.console import Console
from revgraph.util.text import as_tuple, listed

if TYPE_CHECKING:
    from pathlib import Path

    from revgraph.graph.rebase import Move, Rebase


def rebase(
    config: Config,
    revisions: str | Collection[str] | None = None,
    onto: str | None = None,
    dry_run: bool = False,
    allow_applied: bool = False,
    no_database: bool = False,
) -> tuple[Move, ...]:
    """Move a chain of revisions onto another parent by rewriting ``down_revision`` in its files.

    :param config: the configuration.
    :param revisions: targets or ranges; what they name moves with all that descends from it. May be left out where
        there are two heads and it is clear which one moves.
    :param onto: the new parent: a revision, ``head``, or ``base`` for none; default: the one head besides the chain.
    :param dry_run: only say what would be done.
    :param allow_applied: move also what the database has applied.
    :param no_database: don't ask the database what it has applied.
    :return: the revisions that get other parents.
    :raises RebaseError: if it is not clear what is meant, it makes a circle, or the database has applied the chain.
    :raises CommandError: if it can't be done; no file is changed then.
    """
    from revgraph.graph.rebase import find_rebase

    script = ScriptDirectory.from_config(config)
    asked = as_tuple(revisions)
    settled = () if asked or onto is not None else script.locked_heads()
    found = find_rebase(script.revision_map, asked, onto, settled)
    if found is None or not found.moves:
        config.print_stdout("%s", _nothing_to_do(script, found))
        if not dry_run:
            script.rewrite_lock()
        return ()
    contents = _rewritten(script, found)
    warnings = [] if no_database else _ask_databases(config, script, found, allow_applied=allow_applied)
    if not dry_run:
        _write(script, found, contents)
    _tell(config, script, found, dry_run=dry_run)
    console = Console(config.stdout)
    for warning in [*warnings, *_idle_dependencies(script, found)]:
        console.complain(f"warning: {warning}")
    return found.moves


def _nothing_to_do(script: ScriptDirectory, found: Rebase | None) -> str:
    if found is None:
        return f"Nothing to do: there is one line, its head is {listed(script.get_heads(), nothing='<base>')}."
    follow = "follows" if len(found.settled) == 1 else "follow"
    return f"Nothing to do: {listed(found.settled)} {follow} {found.onto or '<base>'} already."


def _rewritten(script: ScriptDirectory, found: Rebase) -> dict[Path, bytes]:
    """Return the new content of each file that changes.

    :raises ScriptError: if one can't be rewritten; all of them are named.
    """
    from pathlib import Path

    from revgraph.script.rewrite import rewrite_parents

    contents: dict[Path, bytes] = {}
    defects: list[ScriptError] = []
    for move in found.moves:
        path = script.revision_map.get_exact(move.revision).path
        try:
            contents[Path(os.path.realpath(path))] = rewrite_parents(_source(path), path, move.new)
        except ScriptError as error:
            defects.append(error)
    if len(defects) > 1:
        raise ScriptDefects(defects, "can't be rewritten")
    if defects:
        raise defects[0]
    return contents


def _source(path: str) -> bytes:
    if not path.endswith(".py"):
        raise ScriptError("is compiled; a rebase needs its source", path=path)
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise ScriptError(f"can't be read: {error.strerror or error}", path=path) from error


def _ask_databases(config: Config, script: ScriptDirectory, found: Rebase, *, allow_applied: bool) -> list[str]:
    """Refuse to move what a database has applied, or return what that means for it."""
    try:
        asked = positions(config, script)
    except CommandError as error:
        raise DatabaseError(
            f"a rebase must know what the database has applied, but: {error}\nSet that right; or, if no database that "
            f"matters has applied {listed(found.moved)}, use --no-database. No file was changed"
        ) from error
    warnings: list[str] = []
    for position in asked:
        applied = script.revision_map.links.ancestors(position.heads)
        moved = [revision for revision in found.moved if revision in applied]
        if moved and not allow_applied:
            raise RebaseOfApplied(
                f"applied in {position.url}, on top of what came before: {listed(moved)}; undo that there with "
                "'downgrade' first, or use --allow-applied if you will set that database right yourself. "
                "No file was changed",
                moved,
            )
        if moved:
            warnings += _consequences(position, applied, found)
    return warnings


def _consequences(position: Position, applied: Collection[str], found: Rebase) -> list[str]:
    """Return what becomes wrong about a database's version rows."""
    links = found.links
    counted = links.ancestors(position.heads)
    missing = links.in_order(counted - set(applied))
    rows = links.maximal(counted)
    told = []
    if missing:
        told.append(f"{position.url} then counts {listed(missing)} as applied, which it has never run")
    if set(rows) != set(position.heads):
        told.append(f"the version rows of {position.url} then overlap; run 'stamp --purge {' '.join(rows)}' there")
    return told


def _write(script: ScriptDirectory, found: Rebase, contents: dict[Path, bytes]) -> None:
    from revgraph.util.files import replace_files

    files = dict(contents)
    if script.heads_lock:
        from revgraph.script.lockfile import lock_path, lock_text

        files[lock_path(script.dir)] = lock_text(found.links).encode("utf-8")
    try:
        replace_files(files)
    except OSError as error:
        raise ScriptError(
            f"can't be written: {error.strerror or error}; all files are as they were",
            path=str(error.filename or script.dir),
        ) from error


def _tell(config: Config, script: ScriptDirectory, found: Rebase, *, dry_run: bool) -> None:
    follows, move = ("would follow", "would move") if dry_run else ("now follows", "moved")
    for each in found.moves:
        path = script.revision_map.get_exact(each.revision).path
        new, old = (listed(parents, nothing="<base>") for parents in (each.new, each.old))
        config.print_stdout("%s %s %s instead of %s: %s", each.revision, follows, new, old, path)
    if found.followers:
        config.print_stdout("%s with it: %s", move.capitalize(), listed(found.followers))
    if found.settled:
        config.print_stdout("Left as it is: %s", listed(found.settled))
    if len(found.links.heads) > 1:
        config.print_stdout("There are still %d heads: %s", len(found.links.heads), listed(found.links.heads))


def _idle_dependencies(script: ScriptDirectory, found: Rebase) -> Sequence[str]:
    from revgraph.graph.defects import redundant_dependencies

    before = {(revision.revision, need) for revision, need in redundant_dependencies(script.revision_map.links)}
    return [
        f"{revision.source}: {revision.revision} depends on {need}, which is an ancestor of it now; remove that"
        for revision, need in redundant_dependencies(found.links)
        if (revision.revision, need) not in before
    ]
