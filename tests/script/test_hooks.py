"""Post-write hooks of every type, and what happens when one fails."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from revgraph.errors import ConfigError, HookError
from revgraph.script.hooks import check_hooks, console_scripts, register, run_hooks

PROGRAM = """\
import os, pathlib, sys
pathlib.Path(sys.argv[-1]).write_text(repr((sys.argv[1:-1], os.getcwd())))
"""


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """The file the hooks are given, in a folder with a blank."""
    path = tmp_path / "my versions" / "a b.py"
    path.parent.mkdir()
    path.write_text("content", encoding="utf-8")
    return path


def run(target: Path, *hooks: Mapping[str, str]) -> list[str]:
    said: list[str] = []
    run_hooks(str(target), [{"_hook_name": f"h{n}", **hook} for n, hook in enumerate(hooks)], said.append)
    return said


def executable(tmp_path: Path, body: str = PROGRAM) -> str:
    path = tmp_path / "program"
    path.write_text(f"#!{sys.executable}\n{body}", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def test_exec(target: Path, tmp_path: Path) -> None:
    options = "-l '7 9' REVISION_SCRIPT_FILENAME"
    hook = {"type": "exec", "executable": executable(tmp_path), "options": options, "cwd": str(tmp_path)}
    assert run(target, hook) == ["Running post write hook 'h0' ...  done"]
    assert target.read_text() == repr((["-l", "7 9"], str(tmp_path)))


def test_file_name_comes_first_if_the_options_do_not_place_it(target: Path, tmp_path: Path) -> None:
    body = "import sys, pathlib\npathlib.Path(sys.argv[1]).write_text(repr(sys.argv[2:]))\n"
    run(target, {"type": "exec", "executable": executable(tmp_path, body), "options": "-a b"})
    assert target.read_text() == "['-a', 'b']"


def test_module(target: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "rg_hook_module.py").write_text(PROGRAM, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    run(target, {"type": "module", "module": "rg_hook_module", "options": "x REVISION_SCRIPT_FILENAME"})
    assert target.read_text().startswith("(['x'], ")


def test_console_script(target: Path) -> None:
    run(target, {"type": "console_scripts", "entrypoint": "mako-render", "options": "REVISION_SCRIPT_FILENAME"})


def test_console_script_output_can_be_ignored(target: Path, capfd: pytest.CaptureFixture[str]) -> None:
    options = {"entrypoint": "mako-render"}
    console_scripts(str(target), options)
    assert "content" in capfd.readouterr().out
    console_scripts(str(target), options, ignore_output=True)
    assert capfd.readouterr().out == ""


def test_console_script_version_can_be_demanded(target: Path) -> None:
    console_scripts(str(target), {"entrypoint": "mako-render"}, True, (1, 0))
    with pytest.raises(ConfigError, match=r"is of version .*; 999.0 is needed"):
        console_scripts(str(target), {"entrypoint": "mako-render"}, True, (999, 0))


def test_custom_type(target: Path) -> None:
    @register("rg-test-custom")
    def append(path: str, options: Mapping[str, str]) -> None:
        with open(path, "a") as file:
            file.write(options["text"])

    run(target, {"type": "rg-test-custom", "text": "+1"}, {"type": "rg-test-custom", "text": "+2"})
    assert target.read_text() == "content+1+2"


FAILING = [
    pytest.param("import sys; sys.exit(3)", "it exited with status 3", id="status"),
    pytest.param("import os; os.kill(os.getpid(), 9)", "it was killed by signal 9", id="signal"),
]


@pytest.mark.parametrize(("body", "told"), FAILING)
def test_failing_program_is_told_and_ends_the_run(target: Path, tmp_path: Path, body: str, told: str) -> None:
    bad = {"type": "exec", "executable": executable(tmp_path, body)}
    with pytest.raises(HookError) as caught:
        run(target, bad, {"type": "exec", "executable": "touch", "options": f"{tmp_path / 'ran'}"})
    assert "post write hook 'h0' failed" in str(caught.value)
    assert told in str(caught.value)
    assert caught.value.path == str(target)
    assert target.read_text() == "content"
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("error", [ValueError("no"), SystemExit(1)])
def test_custom_hook_that_raises_is_told(target: Path, error: BaseException) -> None:
    @register("rg-test-raises")
    def fail(path: str, options: Mapping[str, str]) -> None:
        raise error

    with pytest.raises(HookError, match=rf"post write hook 'h0' failed: {type(error).__name__}"):
        run(target, {"type": "rg-test-raises"})


MISCONFIGURED = [
    ({"type": "exec"}, "Key h0.executable is required"),
    ({"type": "exec", "executable": "rg-no-such-program"}, "no program 'rg-no-such-program' on the PATH"),
    ({"type": "exec", "executable": "/nope/rg"}, "/nope/rg: No such file"),
    ({"type": "exec", "executable": "true", "options": "'unclosed"}, "'options' can't be split"),
    ({"type": "exec", "executable": "true", "cwd": "/nope/rg"}, "/nope/rg: No such file"),
    ({"type": "module"}, "Key h0.module is required"),
    ({"type": "module", "module": "rg_no_such_module"}, "Could not find module rg_no_such_module"),
    ({"type": "module", "module": "rg_no.such.module"}, "Could not find module"),
    ({"type": "console_scripts"}, "Key h0.entrypoint is required"),
    ({"type": "console_scripts", "entrypoint": "rg-nope"}, "Could not find entrypoint console_scripts.rg-nope"),
]


@pytest.mark.parametrize(("hook", "told"), MISCONFIGURED)
def test_misconfigured_hook_is_told(target: Path, hook: dict[str, str], told: str) -> None:
    with pytest.raises(HookError) as caught:
        run(target, hook)
    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("hook", "told"),
    [
        ({}, r"Key 'h.type' \(or 'type' in toml\) is required for post write hook 'h'"),
        ({"type": "rg-unknown"}, "No formatter with name 'rg-unknown' registered"),
    ],
)
def test_hooks_that_can_never_run_are_found_before(hook: dict[str, str], told: str) -> None:
    with pytest.raises(ConfigError, match=told):
        check_hooks([{"_hook_name": "h", **hook}])
