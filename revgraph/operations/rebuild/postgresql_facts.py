"""What PostgreSQL has hung on a table: statements that bring it back after the table was built anew, and what none can.

Reads the catalogue; changes nothing.
"""

from __future__ import annotations

from sqlalchemy import Connection, text

from revgraph.operations.rebuild.facts import Facts, Number

PLACE = "(SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
PLACE += "WHERE c.oid = :t)"

OBSTACLES = (
    ("row security policy", "SELECT polname FROM pg_policy WHERE polrelid = :t"),
    ("row security", "SELECT 'is on' FROM pg_class WHERE oid = :t AND (relrowsecurity OR relforcerowsecurity)"),
    (
        "view",
        "SELECT DISTINCT v.relname FROM pg_depend d JOIN pg_rewrite w ON w.oid = d.objid JOIN pg_class v "
        "ON v.oid = w.ev_class WHERE d.classid = 'pg_rewrite'::regclass AND d.refclassid = 'pg_class'::regclass "
        "AND d.refobjid = :t AND v.oid <> :t",
    ),
    ("partitioning", "SELECT relname FROM pg_class WHERE oid = :t AND (relkind = 'p' OR relispartition)"),
    (
        "inheritance",
        "SELECT (CASE inhrelid WHEN :t THEN inhparent ELSE inhrelid END)::regclass::text FROM pg_inherits "
        "WHERE :t IN (inhrelid, inhparent)",
    ),
    (
        "publication",
        "SELECT p.pubname FROM pg_publication_rel r JOIN pg_publication p ON p.oid = r.prpubid WHERE r.prrelid = :t",
    ),
    (
        "tablespace",
        "SELECT s.spcname FROM pg_class c JOIN pg_tablespace s ON s.oid = c.reltablespace WHERE c.oid = :t",
    ),
    ("kind", "SELECT 'UNLOGGED' FROM pg_class WHERE oid = :t AND relpersistence = 'u'"),
    ("composite type", "SELECT reloftype::regtype::text FROM pg_class WHERE oid = :t AND reloftype <> 0"),
    ("constraint NOT VALID", "SELECT conname FROM pg_constraint WHERE conrelid = :t AND NOT convalidated"),
    ("disabled trigger", "SELECT tgname FROM pg_trigger WHERE tgrelid = :t AND NOT tgisinternal AND tgenabled <> 'O'"),
    ("privileges on column", "SELECT attname FROM pg_attribute WHERE attrelid = :t AND attacl IS NOT NULL"),
    (
        "storage, statistics or options of column",
        "SELECT a.attname FROM pg_attribute a JOIN pg_type y ON y.oid = a.atttypid WHERE a.attrelid = :t AND "
        "a.attnum > 0 "
        "AND NOT a.attisdropped AND (a.attstorage <> y.typstorage OR coalesce(a.attstattarget, -1) <> -1 "
        "OR EXISTS (SELECT FROM unnest(a.attoptions) AS o WHERE o LIKE 'n_distinct%'))",
    ),
    (
        "collation of column",
        "SELECT a.attname FROM pg_attribute a JOIN pg_type y ON y.oid = a.atttypid WHERE a.attrelid = :t AND "
        "a.attnum > 0 "
        "AND a.attcollation NOT IN (y.typcollation, 0)",
    ),
)
"""What can't be brought back: what it is, and the query for its names."""

CLEARED = (
    "SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) FROM pg_constraint "
    "WHERE confrelid = :t AND conrelid <> :t AND contype = 'f' AND conparentid = 0 ORDER BY conname",
)
"""Queries for statements that make the way free for dropping the table."""

RESTORED = (
    f"SELECT format('ALTER TABLE %s SET (%s)', {PLACE}, array_to_string(reloptions, ', ')) FROM pg_class "
    "WHERE oid = :t AND reloptions IS NOT NULL",
    "SELECT format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) "
    "FROM pg_constraint WHERE conrelid = :t AND contype = 'x' ORDER BY conname",
    "SELECT format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) "
    "FROM pg_constraint WHERE confrelid = :t AND conrelid <> :t AND contype = 'f' AND conparentid = 0 ORDER BY conname",
    "SELECT pg_get_statisticsobjdef(oid) FROM pg_statistic_ext WHERE stxrelid = :t ORDER BY stxname",
    "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgrelid = :t AND NOT tgisinternal ORDER BY tgname",
    "SELECT pg_get_ruledef(oid) FROM pg_rewrite WHERE ev_class = :t AND rulename <> '_RETURN' ORDER BY rulename",
    f"SELECT format('ALTER TABLE %s CLUSTER ON %I', {PLACE}, c.relname) FROM pg_index i JOIN pg_class c "
    "ON c.oid = i.indexrelid WHERE i.indrelid = :t AND i.indisclustered",
    f"SELECT format('ALTER TABLE %s REPLICA IDENTITY %s', {PLACE}, CASE relreplident WHEN 'f' THEN 'FULL' WHEN "
    f"'n' THEN "
    "'NOTHING' ELSE (SELECT format('USING INDEX %I', x.relname) FROM pg_index i JOIN pg_class x ON x.oid = "
    "i.indexrelid "
    "WHERE i.indrelid = :t AND i.indisreplident) END) FROM pg_class WHERE oid = :t AND relreplident <> 'd'",
    "SELECT format('COMMENT ON INDEX %s IS %L', indexrelid::regclass, obj_description(indexrelid, 'pg_class')) "
    "FROM pg_index WHERE indrelid = :t AND obj_description(indexrelid, 'pg_class') IS NOT NULL",
    f"SELECT format('COMMENT ON CONSTRAINT %I ON %s IS %L', conname, {PLACE}, obj_description(oid, 'pg_constraint')) "
    "FROM pg_constraint WHERE conrelid = :t AND obj_description(oid, 'pg_constraint') IS NOT NULL",
    f"SELECT format('GRANT %s ON %s TO %s%s', a.privilege_type, {PLACE}, coalesce(quote_ident(r.rolname), 'PUBLIC'), "
    "CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END) FROM pg_class c CROSS JOIN aclexplode(c.relacl) a "
    "LEFT JOIN pg_roles r ON r.oid = a.grantee WHERE c.oid = :t AND a.grantee <> c.relowner",
    f"SELECT format('ALTER TABLE %s OWNER TO %I', {PLACE}, r.rolname) FROM pg_class c JOIN pg_roles r "
    "ON r.oid = c.relowner WHERE c.oid = :t AND r.rolname <> current_user",
)
"""Queries for statements that bring things back, in the order in which they are run."""

