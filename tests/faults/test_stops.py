"""What nobody but a person can know: raw DDL cut off on a database that commits it. The report's commands go on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.kit.faults import KILLED, Database, FaultRunner, journal, picture, write_history
from tests.kit.portraits import differences
from tests.kit.project import Project
from tests.kit.sessions import connected

pytestmark = pytest.mark.server

START = 'op.create_table("t", sa.Column("n", sa.Integer))\nop.execute("INSERT INTO t VALUES (1)")'
RAW = """
op.create_table("side", sa.Column("n", sa.Integer))
op.execute("ALTER TABLE t ADD COLUMN c INTEGER")
op.execute("UPDATE t SET n = n + 10")
"""
STOPPED = 5
CHOICES = {
    # a person sees to it that the statement in doubt is not done
    "--resume": ("ALTER TABLE t DROP COLUMN c", ("upgrade", "head", "--resume")),
    # a person takes back by hand what is done, and all of it runs anew
    "--rolled-back": ("ALTER TABLE t DROP COLUMN c; DROP TABLE side", ("resolve", "r02", "--rolled-back")),
    # a person does by hand what is not done
    "--applied": ("UPDATE t SET n = n + 10", ("resolve", "r02", "--applied")),
}


@pytest.mark.parametrize("choice", CHOICES)
def test_each_choice_leads_to_the_end(
    runner: FaultRunner, project_of: Callable[[str], Project], tmp_path: Path, choice: str
) -> None:
    """Killed right behind the raw statement, before it is written down that it is done."""
    by_hand, argv = CHOICES[choice]
    project = project_of("mariadb")
    database = Database(project.url)
    ids = write_history(project, [START, RAW])
    log = tmp_path / "log"
    assert runner.run(project, "upgrade", ids[0]).code == 0
    assert runner.run(project, "upgrade", ids[1], log=log).code == 0
    sent = log.read_text().splitlines()
    at = next(number for number, line in enumerate(sent, start=1) if "ALTER TABLE t ADD" in line)
    wanted = picture(database.url)
    database.empty()
    assert runner.run(project, "upgrade", ids[0]).code == 0
    assert runner.run(project, "upgrade", "head", kill=at + 1).code == KILLED
    for _ in range(2):  # to ask again changes nothing
        stopped = runner.run(project, "upgrade", "head")
        assert stopped.code == STOPPED, stopped
        report = stopped.err[stopped.err.index("error: ") :]
        assert len(report.splitlines()) <= 24
        assert "ALTER TABLE t ADD COLUMN c" in report and choice in report
    with connected(database.url) as connection:
        for statement in filter(None, by_hand.split("; ")):
            connection.exec_driver_sql(statement)
    assert runner.run(project, *argv).code == 0
    last = runner.run(project, "upgrade", "head")
    assert last.code == 0, last
    assert not differences(picture(database.url), wanted)
    assert journal(database.url) == ([(name, "done") for name in ids], 0)


def test_undo_takes_back_what_is_done(runner: FaultRunner, project_of: Callable[[str], Project]) -> None:
    project = project_of("mariadb")
    database = Database(project.url)
    body = 'op.create_table("side", sa.Column("n", sa.Integer))\nop.add_column("t", sa.Column("c", sa.Integer))\n'
    ids = write_history(project, [START, body + 'op.execute("UPDATE t SET n = n + 10")'])
    assert runner.run(project, "upgrade", ids[0]).code == 0
    before = picture(database.url)
    assert runner.run(project, "upgrade", "head", kill=1, like="n + 10").code == KILLED
    undone = runner.run(project, "upgrade", "head", "--undo")
    assert undone.code == 0, undone
    assert not differences(picture(database.url), before)
    assert runner.run(project, "upgrade", "head").code == 0
