"""What ``alembic.command`` has besides revgraph's commands: one command, and names that others replace in tests."""

from __future__ import annotations

import os

from revgraph.command.position import CURRENT, positions
from revgraph.compat.alembic import editor
from revgraph.config import Config
from revgraph.errors import CommandError
from revgraph.script.base import ScriptDirectory

__all__ = ["ScriptDirectory", "edit", "os"]


def edit(config: Config, rev: str) -> None:
    """Edit revision script(s) using $EDITOR.

    :param config: the configuration.
    :param rev: a target, or ``current``.
    :raises CommandError: if there is no editor, or no such revision.
    """
    script = ScriptDirectory.from_config(config)
    wanted = [head for place in positions(config, script) for head in place.heads] if rev == CURRENT else rev
    found = script.get_revisions(wanted)
    if not found:
        raise CommandError(
            "No current revisions" if rev == CURRENT else f"No revision files indicated by symbol {rev!r}"
        )
    for each in found:
        editor.open_in_editor(each.path)
