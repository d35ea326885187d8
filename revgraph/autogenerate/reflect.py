"""Read a database into a snapshot: everything at once, in bulk, before anything is compared.

Knows nothing of the models; only names that ``include_name`` lets pass are read.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, Protocol

from sqlalchemy import Column, Index, Inspector, MetaData, Table
from sqlalchemy.exc import SAWarning
from sqlalchemy.sql.elements import ClauseElement
from sqlalchemy.types import NullType

from revgraph.autogenerate.snapshot import NotCompared, SequenceFacts, Snapshot, TableKey, table_facts
from revgraph.ddl.catalog import RawTables, read_tables, system_schemas, tables_of_others
from revgraph.ddl.catalog.mysql_usual import usual_options
from revgraph.ddl.catalog.postgresql import Extras, add_excludes, read_extras
from revgraph.ddl.catalog.sequences import read_sequences
from revgraph.ddl.reflected import add_constraints, add_indexes, new_column, set_primary_key
from revgraph.ddl.stored_indexes import read_stored_indexes
from revgraph.util.logs import Log

log = Log(__name__)

KINDS = {
    "columns": "columns",
    "pk_constraint": "primary keys",
    "foreign_keys": "foreign keys",
    "indexes": "indexes",
    "unique_constraints": "unique constraints",
    "check_constraints": "check constraints",
    "table_comment": "comments",
    "table_options": "table options",
}
"""The questions asked of the inspector, each with what its answers are called."""
_PARTS = {("postgresql", "table_options"): "storage parameters"}
"""What is left open where the inspector has no answer but other queries tell the rest; by dialect and question."""


class NameFilters(Protocol):
    """Whoever knows what the user wants left out."""

    @property
    def chooses_schemas(self) -> bool:
        """Whether it knows which schemas are wanted."""
        ...

    def run_name_filters(self, name: str | None, type_: str, parent_names: Any) -> bool:
        """Tell whether something of that name is wanted."""
        ...


class ColumnReading(Protocol):
    """The dialect's word on a column as it was read."""

    def autogen_column_reflect(self, inspector: Inspector, table: Table, column_info: Any) -> None:
        """Correct ``column_info`` in place."""
        ...

    def render_ddl_sql_expr(self, expr: ClauseElement) -> str:
        """Return an expression as SQL."""
        ...


