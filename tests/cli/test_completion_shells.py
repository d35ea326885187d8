"""Shell completion as it is documented, typed into the shells themselves."""

from __future__ import annotations

import os
import re
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.kit.project import Project, process_environment
from tests.kit.source import ROOT

pytest.importorskip("argcomplete", reason="argcomplete is not installed here; it is a dependency, so install it")

MESSAGE = "it's 'x' $HOME [y]: z"
PROGRAMS = {"revgraph": "revgraph", "register-python-argcomplete": "argcomplete.scripts.register_python_argcomplete"}


def needs(shell: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(shell) is None, reason=f"{shell} is not installed here")


@pytest.fixture
def environment(project: Project, tmp_path: Path) -> dict[str, str]:
    """Two revisions, and a home without settings in which ``revgraph`` is a command."""
    project.add_revision("aaaa1111", None, MESSAGE)
    project.add_revision("abbb2222", "aaaa1111", labels="api")
    programs, home = tmp_path / "programs", tmp_path / "home"
    programs.mkdir()
    home.mkdir()
    for name, module in PROGRAMS.items():
        (programs / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" -m {module} "$@"\n')
        (programs / name).chmod(0o755)
    path = os.pathsep.join([str(programs), os.environ.get("PATH", "")])
    return {**process_environment(), "HOME": str(home), "ZDOTDIR": str(home), "PATH": path}


LINES = [
    ("revgraph he", ["heads"]),
    ("revgraph upgrade a", ["aaaa1111", "abbb2222", "api"]),
    ("revgraph upgrade ab", ["abbb2222"]),
    ("revgraph heads --res", ["--resolve-dependencies"]),
    ("revgraph graph --format s", ["svg"]),
]


def documented(shell: str) -> list[str]:
    """Return the lines that the documentation says go into a shell's settings."""
    text = (ROOT / "docs/commands.rst").read_text(encoding="utf-8")
    section = text.partition("\nShell completion\n")[2].partition("\nExit codes\n")[0]
    found = re.search(rf"^``{shell}``\n((?:    .+\n)+)", section, re.MULTILINE)
    assert found, section
    return re.findall(r"``([^`]+)``", found[1])[1:]


@needs("bash")
def test_bash(project: Project, environment: dict[str, str]) -> None:
    for line, words in LINES:
        script = [
            *documented("bash"),
            f"COMP_LINE={line!r} COMP_POINT={len(line)} COMP_TYPE=9",
            "_python_argcomplete revgraph",
            "printf '%s\\n' \"${COMPREPLY[@]}\"",
        ]
        done = subprocess.run(
            ["bash", "-c", "\n".join(script)], cwd=project.root, env=environment, capture_output=True, text=True
        )
        assert (sorted(done.stdout.split()), done.stderr) == (words, ""), done


@needs("fish")
def test_fish(project: Project, environment: dict[str, str]) -> None:
    for line, words in LINES:
        script = "\n".join([*documented("fish"), f'complete -C "{line}"'])
        done = subprocess.run(["fish", "-c", script], cwd=project.root, env=environment, capture_output=True, text=True)
        assert [each.partition("\t")[0] for each in done.stdout.splitlines()] == words, done
        assert "error" not in done.stderr.lower(), done


@needs("zsh")
@pytest.mark.filterwarnings("ignore:.*forkpty:DeprecationWarning")  # nothing but exec happens in the child
def test_zsh(project: Project, environment: dict[str, str]) -> None:
    Path(environment["HOME"], ".zshrc").write_text("\n".join(["PS1='ready> '", *documented("zsh"), ""]))
    import pty

    child, terminal = pty.fork()
    if child == 0:
        os.chdir(project.root)
        os.execvpe("zsh", ["zsh", "-i"], {**environment, "TERM": "dumb", "COLUMNS": "120"})
    try:
        shown = read_until(terminal, "ready> ")
        assert "not found" not in shown, shown
        for line, words in LINES:
            os.write(terminal, f"{line}\t".encode())
            read_until(terminal, *words)
            os.write(terminal, b"\x15")
    finally:
        os.write(terminal, b"\x03\nexit\n")
        os.close(terminal)
        os.waitpid(child, 0)


def read_until(terminal: int, *wanted: str) -> str:
    """Read what a terminal shows until all of some texts are among it."""
    shown = ""
    deadline = time.monotonic() + 30
    while not all(text in shown for text in wanted):
        assert time.monotonic() < deadline, f"{wanted!r} was never shown:\n{shown}"
        if select.select([terminal], [], [], 0.2)[0]:
            shown += os.read(terminal, 65536).decode("utf-8", "replace")
    return shown
