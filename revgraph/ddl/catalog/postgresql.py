"""Read of PostgreSQL what SQLAlchemy's reflection does not tell: three statements, whatever the number of tables.

When keys are checked, EXCLUDE constraints, whether a table is logged and how it is partitioned; and the columns of
foreign keys, whose names SQLAlchemy takes apart at commas.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import Engine, Inspector, Table, literal_column, text
from sqlalchemy.dialects.postgresql import ExcludeConstraint

from revgraph.ddl.reflected import verbatim

_KEYS = """
    SELECT t.relname, k.conname, k.contype::text, k.condeferrable, k.condeferred, m.amname,
        pg_get_constraintdef(k.oid, true), pg_get_expr(i.indpred, i.indrelid),
        CASE WHEN k.contype = 'x' THEN ARRAY(
            SELECT pg_get_indexdef(i.indexrelid, n, true) FROM generate_series(1, i.indnkeyatts) AS n ORDER BY n
        ) END,
        CASE WHEN k.contype = 'x' THEN ARRAY(
            SELECT o.oprname::text FROM unnest(k.conexclop) WITH ORDINALITY AS u(id, n)
            JOIN pg_catalog.pg_operator o ON o.oid = u.id ORDER BY u.n
        ) END,
        CASE WHEN k.contype = 'x' THEN ARRAY(
            SELECT CASE WHEN p.opcdefault THEN '' ELSE p.opcname::text END
            FROM unnest(i.indclass) WITH ORDINALITY AS u(id, n)
            JOIN pg_catalog.pg_opclass p ON p.oid = u.id ORDER BY u.n
        ) END
    FROM pg_catalog.pg_constraint k
    JOIN pg_catalog.pg_class t ON t.oid = k.conrelid
    JOIN pg_catalog.pg_namespace s ON s.oid = t.relnamespace
    JOIN pg_catalog.pg_index i ON i.indexrelid = k.conindid
    JOIN pg_catalog.pg_class x ON x.oid = k.conindid
    JOIN pg_catalog.pg_am m ON m.oid = x.relam
    WHERE s.nspname = coalesce(:schema, current_schema())
        AND (k.contype = 'x' OR k.contype IN ('p', 'u') AND k.condeferrable)
    ORDER BY t.relname, k.conname
"""
_TABLES = """
    SELECT t.relname, t.relpersistence = 'u', pg_get_partkeydef(t.oid)
    FROM pg_catalog.pg_class t JOIN pg_catalog.pg_namespace s ON s.oid = t.relnamespace
    WHERE s.nspname = coalesce(:schema, current_schema())
        AND (t.relkind = 'p' OR t.relkind = 'r' AND t.relpersistence = 'u')
"""
_FOREIGN_KEYS = """
    SELECT t.relname, k.conname, rs.nspname, r.relname, ARRAY(
            SELECT a.attname::text FROM unnest(k.conkey) WITH ORDINALITY AS u(number, n)
            JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.number ORDER BY u.n
        ), ARRAY(
            SELECT a.attname::text FROM unnest(k.confkey) WITH ORDINALITY AS u(number, n)
            JOIN pg_catalog.pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.number ORDER BY u.n
        )
    FROM pg_catalog.pg_constraint k
    JOIN pg_catalog.pg_class t ON t.oid = k.conrelid
    JOIN pg_catalog.pg_namespace s ON s.oid = t.relnamespace
    JOIN pg_catalog.pg_class r ON r.oid = k.confrelid
    JOIN pg_catalog.pg_namespace rs ON rs.oid = r.relnamespace
    WHERE s.nspname = coalesce(:schema, current_schema()) AND k.contype = 'f'
"""


DEFINITION = "revgraph_definition"
"""Where the ``info`` of a constraint holds the server's own text of it."""


@dataclass(frozen=True, slots=True)
class ExcludeRow:
    """One EXCLUDE constraint.

    :param definition: all of it, as the server writes it.
    :param elements: each as text, with its operator and its operator class (empty for the default one).
    """

    name: str
    definition: str
    using: str
    where: str | None
    elements: tuple[tuple[str, str, str], ...]
    deferrable: bool
    deferred: bool


class Reference(NamedTuple):
    """What a foreign key refers to, and from which columns."""

    columns: Sequence[str]
    schema: str
    table: str
    referred: Sequence[str]


