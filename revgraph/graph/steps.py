"""The steps of a plan: run one revision up or down, or only write its rows.

Knows nothing of scripts or databases: a step says what is to be done and how the head rows change.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

from revgraph.graph.heads import HeadChange, HeadTrail
from revgraph.graph.revision import Revision

R = TypeVar("R", bound=Revision)


def _arrow(lower: Sequence[str], upper: Sequence[str]) -> str:
    return f"{', '.join(lower)} -> {', '.join(upper)}"


@dataclass(frozen=True)
class RevisionStep(Generic[R]):
    """Run one revision's upgrade or downgrade.

    :param revision: the revision.
    :param is_upgrade: up or down.
    :param changes: what happens to the head rows, in order.
    :param trail: answers for the heads before and after.
    :param index: which step of the plan this is, from 0.
    """

    revision: R
    is_upgrade: bool
    changes: tuple[HeadChange, ...]
    trail: HeadTrail = field(repr=False, compare=False)
    index: int = field(compare=False)

    @property
    def is_downgrade(self) -> bool:
        """Tell whether it goes down."""
        return not self.is_upgrade

    @property
    def is_stamp(self) -> bool:
        """Return False: a script runs."""
        return False

    @property
    def name(self) -> Literal["upgrade", "downgrade"]:
        """Return the word for messages."""
        return "upgrade" if self.is_upgrade else "downgrade"

    @property
    def heads_before(self) -> frozenset[str]:
        """Return the head rows before the step."""
        return self.trail.before(self.index)

    @property
    def heads_after(self) -> frozenset[str]:
        """Return the head rows after the step."""
        return self.trail.after(self.index)

    @property
    def from_revisions(self) -> tuple[str, ...]:
        """Return the parents for an upgrade, the revision itself for a downgrade."""
        return self.revision.parents if self.is_upgrade else (self.revision.revision,)

    @property
    def to_revisions(self) -> tuple[str, ...]:
        """Return the revision itself for an upgrade, the parents for a downgrade."""
        return (self.revision.revision,) if self.is_upgrade else self.revision.parents

    @property
    def short_log(self) -> str:
        """Return ``from -> to``."""
        return _arrow(self.from_revisions, self.to_revisions)

    def __str__(self) -> str:
        return f"{self.name} {self.short_log}"


@dataclass(frozen=True)
class StampStep:
    """Write head rows without running anything.

    :param from_: rows that disappear.
    :param to_: rows that appear.
    :param changes: the same as row changes, in order.
    :param is_upgrade: False if the rows only move towards the base.
    :param heads_before: the head rows before.
    :param heads_after: the head rows after.
    """

    from_: tuple[str, ...]
    to_: tuple[str, ...]
    changes: tuple[HeadChange, ...]
    is_upgrade: bool
    heads_before: frozenset[str]
    heads_after: frozenset[str]

    @property
    def is_downgrade(self) -> bool:
        """Tell whether the rows only move towards the base."""
        return not self.is_upgrade

    @property
    def is_stamp(self) -> bool:
        """Return True: no script runs."""
        return True

    @property
    def name(self) -> Literal["stamp"]:
        """Return the word for messages."""
        return "stamp"

    @property
    def from_revisions(self) -> tuple[str, ...]:
        """Return the rows that disappear."""
        return self.from_

    @property
    def to_revisions(self) -> tuple[str, ...]:
        """Return the rows that appear."""
        return self.to_

    @property
    def short_log(self) -> str:
        """Return ``from -> to``."""
        return _arrow(self.from_, self.to_)

    def __str__(self) -> str:
        return f"{self.name} {self.short_log}"


Step = RevisionStep[R] | StampStep
