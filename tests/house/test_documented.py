"""What a user can type is written down where a user looks."""

from __future__ import annotations

import inspect
import re
import subprocess
from pathlib import Path

import pytest

from revgraph import command
from revgraph.cli.parser import COMMANDS, OPTIONS, Command, make_parser
from tests.kit.source import ROOT

README = (ROOT / "README.rst").read_text(encoding="utf-8")
PAGE = (ROOT / "docs/commands.rst").read_text(encoding="utf-8")


@pytest.mark.parametrize("each", COMMANDS, ids=lambda each: each.name)
def test_every_command_is_in_the_readme_and_has_a_heading(each: Command) -> None:
    assert re.search(rf"^``{each.name}`` ", README, re.MULTILINE)
    assert f"\n{each.name}\n{'~' * len(each.name)}\n" in PAGE


@pytest.mark.parametrize("each", COMMANDS, ids=lambda each: each.name)
def test_every_option_is_under_its_command(each: Command) -> None:
    section = PAGE.partition(f"\n{each.name}\n~")[2].partition("\n~~")[0]
    missing = [
        flag for name in each.options for flag in OPTIONS[name].flags if not re.search(rf"{flag}(?![\w-])", section)
    ]
    assert not missing


def test_every_global_option_is_documented() -> None:
    flags = [flag for action in make_parser()._actions for flag in action.option_strings]
    section = PAGE.partition("Options before the command")[2].partition("Exit codes")[0]
    assert [flag for flag in flags if f"{flag}" not in section] == []


def test_every_public_command_function_can_be_typed() -> None:
    assert set(command.__all__) | {"demo"} == {each.name for each in COMMANDS}


@pytest.mark.parametrize("each", COMMANDS, ids=lambda each: each.name)
def test_every_command_argument_is_a_parameter_of_its_function(each: Command) -> None:
    parser = make_parser()
    sample = {"upgrade": ["head"], "downgrade": ["-1"], "show": ["head"], "init": ["x"], "stamp": ["a"], "merge": ["a"]}
    sample |= {"resolve": ["a"], "edit": ["head"]}
    options = parser.parse_args([each.name, *sample.get(each.name, [])])
    given = set(each.arguments(options))
    known = set(inspect.signature(each.function).parameters)
    assert given <= known
    assert known - given <= {"config", "process_revision_directives"}


@pytest.mark.parametrize("each", COMMANDS, ids=lambda each: each.name)
def test_every_command_says_what_it_does_in_one_line(each: Command) -> None:
    assert 10 < len(each.summary) <= 100
    assert each.summary[0].isupper() and "`" not in each.summary


def test_the_readme_has_two_set_up_commands_in_one_line_each() -> None:
    found = re.findall(r"^    (python3 -m venv .*)$", README, re.MULTILINE)
    assert [line.rpartition(" && ")[2] for line in found] == [
        ".venv/bin/revgraph demo build/demo",
        ".venv/bin/python -m pytest",
    ]


def test_ci_runs_the_very_command_of_the_readme(tmp_path: Path) -> None:
    script = (ROOT / ".ci/run").read_text(encoding="utf-8")
    extract = next(line for line in script.splitlines() if line.startswith("readme_test="))
    shown = subprocess.run(
        ["bash", "-euc", f'{extract}\nprintf %s "$readme_test"'], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert shown.stdout == re.findall(r"^    (python3 -m venv .*pytest)$", README, re.MULTILINE)[0]
    assert 'bash -c "$set_up"' in script and 'bash -c "$run_tests"' in script
    assert "REVGRAPH_REQUIRE_SERVERS=1" in script


def test_ci_is_executable() -> None:
    assert (ROOT / ".ci/run").stat().st_mode & 0o111
