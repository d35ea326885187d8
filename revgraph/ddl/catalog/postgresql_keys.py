"""Read the foreign keys of PostgreSQL from its catalogue: one statement, whatever the number of tables.

SQLAlchemy takes the server's text of them apart, and loses names with commas or parentheses in them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from typing import Any

from sqlalchemy import Engine, Inspector, text

from revgraph.ddl.catalog.answers import Answers

_QUERY = """
    SELECT t.relname, k.conname, k.confupdtype::text, k.confdeltype::text, k.condeferrable, k.condeferred,
        k.confmatchtype::text, other.nspname, r.relname, pg_catalog.obj_description(k.oid, 'pg_constraint'),
        ARRAY(SELECT a.attname::text FROM unnest(k.conkey) WITH ORDINALITY AS u(number, place)
            JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.number ORDER BY u.place),
        ARRAY(SELECT a.attname::text FROM unnest(k.confkey) WITH ORDINALITY AS u(number, place)
            JOIN pg_catalog.pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.number ORDER BY u.place),
        {only}
    FROM pg_catalog.pg_constraint k
    JOIN pg_catalog.pg_class t ON t.oid = k.conrelid
    JOIN pg_catalog.pg_namespace s ON s.oid = t.relnamespace
    JOIN pg_catalog.pg_class r ON r.oid = k.confrelid
    JOIN pg_catalog.pg_namespace other ON other.oid = r.relnamespace
    LEFT JOIN pg_catalog.pg_constraint parent ON parent.oid = k.conparentid
    WHERE k.contype = 'f' AND s.nspname = coalesce(:schema, current_schema())
        AND (parent.oid IS NULL OR parent.conrelid <> k.conrelid)
    ORDER BY t.relname, k.conname
"""
# a key to a partitioned table is listed once more for each of its partitions: those have the same table, and a parent
_ONLY = """ARRAY(SELECT pg_catalog.quote_ident(a.attname)
            FROM unnest(k.confdelsetcols) WITH ORDINALITY AS u(number, place)
            JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.number ORDER BY u.place)"""
_FIRST_ONLY = (15,)
_FIRST_PARENT = (11,)
_ACTIONS: Mapping[str, str] = {"r": "RESTRICT", "c": "CASCADE", "n": "SET NULL", "d": "SET DEFAULT"}
_MATCHES: Mapping[str, str] = {"f": "FULL", "p": "PARTIAL"}


def read_postgresql(inspector: Inspector, schema: str | None, names: Sequence[str]) -> Answers | None:
    """Return the foreign keys of tables; None where this server is too old to tell. Read-only.

    :param inspector: over a live connection.
    :param schema: of the tables, None for the default one.
    :param names: the tables.
    """
    version = getattr(inspector.dialect, "server_version_info", None) or (0,)
    if version < _FIRST_PARENT:
        return None
    query = _QUERY.format(only=_ONLY if version >= _FIRST_ONLY else "NULL")
    bind = inspector.bind
    with bind.connect() if isinstance(bind, Engine) else nullcontext(bind) as connection:
        rows = connection.execute(text(query.replace("::", r"\:\:")), {"schema": schema}).all()
    found: dict[tuple[str | None, str], list[dict[str, Any]]] = {(schema, name): [] for name in names}
    for row in rows:
        if (schema, row[0]) in found:
            found[schema, row[0]].append(_info(row, inspector.default_schema_name))
    return {"foreign_keys": found}


def _info(row: Sequence[Any], default_schema: str | None) -> dict[str, Any]:
    _, name, on_update, on_delete, deferrable, deferred, match, schema, referred, comment, local, remote, only = row
    said = {
        "onupdate": _ACTIONS.get(on_update),
        "ondelete": f"{_ACTIONS[on_delete]} ({', '.join(only)})" if only else _ACTIONS.get(on_delete),
        "deferrable": True if deferrable else None,
        "initially": "DEFERRED" if deferred else None,
        "match": _MATCHES.get(match),
    }
    return {
        "name": name,
        "constrained_columns": list(local),
        "referred_schema": None if schema == default_schema else schema,
        "referred_table": referred,
        "referred_columns": list(remote),
        "options": {option: value for option, value in said.items() if value is not None},
        "comment": comment,
    }
