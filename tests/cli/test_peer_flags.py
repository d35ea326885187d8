"""Whatever can be typed for the peer can be typed here: commands, options, arguments of its version 1.20.1."""

from __future__ import annotations

import pytest

from revgraph.cli.parser import make_parser

SQL_AND_TAG = ["--sql", "--tag", "t"]
LINES = {
    "branches": [["-v"], ["--verbose"]],
    "check": [[]],
    "current": [["-v", "-c"], ["--verbose", "--check-heads"]],
    "downgrade": [["-1"], ["a:b", *SQL_AND_TAG]],
    "edit": [["current"]],
    "ensure_version": [["--sql"]],
    "heads": [["-v", "--resolve-dependencies"]],
    "history": [["-r", "a:b", "-v", "-i"], ["--rev-range=-3:", "--verbose", "--indicate-current"], ["-r-3:x"]],
    "init": [["-t", "async", "--package", "x"], ["--template", "generic", "x"]],
    "list_templates": [[]],
    "merge": [["-m", "x", "--branch-label", "l", "--rev-id", "r", "--splice", "a", "b"], ["--message", "x", "heads"]],
    "revision": [
        ["-m", "x", "--autogenerate", "--head", "h", "--splice", "--branch-label", "l", "--version-path", "p"],
        ["--message", "x", "--sql", "--rev-id", "r", "--depends-on", "a", "--depends-on", "b"],
    ],
    "show": [["head"]],
    "stamp": [["--purge", "a", "b"], ["a:b", *SQL_AND_TAG]],
    "upgrade": [["+2"], ["a:b", *SQL_AND_TAG], ["head"]],
}
BEFORE = ["-c", "x.ini", "--config", "pyproject.toml", "-n", "main", "-x", "a=1", "-x", "b", "--raiseerr", "-q"]


@pytest.mark.parametrize(
    "line", [[name, *rest] for name, lines in LINES.items() for rest in lines], ids=lambda line: " ".join(line)
)
@pytest.mark.parametrize("before", [[], BEFORE, ["--name=main", "--quiet"]], ids=["plain", "short", "long"])
def test_line_of_the_peer_is_understood(before: list[str], line: list[str]) -> None:
    options = make_parser().parse_args([*before, *line])
    assert options.command == line[0]
    assert options.quiet == bool(before)


def test_no_command_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        make_parser().parse_args([])
    assert stop.value.code == 2 and "usage:" in capsys.readouterr().err
