"""Tables that are not the user's to drop: of extensions, partitions, virtual tables and what stands behind them.

Reads names only; whether the models know one of them is not known here.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, Inspector, text

# SQLAlchemy's list of the default schema holds all that the search path leads to
_POSTGRESQL = """
SELECT c.relname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE (n.nspname = :schema OR (:is_default AND pg_catalog.pg_table_is_visible(c.oid)))
AND c.relkind IN ('r', 'p') AND (c.relispartition OR EXISTS (
    SELECT 1 FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
    AND d.objid = c.oid AND d.objsubid = 0 AND d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
    AND d.deptype = 'e'))
"""
_SQLITE = "SELECT name FROM pragma_table_list WHERE schema = :schema AND type IN ('virtual', 'shadow')"
_QUERIES: Mapping[str, str] = {"postgresql": _POSTGRESQL, "sqlite": _SQLITE}
_FIRST_TABLE_LIST = (3, 37)

_SYSTEM_SCHEMAS: Mapping[str, frozenset[str]] = {
    "mysql": frozenset({"information_schema", "mysql", "performance_schema", "sys"}),
    "mariadb": frozenset({"information_schema", "mysql", "performance_schema", "sys"}),
}
_SYSTEM_ELSEWHERE = frozenset({"information_schema"})


def tables_of_others(inspector: Inspector, schema: str | None) -> frozenset[str]:
    """Return the names of tables that belong to something else. Read-only.

    :param inspector: over a live connection.
    :param schema: of the tables, None for the default one.
    """
    dialect = inspector.dialect
    query = _QUERIES.get(dialect.name)
    if dialect.name == "sqlite" and getattr(dialect.dbapi, "sqlite_version_info", ()) < _FIRST_TABLE_LIST:
        return frozenset()
    if query is None:
        return frozenset()
    where = schema or inspector.default_schema_name or "main"
    bind = inspector.bind
    if not isinstance(bind, Connection):
        return frozenset()
    given = {"schema": where, "is_default": schema is None}
    return frozenset(bind.execute(text(query), given if dialect.name == "postgresql" else {"schema": where}).scalars())


def system_schemas(dialect_name: str) -> frozenset[str]:
    """Return the schemas that are the server's own.

    :param dialect_name: the dialect.
    """
    return _SYSTEM_SCHEMAS.get(dialect_name, _SYSTEM_ELSEWHERE)
