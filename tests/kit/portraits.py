"""A database as its own catalog tells it, as plain values: two databases of one kind are alike if these are equal.

Reads by SQL of its own, not through revgraph; no test here.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection, inspect, text

Portrait = Mapping[str, Any]

# what SQLite keeps in its statement alone
_CONSTRAINT_NAME = re.compile(r'\bCONSTRAINT\s+("(?:[^"]|"")+"|\w+)', re.IGNORECASE)
_TOLD_LATER = re.compile(
    r"\b(?:AUTOINCREMENT|(?:NOT )?DEFERRABLE|INITIALLY \w+|MATCH \w+|COLLATE \w+|ON CONFLICT \w+)\b", re.IGNORECASE
)

_POSTGRESQL = {
    "tables": """
        SELECT n.nspname, c.relname, c.relkind::text, c.relpersistence::text, c.reloptions::text,
               obj_description(c.oid, 'pg_class'), pg_get_partkeydef(c.oid)
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^(pg_|information_schema)' ORDER BY 1, 2""",
    "columns": """
        SELECT n.nspname, c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
               pg_get_expr(d.adbin, d.adrelid), a.attidentity::text, a.attgenerated::text,
               col_description(c.oid, a.attnum), CASE WHEN a.attcollation <> y.typcollation THEN l.collname END
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        JOIN pg_type y ON y.oid = a.atttypid
        LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
        LEFT JOIN pg_collation l ON l.oid = a.attcollation
        WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^(pg_|information_schema)' ORDER BY 1, 2, a.attnum""",
    "constraints": """
        SELECT conrelid::regclass::text, conname, contype::text, pg_get_constraintdef(oid),
               obj_description(oid, 'pg_constraint')
        FROM pg_constraint WHERE conrelid <> 0 AND contype <> 'n'
          AND connamespace IN (SELECT oid FROM pg_namespace WHERE nspname !~ '^(pg_|information_schema)')
        ORDER BY 1, 2""",
    "indexes": """
        SELECT pg_get_indexdef(i.indexrelid), i.indisvalid, i.indisclustered, c.reloptions::text
        FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname !~ '^(pg_|information_schema)' ORDER BY 1""",
    "sequences": """
        SELECT c.oid::regclass::text, format_type(s.seqtypid, NULL), s.seqstart, s.seqincrement, s.seqmin, s.seqmax,
               s.seqcache, s.seqcycle, d.refobjid::regclass::text, a.attname
        FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid
        LEFT JOIN pg_depend d ON d.objid = c.oid AND d.deptype IN ('a', 'i')
        LEFT JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid ORDER BY 1""",
    "enums": """
        SELECT t.oid::regtype::text, array_agg(e.enumlabel ORDER BY e.enumsortorder)
        FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid GROUP BY 1 ORDER BY 1""",
    "domains": """
        SELECT t.oid::regtype::text, format_type(t.typbasetype, t.typtypmod), t.typnotnull, t.typdefault
        FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
        WHERE t.typtype = 'd' AND n.nspname !~ '^(pg_|information_schema)' ORDER BY 1""",
}


def portrait(connection: Connection, schemas: tuple[str, ...] = ()) -> Portrait:
    """Return everything a database says of its tables; read-only.

    :param schemas: other schemas to look into (SQLite, MariaDB; PostgreSQL tells of all).
    """
    drawn: Mapping[str, Callable[..., Portrait]] = {"postgresql": _postgresql, "mysql": _mariadb, "sqlite": _sqlite}
    return drawn[connection.dialect.name](connection, schemas)


def differences(made: Portrait, wanted: Portrait) -> list[str]:
    """Return a line for each fact that is in one portrait only."""
    lines = []
    for key in sorted({*made, *wanted}):
        have, want = (as_list(one.get(key, [])) for one in (made, wanted))
        lines += [f"{key}: made   {fact}" for fact in have if fact not in want]
        lines += [f"{key}: wanted {fact}" for fact in want if fact not in have]
        if sorted(map(repr, have)) == sorted(map(repr, want)) and have != want:
            lines.append(f"{key}: in the order {have}, wanted {want}")
    return lines


def as_list(value: Any) -> list[Any]:
    """Return a fact, or a list of facts, as a list."""
    return list(value) if isinstance(value, list) else [value]


def _postgresql(connection: Connection, schemas: tuple[str, ...]) -> Portrait:
    return {part: [tuple(row) for row in connection.exec_driver_sql(query)] for part, query in _POSTGRESQL.items()}


