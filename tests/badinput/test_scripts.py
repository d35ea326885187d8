"""Revision files and env.py that are wrong: the error names the files, and nothing is written to the database."""

from __future__ import annotations

import os

import pytest

from tests.kit.project import Project, expect_refusal

GRAPH_COMMANDS = [("heads",), ("history",), ("branches",), ("show", "heads")]
READING = [*GRAPH_COMMANDS, ("upgrade", "heads"), ("stamp", "heads"), ("revision", "-m", "x"), ("merge", "heads")]


@pytest.mark.parametrize("argv", READING, ids=" ".join)
def test_duplicate_id_names_both_files(project: Project, argv: tuple[str, ...]) -> None:
    project.add_revision("aaaa1111", None, name="first.py")
    project.add_revision("aaaa1111", None, name="second.py")
    expect_refusal(project, *argv, says=["aaaa1111", "first.py", "second.py"])


@pytest.mark.parametrize("argv", READING, ids=" ".join)
def test_missing_parent_names_the_file_and_the_id(project: Project, argv: tuple[str, ...]) -> None:
    project.add_revision("aaaa1111", None, name="first.py")
    project.add_revision("cccc3333", "bbbb2222", name="orphan.py")
    expect_refusal(project, *argv, says=["bbbb2222", "orphan.py"])


@pytest.mark.parametrize("argv", READING, ids=" ".join)
def test_cycle_names_every_revision_of_it(project: Project, argv: tuple[str, ...]) -> None:
    project.add_revision("aaaa1111", "bbbb2222", name="first.py")
    project.add_revision("bbbb2222", "aaaa1111", name="second.py")
    expect_refusal(project, *argv, says=["aaaa1111", "bbbb2222", "first.py", "second.py"])


def test_revision_that_follows_itself(project: Project) -> None:
    project.add_revision("aaaa1111", "aaaa1111", name="alone.py")
    expect_refusal(project, "heads", says=["aaaa1111", "alone.py"])


def test_every_defect_is_listed_at_once(project: Project) -> None:
    project.add_revision("aaaa1111", None, name="first.py")
    project.add_revision("aaaa1111", None, name="second.py")
    project.add_revision("cccc3333", "nosuch", name="orphan.py")
    expect_refusal(project, "history", says=["second.py", "orphan.py", "nosuch"])


@pytest.mark.parametrize("argv", [*READING, ("heads", "--check"), ("rebase", "first1")], ids=" ".join)
def test_defects_of_every_kind_are_listed_at_once(project: Project, argv: tuple[str, ...]) -> None:
    for name, down, further in (
        ("same1111", None, {"name": "one.py"}),
        ("same1111", None, {"name": "two.py"}),
        ("orphan22", "nosuch1", {"depends": "nosuch2"}),
        ("self3333", "self3333", {}),
        ("needs444", None, {"depends": "needs444"}),
        ("ring5551", "ring5553", {}),
        ("ring5552", "ring5551", {}),
        ("ring5553", "ring5552", {}),
        ("knot6661", None, {"depends": "knot6662"}),
        ("knot6662", "knot6661", {}),
        ("label771", None, {"labels": "twice"}),
        ("label772", None, {"labels": "twice"}),
        ("label773", None, {"labels": "same1111"}),
        ("a@b", None, {"name": "operator.py"}),
    ):
        project.add_revision(name, down, **further)  # type: ignore[arg-type]
    says = [
        *("one.py", "two.py", "nosuch1", "nosuch2", "self-loop", "self3333", "dependency self-loop", "needs444"),
        *("ring5551", "ring5552", "ring5553", "knot6661", "knot6662", "'twice'", "label771", "label772"),
        *("label773", "a@b", "operator.py", "10 defects"),
    ]
    expect_refusal(project, *argv, says=says)


@pytest.mark.parametrize("argv", [*READING, ("heads", "--check")], ids=" ".join)
def test_files_that_can_not_be_read_are_listed_at_once(project: Project, argv: tuple[str, ...]) -> None:
    (project.versions / "latin.py").write_bytes(b"# \xe9\nrevision = 'a'\ndown_revision = None\n")
    (project.versions / "nul.py").write_bytes(b"revision = 'b'\0\n")
    (project.versions / "folder.py").mkdir()
    (project.versions / "link.py").symlink_to(project.root / "nowhere.py")
    (project.versions / "loop.py").symlink_to(project.versions / "loop.py")
    (project.versions / "cut.py").write_bytes(b"revision = 'c\n")
    says = ["latin.py", "nul.py", "folder.py", "link.py", "loop.py", "cut.py", "6 revision files"]
    expect_refusal(project, *argv, says=says)


