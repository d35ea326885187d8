"""The revision map and its revisions, as ``alembic.script.revision`` offers them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any, TypeVar

from revgraph.errors import RevisionError
from revgraph.graph.links import Links
from revgraph.graph.revision import Revision
from revgraph.graph.revision_map import RevisionMap
from revgraph.graph.walk import reachable
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

    Each head, in the order of the files, begins a line, and a line is followed down. What another line needs waits:
    the first such line is followed instead. Further parents begin lines of their own, behind all others; where a line
    ends, the one before it goes on.

    :param links: the graph.
    :param names: those wanted; what is not among them joins nothing, and what a circle holds back is not listed.
    """
    wanted = set(names)
    waiting = {name: sum(other in wanted for other in links.below[name]) for name in wanted}
    lines = [name for name in links.declared if not waiting.get(name, 1)]
    open_ends = set(lines)
    listed: list[str] = []
    needing: dict[str, set[str]] = {}
    at = put_off = 0
    while lines and put_off <= len(lines):  # else each waits for another
        name = lines[at]
        if waiting[name]:
            put_off += 1
            if name not in needing:  # found once: it only gets smaller, and what is listed ends no line
                needing[name] = _unlisted_below(links, name, waiting)
            at = next(place for place, end in enumerate(lines) if end in needing[name])
            continue
        put_off = 0
        del waiting[name]
        needing.pop(name, None)
        listed.append(name)
        open_ends.discard(name)
        for each in links.above[name]:
            if each in waiting:
                waiting[each] -= 1
        fresh = [each for each in normalized(links, name) if each in waiting and each not in open_ends]
        open_ends.update(fresh)
        if fresh:
            lines[at] = fresh[0]
            lines += fresh[1:]
        else:
            del lines[at]
            at = max(at - 1, 0)
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


def _unlisted_below(links: Links[Any], name: str, waiting: Collection[str]) -> set[str]:
    """Return the descendants of a revision that are still to be listed, without itself."""
    found: set[str] = set()
    left = [name]
    while left:
        for below in links.below[left.pop()]:
            if below in waiting and below not in found:
                found.add(below)
                left.append(below)
    return found


def normalized(links: Links[Any], name: str) -> Sequence[str]:
    """Return a revision's parents, and its dependencies but those that a revision before it, by parents, has as well.

    :param links: the graph.
    :param name: the revision.
    """
    needs = links.needs[name]
    if not needs:
        return links.above[name]
    before = reachable(links.parents[name], links.parents)
    had = {need for each in before for need in links.needs[each]}
    parents = links.parents[name]
    return [each for each in links.above[name] if each in parents or each not in had]


def is_revision(rev: Any) -> Revision:
    """Return what is known to be a revision."""
    assert isinstance(rev, Revision)
    return rev
