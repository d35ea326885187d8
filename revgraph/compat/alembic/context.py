"""MigrationContext made without an environment: the version table is Alembic's."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Dialect

from revgraph.compat.alembic.config import ALEMBIC
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

    @property
    def _usual_version_table(self) -> str:
        return ALEMBIC.version_table