@pytest.mark.parametrize("argv", READING, ids=" ".join)
def test_files_that_can_not_be_read_do_not_hide_what_is_wrong_with_the_others(
    project: Project, argv: tuple[str, ...]
) -> None:
    project.add_revision("aaaa1111", None, name="first.py")
    project.add_revision("aaaa1111", None, name="second.py")
    project.add_revision("cccc3333", "bbbb2222", name="child.py")
    (project.versions / "latin.py").write_bytes(b"# \xe9\nrevision = 'bbbb2222'\ndown_revision = None\n")
    expect_refusal(project, *argv, says=["latin.py", "first.py and ", "second.py", "the others have 1 defect:"])
    assert "child.py" not in project.run(*argv).err  # its parent may be what can't be read


@pytest.fixture
def broken(project: Project) -> Project:
    """A good revision, and one with a syntax error below its header."""
    project.add_revision("aaaa1111", None, upgrade="op.create_table('t', sa.Column('id', sa.Integer()))")
    path = project.add_revision("bbbb2222", "aaaa1111", name="broken.py")
    text = path.read_text(encoding="utf-8").replace("def upgrade() -> None:", "def upgrade( -> None:")
    path.write_text(text, encoding="utf-8")
    return project


@pytest.mark.parametrize("argv", GRAPH_COMMANDS, ids=" ".join)
def test_syntax_error_does_not_stop_graph_commands(broken: Project, argv: tuple[str, ...]) -> None:
    result = broken.run(*argv)
    assert result.code == 0, result


def test_syntax_error_stops_upgrade_before_anything_is_written(broken: Project) -> None:
    text = (broken.versions / "broken.py").read_text(encoding="utf-8")
    line = text[: text.index("def upgrade(")].count("\n") + 1
    expect_refusal(broken, "upgrade", "head", says=[f"broken.py:{line}"])
    assert broken.schema() == []


def test_syntax_error_elsewhere_does_not_stop_upgrade(broken: Project) -> None:
    result = broken.run("upgrade", "aaaa1111")
    assert result.code == 0, result
    assert "t" in dict(broken.schema())


@pytest.mark.parametrize(
    ("code", "says"),
    [
        pytest.param("import nosuch_module_anywhere", ["nosuch_module_anywhere"], id="import"),
        pytest.param("1 / 0", ["ZeroDivisionError"], id="raises"),
    ],
)
def test_revision_that_can_not_be_loaded(project: Project, code: str, says: list[str]) -> None:
    project.add_revision("aaaa1111", None, upgrade="op.create_table('t', sa.Column('id', sa.Integer()))")
    path = project.add_revision("bbbb2222", "aaaa1111", name="broken.py")
    path.write_text(path.read_text(encoding="utf-8") + f"\n\n{code}\n", encoding="utf-8")
    line = len(path.read_text(encoding="utf-8").splitlines())
    expect_refusal(project, "upgrade", "head", says=[*says, f"broken.py:{line}"])


def test_revision_without_upgrade(project: Project) -> None:
    path = project.add_revision("aaaa1111", None, name="short.py")
    path.write_text(path.read_text(encoding="utf-8").partition("def upgrade")[0], encoding="utf-8")
    expect_refusal(project, "upgrade", "head", says=["short.py", "upgrade()"])


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param(b"x = 1\n", ["odd.py", "revision"], id="no-header"),
        pytest.param(b"revision = 'a'\n", ["odd.py", "down_revision"], id="no-parent"),
        pytest.param(b"revision = 1\ndown_revision = None\n", ["odd.py", "revision"], id="id-is-a-number"),
        pytest.param(b"revision = 'a\n", ["odd.py"], id="header-does-not-parse"),
        pytest.param(b"revision = 'a'\0\n", ["odd.py", "NUL"], id="nul-byte"),
        pytest.param(b"# \xe9\nrevision = 'a'\ndown_revision = None\n", ["odd.py", "UTF-8"], id="encoding"),
        pytest.param(b"", ["odd.py"], id="empty"),
    ],
)
def test_file_that_is_no_revision(project: Project, content: bytes, says: list[str]) -> None:
    (project.versions / "odd.py").write_bytes(content)
    expect_refusal(project, "heads", says=says)


