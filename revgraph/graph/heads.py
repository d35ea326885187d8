"""The arithmetic of head rows: which rows of the version table change, as values.

Knows nothing of SQL or of the graph: it only sees sets of ids.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from revgraph.errors import RevisionError


@dataclass(frozen=True, slots=True)
class Insert:
    """Add a row."""

    version: str

    def __str__(self) -> str:
        return f"insert {self.version}"


@dataclass(frozen=True, slots=True)
class Update:
    """Turn one row into another."""

    old: str
    new: str

    def __str__(self) -> str:
        return f"update {self.old} to {self.new}"


@dataclass(frozen=True, slots=True)
class Delete:
    """Remove a row."""

    version: str

    def __str__(self) -> str:
        return f"delete {self.version}"


HeadChange = Insert | Update | Delete


def head_changes(gone: Sequence[str], come: Sequence[str]) -> tuple[HeadChange, ...]:
    """Return the fewest row changes that replace some rows by others.

    The last rows that go are updated to the first that come; what is left over is deleted or inserted before that.

    :param gone: rows to disappear, each there now.
    :param come: rows to appear, none there now.
    """
    if len(gone) == len(come) == 1:
        return (Update(gone[0], come[0]),)
    pairs = min(len(gone), len(come))
    deletes = [Delete(version) for version in gone[: len(gone) - pairs]]
    inserts = [Insert(version) for version in come[pairs:]]
    updates = [Update(old, new) for old, new in zip(gone[len(gone) - pairs :], come[:pairs], strict=True)]
    return (*deletes, *inserts, *updates)


def replay(heads: Iterable[str], changes: Iterable[HeadChange]) -> frozenset[str]:
    """Return the rows after the changes; read-only.

    :raises RevisionError: if a change removes a row that is not there or adds one that is.
    """
    rows = set(heads)
    for change in changes:
        match change:
            case Insert(version):
                _add(rows, version, change)
            case Delete(version):
                _remove(rows, version, change)
            case Update(old, new):
                _remove(rows, old, change)
                _add(rows, new, change)
    return frozenset(rows)


def _add(rows: set[str], version: str, change: HeadChange) -> None:
    if version in rows:
        raise RevisionError(f"can't {change}: {version!r} is a head already")
    rows.add(version)


def _remove(rows: set[str], version: str, change: HeadChange) -> None:
    if version not in rows:
        raise RevisionError(
            f"can't {change}: {version!r} is no head; the heads are {', '.join(sorted(rows)) or 'none'}"
        )
    rows.remove(version)


class HeadTrail:
    """Answer what the heads are before and after each of a series of steps.

    The sets are worked out when asked for: with thousands of heads, storing them all would take the square of that.

    :param start: the heads before the first step.
    :param changes: the changes of each step.
    """

    def __init__(self, start: Iterable[str], changes: Sequence[tuple[HeadChange, ...]]) -> None:
        self._changes = changes
        self._start = frozenset(start)
        self._reached = (0, self._start)

    def before(self, step: int) -> frozenset[str]:
        """Return the heads before a step, counted from 0; asking in order costs one step each time."""
        position, heads = self._reached
        if position > step:
            position, heads = 0, self._start
        heads = replay(heads, (change for changes in self._changes[position:step] for change in changes))
        self._reached = (step, heads)
        return heads

    def after(self, step: int) -> frozenset[str]:
        """Return the heads after a step."""
        return self.before(step + 1)
