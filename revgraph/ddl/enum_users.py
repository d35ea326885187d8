"""What uses an enum type in a PostgreSQL database: columns, defaults, constraints, indexes, and what can't follow.

Only reads the catalog.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

from revgraph.ddl.enums import literal, literals, quoted
from revgraph.ddl.sql_text import verbatim

_TYPE = text("""
    SELECT t.oid, t.typarray, n.nspname, format_type(t.oid, NULL) AS written,
           CASE WHEN t.typowner <> (SELECT oid FROM pg_roles WHERE rolname = current_user)
                THEN pg_get_userbyid(t.typowner) END AS owner,
           obj_description(t.oid, 'pg_type') AS comment, t.typacl IS NOT NULL AS granted
    FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
    WHERE t.oid = to_regtype(:name) AND t.typtype = 'e'
""")
_LABELS = text("SELECT enumlabel FROM pg_enum WHERE enumtypid = :type ORDER BY enumsortorder")
_GRANTS = text("""
    SELECT CASE WHEN g.grantee = 0 THEN NULL ELSE pg_get_userbyid(g.grantee) END AS grantee, g.is_grantable
    FROM pg_type t, aclexplode(t.typacl) g WHERE t.oid = :type AND g.grantee <> t.typowner
""")
_COLUMNS = text("""
    SELECT a.attrelid, a.attnum, n.nspname, c.relname, a.attname, a.atttypid = :array AS is_array,
           a.attinhcount > 0 AS inherited, pg_get_expr(d.adbin, d.adrelid) AS default_sql
    FROM pg_attribute a
    JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p')
    JOIN pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE a.atttypid IN (:type, :array) AND a.attnum > 0 AND NOT a.attisdropped
    ORDER BY n.nspname, c.relname, a.attnum
""")
_OF_COLUMNS = """
    SELECT a.attrelid, a.attnum FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p')
    WHERE a.atttypid IN (:type, :array) AND a.attnum > 0 AND NOT a.attisdropped
"""
_ON_TYPE = """
    SELECT d.classid, d.objid, d.objsubid FROM pg_depend d
    WHERE d.refclassid = 'pg_type'::regclass AND d.refobjid IN (:type, :array) AND d.deptype <> 'i'
"""
_ON_COLUMNS = """
    SELECT d.classid, d.objid, d.objsubid FROM pg_depend d
    JOIN used u ON (u.attrelid, u.attnum) = (d.refobjid, d.refobjsubid)
    WHERE d.refclassid = 'pg_class'::regclass AND d.deptype IN ('n', 'a')
"""
_CONSTRAINTS = text(f"""
    WITH used AS ({_OF_COLUMNS}), dependent AS ({_ON_TYPE})
    SELECT n.nspname, c.relname, k.conname, pg_get_constraintdef(k.oid) AS definition, k.contype = 'f' AS is_foreign,
           obj_description(k.oid, 'pg_constraint') AS comment
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE (k.contype IN ('c', 'x') AND k.coninhcount = 0 AND (
               EXISTS (SELECT FROM dependent d WHERE d.classid = 'pg_constraint'::regclass AND d.objid = k.oid)
            OR EXISTS (SELECT FROM dependent d WHERE d.classid = 'pg_class'::regclass AND d.objid = k.conindid)))
       OR (k.contype = 'f' AND coalesce(to_jsonb(k) ->> 'conparentid', '0') = '0' AND EXISTS (
               SELECT FROM used u WHERE (u.attrelid = k.conrelid AND u.attnum = ANY (k.conkey))
                                     OR (u.attrelid = k.confrelid AND u.attnum = ANY (k.confkey))))
    ORDER BY is_foreign, n.nspname, c.relname, k.conname
