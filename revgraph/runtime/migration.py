"""MigrationContext: one database, or one script being written, as a migration sees it.

Holds the connection, the dialect's implementation, the options, the version table and the transactions; the run
over the steps is in ``runtime.run``. No env.py here: a context can be configured without any configuration file.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol, TextIO

from sqlalchemy import Connection, Dialect, Engine, Executable, make_url
from sqlalchemy.engine.url import URL

from revgraph.config import Config
from revgraph.ddl.impl import DefaultImpl
from revgraph.errors import CommandError, DatabaseURLError, OfflineError
from revgraph.graph.plan import stamp_plan
from revgraph.graph.steps import Step
from revgraph.runtime import run
from revgraph.runtime.journal.records import Journal, journal_names
from revgraph.runtime.options import DEFAULTS
from revgraph.runtime.transaction import CallersTransaction, LiveTransactions, ScriptTransactions, Transactions
from revgraph.runtime.version_table import VersionTable
from revgraph.script.base import ScriptDirectory
from revgraph.script.file import Script
from revgraph.util.encoded import encoded
from revgraph.util.logs import Log
from revgraph.util.text import as_tuple

if TYPE_CHECKING:
    from sqlalchemy import CursorResult

    from revgraph.runtime.journal.follower import Follower

log = Log(__name__)

MigrationsFn = Callable[[tuple[str, ...], "MigrationContext"], Iterable[Step[Script]]]
"""Says which steps to run: called with the heads the database is at; may be called again after a wait."""


class Environment(Protocol):
    """What a context knows of the environment that configured it, if any."""

    @property
    def config(self) -> Config:
        """Return the configuration."""
        ...

    @property
    def script(self) -> ScriptDirectory:
        """Return the scripts."""
        ...


class MigrationContext:
    """One database, or one script being written, with all that a migration needs of it.

    Made by :meth:`configure`, or by ``context.configure()`` in env.py.

    :param dialect: SQLAlchemy dialect.
    :param connection: live connection; None while a script is written.
    :param opts: the options of ``context.configure()`` and whatever plug-ins look for.
    :param environment_context: the environment that configures it, if any.
    """

    def __init__(
        self,
        dialect: Dialect,
        connection: Connection | None,
        opts: dict[str, Any],
        environment_context: Environment | None = None,
    ) -> None:
        self.environment_context = environment_context
        self.opts: dict[str, Any] = {**DEFAULTS, **opts}
        self.dialect = dialect
        self.script: ScriptDirectory | None = self.opts.get("script")
        self.as_sql = bool(self.opts.get("as_sql", False))
        self.connection = None if self.as_sql else connection
        self.output_buffer: TextIO = self.opts.get("output_buffer") or sys.stdout
        if self.opts.get("output_encoding"):
            self.output_buffer = encoded(self.output_buffer, self.opts["output_encoding"])
        self.version_table: str = self.opts["version_table"]
        self.version_table_schema: str | None = self.opts["version_table_schema"]
        self.transactional_ddl = self._transactional_ddl()
        self.impl = DefaultImpl.get_by_dialect(dialect)(
            dialect, self.connection, self.as_sql, self.transactional_ddl, self.output_buffer, self.opts
        )
        self.versions = VersionTable(
            self.impl,
            self.connection,
            name=self.version_table,
            schema=self.version_table_schema,
            primary_key=self.opts["version_table_pk"],
        )
        self.journal = self._journal()
        """Where runs are written down, if they are."""
        self.follower: Follower | None = None
        """Follows the revision that is running."""
        self.transactions = self._transactions()
        self.lasting: ExitStack | None = None
        """Inside ``begin_transaction()``: what must outlive the transaction."""
        self.locked = False
        """The migration lock is held there."""
        log.info("Context impl %s.", type(self.impl).__name__)
        if self.as_sql:
            log.info("Generating static SQL")
        log.info("Will assume %s DDL.", "transactional" if self.transactional_ddl else "non-transactional")

    @classmethod
    def configure(
        cls,
        connection: Connection | None = None,
        url: str | URL | None = None,
        dialect_name: str | None = None,
        dialect: Dialect | None = None,
        environment_context: Environment | None = None,
        dialect_opts: dict[str, Any] | None = None,
        opts: dict[str, Any] | None = None,
    ) -> MigrationContext:
        """Make a context; read-only.

        :param connection: live connection; says the dialect.
        :param url: says the dialect where there is no connection.
        :param dialect_name: the same, by name.
        :param dialect: the same, as an object.
        :param environment_context: the environment that configures it, if any.
        :param dialect_opts: keyword arguments for the dialect's constructor; not used with a connection.
        :param opts: see :class:`~revgraph.runtime.options.ConfigureOptions`; also ``as_sql``, ``fn``, ``script``.
        :raises CommandError: if there is no way to know the dialect, or the connection is an engine.
        """
        given = dict(opts or {})
        if connection is not None:
            if isinstance(connection, Engine) or getattr(connection, "dialect", None) is None:
                raise CommandError(
                    f"'connection' must be a SQLAlchemy Connection, and is {type(connection).__name__}; "
                    "use 'with engine.connect() as connection:'"
                )
            dialect = connection.dialect
            _expect_database(dialect, given)
        elif url is not None:
            dialect = make_url(url).get_dialect()(**(dialect_opts or {}))
        elif dialect_name is not None:
            dialect = make_url(f"{dialect_name}://").get_dialect()(**(dialect_opts or {}))
        elif dialect is None:
            raise CommandError("context.configure() needs one of: connection, url, dialect_name")
        return cls(dialect, connection, given, environment_context)

    @property
    def own_tables(self) -> tuple[str, ...]:
        """Return the names of the tables that are revgraph's own and no part of any model."""
        return (self.version_table, *journal_names(self.version_table, self._usual_version_table))

    @property
    def _usual_version_table(self) -> str:
        return Config.product.version_table if self.config is None else self.config.usual_version_table

    @property
    def bind(self) -> Connection | None:
        """Return the live connection, or None while a script is written."""
        return self.connection

    @property
    def config(self) -> Config | None:
        """Return the configuration, if an environment made this context."""
        return None if self.environment_context is None else self.environment_context.config

    @cached_property
    def on_version_apply_callbacks(self) -> tuple[Callable[..., None], ...]:
        """Return the functions to be told of each migration."""
        given = self.opts["on_version_apply"]
        if given is None:
            return ()
        return tuple(given) if isinstance(given, Collection) else (given,)

    def get_current_heads(self) -> tuple[str, ...]:
        """Return the heads the database is at; while a script is written, where it starts. Read-only."""
        if self.as_sql:
            return self._starting_heads()
        if self.opts.get("starting_rev") is not None:
            raise CommandError("a starting revision is for scripts (--sql) only; online the database says where it is")
        connection: Any = self.connection
        begun_before = connection is None or connection.in_transaction()
        heads = self.versions.read()
        if not begun_before:
            self.transactions.end_reading()
        return heads

    def get_current_revision(self) -> str | None:
        """Return the one revision the database is at, or None before the first. Read-only.

        :raises CommandError: if it is at several.
        """
        heads = self.get_current_heads()
        if len(heads) > 1:
            raise CommandError(
                f"the database is at {len(heads)} revisions, says table {self.version_table}: {', '.join(heads)}; use "
                "get_current_heads() to have all"
            )
        return heads[0] if heads else None

    def ensure_version_table(self) -> None:
        """Create the version table unless it is there."""
        with self.transactions.migration():
            self.versions.ensure()

    def stamp(self, script_directory: ScriptDirectory, revision: str) -> None:
        """Set the version table to a revision without running anything.

        :param script_directory: where the revision is known.
        :param revision: any target, e.g. an id or ``"head"``.
        :raises RevisionError: if the target is unknown; nothing was written.
        """
        plan = stamp_plan(script_directory.revision_map, revision, self.get_current_heads())
        self.versions.expect_room(change for step in plan.steps for change in step.changes)
        with self.transactions.migration():
            self.versions.ensure()
            for step in plan.steps:
                self.versions.apply(step.changes)

    def run_migrations(self, /, **kwargs: Any) -> None:
        """Run the steps that the ``fn`` option names, keeping the version table.

        :param kwargs: handed to every ``upgrade()`` and ``downgrade()``.
        :raises CommandError: see ``runtime.run``; the text says what is left in the database.
        """
        if self.connection is None and not self.as_sql:
            raise CommandError("online migrations need a connection: pass connection= to context.configure()")
        fn: MigrationsFn | None = self.opts.get("fn")
        if fn is None:
            raise CommandError("run_migrations() has nothing to run: this context was configured without a plan ('fn')")
        self.opts["run_args"] = kwargs
        run.Run(self, fn, kwargs).go()

    @contextmanager
    def begin_transaction(self) -> Iterator[None]:
        """Begin the block around all migrations: a transaction, unless each migration has its own.

        The migration lock, once a run has taken it, is held to the end of the block.
        """
        with ExitStack() as lasting:
            self.lasting = lasting
            try:
                with self.transactions.whole_run():
                    yield
            finally:
                self.lasting, self.locked = None, False

    @contextmanager
    def autocommit_block(self) -> Iterator[None]:
        """Run the block outside of any transaction: what came before it is committed.

        For statements a database refuses inside a transaction, such as PostgreSQL's ``CREATE INDEX CONCURRENTLY``.

        :raises CommandError: if the transaction is the caller's, not ours to end.
        """
        with nullcontext() if self.follower is None else self.follower.outside(), self.transactions.outside():
            yield

    def execute(
        self, sql: Executable | str, execution_options: dict[str, Any] | None = None
    ) -> CursorResult[Any] | None:
        """Execute a statement, or write it into the script.

        :param sql: SQLAlchemy statement or text.
        :param execution_options: for the live connection.
        """
        return self.impl.output.execute(sql, execution_options=execution_options)

    def _transactional_ddl(self) -> bool:
        asked: bool | None = self.opts.get("transactional_ddl")
        return DefaultImpl.get_by_dialect(self.dialect).transactional_ddl if asked is None else asked

    def _journal(self) -> Journal | None:
        if self.connection is None or not self.opts["journal"]:
            return None
        return Journal(
            self.impl,
            self.connection,
            version_table=self.version_table,
            schema=self.version_table_schema,
            usual=self._usual_version_table,
        )

    def _transactions(self) -> Transactions:
        per_migration: bool = self.opts["transaction_per_migration"]
        patience: float | None = self.opts["lock_timeout"] if self.opts["lock"] else None
        if self.connection is None:
            return ScriptTransactions(self.impl, transactional_ddl=self.transactional_ddl, per_migration=per_migration)
        if not hasattr(self.connection, "in_transaction"):  # a stand-in, which only takes statements down
            return CallersTransaction(self.connection, transactional_ddl=False)
        if self.connection.in_transaction():
            log.info("The connection is in a transaction already; committing is left to whoever began it.")
            return CallersTransaction(self.connection, transactional_ddl=self.transactional_ddl, patience=patience)
        return LiveTransactions(
            self.connection,
            transactional_ddl=self.transactional_ddl,
            per_migration=per_migration,
            patience=patience,
        )

    def _starting_heads(self) -> tuple[str, ...]:
        start: str | None = self.opts.get("starting_rev")
        if start is None or start == "base":
            return ()
        if self.script is None:
            return as_tuple(start)
        if start == "current":
            raise OfflineError("a script can't start at 'current': that needs a connection; name the revision")
        found = self.script.get_revisions(start)
        return tuple(sorted(script.revision for script in found if script is not None))


def _expect_database(dialect: Dialect, opts: dict[str, Any]) -> None:
    """Refuse a connection to a MySQL or MariaDB server on which no database was chosen."""
    connected = dialect.name in ("mysql", "mariadb") and getattr(dialect, "server_version_info", None)
    if connected and dialect.default_schema_name is None and opts.get("version_table_schema") is None:
        raise DatabaseURLError(
            f"no database is chosen on this server: end the URL with its name, as in '{dialect.name}+driver://user@host/name'"
        )
