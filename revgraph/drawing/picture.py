"""What a picture file shows: revisions with their messages, and the edges between them.

Knows no file format; each has a file of its own beside this one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from revgraph.graph.lanes import Edge, edges_of
from revgraph.graph.revision import Revision


class Picture(NamedTuple):
    """The content of a picture.

    :param revisions: out of a map, newest first.
    :param messages: by id; a revision without one has an empty message.
    """

    revisions: tuple[Revision, ...]
    messages: Mapping[str, str]

    def message(self, revision: Revision) -> str:
        """Return what a revision does, in its author's words."""
        return self.messages.get(revision.revision, "")

    def edges(self) -> Iterator[Edge]:
        """Yield all edges down from the revisions, also to some that are not in the picture."""
        for revision in self.revisions:
            yield from edges_of(revision)

    def outside(self) -> tuple[str, ...]:
        """Return the ids that edges lead to and that are not in the picture, in the order they are met."""
        shown = {revision.revision for revision in self.revisions}
        return tuple(dict.fromkeys(edge.parent for edge in self.edges() if edge.parent not in shown))


def title(revision: Revision) -> str:
    """Return a revision's id with the branch labels it declares."""
    labels = "".join(f" ({label})" for label in revision.own_labels or ())
    return f"{revision.revision}{labels}"


def marks(revision: Revision) -> tuple[str, ...]:
    """Return what is special about a revision's place: ``head``, ``merge``, ``base``, any of them."""
    asked = (("head", revision.is_head), ("merge", revision.is_merge_point), ("base", revision.is_base))
    return tuple(name for name, is_so in asked if is_so)