""")
_INDEXES = text(f"""
    WITH dependent AS ({_ON_TYPE})
    SELECT DISTINCT n.nspname, c.relname, pg_get_indexdef(c.oid) AS definition,
           obj_description(c.oid, 'pg_class') AS comment, i.indisclustered AS clustered,
           tn.nspname AS table_schema, t.relname AS table_name
    FROM dependent d JOIN pg_class c ON c.oid = d.objid AND c.relkind = 'i' AND NOT c.relispartition
    JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_index i ON i.indexrelid = c.oid
    JOIN pg_class t ON t.oid = i.indrelid JOIN pg_namespace tn ON tn.oid = t.relnamespace
    WHERE d.classid = 'pg_class'::regclass
      AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = c.oid AND k.contype IN ('p', 'u', 'x'))
    ORDER BY n.nspname, c.relname
""")
_IN_THE_WAY = text(f"""
    WITH used AS ({_OF_COLUMNS}), dependent AS (
        SELECT *, true AS on_type FROM ({_ON_TYPE}) t UNION SELECT *, false FROM ({_ON_COLUMNS}) c
    ), judged AS (
        SELECT d.*, c.relkind, c.relispartition, w.ev_class, k.contypid, t.tgisinternal, def.adrelid, def.adnum,
               to_jsonb(a) ->> 'attgenerated' AS generated
        FROM dependent d
        LEFT JOIN pg_class c ON d.classid = 'pg_class'::regclass AND c.oid = d.objid
        LEFT JOIN pg_rewrite w ON d.classid = 'pg_rewrite'::regclass AND w.oid = d.objid
        LEFT JOIN pg_constraint k ON d.classid = 'pg_constraint'::regclass AND k.oid = d.objid
        LEFT JOIN pg_trigger t ON d.classid = 'pg_trigger'::regclass AND t.oid = d.objid
        LEFT JOIN pg_attrdef def ON d.classid = 'pg_attrdef'::regclass AND def.oid = d.objid
        LEFT JOIN pg_attribute a ON a.attrelid = def.adrelid AND a.attnum = def.adnum
    )
    SELECT DISTINCT CASE
        WHEN ev_class IS NOT NULL THEN pg_describe_object('pg_class'::regclass, ev_class, 0)
        WHEN adrelid IS NOT NULL AND generated <> ''
            THEN 'generated ' || pg_describe_object('pg_class'::regclass, adrelid, adnum)
        WHEN adrelid IS NOT NULL THEN 'the default of ' || pg_describe_object('pg_class'::regclass, adrelid, adnum)
        WHEN relkind = 'I' THEN 'partitioned ' || pg_describe_object(classid, objid, 0)
        WHEN relkind IS NOT NULL THEN pg_describe_object(classid, objid, 0)
        ELSE pg_describe_object(classid, objid, objsubid) END AS what
    FROM judged WHERE CASE
        WHEN relkind IS NOT NULL THEN on_type AND NOT (relkind IN ('r', 'p') AND objsubid > 0)
            AND NOT (relkind = 'i' OR (relkind = 'I' AND relispartition))
        WHEN contypid IS NOT NULL THEN contypid <> 0
        WHEN tgisinternal IS NOT NULL THEN NOT tgisinternal
        WHEN adrelid IS NOT NULL THEN generated <> '' OR (on_type AND (adrelid, adnum) NOT IN (SELECT * FROM used))
        WHEN ev_class IS NOT NULL THEN true
        ELSE on_type OR classid IN ('pg_policy'::regclass, 'pg_proc'::regclass, 'pg_publication_rel'::regclass) END
    UNION
    SELECT 'the partition key of ' || pg_describe_object('pg_class'::regclass, u.attrelid, 0)
    FROM used u JOIN pg_partitioned_table p ON p.partrelid = u.attrelid AND u.attnum = ANY (p.partattrs)
    ORDER BY what
