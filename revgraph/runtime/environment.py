"""EnvironmentContext: what env.py sees as ``context`` while a command runs.

Knows the configuration, the scripts and what the command asked for; the database comes in by ``configure()``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, ExitStack
from types import EllipsisType, TracebackType
from typing import TYPE_CHECKING, Any, Literal, Unpack, overload

from sqlalchemy import Connection, Executable, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from revgraph.config import Config
from revgraph.ddl.impl import DefaultImpl
from revgraph.errors import CommandError, ConfigError, EnvironmentScriptError
from revgraph.graph.steps import Step
from revgraph.plugins import load_plugins
from revgraph.runtime.failure import as_it_was, environment_failed
from revgraph.runtime.migration import MigrationContext
from revgraph.runtime.options import ConfigureOptions, expect_usable
from revgraph.script.base import ScriptDirectory
from revgraph.script.file import Script
from revgraph.util.door import Door
from revgraph.util.logs import Log
from revgraph.util.text import as_tuple

if TYPE_CHECKING:
    from sqlalchemy import CursorResult

log = Log(__name__)

door: Door[EnvironmentContext] = Door(
    "context", "it works in env.py while a command runs it, e.g. 'revgraph upgrade head' or command.upgrade(...)"
)
"""Where ``revgraph.context`` finds the environment that is current."""


class EnvironmentContext:
    """The environment in which env.py runs.

    As a context manager it makes ``revgraph.context`` act on it; :meth:`run` does that, executes env.py and puts
    whatever goes wrong into one clear error.

    :param config: the configuration.
    :param script: the scripts.
    :param fn: plans: ``fn(heads, migration_context) -> steps``; may be called twice, so it must not act.
    :param as_sql: write a script instead of running online.
    :param starting_rev: where the script of ``as_sql`` starts; ``...`` for a command that has no such thing.
    :param destination_rev: the target the command was given.
    :param tag: free text for env.py.
    :param purge: forget what the version table holds first.
    :param dont_mutate: run no steps even if ``fn`` returns some.
    :param template_args: receives names for ``script.py.mako``.
    :param revision_context: the draft of ``revision`` commands.
    :param resume: go on where a migration was cut off also where it can't be told what is done.
    :param undo: take back what is done of a migration that was cut off, and run nothing.
    :param warn_of_edited: name applied revisions that were edited since they ran, where a journal is kept.
    :param no_lock: take no migration lock, whatever env.py and the configuration say.
    :param lock_timeout: seconds to wait for the lock, whatever they say; None leaves it to them.
    :param dialect: write the script for this dialect, whatever URL env.py names.
    :raises CommandError: if ``lock_timeout`` is no such number, or the dialect is not known or nothing is written.
    """

    def __init__(
        self,
        config: Config,
        script: ScriptDirectory,
        *,
        fn: Callable[[tuple[str, ...], MigrationContext], Iterable[Step[Script]]] | None = None,
        as_sql: bool = False,
        starting_rev: str | EllipsisType | None = ...,
        destination_rev: str | Sequence[str] | None = None,
        tag: str | None = None,
        purge: bool = False,
        dont_mutate: bool = False,
        template_args: dict[str, Any] | None = None,
        revision_context: Any = None,
        resume: bool = False,
        undo: bool = False,
        warn_of_edited: bool = False,
        no_lock: bool = False,
        lock_timeout: float | None = None,
        dialect: str | None = None,
    ) -> None:
        self.config = config
        self.script = script
        self._asked: dict[str, Any] = {
            "fn": fn,
            "as_sql": as_sql,
            "starting_rev": None if starting_rev is ... else starting_rev,
            "destination_rev": destination_rev,
            "tag": tag,
            "purge": purge,
            "dont_mutate": dont_mutate,
            "template_args": template_args,
            "revision_context": revision_context,
            "resume": resume,
            "undo": undo,
            "warn_of_edited": warn_of_edited,
        }
        self._has_start = starting_rev is not ...
        self._lock: dict[str, Any] = {"lock": False} if no_lock else {}
        if lock_timeout is not None:
            self._lock["lock_timeout"] = _seconds(lock_timeout)
        self._dialect = None if dialect is None else _known_dialect(dialect, as_sql=as_sql)
        self._context: MigrationContext | None = None
        self._entered = ExitStack()
        self._ran = False

    def __enter__(self) -> EnvironmentContext:
        self._entered.enter_context(door.opened(self))
        self.config.script_dialect = self._dialect
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.config.script_dialect = None
        self._entered.close()

    def run(self, *, demanding: bool = False) -> None:
        """Execute env.py with this environment as the current one.

        :param demanding: an env.py that never comes to ``run_migrations()`` is an error, not only worth a warning.
        :raises CommandError: whatever went wrong, in words.
        """
        path = self.script.env_py_location
        with self.config.running(), self:
            for name in filter(None, (self.config.product.name, self.config.made_for)):
                load_plugins(f"{name}.plugins")
            plain = self._run_explained(path)
            if plain is not None:  # not while it is handled: it would become its own context
                raise plain
        if not self._ran:
            idle = "env.py ended without calling context.run_migrations(), so no database was looked at"
            if demanding:
                raise EnvironmentScriptError(f"{idle}; call it after context.configure()", path=path)
            log.warning("%s: %s", path, idle)

    def _run_explained(self, path: str) -> BaseException | None:
        """Run env.py; return what went wrong as it was, or raise it explained."""
        try:
            self._run_env()
        except Exception as error:
            if not self.config.explains:
                return as_it_was(error)
            explained = environment_failed(error, path, self._known_url())
            if explained is error:
                raise
            raise explained from error
        return None

    def _run_env(self) -> None:
        if self.script.env_file is not None or not self.config.says_environment:
            self.script.run_env()
            return
        from revgraph.runtime.builtin import run_builtin

        run_builtin(self)

    def _known_url(self) -> str | None:
        try:
            return self.config.database_url()
        except ConfigError:
            return None

    def is_offline_mode(self) -> bool:
        """Say whether a script is being written (``--sql``)."""
        return bool(self._asked["as_sql"])

    def requires_connection(self) -> bool:
        """Say whether a live connection is needed: the opposite of :meth:`is_offline_mode`."""
        return not self.is_offline_mode()

    def is_transactional_ddl(self) -> bool:
        """Say whether DDL takes part in transactions; after ``configure()``."""
        return self.get_context().transactional_ddl

    def get_head_revision(self) -> str | tuple[str, ...] | None:
        """Return the id of the one head of the scripts.

        :raises MultipleHeads: if there are several.
        """
        return self.script.as_revision_number("head")

    def get_head_revisions(self) -> tuple[str, ...]:
        """Return the ids of all heads of the scripts."""
        return as_tuple(self.script.as_revision_number("heads"))

    def get_starting_revision_argument(self) -> str | tuple[str, ...] | None:
        """Return where the script of ``--sql`` starts, resolved to an id; None for base.

        :raises CommandError: if there is no such thing in the running command.
        """
        if self._context is not None:
            return self.script.as_revision_number(self._context.opts.get("starting_rev"))
        if self._has_start:
            return self.script.as_revision_number(self._asked["starting_rev"])
        raise CommandError("no starting revision argument is available in this command")

    def get_revision_argument(self) -> str | tuple[str, ...] | None:
        """Return the command's target, resolved to ids; None for base."""
        return self.script.as_revision_number(self._asked["destination_rev"])

    def get_tag_argument(self) -> str | None:
        """Return what ``--tag`` was given, or what env.py said instead."""
        tag: str | None = (self._asked if self._context is None else self._context.opts)["tag"]
        return tag

    @overload
    def get_x_argument(self, as_dictionary: Literal[False] = ...) -> list[str]: ...
    @overload
    def get_x_argument(self, as_dictionary: Literal[True]) -> dict[str, str]: ...
    def get_x_argument(self, as_dictionary: bool = False) -> list[str] | dict[str, str]:
        """Return what the ``-x`` options were given.

        :param as_dictionary: split each at its first ``=``; one without gets an empty value.
        """
        given: list[str] = getattr(self.config.cmd_opts, "x", None) or []
        if not as_dictionary:
            return given
        return {name: value for name, _, value in (item.partition("=") for item in given)}

    def configure(self, connection: Connection | None = None, **options: Unpack[ConfigureOptions]) -> None:
        """Set up the migration context; called by env.py, once for each database.

        :param connection: live connection; needed online.
        :param options: see :class:`~revgraph.runtime.options.ConfigureOptions`.
        :raises CommandError: if what is given does not fit the mode, or is of a wrong kind or name.
        """
        given: dict[str, Any] = {**options}
        if self.config.product.careful:
            expect_usable(given)
        opts = {**self._asked, "script": self.script}
        template_args = given.pop("template_args", None)
        if template_args and opts["template_args"] is not None:
            opts["template_args"].update(template_args)
        source = {name: given.pop(name, None) for name in ("url", "dialect_name", "dialect_opts")}
        if self._dialect is not None:
            connection, given["dialect"] = None, None
            source.update(url=None, dialect_name=self._dialect)
        for name in ("starting_rev", "tag"):
            if given.get(name) is None:
                given.pop(name, None)
        if not self.is_offline_mode() and self.config.product.careful:
            self._refuse_offline_options(given)
        # what is said in the place of what the command asked for holds for the databases that follow, too
        self._asked.update({name: value for name, value in given.items() if name in self._asked})
        opts.update(given)
        opts = {"version_table": self.config.version_table, **self.config.product.options, **opts}
        if "journal" not in opts:
            opts["journal"] = self.config.get_boolean_option("journal")
        for name in ("include", "exclude", "autogenerate_plugins"):
            if given.get(name) is None and (said := self.config.get_names_option(name)):
                opts[name] = said
        self._add_lock_options(opts)
        opts["verbose"] = self.config.messaging_opts["verbose"]
        if opts.get("output_buffer") is None:
            opts["output_buffer"] = self.config.output_buffer or self.config.stdout
        self._context = MigrationContext.configure(connection=connection, environment_context=self, opts=opts, **source)

    def _add_lock_options(self, opts: dict[str, Any]) -> None:
        """Decide on the lock: what the command was told comes first, then env.py, then the configuration."""
        if opts.get("lock") is None:
            opts["lock"] = self.config.get_boolean_option("lock", True)
        if opts.get("lock_timeout") is None:
            opts["lock_timeout"] = self.config.get_seconds_option("lock_timeout")
        if opts["lock_timeout"] is None:
            del opts["lock_timeout"]
        opts.update(self._lock)

    def _refuse_offline_options(self, given: dict[str, Any]) -> None:
        for name in ("starting_rev", "literal_binds"):
            if given.get(name):
                raise CommandError(f"context.configure(): {name!r} is for writing a script (--sql) only")

    def run_migrations(self, /, **kwargs: Any) -> None:
        """Run what the command asked for, in the context last configured.

        :param kwargs: handed to every ``upgrade()`` and ``downgrade()``.
        """
        self._ran = True
        self.get_context().run_migrations(**kwargs)

    def execute(
        self, sql: Executable | str, execution_options: dict[str, Any] | None = None
    ) -> CursorResult[Any] | None:
        """Execute a statement in the migration context, or write it into the script."""
        return self.get_context().execute(sql, execution_options=execution_options)

    def static_output(self, text: str) -> None:
        """Write text into the script; online it does nothing."""
        self.get_context().impl.static_output(text)

    def begin_transaction(self) -> AbstractContextManager[Any]:
        """Return the block around all migrations; see :meth:`MigrationContext.begin_transaction`."""
        return self.get_context().begin_transaction()

    def get_context(self) -> MigrationContext:
        """Return the migration context.

        :raises CommandError: before ``configure()``.
        """
        if self._context is None:
            raise CommandError("no database is configured yet: env.py must call context.configure() first")
        return self._context

    def get_bind(self) -> Connection:
        """Return the live connection.

        :raises CommandError: while a script is written.
        """
        bind = self.get_context().bind
        if bind is None:
            raise CommandError("there is no connection: a script is being written (--sql)")
        return bind

    def get_impl(self) -> DefaultImpl:
        """Return the dialect's implementation."""
        return self.get_context().impl


def _known_dialect(name: str, *, as_sql: bool) -> str:
    if not as_sql:
        raise CommandError("--dialect says what a script is written for: use it with --sql")
    try:
        make_url(f"{name}://").get_dialect()
    except (ArgumentError, NoSuchModuleError, ImportError, ValueError) as error:
        raise CommandError(
            f"there is no dialect {name!r}; SQLAlchemy has mariadb, mssql, mysql, oracle, postgresql and sqlite, and "
            "others come with packages of their own"
        ) from error
    return name


def _seconds(lock_timeout: float) -> float:
    if not 0 <= lock_timeout < float("inf"):
        raise CommandError(f"lock_timeout must be a number of seconds, 0 or more, not {lock_timeout:g}")
    return lock_timeout