class Reader:
    """Read one database, once.

    :param inspector: over the live connection.
    :param filters: the user's ``include_name``.
    :param impl: the dialect's implementation.
    """

    def __init__(self, inspector: Inspector, filters: NameFilters, impl: ColumnReading) -> None:
        self.inspector = inspector
        self.filters = filters
        self.impl = impl
        self.default_schema = inspector.default_schema_name
        self._not_compared: list[NotCompared] = []

    def read(
        self, *, all_schemas: bool, leave_out: Collection[TableKey], modelled: Collection[TableKey] = ()
    ) -> Snapshot:
        """Return all tables that are wanted; read-only.

        :param all_schemas: read every schema, not only the default one.
        :param leave_out: tables that are ours, not the user's.
        :param modelled: tables to read even if they belong to an extension or are partitions.
        """
        metadata = MetaData()
        tables: list[Table] = []
        schemas = self.schemas(all_schemas, {key.schema for key in modelled})
        for schema in schemas:
            others = {TableKey(schema, name) for name in tables_of_others(self.inspector, schema)}
            names = sorted(self._table_names(schema, {*leave_out, *(others - set(modelled))}))
            if names:
                tables += self._read_tables(metadata, schema, names)
        dialect = self.inspector.dialect
        spell = self.impl.render_ddl_sql_expr
        facts = [table_facts(table, dialect, self.default_schema, spell) for table in tables]
        return Snapshot(
            {fact.key: fact for fact in facts},
            self._enums(all_schemas),
            tuple(self._not_compared),
            self._read_sequences(schemas),
            usual_options(self.inspector),
        )

    def schemas(self, all_schemas: bool, modelled: Collection[str | None]) -> list[str | None]:
        """Return the schemas to read, None for the default one.

        :param all_schemas: every schema, not only the default one. On MySQL and MariaDB they are whole databases:
            unless filters say which, only those that the models name.
        :param modelled: the schemas that the models name.
        """
        found: list[str | None] = [None]
        if all_schemas:
            named = set(self.inspector.get_schema_names()) - {
                *system_schemas(self.inspector.dialect.name),
                self.default_schema,
            }
            is_others = self.inspector.dialect.name in ("mysql", "mariadb") and not self.filters.chooses_schemas
            found += sorted(named & {*modelled} if is_others else named)
        return [schema for schema in found if self.filters.run_name_filters(schema, "schema", {})]

    def _table_names(self, schema: str | None, leave_out: Collection[TableKey]) -> Iterator[str]:
        for name in self.inspector.get_table_names(schema=schema):
            parents = {"schema_name": schema, "schema_qualified_table_name": _qualified(schema, name)}
            if TableKey(schema, name) not in leave_out and self.filters.run_name_filters(name, "table", parents):
                yield name

    def _read_tables(self, metadata: MetaData, schema: str | None, names: list[str]) -> list[Table]:
        read = read_tables(self.inspector, schema, names)
        extras = read_extras(self.inspector, schema)
        answers = {
            question: read[question] if question in read else self._ask(question, schema, names) for question in KINDS
        }
        _add_timing(answers, extras, schema)
        tables = {name: self._new_table(metadata, schema, name, answers, extras) for name in names}
        for name, table in tables.items():
            key = (schema, name)
            wanted = self._wanted_below(schema, name)
            add_constraints(
                table,
                uniques=wanted("unique_constraint", answers["unique_constraints"].get(key, ())),
                checks=wanted("check_constraint", answers["check_constraints"].get(key, ())),
                foreign_keys=wanted("foreign_key_constraint", answers["foreign_keys"].get(key, ())),
                referred=self._referred_columns,
            )
            add_excludes(table, extras.excludes.get(name, ()))
            add_indexes(table, wanted("index", answers["indexes"].get(key, ())))
        if "indexes" not in read:
            self._read_stored_indexes(schema, tables)
        return list(tables.values())

    def _ask(self, question: str, schema: str | None, names: list[str]) -> RawTables:
        ask: Callable[..., RawTables] = getattr(self.inspector, f"get_multi_{question}")
        try:
            with warnings.catch_warnings():
                # read below, or listed as not compared
                warnings.filterwarnings("ignore", ".*reflection of expression-based index", SAWarning)
                return ask(schema=schema, filter_names=names)
        except NotImplementedError:
            dialect = self.inspector.dialect.name
            kind = _PARTS.get((dialect, question), KINDS[question])
            missing = NotCompared(kind, "", f"{dialect} does not tell")
            if missing not in self._not_compared:
                self._not_compared.append(missing)
            return {}

    def _new_table(
        self, metadata: MetaData, schema: str | None, name: str, answers: Mapping[str, RawTables], extras: Extras
    ) -> Table:
        key = (schema, name)
        options = dict(answers["table_options"].get(key) or {})
        comment = (answers["table_comment"].get(key) or {}).get("text")
        options = {option.replace(" ", "_"): value for option, value in options.items() if value is not None}
        options.pop(f"{self.inspector.dialect.name}_comment", None)
        if name in extras.partitioned:
            options["postgresql_partition_by"] = extras.partitioned[name]
        if name in extras.unlogged:
            options["prefixes"] = ["UNLOGGED"]
        # it may be there as the placeholder of a foreign key from a schema that was read before
        table = Table(name, metadata, schema=schema, comment=comment, extend_existing=True, **options)
        parents = _parents(schema, name)
        listeners = [heard for heard in (metadata.dispatch.column_reflect, table.dispatch.column_reflect) if heard]
        for info in answers["columns"].get(key, ()):
            if not self.filters.run_name_filters(info["name"], "column", parents):
                continue
            for heard in listeners:
                heard(self.inspector, table, info)
            self.impl.autogen_column_reflect(self.inspector, table, info)
            table.append_column(new_column(info), replace_existing=True)
        set_primary_key(table, answers["pk_constraint"].get(key))
        return table

    def _wanted_below(self, schema: str | None, table: str) -> Callable[[str, Iterable[Any]], list[Any]]:
        parents = _parents(schema, table)

        def wanted(type_: str, infos: Iterable[Any]) -> list[Any]:
            return [info for info in infos if self.filters.run_name_filters(info["name"], type_, parents)]

        return wanted

    def _referred_columns(self, table: Table, info: Mapping[str, Any]) -> list[Column[Any]]:
        """Return the columns a foreign key refers to, in a placeholder if their table was not read."""
        schema = info["referred_schema"]
        if schema == self.default_schema and table.schema is None:
            schema = None
        key = info["referred_table"] if schema is None else f"{schema}.{info['referred_table']}"
        referred = table.metadata.tables.get(key)
        if referred is None:
            referred = Table(info["referred_table"], table.metadata, schema=schema)
        for name in info["referred_columns"]:
            if name not in referred.c:
                referred.append_column(Column(name, NullType()))
        return [referred.c[name] for name in info["referred_columns"]]

    def _read_stored_indexes(self, schema: str | None, tables: Mapping[str, Table]) -> None:
        """Read the expression indexes that SQLAlchemy's reflection of SQLite passes over."""
        if self.inspector.dialect.name != "sqlite":
            return
        for stored in read_stored_indexes(self.inspector.bind, schema):
            table = tables.get(stored.table)
            known = table is None or any(index.name == stored.name for index in table.indexes)
            if table is None or known or not self._wanted_below(schema, stored.table)("index", [{"name": stored.name}]):
                continue
            if stored.elements:
                Index(stored.name, *stored.elements_of(table), unique=stored.unique, _table=table, **stored.options)
            else:
                self._not_compared.append(
                    NotCompared("indexes", f"{stored.table}.{stored.name}", "its text can't be taken apart")
                )

    def _read_sequences(self, schemas: Iterable[str | None]) -> Mapping[TableKey, SequenceFacts] | None:
        found: dict[TableKey, SequenceFacts] = {}
        for schema in schemas:
            rows = read_sequences(self.inspector, schema)
            if rows is None:
                return None
            for row in rows:
                key = TableKey(schema, row.name)
                found[key] = SequenceFacts(key, row.options, row.owner)
        return found

    def _enums(self, all_schemas: bool) -> Mapping[TableKey, tuple[str, ...]] | None:
        get_enums = getattr(self.inspector, "get_enums", None)
        if get_enums is None:
            return None
        found = get_enums(schema="*" if all_schemas else None)
        return {
            TableKey(None if enum["schema"] == self.default_schema else enum["schema"], enum["name"]): tuple(
                enum["labels"]
            )
            for enum in found
        }


def _add_timing(answers: Mapping[str, RawTables], extras: Extras, schema: str | None) -> None:
    """Add to keys when they are checked."""
    for table, keys in extras.timing.items():
        infos = [answers["pk_constraint"].get((schema, table)), *answers["unique_constraints"].get((schema, table), ())]
        for info in infos:
            if info is not None and info.get("name") in keys:
                info["deferrable"] = True
                info["initially"] = "DEFERRED" if keys[info["name"]] else None


def _qualified(schema: str | None, name: str) -> str:
    return name if schema is None else f"{schema}.{name}"


def _parents(schema: str | None, table: str) -> dict[str, str | None]:
    return {
        "table_name": table,
        "schema_name": schema,
        "schema_qualified_table_name": _qualified(schema, table),
    }
