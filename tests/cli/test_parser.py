"""The parser of one command says and does what the parser of all commands would."""

from __future__ import annotations

import argparse
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO

import pytest

from revgraph.cli.parser import COMMANDS, FLAGS, OPTIONS_WITH_VALUE, command_in, make_parser

CALLS = [
    ([], None),
    (["heads"], "heads"),
    (["heads", "-v", "history"], "heads"),
    (["-q", "heads"], "heads"),
    (["-c", "heads", "history"], "history"),
    (["--config", "heads"], None),
    (["-n", "x", "-x", "a=b", "-x", "heads", "--traceback", "show", "head"], "show"),
    (["--raiseerr", "--quiet", "current"], "current"),
    (["-cheads", "history"], None),
    (["--config=heads", "history"], None),
    (["--conf", "heads", "history"], None),
    (["--help"], None),
    (["-h", "heads"], None),
    (["--version"], None),
    (["nosuch", "heads"], None),
    (["--", "heads"], None),
    (["-x"], None),
]


@pytest.mark.parametrize(("argv", "expected"), CALLS, ids=lambda value: str(value))
def test_command_is_told_only_where_it_is_beyond_doubt(argv: list[str], expected: str | None) -> None:
    assert command_in(argv) == expected


def test_options_before_the_command_are_sorted_into_the_right_set() -> None:
    flags: dict[bool, set[str]] = {True: set(), False: set()}
    for action in make_parser()._actions:
        if not isinstance(action, (argparse._HelpAction, argparse._VersionAction)):
            flags[action.nargs == 0].update(action.option_strings)
    assert flags == {True: set(FLAGS), False: set(OPTIONS_WITH_VALUE)}


def outcome(argv: list[str], only: str | None) -> object:
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            return vars(make_parser("revgraph", only=only).parse_args(argv))
        except SystemExit as stop:
            return stop.code, out.getvalue(), err.getvalue()


@pytest.mark.parametrize(
    "tail", [[], ["--help"], ["--nosuch"], ["x"], ["x", "y", "z"], ["-v"], ["--", "-1"]], ids=" ".join
)
@pytest.mark.parametrize("name", [each.name for each in COMMANDS])
def test_one_command_alone_is_parsed_as_among_all(name: str, tail: list[str]) -> None:
    argv = ["-c", "heads", "-q", name, *tail]
    assert command_in(argv) == name
    assert outcome(argv, name) == outcome(argv, None)


def test_help_is_as_wide_as_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    widths = {}
    for columns in ("60", "120", "0", "wide"):
        monkeypatch.setenv("COLUMNS", columns)
        widths[columns] = max(map(len, make_parser("revgraph").format_help().splitlines()))
    assert widths["60"] <= 58 < widths["120"] <= 118
    assert widths["0"] == widths["wide"] <= 118
