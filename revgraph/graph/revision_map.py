"""The map of all revisions: built once, on the first question, and asked for revisions, heads and walks.

Knows nothing of where revisions come from (a generator hands them over) nor of what a database is at.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Generic, TypeVar

from revgraph.errors import MultipleHeads, RangeNotAncestorError, ResolutionError
from revgraph.graph.defects import link
from revgraph.graph.links import Arrange, Links
from revgraph.graph.ranges import between, resolve_ends
from revgraph.graph.resolve import Resolver, unknown_name
from revgraph.graph.revision import Revision
from revgraph.graph.table import Table
from revgraph.graph.target import Target, parse_range, parse_target

R = TypeVar("R", bound=Revision)
IdOrRevision = TypeVar("IdOrRevision", str, Revision)


class RevisionMap(Generic[R]):
    """Answer questions about a set of revisions; every question is at most linear in revisions and edges.

    Revisions that come out are copies that know their children and labels (see :class:`Revision`).

    :param generator: called once, on the first question; gives all revisions in a stable order, or a table of them.
    :param arrange: the order of parallel branches, if it is another than ours.
    """

    def __init__(self, generator: Callable[[], Iterable[R] | Table[R]], arrange: Arrange | None = None) -> None:
        self._generator = generator
        self._arrange = arrange
        self._links: Links[R] | None = None

    @property
    def links(self) -> Links[R]:
        """Return the links between the revisions, finding them on the first call.

        :raises GraphDefects: if the revisions don't make a graph, with every defect there is.
        """
        if self._links is None:
            self._links = self._read()
            if self._arrange is not None:
                self._links.arrange(self._arrange)
        return self._links

    def _read(self) -> Links[R]:
        # thousands of objects are made that all stay: looking for garbage among them takes longer than making them
        is_collecting = gc.isenabled()
        gc.disable()
        try:
            return link(self._generator())
        finally:
            if is_collecting:
                gc.enable()

    def __len__(self) -> int:
        return len(self.links.declared)

    def __contains__(self, revision_id: object) -> bool:
        return revision_id in self.links.declared

    def __iter__(self) -> Iterator[R]:
        """Yield all revisions, each after its parents and dependencies."""
        return map(self.links.linked, self.links.order)

    @property
    def heads(self) -> tuple[str, ...]:
        """Return the ids that have no child."""
        return self.links.heads

    @property
    def effective_heads(self) -> tuple[str, ...]:
        """Return the ids that have no child and on which nothing depends: what ``heads`` means in a target."""
        return self.links.effective_heads

    @property
    def bases(self) -> tuple[str, ...]:
        """Return the ids that have no parent."""
        return self.links.bases

    @property
    def branch_labels(self) -> dict[str, str]:
        """Return the id that declares each branch label."""
        return dict(self.links.labels)

    def parents(self, revision_id: str) -> tuple[str, ...]:
        """Return the parents of a revision; the id must be exact."""
        return self.get_exact(revision_id).parents

    def children(self, revision_id: str) -> tuple[str, ...]:
        """Return the children of a revision; the id must be exact."""
        self.get_exact(revision_id)
        return tuple(self.links.children[revision_id])

    def get_exact(self, revision_id: str) -> R:
        """Return the revision with exactly this id.

        :raises ResolutionError: if there is none.
        """
        if revision_id not in self.links.declared:
            raise unknown_name(self.links, revision_id)
        return self.links.linked(revision_id)

    def resolve(self, target: str | Target, current: Collection[str] | None = None) -> tuple[str, ...]:
        """Return the ids one target names; none for ``base``.

        :param target: text in the target grammar, or a parsed target.
        :param current: the database's rows, for ``current``, ``+N`` and ``-N``; None if not known
            (then ``-N`` counts from the heads).
        :raises ResolutionError: if it is malformed, names nothing, or not surely one thing.
        :raises MultipleHeads: for ``head`` where there are several.
        """
        parsed = parse_target(target) if isinstance(target, str) else target
        return Resolver(self.links, current).ids(parsed)

    def get_revisions(self, id_: str | Collection[str] | None, current: Collection[str] | None = None) -> tuple[R, ...]:
        """Return the revisions that one or several targets name; none for ``base`` or None.

        :param id_: one target or several.
        :param current: see :meth:`resolve`.
        :raises ResolutionError: if one can't be resolved.
        """
        targets = () if id_ is None else (id_,) if isinstance(id_, str) else tuple(id_)
        if not all(isinstance(target, str) for target in targets):
            raise ResolutionError(
                f"revision identifier {id_!r} is not a string; ensure database driver settings are correct", str(id_)
            )
        found = (one for target in targets for one in self.resolve(target, current))
        return tuple(self.links.linked(one) for one in dict.fromkeys(found))

    def get_revision(self, id_: str | None, current: Collection[str] | None = None) -> R | None:
        """Return the one revision a target names; None for ``base``, None, or ``head`` of an empty map.

        :raises ResolutionError: if it names nothing.
        :raises MultipleHeads: if it names several.
        """
        found = self.get_revisions(id_, current)
        if len(found) > 1:
            raise MultipleHeads([revision.revision for revision in found], id_)
        return found[0] if found else None

    def get_current_head(self, branch_label: str | None = None) -> str | None:
        """Return the one head, or None if there are no revisions.

        :param branch_label: only heads of this branch count.
        :raises MultipleHeads: if there are several.
        """
        found = self.resolve("head" if branch_label is None else f"{branch_label}@head")
        return found[0] if found else None

    def filter_for_lineage(
        self, targets: Iterable[IdOrRevision], check_against: str | None, include_dependencies: bool = False
    ) -> tuple[IdOrRevision, ...]:
        """Return those revisions that are on the line of a revision or branch.

        :param targets: ids or revisions.
        :param check_against: a branch label or revision, or None for all.
        :param include_dependencies: count dependencies as parents.
        """
        if check_against is None:
            return tuple(targets)
        points = self.resolve(check_against)
        links = self.links
        if not points:
            return tuple(targets)
        if include_dependencies:
            line = links.ancestors(points) | links.descendants(points)
        else:
            line = {name for point in points for name in links.lineage(point)}
        return tuple(target for target in targets if str(target) in line)

    def iterate_revisions(
        self,
        upper: str | Collection[str] | None,
        lower: str | Collection[str] | None,
        *,
        inclusive: bool = False,
        implicit_base: bool = False,
    ) -> Iterator[R]:
        """Yield the revisions from ``upper`` down to ``lower``, newest first.

        :param upper: one or several targets; ``+N`` counts from ``lower``.
        :param lower: one or several targets or None for the base; ``-N`` counts from ``upper``.
        :param inclusive: yield ``lower`` too.
        :param implicit_base: yield what ``upper`` needs from lines that don't descend from ``lower``, too.
        :raises RangeNotAncestorError: if ``lower`` is no ancestor of ``upper``.
        """
        uppers, lowers = resolve_ends(self.links, upper, lower)
        found = self._between(uppers, lowers, inclusive=inclusive, implicit_base=implicit_base)
        if found is None:
            raise RangeNotAncestorError(lower, upper)
        return found

    def _between(
        self, uppers: Collection[str], lowers: Collection[str], *, inclusive: bool, implicit_base: bool = False
    ) -> Iterator[R] | None:
        """Return the revisions between ids, newest first; None if they are not on one line."""
        wanted = between(self.links, uppers, lowers, implicit_base=implicit_base)
        if wanted is None:
            return None
        if inclusive:
            wanted.update(self.links.ancestors(uppers).intersection(lowers))
        return map(self.links.linked, reversed(self.links.ordered(wanted)))

    def get_range(self, text: str, current: Collection[str] | None = None) -> tuple[R, ...]:
        """Return the revisions of ``lower:upper``, both ends included, newest first.

        :param text: the range. An end left out is the base or the heads; a lower ``-N`` counts from the upper end, an
            upper ``+N`` from the lower, both from what is applied; ``branch@base:`` keeps to that branch.
        :param current: see :meth:`resolve`.
        :raises RangeNotAncestorError: if the ends are not on one line.
        """
        parsed = parse_range(text)
        upper = "heads" if parsed.upper is None else parsed.upper.text
        lower = "base" if parsed.lower is None else parsed.lower.text
        uppers, lowers = resolve_ends(self.links, upper, lower, current)
        found = self._between(uppers, lowers, inclusive=True)
        if found is None:
            raise RangeNotAncestorError(lowers, uppers)
        return tuple(found)

    def add_revision(self, revision: R) -> None:
        """Add one revision whose parents and dependencies are in the map already.

        :raises GraphDefects: if it doesn't fit; the map then stays as it was.
        """
        self._links = link([*self.links.declared.values(), revision])
