"""Migrations from a program's own code: results, transactions, threads, and nothing changed around them."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, create_engine, inspect, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from revgraph.config import Config
from revgraph.errors import CommandError, MigrationFailed, ResolutionError, ScriptError
from revgraph.migrator import AsyncMigrator, MigrationResult, Migrator
from revgraph.script.base import ScriptDirectory


def accounts(engine: Engine) -> list[tuple[Any, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text("SELECT * FROM account ORDER BY id"))]


def test_a_history_up_and_down_on_each_database(any_engine: Engine, scripts: Path) -> None:
    migrator = Migrator(any_engine, scripts)
    assert migrator.current() == ()
    assert [script.revision for script in migrator.pending()] == ["a1", "b2", "c3"]

    up = migrator.upgrade()
    assert (up.heads_before, up.heads_after, up.revisions) == ((), ("c3",), ("a1", "b2", "c3"))
    assert accounts(any_engine) == [(1, "ann", 7), (2, "bob", 7)]
    assert migrator.current() == ("c3",)
    assert migrator.pending() == ()

    again = migrator.upgrade("head")
    assert not again
    assert (again.heads_before, again.heads_after, again.revisions) == (("c3",), ("c3",), ())

    down = migrator.downgrade("a1")
    assert (down.heads_before, down.heads_after, down.revisions) == (("c3",), ("a1",), ("c3", "b2"))
    assert accounts(any_engine) == []
    assert migrator.downgrade("base").heads_after == ()
    assert "account" not in inspect(any_engine).get_table_names()


def test_a_plan_is_what_would_run(sqlite_engine: Engine, scripts: Path) -> None:
    migrator = Migrator(sqlite_engine, scripts)
    migrator.upgrade("a1")
    assert str(migrator.plan()).splitlines()[1:] == ["  upgrade a1 -> b2", "  upgrade b2 -> c3"]
    assert str(migrator.plan("-1", "downgrade")).splitlines()[1:] == ["  downgrade a1 -> "]
    assert migrator.current() == ("a1",)


def test_looking_writes_nothing(sqlite_engine: Engine, scripts: Path) -> None:
    migrator = Migrator(sqlite_engine, scripts)
    migrator.current(), migrator.plan(), migrator.pending()
    assert inspect(sqlite_engine).get_table_names() == []


def test_a_stamp_runs_no_script(sqlite_engine: Engine, scripts: Path) -> None:
    migrator = Migrator(sqlite_engine, scripts)
    result = migrator.stamp("b2")
    assert (result.heads_after, result.revisions) == (("b2",), ())
    assert [step.is_stamp for step in result.steps] == [True]
    assert inspect(sqlite_engine).get_table_names() == ["revgraph_version"]
    assert migrator.stamp("a1", purge=True).heads_after == ("a1",)


@pytest.mark.parametrize("kind", ["path", "text", "directory", "configuration"])
def test_scripts_are_named_in_any_way(kind: str, sqlite_engine: Engine, scripts: Path) -> None:
    config = Config()
    config.set_main_option("script_location", str(scripts))
    given: dict[str, Any] = {
        "path": scripts,
        "text": str(scripts),
        "directory": ScriptDirectory(scripts),
        "configuration": config,
    }
    assert Migrator(sqlite_engine, given[kind]).upgrade().heads_after == ("c3",)


def test_a_percent_sign_in_a_path_is_just_that(tmp_path: Path, sqlite_engine: Engine, scripts: Path) -> None:
    odd = scripts.rename(tmp_path / "100%(x)s")
    assert Migrator(sqlite_engine, odd).upgrade().heads_after == ("c3",)


def test_env_py_is_not_executed(sqlite_engine: Engine, scripts: Path) -> None:
    (scripts / "env.py").write_text("raise SystemExit(9)", encoding="utf-8")
    assert Migrator(sqlite_engine, scripts).upgrade().heads_after == ("c3",)


def test_options_are_those_of_configure(sqlite_engine: Engine, scripts: Path) -> None:
    told: list[tuple[tuple[str, ...], set[str]]] = []

    def tell(*, step: Any, heads: set[str], **_: Any) -> None:
        told.append((step.up_revision_ids, heads))

    result = Migrator(sqlite_engine, scripts, version_table="mine", on_version_apply=tell).upgrade("b2")
    assert told == [(("a1",), {"a1"}), (("b2",), {"b2"})]
    assert result.revisions == ("a1", "b2")
    assert "mine" in inspect(sqlite_engine).get_table_names()


def test_a_failure_says_what_is_left_and_can_be_mended(any_engine: Engine, scripts: Path) -> None:
    broken = scripts / "versions" / "c3_.py"
    right = broken.read_text(encoding="utf-8")
    broken.write_text(right.replace('op.add_column("account"', 'op.add_column("acount"'), encoding="utf-8")
    with pytest.raises(MigrationFailed, match="c3"):
        Migrator(any_engine, scripts).upgrade()
    assert Migrator(any_engine, scripts).current() == ("b2",)
    broken.write_text(right, encoding="utf-8")
    assert Migrator(any_engine, scripts).upgrade().revisions == ("c3",)


def test_a_callers_transaction_is_the_callers_to_end(sqlite_engine: Engine, scripts: Path) -> None:
    with sqlite_engine.connect() as connection:
        transaction = connection.begin()
        assert Migrator(connection, scripts).upgrade().heads_after == ("c3",)
        transaction.rollback()
    assert inspect(sqlite_engine).get_table_names() == []


def test_a_connection_is_left_as_it_was(any_engine: Engine, scripts: Path) -> None:
    with any_engine.connect() as connection:
        migrator = Migrator(connection, scripts)
        migrator.upgrade()
        assert not connection.in_transaction()
        assert connection.execute(text("SELECT count(*) FROM account")).scalar() == 2
        connection.rollback()
        assert migrator.downgrade("base").heads_after == ()
        assert not connection.closed


def test_logging_is_left_alone(sqlite_engine: Engine, scripts: Path) -> None:
    def state() -> list[tuple[str, int, int, bool]]:
        loggers = [logging.getLogger(name) for name in ["", *sorted(logging.root.manager.loggerDict)]]
        return [(each.name, each.level, len(each.handlers), each.disabled) for each in loggers]

    Migrator(sqlite_engine, scripts).upgrade("a1")  # whatever loggers there are, are there now
    before = state()
    Migrator(sqlite_engine, scripts).upgrade()
    assert state() == before


def upgraded_together(migrators: list[Migrator]) -> list[MigrationResult]:
    together = Barrier(len(migrators))

    def upgrade(migrator: Migrator) -> MigrationResult:
        together.wait(timeout=30)
        return migrator.upgrade()

    with ThreadPoolExecutor(len(migrators)) as threads:
        return list(threads.map(upgrade, migrators))


@pytest.mark.server
def test_eight_schemas_in_eight_threads(postgresql_engine: Engine, scripts: Path) -> None:
    names = [f"tenant_{number}" for number in range(8)]
    engines = []
    with postgresql_engine.begin() as connection:
        for name in names:
            connection.execute(text(f"CREATE SCHEMA {name}"))
            there = {"options": f"-csearch_path={name}"}
            engines.append(create_engine(postgresql_engine.url, poolclass=NullPool, connect_args=there))
    directory = ScriptDirectory(scripts)
    results = upgraded_together([Migrator(engine, directory) for engine in engines])
    assert [result.revisions for result in results] == [("a1", "b2", "c3")] * 8
    for name in names:
        assert set(inspect(postgresql_engine).get_table_names(schema=name)) == {"account", "revgraph_version"}
    with postgresql_engine.connect() as connection:
        counts = [connection.execute(text(f"SELECT count(*) FROM {name}.account")).scalar() for name in names]
    assert counts == [2] * 8
    assert inspect(postgresql_engine).get_table_names() == []


def test_eight_files_in_eight_threads(tmp_path: Path, scripts: Path) -> None:
    engines = [create_engine(f"sqlite:///{tmp_path / f'{number}.sqlite'}", poolclass=NullPool) for number in range(8)]
    results = upgraded_together([Migrator(engine, scripts) for engine in engines])
    assert [result.heads_after for result in results] == [("c3",)] * 8
    assert [accounts(engine) for engine in engines] == [[(1, "ann", 7), (2, "bob", 7)]] * 8


def test_one_database_in_eight_threads_runs_each_revision_once(any_engine: Engine, scripts: Path) -> None:
    results = upgraded_together([Migrator(any_engine, scripts) for _ in range(8)])
    assert sorted(name for result in results for name in result.revisions) == ["a1", "b2", "c3"]
    assert {result.heads_after for result in results} == {("c3",)}
    assert len(accounts(any_engine)) == 2


@pytest.mark.parametrize("wrong", ["sqlite://", None, 7])
def test_what_is_no_database_is_refused(wrong: Any, scripts: Path) -> None:
    with pytest.raises(CommandError, match="needs a SQLAlchemy Engine or Connection"):
        Migrator(wrong, scripts)
    with pytest.raises(CommandError, match="needs an AsyncEngine or AsyncConnection"):
        AsyncMigrator(wrong, scripts)


def test_the_two_are_told_apart(sqlite_engine: Engine, scripts: Path) -> None:
    with pytest.raises(CommandError, match="AsyncMigrator"):
        Migrator(create_async_engine("sqlite+aiosqlite://"), scripts)  # type: ignore[arg-type]
    with pytest.raises(CommandError, match="there is Migrator"):
        AsyncMigrator(sqlite_engine, scripts)  # type: ignore[arg-type]


def test_a_wrong_target_and_a_wrong_folder_are_named(sqlite_engine: Engine, scripts: Path) -> None:
    with pytest.raises(ResolutionError, match="zz9"):
        Migrator(sqlite_engine, scripts).upgrade("zz9")
    with pytest.raises(ScriptError, match="nowhere"):
        Migrator(sqlite_engine, scripts / "nowhere")
    assert inspect(sqlite_engine).get_table_names() == []


def test_own_connection_as_env_py_gives_it(sqlite_engine: Engine, scripts: Path) -> None:
    def change(connection: Connection) -> None:
        Migrator(connection, scripts).upgrade()

    with sqlite_engine.begin() as connection:
        change(connection)
    assert accounts(sqlite_engine) == [(1, "ann", 7), (2, "bob", 7)]


@pytest.mark.server
def test_a_part_that_is_done_is_not_done_again_where_a_journal_is_kept(mariadb_engine: Engine, scripts: Path) -> None:
    broken = scripts / "versions" / "c3_.py"
    code = broken.read_text(encoding="utf-8")
    first = """op.execute("INSERT INTO account (id, name) VALUES (3, 'eve')")\n    """
    broken.write_text(code.replace('op.add_column("account"', f'{first}op.add_column("acount"'), encoding="utf-8")
    migrator = Migrator(mariadb_engine, scripts, journal=True)
    with pytest.raises(MigrationFailed, match="acount"):
        migrator.upgrade()
    broken.write_text(code.replace('op.add_column("account"', f'{first}op.add_column("account"'), encoding="utf-8")
    assert Migrator(mariadb_engine, scripts, journal=True).upgrade().revisions == ("c3",)
    assert accounts(mariadb_engine) == [(1, "ann", 7), (2, "bob", 7), (3, "eve", 7)]
