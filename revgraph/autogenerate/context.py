"""AutogenContext: what hooks, comparators and renderers are told while a revision is drafted.

Decides nothing itself: it holds the models, the connection, the options, and asks the user's filters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, Dialect, Inspector, MetaData, Table, inspect
from sqlalchemy.schema import SchemaItem

from revgraph.autogenerate.comparators import Comparators, comparators
from revgraph.autogenerate.compare.options import Decision
from revgraph.autogenerate.patterns import Patterns, names_of
from revgraph.autogenerate.snapshot import NotCompared
from revgraph.autogenerate.wishes import Wishes
from revgraph.ddl.impl import DefaultImpl
from revgraph.errors import CommandError, DuplicateTables
from revgraph.plugins import BUILT_IN, TAKEN_OVER, Plugin, chosen_plugins
from revgraph.runtime.migration import MigrationContext


class AutogenContext:
    """One database and the models it is compared with.

    :param migration_context: the database; None to render without one.
    :param metadata: the models; default: the option ``target_metadata``.
    :param opts: options; default: those of the migration context.
    :param autogenerate: whether there is something to compare, so that models and a connection are needed.
    :param dialect: what to render for where there is no migration context.
    :param wishes: what a person says beyond the models.
    :raises CommandError: if something to compare is missing, names env.py; or a plug-in that ``autogenerate_plugins``
        names.
    """

    def __init__(
        self,
        migration_context: MigrationContext | None,
        metadata: MetaData | Sequence[MetaData] | None = None,
        opts: Mapping[str, Any] | None = None,
        autogenerate: bool = True,
        *,
        dialect: Dialect | None = None,
        wishes: Wishes | None = None,
    ) -> None:
        self.opts: Mapping[str, Any] = opts if opts is not None else _options_of(migration_context)
        self._migration_context = migration_context
        self._dialect = dialect
        self.metadata = self.opts.get("target_metadata") if metadata is None else metadata
        self.built_in, plugins = chosen_plugins(self.opts.get("autogenerate_plugins"))
        self.left_out = frozenset(name.rpartition(".")[2] for name in BUILT_IN) - self.built_in
        self.comparators: Comparators = comparators if not plugins else _with(comparators, plugins)
        for package, kinds in TAKEN_OVER.items():
            if self.comparators.has_any_of(package):
                self.built_in -= kinds
        self.imports: set[str] = set()
        self.wishes = Wishes(fills=not self.is_plain) if wishes is None else wishes
        self.in_batch = False
        self.not_compared: list[NotCompared] = []
        self.decided: Callable[[Decision], None] | None = None
        if migration_context is not None:
            migration_context.impl.compares_details = "details" in self.built_in
        if autogenerate and (self.metadata is not None or self.migration_context.environment_context is not None):
            self.expect_models()

    def expect_models(self) -> None:
        """Refuse what can't be compared.

        :raises CommandError: if there are no models, or no live connection.
        """
        if self.metadata is None:
            environment = self.migration_context.environment_context
            env_py = "env.py" if environment is None else environment.script.env_py_location
            raise CommandError(
                f"there are no models to compare the database with: {env_py} gives no 'target_metadata' to "
                "context.configure(); import the models there and pass their MetaData, or a list of several"
            )
        if self.migration_context.as_sql:
            raise CommandError(
                "models can only be compared with a live database, not while a script is written (--sql)"
            )
        listed = isinstance(self.metadata, (MetaData, Iterable))
        if not listed or not self.metadata_list or not all(isinstance(each, MetaData) for each in self.metadata_list):
            raise CommandError(
                f"'target_metadata' in env.py must be a MetaData or a list of them, and is {self.metadata!r}; "
                "with declarative models pass Base.metadata"
            )

    @property
    def migration_context(self) -> MigrationContext:
        """Return the database's migration context.

        :raises CommandError: if this context only renders.
        """
        if self._migration_context is None:
            raise CommandError("this autogenerate context only renders: it was made without a migration context")
        return self._migration_context

    @property
    def dialect(self) -> Dialect:
        """Return the dialect."""
        return self.migration_context.dialect if self._dialect is None else self._dialect

    @property
    def impl(self) -> DefaultImpl | None:
        """Return the dialect's implementation, None where there is no migration context."""
        return None if self._migration_context is None else self._migration_context.impl

    @property
    def connection(self) -> Connection | None:
        """Return the live connection, None where there is none."""
        return None if self._migration_context is None else self._migration_context.connection

    @cached_property
    def inspector(self) -> Inspector:
        """Return an inspector over the connection, made when first asked for.

        :raises CommandError: if there is no connection.
        """
        if self.connection is None:
            raise CommandError("there is no database connection to inspect")
        return inspect(self.connection)

    @property
    def metadata_list(self) -> tuple[MetaData, ...]:
        """Return the models as a tuple, however many MetaData there are."""
        if self.metadata is None:
            return ()
        return (self.metadata,) if isinstance(self.metadata, MetaData) else tuple(self.metadata)

    @cached_property
    def sorted_tables(self) -> list[Table]:
        """Return the tables of the models, referred ones before those that refer to them."""
        found: list[Table] = []
        for metadata in self.metadata_list:
            found += _sorted_tables(metadata)
        return found

    @cached_property
    def table_key_to_table(self) -> dict[str, Table]:
        """Return the tables of the models by their key.

        :raises DuplicateTables: if two MetaData hold a table of the same name.
        """
        found: dict[str, Table] = {}
        for metadata in self.metadata_list:
            twice = sorted(found.keys() & metadata.tables.keys())
            if twice:
                names = ", ".join(f'"{name}"' for name in twice)
                raise DuplicateTables(
                    f"several of the MetaData in 'target_metadata' hold tables of the same name: {names}; "
                    "a table may stand in one of them only"
                )
            found.update(metadata.tables)
        return found

    def leave(self, kind: str, where: str, reason: str) -> None:
        """Note that something is not compared.

        :param kind: what, as in :class:`NotCompared`.
        :param where: the table or object.
        :param reason: why.
        """
        self.not_compared.append(NotCompared(kind, where, reason))

    @property
    def compares_checks(self) -> bool:
        """Whether anything compares CHECK constraints."""
        return "checks" in self.built_in or self.comparators.has("table", "checkconstraints")

    @property
    def is_plain(self) -> bool:
        """Whether drafts are to hold nothing that was not asked for."""
        return bool(self.opts.get("plain_drafts"))

    @property
    def names_are_final(self) -> bool:
        """Whether names read from the database must be marked, so that the models' convention leaves them alone."""
        conventions = [dict(metadata.naming_convention) for metadata in self.metadata_list]
        patterns = [pattern for convention in conventions for pattern in convention.values()]
        return self.is_plain or any("%(constraint_name)s" in str(pattern) for pattern in patterns)

    @property
    def chooses_schemas(self) -> bool:
        """Whether ``include_name`` or the patterns of the configuration say which schemas are wanted."""
        return self.opts.get("include_name") is not None or self._patterns.includes("schema")

    @property
    def is_listening(self) -> bool:
        """Whether somebody from outside has a say in the comparison of each table, or wants to know about it."""
        hooks = [self.opts.get(name) for name in ("compare_type", "compare_server_default")]
        return (
            self.decided is not None
            or self.opts.get("include_object") is not None
            or any(callable(hook) for hook in hooks)
            or self.comparators.has_any("table", "column")
        )

    @cached_property
    def _patterns(self) -> Patterns:
        return Patterns(self.opts.get("include") or (), self.opts.get("exclude") or ())

    def within_batch(self) -> AutogenContext:
        """Return this context for rendering the inside of a batch block; the imports are shared."""
        inside = copy(self)
        inside.in_batch = True
        return inside

    def run_name_filters(self, name: str | None, type_: str, parent_names: Any) -> bool:
        """Ask ``include_name`` whether something in the database is to be read.

        :param name: its name; None for the default schema.
        :param type_: ``"schema"``, ``"table"``, ``"column"``, ``"index"``, ``"unique_constraint"``,
            ``"foreign_key_constraint"`` or ``"check_constraint"``.
        :param parent_names: names of what it belongs to.
        """
        if self._patterns and name is not None:
            names = names_of(name, parent_names.get("table_name"), parent_names.get("schema_name"))
            if not self._patterns.wants(type_, names):
                return False
        ask: Callable[..., bool] | None = self.opts.get("include_name")
        if ask is None or (type_ == "check_constraint" and not self.compares_checks):
            return True
        if "schema_name" in parent_names and parent_names.get("table_name") is not None:
            schema, table = parent_names["schema_name"], parent_names["table_name"]
            parent_names.setdefault("schema_qualified_table_name", f"{schema}.{table}" if schema else table)
        return bool(ask(name, type_, parent_names))

    def run_object_filters(
        self, object_: SchemaItem, name: str | None, type_: str, reflected: bool, compare_to: SchemaItem | None
    ) -> bool:
        """Ask ``include_object`` whether something is to be compared.

        :param object_: the Table, Column, Index or constraint.
        :param name: its name.
        :param type_: as for :meth:`run_name_filters`, without ``"schema"``.
        :param reflected: whether it comes from the database.
        :param compare_to: its counterpart on the other side, if there is one.
        """
        if self._patterns:
            table = object_ if isinstance(object_, Table) else getattr(object_, "table", None)
            owner = None if table is None or table is object_ else str(table.name)
            if not self._patterns.wants(type_, names_of(name, owner, None if table is None else table.schema)):
                return False
        ask: Callable[..., bool] | None = self.opts.get("include_object")
        return ask is None or bool(ask(object_, name, type_, reflected, compare_to))

    run_filters = run_object_filters


def _with(known: Comparators, plugins: Sequence[Plugin]) -> Comparators:
    together = known.branch()
    for plugin in plugins:
        together.add(plugin.autogenerate_comparators)
    return together


def _options_of(migration_context: MigrationContext | None) -> Mapping[str, Any]:
    return {} if migration_context is None else migration_context.opts


def _sorted_tables(metadata: MetaData) -> list[Table]:
    """Return tables in an order that does not depend on chance, cycles or not; order.py sees to the foreign keys."""
    return sorted(metadata.tables.values(), key=lambda table: (table.schema or "", table.name))
