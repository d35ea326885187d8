"""Migrator and AsyncMigrator: migrations from a program's own code, without env.py, on whatever database it hands over.

Nothing here is shared between two of them: several may work at once in threads or tasks, each on its own database or
schema. Logging is left as the program has set it up. Commands and the command line do not use this file.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias, TypeVar, Unpack, cast

from sqlalchemy import Connection, Engine

from revgraph.config import Config
from revgraph.errors import CommandError
from revgraph.graph.plan import Plan, downgrade_plan, stamp_plan, upgrade_plan
from revgraph.graph.steps import RevisionStep
from revgraph.runtime.environment import EnvironmentContext
from revgraph.runtime.info import MigrationInfo
from revgraph.runtime.options import ConfigureOptions
from revgraph.script.base import ScriptDirectory
from revgraph.script.file import Script
from revgraph.util.text import as_tuple, listed

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

T = TypeVar("T")
Scripts: TypeAlias = "ScriptDirectory | Config | str | os.PathLike[str]"
"""Where the revisions are: a script directory, a configuration that names one, or the folder itself."""
Direction = Literal["upgrade", "downgrade"]


class Home(NamedTuple):
    """A configuration and the scripts it names, read once.

    :param config: the configuration.
    :param script: its script directory.
    """

    config: Config
    script: ScriptDirectory

    @classmethod
    def of(cls, given: Scripts | Home) -> Home:
        """Return the home of whatever a user gave.

        :raises ScriptError: if there is no such folder.
        """
        if isinstance(given, Home):
            return given
        if isinstance(given, Config):
            return cls(given, ScriptDirectory.from_config(given))
        config = Config()
        place = given.dir if isinstance(given, ScriptDirectory) else os.fspath(given)
        config.set_main_option("script_location", place.replace("%", "%%"))
        return cls(config, given if isinstance(given, ScriptDirectory) else ScriptDirectory.from_config(config))


@dataclass(frozen=True)
class MigrationResult:
    """What a call has done.

    :param verb: ``upgrade``, ``downgrade`` or ``stamp``.
    :param target: as it was asked for.
    :param heads_before: the heads the database was at, under the lock.
    :param heads_after: the heads it is at now.
    :param steps: what ran, in order; nothing if there was nothing to do.
    :param seconds: how long it took, waiting for others included.
    """

    verb: str
    target: str
    heads_before: tuple[str, ...]
    heads_after: tuple[str, ...]
    steps: tuple[MigrationInfo, ...]
    seconds: float

    @property
    def revisions(self) -> tuple[str, ...]:
        """Return the ids of the revisions whose scripts ran, in order."""
        return tuple(name for step in self.steps if step.is_migration for name in step.up_revision_ids)

    def __bool__(self) -> bool:
        return bool(self.steps)


class Migrator:
    """Run migrations on a database, from code.

    ::

        migrator = Migrator(engine, "migrations")
        result = migrator.upgrade()
        print(result.revisions)

    :param database: an engine, of which a connection is taken for each call, or a connection. If that is in a
        transaction, committing is left to whoever began it.
    :param scripts: where the revisions are; env.py is not executed.
    :param options: as ``context.configure()`` takes them, such as ``version_table_schema``, ``lock_timeout``,
        ``on_version_apply``; ``transaction_per_migration`` is on unless it is given.
    :raises CommandError: if ``database`` is neither.
    :raises ScriptError: if there is no such folder.
    """

    def __init__(
        self, database: Engine | Connection, scripts: Scripts | Home, **options: Unpack[ConfigureOptions]
    ) -> None:
        if not isinstance(database, (Engine, Connection)):
            raise CommandError(
                f"Migrator needs a SQLAlchemy Engine or Connection, and got {type(database).__name__}; "
                "for an AsyncEngine or AsyncConnection there is AsyncMigrator"
            )
        self._database = database
        self._home = Home.of(scripts)
        self._options: dict[str, Any] = {"transaction_per_migration": True, **options}

    @property
    def script(self) -> ScriptDirectory:
        """Return the scripts."""
        return self._home.script

    # ------------------------------------------------------------------------------------ questions

    def current(self) -> tuple[str, ...]:
        """Return the heads the database is at; none before the first migration. Read-only."""
        with self._environment() as environment:
            return environment.get_context().get_current_heads()

    def plan(self, target: str = "heads", direction: Direction = "upgrade") -> Plan[Script]:
        """Return what :meth:`upgrade` or :meth:`downgrade` would do now. Read-only; runs no script.

        :param target: a target as the method takes it.
        :param direction: which of the two.
        :raises ResolutionError: if the target can't be resolved.
        """
        make = upgrade_plan if direction == "upgrade" else downgrade_plan
        return make(self.script.revision_map, target, self.current())

    def pending(self, target: str = "heads") -> tuple[Script, ...]:
        """Return the revisions an upgrade would apply now, in order. Read-only.

        :param target: a target as :meth:`upgrade` takes it.
        :raises ResolutionError: if the target can't be resolved.
        """
        return tuple(step.revision for step in self.plan(target) if isinstance(step, RevisionStep))

    # ------------------------------------------------------------------------------------ moves

    def upgrade(self, target: str = "heads") -> MigrationResult:
        """Run the ``upgrade()`` of every revision between the database and the target.

        :param target: ``heads``, ``head``, an id, ``+1`` and so on.
        :return: what has been done.
        :raises CommandError: if the target can't be reached or a migration fails; says what is left in the database.
        """
        return self._move("upgrade", target, lambda heads: upgrade_plan(self.script.revision_map, target, heads))

    def downgrade(self, target: str) -> MigrationResult:
        """Run the ``downgrade()`` of every revision between the database and the target.

        :param target: ``base``, an id, ``-1`` and so on.
        :return: what has been done.
        :raises CommandError: if the target can't be reached or a migration fails; says what is left in the database.
        """
        return self._move("downgrade", target, lambda heads: downgrade_plan(self.script.revision_map, target, heads))

    def stamp(self, target: str | Sequence[str] = "heads", *, purge: bool = False) -> MigrationResult:
        """Set the version table to revisions without running any migration.

        :param target: one target or several.
        :param purge: empty the version table first, whatever it holds.
        :return: what has been done.
        :raises CommandError: if a target is unknown; nothing was written.
        """
        targets = as_tuple(target)

        def plan(heads: tuple[str, ...]) -> Plan[Script]:
            return stamp_plan(self.script.revision_map, targets, heads, purge=purge)

        return self._move("stamp", listed(targets), plan, purge=purge)

    # ------------------------------------------------------------------------------------ inside

    @contextmanager
    def _environment(self, **asked: Any) -> Iterator[EnvironmentContext]:
        with (
            self._connected() as connection,
            EnvironmentContext(*self._home, **asked) as environment,
        ):
            environment.configure(connection=connection, **cast("ConfigureOptions", self._options))
            yield environment

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        if isinstance(self._database, Connection):
            yield self._database
            return
        with self._database.connect() as connection:
            yield connection

    def _move(
        self, verb: str, target: str, plan: Callable[[tuple[str, ...]], Plan[Script]], *, purge: bool = False
    ) -> MigrationResult:
        done: list[MigrationInfo] = []
        before: tuple[str, ...] = ()
        after: tuple[str, ...] = ()

        def steps(heads: tuple[str, ...], context: Any) -> Any:
            nonlocal before, after
            if not done:
                before = heads
            after = heads
            return plan(heads).steps

        def note(*, step: MigrationInfo, heads: set[str], **_: Any) -> None:
            nonlocal after
            done.append(step)
            after = tuple(sorted(heads))

        started = perf_counter()
        with self._environment(fn=steps, destination_rev=target, purge=purge) as environment:
            context = environment.get_context()
            context.on_version_apply_callbacks = (*context.on_version_apply_callbacks, note)
            with environment.begin_transaction():
                environment.run_migrations()
        return MigrationResult(verb, target, before, after, tuple(done), perf_counter() - started)


class AsyncMigrator:
    """Run migrations on an asynchronous engine or connection, inside a running event loop.

    The scripts are the same as ever; they run in SQLAlchemy's greenlet bridge
    (https://docs.sqlalchemy.org/en/20/orm/extensions/asyncio.html).

    :param database: an asynchronous engine, of which a connection is taken for each call, or a connection.
    :param scripts: as :class:`Migrator` takes them; they are read at once, before the first call.
    :param options: as :class:`Migrator` takes them.
    :raises CommandError: if ``database`` is neither.
    :raises ScriptError: if there is no such folder.
    """

    def __init__(
        self, database: AsyncEngine | AsyncConnection, scripts: Scripts, **options: Unpack[ConfigureOptions]
    ) -> None:
        from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

        if not isinstance(database, (AsyncEngine, AsyncConnection)):
            raise CommandError(
                f"AsyncMigrator needs an AsyncEngine or AsyncConnection, and got {type(database).__name__}; "
                "for an Engine or Connection there is Migrator"
            )
        self._database = database
        self._home = Home.of(scripts)
        self._options = options

    @property
    def script(self) -> ScriptDirectory:
        """Return the scripts."""
        return self._home.script

    async def current(self) -> tuple[str, ...]:
        """Do as :meth:`Migrator.current`."""
        return await self._bridged(lambda migrator: migrator.current())

    async def plan(self, target: str = "heads", direction: Direction = "upgrade") -> Plan[Script]:
        """Do as :meth:`Migrator.plan`."""
        return await self._bridged(lambda migrator: migrator.plan(target, direction))

    async def pending(self, target: str = "heads") -> tuple[Script, ...]:
        """Do as :meth:`Migrator.pending`."""
        return await self._bridged(lambda migrator: migrator.pending(target))

    async def upgrade(self, target: str = "heads") -> MigrationResult:
        """Do as :meth:`Migrator.upgrade`."""
        return await self._bridged(lambda migrator: migrator.upgrade(target))

    async def downgrade(self, target: str) -> MigrationResult:
        """Do as :meth:`Migrator.downgrade`."""
        return await self._bridged(lambda migrator: migrator.downgrade(target))

    async def stamp(self, target: str | Sequence[str] = "heads", *, purge: bool = False) -> MigrationResult:
        """Do as :meth:`Migrator.stamp`."""
        return await self._bridged(lambda migrator: migrator.stamp(target, purge=purge))

    async def _bridged(self, call: Callable[[Migrator], T]) -> T:
        from sqlalchemy.ext.asyncio import AsyncEngine

        def run(connection: Connection) -> T:
            return call(Migrator(connection, self._home, **self._options))

        if isinstance(self._database, AsyncEngine):
            async with self._database.connect() as connection:
                return await connection.run_sync(run)
        return await self._database.run_sync(run)
