"""Streams that end, fill up or can't take a character, and places a process can't be in: as a shell starts it."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.kit.project import Project, process_environment

MIGRATED = ("aaaa1111",)
ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
"""The plain system language, and a Python that is told to live with it."""
LONG = "x" * 300


@pytest.fixture
def history(project: Project) -> Project:
    """Some revisions, the first with letters that ASCII has not."""
    project.add_revision(
        "aaaa1111", None, "größe " + LONG, upgrade="op.create_table('t', sa.Column('id', sa.Integer()))"
    )
    for number in range(12):
        down = f"{number - 1:04}bbbb" if number else "aaaa1111"
        project.add_revision(f"{number:04}bbbb", down, f"message {LONG}")
    return project


@dataclass(frozen=True)
class Ended:
    """What a line of shell left; the code is that of revgraph, not of what it was piped into."""

    code: int
    out: str
    err: str


def shell(
    project: Project, line: str, env: dict[str, str] | None = None, cwd: Path | None = None, out: int = subprocess.PIPE
) -> Ended:
    """Run a line of shell in which ``revgraph`` is the command, and its exit code is written to a file.

    :param out: standard output of the line; default: it is returned.
    """
    code = project.root.parent / "code"
    program = f'"{sys.executable}" -m revgraph'
    script = f'revgraph() {{ ( $LIMIT; exec {program} "$@" ); echo $? > {shlex.quote(str(code))}; }}\n{line}\n'
    done = subprocess.run(
        ["sh", "-c", script],
        cwd=cwd or project.root,
        env={**process_environment(), **(env or {})},
        stdout=out,
        stderr=subprocess.PIPE,
        timeout=60,
    )
    out_text = (done.stdout or b"").decode("utf-8", "replace")
    return Ended(int(code.read_text()), out_text, done.stderr.decode("utf-8", "replace"))


def said(ended: Ended) -> list[str]:
    assert "Traceback" not in ended.err, ended
    assert "Exception ignored" not in ended.err, ended
    return [line for line in ended.err.splitlines() if not line.startswith("INFO ")]


@pytest.mark.parametrize(
    "command", ["history", "history -v", "history --json", "upgrade head --sql", "graph --format svg -r :0010bbbb"]
)
def test_a_pipe_that_is_closed_ends_it_in_silence(history: Project, command: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        ended = shell(history, f"revgraph {command}", out=writer)
    finally:
        os.close(writer)
    assert said(ended) == []
    assert ended.code == 141


@pytest.mark.parametrize(
    ("redirection", "why"), [("> /dev/full", "No space left on device"), (">&-", "Bad file descriptor")]
)
@pytest.mark.parametrize(
    "command",
    ["heads", "history -v", "history --json", "show head", "graph --format svg -r :0010bbbb", "upgrade head --sql"],
)
def test_an_output_that_takes_nothing_is_one_error(history: Project, command: str, redirection: str, why: str) -> None:
    ended = shell(history, f"revgraph {command} {redirection}")
    assert said(ended) == [f"error: standard output can't be written: {why}"]
    assert ended.code == 1


@pytest.mark.parametrize("redirection", ["> /dev/full", ">&-", "2> /dev/full", "2>&-", "<&-", ">&- 2>&- <&-"])
def test_a_migration_needs_no_streams(project: Project, redirection: str) -> None:
    project.add_revision("aaaa1111", None, upgrade="op.create_table('t', sa.Column('id', sa.Integer()))")
    assert shell(project, f"revgraph upgrade head {redirection}").code == 0
    assert project.rows("SELECT version_num FROM revgraph_version") == [MIGRATED]


def test_a_migration_that_fails_on_its_own_output_says_that_it_was_rolled_back(project: Project) -> None:
    code = "op.create_table('t', sa.Column('id', sa.Integer()))\nprint('x' * 100_000, flush=True)"
    project.add_revision("aaaa1111", None, upgrade=code)
    ended = shell(project, "revgraph upgrade head > /dev/full")
    assert ended.code == 1
    assert "No space left on device" in ended.err and "rolled back" in ended.err
    assert "t" not in dict(project.schema())


@pytest.mark.parametrize("redirection", ["2> /dev/full", "2>&-"])
@pytest.mark.parametrize(("command", "code"), [("show nosuch", 1), ("check --nosuch", 2), ("current", 4)])
def test_an_error_that_nobody_can_read_keeps_its_exit_code(
    project: Project, command: str, code: int, redirection: str
) -> None:
    project.add_revision("aaaa1111", None)
    assert project.run("stamp", "head").code == 0
    project.versions.joinpath("aaaa1111_.py").unlink()
    assert shell(project, f"revgraph {command} {redirection}").code == code


@pytest.mark.parametrize("env", [ASCII, {"PYTHONIOENCODING": "ascii"}], ids=["C", "ascii"])
@pytest.mark.parametrize("command", ["history", "show aaaa1111", "graph", "history --json", "upgrade head --sql"])
def test_what_the_language_has_no_letters_for_is_escaped(history: Project, command: str, env: dict[str, str]) -> None:
    ended = shell(history, f"revgraph {command}", env)
    assert said(ended) == []
    assert ended.code == 0
    assert "gr\\xf6\\xdfe" in ended.out or "gr\\u00f6\\u00dfe" in ended.out or "größe" in ended.out, ended.out[:500]


@pytest.mark.parametrize("env", [ASCII, {"LC_ALL": "C"}, {"LC_ALL": "nosuch"}], ids=["told", "plain", "unknown"])
def test_a_message_is_what_was_typed_whatever_the_language(project: Project, env: dict[str, str]) -> None:
    ended = shell(project, "revgraph revision --rev-id aaaa1111 -m 'größe 漢字'", env)
    assert (said(ended), ended.code) == ([], 0)
    assert project.run("history").out == "<base> -> aaaa1111 (head), größe 漢字\n"


@pytest.mark.parametrize("argument", ["-m", "--rev-id", "--branch-label", "--head"])
def test_bytes_that_are_no_text_are_refused(project: Project, argument: str) -> None:
    files = project.tree()
    ended = shell(project, f"revgraph revision {argument} \"$(printf 'a\\377b')\"")
    assert len(said(ended)) == 1 and said(ended)[0].startswith("error: "), ended
    assert ended.code == 1
    assert project.tree() == files


@pytest.mark.parametrize("columns", ["20", "1", "0", "-5", "wide", "99999999999999999999"])
@pytest.mark.parametrize("command", ["history", "history --graph", "graph", "upgrade --help", "--help", "doctor"])
def test_any_width_will_do(project: Project, command: str, columns: str) -> None:
    project.add_revision("aaaa1111", None, LONG)
    assert project.run("upgrade", "head").code == 0
    result = project.run(*command.split(), env={"COLUMNS": columns})
    assert result.code == 0 and "aaaa1111" in result.out + "aaaa1111" * ("help" in command), result
    assert "Traceback" not in result.err


@pytest.mark.parametrize("env", [{"TERM": "dumb"}, {"TERM": ""}, {"TERM": "nosuch"}, {"NO_COLOR": "1"}])
@pytest.mark.parametrize("command", ["history --graph", "graph", "current -v"])
def test_any_terminal_will_do(project: Project, command: str, env: dict[str, str]) -> None:
    project.add_revision("aaaa1111", None)
    result = project.run(*command.split(), env=env)
    assert result.code == 0 and "\x1b" not in result.out, result


def test_an_empty_environment_will_do(project: Project) -> None:
    project.add_revision("aaaa1111", None)
    line = f'env -i PYTHONPATH="$PYTHONPATH" "{sys.executable}" -m revgraph heads; revgraph upgrade head'
    ended = shell(project, line)
    assert ended.out == "aaaa1111 (head)\n" and ended.code == 0


@pytest.mark.parametrize("command", ["heads", "upgrade head", "init new", "list_templates"])
def test_a_folder_that_was_deleted(project: Project, command: str) -> None:
    gone = project.root / "gone"
    gone.mkdir()
    ended = shell(project, f"rmdir ../gone; revgraph {command}", cwd=gone)
    assert len(said(ended)) == 1 and "the current folder" in said(ended)[0], ended
    assert ended.code == 1


@pytest.mark.parametrize("command", ["history", "upgrade head"])
def test_too_many_open_files(project: Project, command: str) -> None:
    project.add_revision("aaaa1111", None)
    # what setuptools has every interpreter run at its start would fail, too, and say so
    env = {"LIMIT": "ulimit -n 4", "SETUPTOOLS_USE_DISTUTILS": "stdlib"}
    ended = shell(project, f"revgraph {command}", env)
    assert len(said(ended)) == 1 and "Too many open files" in said(ended)[0], ended
    assert ended.code == 1
    assert project.schema() == []


@pytest.mark.parametrize("command", ["upgrade head --confirm", "edit head", "wait --timeout 0"])
def test_nobody_at_the_terminal(project: Project, command: str) -> None:
    project.add_revision("aaaa1111", None)
    ended = shell(project, f"revgraph {command} < /dev/null", {"EDITOR": "false", "VISUAL": ""})
    assert len(said(ended)) == 1 and said(ended)[0].startswith("error: "), ended
    assert ended.code == 1
    assert project.schema() == []
