"""The pieces of ``alembic.util.sqla_compat`` that others reach for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy
from sqlalchemy import Connection, Dialect, inspect
from sqlalchemy.sql import naming
from sqlalchemy.sql.elements import quoted_name

_NONE_NAME: Any = naming.__dict__["_NONE_NAME"]
_vers = tuple(int(part) for part in sqlalchemy.__version__.split(".")[:3] if part.isdecimal())
sqla_2_0_25 = _vers >= (2, 0, 25)
sqla_2_1 = _vers >= (2, 1)
identity_has_dialect_kwargs = hasattr(sqlalchemy.Identity, "dialect_kwargs")


def _inherit_schema_deprecated() -> bool:
    return sqla_2_1


def _safe_rollback_connection_transaction(connection: Connection) -> None:
    if connection.in_transaction():
        connection.rollback()


def _safe_commit_connection_transaction(connection: Connection) -> None:
    if connection.in_transaction():
        connection.commit()


@contextmanager
def _ensure_scope_for_ddl(connection: Connection | None) -> Iterator[None]:
    if connection is None or connection.in_transaction():
        yield
        return
    with connection.begin():
        yield


def _connectable_has_table(connectable: Connection, tablename: str, schemaname: str | None) -> bool:
    return inspect(connectable).has_table(tablename, schemaname)


def _is_type_bound(constraint: Any) -> bool:
    return bool(constraint._type_bound)


def _get_constraint_final_name(constraint: Any, dialect: Dialect | None) -> str | None:
    if constraint.name is None:
        return None
    if dialect is None:
        return str(constraint.name)
    formatted = dialect.identifier_preparer.format_constraint(constraint, _alembic_quote=False)
    return None if formatted is None else str(quoted_name(formatted, None))
