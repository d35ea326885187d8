"""``edit``: the file that is meant, in the editor that is meant."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from revgraph.errors import CommandError
from revgraph.util.editor import editor_command
from tests.kit.project import Project, expect_refusal


@pytest.fixture
def editor(project: Project) -> dict[str, str]:
    """A program that writes down what it was asked to edit."""
    script = project.root / "my editor.py"
    script.write_text("import sys\nopen('edited', 'a').write(sys.argv[-1] + '\\n')\n", encoding="utf-8")
    return {"EDITOR": f"'{sys.executable}' '{script}'", "VISUAL": ""}


@pytest.mark.parametrize("rev", ["aaaa1111", "aaaa", "base+1", "current"])
def test_the_file_that_is_meant(project: Project, editor: dict[str, str], rev: str) -> None:
    path = project.add_revision("aaaa1111", None)
    project.run("upgrade", "head")
    project.add_revision("bbbb2222", "aaaa1111")
    assert project.run("edit", rev, env=editor).code == 0
    assert (project.root / "edited").read_text() == f"{path}\n"


def test_several(project: Project, editor: dict[str, str]) -> None:
    paths = [project.add_revision(name, None) for name in ("aaaa1111", "bbbb2222")]
    assert project.run("edit", "heads", env=editor).code == 0
    assert (project.root / "edited").read_text().split() == [str(path) for path in paths]


@pytest.mark.parametrize(
    ("rev", "says"), [("nosuch", "nosuch"), ("base", "names no revision"), ("current", "names no revision")]
)
def test_nothing_to_edit(project: Project, editor: dict[str, str], rev: str, says: str) -> None:
    project.add_revision("aaaa1111", None)
    expect_refusal(project, "edit", rev, env=editor, says=[says])


def test_editor_that_fails(project: Project) -> None:
    project.add_revision("aaaa1111", None)
    expect_refusal(project, "edit", "head", env={"EDITOR": "false"}, says=["false", "status 1"])


def test_editor_is_the_first_of_those_named(tmp_path: Path) -> None:
    for name in ("mine", "other", "nano"):
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o755)
    path = str(tmp_path)
    assert editor_command({"PATH": path, "EDITOR": "mine -w", "VISUAL": "other"}) == [f"{path}/mine", "-w"]
    assert editor_command({"PATH": path, "EDITOR": "nosuch", "VISUAL": "other"}) == [f"{path}/other"]
    assert editor_command({"PATH": path}) == [f"{path}/nano"]
    spaced = tmp_path / "my editor"
    spaced.write_text("#!/bin/sh\n")
    assert editor_command({"PATH": path, "EDITOR": str(spaced)}) == [str(spaced)]
    with pytest.raises(CommandError, match="EDITOR"):
        editor_command({"PATH": str(tmp_path / "empty")})
