"""The options of ``context.configure()``, each declared once: name, type, default, meaning.

``MigrationContext.opts`` holds them as a plain mapping, where plug-ins and dialects look them up.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, Literal, TextIO, TypeAlias, TypedDict

from sqlalchemy import URL, Column, MetaData
from sqlalchemy.schema import SchemaItem
from sqlalchemy.types import TypeEngine

from revgraph.errors import CommandError
from revgraph.util.settings import meant

IncludeName: TypeAlias = Callable[[str | None, str, Any], bool]
IncludeObject: TypeAlias = Callable[[SchemaItem, str | None, str, bool, SchemaItem | None], bool]
CompareType: TypeAlias = Callable[[Any, Column[Any], Column[Any], TypeEngine[Any], TypeEngine[Any]], bool | None]
CompareServerDefault: TypeAlias = Callable[
    [Any, Column[Any], Column[Any], str | None, Any, str | None], bool | str | None
]
RenderItem: TypeAlias = Callable[[str, Any, Any], str | Literal[False] | None]
ProcessRevisionDirectives: TypeAlias = Callable[[Any, Any, Any], None]
OnVersionApply: TypeAlias = Callable[..., None]


class ConfigureOptions(TypedDict, total=False):
    """What ``context.configure()`` takes besides ``connection``; other keywords are kept for plug-ins and dialects."""

    url: str | URL | None
    """Database address; says which dialect where there is no connection (``--sql``)."""
    dialect_name: str | None
    """Dialect where there is neither a connection nor a URL."""
    dialect_opts: dict[str, Any] | None
    """Keyword arguments for the dialect's constructor; not used with a connection."""
    transactional_ddl: bool | None
    """Overrides what the dialect says of DDL inside transactions."""
    transaction_per_migration: bool
    """One transaction for each migration instead of one for the whole run; default false."""
    output_buffer: TextIO | None
    """Where ``--sql`` writes to; default: the configuration's buffer, else standard output."""
    starting_rev: str | None
    """Where the script of ``--sql`` starts; an error online."""
    tag: str | None
    """Free text for env.py, as ``--tag``."""
    template_args: dict[str, Any] | None
    """More names for ``script.py.mako``."""
    render_as_batch: bool
    """Write table changes as ``batch_alter_table`` blocks on every dialect; default: on SQLite only."""
    target_metadata: MetaData | Sequence[MetaData] | None
    """The models; one MetaData or several."""
    include_name: IncludeName | None
    """``fn(name, type_, parent_names) -> bool``: asked before anything of that name is read from the database."""
    include_object: IncludeObject | None
    """``fn(object, name, type_, reflected, compare_to) -> bool``: asked before two objects are compared."""
    include: Sequence[str] | None
    """Patterns of what is compared, ``"shop_*"`` or ``"index:ix_*"``; default: ``include`` of the configuration."""
    exclude: Sequence[str] | None
    """Patterns of what is not compared; default: ``exclude`` of the configuration."""
    include_schemas: bool
    """Compare all schemas, not only the default one; default false."""
    process_revision_directives: ProcessRevisionDirectives | None
    """``fn(context, revision, directives)``: may change what is about to be written."""
    compare_type: bool | CompareType
    """Compare column types; a function may decide: true differs, false is equal, None leaves it to us. Default true."""
    compare_server_default: bool | CompareServerDefault
    """Compare server defaults; a function may decide likewise. Default false."""
    render_item: RenderItem | None
    """``fn(type_, obj, autogen_context)``: text, False for the usual text, None to leave it out."""
    literal_binds: bool
    """Write values into the statements of ``--sql``; an error online."""
    upgrade_token: str
    """Template variable of the upgrade's code; default ``"upgrades"``."""
    downgrade_token: str
    """Template variable of the downgrade's code; default ``"downgrades"``."""
    alembic_module_prefix: str
    """Prefix of operations in written code; default ``"op."``."""
    sqlalchemy_module_prefix: str
    """Prefix of SQLAlchemy names in written code; default ``"sa."``."""
    code_width: int | None
    """Longest line of written code, so far as brackets allow; None keeps each operation on one line; default 79."""
    code_signature: str
    """Who is said to have written it, in the comments around written code; default: revgraph."""
    plain_drafts: bool
    """Autogenerate invents no names for constraints, writes no remarks, drops tables before it changes others, marks
    every name that was read as final, and writes types that are local to a function by their module; default false."""
    user_module_prefix: str | None
    """Prefix of other types in written code; default: their module."""
    on_version_apply: OnVersionApply | Collection[OnVersionApply] | None
    """Called with ``ctx, step, heads, run_args`` after each migration, inside its transaction."""
    autogenerate_plugins: Sequence[str] | None
    """Names of comparison plug-ins; ``*`` matches within a dotted part, ``~`` leaves out; default:
    ``autogenerate_plugins`` of the configuration, else all of revgraph's own."""
    version_table: str
    """Name of the version table."""
    version_table_schema: str | None
    """Schema of the version table; default: the connection's default schema."""
    version_num_width: int
    """Longest id that the version table has room for, when it is created; default 255."""
    version_table_pk: bool
    """Give the version table a primary key when it is created; default true."""
    output_encoding: str | None
    """Encode the script of ``--sql`` for a byte buffer."""
    lock: bool
    """Let only one process migrate a database at a time; default: ``lock`` of the configuration, else true."""
    lock_timeout: float
    """Seconds to wait for another process that migrates; default: ``lock_timeout`` of the configuration, else 600."""
    mysql_unstated_default_is_none: bool
    """In a script for MySQL, take a default that ``existing_server_default`` does not tell of for none instead of
    refusing; a warning says so. Default false."""
    mysql_unstated_is_none: bool
    """On MySQL and MariaDB, take what a change of a column is not told of (NOT NULL, default, comment, ON UPDATE) for
    not there, instead of reading it from the database; a warning says what goes by that. Default false."""
    mssql_batch_separator: str
    """The line after each statement of a script for SQL Server; default ``"GO"``."""
    oracle_batch_separator: str
    """The line after each statement of a script for Oracle; default ``"/"``."""
    journal: bool
    """Write down what is run, in a table beside the version table; default: ``journal`` of the configuration."""


