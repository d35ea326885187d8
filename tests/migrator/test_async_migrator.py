"""The same inside a running event loop, on asynchronous drivers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

from revgraph.errors import MigrationFailed
from revgraph.migrator import AsyncMigrator

DRIVERS = [
    pytest.param(("sqlite", "sqlite+aiosqlite"), id="aiosqlite"),
    pytest.param(("postgresql", "postgresql+asyncpg"), id="asyncpg", marks=pytest.mark.server),
    pytest.param(("postgresql", "postgresql+psycopg"), id="psycopg", marks=pytest.mark.server),
]
Use = Callable[[AsyncEngine], Coroutine[Any, Any, None]]


@pytest.fixture(params=DRIVERS)
def within_loop(request: pytest.FixtureRequest, url_of: Callable[[str], str]) -> Callable[[Use], None]:
    """Run a coroutine function with an engine on an empty database, once for each driver."""
    kind, driver = request.param
    url = make_url(url_of(kind)).set(drivername=driver)

    async def used(use: Use) -> None:
        engine = create_async_engine(url, poolclass=NullPool)
        try:
            await use(engine)
        finally:
            await engine.dispose()

    return lambda use: asyncio.run(used(use))


async def accounts(engine: AsyncEngine) -> list[tuple[Any, ...]]:
    async with engine.connect() as connection:
        return [tuple(row) for row in await connection.execute(text("SELECT * FROM account ORDER BY id"))]


def test_a_history_up_and_down(within_loop: Callable[[Use], None], scripts: Path) -> None:
    async def use(engine: AsyncEngine) -> None:
        migrator = AsyncMigrator(engine, scripts)
        assert await migrator.current() == ()
        assert len(await migrator.plan()) == 3
        assert [script.revision for script in await migrator.pending("b2")] == ["a1", "b2"]
        result = await migrator.upgrade()
        assert (result.heads_before, result.heads_after, result.revisions) == ((), ("c3",), ("a1", "b2", "c3"))
        assert await accounts(engine) == [(1, "ann", 7), (2, "bob", 7)]
        assert not await migrator.upgrade()
        assert (await migrator.downgrade("a1")).revisions == ("c3", "b2")
        assert (await migrator.stamp("base")).heads_after == ()

    within_loop(use)


def test_a_failed_migration_leaves_the_one_before(within_loop: Callable[[Use], None], scripts: Path) -> None:
    broken = scripts / "versions" / "c3_.py"
    code = broken.read_text(encoding="utf-8")
    late = 'op.execute("INSERT INTO account (id, name) VALUES (3, \'eve\')"); op.drop_table("nowhere"); op.add_column('
    broken.write_text(code.replace("op.add_column(", late), encoding="utf-8")

    async def use(engine: AsyncEngine) -> None:
        with pytest.raises(MigrationFailed, match="c3"):
            await AsyncMigrator(engine, scripts).upgrade()
        assert await AsyncMigrator(engine, scripts).current() == ("b2",)
        assert await accounts(engine) == [(1, "ann"), (2, "bob")]

    within_loop(use)


def test_a_connection_and_its_transaction_are_the_callers(within_loop: Callable[[Use], None], scripts: Path) -> None:
    async def use(engine: AsyncEngine) -> None:
        async with engine.connect() as connection:
            transaction = await connection.begin()
            assert (await AsyncMigrator(connection, scripts).upgrade()).heads_after == ("c3",)
            await transaction.rollback()
        assert await AsyncMigrator(engine, scripts).current() == ()
        async with engine.begin() as connection:
            await AsyncMigrator(connection, scripts).upgrade()
        assert await AsyncMigrator(engine, scripts).current() == ("c3",)

    within_loop(use)


def test_tasks_at_once_run_each_revision_once(within_loop: Callable[[Use], None], scripts: Path) -> None:
    async def use(engine: AsyncEngine) -> None:
        results = await asyncio.gather(*(AsyncMigrator(engine, scripts).upgrade() for _ in range(4)))
        assert sorted(name for result in results for name in result.revisions) == ["a1", "b2", "c3"]
        assert {result.heads_after for result in results} == {("c3",)}

    within_loop(use)