@dataclass(slots=True)
class Extras:
    """What is told, by table.

    :param timing: of deferrable keys, by the name of the constraint: whether it is deferred at first.
    :param unlogged: the tables whose changes are not logged.
    :param partitioned: the partition key of partitioned tables.
    :param foreign_keys: by name: local columns, schema and name of the table referred to, columns referred to.
    """

    timing: Mapping[str, Mapping[str, bool]] = field(default_factory=dict)
    excludes: Mapping[str, Sequence[ExcludeRow]] = field(default_factory=dict)
    unlogged: frozenset[str] = frozenset()
    partitioned: Mapping[str, str] = field(default_factory=dict)
    foreign_keys: Mapping[str, Mapping[str, Reference]] = field(default_factory=dict)


def read_extras(inspector: Inspector, schema: str | None) -> Extras:
    """Return what is told of the tables of a schema; nothing on other databases. Read-only.

    :param inspector: over a live connection.
    :param schema: the schema, None for the default one.
    """
    if inspector.dialect.name != "postgresql":
        return Extras()
    bind = inspector.bind
    with bind.connect() if isinstance(bind, Engine) else nullcontext(bind) as connection:
        keys, tables, referring = (
            connection.execute(text(query.replace("::", r"\:\:")), {"schema": schema}).all()
            for query in (_KEYS, _TABLES, _FOREIGN_KEYS)
        )
    timing: defaultdict[str, dict[str, bool]] = defaultdict(dict)
    excludes: defaultdict[str, list[ExcludeRow]] = defaultdict(list)
    for table, name, kind, deferrable, deferred, *told in keys:
        if kind == "x":
            excludes[table].append(_exclude(name, deferrable, deferred, *told))
        else:
            timing[table][name] = deferred
    foreign: defaultdict[str, dict[str, Reference]] = defaultdict(dict)
    for table, name, to_schema, to_table, columns, referred in referring:
        foreign[table][name] = Reference(columns, to_schema, to_table, referred)
    unlogged = frozenset(row[0] for row in tables if row[1])
    partitioned = {row[0]: row[2] for row in tables if row[2] is not None}
    return Extras(timing, excludes, unlogged, partitioned, foreign)


def correct_foreign_keys(told: Mapping[Any, Iterable[Any]], extras: Extras) -> None:
    """Correct the columns and tables of foreign keys, in place.

    :param told: by schema and table, as ``Inspector.get_multi_foreign_keys()`` tells.
    :param extras: what was read.
    """
    for (_, table), keys in told.items():
        for key in keys:
            reference = extras.foreign_keys.get(table, {}).get(key.get("name"))
            if reference is not None:
                key["constrained_columns"], key["referred_columns"] = list(reference.columns), list(reference.referred)
                key["referred_table"] = reference.table
                if key.get("referred_schema") is not None:
                    key["referred_schema"] = reference.schema


def add_excludes(table: Table, rows: Iterable[ExcludeRow]) -> None:
    """Add the EXCLUDE constraints that were read to a table.

    :param table: with its columns.
    :param rows: as PostgreSQL tells them.
    """
    by_name = {column.name: column for column in table.columns}
    for row in rows:
        classes: dict[str, str] = {}
        elements: list[Any] = []
        for sql, operator, operator_class in row.elements:
            column = by_name.get(sql[1:-1].replace('""', '"') if sql.startswith('"') else sql)
            elements.append((literal_column(sql) if column is None else column, operator))
            if operator_class and column is not None:
                classes[column.name] = operator_class
        table.append_constraint(
            ExcludeConstraint(
                *elements,
                name=row.name,
                using=row.using,
                where=None if row.where is None else verbatim(row.where),
                ops=classes or None,
                deferrable=True if row.deferrable else None,
                initially="DEFERRED" if row.deferred else None,
                info={DEFINITION: row.definition},
            )
        )


def _exclude(
    name: str,
    deferrable: bool,
    deferred: bool,
    using: str,
    definition: str,
    where: str | None,
    elements: Sequence[str],
    operators: Sequence[str],
    classes: Sequence[str],
) -> ExcludeRow:
    parts: Any = tuple(zip(elements, operators, classes, strict=True))
    return ExcludeRow(name, definition, using, where, parts, deferrable, deferred)