DEFAULTS: Mapping[str, Any] = {
    "transaction_per_migration": False,
    "render_as_batch": None,
    "target_metadata": None,
    "include_name": None,
    "include_object": None,
    "include": None,
    "exclude": None,
    "include_schemas": False,
    "process_revision_directives": None,
    "compare_type": True,
    "compare_server_default": False,
    "render_item": None,
    "literal_binds": False,
    "upgrade_token": "upgrades",
    "downgrade_token": "downgrades",
    "alembic_module_prefix": "op.",
    "sqlalchemy_module_prefix": "sa.",
    "user_module_prefix": None,
    "on_version_apply": None,
    "autogenerate_plugins": None,
    "version_table": "revgraph_version",
    "version_table_schema": None,
    "version_table_pk": True,
    "lock": True,
    "lock_timeout": 600.0,
    "journal": False,
}
"""Value of each option that is not given and has one."""


_FUNCTIONS = ("include_name", "include_object", "process_revision_directives", "render_item")
_TEXTS = ("version_table", "version_table_schema", "upgrade_token", "downgrade_token")


def expect_usable(given: Mapping[str, Any]) -> None:
    """Refuse options of a kind that would be told of late, or never, and names that are almost one of ours.

    :param given: what ``context.configure()`` was given.
    :raises CommandError: names the option.
    """
    callbacks = given.get("on_version_apply")
    each = tuple(callbacks) if isinstance(callbacks, Collection) else (callbacks,)
    functions = [(name, given.get(name)) for name in _FUNCTIONS] + [("on_version_apply", one) for one in each]
    for name, value in functions:
        if value is not None and not callable(value):
            raise CommandError(f"context.configure(): {name!r} must be a function, and is {value!r}")
    for name in _TEXTS:
        if not isinstance(given.get(name, ""), str | None):
            raise CommandError(f"context.configure(): {name!r} must be a string, and is {given[name]!r}")
    for name in given:
        name_meant = meant(name, ConfigureOptions.__annotations__)
        if name_meant is not None:
            raise CommandError(f"context.configure(): there is no option {name!r}; did you mean {name_meant!r}?")
