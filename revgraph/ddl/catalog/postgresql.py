"""Read of PostgreSQL what SQLAlchemy's reflection does not tell: two statements, whatever the number of tables.

When keys are checked, EXCLUDE constraints, whether a table is logged, how it is partitioned and what it inherits from.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import Any

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
    SELECT t.relname, t.relpersistence = 'u', pg_get_partkeydef(t.oid),
        ARRAY(SELECT p.relname::text FROM pg_catalog.pg_inherits i JOIN pg_catalog.pg_class p ON p.oid = i.inhparent
            WHERE i.inhrelid = t.oid AND NOT t.relispartition ORDER BY i.inhseqno)
    FROM pg_catalog.pg_class t JOIN pg_catalog.pg_namespace s ON s.oid = t.relnamespace
    WHERE s.nspname = coalesce(:schema, current_schema())
        AND (t.relkind = 'p' OR t.relkind = 'r' AND (t.relpersistence = 'u'
            OR EXISTS (SELECT FROM pg_catalog.pg_inherits i WHERE i.inhrelid = t.oid AND NOT t.relispartition)))
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


@dataclass(slots=True)
class Extras:
    """What is told, by table.

    :param timing: of deferrable keys, by the name of the constraint: whether it is deferred at first.
    :param unlogged: the tables whose changes are not logged.
    :param partitioned: the partition key of partitioned tables.
    :param inherits: the names of the tables that others inherit from.
    """

    timing: Mapping[str, Mapping[str, bool]] = field(default_factory=dict)
    excludes: Mapping[str, Sequence[ExcludeRow]] = field(default_factory=dict)
    unlogged: frozenset[str] = frozenset()
    partitioned: Mapping[str, str] = field(default_factory=dict)
    inherits: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def read_extras(inspector: Inspector, schema: str | None) -> Extras:
    """Return what is told of the tables of a schema; nothing on other databases. Read-only.

    :param inspector: over a live connection.
    :param schema: the schema, None for the default one.
    """
    if inspector.dialect.name != "postgresql":
        return Extras()
    bind = inspector.bind
    with bind.connect() if isinstance(bind, Engine) else nullcontext(bind) as connection:
        keys, tables = (
            connection.execute(text(query.replace("::", r"\:\:")), {"schema": schema}).all()
            for query in (_KEYS, _TABLES)
        )
    timing: defaultdict[str, dict[str, bool]] = defaultdict(dict)
    excludes: defaultdict[str, list[ExcludeRow]] = defaultdict(list)
    for table, name, kind, deferrable, deferred, *told in keys:
        if kind == "x":
            excludes[table].append(_exclude(name, deferrable, deferred, *told))
        else:
            timing[table][name] = deferred
    unlogged = frozenset(row[0] for row in tables if row[1])
    partitioned = {row[0]: row[2] for row in tables if row[2] is not None}
    return Extras(timing, excludes, unlogged, partitioned, {row[0]: tuple(row[3]) for row in tables if row[3]})


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