DEFINED = (
    (
        "column",
        "SELECT a.attname, concat_ws(' ', format_type(a.atttypid, a.atttypmod), CASE WHEN a.attnotnull THEN 'NOT "
        "NULL' END, "
        "'IDENTITY ' || nullif(a.attidentity::text, ''), 'GENERATED ' || nullif(a.attgenerated::text, ''), "
        "CASE WHEN pg_get_serial_sequence(a.attrelid::regclass::text, a.attname) IS NULL THEN "
        "pg_get_expr(d.adbin, d.adrelid) "
        "END, 'COMMENT ' || quote_literal(col_description(a.attrelid, a.attnum))) FROM pg_attribute a LEFT JOIN "
        "pg_attrdef d "
        "ON d.adrelid = a.attrelid AND d.adnum = a.attnum WHERE a.attrelid = :t AND a.attnum > 0 AND NOT "
        "a.attisdropped",
    ),
    (
        "constraint",
        "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = :t AND contype <> 'n'",
    ),
    (
        "index",
        "SELECT c.relname, pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid "
        "WHERE i.indrelid = :t",
    ),
    (
        "numbering",
        "SELECT a.attname, concat_ws(' ', q.seqstart, q.seqincrement, q.seqmin, q.seqmax, q.seqcache, q.seqcycle) "
        "FROM pg_depend d JOIN pg_sequence q ON q.seqrelid = d.objid JOIN pg_attribute a ON a.attrelid = d.refobjid "
        "AND a.attnum = d.refobjsubid WHERE d.refobjid = :t AND d.refclassid = 'pg_class'::regclass "
        "AND d.deptype IN ('a', 'i')",
    ),
    ("comment", "SELECT 'of the table', obj_description(:t, 'pg_class')"),
)
"""What must be the same after: what it is, and the query for names and definitions."""

INDEXES = (
    "SELECT c.relname, pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid "
    "WHERE i.indrelid = :t AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = i.indexrelid AND contype <> 'f')"
)
NUMBERS = (
    "SELECT a.attname, s.relname, n.nspname, format('%I.%I', n.nspname, s.relname) FROM pg_depend d "
    "JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S' JOIN pg_namespace n ON n.oid = s.relnamespace "
    "JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid WHERE d.refobjid = :t "
    "AND d.refclassid = 'pg_class'::regclass AND d.classid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')"
)


def read_postgresql_facts(connection: Connection, place: str) -> Facts:
    """Return the facts of a table.

    :param place: its name as SQL spells it, with the schema if need be.
    """
    table = {"t": connection.execute(text("SELECT CAST(to_regclass(:place) AS oid)"), {"place": place}).scalar()}

    def asked(query: str) -> list[str]:
        return [str(row[0]) for row in connection.execute(text(_escaped(query)), table)]

    def pairs(query: str) -> dict[str, str]:
        return {str(row[0]): str(row[1]) for row in connection.execute(text(_escaped(query)), table)}

    numbers = []
    for column, name, schema, sequence in connection.execute(text(_escaped(NUMBERS)), table).all():
        last, called = connection.exec_driver_sql(
            f"SELECT last_value, is_called FROM {sequence}".replace("%", "%%")
        ).one()
        numbers.append(Number(column, name, schema, last, called))
    return Facts(
        obstacles=[f"{what} {name}" for what, query in OBSTACLES for name in asked(query)],
        cleared=[statement for query in CLEARED for statement in asked(query)],
        restored=[statement for query in RESTORED for statement in asked(query)],
        defined={f"{what} {name}": sql for what, query in DEFINED for name, sql in pairs(query).items()},
        indexes=pairs(INDEXES),
        numbers=numbers,
    )


def _escaped(query: str) -> str:
    """Return a query in which only ``:t`` is a parameter."""
    return query.replace("::", r"\:\:")
