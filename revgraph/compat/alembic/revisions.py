"""The revision map and its revisions, as ``alembic.script.revision`` offers them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from revgraph.graph.revision import Revision
from revgraph.graph.revision_map import RevisionMap

__all__ = ["Revision", "RevisionMap", "is_revision", "tuple_rev_as_scalar"]

T = TypeVar("T")


def tuple_rev_as_scalar(rev: Sequence[T] | None) -> T | Sequence[T] | None:
    """Return no ids as None, one as itself, several as they are."""
    if not rev:
        return None
    return rev[0] if len(rev) == 1 else rev


def is_revision(rev: Any) -> Revision:
    """Return what is known to be a revision."""
    assert isinstance(rev, Revision)
    return rev
