"""Revisions, positions and comparisons as JSON, for programs; ``docs/commands.rst`` has the schema.

What is added later comes as new keys; ``version`` changes only when a program would have to change, too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from revgraph.command.position import Position
from revgraph.config import Config
from revgraph.script.base import ScriptDirectory
from revgraph.script.file import Script

if TYPE_CHECKING:
    from revgraph.autogenerate.compare.options import Decision
    from revgraph.autogenerate.found import Difference
    from revgraph.autogenerate.snapshot import NotCompared

VERSION = 1


def print_json(config: Config, content: Mapping[str, Any]) -> None:
    """Print one JSON object, in ASCII so that it survives every encoding on its way.

    :param config: says where to.
    :param content: without ``version``.
    """
    from json import dumps

    config.print_stdout("%s", dumps({"version": VERSION, **content}, indent=2))


def print_revisions(config: Config, revisions: Iterable[Script], current: Collection[str] | None = None) -> None:
    """Print revisions.

    :param config: says where to.
    :param revisions: in the order in which they are to be printed.
    :param current: ids that a database is at; None if none was asked.
    """
    print_json(config, {"revisions": [revision_as_json(revision, current) for revision in revisions]})


def print_positions(config: Config, script: ScriptDirectory, found: Sequence[Position]) -> None:
    """Print where databases are."""
    heads = set(script.get_heads())
    databases = []
    for position in found:
        reached = script.get_all_current(position.heads)
        ids = {revision.revision for revision in reached}
        databases.append(
            {
                "database": position.url,
                "rows": list(position.heads),
                "is_at_heads": ids >= heads,
                "revisions": [
                    revision_as_json(revision, position.heads)
                    for revision in sorted(reached, key=lambda revision: revision.revision)
                ],
            }
        )
    print_json(config, {"databases": databases})


def revision_as_json(revision: Script, current: Collection[str] | None = None) -> dict[str, Any]:
    """Return what there is to say of a revision as JSON values."""
    created = revision.create_date
    return {
        "id": revision.revision,
        "parents": list(revision.parents),
        "children": sorted(revision.nextrev),
        "depends_on": list(revision.depends_on),
        "labels": list(revision.labels),
        "message": revision.doc,
        "docstring": revision.longdoc,
        "created": None if created is None else created.isoformat(),
        "path": revision.path,
        "is_head": revision.is_head,
        "is_effective_head": revision.is_effective_head,
        "is_base": revision.is_base,
        "is_branch_point": revision.is_branch_point,
        "is_merge_point": revision.is_merge_point,
        "is_current": None if current is None else revision.revision in current,
    }


def print_comparison(
    config: Config,
    differences: Iterable[Difference],
    not_compared: Iterable[NotCompared],
    decisions: Iterable[Decision] | None,
) -> None:
    """Print how models and database compare.

    :param config: says where to.
    :param differences: what was found.
    :param not_compared: what could not be compared.
    :param decisions: how what was asked about was compared; None if nothing was.
    """
    content: dict[str, Any] = {
        "differences": [{"text": each.text, "loses": each.loses} for each in differences],
        "not_compared": [{"kind": each.kind, "of": each.where or None, "reason": each.reason} for each in not_compared],
    }
    if decisions is not None:
        content["decisions"] = [
            {
                "place": each.place,
                "kind": each.kind,
                "outcome": each.outcome,
                "database": each.have or None,
                "models": each.want or None,
                "rule": each.rule or None,
            }
            for each in decisions
        ]
    print_json(config, content)
