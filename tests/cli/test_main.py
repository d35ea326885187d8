"""The command line itself: options, streams, exit codes, pipes, interrupts."""

from __future__ import annotations

import subprocess
import sys

import pytest

from revgraph import __version__
from revgraph.cli.parser import COMMANDS
from tests.kit.project import SECRET, Project, process_environment


def test_version(project: Project) -> None:
    assert project.run("--version").out == f"revgraph {__version__}\n"


@pytest.mark.parametrize("name", ["", *(each.name for each in COMMANDS)])
def test_help_exits_with_zero(project: Project, name: str) -> None:
    result = project.run(*filter(None, (name, "--help")))
    assert result.code == 0 and result.out.startswith("usage: revgraph"), result


def test_module_and_command_line_are_the_same(project: Project) -> None:
    project.add_revision("aaaa1111", None)
    assert project.spawn("heads") == project.run("heads")


def test_data_goes_to_stdout_and_errors_to_stderr(project: Project) -> None:
    result = project.run("upgrade", "nosuch")
    assert result.out == "" and result.err.startswith("error: ") and result.code == 1


def test_quiet_leaves_errors(project: Project) -> None:
    project.add_revision("aaaa1111", None)
    assert project.run("-q", "heads").out == ""
    assert project.run("-q", "show", "nosuch").err.startswith("error: ")


@pytest.mark.parametrize("flag", ["--traceback", "--raiseerr"])
def test_traceback_shows_the_chain_and_still_the_error(project: Project, flag: str) -> None:
    (project.root / "migrations/env.py").write_text("raise RuntimeError('deep down')\n", encoding="utf-8")
    result = project.run(flag, "upgrade", "head")
    assert result.code == 1
    assert "Traceback" in result.err and "RuntimeError: deep down" in result.err
    assert result.err.splitlines()[-1].startswith("error: ")


def test_traceback_masks_passwords_too(project: Project) -> None:
    code = f"raise RuntimeError('postgresql+psycopg://me:{SECRET}@h/d')\n"
    (project.root / "migrations/env.py").write_text(code, encoding="utf-8")
    result = project.run("--traceback", "upgrade", "head")
    assert SECRET not in result.err and "me:***@h" in result.err


def test_configuration_of_the_environment(project: Project) -> None:
    project.add_revision("aaaa1111", None)
    project.ini.rename(project.root / "other.ini")
    assert project.run("heads").code == 1
    assert project.run("heads", env={"REVGRAPH_CONFIG": "other.ini"}).lines == ["aaaa1111 (head)"]
    assert project.run("-c", "other.ini", "heads", env={"REVGRAPH_CONFIG": "no.ini"}).lines == ["aaaa1111 (head)"]


def test_configuration_in_pyproject(project: Project) -> None:
    project.add_revision("aaaa1111", None)
    project.ini.unlink()
    text = '[tool.revgraph]\nscript_location = "%(here)s/migrations"\nurl = "sqlite:///%(here)s/database.sqlite"\n'
    (project.root / "pyproject.toml").write_text(text, encoding="utf-8")
    assert project.run("heads").lines == ["aaaa1111 (head)"]
    assert project.run("upgrade", "head").code == 0
    assert project.run("-c", str(project.root / "pyproject.toml"), "current").lines == ["aaaa1111 (head)"]


def test_section_by_name(project: Project) -> None:
    project.add_revision("aaaa1111", None)
    project.edit("revgraph.ini", "[revgraph]", "[staging]")
    assert project.run("-n", "staging", "heads").lines == ["aaaa1111 (head)"]


def test_closed_pipe_is_no_error(project: Project) -> None:
    for number in range(400):
        project.add_revision(f"a{number:04}", f"a{number - 1:04}" if number else None, "x" * 200)
    line = f"{sys.executable} -m revgraph history -v | head -n 1"
    done = subprocess.run(
        ["bash", "-c", line], cwd=project.root, env=process_environment(), capture_output=True, text=True
    )
    assert done.stdout.startswith("Rev: a0399")
    assert done.stderr == ""


def test_output_that_can_not_be_encoded_is_escaped(project: Project) -> None:
    project.add_revision("aaaa1111", None, "漢字")
    result = project.spawn("history", env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert result.code == 0, result
    assert result.out == "<base> -> aaaa1111 (head), \\u6f22\\u5b57\n"


def test_interrupt_exits_with_130(project: Project) -> None:
    (project.root / "migrations/env.py").write_text("raise KeyboardInterrupt\n", encoding="utf-8")
    result = project.run("upgrade", "head")
    assert result.code == 130 and "Traceback" not in result.err, result


def test_env_py_may_end_the_command(project: Project) -> None:
    (project.root / "migrations/env.py").write_text("import sys\nsys.exit(7)\n", encoding="utf-8")
    assert project.run("upgrade", "head").code == 7


def test_what_nobody_foresaw_is_one_line_too(project: Project) -> None:
    project.add_revision("aaaa1111", None)
    (project.root / "migrations/versions").chmod(0o755)
    template = project.root / "migrations/script.py.mako"
    template.unlink()
    template.mkdir()
    result = project.run("revision", "-m", "x")
    assert result.code == 1 and "Traceback" not in result.err, result
    assert len([line for line in result.err.splitlines() if line.startswith("error: ")]) == 1
