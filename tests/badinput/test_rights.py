"""Files and folders that may not be read or written: tried as a user whom permissions bind, whoever runs the tests."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from functools import cache, partial
from pathlib import Path

import pytest

from tests.kit.project import Project, Result, process_environment
from tests.kit.wrong import Step, Wrong, done, file, line, refused, revision, wrong

NOBODY = 65534
CREATE = "op.create_table('t', sa.Column('id', sa.Integer()))"


def as_other() -> list[str]:
    """Return what runs a command as a user whom permissions bind; setpriv is part of util-linux."""
    return [] if os.getuid() else ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]


@cache
def why_not() -> str | None:
    """Why no such user can run Python here; None if one can."""
    command = [*as_other(), sys.executable, "-c", "import revgraph, sqlalchemy"]
    try:
        tried = subprocess.run(command, env=process_environment(), capture_output=True, cwd="/", text=True)
    except OSError as error:
        return str(error)
    return tried.stderr if tried.returncode else None


@pytest.fixture
def theirs() -> Iterator[Project]:
    """A project that belongs to the user who runs the commands."""
    if why_not() is not None:
        pytest.skip(f"needs a user whom permissions bind: {why_not()}")
    place = Path(tempfile.mkdtemp())
    place.chmod(0o755)
    root = place / "project"
    root.mkdir()
    yield Project(root).make()
    for path in (place, *place.rglob("*")):
        path.chmod(0o755)
    shutil.rmtree(place)


def mode(bits: int, *names: str) -> Step:
    """Give everything to the user, then take rights on some of it away."""

    def step(project: Project) -> None:
        if not os.getuid():
            for path in (project.root.parent, *project.root.parent.rglob("*")):
                os.chown(path, NOBODY, NOBODY)
        for name in names:
            (project.root / name).chmod(bits)

    return step


def as_nobody(project: Project, *argv: str, env: Mapping[str, str] | None = None) -> Result:
    ended = subprocess.run(
        [*as_other(), sys.executable, "-m", "revgraph", *argv],
        cwd=project.root,
        env={**process_environment(), **(env or {})},
        capture_output=True,
        encoding="utf-8",
    )
    return Result(ended.returncode, ended.stdout, ended.stderr)


V = "migrations/versions"
DENIED = "Permission denied"
UP = "upgrade head"
NEW = "revision -m x"

UNREADABLE = [
    wrong("the ini file", mode(0, "revgraph.ini"), run="heads", says=["revgraph.ini", DENIED]),
    wrong("pyproject.toml", file("pyproject.toml"), mode(0, "pyproject.toml"), run="heads", says=["pyproject", DENIED]),
    wrong("the script directory", line, mode(0, "migrations"), run="heads", says=["migrations", DENIED]),
    wrong("the versions", line, mode(0, V), run="heads", says=[V, DENIED]),
    wrong("the versions, listed only", line, mode(0o444, V), run="heads", says=[V, DENIED]),
    wrong("a revision", line, mode(0, f"{V}/bbbb2222_.py"), run="heads", says=["bbbb2222_.py", DENIED]),
    wrong("a revision, as it is run", line, mode(0, f"{V}/bbbb2222_.py"), run=UP, says=["bbbb2222_.py", DENIED]),
    wrong("env.py", line, mode(0, "migrations/env.py"), run=UP, says=["env.py", DENIED]),
    wrong("the template", mode(0, "migrations/script.py.mako"), run=NEW, says=["script.py.mako", DENIED]),
    wrong("heads.lock", line, done("heads --lock"), mode(0, "migrations/heads.lock"), run=NEW, says=["heads.lock"]),
    wrong("the database", line, done(UP), mode(0, "database.sqlite"), run="current", says=["database.sqlite"]),
    wrong("the project's folder", mode(0o444, "."), run="heads", says=[DENIED]),
    wrong("a template of one's own", file("mine/x.mako"), mode(0, "mine"), run="init -t ./mine new", says=["mine"]),
]

UNWRITABLE = [
    wrong("the versions", line, mode(0o555, V), run=NEW, says=[V, DENIED]),
    wrong("the versions, for merge", line, revision("cccc4444"), mode(0o555, V), run="merge heads", says=[V, DENIED]),
    wrong(
        "the script directory",
        line,
        done("heads --lock"),
        mode(0o555, "migrations"),
        run=NEW,
        keeps=[f"{V}/*_x.py"],
        says=["heads.lock", DENIED, "the revision files are as they should be"],
    ),
    wrong("heads.lock's folder", line, mode(0o555, "migrations"), run="heads --lock", says=["heads.lock", DENIED]),
    wrong(
        "a file that is to be rewritten",
        line,
        mode(0o555, V),
        run="rebase bbbb3333 --onto aaaa1111 --no-database",
        says=["bbbb3333_.py", DENIED],
    ),
    wrong("the folder of a new project", mode(0o555, "."), run="init new", says=["new", DENIED]),
    wrong("the folder of a new configuration", mode(0o555, "."), run="-c new.ini init migrations/new", says=[DENIED]),
    wrong("the folder of a picture", line, mode(0o555, "."), run="graph -o x.svg", says=["x.svg", DENIED]),
    wrong(
        "the database",
        revision("aaaa1111", upgrade=CREATE),
        done("ensure_version"),
        mode(0o444, "database.sqlite"),
        run=UP,
        says=["readonly database"],
    ),
    wrong(
        "the database, stamped",
        line,
        done("ensure_version"),
        mode(0o444, "database.sqlite"),
        run="stamp head",
        says=["readonly database"],
    ),
    wrong("the database's folder", line, done("ensure_version"), mode(0o555, "."), run=UP, says=["database"]),
    wrong("the folder of a new database", line, mode(0o555, "."), run=UP, says=["database.sqlite"]),
    wrong(
        "an editor that may not be run",
        line,
        file("vi"),
        mode(0o644, "vi"),
        run="edit head",
        env={"EDITOR": "./vi", "VISUAL": ""},
        says=["vi", DENIED],
    ),
]


@pytest.mark.parametrize("case", UNREADABLE)
def test_what_may_not_be_read_is_refused(theirs: Project, case: Wrong) -> None:
    refused(theirs, case, partial(as_nobody, theirs))


@pytest.mark.parametrize("case", UNWRITABLE)
def test_what_may_not_be_written_is_refused(theirs: Project, case: Wrong) -> None:
    refused(theirs, case, partial(as_nobody, theirs))


@pytest.mark.parametrize("command", ["heads", "history", UP, "current"])
def test_what_is_only_kept_for_speed_need_not_be_written(theirs: Project, command: str) -> None:
    line(theirs)
    mode(0o555, V)(theirs)
    result = as_nobody(theirs, *command.split())
    assert result.code == 0, result
    assert "error" not in result.err
    assert not (theirs.versions / "__pycache__").exists()
