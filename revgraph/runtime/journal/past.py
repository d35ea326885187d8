"""What the journal tells of the past: which applied revisions were edited since, and when unknown ones ran.

Compares rows with files; reads, and writes nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy.exc import SQLAlchemyError

from revgraph.runtime.journal.records import DONE, Journal, JournalEntry, last_of
from revgraph.runtime.journal.source import differs
from revgraph.script.base import ScriptDirectory
from revgraph.util.text import listed


def edited_revisions(
    script: ScriptDirectory | None, entries: Sequence[JournalEntry], heads: Collection[str]
) -> list[str]:
    """Return the ids of applied revisions whose code is not what ran, in the order they ran.

    :param script: the scripts.
    :param entries: the journal.
    :param heads: what the database is at.
    """
    if script is None or not entries:
        return []
    revisions = script.revision_map
    known = [head for head in heads if head in revisions]
    applied = revisions.links.ancestors(known)
    return [
        entry.revision
        for entry in sorted(last_of(entries).values(), key=lambda entry: entry.id)
        if entry.state == DONE
        and entry.direction == "upgrade"
        and entry.revision in applied
        and differs(revisions.links.linked(entry.revision).path, entry.file, entry.source)
    ]


def last_runs_of(unknown: Collection[str], journal: Journal | None) -> list[str]:
    """Return a line for each revision that the journal knows: its parents, when and by whom it was run."""
    if journal is None:
        return []
    try:
        found = last_of(journal.entries())
    except SQLAlchemyError:
        return []  # it was only to make an error clearer
    return [_told(found[name]) for name in unknown if name in found]


def _told(entry: JournalEntry) -> str:
    doc = f", {entry.message}" if entry.message else ""
    parents = listed(entry.parents, nothing="base")
    when = f"{entry.started:%Y-%m-%d %H:%M} UTC"
    return f"{entry.revision}{doc}: follows {parents}, {entry.direction} run {when} by {entry.who}"
