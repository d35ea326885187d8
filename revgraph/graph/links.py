"""The links between a set of revisions that make a graph: who follows, needs and names whom.

Knows nothing of targets or databases; all answers are sets and sequences of ids, found once and in linear time.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property
from typing import Any, Generic, TypeAlias, TypeVar

from revgraph.graph.revision import Revision
from revgraph.graph.table import Table
from revgraph.graph.walk import reachable, reversed_edges, topological_order

R = TypeVar("R", bound=Revision)

Arrange: TypeAlias = "Callable[[Links[Any], Collection[str]], list[str]]"
"""Lists ids of a graph from the newest to the oldest."""


class Links(Generic[R]):
    """Hold sound revisions with the edges between them; never changes after it is made.

    :param table: of the revisions; every id they name exists and there is no circle (``defects`` sees to that).
    :param labels: the id that declares each branch label.
    """

    def __init__(self, table: Table[R], labels: Mapping[str, str]) -> None:
        self.declared: Mapping[str, R] = table
        self.labels = labels
        self.parents = table.parents
        self._own_labels = table.own_labels
        needs = {
            name: tuple(dict.fromkeys(labels.get(want, want) for want in wanted))
            for name, wanted in table.depends_on.items()
        }
        self.needs: dict[str, tuple[str, ...]] = dict.fromkeys(table, ()) | needs
        #: parents and dependencies together
        self.above = self.parents | {
            name: tuple(dict.fromkeys(self.parents[name] + needed)) for name, needed in needs.items()
        }
        self._needy = needs
        self._linked: dict[str, R] = {}
        self._arrange: Arrange | None = None

    @cached_property
    def children(self) -> dict[str, list[str]]:
        """Return for each revision those that name it as parent."""
        return reversed_edges(self.parents) if self._needy else self.below

    @cached_property
    def dependents(self) -> dict[str, list[str]]:
        """Return those that depend on a revision, for each on which some do."""
        found: dict[str, list[str]] = {}
        for name, needed in self._needy.items():
            for one in needed:
                found.setdefault(one, []).append(name)
        return found

    @cached_property
    def below(self) -> dict[str, list[str]]:
        """Return children and dependents together."""
        return reversed_edges(self.above)

    @cached_property
    def order(self) -> list[str]:
        """Return all ids, each after its parents and dependencies; lines stay together."""
        if self._arrange is not None:
            return self._arrange(self, self.declared)[::-1]
        return topological_order(self.above, self.below)

    def arrange(self, arrange: Arrange) -> None:
        """List parallel branches in an order of another kind from now on.

        :param arrange: lists ids, each before its parents and dependencies.
        """
        self._arrange = arrange
        vars(self).pop("order", None)
        vars(self).pop("position", None)

    def ordered(self, names: Collection[str]) -> list[str]:
        """Return ids, each after its parents and dependencies; lines stay together.

        :param names: of revisions.
        """
        if self._arrange is not None:
            return self._arrange(self, names)[::-1]
        return [name for name in self.order if name in names] if names else []

    @cached_property
    def position(self) -> dict[str, int]:
        """Return the place of each id in the order."""
        return {name: place for place, name in enumerate(self.order)}

    @cached_property
    def sorted_ids(self) -> list[str]:
        """Return all ids in alphabetical order."""
        return sorted(self.declared)

    @cached_property
    def heads(self) -> tuple[str, ...]:
        """Return the ids without children, in the order of the files."""
        with_children = set().union(*self.parents.values())
        return tuple([name for name in self.parents if name not in with_children])

    @cached_property
    def effective_heads(self) -> tuple[str, ...]:
        """Return the ids without children and dependents, in the order of the files."""
        return tuple([name for name, below in self.below.items() if not below])

    @cached_property
    def bases(self) -> tuple[str, ...]:
        """Return the ids without parents, in the order of the files."""
        return tuple(name for name in self.declared if not self.parents[name])

    def in_order(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return ids in the order of the graph, unknown ones last and by name."""
        last = len(self.declared)
        return tuple(sorted(names, key=lambda name: (self.position.get(name, last), str(name))))

    def ancestors(self, names: Iterable[str]) -> set[str]:
        """Return the ids with all that must be applied before them."""
        return reachable(names, self.above)

    def descendants(self, names: Iterable[str]) -> set[str]:
        """Return the ids with all that can only be applied after them."""
        return reachable(names, self.below)

    def lineage(self, name: str) -> set[str]:
        """Return a revision with its ancestors and descendants, by parents alone."""
        return reachable([name], self.parents) | reachable([name], self.children)

    def maximal(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return, in order, the ids on which none of the others stands; ``names`` must hold all between them."""
        members = set(names)
        return self.in_order(name for name in members if members.isdisjoint(self.below[name]))

    @cached_property
    def carried_labels(self) -> dict[str, frozenset[str]]:
        """Return the labels that reach each revision.

        A label reaches all descendants of the revision that declares it, and its ancestors as far as the last branch
        or merge point before it, which it does not reach; a revision that others depend on besides is a branch point
        here, too. Dependencies pass on no labels.
        """
        none: frozenset[str] = frozenset()
        carried = dict.fromkeys(self.order, none)
        if not self.labels:
            return carried
        carried |= {name: frozenset(own) for name, own in self._own_labels.items()}
        for name in reversed(self.order):
            labels = carried[name]
            if labels:
                parents = self.parents[name]
                if len(parents) == 1 and self._is_plain(parents[0]):
                    carried[parents[0]] |= labels
        for name in self.order:
            labels = carried[name]
            for parent in self.parents[name]:
                inherited = carried[parent]
                if inherited is not labels and not inherited <= labels:
                    # lines share one set, however long they are
                    carried[name] = labels = labels | inherited if labels else inherited
        return carried

    def _is_plain(self, name: str) -> bool:
        return len(self.below[name]) < 2 and len(self.parents[name]) < 2

    def carriers(self, name: str) -> set[str]:
        """Return the revisions a branch label covers, or the descendants of a revision, itself included."""
        if name in self.labels:
            return {carrier for carrier, labels in self.carried_labels.items() if name in labels}
        return reachable([name], self.children)

    def linked(self, name: str) -> R:
        """Return a copy of a revision that knows its children, dependents and labels; always the same one."""
        found = self._linked.get(name)
        if found is None:
            dependents = self.dependents.get(name, ())
            found = self._linked[name] = self.declared[name].linked_copy(
                branch_labels=self.carried_labels[name],
                nextrev=frozenset(self.below[name]).difference(
                    other for other in dependents if name not in self.parents[other]
                ),
                dependents=frozenset(dependents),
                resolved_dependencies=self.needs[name],
            )
        return found
