"""Killed or cut off in the middle of a statement that takes a while; the server may go on with it on its own."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.kit.fault_history import fault_history
from tests.kit.faults import KILLED, Database, FaultRunner, journal, picture, undisturbed, write_history
from tests.kit.portraits import differences
from tests.kit.project import Project
from tests.kit.sessions import connected

TIMED = 25 if os.environ.get("REVGRAPH_FAULTS") == "all" else 3
ROWS = 100_000

pytestmark = pytest.mark.server

BIG = {
    "mysql": f"INSERT INTO big SELECT seq, seq % 7 FROM seq_1_to_{ROWS}",
    "postgresql": f"INSERT INTO big SELECT i, i % 7 FROM generate_series(1, {ROWS}) AS s(i)",
    "sqlite": "WITH RECURSIVE s(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM s WHERE i < "
    f"{ROWS}) INSERT INTO big SELECT i, i % 7 FROM s",
}
START = """
op.create_table("big", sa.Column("id", sa.Integer, primary_key=True, autoincrement=False), sa.Column("v", sa.Integer))
op.execute({fill!r})
"""
AROUND = """
op.execute("UPDATE big SET v = v + 1 WHERE id < 50")
{long}
op.execute("UPDATE big SET v = v + 10 WHERE id < 50")
"""
WIDEN = 'op.alter_column("big", "v", type_=sa.BigInteger, existing_type=sa.Integer)'
CONCURRENTLY = """
with op.get_context().autocommit_block():
    op.create_index("ix_big", "big", ["v", "id"], postgresql_concurrently=True)
"""
LONG = {
    "an ALTER that copies": (WIDEN, {"mysql": "MODIFY", "postgresql": "TYPE BIGINT", "sqlite": "INSERT INTO"}),
    "a change of all rows": ('op.execute("UPDATE big SET v = v * 2 + 1")', {"": "v * 2"}),
    "an index": ('op.create_index("ix_big", "big", ["v", "id"])', {"": "CREATE INDEX"}),
    "an index built concurrently": (CONCURRENTLY, {"": "CREATE INDEX"}),
}


def at_work(database: Database, like: str) -> bool:
    """Say whether the server is still at a statement."""
    query = {
        "mysql": "SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE INFO LIKE :like AND ID <> CONNECTION_ID()",
        "postgresql": "SELECT COUNT(*) FROM pg_stat_activity WHERE query LIKE :like AND state = 'active' "
        "AND pid <> pg_backend_pid() AND datname = current_database()",
    }[database.kind]
    with connected(database.url) as connection:
        return bool(connection.execute(text(query), {"like": f"%{like}%"}).scalar())


@pytest.mark.parametrize("what", LONG)
def test_killed_within_a_long_statement(
    runner: FaultRunner, bare_project: Project, database: Database, what: str
) -> None:
    long, words = LONG[what]
    like = words.get(database.kind) or words[""]
    ids = write_history(bare_project, [START.format(fill=BIG[database.kind]), AROUND.format(long=long)])
    assert runner.run(bare_project, "upgrade", ids[0]).code == 0
    began = time.monotonic()
    assert runner.run(bare_project, "upgrade", ids[1]).code == 0
    took = time.monotonic() - began
    wanted = picture(database.url)
    for share in (0.02, 0.2):
        database.empty()
        assert runner.run(bare_project, "upgrade", ids[0]).code == 0
        killed = runner.run(bare_project, "upgrade", ids[1], kill=1, within=took * share, like=like)
        assert killed.code in (KILLED, 0), killed
        again = runner.run(bare_project, "upgrade", "head")
        assert again.code == 0, again
        assert not differences(picture(database.url), wanted)
        assert journal(database.url) == ([(name, "done") for name in ids], 0)


@pytest.mark.parametrize("kind", [pytest.param("mariadb"), pytest.param("postgresql")])
def test_the_next_run_waits_for_what_the_server_is_still_at(
    runner: FaultRunner, project_of: Callable[[str], Project], kind: str
) -> None:
    """Another session holds the table, so the statement of the killed process has not even begun to change it."""
    project = project_of(kind)
    database = Database(project.url)
    long = WIDEN if kind == "mariadb" else CONCURRENTLY
    like = "MODIFY" if kind == "mariadb" else "CREATE INDEX CONC"
    fill = BIG[database.kind].replace(str(ROWS), "500")
    ids = write_history(project, [START.format(fill=fill), AROUND.format(long=long)])
    assert runner.run(project, "upgrade", "head").code == 0
    wanted = picture(database.url)
    database.empty()
    assert runner.run(project, "upgrade", ids[0]).code == 0
    with connected(database.url) as connection:
        connection.exec_driver_sql("BEGIN")
        connection.exec_driver_sql("UPDATE big SET v = v WHERE id = 100")
        killed = runner.run(project, "upgrade", "head", kill=1, within=0.5, like=like)
        assert killed.code == KILLED, killed
        waits = at_work(database, like) and kind == "postgresql"  # MariaDB soon gives up waiting for the table
        next_run = runner.start(project, "upgrade", "head")
        deadline = time.monotonic() + (60 if waits else 1)
        while "Waiting for" not in next_run.err.read_text(encoding="utf-8") and time.monotonic() < deadline:
            time.sleep(0.05)
        connection.exec_driver_sql("COMMIT")
        again = runner.wait(next_run)
    assert again.code == 0, again
    assert not waits or "Waiting for" in again.err, again
    assert not differences(picture(database.url), wanted)
    assert journal(database.url) == ([(name, "done") for name in ids], 0)


def test_killed_at_moments_by_the_clock(
    runner: FaultRunner, bare_project: Project, database: Database, tmp_path: Path
) -> None:
    ids = write_history(bare_project, fault_history(database.kind))
    course = undisturbed(runner, bare_project, database, ids, tmp_path / "log")
    began = time.monotonic()
    assert runner.run(bare_project, "upgrade", "head").code == 0
    took = time.monotonic() - began
    chance, kills = random.Random(5), 0
    for _ in range(TIMED):
        database.empty()
        for _ in range(3):
            kills += runner.run(bare_project, "upgrade", "head", kill=1, within=chance.random() * took).code == KILLED
        result = runner.run(bare_project, "upgrade", "head")
        assert result.code == 0, result
        assert not differences(picture(database.url), course.pictures[-1])
        assert journal(database.url) == (course.journal, 0)
    print(f"\n{database.kind}: killed {kills} times by the clock: all right")
    assert kills
