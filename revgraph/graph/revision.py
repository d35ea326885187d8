"""One revision: its id, its parents, what else it depends on, its branch labels.

Knows nothing of files or databases, nor of the other revisions: the map fills in what they add.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import cast

from revgraph.errors import RevisionError

#: Words of the target grammar; no revision or branch may be called so.
RESERVED = frozenset({"head", "heads", "base", "current"})
LONGEST_ID = 255

_OPERATORS = frozenset("@:+-")
_PLAIN_NAME = re.compile(r"\w+(?:\.\w+)*\Z")
_PLAIN_LABEL = re.compile(r"\w+(?:[.-]\w+)*\Z")


def _as_tuple(value: object) -> tuple[str, ...]:
    """Return None, one id or several as a tuple without repeats; what is no string is kept for the map to report."""
    if value is None:
        return ()
    if isinstance(value, str) or not isinstance(value, Iterable):
        return (cast("str", value),)
    return tuple(dict.fromkeys(value))


def _as_ids(value: object) -> str | tuple[str, ...] | None:
    if value is None or type(value) is str:
        return value
    several = _as_tuple(value)
    if not several:
        return None
    return several[0] if len(several) == 1 else several


@dataclass(frozen=True, eq=False)
class Revision:
    """Hold one revision; equal to another if their ids are.

    What the map fills in is empty until the revision comes out of a map.

    :param revision: the id.
    :param down_revision: id of the parent, of several (a merge), or None (a base); lists and sets become tuples.
    :param dependencies: ids or branch labels of revisions that must be applied before, without being parents.
    :param branch_labels: names of the branch; in a revision out of a map all labels that reach it.
    :param source: the file it comes from, for messages.
    :param nextrev: ids of its children; filled in by the map.
    :param dependents: ids of the revisions that depend on it; filled in by the map.
    :param resolved_dependencies: ``dependencies`` as ids; filled in by the map.
    :param own_labels: the labels the revision itself declares, in order; taken from ``branch_labels`` if not given.
    """

    revision: str
    down_revision: str | Collection[str] | None = None
    dependencies: str | Collection[str] | None = None
    branch_labels: str | Collection[str] | None = frozenset()
    source: str = field(default="", kw_only=True)
    nextrev: frozenset[str] = field(default=frozenset(), kw_only=True)
    dependents: frozenset[str] = field(default=frozenset(), kw_only=True)
    resolved_dependencies: tuple[str, ...] = field(default=(), kw_only=True)
    own_labels: tuple[str, ...] | None = field(default=None, kw_only=True)

    def __post_init__(self) -> None:
        object.__setattr__(self, "down_revision", _as_ids(self.down_revision))
        object.__setattr__(self, "dependencies", _as_ids(self.dependencies))
        if self.own_labels is None:
            object.__setattr__(self, "own_labels", _as_tuple(self.branch_labels))
        if type(self.branch_labels) is not frozenset:
            object.__setattr__(self, "branch_labels", frozenset(_as_tuple(self.branch_labels)))

    def __eq__(self, other: object) -> bool:
        return self.revision == other.revision if isinstance(other, Revision) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.revision)

    def __str__(self) -> str:
        return self.revision

    @property
    def parents(self) -> tuple[str, ...]:
        """Return the ids of the parents: none for a base, several for a merge."""
        return _as_tuple(self.down_revision)

    @property
    def depends_on(self) -> tuple[str, ...]:
        """Return what it depends on as written: ids and branch labels."""
        return _as_tuple(self.dependencies)

    @property
    def labels(self) -> tuple[str, ...]:
        """Return the branch labels in alphabetical order."""
        return tuple(sorted(_as_tuple(self.branch_labels)))

    @property
    def is_base(self) -> bool:
        """Tell whether it has no parent."""
        return self.down_revision is None

    @property
    def is_head(self) -> bool:
        """Tell whether it has no child."""
        return not self.nextrev

    @property
    def is_effective_head(self) -> bool:
        """Tell whether it has no child and nothing depends on it."""
        return not self.nextrev and not self.dependents

    @property
    def is_branch_point(self) -> bool:
        """Tell whether it has several children."""
        return len(self.nextrev) > 1

    @property
    def is_merge_point(self) -> bool:
        """Tell whether it has several parents."""
        return len(self.parents) > 1

    @classmethod
    def verify_rev_id(cls, revision: str) -> None:
        """Refuse an id that no new revision may have; see :func:`check_revision_id`."""
        check_revision_id(revision)


def check_revision_id(revision: str) -> None:
    """Refuse an id that a new revision may not have; read-only.

    An id is made of letters, digits, underscores and single dots inside: it ends up in targets, file names and a
    database column.

    :param revision: the id wanted.
    :raises RevisionError: if it can't be used, saying why.
    """
    _check_new_name("revision id", revision, _PLAIN_NAME, "letters, digits, '_' and single dots inside")


def check_branch_label(label: str) -> None:
    """Refuse a branch label that a new revision may not have; as an id, but single hyphens inside are allowed.

    :param label: the label wanted.
    :raises RevisionError: if it can't be used, saying why.
    """
    _check_new_name("branch label", label, _PLAIN_LABEL, "letters, digits, '_' and single dots or hyphens inside")


def _check_new_name(kind: str, name: str, allowed: re.Pattern[str], alphabet: str) -> None:
    if not isinstance(name, str) or not name:
        raise RevisionError(f"the {kind} {name!r} is not a non-empty string; give one of {alphabet}")
    if name in RESERVED:
        raise RevisionError(f"the {kind} {name!r} is a word of the target grammar; choose another")
    if len(name) > LONGEST_ID:
        raise RevisionError(f"the {kind} {name[:20] + '...'!r} has {len(name)} characters; {LONGEST_ID} is the most")
    if not allowed.match(name):
        raise RevisionError(f"the {kind} {name!r} can't be used; make it of {alphabet}")


def id_defect(revision: object) -> str | None:
    """Return why no target could ever name an id that a file already has, or None if it can be named.

    Milder than :func:`check_revision_id`, because files that exist must go on working.
    """
    if not isinstance(revision, str):
        return "is not a string"
    if not revision.strip():
        return "is empty"
    if revision in RESERVED:
        return "is a word of the target grammar"
    wrong = sorted(_OPERATORS.intersection(revision))
    if wrong:
        return f"holds {' '.join(wrong)}, which targets use as operators"
    if len(revision) > LONGEST_ID:
        return f"has {len(revision)} characters; {LONGEST_ID} is the most"
    return None
