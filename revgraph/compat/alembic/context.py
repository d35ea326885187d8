"""MigrationContext made without an environment: the version table is Alembic's."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Dialect

from revgraph.compat.alembic.config import ALEMBIC
from revgraph.compat.alembic.steps import HeadMaintainer
from revgraph.runtime import migration


class MigrationContext(migration.MigrationContext):
    """One database, or one script being written; see :class:`revgraph.runtime.migration.MigrationContext`."""

    def __init__(
        self,
        dialect: Dialect,
        connection: Connection | None,
        opts: dict[str, Any],
        environment_context: migration.Environment | None = None,
    ) -> None:
        usual = {"version_table": ALEMBIC.version_table, **ALEMBIC.options}
        super().__init__(dialect, connection, {**usual, **opts}, environment_context)

    def stamp(self, script_directory: Any, revision: str) -> None:
        """Set the version table to a revision without running anything, by the steps the script directory names.

        :param script_directory: its ``_stamp_revs`` says what to do.
        :param revision: any target.
        """
        heads = self.get_current_heads()
        steps = script_directory._stamp_revs(revision, heads)
        self.versions.expect_room(change for step in steps for change in step.changes(heads))
        with self.transactions.migration():
            self.versions.ensure()
            maintainer = HeadMaintainer(self, heads)
            for step in steps:
                maintainer.update_to_step(step)

    @property
    def _usual_version_table(self) -> str:
        return ALEMBIC.version_table
