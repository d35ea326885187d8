"""What Alembic's contexts, operations and errors have beside what revgraph's have; :mod:`grafts` lends it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import wraps
from inspect import Parameter, Signature, signature
from typing import TYPE_CHECKING, Any, Literal

from revgraph.compat.alembic.dialects import speaking
from revgraph.compat.alembic.left_out import leaving
from revgraph.compat.alembic.table import ROOT
from revgraph.util.logs import Log
from revgraph.util.text import listed

if TYPE_CHECKING:
    from revgraph.ddl.impl import DefaultImpl
    from revgraph.operations.batch import Block
    from revgraph.runtime.environment import EnvironmentContext
    from revgraph.runtime.migration import MigrationContext
    from revgraph.util.registry import Registry

log = Log("revgraph.operations")


def _version(self: MigrationContext) -> Any:
    return self.versions.table


_CONFIGURE = (
    *("url", "dialect_name", "dialect_opts", "transactional_ddl", "transaction_per_migration", "output_buffer"),
    *("starting_rev", "tag", "template_args", "render_as_batch", "target_metadata", "include_name", "include_object"),
    *("include_schemas", "process_revision_directives", "compare_type", "compare_server_default", "render_item"),
    *("literal_binds", "upgrade_token", "downgrade_token", "alembic_module_prefix", "sqlalchemy_module_prefix"),
    *("user_module_prefix", "on_version_apply", "autogenerate_plugins"),
)
"""The options of ``context.configure()`` behind the connection, in the order of Alembic's documentation."""


