"""Targets that name nothing, several things, or are no targets: refused before env.py runs where that is possible."""

from __future__ import annotations

import pytest

from tests.kit.project import Project, expect_refusal


@pytest.fixture
def line(project: Project) -> Project:
    """Three revisions in a line, two of which begin alike."""
    project.add_revision("aaaa1111", None)
    project.add_revision("bbbb2222", "aaaa1111")
    project.add_revision("bbbb3333", "bbbb2222")
    return project


@pytest.fixture
def broken_env(line: Project) -> Project:
    """The same, with an env.py that must not be reached."""
    (line.root / "migrations/env.py").write_text("raise RuntimeError('env.py was reached')\n", encoding="utf-8")
    return line


@pytest.mark.parametrize("verb", ["upgrade", "downgrade", "stamp", "show"])
@pytest.mark.parametrize(
    ("target", "says"),
    [
        pytest.param("cccc", ["cccc"], id="unknown"),
        pytest.param("bbbb", ["bbbb2222", "bbbb3333"], id="ambiguous"),
        pytest.param("nosuch@head", ["nosuch"], id="unknown-branch"),
        pytest.param("@head", ["@"], id="no-branch"),
        pytest.param("a@b@head", ["@"], id="two-branches"),
        pytest.param("aaaa1111+", ["aaaa1111+"], id="no-number"),
        pytest.param("head+5", ["head+5"], id="beyond-the-end"),
        pytest.param("base-1", ["base-1"], id="below-the-base"),
        pytest.param("", ["head"], id="empty"),
        pytest.param("   ", ["head"], id="spaces"),
        pytest.param("aaaa 1111", ["aaaa 1111"], id="space-inside"),
        pytest.param("x" * 400, ["xxx"], id="very-long"),
        pytest.param("../../etc/passwd", ["passwd"], id="path"),
        pytest.param("'; DROP TABLE x; --", ["DROP"], id="injection"),
    ],
)
def test_bad_target_never_reaches_env_py(broken_env: Project, verb: str, target: str, says: list[str]) -> None:
    result = expect_refusal(broken_env, verb, target, says=says)
    assert "env.py was reached" not in result.err


@pytest.mark.parametrize("verb", ["upgrade", "downgrade", "stamp"])
def test_range_without_sql(broken_env: Project, verb: str) -> None:
    expect_refusal(broken_env, verb, "aaaa1111:bbbb2222", says=["aaaa1111:bbbb2222", "--sql"])


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        pytest.param(("downgrade", "base", "--sql"), ["<fromrev>:<torev>"], id="downgrade-without-start"),
        pytest.param(("upgrade", "a:b:c", "--sql"), ["a:b:c"], id="two-colons"),
        pytest.param(("upgrade", "aaaa1111:", "--sql"), ["aaaa1111:"], id="no-end"),
        pytest.param(("upgrade", "nosuch:head", "--sql"), ["nosuch"], id="unknown-start"),
        pytest.param(("stamp", "a:aaaa1111", "b:bbbb2222", "--sql"), ["same start"], id="several-starts"),
        pytest.param(("stamp", "--purge", "--sql", "head"), ["--purge"], id="purge-offline"),
    ],
)
def test_bad_range_with_sql(broken_env: Project, argv: tuple[str, ...], says: list[str]) -> None:
    expect_refusal(broken_env, *argv, says=says)


@pytest.mark.parametrize("text", ["bad", "a:b:c", "nosuch:", ":nosuch", "bbbb2222:aaaa1111", ""], ids=repr)
def test_bad_history_range(broken_env: Project, text: str) -> None:
    expect_refusal(broken_env, "history", "-r", text, says=[])


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        pytest.param(("upgrade", "+9"), ["+9"], id="up-beyond-the-end"),
        pytest.param(("downgrade", "-9"), ["-9"], id="down-below-the-base"),
        pytest.param(("upgrade", "-1"), ["downgrade"], id="upgrade-goes-down"),
        pytest.param(("downgrade", "+1"), ["upgrade"], id="downgrade-goes-up"),
        pytest.param(("downgrade", "head"), ["not applied"], id="downgrade-to-what-is-not-applied"),
        pytest.param(("upgrade", "+0"), ["+0"], id="no-steps"),
    ],
)
def test_impossible_moves(line: Project, argv: tuple[str, ...], says: list[str]) -> None:
    assert line.run("upgrade", "bbbb2222").code == 0
    expect_refusal(line, *argv, says=says)


def test_several_heads_are_listed(line: Project) -> None:
    line.add_revision("dddd4444", "aaaa1111")
    for argv in (("upgrade", "head"), ("show", "head"), ("stamp", "head"), ("revision", "-m", "x")):
        expect_refusal(line, *argv, says=["bbbb3333", "dddd4444"])


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        pytest.param(("--head", "aaaa1111"), ["--splice"], id="parent-is-no-head"),
        pytest.param(("--head", "nosuch"), ["nosuch"], id="unknown-parent"),
        pytest.param(("--depends-on", "nosuch"), ["nosuch"], id="unknown-dependency"),
        pytest.param(("--rev-id", "aaaa1111"), ["aaaa1111"], id="id-in-use"),
        pytest.param(("--rev-id", "a@b"), ["a@b"], id="operator-in-id"),
        pytest.param(("--rev-id", "../../x"), ["../../x"], id="path-in-id"),
        pytest.param(("--rev-id", "head"), ["head"], id="reserved-id"),
        pytest.param(("--rev-id", "x" * 300), ["255"], id="long-id"),
        pytest.param(("--branch-label", "aaaa1111"), ["aaaa1111"], id="label-is-an-id"),
        pytest.param(("--version-path", "elsewhere"), ["elsewhere"], id="unknown-version-path"),
        pytest.param(("--sql",), ["revision_environment"], id="sql-alone"),
        pytest.param(("--sql", "--autogenerate"), ["--autogenerate"], id="sql-and-autogenerate"),
    ],
)
def test_bad_new_revision(broken_env: Project, argv: tuple[str, ...], says: list[str]) -> None:
    expect_refusal(broken_env, "revision", "-m", "new", *argv, says=says)


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        pytest.param(("aaaa1111",), ["aaaa1111"], id="no-head"),
        pytest.param(("nosuch", "aaaa1111"), ["nosuch"], id="unknown"),
        pytest.param(("bbbb3333", "bbbb3333"), ["bbbb3333"], id="twice"),
    ],
)
def test_bad_merge(broken_env: Project, argv: tuple[str, ...], says: list[str]) -> None:
    expect_refusal(broken_env, "merge", "-m", "join", *argv, says=says)


@pytest.mark.parametrize("name", ["", "  "])
def test_resolve_of_no_name(project: Project, name: str) -> None:
    told = project.run("resolve", name, "--applied")
    assert (told.code, told.out) == (1, "")
    assert told.err == "error: resolve: name the revision whose migration was cut off; 'log' lists the runs\n"


def test_log_of_a_database_on_which_nothing_was_run(project: Project) -> None:
    told = project.run("log")
    assert (told.code, told.out) == (0, "")
    assert told.err.splitlines()[-1] == "nothing was run on this database yet, by the journal"
    assert "nothing was run" not in project.run("-q", "log").err
