"""The revision map and its revisions, as ``alembic.script.revision`` offers them."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from revgraph.errors import RevisionError
from revgraph.graph.links import Links
from revgraph.graph.revision import Revision
from revgraph.graph.revision_map import RevisionMap
from revgraph.util.text import listed

__all__ = ["Revision", "RevisionMap", "is_revision", "tuple_rev_as_scalar"]

T = TypeVar("T")


def tuple_rev_as_scalar(rev: Sequence[T] | None) -> T | Sequence[T] | None:
    """Return no ids as None, one as itself, several as they are."""
    if not rev:
        return None
    return rev[0] if len(rev) == 1 else rev


def peer_order(links: Links[Any], names: Iterable[str]) -> list[str]:
    """Return revisions from the newest to the oldest, in the order in which Alembic lists parallel branches.

    A line is followed to the next revision that others of them need, too; heads come in the order of the files.

    :param links: the graph.
    :param names: those wanted; what is not among them joins nothing.
    """
    wanted = set(names)
    waiting = {name: sum(other in wanted for other in links.below[name]) for name in wanted}
    ready = deque(name for name in links.declared if not waiting.get(name, 1))
    listed: list[str] = []
    while ready:
        name = ready.popleft()
        listed.append(name)
        freed = []
        for above in links.above[name]:
            if above in wanted:
                waiting[above] -= 1
                if not waiting[above]:
                    freed.append(above)
        ready.extendleft(freed[:1])
        ready.extend(freed[1:])
    return listed


def refuse_overlap(links: Links[Any], names: Sequence[str]) -> None:
    """Refuse revisions that are named as one end of a range where one of them implies another.

    :param links: the graph.
    :param names: the revisions.
    :raises RevisionError: naming the first that implies others.
    """
    for name in names:
        implied = links.ancestors(links.above[name])
        others = [other for other in names if other in implied]
        if others:
            raise RevisionError(f"Requested revision {name} overlaps with other requested revisions {listed(others)}")


def is_revision(rev: Any) -> Revision:
    """Return what is known to be a revision."""
    assert isinstance(rev, Revision)
    return rev