""")


@dataclass(frozen=True)
class Use:
    """A column of the type.

    :param inherited: its type changes with the table it is inherited from.
    :param default_sql: its server default.
    """

    schema: str | None
    table: str
    column: str
    is_array: bool
    inherited: bool = False
    default_sql: str | None = None

    @property
    def place(self) -> str:
        """Return the table, quoted."""
        return quoted(self.schema, self.table)


@dataclass(frozen=True)
class Kept:
    """A constraint or an index that must step aside while the type is exchanged.

    :param kind: ``"CONSTRAINT"`` or ``"INDEX"``.
    :param place: what it is named in: the table of a constraint, the schema of an index; quoted.
    :param definition: the server's words for it.
    :param table: its table, quoted.
    """

    kind: str
    place: str
    name: str
    definition: str
    table: str
    is_foreign: bool = False
    comment: str | None = None
    clustered: bool = False


@dataclass(frozen=True)
class EnumType:
    """A type as it is.

    :param written: as the server writes it in expressions.
    :param owner: None if it is who asks.
    :param grants: roles (None is everybody) and whether they may grant it on; None for the server's default.
    """

    oid: int
    array: int
    schema: str
    written: str
    labels: tuple[str, ...]
    owner: str | None
    comment: str | None
    grants: tuple[tuple[str | None, bool], ...] | None


def enum_type(connection: Connection, schema: str | None, name: str) -> EnumType | None:
    """Return an enum type, or None if there is no such."""
    row = connection.execute(_TYPE, {"name": quoted(schema, name)}).one_or_none()
    if row is None:
        return None
    labels = connection.execute(_LABELS, {"type": row.oid}).scalars().all()
    grants = connection.execute(_GRANTS, {"type": row.oid}).all() if row.granted else None
    found = None if grants is None else tuple((grant.grantee, grant.is_grantable) for grant in grants)
    return EnumType(row.oid, row.typarray, row.nspname, row.written, tuple(labels), row.owner, row.comment, found)


def uses_of(connection: Connection, type_: EnumType) -> list[Use]:
    """Return the columns of the type, and of arrays of it."""
    return [
        Use(row.nspname, row.relname, row.attname, row.is_array, row.inherited, row.default_sql)
        for row in connection.execute(_COLUMNS, _both(type_))
    ]


def kept_aside(connection: Connection, type_: EnumType) -> list[Kept]:
    """Return what names values of the type, or ties two of its columns together: indexes, then constraints."""
    indexes = [
        Kept(
            "INDEX",
            quoted(row.nspname),
            row.relname,
            row.definition,
            quoted(row.table_schema, row.table_name),
            comment=row.comment,
            clustered=row.clustered,
        )
        for row in connection.execute(_INDEXES, _both(type_))
    ]
    constraints = [
        Kept(
            "CONSTRAINT",
            quoted(row.nspname, row.relname),
            row.conname,
            row.definition,
            quoted(row.nspname, row.relname),
            is_foreign=row.is_foreign,
            comment=row.comment,
        )
        for row in connection.execute(_CONSTRAINTS, _both(type_))
    ]
    return [*indexes, *constraints]


def in_the_way(connection: Connection, type_: EnumType) -> list[str]:
    """Return what uses the type, or a column of it, and can't follow a change of the type; in the server's words."""
    return list(connection.execute(_IN_THE_WAY, _both(type_)).scalars())


def rows_holding(connection: Connection, use: Use, values: Sequence[str]) -> dict[str, int]:
    """Return how many rows of a table hold each of some values."""
    column = quoted(use.column)
    if use.is_array:
        source = f"{use.place} AS held, LATERAL (SELECT DISTINCT unnest(held.{column}::text[]) AS value) AS each"
    else:
        source = f"(SELECT {column}::text AS value FROM {use.place}) AS each"
    sql = f"SELECT value, count(*) FROM {source} WHERE value IN ({literals(values)}) GROUP BY 1 ORDER BY 1"
    return {row[0]: row[1] for row in connection.execute(verbatim(sql))}


def elements(connection: Connection, array: str) -> list[str | None]:
    """Return the elements of an array as it stands between quotes."""
    found: Any = connection.execute(verbatim(f"SELECT CAST({literal(array)} AS text[])")).scalar_one()
    return list(found)


def _both(type_: EnumType) -> dict[str, int]:
    return {"type": type_.oid, "array": type_.array}
