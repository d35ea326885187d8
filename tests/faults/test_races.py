"""Eight processes upgrade one fresh database at once: all end well, each migration runs once; also if one is killed."""

from __future__ import annotations

import os
import time

import pytest

from tests.kit.faults import KILLED, Database, FaultRunner, journal, picture, write_history
from tests.kit.portraits import differences
from tests.kit.project import Project

PROCESSES = 8
ROUNDS = 12 if os.environ.get("REVGRAPH_FAULTS") == "all" else 2
HISTORY = [
    'op.create_table("t", sa.Column("id", sa.Integer, primary_key=True), sa.Column("n", sa.Integer))\n'
    'op.execute("INSERT INTO t (id, n) VALUES (1, 0)")',
    *(
        f'op.execute("UPDATE t SET n = n + {10**number}")\nop.add_column("t", sa.Column("c{number}", sa.Integer))\n'
        f'op.execute("INSERT INTO t (id, n) SELECT MAX(id) + 1, {number} FROM t")'
        for number in range(6)
    ),
]

pytestmark = pytest.mark.server


@pytest.mark.parametrize("round_", range(ROUNDS))
def test_eight_at_once(runner: FaultRunner, bare_project: Project, database: Database, round_: int) -> None:
    ids, wanted = prepared(runner, bare_project, database)
    go = time.time() + 0.3
    running = [runner.start(bare_project, "upgrade", "head", start_at=go) for _ in range(PROCESSES)]
    results = [runner.wait(each) for each in running]
    assert [result.code for result in results] == [0] * PROCESSES, [result.err for result in results if result.code]
    assert not differences(picture(database.url), wanted)
    assert journal(database.url) == ([(name, "done") for name in ids], 0)
    for name in ids:
        assert sum(f"-> {name}," in result.err for result in results) == 1, [result.err for result in results]


@pytest.mark.parametrize("round_", range(ROUNDS))
def test_eight_at_once_and_the_one_who_migrates_is_killed(
    runner: FaultRunner, bare_project: Project, database: Database, round_: int
) -> None:
    ids, wanted = prepared(runner, bare_project, database)
    # it meets its end at a change of the fourth revision, where it holds the lock
    doomed = runner.start(bare_project, "upgrade", "head", kill=1, like="n + 100")
    go = time.time() + (0.05 * round_)
    running = [runner.start(bare_project, "upgrade", "head", start_at=go) for _ in range(PROCESSES - 1)]
    results = [runner.wait(each) for each in running]
    end = runner.wait(doomed).code
    assert end in (KILLED, 0)
    assert [result.code for result in results] == [0] * len(running), [result.err for result in results if result.code]
    assert not differences(picture(database.url), wanted)
    assert journal(database.url) == ([(name, "done") for name in ids], 0)


def prepared(runner: FaultRunner, project: Project, database: Database) -> tuple[list[str], dict[str, object]]:
    """Write the history; return it and what it makes of an empty database, which is left empty."""
    ids = write_history(project, HISTORY)
    result = runner.run(project, "upgrade", "head")
    assert result.code == 0, result
    wanted = picture(database.url)
    database.empty()
    return ids, wanted
