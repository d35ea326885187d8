"""Steps and the heads they lead to, as callers that plan by themselves know them, over revgraph's arithmetic."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Any

from revgraph.errors import RevisionError
from revgraph.graph.heads import Delete, HeadChange, HeadTrail, Insert, Update, head_changes, replay
from revgraph.graph.links import Links
from revgraph.graph.plan import Plan
from revgraph.graph.revision_map import RevisionMap
from revgraph.graph.steps import RevisionStep as OwnRevisionStep
from revgraph.graph.steps import StampStep as OwnStamp
from revgraph.graph.steps import Step
from revgraph.runtime.info import MigrationInfo as OwnInfo
from revgraph.script.file import Script
from revgraph.util.text import as_tuple, listed


class MigrationInfo(OwnInfo):
    """What one step did; see :class:`revgraph.runtime.info.MigrationInfo`."""

    def __init__(
        self,
        revision_map: RevisionMap[Script] | None,
        is_upgrade: bool,
        is_stamp: bool,
        up_revisions: str | tuple[str, ...],
        down_revisions: str | tuple[str, ...],
    ) -> None:
        super().__init__(is_upgrade, is_stamp, as_tuple(up_revisions), as_tuple(down_revisions), revision_map)


class MigrationStep:
    """One move of the heads."""

    is_upgrade: bool
    migration_fn: Callable[..., Any]
    from_revisions: tuple[str, ...] = ()
    to_revisions: tuple[str, ...] = ()
    from_revisions_no_deps: tuple[str, ...] = ()
    to_revisions_no_deps: tuple[str, ...] = ()
    revision_map: RevisionMap[Script] | None = None
    is_stamp = False
    doc: str | None = None

    @property
    def name(self) -> str:
        """Return the name of the function that runs."""
        return self.migration_fn.__name__

    @classmethod
    def upgrade_from_script(cls, revision_map: RevisionMap[Script], script: Script) -> RevisionStep:
        """Return the step that runs a script's upgrade."""
        return RevisionStep(revision_map, script, True)

    @classmethod
    def downgrade_from_script(cls, revision_map: RevisionMap[Script], script: Script) -> RevisionStep:
        """Return the step that runs a script's downgrade."""
        return RevisionStep(revision_map, script, False)

    @property
    def is_downgrade(self) -> bool:
        """Return whether it goes down."""
        return not self.is_upgrade

    @property
    def short_log(self) -> str:
        """Return ``name from -> to``."""
        return f"{self.name} {listed(self.from_revisions_no_deps)} -> {listed(self.to_revisions_no_deps)}"

    def __str__(self) -> str:
        return f"{self.short_log}, {self.doc}" if self.doc else self.short_log

    @property
    def info(self) -> MigrationInfo:
        """Return what callbacks are told of it."""
        down, up = self.from_revisions_no_deps, self.to_revisions_no_deps
        if not self.is_upgrade:
            down, up = up, down
        return MigrationInfo(self.revision_map, self.is_upgrade, self.is_stamp, up, down)

    def changes(self, heads: Collection[str]) -> tuple[HeadChange, ...]:
        """Return what happens to the rows if the heads are these."""
        raise NotImplementedError

    def as_own(self, heads: Collection[str]) -> Step[Script]:
        """Return the step that revgraph runs for it, if the heads are these."""
        raise NotImplementedError

    # -- questions about the rows

    def _of(self, heads: Collection[str], kind: type[HeadChange]) -> list[Any]:
        return [change for change in self.changes(heads) if isinstance(change, kind)]

    def _one_update(self, heads: Collection[str]) -> Update:
        found = self._of(heads, Update)
        if len(found) != 1:
            raise RevisionError(f"{self.short_log} updates {len(found)} rows where one is expected")
        update: Update = found[0]
        return update

    def should_delete_branch(self, heads: set[str]) -> bool:
        """Return whether a row disappears and none comes."""
        return all(isinstance(change, Delete) for change in self.changes(heads)) and bool(self.changes(heads))

    def should_create_branch(self, heads: set[str]) -> bool:
        """Return whether a row comes and none disappears."""
        return bool(self._of(heads, Insert)) and not self._of(heads, Update)

    def should_merge_branches(self, heads: set[str]) -> bool:
        """Return whether several rows become one."""
        return bool(self._of(heads, Delete)) and bool(self._of(heads, Update))

    def should_unmerge_branches(self, heads: set[str]) -> bool:
        """Return whether one row becomes several."""
        return bool(self._of(heads, Insert)) and bool(self._of(heads, Update))

    def merge_branch_idents(self, heads: set[str]) -> tuple[list[str], str, str]:
        """Return the rows that are deleted, and the one that is updated: from, to."""
        update = self._one_update(heads)
        return [each.version for each in self._of(heads, Delete)], update.old, update.new

    def unmerge_branch_idents(self, heads: set[str]) -> tuple[str, str, tuple[str, ...]]:
        """Return the row that is updated, from and to, and those that are inserted."""
        update = self._one_update(heads)
        return update.old, update.new, tuple(each.version for each in self._of(heads, Insert))

    def update_version_num(self, heads: set[str]) -> tuple[str, str]:
        """Return the row that is updated: from, to."""
        update = self._one_update(heads)
        return update.old, update.new

    @property
    def delete_version_num(self) -> str:
        """Return the row that is deleted."""
        return self.from_revisions[0]

    @property
    def insert_version_num(self) -> str:
        """Return the row that is inserted."""
        return self.to_revisions[0]


