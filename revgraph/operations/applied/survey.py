"""One look at a database: its tables as objects, names as it keeps them, facts that reflection does not tell.

Reads, never writes. What it can't read is listed in ``unread``, so that nobody takes silence for absence.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeVar

from sqlalchemy import Column, Connection, Constraint, Engine, Index, Inspector, MetaData, Table, inspect, text
from sqlalchemy.exc import NoSuchTableError, SAWarning
from sqlalchemy.types import NullType

from revgraph.ddl.impl import DefaultImpl
from revgraph.ddl.names import object_name
from revgraph.ddl.reflected import add_constraints, add_indexes, new_column, set_primary_key
from revgraph.ddl.sql_text import tokens
from revgraph.ddl.stored_indexes import read_stored_indexes
from revgraph.operations.ops.base import Applied, probes

Probe = TypeVar("Probe", bound=Callable[..., Applied])

IGNORING_CASE = ("sqlite", "mysql", "mariadb", "mssql")

_PG_CONSTRAINT = text(
    "SELECT c.convalidated, c.condeferrable, c.condeferred, pg_get_constraintdef(c.oid) AS definition "
    "FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid JOIN pg_namespace n ON n.oid = t.relnamespace "
    "WHERE c.conname = :name AND t.relname = :table AND n.nspname = coalesce(:schema, current_schema())"
)
_PG_NAMES = text(
    "SELECT c.conname FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid "
    "JOIN pg_namespace n ON n.oid = t.relnamespace "
    "WHERE t.relname = :table AND n.nspname = coalesce(:schema, current_schema())"
)
_PG_INDEX = text(
    "SELECT i.indisvalid FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid "
    "JOIN pg_class t ON t.oid = i.indrelid JOIN pg_namespace n ON n.oid = t.relnamespace "
    "WHERE x.relname = :name AND t.relname = :table AND n.nspname = coalesce(:schema, current_schema())"
)


@dataclass(frozen=True)
class StoredConstraint:
    """What PostgreSQL keeps of a constraint beyond what reflection tells."""

    validated: bool
    deferrable: bool
    deferred: bool
    definition: str


class Survey:
    """A database as probes see it.

    :param inspector: over ``connection``.
    :param connection: live connection.
    """

    def __init__(self, inspector: Inspector, connection: Connection) -> None:
        self.inspector = inspector
        self.connection = connection
        self.dialect = connection.dialect
        self.default_schema = inspector.default_schema_name
        self.impl = DefaultImpl.get_by_dialect(self.dialect)(self.dialect, connection, False, None, None, {})
        self.unread: set[str] = set()
        """Kinds of things the database does not tell: ``"check_constraints"``..."""

    def has_table(self, name: str, schema: str | None) -> bool:
        """Say whether there is such a table."""
        return bool(self.inspector.has_table(name, schema=schema))

    def table(self, name: str, schema: str | None) -> Table | None:
        """Return a table with all that belongs to it; None if there is none."""
        if not self.has_table(name, schema):
            return None
        try:
            columns = self.inspector.get_columns(name, schema=schema)
        except NoSuchTableError:
            return None
        table = Table(name, MetaData(), schema=schema)
        comment = self._ask("table_comment", name, schema, {}) if self.dialect.supports_comments else {}
        table.comment = comment.get("text") or None
        for info in columns:
            self.impl.autogen_column_reflect(self.inspector, table, info)
            table.append_column(new_column(info))
        set_primary_key(table, self._ask("pk_constraint", name, schema, None))
        add_constraints(
            table,
            uniques=self._ask("unique_constraints", name, schema, ()),
            checks=self._ask("check_constraints", name, schema, ()),
            foreign_keys=self._ask("foreign_keys", name, schema, ()),
            referred=self._referred,
        )
        add_indexes(table, self._ask("indexes", name, schema, ()))
        self._add_stored_indexes(table)
        return table

    def options(self, name: str, schema: str | None) -> Mapping[str, Any]:
        """Return the options of a table, as keyword arguments of a Table."""
        found = self._ask("table_options", name, schema, {})
        return {option.replace(" ", "_").lower(): value for option, value in found.items()}

    def column(self, table: Table | None, name: str) -> Column[Any] | None:
        """Return a column of a table by its name in the database."""
        columns = () if table is None else table.columns
        return next((column for column in columns if self.same_name(column.name, name)), None)

    def same_name(self, one: str | None, other: str | None) -> bool:
        """Say whether two names mean one thing to the database."""
        if one is None or other is None:
            return False
        ignoring_case = self.dialect.name in IGNORING_CASE
        return one.lower() == other.lower() if ignoring_case else str(one) == str(other)

    def name_of(self, item: Constraint | Index) -> str | None:
        """Return the name an object has in the database, cut as DDL cuts it; None if the database chooses."""
        return object_name(item, self.dialect)

    def stored_constraint(self, name: str | None, table: Table) -> StoredConstraint | None:
        """Return what PostgreSQL keeps of a constraint; None elsewhere, or if there is none of that name."""
        if self.dialect.name != "postgresql" or name is None:
            return None
        place = {"name": str(name), "table": str(table.name), "schema": table.schema}
        row = self.connection.execute(_PG_CONSTRAINT, place).first()
        return None if row is None else StoredConstraint(*row)

    def constraint_names(self, table: Table) -> list[str]:
        """Return the names of all constraints that PostgreSQL keeps for a table."""
        place = {"table": str(table.name), "schema": table.schema}
        return list(self.connection.execute(_PG_NAMES, place).scalars())

    def is_usable(self, index: Index, table: Table) -> bool:
        """Say whether an index works: on PostgreSQL one whose concurrent build failed stays, and is none."""
        if self.dialect.name != "postgresql":
            return True
        place = {"name": str(index.name), "table": str(table.name), "schema": table.schema}
        return self.connection.execute(_PG_INDEX, place).scalar() is True

    def untold_names(self, table: Table) -> list[str]:
        """Return the names of constraints in the statement that SQLite keeps of a table: reflection misses some."""
        if self.dialect.name != "sqlite":
            return []
        place = "main" if table.schema is None else table.schema.replace('"', '""')
        query = f"SELECT sql FROM \"{place}\".sqlite_master WHERE type = 'table' AND lower(name) = lower(?)"
        stored = self.connection.exec_driver_sql(query, (str(table.name),)).scalar()
        parts = [part for kind, part in tokens(stored or "") if kind in ("word", "quoted")]
        named = [after for before, after in pairwise(parts) if before.upper() == "CONSTRAINT"]
        return [part[1:-1].replace(part[0] * 2, part[0]) if part[0] in '"`' else part for part in named]

    def _ask(self, question: str, name: str, schema: str | None, otherwise: Any) -> Any:
        ask = getattr(self.inspector, f"get_{question}")
        try:
            with warnings.catch_warnings():
                warnings.filterwarnings("ignore", ".*reflection of expression-based index", SAWarning)
                return ask(name, schema=schema)
        except NotImplementedError:
            self.unread.add(question)
            return otherwise

    def _referred(self, table: Table, info: Mapping[str, Any]) -> list[Column[Any]]:
        schema, name = info["referred_schema"], info["referred_table"]
        if schema == self.default_schema and table.schema is None:
            schema = None
        referred = table if (schema, name) == (table.schema, table.name) else None
        if referred is None:
            referred = Table(name, table.metadata, schema=schema, keep_existing=True)
        for column in info["referred_columns"]:
            if column not in referred.c:
                referred.append_column(Column(column, NullType()))
        return [referred.c[column] for column in info["referred_columns"]]

    def _add_stored_indexes(self, table: Table) -> None:
        """Add the expression indexes that SQLAlchemy's reflection of SQLite passes over."""
        if self.dialect.name != "sqlite":
            return
        known = {index.name for index in table.indexes}
        for stored in read_stored_indexes(self.connection, table.schema):
            if not self.same_name(stored.table, table.name) or stored.name in known:
                continue
            elements = stored.elements_of(table) or [text("?")]  # one that can't be read is like no other
            Index(stored.name, *elements, unique=stored.unique, _table=table, **stored.options)


@contextmanager
def surveyed(inspector: Inspector) -> Iterator[Survey]:
    """Give a survey over the connection of an inspector, or one of its engine's; nothing read before counts."""
    bind = inspector.bind
    if isinstance(bind, Engine):
        with bind.connect() as connection:
            yield Survey(inspect(connection), connection)
        return
    inspector.clear_cache()
    yield Survey(inspector, bind)


def probe_for(op_class: type[Any]) -> Callable[[Probe], Probe]:
    """Return a decorator that makes a function ``(survey, operation) -> Applied`` the probe of a class of operations.

    :param op_class: the class; its subclasses are served too.
    """

    def register(function: Probe) -> Probe:
        @probes.dispatch_for(op_class)
        def probe(operation: Any, inspector: Inspector) -> Applied:
            with surveyed(inspector) as survey:
                return function(survey, operation)

        return function

    return register


def either(is_applied: bool, is_open: bool) -> Applied:
    """Return yes if applied, no if still to be done, unknown if neither or both can be said."""
    if is_applied == is_open:
        return Applied.UNKNOWN
    return Applied.YES if is_applied else Applied.NO
