"""What MySQL and MariaDB give to tables that don't say it: engine, character set, collation."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import nullcontext

from sqlalchemy import Engine, Inspector

_QUERY = "SELECT @@default_storage_engine, @@character_set_database, @@collation_database"


def usual_options(inspector: Inspector) -> Mapping[str, str]:
    """Return the options, by name and in lower case; nothing on other databases. Read-only.

    :param inspector: over a live connection.
    """
    if inspector.dialect.name not in ("mysql", "mariadb"):
        return {}
    bind = inspector.bind
    with bind.connect() if isinstance(bind, Engine) else nullcontext(bind) as connection:
        row = connection.exec_driver_sql(_QUERY).one()
    return {name: str(value).lower() for name, value in zip(("engine", "charset", "collate"), row, strict=True)}
