"""The layout of a history: one row for each revision, newest first, and the lanes that lines run in between the rows.

Knows nothing of letters, colours or sizes; a picture is this value, drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from typing import Generic, NamedTuple, TypeVar

from revgraph.graph.revision import Revision

R = TypeVar("R", bound=Revision)

PARENT = "parent"
NEED = "depends_on"


class Link(NamedTuple):
    """One line from a row down to the next row.

    :param start: its lane in the row.
    :param end: its lane in the next row.
    :param target: the revision it leads to at last.
    :param kind: :data:`PARENT` or :data:`NEED`.
    :param is_cut: the target is not shown, the line ends here.
    """

    start: int
    end: int
    target: str
    kind: str
    is_cut: bool = False

    def led_to(self, lane: int) -> Link:
        """Return the same link to another lane."""
        return Link(self.start, lane, self.target, self.kind, self.is_cut)


class Edge(NamedTuple):
    """One revision stands on another.

    :param child: the newer one.
    :param parent: the one it descends from or depends on.
    :param kind: :data:`PARENT` or :data:`NEED`.
    """

    child: str
    parent: str
    kind: str


class Row(NamedTuple, Generic[R]):
    """One revision in its lane, and all lines from there down to the next row.

    :param revision: the revision.
    :param lane: its lane, counted from the left.
    :param own: the lines that begin at the revision.
    :param passing: the lines from rows above that pass it, by lane; none is in the revision's lane.
    """

    revision: R
    lane: int
    own: tuple[Link, ...]
    passing: tuple[Link, ...]


def edges_of(revision: Revision) -> Iterator[Edge]:
    """Yield what a revision out of a map stands on; one that is both parent and dependency counts as parent."""
    parents = revision.parents
    for parent in parents:
        yield Edge(revision.revision, parent, PARENT)
    for needed in revision.resolved_dependencies:
        if needed not in parents:
            yield Edge(revision.revision, needed, NEED)


def lay_out(revisions: Sequence[R]) -> Iterator[Row[R]]:
    """Yield the rows of a history; takes time in revisions times lanes.

    Lines of one kind to one revision join as soon as they can, in the leftmost of their lanes; else a line keeps its
    lane. A revision takes the lane of the line that leads to it.

    :param revisions: in the order of the rows: each before its parents and dependencies. An edge to a revision that
        is not among them is cut.
    """
    shown = {revision.revision for revision in revisions}
    lines = _Lines()
    lane, closed = 0, None
    for place, revision in enumerate(revisions):
        if not place:
            lane, _ = lines.enter(revision.revision, None)
        own, passing = lines.begin(revision, lane, shown)
        closed = None if own else lane
        if place + 1 == len(revisions):
            yield Row(revision, lane, own, passing)
            return
        entered, joined = lines.enter(revisions[place + 1].revision, closed)
        if joined is not None:
            own, passing = _led(own, joined, entered), _led(passing, joined, entered)
        yield Row(revision, lane, own, passing)
        lane = entered


def _led(links: tuple[Link, ...], joined: int, lane: int) -> tuple[Link, ...]:
    """Return the links with those that end in ``joined`` led to ``lane``."""
    return tuple(link.led_to(lane) if link.end == joined and not link.is_cut else link for link in links)


class _Lines:
    """The lines that are under way: what runs in each lane."""

    def __init__(self) -> None:
        self._lanes: list[Link | None] = []
        self._places: dict[tuple[str, str], int] = {}

    def begin(self, revision: Revision, lane: int, shown: set[str]) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
        """Begin the lines of a revision.

        Each runs in the lane of a line to the same revision, or in a free one near by. A line further right comes over
        to the revision's own lane: so the line that all others join stays on the left.

        :return: the revision's own links and those that pass it.
        """
        passing = tuple(link for link in self._lanes if link is not None)
        wanted = list(edges_of(revision))
        own = [Link(lane, self._lead(edge, lane), *edge[1:]) for edge in wanted if edge.parent in shown]
        cut = self._free_near(lane)
        own += [Link(lane, cut, *edge[1:], is_cut=True) for edge in wanted if edge.parent not in shown]
        for straight in own:
            if straight.end == lane and not straight.is_cut:
                passing = tuple(self._brought(link, straight) for link in passing)
        return tuple(own), passing

    def _lead(self, edge: Edge, near: int) -> int:
        """Return the lane of the line an edge runs in."""
        key = (edge.parent, edge.kind)
        lane = self._places.get(key)
        if lane is None or (lane > near and self._is_free(near)):
            lane = self._places[key] = self._free_near(near)
            self._lanes.extend([None] * (lane + 1 - len(self._lanes)))
            self._lanes[lane] = Link(lane, lane, *key)
        return lane

    def _brought(self, link: Link, straight: Link) -> Link:
        """Return a link, led to ``straight`` if it has the same target; its lane is free from here on."""
        if (link.target, link.kind) != (straight.target, straight.kind):
            return link
        self._lanes[link.start] = None
        return link.led_to(straight.end)

    def enter(self, name: str, closed: int | None) -> tuple[int, int | None]:
        """End the lines that lead to a revision.

        :param name: the revision of the next row.
        :param closed: a lane that a revision without lines would seem to continue.
        :return: the revision's lane, and the lane of a second line to it that joins there.
        """
        ending = [self._places.pop((name, kind), None) for kind in (PARENT, NEED)]
        found = sorted(lane for lane in ending if lane is not None)
        for lane in found:
            self._lanes[lane] = None
        while self._lanes and self._lanes[-1] is None:
            self._lanes.pop()
        if not found:
            found = [next(lane for lane in count() if lane != closed and self._is_free(lane))]
        return found[0], found[1] if len(found) > 1 else None

    def _free_near(self, lane: int) -> int:
        """Return the free lane nearest to one: itself, or of two equally near the right one."""
        return next(
            near for away in count() for near in (lane + away, lane - away) if near >= 0 and self._is_free(near)
        )

    def _is_free(self, lane: int) -> bool:
        return lane >= len(self._lanes) or self._lanes[lane] is None
