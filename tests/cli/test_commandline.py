"""The command line inside another program: commands of its own, configurations it made, its own arguments."""

from __future__ import annotations

import io
from typing import Any

import pytest

from revgraph.cli.commandline import CommandLine
from revgraph.cli.main import main
from revgraph.config import Config
from tests.kit.project import Project


def tables(config: Any, pattern: str, limit: int = 3, verbose: bool = False, sql: bool = False, deep: bool = True):
    """List the tables that match; further words.

    :param pattern: which.
    """
    config.print_stdout("%s", f"{pattern} {limit} {verbose} {sql} {deep}")


def test_command_of_its_own(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    line = CommandLine(prog="manage")
    line.register_command(tables)
    line.main(["-c", str(project.ini), "tables", "a%", "--limit", "5", "-v", "--sql", "--deep"])
    assert capsys.readouterr().out == "a% 5 True True False\n"


def test_its_help_is_the_first_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    line = CommandLine(prog="manage")
    line.register_command(tables)
    with pytest.raises(SystemExit) as stop:
        line.main(["--help"])
    out = capsys.readouterr().out
    assert stop.value.code == 0 and "usage: manage" in out and "List the tables that match" in out
    assert "further words" not in out


def test_our_own_commands_are_there_too(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project.add_revision("aaaa1111", None)
    CommandLine().main(["-c", str(project.ini), "heads"])
    assert capsys.readouterr().out == "aaaa1111 (head)\n"
    with pytest.raises(SystemExit) as stop:
        CommandLine().main(["-c", str(project.ini), "show", "nosuch"])
    assert stop.value.code == 1 and capsys.readouterr().err.startswith("error: ")


def test_a_configuration_made_by_the_program(project: Project) -> None:
    project.add_revision("aaaa1111", None)
    out = io.StringIO()
    config = Config(project.ini, stdout=out)
    line = CommandLine()
    assert line.run_cmd(config, line.parser.parse_args(["-x", "a=1", "history"])) == 0
    assert out.getvalue() == "<base> -> aaaa1111 (head), message of aaaa1111\n"
    assert config.cmd_opts.x == ["a=1"]
    assert line.run_cmd(config, line.parser.parse_args(["show", "nosuch"])) == 1


def test_parsers_can_be_added_to(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    line = CommandLine()
    line.parser.add_argument("--tenant")
    line.subparsers.choices["heads"].add_argument("--loud", action="store_true")
    options = line.parser.parse_args(["--tenant", "x", "heads", "--loud"])
    assert options.tenant == "x" and options.loud


def test_main_takes_arguments_and_returns(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    main(["-c", str(project.ini), "heads"])
    with pytest.raises(SystemExit) as stop:
        main(["-c", str(project.ini), "nosuch"], prog="mine")
    assert stop.value.code == 2 and "mine" in capsys.readouterr().err