def _mariadb(connection: Connection, schemas: tuple[str, ...]) -> Portrait:
    found: dict[str, Any] = {}
    for schema in (connection.exec_driver_sql("SELECT DATABASE()").scalar_one(), *schemas):
        listing = text("SELECT table_name FROM information_schema.tables WHERE table_schema = :schema ORDER BY 1")
        for name in connection.execute(listing, {"schema": schema}).scalars().all():
            place = ".".join("`" + part.replace("`", "``") + "`" for part in (schema, name))
            show = f"SHOW CREATE TABLE {place}".replace("%", "%%")  # the driver looks for parameters
            created = connection.exec_driver_sql(show).one()[1]
            key = f"{schema if schema in schemas else 'main'}.{name}"
            found.update({f"{key} {part}": facts for part, facts in _taken_apart(created).items()})
    return found


def _taken_apart(created: str) -> dict[str, list[str]]:
    """Return the lines of SHOW CREATE TABLE: columns in their order, the rest sorted."""
    lines = [line.strip().removesuffix(",") for line in created.splitlines()[1:]]
    columns = [line for line in lines[:-1] if line.startswith("`")]
    options = re.sub(r" AUTO_INCREMENT=\d+", "", lines[-1])
    return {"columns": columns, "keys": sorted(set(lines[:-1]) - set(columns)), "options": [options]}


def _sqlite(connection: Connection, schemas: tuple[str, ...]) -> Portrait:
    found: dict[str, Any] = {}
    inspector = inspect(connection)
    for schema in ("main", *schemas):
        listing = f"SELECT name FROM {schema}.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY 1"
        for (name,) in connection.exec_driver_sql(listing).all():
            facts = {**_sqlite_pragmas(connection, schema, name), **_sqlite_inspected(inspector, schema, name)}
            found.update({f"{schema}.{name} {part}": value for part, value in facts.items()})
    return found


def _sqlite_pragmas(connection: Connection, schema: str, name: str) -> dict[str, Any]:
    def pragma(what: str, argument: str) -> list[tuple[Any, ...]]:
        quoted = argument.replace('"', '""')
        return [tuple(row) for row in connection.exec_driver_sql(f'PRAGMA {schema}.{what}("{quoted}")')]

    keys: dict[int, list[Any]] = {}
    for key, *rest in pragma("foreign_key_list", name):
        keys.setdefault(key, []).append(tuple(rest))
    indexes = []
    statements = f"SELECT name, sql FROM {schema}.sqlite_master WHERE type = 'index' AND tbl_name = ?"
    sql = {row[0]: row[1] for row in connection.exec_driver_sql(statements, (name,))}
    for _, index, unique, origin, partial in pragma("index_list", name):
        shown = None if index.startswith("sqlite_autoindex") else (index, _bare(sql.get(index) or ""))
        columns = [column[2:] for column in pragma("index_xinfo", index) if column[5]]
        indexes.append((shown, unique, origin, partial, columns))
    created = connection.exec_driver_sql(
        f"SELECT sql FROM {schema}.sqlite_master WHERE type = 'table' AND name = ?", (name,)
    ).scalar_one()
    (options,) = [row[4:] for row in pragma("table_list", name) if row[0] == schema]
    return {
        "columns": [row[1:] for row in pragma("table_xinfo", name)],
        "foreign keys": sorted(keys.values(), key=repr),
        "indexes": sorted(indexes, key=repr),
        "without rowid, strict": options,
        "names of constraints": sorted(_CONSTRAINT_NAME.findall(created)),
        "told later": sorted(found.upper() for found in _TOLD_LATER.findall(created)),
    }


def _sqlite_inspected(inspector: Any, schema: str, name: str) -> dict[str, Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it can't reflect indexes on expressions, which the pragmas tell of
        return _sqlite_told(inspector, schema, name)


def _sqlite_told(inspector: Any, schema: str, name: str) -> dict[str, Any]:
    told = {"schema": None if schema == "main" else schema}
    listed = {
        "checks": inspector.get_check_constraints(name, **told),
        "uniques": inspector.get_unique_constraints(name, **told),
    }
    facts = {part: sorted((_plain(one) for one in found), key=repr) for part, found in listed.items()}
    computed = {one["name"]: one["computed"] for one in inspector.get_columns(name, **told) if one.get("computed")}
    key = inspector.get_pk_constraint(name, **told)
    return {**facts, "computed": [_plain(computed)], "primary key": [(key["name"], key["constrained_columns"])]}


def _bare(statement: str) -> str:
    """Return a statement with single blanks and without needless quotes, which RENAME puts in."""
    return re.sub(r'"([a-z_]\w*)"', r"\1", re.sub(r"\s+", " ", statement))


def _plain(value: Any) -> Any:
    """Return nested dictionaries as sorted tuples, so that they print and compare alike."""
    if isinstance(value, Mapping):
        return tuple(sorted((key, _plain(item)) for key, item in value.items() if item is not None))
    return value
