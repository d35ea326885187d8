"""The database goes away in the middle: its server ends the connection, its disk is full, its file can't be written."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import make_url

from tests.kit.faults import Database, FaultRunner, journal, picture, write_history
from tests.kit.portraits import differences
from tests.kit.project import Project
from tests.kit.servers import DEFAULTS
from tests.kit.sessions import connected, session_at

SERVERS = [pytest.param(kind, marks=pytest.mark.server) for kind in DEFAULTS]
START = """
t = op.create_table("t", sa.Column("id", sa.Integer, primary_key=True), sa.Column("n", sa.Integer))
op.bulk_insert(t, [{"id": i, "n": i} for i in range(1, 6)])
"""
AROUND = """
import os
op.execute("UPDATE t SET n = n + 10")
op.add_column("t", sa.Column("c", sa.Integer))
{cut}
op.execute("UPDATE t SET n = n + 100")
op.create_index("ix_t_n", "t", ["n"])
"""
# the migration has its own connection ended by another one
CUT = """
op.execute("UPDATE t SET n = n + 1000")
if os.environ.get("CUT"):
    bind = op.get_bind()
    own = bind.execute(sa.text("SELECT {own}")).scalar_one()
    with sa.create_engine(bind.engine.url, isolation_level="AUTOCOMMIT").connect() as other:
        other.execute(sa.text(f"{end}"))
"""
NOBODY = 65534
"""A user without rights: the tests may run as one that no mode of a file keeps out."""
WORDS = {
    "postgresql": {"own": "pg_backend_pid()", "end": "SELECT pg_terminate_backend({own})"},
    "mariadb": {"own": "CONNECTION_ID()", "end": "KILL {own}"},
}


def report(err: str) -> str:
    """Return the error's text, which must be of one screen."""
    text = err[err.index("error: ") :]
    assert len(text.splitlines()) <= 24, text
    assert "Traceback" not in text
    return text


@pytest.mark.parametrize("kind", SERVERS)
def test_a_connection_ended_by_the_server(runner: FaultRunner, project_of: Callable[[str], Project], kind: str) -> None:
    project = project_of(kind)
    database = Database(project.url)
    ids = write_history(project, [START, AROUND.format(cut=CUT.format(**WORDS[kind]))])
    assert runner.run(project, "upgrade", "head").code == 0
    wanted = picture(database.url)
    database.empty()
    cut = runner.run(project, "upgrade", "head", env={"CUT": "1"})
    assert cut.code == 1, cut
    told = report(cut.err)
    assert "r02_.py:" in told and "message of r02" in told and "again" in told
    again = runner.run(project, "upgrade", "head")
    assert again.code == 0, again
    assert not differences(picture(database.url), wanted)
    assert journal(database.url) == ([(name, "done") for name in ids], 0)


@pytest.mark.parametrize("kind", SERVERS)
def test_a_connection_ended_within_a_statement(
    runner: FaultRunner, project_of: Callable[[str], Project], kind: str
) -> None:
    project = project_of(kind)
    database = Database(project.url)
    slow = {"postgresql": "SELECT pg_sleep(20)", "mariadb": "SELECT SLEEP(20)"}[kind]
    sleep = f'if os.environ.get("CUT"):\n    op.execute("{slow}")'
    write_history(project, [START, AROUND.format(cut=sleep)])
    assert runner.run(project, "upgrade", "head").code == 0
    wanted = picture(database.url)
    database.empty()
    running = runner.start(project, "upgrade", "head", env={"CUT": "1"})
    end = WORDS[kind]["end"].format(own=session_at(database.url, f"{slow[:12]}%"))
    with connected(database.url) as connection:
        connection.exec_driver_sql(end)
    cut = runner.wait(running)
    assert cut.code == 1, cut
    assert "r02_.py:" in report(cut.err)
    again = runner.run(project, "upgrade", "head")
    assert again.code == 0, again
    assert not differences(picture(database.url), wanted)


