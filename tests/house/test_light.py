"""What only reads revision headers starts fast: neither SQLAlchemy nor Mako is loaded for it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.kit.project import Project, process_environment
from tests.kit.source import ROOT

HEAVY = ("sqlalchemy", "mako", "rich")


def loaded_by(code: str, cwd: Path = ROOT) -> list[str]:
    """Return the modules a fresh interpreter has loaded after ``code``."""
    program = f"import sys\n{code}\nprint('\\n'.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=cwd, env=process_environment(), capture_output=True, text=True, check=True
    )
    return done.stdout.split()


def test_the_graph_loads_nothing_but_itself() -> None:
    loaded = loaded_by("import revgraph.graph.plan")
    ours = [name for name in loaded if name.partition(".")[0] == "revgraph"]
    assert not [name for name in loaded if name.partition(".")[0] in HEAVY]
    assert len(ours) <= 15, ours
    assert {name for name in ours if not name.startswith("revgraph.graph")} == {"revgraph", "revgraph.errors"}


@pytest.mark.parametrize(
    "module",
    [
        "revgraph",
        "revgraph.errors",
        "revgraph.config",
        "revgraph.script",
        "revgraph.drawing.text",
        "revgraph.drawing.svg",
        "revgraph.command.picture",
        "revgraph.command.report",
        "revgraph.command",
        "revgraph.cli.main",
    ],
)
def test_importing_loads_no_heavy_package(module: str) -> None:
    heavy = [name for name in loaded_by(f"import {module}") if name.partition(".")[0] in HEAVY]
    assert not heavy, heavy[:5]


# parts of Python that take long to load, and that listing heads needs none of
SLOW = {
    *("ast", "asyncio", "dataclasses", "datetime", "difflib", "importlib.resources", "inspect", "json", "logging"),
    *("pathlib", "pickle", "random", "shlex", "shutil", "sqlite3", "subprocess", "tempfile", "textwrap", "threading"),
    *("tokenize", "tomllib", "traceback", "unicodedata", "urllib.parse", "zoneinfo"),
}


def test_heads_load_little(project: Project) -> None:
    for number in range(3):
        path = project.add_revision(f"aaaa{number}", f"aaaa{number - 1}" if number else None)
        os.utime(path, (1_600_000_000, 1_600_000_000))
    environment = {**process_environment(), "PYTHONDONTWRITEBYTECODE": ""}
    for found in ("layout", "cache"):  # the files are read the first time, not the second
        timed = [sys.executable, "-X", "importtime", "-m", "revgraph", "heads"]
        done = subprocess.run(timed, cwd=project.root, env=environment, capture_output=True, text=True)
        assert (done.returncode, done.stdout) == (0, "aaaa2 (head)\n"), done.stderr[-2000:]
        loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if "import time:" in line}
        assert f"revgraph.script.{found}" in loaded
        if found == "cache":
            assert "revgraph.script.layout" not in loaded
            assert not loaded & SLOW, sorted(loaded & SLOW)
            # each costs about a third of a millisecond
            assert len([name for name in loaded if name.startswith("revgraph")]) <= 46


@pytest.mark.parametrize(
    "command",
    [
        "heads",
        "history",
        "history --graph -v",
        "branches",
        "show head",
        "heads -v",
        "history -r :head",
        "graph",
        "graph --format svg",
        "graph --format dot",
        "graph --format mermaid",
        "graph --format json",
    ],
)
def test_report_commands_load_no_heavy_package(project: Project, command: str) -> None:
    project.add_revision("aaaa1111", None, "first")
    project.add_revision("bbbb2222", "aaaa1111", "second")
    timed = [sys.executable, "-X", "importtime", "-m", "revgraph", *command.split()]
    done = subprocess.run(timed, cwd=project.root, env=process_environment(), capture_output=True, text=True)
    names = [line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if line.startswith("import time:")]
    assert done.returncode == 0, done.stderr[-2000:]
    assert "revgraph.command.report" in names
    assert not [name for name in names if name.partition(".")[0] in HEAVY]


@pytest.mark.parametrize("command", ["upgrade head", "current", "upgrade heads"])
def test_nothing_to_do_loads_neither_operations_nor_other_dialects(project: Project, command: str) -> None:
    project.add_revision("aaaa1111", None)
    assert project.run("upgrade", "head").code == 0
    timed = [sys.executable, "-X", "importtime", "-m", "revgraph", *command.split()]
    done = subprocess.run(timed, cwd=project.root, env=process_environment(), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    names = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if line.startswith("import time:")}
    assert {"sqlalchemy.dialects.sqlite", "revgraph.runtime.run"} <= names
    assert not names & {"revgraph.operations", "revgraph.autogenerate", "revgraph.runtime.journal.settle"}
    assert not {name for name in names if name.startswith("sqlalchemy.dialects.")} & {
        "sqlalchemy.dialects.mysql",
        "sqlalchemy.dialects.postgresql",
    }
