"""A project that Alembic made runs as it is: the same texts and exit codes, the same rows, and Alembic can go on."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.compat.peer import ALEMBIC, ALIAS, REVGRAPH, PeerProject

pytest.importorskip("alembic")


@pytest.fixture
def project(tmp_path: Path) -> PeerProject:
    made = PeerProject(tmp_path).make()
    made.add_revision("aaaa1", None, "first", 'op.create_table("a", sa.Column("id", sa.Integer))', 'op.drop_table("a")')
    made.add_revision("bbbb2", "aaaa1", "second", 'op.add_column("a", sa.Column("x", sa.Integer))', "pass")
    made.add_revision(
        "cccc3", "bbbb2", "third", 'op.create_table("c", sa.Column("id", sa.Integer))', 'op.drop_table("c")'
    )
    return made


def tables(project: PeerProject) -> set[str]:
    with closing(sqlite3.connect(project.root / "database.sqlite")) as connection:
        return {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def version(project: PeerProject) -> list[str]:
    with closing(sqlite3.connect(project.root / "database.sqlite")) as connection:
        return [row for (row,) in connection.execute("SELECT version_num FROM alembic_version")]


def test_revgraph_runs_it_without_being_told_what_it_is(project: PeerProject) -> None:
    done = project.run(REVGRAPH, "upgrade", "head")
    assert done.code == 0, done
    assert tables(project) == {"alembic_version", "a", "c"}
    assert version(project) == ["cccc3"]
    # the ini file sets up logging by Alembic's names
    assert "INFO  [alembic.runtime.migration] Running upgrade aaaa1 -> bbbb2, second" in done.err


def test_alembic_goes_on_where_revgraph_stopped_and_back(project: PeerProject) -> None:
    for program, target, at in (
        (REVGRAPH, "aaaa1", "aaaa1"),
        (ALEMBIC, "+1", "bbbb2"),
        (ALIAS, "head", "cccc3"),
        (ALEMBIC, "head", "cccc3"),
    ):
        done = project.run(program, "upgrade", target)
        assert done.code == 0, done
        assert version(project) == [at]
    assert project.run(REVGRAPH, "downgrade", "-1").code == 0
    assert project.run(ALEMBIC, "current").out == "bbbb2\n"


@pytest.mark.parametrize("verbose", [(), ("-v",)], ids=["short", "long"])
@pytest.mark.parametrize("command", ["heads", "history", "branches", "current"])
def test_reports_are_the_same(project: PeerProject, command: str, verbose: tuple[str, ...]) -> None:
    assert project.run(ALEMBIC, "upgrade", "bbbb2").code == 0
    theirs = project.run(ALEMBIC, command, *verbose)
    for program in (ALIAS, REVGRAPH):
        own = project.run(program, command, *verbose)
        assert (own.code, own.out) == (theirs.code, theirs.out)


@pytest.mark.parametrize(
    "arguments",
    [
        ("show", "nonesuch"),
        ("upgrade", "nonesuch"),
        ("upgrade", "a:b"),
        ("downgrade", "base", "--sql"),
        ("heads", "--nonesuch"),
        ("nonesuch",),
        (),
        ("-c", "nonesuch.ini", "heads"),
        ("current", "--check-heads"),
        ("revision", "--rev-id", "a-b"),
        ("init", "alembic"),
    ],
    ids=" ".join,
)
def test_the_program_fails_with_the_codes_of_the_original(project: PeerProject, arguments: tuple[str, ...]) -> None:
    theirs, own = project.run(ALEMBIC, *arguments), project.run(ALIAS, *arguments)
    assert own.code == theirs.code != 0
    assert own.out.startswith("FAILED: ") == theirs.out.startswith("FAILED: ")
    assert "Traceback" not in own.err


@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("upgrade", "--help"), ("revision", "--help")])
def test_the_program_tells_of_the_same_options(project: PeerProject, arguments: tuple[str, ...]) -> None:
    theirs, own = project.run(ALEMBIC, *arguments), project.run(ALIAS, *arguments)
    assert own.code == theirs.code == 0
    options = {word.strip(",[]") for word in theirs.out.split() if word.lstrip("[").startswith("-")}
    assert options <= {word.strip(",[]") for word in own.out.split()}
    if arguments == ("--version",):
        assert own.out == theirs.out


def test_a_new_revision_is_what_alembic_would_write(project: PeerProject) -> None:
    (project.root / "models.py").write_text(
        "from sqlalchemy import Column, Integer, MetaData, Table\n\nmetadata = MetaData()\n"
        'Table("a", metadata, Column("id", Integer), Column("x", Integer))\n'
        'Table("c", metadata, Column("id", Integer))\n'
        'Table("new", metadata, Column("id", Integer, primary_key=True), Column("b", Integer, index=True))\n',
        encoding="utf-8",
    )
    env = project.root / "alembic/env.py"
    text = env.read_text(encoding="utf-8")
    env.write_text(text.replace("target_metadata = None", "from models import metadata as target_metadata"))
    assert project.run(ALEMBIC, "upgrade", "head").code == 0
    written = []
    for program, name in ((ALEMBIC, "dddd4"), (ALIAS, "eeee5")):
        done = project.run(
            program, "revision", "--autogenerate", "-m", "new", "--rev-id", name, "--head", "cccc3", "--splice"
        )
        assert done.code == 0, done
        path = project.root / "alembic/versions" / f"{name}_new.py"
        # the way down differs: revgraph leaves out what goes with its table
        upgrade = path.read_text().partition("def downgrade")[0].replace(name, "ID")
        written.append([line for line in upgrade.splitlines() if "Create Date" not in line])
        path.unlink()
    assert written[1] == written[0]


def test_what_init_writes_runs_through_both(tmp_path: Path) -> None:
    project = PeerProject(tmp_path)
    assert project.run(ALIAS, "init", "alembic").code == 0
    ini = tmp_path / "alembic.ini"
    ini.write_text(
        ini.read_text().replace("driver://user:pass@localhost/dbname", f"sqlite:///{tmp_path}/database.sqlite")
    )
    for program in (ALIAS, ALEMBIC, REVGRAPH):
        done = project.run(program, "revision", "-m", f"by {program[1]}")
        assert done.code == 0, done
        done = project.run(program, "upgrade", "head")
        assert done.code == 0, done
    assert tables(project) == {"alembic_version"}
    assert not (tmp_path / "alembic/heads.lock").exists()


def test_autogenerate_writes_a_revision_also_where_nothing_differs_and_drops_what_the_models_lack(
    project: PeerProject,
) -> None:
    env = project.root / "alembic" / "env.py"
    with_models = "import sqlalchemy\n\ntarget_metadata = sqlalchemy.MetaData()"
    env.write_text(env.read_text(encoding="utf-8").replace("target_metadata = None", with_models), encoding="utf-8")
    assert project.run(REVGRAPH, "upgrade", "head").code == 0
    for program, revision in ((ALIAS, "dddd4"), (REVGRAPH, "eeee5")):
        done = project.run(program, "revision", "--autogenerate", "-m", "next", "--rev-id", revision)
        assert done.code == 0, done
        assert project.run(ALEMBIC, "upgrade", "head").code == 0
        assert version(project) == [revision]
        assert tables(project) == {"alembic_version"}


def test_a_pipe_that_nobody_reads_is_no_error(project: PeerProject) -> None:
    for number in range(2000):
        project.add_revision(f"dddd{number}", f"dddd{number - 1}" if number else "cccc3", "x" * 60, "pass", "pass")
    line = f"{sys.executable} -m revgraph history | head -1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", line], cwd=project.root, capture_output=True, text=True, timeout=60)
    assert (done.stdout.count("\n"), done.stderr, done.returncode) == (1, "", 141)


@pytest.mark.parametrize("asked", [("ensure_version", "--sql"), ("upgrade", "head", "--sql")])
def test_scripts_for_sqlite_have_no_words_for_transactions(project: PeerProject, asked: tuple[str, ...]) -> None:
    ours, theirs = (project.run(program, *asked).out for program in (REVGRAPH, ALEMBIC))
    assert ours.removeprefix("PRAGMA foreign_keys=OFF;\n\n") == theirs.replace(" RETURNING version_num", "")
    env = project.root / "alembic/env.py"
    env.write_text(env.read_text().replace("literal_binds=True,", "literal_binds=True, transactional_ddl=True,"))
    assert "BEGIN;\n\nCREATE TABLE alembic_version" in project.run(REVGRAPH, *asked).out
    # a project of revgraph's own has them
    assert project.run(REVGRAPH, "adopt").code == 0
    env.write_text(env.read_text().replace(", transactional_ddl=True", ""))
    assert "BEGIN;\n\nCREATE TABLE alembic_version" in project.run(REVGRAPH, *asked).out


@pytest.mark.parametrize("command", ["upgrade head", "downgrade cccc3:base", "stamp bbbb2", "stamp aaaa1:cccc3"])
def test_a_script_announces_its_steps_in_alembics_words(project: PeerProject, command: str) -> None:
    def announced(program: tuple[str, ...]) -> tuple[list[str], list[str]]:
        done = project.run(program, *command.split(), "--sql")
        assert done.code == 0, done
        return [line for line in done.out.splitlines() if line.startswith("--")], [
            line for line in done.err.splitlines() if "Running" in line
        ]

    assert announced(ALIAS) == announced(ALEMBIC)


def test_an_env_py_without_models_is_named_in_alembics_words(project: PeerProject) -> None:
    assert project.run(ALEMBIC, "upgrade", "head").code == 0
    theirs, own = (project.run(program, "check") for program in (ALEMBIC, ALIAS))
    assert "env.py does not provide a MetaData object" in theirs.out + theirs.err
    assert (own.code, own.out) == (theirs.code, theirs.out)
