"""Revisions as columns: ids, parents, dependencies and labels at once, and each revision itself when it is asked for.

Knows nothing of what makes a sound graph (``defects`` does); of ten thousand revisions most are never looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar

from revgraph.graph.revision import Revision

R = TypeVar("R", bound=Revision)
Several = tuple[str, ...]


class Table(Mapping[str, R], Generic[R]):
    """Hold revisions by id; where two have one id, the last counts (:meth:`revisions` has both).

    :param ids: of all, in a stable order.
    :param parents: of each, in that order, without repeats.
    :param depends_on: ids and labels that revisions depend on, of those that do.
    :param own_labels: the labels that revisions declare, of those that do.
    :param make: returns the revision of a row; called once for each that is asked for.
    """

    def __init__(
        self,
        ids: Sequence[str],
        parents: Iterable[Several],
        depends_on: Mapping[str, Several],
        own_labels: Mapping[str, Several],
        make: Callable[[int], R],
    ) -> None:
        self.ids = ids
        self.parents = dict(zip(ids, parents, strict=True))
        self.depends_on = depends_on
        self.own_labels = own_labels
        self._rows = dict(zip(ids, range(len(ids)), strict=True))
        self._make = make
        self._made: dict[int, R] = {}

    @classmethod
    def of(cls, revisions: Sequence[R]) -> Table[R]:
        """Return the table of revisions that are there already."""
        return cls(
            [one.revision for one in revisions],
            [one.parents for one in revisions],
            {one.revision: one.depends_on for one in revisions if one.depends_on},
            {one.revision: one.own_labels for one in revisions if one.own_labels},
            revisions.__getitem__,
        )

    def revisions(self) -> list[R]:
        """Return all revisions, also those that share an id."""
        return [self._revision(row) for row in range(len(self.ids))]

    def __getitem__(self, name: str) -> R:
        return self._revision(self._rows[name])

    def __contains__(self, name: object) -> bool:
        return name in self._rows

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def _revision(self, row: int) -> R:
        found = self._made.get(row)
        if found is None:
            found = self._made[row] = self._make(row)
        return found