def _configure(original: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(original)
    def configure(self: EnvironmentContext, connection: Any = None, *values: Any, **options: Any) -> None:
        if len(values) > len(_CONFIGURE):
            raise TypeError(f"configure() takes no more than {len(_CONFIGURE) + 1} options by position")
        named = dict(zip(_CONFIGURE, values, strict=False))
        twice = sorted(named.keys() & options.keys())
        if twice:
            raise TypeError(f"configure() got {listed(twice)} twice: by position and by name")
        original(self, connection, **named, **options)

    by_place = [Parameter(name, Parameter.POSITIONAL_OR_KEYWORD, default=None) for name in ("connection", *_CONFIGURE)]
    first, last = (signature(configure, follow_wrapped=False).parameters[name] for name in ("self", "options"))
    configure.__signature__ = Signature([first, *by_place, last])  # type: ignore[attr-defined]
    return configure


def _with_more_keywords(original: Callable[..., None]) -> Callable[..., None]:
    known = signature(original).parameters

    @wraps(original)
    def __init__(self: EnvironmentContext, config: Any, script: Any, **kw: Any) -> None:
        original(self, config, script, **{name: value for name, value in kw.items() if name in known})
        # the others are for env.py and plug-ins to find among the options of the migration context
        self._asked.update((name, value) for name, value in kw.items() if name not in known)

    __init__.__signature__ = signature(__init__, follow_wrapped=False)  # type: ignore[attr-defined]
    return __init__


def _begin_transaction(original: Callable[..., Any]) -> Callable[..., Any]:
    def begin_transaction(self: MigrationContext, _per_migration: bool = False) -> AbstractContextManager[Any]:
        from revgraph.compat.alembic.proxies import TransactionProxy

        return TransactionProxy(self.transactions.migration()) if _per_migration else original(self)

    return begin_transaction


def _autocommit_block(original: Callable[..., Any]) -> Callable[..., Any]:
    @contextmanager
    def autocommit_block(self: MigrationContext) -> Iterator[None]:
        with original(self):
            connection = self.connection
            if connection is not None and connection.dialect.name != "sqlite" and not connection.in_transaction():
                connection.begin()  # in name only: the connection commits each statement
            yield

    return autocommit_block


def _transactional_ddl(original: Callable[..., Any]) -> Callable[..., Any]:
    def transactional_ddl(self: MigrationContext) -> Any:
        """Say that scripts for SQLite have no BEGIN: what migrations write there may not stand in a transaction."""
        if self.config is None:
            is_theirs = self._usual_version_table == f"{ROOT}_version"
        else:
            is_theirs = self.config.product.name == ROOT
        is_plain = self.as_sql and self.dialect.name == "sqlite" and self.opts.get("transactional_ddl") is None
        return False if is_plain and is_theirs else original(self)

    return transactional_ddl


def _compare_check_constraint(self: DefaultImpl, metadata_constraint: Any, reflected_constraint: Any) -> Any:
    from revgraph.ddl.signatures import ComparisonResult

    return ComparisonResult.Equal()


@contextmanager
def _within_batch(self: Any) -> Iterator[None]:
    before, self.in_batch = self.in_batch, True
    try:
        yield
    finally:
        self.in_batch = before


def _exec(
    self: DefaultImpl,
    construct: Any,
    execution_options: Mapping[str, Any] | None = None,
    multiparams: Any = None,
    params: Mapping[str, Any] | None = None,
) -> Any:
    if multiparams is not None and params is not None:
        raise TypeError("Can't send params and multiparams at the same time")
    if self.as_sql and (multiparams is not None or params is not None):
        raise TypeError("SQL parameters not allowed with as_sql")
    return self.execute(construct, execution_options, params=params if multiparams is None else multiparams)


def _render_type(self: DefaultImpl, *type_and_context: Any, **by_any_name: Any) -> Literal[False]:
    return False  # whatever the dialect calls its parameters


def _filters(option: str) -> property:
    """Return a list of functions that all must agree, kept as the one function of an option."""

    def get(self: Any) -> list[Callable[..., Any]]:
        asked = self.opts.get(option)
        return [] if asked is None else [asked]

    def put(self: Any, functions: Sequence[Callable[..., Any]]) -> None:
        self.opts = {**self.opts, option: lambda *args: all(function(*args) for function in list(functions))}

    return property(get, put)


def _rendering(name: str) -> Callable[[Any], Any]:
    def wrap(original: Any) -> Any:
        from revgraph.compat.alembic import rendered

        return getattr(rendered, name)(original)

    return wrap


def _option(name: str) -> property:
    def put(self: Any, value: Any) -> None:
        self.opts[name] = value

    return property(lambda self: self.opts.get(name), put)


def _bare(self: DefaultImpl, sqltext: str) -> str:
    from revgraph.compat.alembic.answers import bare_expression

    return bare_expression(self, sqltext)


def _schema_obj(self: Any) -> Any:
    from revgraph.compat.alembic.objects import SchemaObjects

    return SchemaObjects(self.migration_context)


class _ToImpl:
    """The registry of what carries operations out, as an attribute of a class."""

    def __get__(self, instance: Any, owner: Any) -> Any:
        from revgraph.operations.apply import implementations

        return implementations


def _registered(self: Registry) -> Any:
    return self._functions


def _register(self: Registry, functions: Any) -> None:
    self._functions = functions


def _refusing_twice(original: Callable[..., Any]) -> Callable[..., Any]:
    from revgraph.compat.alembic.dispatch import refusing_twice

    return refusing_twice(original)


def _env_context(self: Any) -> Any:
    return self._context


def _said(self: Exception) -> str:
    from revgraph.compat.alembic.wordings import peer_text

    return peer_text(Exception.__str__(self))


def _nothing_here(original: Callable[..., str]) -> Callable[..., str]:
    def nothing_here(self: Any, asked: str | None) -> str:
        if asked is None:
            return original(self, asked)
        behind = {"op": "Operations", "context": "EnvironmentContext"}[self.name]
        return (
            f"Can't invoke function '{asked}', as the proxy object has not yet been established for the Alembic "
            f"'{behind}' class.  Try placing this code inside a callable."
        )

    return nothing_here


def _rebuild(original: Callable[..., Any]) -> Callable[..., Any]:
    def rebuild(self: Block, group: Any, context: Any, acting_on: Any) -> None:
        from revgraph.compat.alembic.rebuild import scripted

        target = scripted(self.request, context)
        if target is None:
            original(self, group, context, acting_on)
        else:
            self._rebuild_once(target, group, acting_on)

    return rebuild


def _must_rebuild(original: Callable[..., bool]) -> Callable[..., bool]:
    def must_rebuild(self: Block, group: Any, context: Any) -> bool:
        """Say that a script for SQLite that is given the table has it built anew where a column is renamed, too."""
        from revgraph.compat.alembic.rebuild import is_scripted

        renames = any(getattr(operation, "modify_name", None) is not None for operation in group)
        return original(self, group, context) or (renames and is_scripted(self.request, context))

    return must_rebuild


def _tell_unnamed(columns: Sequence[str]) -> None:
    from revgraph.compat.alembic.messages import warn

    for column in columns:
        warn(
            f"The CHECK constraint generated by the type of column '{column}' has no name, though the naming "
            "convention wants one, and stays without; give the type a name, or it can't be dropped by name"
        )


def _by_name(original: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(original)
    def by_name(self: Any, /, table_name: Any, *args: Any, **kw: Any) -> Any:
        from sqlalchemy import Table

        if not isinstance(table_name, Table):
            return original(self, table_name, *args, **kw)
        log.warning("%s() was given a Table, of which it takes the name %r alone", original.__name__, table_name.name)
        return original(self, str(table_name.name), *args, **kw)

    return by_name


def _tolerant(original: Callable[..., Any]) -> Callable[..., Any]:
    """Log what revgraph refuses, once in a row, and go on without it as Alembic does."""
    last = ""

    @wraps(original)
    def tolerant(*args: Any, **kw: Any) -> None:
        from revgraph.errors import OperationError

        nonlocal last
        try:
            original(*args, **kw)
        except OperationError as error:
            if str(error) != last:
                log.warning("passed over: %s", error)
            last = str(error)

    return tolerant


def _step_name(step: Any) -> str:
    return "stamp_revision" if step.is_stamp else str(step.name)


def _said_in_log(step: Any) -> str:
    from revgraph.graph.steps import RevisionStep

    doc = step.revision.doc if isinstance(step, RevisionStep) else None
    return _said_in_script(step) + (f", {doc}" if doc else "")


def _said_in_script(step: Any) -> str:
    return f"Running {_step_name(step)} {step.short_log}"


def _making(name: str) -> staticmethod[..., Any]:
    def new(cls: type[Any], *args: Any, **kw: Any) -> Any:
        from revgraph import errors
        from revgraph.compat.alembic.refusals import new_error

        return new_error(getattr(errors, name), cls, *args, **kw)

    return staticmethod(new)


MEMBERS: Mapping[str, Mapping[str, Any]] = {
    "revgraph.errors:RevgraphError": {"__str__": _said},
    "revgraph.errors:OfflineError": {"__new__": _making("OfflineError")},
    "revgraph.errors:OperationError": {"__new__": _making("OperationError")},
    "revgraph.errors:ResolutionError": {"__new__": _making("ResolutionError")},
    "revgraph.runtime.migration:MigrationContext": {
        "_version": property(_version),
        "_user_compare_type": _option("compare_type"),
        "_user_compare_server_default": _option("compare_server_default"),
    },
    "revgraph.runtime.environment:EnvironmentContext": {"_migration_context": property(_env_context)},
    "revgraph.ddl.impl:DefaultImpl": {
        "_exec": _exec,
        "render_type": _render_type,
        "compare_check_constraint": _compare_check_constraint,
        "unsaid_is_none": True,
        "types_are_made": True,
        "compares_details": False,
        "_normalize_computed_default": _bare,
    },
    "revgraph.autogenerate.context:AutogenContext": {
        "_within_batch": _within_batch,
        "_name_filters": _filters("include_name"),
        "_object_filters": _filters("include_object"),
    },
    "revgraph.operations.base:AbstractOperations": {"schema_obj": property(_schema_obj), "_to_impl": _ToImpl()},
    "revgraph.operations.rebuild.kept:": {"refuses_unmatched": False},
    "revgraph.operations.rebuild.sqlite:": {"tell_unnamed": _tell_unnamed},
    "revgraph.operations.rebuild.sqlite:SQLiteRebuild": {"leaves_unnamed": False},
    "revgraph.operations.batch:Block": {"reshapes": False},
    "revgraph.operations.rebuild.constraint_text:ConstraintTexts": {"replaces": True},
    "revgraph.runtime.run:": {"said_in_log": _said_in_log, "said_in_script": _said_in_script},
    "revgraph.util.registry:Registry": {"_registry": property(_registered, _register)},
}
"""New members by class."""

WRAPPED: Mapping[str, Mapping[str, Callable[[Any], Any]]] = {
    "revgraph.ddl.impl:DefaultImpl": {"get_by_dialect": speaking},
    "revgraph.operations.apply:": {"demand_known": _tolerant},
    "revgraph.operations.batch:Block": {"_rebuild": _rebuild, "_must_rebuild": _must_rebuild},
    "revgraph.operations.verbs.tables:TableVerbs": {"create_table": _by_name, "drop_table": _by_name},
    "revgraph.operations.options:": {"demand_spelt": _tolerant},
    "revgraph.operations.rebuild.constraint_text:ConstraintTexts": {"set_autoincrement": _tolerant},
    "revgraph.autogenerate.render.tables:": {"_items": _rendering("listing")},
    "revgraph.autogenerate.render.expressions:": {"default_code": _rendering("bracketing")},
    "revgraph.autogenerate.context:AutogenContext": {"leave": leaving},
    "revgraph.runtime.environment:EnvironmentContext": {"__init__": _with_more_keywords, "configure": _configure},
    "revgraph.runtime.migration:MigrationContext": {
        "begin_transaction": _begin_transaction,
        "autocommit_block": _autocommit_block,
        "_transactional_ddl": _transactional_ddl,
    },
    "revgraph.util.door:Door": {"nothing_here": _nothing_here},
    "revgraph.util.registry:Registry": {"dispatch_for": _refusing_twice},
}
"""Members that take more arguments there."""
