"""A migration that fails in its third step of five, for twelve reasons: a report of one screen, then mend and rerun.

What a failure leaves differs by database; that the next run ends right does not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from tests.kit.faults import Database, FaultRunner, picture, write_history
from tests.kit.portraits import differences
from tests.kit.project import Project, Result

START = """
t = op.create_table(
    "t",
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("n", sa.Integer),
    sa.Column("word", sa.String(20)),
    sa.Column("spare", sa.Integer),
)
op.bulk_insert(t, [{"id": i, "n": 1, "word": "word" if i < 5 else None} for i in range(1, 6)])
"""
STEPS = """
op.create_table("side", sa.Column("id", sa.Integer, primary_key=True), sa.Column("n", sa.Integer))
op.execute("UPDATE t SET n = n + 10")
{third}
op.execute("UPDATE t SET n = n + 100")
op.add_column("t", sa.Column("late", sa.Integer, server_default="5"))
"""
LONGEST_REPORT = 24
LOCKED = 6


@dataclass(frozen=True)
class Failure:
    """What goes wrong, and the script as it should have been.

    :param wrong: the third step.
    :param right: what it is changed to.
    :param says: words of the report.
    """

    wrong: str
    right: str
    says: tuple[str, ...]


FAILURES = {
    "wrong SQL": Failure(
        'op.execute("UPDTE t SET n = 1")', 'op.execute("UPDATE t SET n = n + 1")', ("UPDTE t SET n = 1",)
    ),
    "data against a constraint": Failure(
        'op.create_index("ix_word", "t", ["n"], unique=True)',
        'op.create_index("ix_word", "t", ["n"])',
        ("CREATE UNIQUE INDEX ix_word",),
    ),
    "Python": Failure("print(1 / 0)", "pass", ("ZeroDivisionError: division by zero",)),
    "no such table": Failure(
        'op.add_column("nosuch", sa.Column("c", sa.Integer))',
        'op.add_column("t", sa.Column("c", sa.Integer))',
        ("nosuch",),
    ),
    "no cast": Failure(
        'op.alter_column("t", "word", type_=sa.Integer, nullable=False, existing_type=sa.String(20), '
        'postgresql_using="word::integer")',
        'op.alter_column("t", "word", type_=sa.String(30), existing_type=sa.String(20))',
        ("word",),
    ),
    "column is there": Failure(
        'op.add_column("t", sa.Column("n", sa.Integer))',
        'op.add_column("t", sa.Column("m", sa.Integer))',
        ("ADD COLUMN", "n"),
    ),
    "batch": Failure(
        'with op.batch_alter_table("t") as batch:\n'
        '    batch.add_column(sa.Column("extra", sa.Integer))\n'
        '    batch.alter_column("word", nullable=False, existing_type=sa.String(20))',
        'with op.batch_alter_table("t") as batch:\n'
        '    batch.add_column(sa.Column("extra", sa.Integer))\n'
        '    batch.alter_column("word", type_=sa.String(30), existing_type=sa.String(20))',
        ("word",),
    ),
    "bulk_insert": Failure(
        'op.bulk_insert(sa.table("t", sa.column("id"), sa.column("n")), [{"id": 20, "n": 1}, {"id": 1, "n": 1}])',
        'op.bulk_insert(sa.table("t", sa.column("id"), sa.column("n")), [{"id": 20, "n": 1}, {"id": 21, "n": 1}])',
        ("INSERT INTO t",),
    ),
    "get_bind": Failure(
        'bind = op.get_bind()\nbind.execute(sa.text("UPDATE t SET n = n + :x"), {"x": 1})\n'
        'bind.execute(sa.text("UPDATE t SET nosuch = 1"))',
        'bind = op.get_bind()\nbind.execute(sa.text("UPDATE t SET n = n + :x"), {"x": 1})\n'
        'bind.execute(sa.text("UPDATE t SET spare = 1"))',
        ("UPDATE t SET nosuch = 1",),
    ),
    "commit by the script": Failure(
        'op.get_bind().commit()\nop.execute("UPDTE t SET n = 1")', 'op.execute("UPDATE t SET n = n + 1")', ()
    ),
}
ENDED_BY_SCRIPT = "commit by the script"


@pytest.fixture
def wanted(runner: FaultRunner, bare_project: Project, database: Database) -> Callable[[str], dict[str, object]]:
    """Return what a database is like after an undisturbed run of a mended script."""

    def run(third: str) -> dict[str, object]:
        ids = write_history(bare_project, [START, STEPS.format(third=third)])
        result = runner.run(bare_project, "upgrade", ids[-1])
        assert result.code == 0, result
        found = picture(database.url)
        database.empty()
        return found

    return run


@pytest.mark.parametrize("name", FAILURES)
def test_a_failure_is_reported_and_after_mending_the_next_run_ends_right(
    runner: FaultRunner,
    bare_project: Project,
    database: Database,
    wanted: Callable[[str], dict[str, object]],
    name: str,
) -> None:
    failure = FAILURES[name]
    right = wanted(failure.right)
    write_history(bare_project, [START, STEPS.format(third=failure.wrong)])
    failed = runner.run(bare_project, "upgrade", "head")
    ends_itself = name == ENDED_BY_SCRIPT and database.kind != "mysql"
    says = ("ended its transaction by itself", "2 of its statements stay") if ends_itself else failure.says
    assert_one_screen(failed, bare_project, "r02", says=says)
    write_history(bare_project, [START, STEPS.format(third=failure.right)])
    again = runner.run(bare_project, "upgrade", "head")
    assert again.code == 0, again
    assert not differences(picture(database.url), right)


def assert_one_screen(failed: Result, project: Project, revision: str, says: tuple[str, ...] = ()) -> None:
    """Expect an error that says where, what is left, and what to do, in one screen."""
    assert failed.code == 1, failed
    report = failed.err[failed.err.index("error: ") :]
    assert len(report.splitlines()) <= LONGEST_REPORT, report
    assert f"{revision}_.py:" in report, report
    assert f"message of {revision}" in report, report
    for words in says:
        assert words in report, f"{words!r} is missing\n{report}"
    assert "Traceback" not in report
    assert any(words in report for words in ("rolled back", "stay in the database", "Nothing of it is done")), report
    assert any(words in report for words in ("rerun", "again")), report


def test_a_failing_downgrade(runner: FaultRunner, bare_project: Project, database: Database) -> None:
    ids = write_history(bare_project, [START])
    assert runner.run(bare_project, "upgrade", ids[0]).code == 0
    before = picture(database.url)
    down = """
