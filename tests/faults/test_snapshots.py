"""A caller's transaction that has read before it waits for the migration lock must not act on what it saw then."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Timer
from typing import Any

import pytest
from sqlalchemy import Connection, create_engine, event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from revgraph import command
from revgraph.config import Config
from revgraph.errors import CommandError, MigrationFailed
from tests.kit.faults import KILLED, Database, FaultRunner, journal, picture, write_history
from tests.kit.portraits import differences
from tests.kit.project import Project
from tests.kit.servers import DEFAULTS
from tests.kit.sessions import gate_held, open_gate, pass_gate, session_at

SERVERS = [pytest.param(kind, marks=pytest.mark.server) for kind in DEFAULTS]


@contextmanager
def caller(project: Project, **options: Any) -> Iterator[tuple[Config, Connection]]:
    """Give a caller's own connection, and the configuration that runs the commands on it."""
    config = Config(str(project.ini))
    config.set_main_option("script_location", str(project.root / "migrations"))
    engine = create_engine(project.url, poolclass=NullPool, **options)
    try:
        with engine.connect() as connection:
            config.attributes["connection"] = connection
            yield config, connection
    finally:
        engine.dispose()


@pytest.mark.parametrize("level", ["REPEATABLE READ", "READ COMMITTED"])
@pytest.mark.parametrize("kind", SERVERS)
def test_a_callers_old_view_does_not_run_a_migration_twice(
    runner: FaultRunner, project_of: Callable[[str], Project], kind: str, level: str
) -> None:
    project = project_of(kind)
    database = Database(project.url)
    start = 'op.create_table("t", sa.Column("n", sa.Integer))\nop.execute("INSERT INTO t VALUES (0)")'
    slow = f'op.execute("UPDATE t SET n = n + 1")\nop.execute("{pass_gate(database.kind)}")'
    ids = write_history(project, [start, slow, 'op.execute("UPDATE t SET n = n + 10")'])
    assert runner.run(project, "upgrade", "head").code == 0
    wanted = picture(database.url)
    database.empty()
    assert runner.run(project, "upgrade", ids[0]).code == 0
    try:
        with gate_held(database.url) as gate, caller(project, isolation_level=level) as (config, connection):
            first = runner.start(project, "upgrade", "head")
            session_at(database.url, pass_gate(database.kind))
            connection.execute(text("SELECT version_num FROM revgraph_version")).all()
            Timer(0.5, open_gate, [gate]).start()
            command.upgrade(config, "head")
            connection.commit()
    except MigrationFailed as error:
        # PostgreSQL refuses by itself, and undoes what the old view led to
        assert "could not serialize" in str(error), error
        assert kind == "postgresql" and level == "REPEATABLE READ", error
    assert runner.wait(first).code == 0
    assert not differences(picture(database.url), wanted)
    assert [state for _, state in journal(database.url)[0]].count("done") == 3


@pytest.mark.server
def test_what_is_left_is_not_run_in_a_callers_old_view(
    runner: FaultRunner, project_of: Callable[[str], Project]
) -> None:
    """On MariaDB a script would read rows as they were before the other process changed them."""
    project = project_of("mariadb")
    start = 'op.create_table("t", sa.Column("n", sa.Integer))\nop.execute("INSERT INTO t VALUES (0)")'
    slow = f'op.execute("UPDATE t SET n = n + 1")\nop.execute("{pass_gate("mysql")}")'
    ids = write_history(project, [start, slow, 'op.execute("UPDATE t SET n = n + 10")'])
    assert runner.run(project, "upgrade", ids[0]).code == 0
    with gate_held(project.url) as gate, caller(project, isolation_level="REPEATABLE READ") as (config, connection):
        first = runner.start(project, "upgrade", ids[1])
        session_at(project.url, pass_gate("mysql"))
        connection.execute(text("SELECT version_num FROM revgraph_version")).all()
        Timer(0.5, open_gate, [gate]).start()
        with pytest.raises(CommandError, match=r"meanwhile.*nothing was done.*begin anew"):
            command.upgrade(config, "head")
        connection.rollback()
        command.upgrade(config, "head")
        connection.commit()
        assert connection.execute(text("SELECT n FROM t")).scalar_one() == 11
    assert runner.wait(first).code == 0


