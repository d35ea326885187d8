"""Differences as Alembic's names give them, through the alias and by the installed package. No test here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import MetaData

from revgraph.compat.alembic import installed


def diffs(connection: sa.Connection, models: MetaData | Sequence[MetaData], **opts: Any) -> list[Any]:
    """Return what ``compare_metadata()`` finds through the alias.

    :param opts: options of the migration context.
    """
    with installed():
        return _compared(connection, models, opts)


def peer_diffs(connection: sa.Connection, models: MetaData | Sequence[MetaData], **opts: Any) -> list[Any]:
    """Return what the installed Alembic finds.

    :param opts: options of the migration context.
    """
    return _compared(connection, models, opts)


def _compared(connection: sa.Connection, models: MetaData | Sequence[MetaData], opts: dict[str, Any]) -> list[Any]:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    context = MigrationContext.configure(connection, opts={"target_metadata": models, **opts})
    return list(compare_metadata(context, models))


def kinds(found: list[Any]) -> list[str]:
    """Return the kind of each difference; a changed column counts by its first."""
    return [each[0][0] if isinstance(each, list) else each[0] for each in found]