op.drop_column("t", "late")
op.execute("UPDATE t SET n = n - 100")
{third}
op.execute("UPDATE t SET n = n - 10")
op.drop_table("side")
"""
    up = STEPS.format(third='op.add_column("t", sa.Column("m", sa.Integer))')
    write_history(bare_project, [START, (up, down.format(third='op.drop_column("t", "nosuch")'))])
    assert runner.run(bare_project, "upgrade", "head").code == 0
    failed = runner.run(bare_project, "downgrade", "-1")
    assert_one_screen(failed, bare_project, "r02", says=("nosuch",))
    write_history(bare_project, [START, (up, down.format(third='op.drop_column("t", "m")'))])
    again = runner.run(bare_project, "downgrade", "-1")
    assert again.code == 0, again
    assert not differences(picture(database.url), before)


def test_a_lock_of_another_session(
    runner: FaultRunner, bare_project: Project, database: Database, wanted: Callable[[str], dict[str, object]]
) -> None:
    """The third step meets a table that another session holds, and gives up; when that has ended it goes through."""
    impatient = {
        "postgresql": "op.execute(\"SET LOCAL lock_timeout = '200ms'\")",
        "mysql": 'op.execute("SET SESSION lock_wait_timeout = 1")',
        "sqlite": "pass",
    }[database.kind]
    third = f'{impatient}\nop.add_column("held", sa.Column("c", sa.Integer))'
    start = START + 'op.create_table("held", sa.Column("id", sa.Integer))\n'
    ids = write_history(bare_project, [start, STEPS.format(third=third)])
    assert runner.run(bare_project, "upgrade", ids[-1]).code == 0
    right = picture(database.url)
    database.empty()
    if database.kind == "sqlite":
        bare_project.edit("migrations/env.py", "compare_server_default=True,", "lock_timeout=0.5,")
    assert runner.run(bare_project, "upgrade", ids[0]).code == 0
    engine = create_engine(database.url, poolclass=NullPool)
    with engine.connect() as other:
        if database.kind == "sqlite":
            other.exec_driver_sql("BEGIN IMMEDIATE")
        elif database.kind == "postgresql":
            other.execute(text("LOCK TABLE held"))
        else:
            other.execute(text("SELECT * FROM held")).all()
        failed = runner.run(bare_project, "upgrade", "head")
        assert failed.code == (LOCKED if database.kind == "sqlite" else 1), failed
        if database.kind != "sqlite":
            assert_one_screen(failed, bare_project, "r02", says=("held",))
        else:
            assert "another process" in failed.err and "nothing was done" in failed.err
        other.rollback()
    engine.dispose()
    again = runner.run(bare_project, "upgrade", "head")
    assert again.code == 0, again
    assert not differences(picture(database.url), right)