@pytest.mark.server
def test_a_journal_that_is_made_while_the_heads_are_read_is_read_in_a_view_of_its_own(
    runner: FaultRunner, project_of: Callable[[str], Project]
) -> None:
    """MariaDB lists a table that another session has not finished creating; an older view must not read it."""
    project = project_of("mariadb")
    write_history(project, ['op.create_table("t", sa.Column("n", sa.Integer))'])
    assert runner.run(project, "upgrade", "head").code == 0
    made: list[str] = []

    def made_anew(_conn: object, _cursor: object, sql: str, *_rest: object) -> None:
        if "version_num" in sql and sql.startswith("SELECT") and not made:
            made.append(sql)
            with connection.engine.begin() as other:
                other.execute(text("CREATE TABLE copied LIKE revgraph_journal"))
                other.execute(text("DROP TABLE revgraph_journal"))
                other.execute(text("RENAME TABLE copied TO revgraph_journal"))

    with caller(project) as (config, connection):
        event.listen(connection, "after_cursor_execute", made_anew)
        command.upgrade(config, "head")
    assert made


@pytest.mark.server
def test_a_callers_view_that_is_older_than_the_tables(
    runner: FaultRunner, project_of: Callable[[str], Project]
) -> None:
    """MariaDB never shows a table to a transaction that began before it was made."""
    project = project_of("mariadb")
    write_history(project, ['op.create_table("t", sa.Column("n", sa.Integer))'])
    with caller(project) as (config, connection):
        connection.exec_driver_sql("START TRANSACTION WITH CONSISTENT SNAPSHOT")
        assert runner.run(project, "upgrade", "head").code == 0
        with pytest.raises(CommandError, match=r"^another process has changed .*nothing was done.*begin anew$"):
            command.upgrade(config, "head")
        connection.rollback()
        command.upgrade(config, "head")


@pytest.mark.server
def test_a_callers_view_that_the_server_does_not_mix_with_what_came_since(
    runner: FaultRunner, project_of: Callable[[str], Project]
) -> None:
    """With MariaDB's snapshot isolation, the usual thing from 11.6 on, a locking read refuses what has changed."""
    project = project_of("mariadb")
    ids = write_history(project, ['op.create_table("t", sa.Column("n", sa.Integer))', "pass"])
    assert runner.run(project, "upgrade", ids[0]).code == 0
    with caller(project) as (config, connection):
        try:
            connection.exec_driver_sql("SET SESSION innodb_snapshot_isolation = ON")
        except DBAPIError as error:
            pytest.skip(f"this server has no snapshot isolation: {error.orig}")
        connection.exec_driver_sql("START TRANSACTION WITH CONSISTENT SNAPSHOT")
        assert runner.run(project, "upgrade", "head").code == 0
        with pytest.raises(CommandError, match=r"^another process has changed .*nothing was done.*begin anew$"):
            command.upgrade(config, "head")
        connection.rollback()
        command.upgrade(config, "head")


@pytest.mark.server
def test_what_has_been_finished_meanwhile_is_not_resolved(
    runner: FaultRunner, project_of: Callable[[str], Project]
) -> None:
    """The caller's transaction still sees the migration as cut off."""
    project = project_of("mariadb")
    body = 'op.create_table("t", sa.Column("n", sa.Integer))\nop.execute("INSERT INTO t VALUES (1)")'
    ids = write_history(project, [body])
    assert runner.run(project, "upgrade", "head", kill=1, like="INSERT INTO t").code == KILLED
    with caller(project) as (config, connection):
        connection.exec_driver_sql("START TRANSACTION WITH CONSISTENT SNAPSHOT")
        assert runner.run(project, "upgrade", "head").code == 0
        with pytest.raises(CommandError, match=f"no migration of {ids[0]} was cut off"):
            command.resolve(config, ids[0], rolled_back=True)
        connection.rollback()
    assert journal(project.url) == ([(ids[0], "done")], 0)
