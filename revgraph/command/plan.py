"""``plan``: what an upgrade or downgrade would do to the database as it is; nothing is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from revgraph.config import Config
from revgraph.script.base import ScriptDirectory

if TYPE_CHECKING:
    from revgraph.command.preview import PlanPreview


def plan(config: Config, revision: str = "heads", sql: bool = False, json: bool = False) -> list[PlanPreview]:
    """Show what an upgrade or downgrade would do to the database as it is; writes nothing.

    :param config: the configuration.
    :param revision: the target; what is applied already, ``base`` and ``-N`` mean a downgrade.
    :param sql: show the statements, too.
    :param json: as JSON, for programs.
    :return: what would be done, for each database that env.py configures.
    :raises CommandError: if the target can't be reached, or a script that would run can't be loaded.
    """
    from revgraph.command.preview import lines_of, preview_as_json, previews

    script = ScriptDirectory.from_config(config)
    found = previews(config, script, revision)
    if json:
        from revgraph.command.as_json import print_json

        print_json(config, {"plans": [preview_as_json(one) for one in found]})
        return found
    for one in found:
        for line in lines_of(one, sql=sql):
            config.print_stdout("%s", line)
    return found
