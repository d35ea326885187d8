"""A process asked to end rolls back, says so in one line, and exits as shells expect; the next run goes through."""

from __future__ import annotations

import signal
import subprocess
import sys
import time

import pytest
from sqlalchemy import create_engine, inspect, make_url

from revgraph.cli.signals import Terminated, exit_code, raised_as_exceptions
from tests.kit.project import Project, process_environment
from tests.kit.sessions import session_at
from tests.kit.wrong import Step, env_py, file, revision

LONG = {
    "sqlite": "import time; time.sleep(60)",
    "postgresql": 'op.execute("SELECT pg_sleep(60)")',
    "mysql": 'op.execute("SELECT SLEEP(60)")',
}
LONG_IN_SERVER = {"postgresql": "SELECT pg_sleep%", "mysql": "SELECT SLEEP%"}
ROLLED_BACK = "This migration was rolled back: the database is at aaaa1111. Upgrade again.\n"
LEFT = {
    "sqlite": ROLLED_BACK,
    "postgresql": ROLLED_BACK,
    "mysql": "the journal knows how far it came. The version table says aaaa1111. Upgrade again: it goes on there.\n",
}
BEFORE = 'op.create_table("before", sa.Column("id", sa.Integer))'
WHILE = "import os, pathlib\nif os.environ.get('SLOW'):\n    pathlib.Path('reached').touch()\n    "


def slow_project(project: Project) -> None:
    dialect = make_url(project.url).get_backend_name()
    project.add_revision("aaaa1111", None, upgrade=BEFORE)
    project.add_revision("bbbb2222", "aaaa1111", upgrade=f"{WHILE}{LONG[dialect]}\n{BEFORE.replace('before', 'after')}")


def as_usual() -> None:
    """Let every signal do what it does by default, also where the tests themselves run without it (nohup)."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL if number != signal.SIGINT else signal.default_int_handler)


def slowed(name: str) -> Step:
    """Have a revision file take long to be loaded."""

    def step(project: Project) -> None:
        path = project.versions / name
        path.write_text(path.read_text(encoding="utf-8") + f"\n\n{SLOW}", encoding="utf-8")

    return step


def interrupted(project: Project, number: int, *argv: str) -> subprocess.CompletedProcess[str]:
    """Run a command, end it as soon as it has reached what takes long, and return what it left."""
    environment = {**process_environment(), "SLOW": "1"}
    dialect = make_url(project.url or "sqlite://").get_backend_name()
    with subprocess.Popen(
        [sys.executable, "-m", "revgraph", *(argv or ("upgrade", "head"))],
        cwd=project.root,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=as_usual,
    ) as process:
        deadline = time.monotonic() + 30
        while not (project.root / "reached").exists() and process.poll() is None:
            assert time.monotonic() < deadline, "it never came to the long statement"
            time.sleep(0.02)
        if dialect in LONG_IN_SERVER:
            session_at(project.url, LONG_IN_SERVER[dialect])
        process.send_signal(number)
        out, err = process.communicate(timeout=30)
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)


SLOW = "import pathlib, time\npathlib.Path('reached').touch()\ntime.sleep(60)\n"
PLACES = {
    "env.py": ("current", env_py(SLOW)),
    "the models": ("check", file("slow_models.py", SLOW), env_py("import slow_models\n")),
    "a computed header": (
        "heads",
        file("migrations/versions/x.py", f"{SLOW}revision = str(1)\ndown_revision = None\n"),
    ),
    "a revision that is loaded": ("upgrade head", revision("aaaa1111", upgrade="pass", name="x.py"), slowed("x.py")),
    "a script that is written": ("upgrade head --sql", revision("aaaa1111", upgrade=SLOW)),
}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda each: each.name)
@pytest.mark.parametrize("place", PLACES)
def test_it_may_be_ended_at_any_place(project: Project, place: str, number: signal.Signals) -> None:
    command, *steps = PLACES[place]
    for step in steps:
        step(project)
    files = project.tree()
    ended = interrupted(project, number, *command.split())
    assert ended.returncode == 128 + number, ended
    assert "Traceback" not in ended.stderr, ended
    said = [line for line in ended.stderr.splitlines() if not line.startswith("INFO ")]
    assert said and said[0].startswith("interrupted"), ended
    (project.root / "reached").unlink()
    assert (project.tree(), project.schema()) == (files, [])


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP], ids=lambda each: each.name)
def test_a_run_that_is_ended_leaves_a_database_to_go_on_with(server_project: Project, number: signal.Signals) -> None:
    slow_project(server_project)
    ended = interrupted(server_project, number)
    assert ended.returncode == 128 + number, ended.stderr
    assert "Traceback" not in ended.stderr, ended.stderr
    told = ended.stderr[ended.stderr.index("\ninterrupted: ") :]
    by = "" if number == signal.SIGINT else f"ended by {number.name}: "
    assert told.startswith(f"\ninterrupted: {by}upgrade aaaa1111 -> bbbb2222: "), ended.stderr
    assert LEFT[make_url(server_project.url).get_backend_name()] in told, ended.stderr
    assert "Mend" not in told and "INFO" not in told, ended.stderr

    engine = create_engine(server_project.url)
    assert {"before", "after"} & set(inspect(engine).get_table_names()) == {"before"}
    assert server_project.spawn("current").out.split()[0] == "aaaa1111"
    again = server_project.spawn("upgrade", "head")
    assert again.code == 0, again
    assert {"before", "after"} <= set(inspect(engine).get_table_names())
    engine.dispose()


def test_a_programs_own_handler_is_kept() -> None:
    def own(number: int, frame: object) -> None:
        raise AssertionError("called")

    before = signal.signal(signal.SIGTERM, own)
    try:
        with raised_as_exceptions():
            assert signal.getsignal(signal.SIGTERM) is own
        assert signal.getsignal(signal.SIGTERM) is own
    finally:
        signal.signal(signal.SIGTERM, before)


def test_handlers_are_set_inside_the_block_only() -> None:
    with pytest.raises(Terminated) as raised, raised_as_exceptions():
        signal.raise_signal(signal.SIGTERM)
    assert exit_code(raised.value) == 143
    assert exit_code(KeyboardInterrupt()) == 130
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
