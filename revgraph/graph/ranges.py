"""Ranges of revisions: what the two ends of one mean, and what lies between them.

Knows nothing of how a range is shown.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TypeVar

from revgraph.errors import ResolutionError
from revgraph.graph.links import Links
from revgraph.graph.resolve import Resolver
from revgraph.graph.revision import Revision
from revgraph.graph.target import Target, parse_targets
from revgraph.graph.walk import reachable

R = TypeVar("R", bound=Revision)
End = str | Collection[str] | None


def resolve_ends(
    links: Links[R], upper: End, lower: End, current: Collection[str] | None = None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the ids of both ends of a range.

    :param upper: targets; ``+N`` counts from the lower end.
    :param lower: targets; ``-N`` counts from the upper end; ``branch@base`` keeps the upper end to that branch.
    :param current: the database's rows; if both ends are relative, both count from them.
    :raises ResolutionError: if an end can't be resolved.
    """
    high, low = _targets(upper), _targets(lower)
    if any(target.is_relative for target in high) and any(target.is_relative for target in low):
        if current is None:
            raise ResolutionError(
                f"{lower}:{upper} counts from what the database is at at both ends; name one", f"{upper}"
            )
        return _ids(links, high, current), _ids(links, low, current)
    if any(target.is_relative and target.offset > 0 for target in high):
        lowers = _ids(links, low, current)
        return _ids(links, high, lowers), lowers
    uppers = _kept_to_branch(links, high, low, current)
    if any(target.is_relative and target.offset < 0 for target in low):
        return uppers, _ids(links, low, uppers)
    return uppers, _ids(links, low, current)


def between(
    links: Links[R], uppers: Collection[str], lowers: Collection[str], *, implicit_base: bool
) -> set[str] | None:
    """Return what lies above ``lowers`` up to and with ``uppers``; None if they are not on one line.

    :param implicit_base: take in what ``uppers`` need from other lines; then any two ends will do.
    """
    needed = links.ancestors(uppers)
    above = needed - links.ancestors(lowers)
    if implicit_base or not lowers:
        return above
    if needed.isdisjoint(lowers):
        return None
    line = reachable(lowers, links.children)
    if line.isdisjoint(uppers):
        line = links.descendants(lowers)
    return above & line


def _kept_to_branch(
    links: Links[R], high: tuple[Target, ...], low: tuple[Target, ...], current: Collection[str] | None
) -> tuple[str, ...]:
    resolver = Resolver(links, current, clamp=True)
    line = resolver.scope(low[0]) if len(low) == 1 and low[0].name == "base" else None
    if line is None:
        return _ids(links, high, current)
    found: list[str] = []
    for target in high:
        symbol = target.branch is None and target.name in ("head", "heads")
        found += links.heads if symbol else resolver.ids(target)
    return tuple(one for one in dict.fromkeys(found) if one in line)


def _targets(end: End) -> tuple[Target, ...]:
    return parse_targets(end or ())


def _ids(links: Links[R], targets: tuple[Target, ...], current: Collection[str] | None) -> tuple[str, ...]:
    resolver = Resolver(links, current, clamp=True)
    return tuple(dict.fromkeys(one for target in targets for one in resolver.ids(target)))
