"""Signs of life: in one line of a terminal, gone in the end; none where nobody looks."""

from __future__ import annotations

import re
import threading

import pytest
from sqlalchemy import make_url

from tests.kit.project import Project
from tests.kit.terminal import run_at_terminal

SLEEP = {
    "postgresql": 'op.execute("SELECT pg_sleep(2.2)")',
    "mysql": 'op.execute("SELECT SLEEP(2.2)")',
    "sqlite": "sa.event.listen(op.get_bind(), 'before_cursor_execute', lambda *a: op.get_bind().connection"
    ".driver_connection.create_function('wait', 1, __import__('time').sleep), once=True)\n"
    'op.execute("SELECT wait(2.2)")',
}
TABLE = 'op.create_table("t{0}", sa.Column("id", sa.Integer))'
NO_LOGGING = "if config.config_file_name is not None and os.path.isfile(config.config_file_name):"


@pytest.fixture
def slow(server_project: Project) -> Project:
    """Two revisions, of which the second has a statement that takes a while."""
    server_project.add_revision("aaaa1111", None, "begin", upgrade=TABLE.format(1))
    sleep = SLEEP[make_url(server_project.url).get_backend_name()]
    server_project.add_revision("bbbb2222", "aaaa1111", "wait", upgrade=f"{TABLE.format(2)}\n{sleep}")
    return server_project


def test_a_long_statement_is_told_of_while_it_runs_and_nothing_stays(slow: Project) -> None:
    seen = run_at_terminal(slow, "upgrade", "head", patience=0.3)
    assert seen.code == 0, seen
    told = [text for text in seen.shown if re.search(r": execute SELECT \S+\(2\.2\), \d s$", text)]
    assert told and all(text.startswith("1/2 done; upgrade aaaa1111 -> bbbb2222, wait: ") for text in told), seen.raw
    assert not told[-1].endswith(", 0 s"), seen.raw
    assert all(line.startswith("INFO ") for line in seen.screen[:-1]), seen.screen
    assert seen.screen[-1] == ""
    assert seen.out == ""


def test_a_piped_run_writes_what_it_always_wrote(slow: Project) -> None:
    result = slow.spawn("upgrade", "head")
    assert result.code == 0
    assert re.fullmatch(r"(INFO  \[revgraph\S*\] [^\r\n]*\n)+", result.err), result.err
    running = [line for line in result.err.splitlines() if "Running" in line]
    assert running == [
        "INFO  [revgraph.runtime.migration] Running upgrade  -> aaaa1111, begin",
        "INFO  [revgraph.runtime.migration] Running upgrade aaaa1111 -> bbbb2222, wait",
    ]


def test_several_revisions_are_counted_without_any_logging(project: Project) -> None:
    project.edit("migrations/env.py", NO_LOGGING, "if False:")
    parent = None
    for number in range(3):
        project.add_revision(f"aaaa000{number}", parent, f"number {number}", upgrade=TABLE.format(number))
        parent = f"aaaa000{number}"
    seen = run_at_terminal(project, "upgrade", "head")
    assert seen.shown == [
        "0/3 done; upgrade  -> aaaa0000, number 0",
        "1/3 done; upgrade aaaa0000 -> aaaa0001, number 1",
        "2/3 done; upgrade aaaa0001 -> aaaa0002, number 2",
    ]
    assert seen.screen == [""]


@pytest.mark.parametrize("quiet", [True, False])
def test_one_revision_alone_or_a_wish_for_quiet_shows_no_count(project: Project, quiet: bool) -> None:
    project.edit("migrations/env.py", NO_LOGGING, "if False:")
    project.add_revision("aaaa1111", None)
    if quiet:
        project.add_revision("bbbb2222", "aaaa1111")
    seen = run_at_terminal(project, *(["-q"] if quiet else []), "upgrade", "head")
    assert (seen.code, seen.raw) == (0, "")


def test_an_error_stands_on_a_line_of_its_own(slow: Project) -> None:
    slow.edit("migrations/versions/bbbb2222_.py", "2.2)", "2.2), nosuch" + "x" * 120)
    seen = run_at_terminal(slow, "upgrade", "head", patience=0.1)
    assert seen.code == 1
    assert any(line.startswith("error: upgrade aaaa1111 -> bbbb2222, wait failed") for line in seen.screen), seen.screen
    assert not [line for line in seen.screen if "done; " in line]


def test_what_a_script_prints_comes_above_the_line(project: Project) -> None:
    project.edit("migrations/env.py", NO_LOGGING, "if False:")
    say = (
        "import sys\nprint('half a ', end='', file=sys.stderr)\nop.execute('SELECT 1')\nprint('line', file=sys.stderr)"
    )
    project.add_revision("aaaa1111", None, upgrade=say)
    project.add_revision("bbbb2222", "aaaa1111", upgrade=say)
    assert run_at_terminal(project, "upgrade", "head").screen == ["half a line", "half a line", ""]


def test_nobody_watches_where_nobody_looks(project: Project) -> None:
    project.add_revision(
        "aaaa1111",
        None,
        upgrade="import threading\nassert 'signs of life' not in str(threading.enumerate()), threading.enumerate()",
    )
    assert project.run("upgrade", "head").code == 0
    assert "signs of life" not in str(threading.enumerate())
