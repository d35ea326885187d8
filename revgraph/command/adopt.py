"""``adopt``: move a project in from another tool, or out to it again; put a database under control that is not yet.

What is asked for is told apart here, and what was done is reported; the doing is in ``adopting/``.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from revgraph.config import Config
from revgraph.errors import CommandError
from revgraph.script.base import ScriptDirectory
from revgraph.util.text import listed

if TYPE_CHECKING:
    from revgraph.command.adopting.located import Located
    from revgraph.command.adopting.moving import Move, Moved


def adopt(
    config: Config,
    at: str | None = None,
    back: bool = False,
    rewrite: bool = False,
    rename_version_table: bool = False,
    scratch: str | None = None,
    dry_run: bool = False,
    force: bool = False,
    json: bool = False,
) -> Move | Moved | Located:
    """Move a project in from another tool; with ``at``, put a database under control that has no version table yet.

    A project's new configuration is written beside the old one. Heads, history and the script of an upgrade are
    compared before and after, and if they differ, all files are again as they were.

    :param config: the configuration: for moving in, the other tool's.
    :param at: don't move; find out whether the database is as this revision leaves it, by running the revisions in a
        scratch database, and stamp it. ``auto`` looks for the revision.
    :param back: move out: the other tool's configuration is written, and ours removed.
    :param rewrite: have the Python files of the project import from revgraph, or with ``back`` from the other tool.
    :param rename_version_table: rename the version table in the database.
    :param scratch: with ``at``: URL of an empty database to run the revisions in, which stays as they leave it.
    :param dry_run: only say what would be done.
    :param force: with ``at``, stamp although the database differs; with ``back``, move although something won't run.
    :param json: as JSON, for programs.
    :return: what would be done, was done, or was found.
    :raises CommandError: if it can't be done; then nothing was.
    :raises NoRevisionMatches: with ``at``, if the database is like no revision, or not like the one named.
    """
    if at is not None:
        if back or rewrite or rename_version_table:
            raise CommandError("adopt --at is about the database alone; move the project in a step of its own")
        return _locate(config, at, scratch, dry_run=dry_run, force=force, json=json)
    if scratch is not None:
        raise CommandError("adopt: --scratch is for --at, which runs revisions")
    return _move(
        config, back=back, rewrite=rewrite, rename=rename_version_table, dry_run=dry_run, force=force, json=json
    )


def _move(
    config: Config, *, back: bool, rewrite: bool, rename: bool, dry_run: bool, force: bool, json: bool
) -> Move | Moved:
    from revgraph.command.adopting.moving import carry_out, move_in, move_out

    is_ours = config.product == Config.product
    if is_ours and not back:
        raise CommandError(
            "this project is revgraph's already; 'adopt' moves one in that was made for another tool: in its folder, "
            "or with -c and its configuration file"
        )
    if back and not is_ours:
        raise CommandError(f"this project is {config.product.name}'s, so it need not move back")
    script = ScriptDirectory.from_config(config)
    if back:
        move = move_out(config, script, rewrite=rewrite, force=force)
    else:
        move = move_in(config, script, rewrite=rewrite, rename=rename)
    if dry_run:
        _tell_move(config, move, None, json=json)
        return move
    try:
        moved = carry_out(config, script, move, rename=rename)
    except OSError as error:
        raise CommandError(
            f"can't write {error.filename or 'the files'}: {error.strerror or error}; nothing was written"
        ) from error
    _tell_move(config, move, moved, json=json)
    return moved


def _tell_move(config: Config, move: Move, moved: Moved | None, *, json: bool) -> None:
    files = {os.path.relpath(path): "removed" if data is None else "written" for path, data in move.files.items()}
    left = [{"path": os.path.relpath(place.path), "line": place.line, "text": place.what} for place in move.left]
    if json:
        from revgraph.command.as_json import print_json

        content = {"done": moved is not None, "files": files, "left": left}
        found = {} if moved is None else {"renamed_in": moved.renamed, "script_compared": moved.unwritten is None}
        print_json(config, {**content, **found})
        return
    for name, what in files.items():
        config.print_stdout("%s %s", f"would be {what}:" if moved is None else f"{what}:", name)
    for place in move.left:
        config.print_stdout("left as it is: %s:%s: %s", os.path.relpath(place.path), place.line, place.what)
    if moved is None:
        return
    for url in moved.renamed:
        config.print_stdout("the version table was renamed in %s", url)
    told = "heads, history and the script of an upgrade are the same as before"
    if moved.unwritten is not None:
        told = f"heads and history are the same as before; no script could be written, then or now: {moved.unwritten}"
    config.print_stdout("%s", told)


def _locate(config: Config, at: str, scratch: str | None, *, dry_run: bool, force: bool, json: bool) -> Located:
    from revgraph.command.adopting.located import located
    from revgraph.command.move import stamp

    script = ScriptDirectory.from_config(config)
    found = located(config, script, at, scratch, force=force)
    stamped = bool(found.heads) and not dry_run
    if stamped:
        stamp(config.silenced(), found.heads)
    if json:
        from revgraph.command.as_json import print_json

        print_json(config, {**found._asdict(), "stamped": stamped})
        return found
    where = listed(found.heads, nothing="base")
    if found.differences:
        config.print_stdout("the database differs from %s in %s places", where, len(found.differences))
    else:
        config.print_stdout("the database is as %s leaves it", where)
    if stamped:
        config.print_stdout("stamped %s", where)
    elif not found.heads:
        config.print_stdout("there is nothing to stamp; run 'upgrade heads'")
    return found
