"""Read the sequences of a schema with their options, in one statement on PostgreSQL, one for each on MariaDB."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, Inspector, text

_POSTGRESQL = """
    SELECT c.relname, format_type(s.seqtypid, NULL), s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache,
        s.seqcycle, t.relname, a.attname
    FROM pg_catalog.pg_sequence s
    JOIN pg_catalog.pg_class c ON c.oid = s.seqrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_class'\\:\\:regclass AND d.objid = c.oid
        AND d.refclassid = 'pg_catalog.pg_class'\\:\\:regclass AND d.deptype IN ('a', 'i') AND d.refobjsubid > 0
    LEFT JOIN pg_catalog.pg_class t ON t.oid = d.refobjid
    LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
    WHERE n.nspname = coalesce(:schema, current_schema()) AND d.deptype IS DISTINCT FROM 'i'
        AND NOT EXISTS (
            SELECT FROM pg_catalog.pg_depend e WHERE e.classid = 'pg_catalog.pg_class'\\:\\:regclass
                AND e.objid = c.oid AND e.deptype = 'e'
        )
    ORDER BY c.relname
"""
_BITS = {"smallint": 15, "integer": 31, "bigint": 63}


@dataclass(frozen=True, slots=True)
class SequenceRow:
    """One sequence; those of identity columns and of extensions are not among them.

    :param options: ``start``, ``increment``, ``minvalue``, ``maxvalue``, ``cache``, ``cycle``, all of them said;
        ``type`` where there are several.
    :param owner: the column it goes away with.
    """

    name: str
    options: Mapping[str, Any]
    owner: tuple[str, str] | None = None


def read_sequences(inspector: Inspector, schema: str | None) -> list[SequenceRow] | None:
    """Return the sequences of a schema; None where there are none, or they are not told. Read-only.

    :param inspector: over a live connection.
    :param schema: the schema, None for the default one.
    """
    name = inspector.dialect.name
    if name not in ("postgresql", "mysql", "mariadb") or not inspector.dialect.supports_sequences:
        return None
    bind = inspector.bind
    with bind.connect() if isinstance(bind, Engine) else nullcontext(bind) as connection:
        read = _postgresql if name == "postgresql" else _mariadb
        return list(read(connection, inspector, schema))


def _postgresql(connection: Connection, inspector: Inspector, schema: str | None) -> Iterator[SequenceRow]:
    for name, type_, start, increment, low, high, cache, cycle, *owner in connection.execute(
        text(_POSTGRESQL), {"schema": schema}
    ):
        options = all_options("postgresql", type_, start, increment, low, high, cache, cycle)
        yield SequenceRow(name, options, None if owner[0] is None else (owner[0], owner[1]))


def _mariadb(connection: Connection, inspector: Inspector, schema: str | None) -> Iterator[SequenceRow]:
    quote = connection.dialect.identifier_preparer.quote_identifier
    for name in inspector.get_sequence_names(schema=schema):
        place = ".".join(quote(part) for part in (schema, name) if part is not None)
        query = "SELECT start_value, increment, minimum_value, maximum_value, cache_size, cycle_option FROM "
        start, increment, low, high, cache, cycle = connection.exec_driver_sql(query + place).one()
        yield SequenceRow(name, all_options("mariadb", None, start, increment, low, high, cache, bool(cycle)))


def all_options(
    dialect: str,
    type_: str | None,
    start: int | None,
    increment: int | None,
    minvalue: int | None,
    maxvalue: int | None,
    cache: int | None,
    cycle: bool | None,
) -> Mapping[str, Any]:
    """Return all options of a sequence, those not said as the database chooses them.

    :param dialect: the dialect's name.
    :param type_: ``"integer"`` etc., in lower case; None for the usual one.
    """
    step = 1 if increment is None else increment
    if dialect == "postgresql":
        type_ = type_ or "bigint"
        bits = _BITS.get(type_, 63)
        lowest, highest, usual_cache = -(2**bits), 2**bits - 1, 1
    else:
        type_, lowest, highest, usual_cache = None, -(2**63) + 1, 2**63 - 2, 1000
    low = (1 if step > 0 else lowest) if minvalue is None else minvalue
    high = (highest if step > 0 else -1) if maxvalue is None else maxvalue
    options = {
        "start": (low if step > 0 else high) if start is None else start,
        "increment": step,
        "minvalue": low,
        "maxvalue": high,
        "cache": usual_cache if cache is None else cache,
        "cycle": bool(cycle),
    }
    return options if type_ is None else {**options, "type": type_}
