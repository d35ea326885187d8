"""Find what a parsed target means in a graph, given what is applied.

Knows nothing of plans or databases: it turns targets into ids and says why it can't.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from functools import cached_property
from typing import Generic, TypeVar

from revgraph.errors import MultipleHeads, ResolutionError
from revgraph.graph.defects import near_names
from revgraph.graph.links import Links
from revgraph.graph.revision import Revision
from revgraph.graph.target import Target

R = TypeVar("R", bound=Revision)


class Resolver(Generic[R]):
    """Resolve targets against a graph and the rows of a database; read-only.

    :param links: the graph.
    :param current: ids of the version rows, or None if the command doesn't know them.
    :param clamp: let steps that go too far end at the base or head instead of raising.
    :raises ResolutionError: if a row is no revision of the graph.
    """

    def __init__(self, links: Links[R], current: Collection[str] | None, *, clamp: bool = False) -> None:
        self.links = links
        self.clamp = clamp
        self.knows_current = current is not None
        self._lines: dict[str, set[str]] = {}
        for row in current or ():
            if row not in links.declared:
                raise ResolutionError(
                    f"the database is at revision {row!r}, which no revision file has; check out the code that holds "
                    "it, or set the rows right with 'stamp --purge <revision>'",
                    row,
                )
        self.current = links.in_order(set(current or ()))

    @cached_property
    def applied(self) -> set[str]:
        """Return all ids that are applied: the rows with their ancestors and dependencies."""
        return self.links.ancestors(self.current)

    def ids(self, target: Target) -> tuple[str, ...]:
        """Return the revisions a target names; none for ``base``.

        :raises ResolutionError: if it names nothing, or not surely one thing.
        :raises MultipleHeads: for ``head`` where there are several.
        """
        anchor, offset = self._exact(target)
        if anchor is None and offset < 0:
            if self.knows_current:
                return self._parents_of(self.last_undone(target), target)
            found = (low for head in self._heads("heads", target) for low in self._down((head,), -offset, target))
            return tuple(dict.fromkeys(found))
        starts = self._standing_at(target) if anchor is None else self._named(anchor, target)
        if not offset:
            return starts
        if offset > 0:
            return self._up(starts, offset, target, anchor is None)
        if not starts:
            raise ResolutionError(f"{target.text!r}: nothing is below the base", target.text)
        return self._down(starts, -offset, target)

    def scope(self, target: Target) -> set[str] | None:
        """Return the line a target is restricted to, or None."""
        if target.branch is None:
            return None
        if target.branch not in self._lines:
            self._lines[target.branch] = self.links.lineage(self.by_prefix(target.branch, None, target.text))
        return self._lines[target.branch]

    def last_undone(self, target: Target) -> str:
        """Return the lowest of the revisions that ``-N`` or ``branch@-N`` undoes.

        :raises ResolutionError: if fewer are applied, or it is not clear which come first.
        """
        starts = self._standing_at(target)
        if not starts:
            raise ResolutionError(f"{target.text!r}: nothing is applied that could be undone", target.text)
        one = self._only(starts, target, "it counts from" if self.clamp else "the database is at")
        if target.branch is not None and one not in self.links.carriers(self._branch_name(target.branch, target)):
            raise ResolutionError(f"{target.text!r}: nothing of branch {target.branch!r} is applied", target.text)
        for done in range(1, -target.offset):
            below = self._parents_of(one, target)
            if not below and self.clamp:
                return one
            if not below:
                raise ResolutionError(
                    f"{target.text!r} goes below the base: only {done} can be undone there", target.text
                )
            one = self._only(below, target, f"below {one!r} are")
        return one

    def by_prefix(self, name: str, scope: Collection[str] | None, text: str) -> str:
        """Return the one id that is ``name`` or starts with it.

        :param name: an id, a prefix of one, or a branch label.
        :param scope: ids to choose from, or None for all.
        :param text: the target as given, for the error.
        :raises ResolutionError: if there is none, or several.
        """
        exact = self.links.labels.get(name, name)
        found = [exact] if exact in self.links.declared else self._starting_with(name)
        inside = found if scope is None else [one for one in found if one in scope]
        if len(inside) == 1:
            return inside[0]
        if inside:
            shown = ", ".join(inside[:8]) + (f" and {len(inside) - 8} more" if len(inside) > 8 else "")
            raise ResolutionError(f"{len(inside)} revisions start with {name!r}: {shown}; give more of the id", text)
        if found:
            raise ResolutionError(f"{text!r}: revision {found[0]!r} is not on that branch", text)
        raise unknown_name(self.links, name, text)

    def _starting_with(self, name: str) -> list[str]:
        ids = self.links.sorted_ids
        start = end = bisect_left(ids, name)
        while end < len(ids) and ids[end].startswith(name):
            end += 1
        return ids[start:end]

    def _exact(self, target: Target) -> tuple[str | None, int]:
        """Return anchor and offset, unless the whole name is an id or label: then it is meant literally."""
        if target.name in self.links.declared or target.name in self.links.labels:
            return target.name, 0
        return target.anchor, target.offset

    def _branch_name(self, branch: str, target: Target) -> str:
        return branch if branch in self.links.labels else self.by_prefix(branch, None, target.text)

    def _named(self, anchor: str, target: Target) -> tuple[str, ...]:
        match anchor:
            case "base":
                self.scope(target)
                return ()
            case "head" | "heads":
                return self._heads(anchor, target)
            case "current":
                self._need_current(target)
                scope = self.scope(target)
                return self.current if scope is None else tuple(row for row in self.current if row in scope)
        return (self.by_prefix(anchor, self.scope(target), target.text),)

    def _heads(self, anchor: str, target: Target) -> tuple[str, ...]:
        links = self.links
        if target.branch is None:
            found = links.heads if anchor == "head" else links.effective_heads
        else:
            line = self.scope(target) or ()
            found = tuple(head for head in links.heads if head in line)
        if anchor == "head" and len(found) > 1:
            raise MultipleHeads(found, target.text)
        return found

    def _need_current(self, target: Target) -> None:
        if not self.knows_current:
            raise ResolutionError(
                f"{target.text!r} counts from what the database is at, which is not known here; name a revision",
                target.text,
            )

    def _standing_at(self, target: Target) -> tuple[str, ...]:
        """Return what a bare offset counts from: the rows, those of the branch, or its highest applied revisions."""
        self._need_current(target)
        scope = self.scope(target)
        if scope is None:
            return self.current
        rows = tuple(row for row in self.current if row in scope)
        return rows or self.links.maximal(self.applied & scope)

    def _up(self, starts: Sequence[str], steps: int, target: Target, skip_applied: bool) -> tuple[str, ...]:
        scope = self.scope(target)
        at: Sequence[str] = starts
        for done in range(steps):
            above = [child for one in at for child in self.links.children[one]] if at else self.links.bases
            found = [one for one in dict.fromkeys(above) if scope is None or one in scope]
            if skip_applied and not done:
                found = [one for one in found if one not in self.applied]
            if not found and self.clamp:
                break
            if not found:
                start = f"above {', '.join(starts)}" if starts else "above the base"
                count = f"only {done}" if done else "nothing"
                raise ResolutionError(
                    f"{target.text!r} goes beyond the end of the line: {count} is {start}", target.text
                )
            at = (self._only(found, target, f"above {', '.join(at) or 'the base'} are"),)
        return tuple(at)

    def _down(self, starts: Sequence[str], steps: int, target: Target) -> tuple[str, ...]:
        at: Sequence[str] = starts
        for done in range(steps):
            if not at and self.clamp:
                break
            if not at:
                raise ResolutionError(f"{target.text!r} goes below the base: only {done} steps lead there", target.text)
            at = self._parents_of(self._only(at, target, "here are"), target)
        return tuple(at)

    def _parents_of(self, name: str, target: Target) -> tuple[str, ...]:
        scope = self.scope(target)
        return tuple(up for up in self.links.parents[name] if scope is None or up in scope)

    def _only(self, found: Sequence[str], target: Target, place: str) -> str:
        if len(found) == 1:
            return found[0]
        example = f"{found[0]}@{target.name}" if target.is_relative else found[0]
        raise ResolutionError(
            f"{target.text!r} is ambiguous: {place} {', '.join(found)}; say which, such as {example!r}", target.text
        )


def unknown_name(links: Links[R], name: str, text: str | None = None) -> ResolutionError:
    """Return the error for a name that nothing has, with the names that are near.

    :param name: what was looked for.
    :param text: the whole target as given, if the name is only a part of it.
    """
    near = near_names(name, (*links.declared, *links.labels))
    advice = f"did you mean {', '.join(near)}?" if near else "'history' lists all there are"
    inside = f" (in {text!r})" if text not in (None, name) else ""
    return ResolutionError(f"no revision or branch is called {name!r}{inside}; {advice}", text or name)
