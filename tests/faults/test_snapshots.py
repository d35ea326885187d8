"""A caller's transaction that has read before it waits for the migration lock must not act on what it saw then."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from sqlalchemy import create_engine, event, text
from sqlalchemy.pool import NullPool

from revgraph import command
from revgraph.config import Config
from revgraph.errors import CommandError, MigrationFailed
from tests.kit.faults import Database, FaultRunner, journal, picture, write_history
from tests.kit.portraits import differences
from tests.kit.project import Project
from tests.kit.servers import DEFAULTS

SERVERS = [pytest.param(kind, marks=pytest.mark.server) for kind in DEFAULTS]
LONG = {"postgresql": "SELECT pg_sleep(1.5)", "mariadb": "SELECT SLEEP(1.5)"}


@pytest.mark.parametrize("level", ["REPEATABLE READ", "READ COMMITTED"])
@pytest.mark.parametrize("kind", SERVERS)
def test_a_callers_old_view_does_not_run_a_migration_twice(
    runner: FaultRunner, project_of: Callable[[str], Project], kind: str, level: str
) -> None:
    project = project_of(kind)
    database = Database(project.url)
    start = 'op.create_table("t", sa.Column("n", sa.Integer))\nop.execute("INSERT INTO t VALUES (0)")'
    slow = f'op.execute("UPDATE t SET n = n + 1")\nop.execute("{LONG[kind]}")'
    ids = write_history(project, [start, slow, 'op.execute("UPDATE t SET n = n + 10")'])
    assert runner.run(project, "upgrade", "head").code == 0
    wanted = picture(database.url)
    database.empty()
    assert runner.run(project, "upgrade", ids[0]).code == 0
    engine = create_engine(database.url, poolclass=NullPool, isolation_level=level)
    config = Config(str(project.ini))
    config.set_main_option("script_location", str(project.root / "migrations"))
    first = runner.start(project, "upgrade", "head")
    time.sleep(0.6)
    try:
        with engine.connect() as connection:
            connection.execute(text("SELECT version_num FROM revgraph_version")).all()
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            connection.commit()
    except MigrationFailed as error:
        # PostgreSQL refuses by itself, and undoes what the old view led to
        assert "could not serialize" in str(error), error
        assert kind == "postgresql" and level == "REPEATABLE READ", error
    finally:
        engine.dispose()
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
    slow = f'op.execute("UPDATE t SET n = n + 1")\nop.execute("{LONG["mariadb"]}")'
    ids = write_history(project, [start, slow, 'op.execute("UPDATE t SET n = n + 10")'])
    assert runner.run(project, "upgrade", ids[0]).code == 0
    engine = create_engine(project.url, poolclass=NullPool, isolation_level="REPEATABLE READ")
    config = Config(str(project.ini))
    config.set_main_option("script_location", str(project.root / "migrations"))
    first = runner.start(project, "upgrade", ids[1])
    time.sleep(0.6)
    with engine.connect() as connection:
        connection.execute(text("SELECT version_num FROM revgraph_version")).all()
        config.attributes["connection"] = connection
        with pytest.raises(CommandError, match=r"meanwhile.*nothing was done.*begin anew"):
            command.upgrade(config, "head")
        connection.rollback()
        command.upgrade(config, "head")
        connection.commit()
        assert connection.execute(text("SELECT n FROM t")).scalar_one() == 11
    engine.dispose()
    assert runner.wait(first).code == 0


@pytest.mark.server
def test_a_journal_that_is_made_while_the_heads_are_read_is_read_in_a_view_of_its_own(
    runner: FaultRunner, project_of: Callable[[str], Project]
) -> None:
    """MariaDB lists a table that another session has not finished creating; an older view must not read it."""
    project = project_of("mariadb")
    write_history(project, ['op.create_table("t", sa.Column("n", sa.Integer))'])
    assert runner.run(project, "upgrade", "head").code == 0
    config = Config(str(project.ini))
    config.set_main_option("script_location", str(project.root / "migrations"))
    engine = create_engine(project.url, poolclass=NullPool)
    made: list[str] = []

    def made_anew(_conn: object, _cursor: object, sql: str, *_rest: object) -> None:
        if "version_num" in sql and sql.startswith("SELECT") and not made:
            made.append(sql)
            with engine.begin() as other:
                other.execute(text("CREATE TABLE copied LIKE revgraph_journal"))
                other.execute(text("DROP TABLE revgraph_journal"))
                other.execute(text("RENAME TABLE copied TO revgraph_journal"))

    with engine.connect() as connection:
        event.listen(connection, "after_cursor_execute", made_anew)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    engine.dispose()
    assert made