@pytest.mark.server
def test_a_build_ended_by_the_server_leaves_no_invalid_index(
    runner: FaultRunner, project_of: Callable[[str], Project]
) -> None:
    """PostgreSQL keeps an index whose concurrent build was ended, marked as not valid; the next run makes it anew."""
    project = project_of("postgresql")
    database = Database(project.url)
    build = (
        "with op.get_context().autocommit_block():\n"
        '    op.create_index("ix_t", "t", ["n"], postgresql_concurrently=True)'
    )
    around = f'op.execute("UPDATE t SET n = n + 10")\n{build}\nop.execute("UPDATE t SET n = n + 100")'
    ids = write_history(project, [START, around])
    assert runner.run(project, "upgrade", "head").code == 0
    wanted = picture(database.url)
    database.empty()
    assert runner.run(project, "upgrade", ids[0]).code == 0
    with connected(database.url) as connection:
        connection.exec_driver_sql("BEGIN")
        connection.exec_driver_sql("LOCK TABLE t IN ROW EXCLUSIVE MODE")
        running = runner.start(project, "upgrade", "head")
        waiting = (
            "SELECT pid FROM pg_stat_activity WHERE query LIKE 'CREATE INDEX CONC%%' AND wait_event_type = 'Lock' "
            "AND datname = current_database()"
        )
        with connected(database.url) as other:
            deadline = time.monotonic() + 60
            while (pid := other.exec_driver_sql(waiting).scalar()) is None:
                assert time.monotonic() < deadline, "it never came to the build"
                time.sleep(0.05)
            other.exec_driver_sql(f"SELECT pg_terminate_backend({pid})")
        cut = runner.wait(running)
        connection.exec_driver_sql("COMMIT")
    assert cut.code == 1, cut
    with connected(database.url) as connection:
        assert connection.exec_driver_sql("SELECT COUNT(*) FROM pg_index WHERE NOT indisvalid").scalar() == 1
    again = runner.run(project, "upgrade", "head")
    assert again.code == 0, again
    assert not differences(picture(database.url), wanted)


def test_a_full_disk(runner: FaultRunner, project_of: Callable[[str], Project]) -> None:
    project = project_of("sqlite")
    database = Database(project.url)
    full = """
if os.environ.get("CUT"):
    pages = op.get_bind().exec_driver_sql("PRAGMA page_count").scalar()
    op.get_bind().exec_driver_sql(f"PRAGMA max_page_count = {pages + 1}")
op.create_table("much", sa.Column("x", sa.Text))
op.execute("INSERT INTO much SELECT hex(zeroblob(2000)) FROM t, t AS u")
"""
    ids = write_history(project, [START, AROUND.format(cut=full)])
    assert runner.run(project, "upgrade", "head").code == 0
    wanted = picture(database.url)
    database.empty()
    cut = runner.run(project, "upgrade", "head", env={"CUT": "1"})
    assert cut.code == 1, cut
    told = report(cut.err)
    assert "disk is full" in told and "r02_.py:" in told and "the database is at r01" in told
    again = runner.run(project, "upgrade", "head")
    assert again.code == 0, again
    assert not differences(picture(database.url), wanted)
    assert journal(database.url) == ([(name, "done") for name in ids], 0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that any user may look into, unlike pytest's own."""
    with TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="needs a system with users")
@pytest.mark.parametrize("what", ["file", "folder"])
def test_what_can_not_be_written(runner: FaultRunner, open_folder: Path, what: str) -> None:
    project = Project(open_folder / "project")
    project.root.mkdir()
    database = Database(f"sqlite:///{project.make().database}")
    ids = write_history(project, [START, AROUND.format(cut="pass")])
    assert runner.run(project, "upgrade", "head").code == 0
    wanted = picture(database.url)
    database.empty()
    assert runner.run(project, "upgrade", ids[0]).code == 0
    before = picture(database.url)
    path = Path(str(make_url(database.url).database))
    barred = path if what == "file" else path.parent
    mode = barred.stat().st_mode
    barred.chmod(mode & ~(stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH))
    try:
        cut = runner.run(project, "upgrade", "head", user=NOBODY)
        assert runner.run(project, "current", user=NOBODY).code == 0
    finally:
        barred.chmod(mode)
    assert cut.code == 1, cut
    told = report(cut.err)
    assert "readonly" in told or "unable to open" in told, told
    assert not differences(picture(database.url), before)
    again = runner.run(project, "upgrade", "head")
    assert again.code == 0, again
    assert not differences(picture(database.url), wanted)
