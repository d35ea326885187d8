"""PostgreSQL's catalogue, read in one query and laid out so that two states can be compared; quicker than pg_dump.

Says what ``pg_dump --schema-only`` says, by the server's own functions; :mod:`tests.convergence.trial` holds it against
pg_dump from time to time. Nothing of revgraph here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from sqlalchemy import Engine

_OURS = "n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'"

_QUERY = f"""
WITH rel AS (
    SELECT c.*, n.nspname, c.oid::regclass::text AS place FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE {_OURS}
), owned AS (
    SELECT d.objid, d.refobjid::regclass::text || '.' || a.attname AS owner, d.deptype
    FROM pg_depend d JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
    WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')
)
SELECT 'schema', n.nspname::text, '', '' FROM pg_namespace n WHERE {_OURS}
UNION ALL
SELECT 'table', place, '', concat_ws(' ', relkind, relpersistence, reloptions::text, reltablespace,
    (SELECT amname FROM pg_am WHERE oid = relam), relrowsecurity, relreplident, pg_get_partkeydef(oid))
FROM rel WHERE relkind IN ('r', 'p', 'v', 'm', 'f')
UNION ALL
SELECT 'column', place || '.' || a.attname, '', concat_ws(' ', format_type(a.atttypid, a.atttypmod),
    CASE WHEN a.attcollation <> t.typcollation THEN 'COLLATE ' || a.attcollation::regcollation::text END,
    CASE WHEN a.attnotnull THEN 'NOT NULL' END, 'identity ' || nullif(a.attidentity::text, ''),
    'generated ' || nullif(a.attgenerated::text, ''), 'DEFAULT ' || pg_get_expr(d.adbin, d.adrelid),
    CASE WHEN a.attstorage <> t.typstorage THEN 'STORAGE ' || a.attstorage::text END)
FROM rel JOIN pg_attribute a ON a.attrelid = rel.oid JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped
UNION ALL
SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(con.oid)
FROM pg_constraint con JOIN rel ON rel.oid = con.conrelid
UNION ALL
SELECT 'index', rel.place, '', concat_ws(' ', pg_get_indexdef(i.indexrelid), i.indisclustered, i.indisreplident,
    i.indisvalid)
FROM pg_index i JOIN rel ON rel.oid = i.indexrelid
WHERE NOT EXISTS (SELECT FROM pg_constraint con WHERE con.conindid = i.indexrelid AND con.contype IN ('p', 'u', 'x'))
UNION ALL
SELECT 'sequence', rel.place, coalesce(o.deptype::text || ' ' || o.owner, ''), concat_ws(' ', s.seqtypid::regtype,
    s.seqstart, s.seqincrement, s.seqmax, s.seqmin, s.seqcache, s.seqcycle, rel.relpersistence)
FROM pg_sequence s JOIN rel ON rel.oid = s.seqrelid LEFT JOIN owned o ON o.objid = rel.oid
UNION ALL
SELECT 'type', t.oid::regtype::text, '', concat_ws(' ', t.typtype, format_type(t.typbasetype, t.typtypmod),
    t.typdefault,
    (SELECT array_agg(e.enumlabel ORDER BY e.enumsortorder)::text FROM pg_enum e WHERE e.enumtypid = t.oid))
FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace WHERE {_OURS} AND t.typtype IN ('e', 'd')
UNION ALL
SELECT 'comment', i.type, i.identity, d.description
FROM pg_description d, pg_identify_object(d.classoid, d.objoid, d.objsubid) i
WHERE d.objoid >= 16384 AND i.type NOT IN ('extension')
"""


def catalog_lines(engine: Engine, names: Collection[str]) -> Iterator[str]:
    """Yield a line for each thing there is; what nobody named, and a sequence a column owns, has any name.

    :param engine: a PostgreSQL.
    :param names: the names the models give.
    """
    with engine.connect() as connection:
        rows = [tuple(map(str, row)) for row in connection.exec_driver_sql(_QUERY.replace("%", "%%"))]
    owned = {place: f"<sequence of {owner}>" for kind, place, owner, _ in rows if kind == "sequence" and owner}
    for kind, place, name, said in rows:
        if kind == "sequence":
            place = owned.get(place, place)
        elif kind == "constraint":
            name = name if name in names else "<any>"
        elif kind == "column":
            said = re.sub(r"nextval\('(.+)'::regclass\)", lambda match: _counter(match, owned), said)
        yield f"{kind} {place} {name}: {said}"


def _counter(match: re.Match[str], owned: dict[str, str]) -> str:
    place = match.group(1).replace("''", "'")
    return f"nextval({owned[place]})" if place in owned else match.group()