class RevisionStep(MigrationStep):
    """Run one script.

    :param revision_map: the map the script is in.
    :param revision: the script.
    :param is_upgrade: up or down.
    """

    def __init__(self, revision_map: RevisionMap[Script], revision: Script, is_upgrade: bool) -> None:
        self.revision_map: RevisionMap[Script] = revision_map
        self.revision = revision
        self.is_upgrade = is_upgrade
        parents, above = revision.parents, self._links.above[revision.revision]
        me = (revision.revision,)
        self.from_revisions, self.to_revisions = (above, me) if is_upgrade else (me, above)
        self.from_revisions_no_deps, self.to_revisions_no_deps = (parents, me) if is_upgrade else (me, parents)

    @property
    def _links(self) -> Links[Script]:
        return self.revision_map.links

    @property
    def migration_fn(self) -> Callable[..., Any]:  # type: ignore[override]  # read when it runs, not before
        """Return the script's function."""
        return self.revision.upgrade if self.is_upgrade else self.revision.downgrade

    @property
    def name(self) -> str:
        """Return ``upgrade`` or ``downgrade``."""
        return "upgrade" if self.is_upgrade else "downgrade"

    @property
    def doc(self) -> str | None:  # type: ignore[override]  # of the script
        """Return the first paragraph of the script's docstring."""
        return self.revision.doc

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, RevisionStep):
            return NotImplemented
        return (self.revision, self.is_upgrade) == (other.revision, other.is_upgrade)

    def __hash__(self) -> int:
        return hash((self.revision, self.is_upgrade))

    def __repr__(self) -> str:
        return f"RevisionStep({self.revision.revision!r}, is_upgrade={self.is_upgrade})"

    def changes(self, heads: Collection[str]) -> tuple[HeadChange, ...]:
        """Return what happens to the rows if the heads are these."""
        me, above = self.revision.revision, self._links.above[self.revision.revision]
        if self.is_upgrade:
            return head_changes([each for each in above if each in heads], (me,))
        others = [head for head in heads if head != me and head in self._links.declared]
        needed = self._links.ancestors([*others, *(far for near in above for far in self._links.above[near])])
        return head_changes((me,), [each for each in above if each not in needed])

    def as_own(self, heads: Collection[str]) -> Step[Script]:
        """Return the step that revgraph runs for it, if the heads are these."""
        changes = self.changes(heads)
        return OwnRevisionStep(self.revision, self.is_upgrade, changes, HeadTrail(heads, [changes]), 0)


class StampStep(MigrationStep):
    """Write rows without running anything.

    :param from_: rows that disappear.
    :param to_: rows that appear.
    :param is_upgrade: up or down.
    :param branch_move: a row appears or disappears by itself.
    :param revision_map: the map the ids are in.
    """

    is_stamp = True

    def __init__(
        self,
        from_: str | Collection[str] | None,
        to_: str | Collection[str] | None,
        is_upgrade: bool,
        branch_move: bool,
        revision_map: RevisionMap[Script] | None = None,
    ) -> None:
        self.from_ = self.from_revisions = self.from_revisions_no_deps = as_tuple(from_)
        self.to_ = self.to_revisions = self.to_revisions_no_deps = as_tuple(to_)
        self.is_upgrade = is_upgrade
        self.branch_move = branch_move
        self.revision_map = revision_map
        self.migration_fn = self.stamp_revision

    def stamp_revision(self, **kw: Any) -> None:
        """Run nothing."""

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, StampStep):
            return NotImplemented
        return (self.from_, self.to_, self.is_upgrade) == (other.from_, other.to_, other.is_upgrade)

    def __hash__(self) -> int:
        return hash((self.from_, self.to_, self.is_upgrade))

    def changes(self, heads: Collection[str]) -> tuple[HeadChange, ...]:
        """Return what happens to the rows if the heads are these."""
        if self.branch_move and self.is_upgrade:
            return head_changes((), [each for each in self.to_ if each not in heads])
        return head_changes(
            [each for each in self.from_ if each in heads], [each for each in self.to_ if each not in heads]
        )

    def as_own(self, heads: Collection[str]) -> Step[Script]:
        """Return the step that revgraph takes for it, if the heads are these."""
        changes, before = self.changes(heads), frozenset(heads)
        return OwnStamp(self.from_, self.to_, changes, self.is_upgrade, before, replay(before, changes))


class HeadMaintainer:
    """Keep the rows of the version table as steps are taken.

    :param context: its table is written to.
    :param heads: the rows there are.
    """

    def __init__(self, context: Any, heads: Iterable[str]) -> None:
        self.context = context
        self.heads = set(heads)

    def update_to_step(self, step: Any) -> None:
        """Write what a step does to the rows.

        :raises RevisionError: if a row is not there exactly once.
        """
        changes = step.changes(self.heads)
        self.context.versions.apply(changes)
        self.heads = set(replay(self.heads, changes))


def stamp_steps(revision_map: RevisionMap[Script], plan: Plan[Script], rows: Collection[str]) -> list[StampStep]:
    """Return the steps of a stamp: one that turns rows that go into one that comes, and one for each other that comes.

    :param revision_map: the map.
    :param plan: of the stamp.
    :param rows: the rows before, in the order in which they are to go.
    """
    made = []
    for step in plan.steps:
        if not isinstance(step, OwnStamp):
            continue
        gone = [row for row in rows if row in step.from_]
        first, others = step.to_[:1], step.to_[1:]
        made.append(StampStep(gone, first, step.is_upgrade, not (gone and first), revision_map))
        made += [StampStep((), other, True, True, revision_map) for other in others]
    return made


def steps_of(revision_map: RevisionMap[Script], steps: Iterable[Step[Script]]) -> list[Any]:
    """Return revgraph's steps in the shape of this file."""
    return [
        StampStep(each.from_, each.to_, each.is_upgrade, not (each.from_ and each.to_), revision_map)
        if isinstance(each, OwnStamp)
        else RevisionStep(revision_map, each.revision, each.is_upgrade)
        for each in steps
    ]
