"""A process that is killed while it migrates: the next one ends in the right schema and the right data."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, create_engine, inspect, text
from sqlalchemy.pool import NullPool

from tests.kit.project import Project

KILLER = '''
def kill_at(connection):
    """Kill this process with no chance to clean up, at the n-th statement that writes, before it or behind it."""
    import signal

    from sqlalchemy import event

    at, behind = int(os.environ.get("TEST_KILL_AT", "0")), os.environ.get("TEST_KILL_BEHIND") == "1"
    seen = [0]

    def die(conn, cursor, statement, *rest):
        if not statement.lstrip().upper().startswith(("SELECT", "SHOW", "DESCRIBE", "PRAGMA", "BEGIN")):
            seen[0] += 1
            if seen[0] == at:
                os.kill(os.getpid(), signal.SIGKILL)

    event.listen(connection, "after_cursor_execute" if behind else "before_cursor_execute", die)


def run_on(connection) -> None:
'''

UPGRADE = """
t = op.create_table("account", sa.Column("id", sa.Integer, primary_key=True), sa.Column("n", sa.Integer, index=True))
op.bulk_insert(t, [{"id": 1, "n": 1}, {"id": 2, "n": 2}])
op.add_column("account", sa.Column("total", sa.Integer))
op.execute("UPDATE account SET total = 0")
op.get_bind().execute(sa.text("UPDATE account SET total = total + n * 10"))
op.execute("UPDATE account SET total = total + 1")
op.create_index("ix_total", "account", ["total"])
op.get_bind().execute(sa.text("UPDATE account SET total = total + 5"))
"""
SECOND = "op.drop_index('ix_total', 'account')\nop.execute('UPDATE account SET total = total * 2')"


@pytest.fixture
def killable(server_project: Project) -> Project:
    """A project with two revisions whose env.py kills the process where it is told to."""
    server_project.add_revision("aaaa1111", None, upgrade=UPGRADE.strip())
    server_project.add_revision("bbbb2222", "aaaa1111", upgrade=SECOND)
    server_project.edit("migrations/env.py", "\ndef run_on(connection) -> None:\n", KILLER)
    server_project.edit(
        "migrations/env.py",
        "    with context.begin_transaction():\n        context.run_migrations()\n\n\nif",
        "    kill_at(connection)\n    with context.begin_transaction():\n        context.run_migrations()\n\n\nif",
    )
    return server_project


def found(engine: Engine) -> tuple[list[str | None], list[tuple[int, ...]]]:
    with engine.connect() as connection:
        indexes = sorted(str(index["name"]) for index in inspect(connection).get_indexes("account"))
        return indexes, [tuple(row) for row in connection.execute(text("SELECT id, n, total FROM account ORDER BY id"))]


@pytest.mark.server
@pytest.mark.parametrize("behind", [False, True], ids=["before", "behind"])
def test_killed_again_and_again_it_ends_right(killable: Project, database_url: str, behind: bool) -> None:
    engine = create_engine(database_url, poolclass=NullPool)
    killed = 0
    for at in (3, 6, 9, 5, 8, 4, 7, 2, 11, 14):
        kill = {"TEST_KILL_AT": str(at), "TEST_KILL_BEHIND": str(int(behind))}
        result = killable.spawn("upgrade", "head", env=kill)
        killed += result.code == -9
        assert result.code in (0, -9), result
    result = killable.spawn("upgrade", "head")
    assert result.code == 0, result
    assert killed >= 2
    assert found(engine) == (["ix_account_n"], [(1, 1, 32), (2, 2, 52)])
    with engine.connect() as connection:
        states = connection.execute(text("SELECT revision, state FROM revgraph_journal ORDER BY id")).all()
        assert [tuple(row) for row in states] == [("aaaa1111", "done"), ("bbbb2222", "done")]
        if inspect(connection).has_table("revgraph_journal_statement"):
            assert connection.execute(text("SELECT COUNT(*) FROM revgraph_journal_statement")).scalar() == 0
    engine.dispose()
