"""MigrationInfo: one step as ``on_version_apply`` callbacks are told of it. No database here."""

from __future__ import annotations

from dataclasses import dataclass

from revgraph.graph.revision import Revision
from revgraph.graph.revision_map import RevisionMap
from revgraph.graph.steps import Step
from revgraph.script.base import ScriptDirectory
from revgraph.script.file import Script


@dataclass(frozen=True)
class MigrationInfo:
    """What one step did.

    :param is_upgrade: it went up.
    :param is_stamp: only the version table was changed.
    :param up_revision_ids: the ids at the step's upper end.
    :param down_revision_ids: the ids at the step's lower end.
    :param revision_map: the graph the ids live in; None where no scripts are known.
    """

    is_upgrade: bool
    is_stamp: bool
    up_revision_ids: tuple[str, ...]
    down_revision_ids: tuple[str, ...]
    revision_map: RevisionMap[Script] | None = None

    @classmethod
    def of(cls, step: Step[Script], script: ScriptDirectory | None) -> MigrationInfo:
        """Return what to tell of a step."""
        ends = (step.from_revisions, step.to_revisions)
        down, up = ends if step.is_upgrade else ends[::-1]
        return cls(step.is_upgrade, step.is_stamp, up, down, None if script is None else script.revision_map)

    @property
    def is_migration(self) -> bool:
        """Say whether a script ran."""
        return not self.is_stamp

    @property
    def up_revision_id(self) -> str | None:
        """Return the first id at the upper end."""
        return self.up_revision_ids[0] if self.up_revision_ids else None

    @property
    def source_revision_ids(self) -> tuple[str, ...]:
        """Return the ids before the step."""
        return self.down_revision_ids if self.is_upgrade else self.up_revision_ids

    @property
    def destination_revision_ids(self) -> tuple[str, ...]:
        """Return the ids after the step."""
        return self.up_revision_ids if self.is_upgrade else self.down_revision_ids

    @property
    def up_revision(self) -> Revision | None:
        """Return the first revision at the upper end."""
        return self.up_revisions[0] if self.up_revisions else None

    @property
    def up_revisions(self) -> tuple[Revision, ...]:
        """Return the revisions at the upper end."""
        return self._revisions(self.up_revision_ids)

    @property
    def down_revisions(self) -> tuple[Revision, ...]:
        """Return the revisions at the lower end."""
        return self._revisions(self.down_revision_ids)

    @property
    def source_revisions(self) -> tuple[Revision, ...]:
        """Return the revisions before the step."""
        return self._revisions(self.source_revision_ids)

    @property
    def destination_revisions(self) -> tuple[Revision, ...]:
        """Return the revisions after the step."""
        return self._revisions(self.destination_revision_ids)

    def _revisions(self, ids: tuple[str, ...]) -> tuple[Revision, ...]:
        if self.revision_map is None:
            return ()
        return tuple(found for found in self.revision_map.get_revisions(ids) if found is not None)
