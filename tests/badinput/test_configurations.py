"""Configurations that can't work: each gives one clear error and leaves everything as it was."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.kit.project import SECRET, Project, expect_refusal

EVERY_COMMAND = [
    ("heads",),
    ("history",),
    ("branches",),
    ("show", "head"),
    ("current",),
    ("check",),
    ("upgrade", "head"),
    ("downgrade", "base"),
    ("stamp", "head"),
    ("revision", "-m", "x"),
    ("merge", "heads"),
    ("ensure_version",),
]


@pytest.fixture
def folder(tmp_path: Path) -> Project:
    """An empty folder, no project in it."""
    root = tmp_path / "empty"
    root.mkdir()
    return Project(root)


@pytest.mark.parametrize("argv", EVERY_COMMAND, ids=" ".join)
def test_no_configuration_file(folder: Project, argv: tuple[str, ...]) -> None:
    expect_refusal(folder, *argv, says=["revgraph.ini", "revgraph init"])


@pytest.mark.parametrize("argv", EVERY_COMMAND, ids=" ".join)
def test_named_configuration_file_is_missing(project: Project, argv: tuple[str, ...]) -> None:
    expect_refusal(project, "-c", "elsewhere.ini", *argv, says=["elsewhere.ini", "init"])


def test_configuration_file_of_the_environment_is_missing(project: Project) -> None:
    expect_refusal(project, "heads", env={"REVGRAPH_CONFIG": "elsewhere.ini"}, says=["elsewhere.ini"])


@pytest.mark.parametrize("argv", EVERY_COMMAND, ids=" ".join)
def test_no_section(project: Project, argv: tuple[str, ...]) -> None:
    project.edit("revgraph.ini", "[revgraph]", "[other]")
    expect_refusal(project, *argv, says=["[revgraph]", "revgraph.ini"])


def test_named_section_is_missing(project: Project) -> None:
    expect_refusal(project, "-n", "staging", "heads", says=["[staging]", "revgraph.ini"])


def test_two_ini_files(project: Project) -> None:
    expect_refusal(project, "-c", "a.ini", "-c", "b.ini", "heads", says=["a.ini", "b.ini", "-c"])


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param("not an ini file\n", ["revgraph.ini:1"], id="no-section-header"),
        pytest.param("[revgraph]\nscript_location\n", ["revgraph.ini:2"], id="no-value"),
        pytest.param("[revgraph]\na = 1\n[revgraph]\n", ["revgraph.ini:3", "twice"], id="section-twice"),
        pytest.param("[revgraph]\na = 1\na = 2\n", ["revgraph.ini:3", "twice"], id="option-twice"),
        pytest.param("[revgraph]\nscript_location = \n", ["script_location"], id="empty-location"),
        pytest.param(
            "[revgraph]\nscript_location = %(nowhere)s/x\n", ["nowhere", "script_location"], id="unknown-variable"
        ),
        pytest.param("", ["[revgraph]"], id="empty-file"),
    ],
)
def test_broken_ini_file(project: Project, content: str, says: list[str]) -> None:
    project.ini.write_text(content, encoding="utf-8")
    expect_refusal(project, "heads", says=says)


def test_ini_file_that_is_no_text(project: Project) -> None:
    project.ini.write_bytes(b"\xff\xfe\x00[revgraph]")
    expect_refusal(project, "heads", says=["revgraph.ini"])


def test_single_percent_sign_never_shows_the_value(project: Project) -> None:
    lines = project.ini.read_text(encoding="utf-8").splitlines()
    changed = [
        f"sqlalchemy.url = mysql+pymysql://me:{SECRET}%@h/d" if "sqlalchemy.url =" in line else line for line in lines
    ]
    project.ini.write_text("\n".join(changed), encoding="utf-8")
    expect_refusal(project, "upgrade", "head", says=["%%", "sqlalchemy.url"])


def test_no_url_at_all(project: Project) -> None:
    lines = project.ini.read_text(encoding="utf-8").splitlines()
    project.ini.write_text("\n".join(line for line in lines if "sqlalchemy.url =" not in line), encoding="utf-8")
    expect_refusal(project, "upgrade", "head", says=["sqlalchemy.url", "url_env"])


def test_url_variable_is_not_set(project: Project) -> None:
    text = project.ini.read_text(encoding="utf-8")
    url = next(line for line in text.splitlines() if line.startswith("sqlalchemy.url ="))
    project.edit("revgraph.ini", url, "url_env = NOT_SET_ANYWHERE")
    expect_refusal(project, "current", says=["NOT_SET_ANYWHERE"])


def remove_folder(project: Project) -> None:
    for path in sorted((project.root / "migrations").rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    (project.root / "migrations").rmdir()


@pytest.mark.parametrize("argv", EVERY_COMMAND, ids=" ".join)
def test_script_directory_is_missing(project: Project, argv: tuple[str, ...]) -> None:
    remove_folder(project)
    expect_refusal(project, *argv, says=["migrations", "revgraph init"])


@pytest.mark.parametrize(
    "argv", [("upgrade", "head"), ("current",), ("stamp", "head"), ("check",), ("ensure_version",)], ids=" ".join
)
def test_env_py_is_missing(project: Project, argv: tuple[str, ...]) -> None:
    (project.root / "migrations/env.py").unlink()
    expect_refusal(project, *argv, says=["env.py"])


def test_script_template_is_missing(project: Project) -> None:
    (project.root / "migrations/script.py.mako").unlink()
    expect_refusal(project, "revision", "-m", "x", says=["script.py.mako"])


def test_script_template_does_not_render(project: Project) -> None:
    (project.root / "migrations/script.py.mako").write_text('"""${message}"""\n${1 / 0}\n', encoding="utf-8")
    expect_refusal(project, "revision", "-m", "x", says=["script.py.mako:2", "ZeroDivisionError"])


def test_script_template_makes_no_python(project: Project) -> None:
    (project.root / "migrations/script.py.mako").write_text("revision = (\n", encoding="utf-8")
    expect_refusal(project, "revision", "-m", "x", says=["script.py.mako"])


def occupied(root: Path) -> str:
    (root / "used").mkdir()
    (root / "used/notes.txt").write_text("mine", encoding="utf-8")
    return "used"


def a_file(root: Path) -> str:
    (root / "used").write_text("mine", encoding="utf-8")
    return "used"


def below_a_file(root: Path) -> str:
    a_file(root)
    return "used/migrations"


@pytest.mark.parametrize("place", [occupied, a_file, below_a_file], ids=lambda place: place.__name__)
def test_init_into_a_place_that_is_taken(folder: Project, place: Callable[[Path], str]) -> None:
    expect_refusal(folder, "init", place(folder.root), says=["used"])


def test_init_with_an_unknown_template(folder: Project) -> None:
    expect_refusal(folder, "init", "-t", "nosuch", "migrations", says=["nosuch", "generic"])


def test_init_twice_changes_nothing(project: Project) -> None:
    expect_refusal(project, "init", "migrations", says=["migrations", "not empty"])


def test_demo_in_a_used_folder_says_so_every_time(project: Project) -> None:
    first = expect_refusal(project, "demo", says=["not empty", "nothing was touched"])
    assert expect_refusal(project, "demo", ".", says=["not empty"]).err == first.err


@pytest.mark.parametrize(
    "argv",
    [
        (),
        ("nosuch",),
        ("upgrade",),
        ("upgrade", "a", "b"),
        ("downgrade",),
        ("stamp",),
        ("merge",),
        ("show",),
        ("init",),
        ("heads", "--nosuch"),
        ("history", "-r"),
        ("upgrade", "--sql"),
        ("-n",),
    ],
    ids=" ".join,
)
def test_wrong_usage_exits_with_two(project: Project, argv: tuple[str, ...]) -> None:
    files = project.tree()
    result = project.run(*argv)
    assert result.code == 2, result
    assert result.err.startswith("usage: revgraph"), result
    assert "Traceback" not in result.err and not result.out
    assert project.tree() == files
