"""Move chains of revisions onto another parent: whose parents change, and what graph that makes.

Pure arithmetic on links; knows nothing of the files that hold the revisions or of databases.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from revgraph.errors import MultipleHeads, RebaseError
from revgraph.graph.defects import link
from revgraph.graph.links import Links
from revgraph.graph.revision import Revision
from revgraph.graph.revision_map import RevisionMap
from revgraph.graph.walk import reachable


@dataclass(frozen=True)
class Move:
    """One revision that gets other parents.

    :param revision: its id.
    :param old: ids of its parents before; none for a base.
    :param new: ids of its parents afterwards.
    """

    revision: str
    old: tuple[str, ...]
    new: tuple[str, ...]

    def __str__(self) -> str:
        old, new = (", ".join(parents) or "<base>" for parents in (self.old, self.new))
        return f"{self.revision}: {old} -> {new}"


@dataclass(frozen=True)
class Rebase:
    """What is to be done to move chains onto a revision.

    :param onto: the revision they are put onto; None for the base.
    :param moves: the revisions whose parents change, each after its ancestors.
    :param followers: those that descend from them and keep their parents.
    :param settled: those that were named, and follow ``onto`` already.
    :param links: the graph afterwards.
    """

    onto: str | None
    moves: tuple[Move, ...]
    followers: tuple[str, ...]
    settled: tuple[str, ...]
    links: Links[Revision]

    @property
    def moved(self) -> tuple[str, ...]:
        """All revisions that stand on other ancestors afterwards."""
        return (*(move.revision for move in self.moves), *self.followers)


def plan_rebase(links: Links[Any], chosen: Collection[str], onto: str | None) -> Rebase:
    """Return what moves revisions, with all that descends from them, onto another one; read-only.

    A chosen revision that descends from another chosen one follows it. A merge keeps the parents that ``onto`` does
    not stand on.

    :param links: the graph.
    :param chosen: ids of the revisions.
    :param onto: id of the parent they get; None makes bases of them.
    :raises RebaseError: if that makes a circle, or it is not clear which parent of a merge is replaced.
    :raises GraphDefects: if the result is no graph.
    """
    bottoms = lowest(links, chosen)
    _refuse_circle(links, bottoms, onto)
    implied = reachable([] if onto is None else [onto], links.parents)
    wanted = {bottom: _new_parents(links, bottom, onto, implied) for bottom in bottoms}
    changed = {name: parents for name, parents in wanted.items() if parents != links.parents[name]}
    moved = reachable(changed, links.children)
    for name in moved - changed.keys() if implied else ():
        needed = tuple(parent for parent in links.parents[name] if parent in moved or parent not in implied)
        if needed != links.parents[name]:
            changed[name] = needed
    return Rebase(
        onto,
        tuple(Move(name, links.parents[name], changed[name]) for name in links.in_order(changed)),
        links.in_order(moved - changed.keys()),
        links.in_order(wanted.keys() - changed.keys()),
        _links_with(links, changed),
    )


def lowest(links: Links[Any], names: Collection[str]) -> tuple[str, ...]:
    """Return, in order, those of the revisions that descend from none of the others."""
    chosen = set(names)
    above: set[str] = set()
    for name in links.order:
        if any(parent in chosen or parent in above for parent in links.parents[name]):
            above.add(name)
    return links.in_order(chosen - above)


def find_rebase(
    revision_map: RevisionMap[Any], revisions: Sequence[str], onto: str | None, settled_heads: Collection[str] = ()
) -> Rebase | None:
    """Return the rebase that a user asks for; read-only.

    What is not named must be beyond doubt. Without ``onto``, and for ``head``, it is the one head there is besides the
    moved chains. Without ``revisions`` it is the chain of the one other head, from where the two lines part.

    :param revision_map: the graph.
    :param revisions: targets and ranges; what they name moves, with all that descends from it.
    :param onto: the target to move it to; ``base`` for none.
    :param settled_heads: heads that are known to stay, if neither is named.
    :return: None if nothing is named and every head is on one line already.
    :raises RebaseError: if it is not clear what is meant, or it can't be done.
    :raises RevisionError: if a target names nothing.
    """
    links = revision_map.links
    if revisions:
        chosen = _named(revision_map, revisions)
        return plan_rebase(links, chosen, _parent_for(revision_map, chosen, onto))
    if len(links.heads) < 2 and onto is None:
        return None
    stays = _head_that_stays(links, settled_heads) if onto is None else _one(revision_map, onto)
    if stays is None:
        raise RebaseError("onto the base everything is moved only by name; name the chain: 'rebase REV --onto base'")
    bottoms = _other_chain(links, stays)
    return plan_rebase(links, bottoms, stays) if bottoms else None


def chain_above(links: Links[Any], head: str, stays: str) -> tuple[str, ...]:
    """Return the lowest revisions of a head's line that another revision's line does not have."""
    own = reachable([head], links.parents) - reachable([stays], links.parents)
    return tuple(name for name in links.in_order(own) if own.isdisjoint(links.parents[name]))


def ways_out(links: Links[Any]) -> tuple[str, ...]:
    """Return the commands that make one line of two heads that part somewhere; nothing if there are not two."""
    if len(links.heads) != 2:
        return ()
    found = []
    for stays, moves in (links.heads, links.heads[::-1]):
        bottoms = chain_above(links, moves, stays)
        if all(links.parents[bottom] for bottom in bottoms):
            found.append(f"rebase {' '.join(bottoms)} --onto {stays}")
    return tuple(found)


def _named(revision_map: RevisionMap[Any], revisions: Sequence[str]) -> list[str]:
    chosen: list[str] = []
    for text in revisions:
        found = (
            [revision.revision for revision in revision_map.get_range(text)]
            if ":" in text
            else revision_map.resolve(text)
        )
        if not found:
            raise RebaseError(f"{text!r} names no revision, so there is nothing to move; name the first of the chain")
        chosen += found
    return chosen


def _one(revision_map: RevisionMap[Any], target: str) -> str | None:
    found = revision_map.resolve(target)
    if len(found) > 1:
        raise MultipleHeads(found, target)
    return found[0] if found else None


def _parent_for(revision_map: RevisionMap[Any], chosen: Sequence[str], onto: str | None) -> str | None:
    if onto not in (None, "head"):
        return _one(revision_map, onto)
    links = revision_map.links
    moving = reachable(chosen, links.children)
    left = [name for name in links.order if name not in moving]
    heads = [name for name in left if moving.issuperset(links.children[name])]
    parted = [name for name in heads if not links.children[name]] or heads
    if len(parted) == 1:
        return parted[0]
    if parted:
        raise RebaseError(f"there are {len(parted)} heads to move to: {', '.join(parted)}; name one with --onto")
    raise RebaseError("nothing is left to move to, all revisions descend from the named ones; name another with --onto")


def _head_that_stays(links: Links[Any], settled: Collection[str]) -> str:
    heads = links.heads
    staying = [head for head in heads if head in settled]
    if len(heads) == 2 and len(staying) == 1:
        return staying[0]
    ways = ways_out(links)
    listed = ", ".join(heads)
    if not ways:
        raise RebaseError(
            f"there are {len(heads)} heads: {listed}; say what to move where: 'rebase REV --onto HEAD', "
            "where REV is the first revision of the chain"
        )
    raise RebaseError(
        f"there are 2 heads: {listed}; say which one stays: {' or '.join(map(repr, ways))} "
        "(what others have already should stay)"
    )


def _other_chain(links: Links[Any], stays: str) -> tuple[str, ...]:
    line = reachable([stays], links.children)
    others = [head for head in links.heads if head not in line]
    if not others:
        return ()
    if len(others) > 1:
        raise RebaseError(
            f"{len(others)} heads are not on the line of {stays}: {', '.join(others)}; "
            "name the first revision of the chain to move"
        )
    bottoms = chain_above(links, others[0], stays)
    if not all(links.parents[bottom] for bottom in bottoms):
        raise RebaseError(
            f"the line of {others[0]} has no revision in common with {stays}; if it is to be moved all the same, "
            f"name it: 'rebase {' '.join(bottoms)} --onto {stays}'"
        )
    return bottoms


def _refuse_circle(links: Links[Any], bottoms: Sequence[str], onto: str | None) -> None:
    if onto is None:
        return
    if onto in bottoms:
        raise RebaseError(f"{onto} can't be moved onto itself; name another revision with --onto", [onto])
    for bottom in bottoms:
        if onto in reachable([bottom], links.children):
            raise RebaseError(
                f"{bottom} can't be moved onto {onto}, which descends from it; move {onto} out of the way first, or "
                "name another with --onto",
                [bottom],
            )
        if onto in links.descendants([bottom]):
            raise RebaseError(
                f"{bottom} can't be moved onto {onto}, which needs it to be applied before (depends_on); "
                "name another with --onto",
                [bottom],
            )


def _new_parents(links: Links[Any], name: str, onto: str | None, implied: Collection[str]) -> tuple[str, ...]:
    old = links.parents[name]
    if len(old) < 2:
        return () if onto is None else (onto,)
    replaced = [parent for parent in old if parent in implied]
    if onto is None or not replaced:
        why = "it can't become a base" if onto is None else f"{onto} stands on none of them"
        raise RebaseError(
            f"{name} joins {', '.join(old)}, and {why}, so it is not clear what is to be replaced; "
            "move the chain below it, or edit its down_revision by hand",
            [name],
        )
    return tuple(onto if parent == replaced[0] else parent for parent in old if parent not in replaced[1:])


def _links_with(links: Links[Any], changed: Mapping[str, tuple[str, ...]]) -> Links[Revision]:
    """Return the graph with other parents; whatever is wrong with it is raised."""
    return link(
        Revision(name, changed.get(name, one.parents), one.depends_on, one.own_labels or (), source=one.source)
        for name, one in links.declared.items()
    )
