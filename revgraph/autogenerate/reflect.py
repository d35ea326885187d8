"""Read a database into a snapshot: everything at once, in bulk, before anything is compared.

Knows nothing of the models; only names that ``include_name`` lets pass are read.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, Protocol

from sqlalchemy import Index, Inspector
from sqlalchemy.exc import SAWarning

from revgraph.autogenerate.built import Building, ColumnReading
from revgraph.autogenerate.raw import RawTable, Tables
from revgraph.autogenerate.snapshot import NotCompared, SequenceFacts, Snapshot, TableKey, table_facts
from revgraph.ddl.catalog import Answers, RawTables, read_tables, system_schemas, tables_of_others
from revgraph.ddl.catalog.mysql_usual import usual_options
from revgraph.ddl.catalog.postgresql import Extras, read_extras
from revgraph.ddl.catalog.sequences import read_sequences
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


class Reader:
    """Read one database, once.

    :param inspector: over the live connection.
    :param filters: the user's ``include_name``.
    :param impl: the dialect's implementation.
    :param names_are_final: mark names that are read, so that no naming convention touches them again.
    :param asks_of_gone: ask ``include_name`` of all that is in tables that no model names, not of their indexes alone.
    """

    def __init__(
        self,
        inspector: Inspector,
        filters: NameFilters,
        impl: ColumnReading,
        *,
        names_are_final: bool = False,
        asks_of_gone: bool = True,
    ) -> None:
        self.inspector = inspector
        self.filters = filters
        self.impl = impl
        self.names_are_final = names_are_final
        self.asks_of_gone = asks_of_gone
        self.default_schema = inspector.default_schema_name
        self._not_compared: list[NotCompared] = []

    def read(
        self,
        *,
        all_schemas: bool,
        leave_out: Collection[TableKey],
        modelled: Collection[TableKey] = (),
        said: Collection[TableKey] = (),
    ) -> Snapshot:
        """Return all tables that are wanted; read-only.

        :param all_schemas: read every schema, not only the default one.
        :param leave_out: tables that are ours, not the user's.
        :param modelled: tables to read even if they belong to an extension or are partitions.
        :param said: tables that are said to be in the models under another name; of a schema that would not be read
            otherwise these alone are read.
        """
        raw: dict[TableKey, RawTable] = {}
        unfinished: list[str | None] = []
        schemas = self.schemas(all_schemas, {key.schema for key in modelled})
        more = [schema for schema in self.schemas(all_schemas, {key.schema for key in said}) if schema not in schemas]
        for schema in [*schemas, *more]:
            others = {TableKey(schema, name) for name in tables_of_others(self.inspector, schema)}
            names = sorted(self._table_names(schema, {*leave_out, *(others - set(modelled))}))
            if schema in more:
                names = [name for name in names if TableKey(schema, name) in said]
            if names:
                read = read_tables(self.inspector, schema, names)
                whole = set() if self.asks_of_gone else {*names} - {key.name for key in (*modelled, *said)}
                raw.update((table.key, table) for table in self._raw_tables(schema, names, read, whole))
                unfinished += [] if "indexes" in read else [schema]
        building = Building(self.inspector, self.impl, raw, names_are_final=self.names_are_final)
        self._read_stored_indexes(unfinished, raw, building)
        dialect = self.inspector.dialect
        spell = self.impl.render_ddl_sql_expr
        return Snapshot(
            Tables(raw, building.table, lambda table: table_facts(table, dialect, self.default_schema, spell)),
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

    def _raw_tables(
        self, schema: str | None, names: list[str], read: Answers, whole: Collection[str]
    ) -> Iterator[RawTable]:
        extras = read_extras(self.inspector, schema)
        answers = {
            question: read[question] if question in read else self._ask(question, schema, names) for question in KINDS
        }
        _add_timing(answers, extras, schema)
        for name in names:
            key = (schema, name)
            asked = self._wanted_below(schema, name)
            wanted = _everything if name in whole else asked
            keys = answers["foreign_keys"].get(key, ())
            wanted_keys = wanted("foreign_key_constraint", keys)
            yield RawTable(
                key=TableKey(schema, name),
                columns=wanted("column", answers["columns"].get(key, ())),
                primary_key=answers["pk_constraint"].get(key),
                foreign_keys=wanted_keys,
                unwanted_keys=[info for info in keys if info not in wanted_keys],
                uniques=wanted("unique_constraint", answers["unique_constraints"].get(key, ())),
                checks=wanted("check_constraint", answers["check_constraints"].get(key, ())),
                indexes=asked("index", answers["indexes"].get(key, ())),
                excludes=extras.excludes.get(name, ()),
                comment=(answers["table_comment"].get(key) or {}).get("text"),
                options=self._table_options(name, answers["table_options"].get(key), extras),
            )

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

    def _table_options(self, name: str, told: Mapping[str, Any] | None, extras: Extras) -> Mapping[str, Any]:
        options = {option.replace(" ", "_"): value for option, value in (told or {}).items() if value is not None}
        options.pop(f"{self.inspector.dialect.name}_comment", None)
        if name in extras.partitioned:
            options["postgresql_partition_by"] = extras.partitioned[name]
        if name in extras.inherits:
            options["postgresql_inherits"] = extras.inherits[name]
        if name in extras.unlogged:
            options["prefixes"] = ["UNLOGGED"]
        return options

    def _wanted_below(self, schema: str | None, table: str) -> Callable[[str, Iterable[Any]], list[Any]]:
        parents = _parents(schema, table)

        def wanted(type_: str, infos: Iterable[Any]) -> list[Any]:
            return [info for info in infos if self.filters.run_name_filters(info["name"], type_, parents)]

        return wanted

    def _read_stored_indexes(
        self, schemas: Iterable[str | None], raw: Mapping[TableKey, RawTable], building: Building
    ) -> None:
        """Read the expression indexes that SQLAlchemy's reflection of SQLite passes over."""
        if self.inspector.dialect.name != "sqlite":
            return
        for schema in schemas:
            for stored in read_stored_indexes(self.inspector.bind, schema):
                there = raw.get(TableKey(schema, stored.table))
                if there is None or any(index["name"] == stored.name for index in there.indexes):
                    continue
                if not self._wanted_below(schema, stored.table)("index", [{"name": stored.name}]):
                    continue
                table = building.table(there)
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


def _everything(type_: str, infos: Iterable[Any]) -> list[Any]:
    return list(infos)


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