def test_folder_named_like_a_revision(project: Project) -> None:
    (project.versions / "odd.py").mkdir()
    expect_refusal(project, "heads", says=["odd.py"])


def test_dangling_link(project: Project) -> None:
    (project.versions / "odd.py").symlink_to(project.root / "nowhere.py")
    expect_refusal(project, "heads", says=["odd.py"])


ENV_COMMANDS = [("upgrade", "head"), ("current",), ("stamp", "head"), ("check",), ("revision", "--autogenerate")]


@pytest.mark.parametrize("argv", ENV_COMMANDS, ids=" ".join)
@pytest.mark.parametrize(
    ("code", "says"),
    [
        pytest.param("x = 1\n\nraise RuntimeError('no luck today')\n", ["env.py:3", "no luck today"], id="raises"),
        pytest.param("import nosuch_module_anywhere\n", ["env.py:1", "nosuch_module_anywhere"], id="import"),
        pytest.param("x = (\n", ["env.py:1"], id="syntax"),
    ],
)
def test_env_py_that_raises_is_shown_with_its_line(
    project: Project, argv: tuple[str, ...], code: str, says: list[str]
) -> None:
    (project.root / "migrations/env.py").write_text(code, encoding="utf-8")
    expect_refusal(project, *argv, says=says)


def test_env_py_that_configures_nothing(project: Project) -> None:
    code = "from revgraph import context\ncontext.run_migrations()\n"
    (project.root / "migrations/env.py").write_text(code, encoding="utf-8")
    expect_refusal(project, "upgrade", "head", says=["configure"])


@pytest.mark.parametrize("argv", [("check",), ("revision", "--autogenerate")], ids=" ".join)
def test_what_env_py_never_looked_at_does_not_pass_for_unchanged(project: Project, argv: tuple[str, ...]) -> None:
    (project.root / "migrations/env.py").write_text("", encoding="utf-8")
    expect_refusal(project, *argv, says=["env.py", "run_migrations"])


@pytest.mark.parametrize("argv", [("upgrade", "head"), ("current",)], ids=" ".join)
def test_env_py_that_runs_nothing_is_warned_of(
    project: Project, argv: tuple[str, ...], caplog: pytest.LogCaptureFixture
) -> None:
    (project.root / "migrations/env.py").write_text("", encoding="utf-8")
    assert project.run(*argv).code == 0
    assert "without calling context.run_migrations()" in caplog.text


def test_autogenerate_without_models(project: Project) -> None:
    expect_refusal(project, "revision", "--autogenerate", "-m", "x", says=["target_metadata"])


def test_autogenerate_on_a_database_that_is_behind(project: Project) -> None:
    project.use_models()
    project.add_revision("aaaa1111", None)
    expect_refusal(project, "revision", "--autogenerate", "-m", "x", says=["aaaa1111", "upgrade"])


def test_migration_that_fails_leaves_nothing_behind(project: Project) -> None:
    code = "op.create_table('t', sa.Column('id', sa.Integer()))\nop.execute('SELECT * FROM nosuch')"
    path = project.add_revision("aaaa1111", None, name="fails.py", upgrade=code)
    line = path.read_text(encoding="utf-8").partition("op.execute")[0].count("\n") + 1
    expect_refusal(project, "upgrade", "head", says=["aaaa1111", f"fails.py:{line}", "nosuch"])
    assert project.schema() == []


@pytest.mark.skipif(not os.path.exists("/proc/self/mem"), reason="needs a file that nobody, not even root, can read")
@pytest.mark.parametrize("argv", GRAPH_COMMANDS, ids=" ".join)
def test_unreadable_file(project: Project, argv: tuple[str, ...]) -> None:
    (project.versions / "odd.py").symlink_to("/proc/self/mem")
    result = project.run(*argv)
    assert result.code == 1, result
    assert result.err.startswith(f"error: {project.versions / 'odd.py'}: can't be read: "), result
    assert result.err.count("\n") == 1, result
