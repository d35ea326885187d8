"""One revision: its id, its parents, what else it depends on, its branch labels.

Knows nothing of files or databases, nor of the other revisions: the map fills in what they add.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Final, cast

from revgraph.errors import RevisionError

if TYPE_CHECKING:
    from typing import Self

#: Words of the target grammar; no revision or branch may be called so.
RESERVED = frozenset({"head", "heads", "base", "current"})
LONGEST_ID = 255

_OPERATORS = frozenset("@:+-")
_PLAIN_NAME = r"\w+(?:\.\w+)*"
_PLAIN_LABEL = r"\w+(?:[.-]\w+)*"
_NONE: frozenset[str] = frozenset()


def _as_tuple(value: object) -> tuple[str, ...]:
    """Return None, one id or several as a tuple without repeats; what is no string is kept for the map to report."""
    if value is None or value in ((), ""):
        return ()
    if isinstance(value, str) or not isinstance(value, Iterable):
        return (cast("str", value),)
    return tuple(dict.fromkeys(value))


def _as_written(several: tuple[str, ...]) -> str | tuple[str, ...] | None:
    if not several:
        return None
    return several[0] if len(several) == 1 else several


class Revision:
    """Hold one revision; equal to another if their ids are. Nothing of it may be assigned to later.

    In a revision out of a map, ``nextrev`` holds the ids of its children, ``dependents`` those of the revisions that
    depend on it, ``resolved_dependencies`` what it depends on as ids, and ``branch_labels`` all labels that reach it;
    before that they are empty, or what the revision itself declares (which ``own_labels`` always is, in order).

    :param revision: the id.
    :param down_revision: id of the parent, of several (a merge), or None (a base); lists and sets become tuples.
        ``parents`` has it as a tuple in any case.
    :param dependencies: ids or branch labels of revisions that must be applied before, without being parents.
        ``depends_on`` has them as a tuple.
    :param branch_labels: names of the branch that it declares.
    :param source: the file it comes from, for messages.
    """

    # no dataclass: that module alone takes a third of the time in which ``heads`` is done
    nextrev: frozenset[str] = _NONE
    dependents: frozenset[str] = _NONE
    resolved_dependencies: tuple[str, ...] = ()

    def __init__(
        self,
        revision: str,
        down_revision: str | Collection[str] | None = None,
        dependencies: str | Collection[str] | None = None,
        branch_labels: str | Collection[str] | None = None,
        *,
        source: str = "",
    ) -> None:
        self.revision: Final = revision
        self.parents: Final = _as_tuple(down_revision)
        self.depends_on: Final = _as_tuple(dependencies)
        self.own_labels: Final = _as_tuple(branch_labels)
        self.branch_labels: frozenset[str] = frozenset(self.own_labels) if self.own_labels else _NONE
        self.source: Final = source

    def __repr__(self) -> str:
        needs = f", dependencies={self.dependencies!r}" if self.depends_on else ""
        return f"{type(self).__name__}({self.revision!r}, {self.down_revision!r}{needs})"

    def linked_copy(
        self,
        branch_labels: frozenset[str],
        nextrev: frozenset[str],
        dependents: frozenset[str],
        resolved_dependencies: tuple[str, ...],
    ) -> Self:
        """Return a copy that knows its place among the others; what subclasses hold besides is shared by both."""
        made = object.__new__(type(self))
        made.__dict__.update(self.__dict__)
        made.branch_labels = branch_labels
        made.nextrev = nextrev
        made.dependents = dependents
        made.resolved_dependencies = resolved_dependencies
        return made

    def __eq__(self, other: object) -> bool:
        return self.revision == other.revision if isinstance(other, Revision) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.revision)

    def __str__(self) -> str:
        return self.revision

    @property
    def down_revision(self) -> str | tuple[str, ...] | None:
        """Return the parents as a file has them: None, one id, or several."""
        return _as_written(self.parents)

    @property
    def dependencies(self) -> str | tuple[str, ...] | None:
        """Return what it depends on as a file has it: None, one id or branch label, or several."""
        return _as_written(self.depends_on)

    @property
    def labels(self) -> tuple[str, ...]:
        """Return the branch labels in alphabetical order."""
        return tuple(sorted(_as_tuple(self.branch_labels)))

    @property
    def is_base(self) -> bool:
        """Tell whether it has no parent."""
        return not self.parents

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


def _check_new_name(kind: str, name: str, allowed: str, alphabet: str) -> None:
    if not isinstance(name, str) or not name:
        raise RevisionError(f"the {kind} {name!r} is not a non-empty string; give one of {alphabet}")
    if name in RESERVED:
        raise RevisionError(f"the {kind} {name!r} is a word of the target grammar; choose another")
    if len(name) > LONGEST_ID:
        raise RevisionError(f"the {kind} {name[:20] + '...'!r} has {len(name)} characters; {LONGEST_ID} is the most")
    if not re.fullmatch(allowed, name):
        raise RevisionError(f"the {kind} {name!r} can't be used; make it of {alphabet}")


def id_defect(revision: object) -> str | None:
    """Return why no target could ever name an id that a file already has, or None if it can be named.

    Milder than :func:`check_revision_id`, because files that exist must go on working.
    """
    if not isinstance(revision, str):
        return "is not a string"
    if revision.isalnum() and len(revision) <= LONGEST_ID and revision not in RESERVED:
        return None  # as nearly all are, and there may be thousands
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
