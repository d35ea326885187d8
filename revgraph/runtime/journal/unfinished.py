"""The report on a migration that was cut off and can't go on by itself: what is known, and what to choose from.

Words only; when to stop is decided in ``runtime.keeper`` and ``runtime.run``.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import Enum

from revgraph.errors import UnfinishedMigration
from revgraph.runtime.journal.records import JournalEntry, JournalStatement
from revgraph.util.text import printable

SHOWN = 600
"""Longest SQL shown in a report, in characters."""


class Doubt(Enum):
    """Why a migration can't go on."""

    UNKNOWN = "whether statement {k} was carried out can't be told"
    REPLACED = "whether statement {k} was carried out can't be told, and the script now does something else there"
    ENGINE = "statement {k} may have changed rows of a table whose engine can't roll back"
    CHANGED = "statement {k} is done, and the script now does something else there"
    GONE = "statement {k} is done, and the script does not do it any more"
    TEMPORARY = "it makes a temporary table, and what was written there is gone"
    RESULT = "statement {k} is done, and what it returned is not known any more"
    LOST = "statement {k} is done by the journal, and its effect is not in the database"


_SAFE_TO_FORCE = frozenset({Doubt.UNKNOWN, Doubt.REPLACED, Doubt.ENGINE})
_ADVICE = {
    Doubt.CHANGED: "Give the script back what it did there, also where values are computed in Python (uuid4(), now()).",
    Doubt.GONE: "Give the script back what it did.",
}


def unfinished(
    doubt: Doubt,
    entry: JournalEntry,
    row: JournalStatement,
    now: JournalStatement | None = None,
    *,
    done: Sequence[JournalStatement] = (),
    place: str = "",
) -> UnfinishedMigration:
    """Return the error that stops a run which was to go on where another was cut off.

    :param doubt: why it can't.
    :param entry: the run that was cut off.
    :param row: the statement it is about, as the journal has it.
    :param now: what the script does in its place.
    :param done: the statements that are done.
    :param place: the place of the statement's operation among all of the revision, such as ``2 of 5``, if it is known.
    """
    reason = doubt.value.format(k=row.position)
    lines = [f"{_title(entry)} was cut off before, and {reason}:"]
    if row.operation:
        lines.append(f"  operation{place and f' {place}'}: {_cut(row.operation)}")
    if row.statement:
        lines.append(f"  SQL: {_cut(row.statement)}")
    if now is not None:
        lines.append(f"  now: {_cut(now.statement)}")
    lines.append(f"  {_done(done)}")
    lines.append(_choices(entry, can_force=doubt in _SAFE_TO_FORCE, advice=_ADVICE.get(doubt, "")))
    return UnfinishedMigration(
        "\n".join(lines), revision=entry.revision, direction=entry.direction, position=row.position, sql=row.statement
    )


def in_the_way(entry: JournalEntry, done: Sequence[JournalStatement]) -> UnfinishedMigration:
    """Return the error for a run that would leave an unfinished migration behind."""
    text = f"{_title(entry)} was cut off before, and this would not finish it:\n  {_done(done)}"
    last = done[-1] if done else None
    return UnfinishedMigration(
        f"{text}\n{_choices(entry, can_resume=True)}",
        revision=entry.revision,
        direction=entry.direction,
        position=last.position if last else 0,
        sql=last.statement if last else "",
    )


def not_reversible(entry: JournalEntry, reasons: Collection[str]) -> UnfinishedMigration:
    """Return the error for what ``--undo`` can't take back; nothing was done."""
    listed = "".join(f"\n  - {_cut(reason)}" for reason in reasons)
    text = f"{_title(entry)}: what is done can't be undone:{listed}"
    return UnfinishedMigration(
        f"{text}\n{_choices(entry, can_undo=False, can_resume=True)}",
        revision=entry.revision,
        direction=entry.direction,
        position=0,
        sql="",
    )


def _title(entry: JournalEntry) -> str:
    doc = f" ({printable(entry.message)})" if entry.message else ""
    return f"the {entry.direction} of {entry.revision}{doc}"


def _done(done: Sequence[JournalStatement]) -> str:
    if not done:
        return "In the database: nothing that is known."
    count = "its first statement" if len(done) == 1 else f"{len(done)} statements"
    return f"In the database: {count}; the last one: {_cut(done[-1].statement or done[-1].operation, 200)}"


def _choices(
    entry: JournalEntry,
    *,
    can_force: bool = False,
    can_resume: bool = False,
    can_undo: bool = True,
    advice: str = "",
) -> str:
    choices = {
        f"{entry.direction} ... --resume": "what can't be told is not done: run it and go on" if can_force else "",
        f"{entry.direction} ...": "go on where it was cut off" if can_resume else "",
        f"{entry.direction} ... --undo": "take back what is done" if can_undo else "",
        f"resolve {entry.revision} --applied": "all of it is done, by hand or otherwise",
        f"resolve {entry.revision} --rolled-back": f"nothing of it is left; the next {entry.direction} does all of it",
    }
    kept = {command: meaning for command, meaning in choices.items() if meaning}
    width = max(map(len, kept)) + 2
    lines = [f"Nothing was changed now. {advice + ' ' if advice else ''}Look at the database, then choose:"]
    lines += [f"  {command!r:<{width}}  {meaning}" for command, meaning in kept.items()]
    return "\n".join(lines)


def _cut(text: str, longest: int = SHOWN) -> str:
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[:longest]}..."
