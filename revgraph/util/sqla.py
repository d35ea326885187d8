"""What SQLAlchemy knows of a connection but does not say in one word."""

from __future__ import annotations

from sqlalchemy import Connection


def commits_at_once(connection: Connection) -> bool:
    """Say whether a connection is in AUTOCOMMIT mode, so that nothing can be rolled back; read-only.

    It may be so by an execution option, by the engine, or by the driver alone. On SQLite it is not: there migrations
    take the driver's transaction control over anyway.
    """
    if connection.dialect.name == "sqlite":
        return False
    usual = getattr(connection.dialect, "_on_connect_isolation_level", None)
    if str(connection.get_execution_options().get("isolation_level", usual)).upper() == "AUTOCOMMIT":
        return True
    return getattr(connection.connection.dbapi_connection, "autocommit", False) is True
