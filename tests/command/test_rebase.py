"""rebase, heads --check and heads.lock, as a user meets them."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from revgraph import command
from revgraph.config import Config
from revgraph.errors import HeadsLockConflict, HeadsNotJoined, RebaseOfApplied, ScriptError
from revgraph.script import ScriptDirectory
from revgraph.util.files import replace_files
from tests.kit.project import Project, expect_refusal


@pytest.fixture
def fork(project: Project) -> Project:
    """Draw this::

    aaaa1111 -> bbbb2222 -> bbbb3333
             -> cccc4444
    """
    project.add_revision("aaaa1111", None)
    project.add_revision("bbbb2222", "aaaa1111")
    project.add_revision("bbbb3333", "bbbb2222")
    project.add_revision("cccc4444", "aaaa1111")
    return project


def lock(project: Project) -> list[str]:
    path = project.root / "migrations" / "heads.lock"
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


def history(project: Project) -> list[str]:
    return [line.partition(",")[0] for line in project.run("history").lines]


LINE = [
    "bbbb2222 -> bbbb3333 (head)",
    "cccc4444 -> bbbb2222",
    "aaaa1111 -> cccc4444",
    "<base> -> aaaa1111",
]


def test_rebase_moves_a_chain(fork: Project) -> None:
    result = fork.run("rebase", "bbbb2222", "--onto", "cccc4444")
    assert result.code == 0, result
    assert result.lines == [
        f"bbbb2222 now follows cccc4444 instead of aaaa1111: {fork.versions / 'bbbb2222_.py'}",
        "Moved with it: bbbb3333",
    ]
    assert history(fork) == LINE
    assert lock(fork) == ["aaaa1111: bbbb3333"]


@pytest.mark.parametrize("argv", [("bbbb2",), ("bbbb2", "--onto", "head"), ("--onto", "cccc"), ("bbbb2:bbbb3",)])
def test_what_is_beyond_doubt_need_not_be_named(fork: Project, argv: tuple[str, ...]) -> None:
    assert fork.run("rebase", *argv).code == 0
    assert history(fork) == LINE


def test_only_the_parent_changes_in_the_file(fork: Project) -> None:
    before = fork.tree()
    fork.run("rebase", "bbbb2222", "--onto", "cccc4444")
    after = fork.tree()
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {"migrations/versions/bbbb2222_.py", "migrations/heads.lock"}
    name = "migrations/versions/bbbb2222_.py"
    assert after[name] == before[name].replace(b"Revises: aaaa1111", b"Revises: cccc4444").replace(
        b"down_revision = 'aaaa1111'", b"down_revision = 'cccc4444'"
    )


def test_moving_back_restores_the_bytes(fork: Project) -> None:
    before = {name: data for name, data in fork.tree().items() if name.endswith(".py")}
    for onto in ("cccc4444", "aaaa1111", "base", "aaaa1111"):
        result = fork.run("rebase", "bbbb2222", "--onto", onto)
        assert result.code == 0, result
    assert {name: data for name, data in fork.tree().items() if name.endswith(".py")} == before


def test_dry_run_writes_nothing(fork: Project) -> None:
    before = fork.tree()
    result = fork.run("rebase", "bbbb2222", "--onto", "cccc4444", "--dry-run")
    assert result.code == 0, result
    assert result.lines[0].startswith("bbbb2222 would follow cccc4444 instead of aaaa1111: ")
    assert result.lines[1] == "Would move with it: bbbb3333"
    assert fork.tree() == before


def test_nothing_to_do_is_said(fork: Project) -> None:
    before = {name: data for name, data in fork.tree().items() if name.endswith(".py")}
    result = fork.run("rebase", "bbbb2222", "--onto", "aaaa1111")
    assert (result.code, result.lines) == (0, ["Nothing to do: bbbb2222 follows aaaa1111 already."])
    assert {name: data for name, data in fork.tree().items() if name.endswith(".py")} == before


def test_one_line_has_nothing_to_rebase(project: Project) -> None:
    project.add_revision("aaaa1111", None)
    assert project.run("rebase").lines == ["Nothing to do: there is one line, its head is aaaa1111."]


def test_heads_that_are_left_are_named(fork: Project) -> None:
    assert fork.run("rebase", "bbbb3333", "--onto", "base").lines[-1].startswith("There are still 3 heads: ")


def test_what_the_database_has_applied_stays(fork: Project) -> None:
    fork.run("upgrade", "bbbb2222")
    expect_refusal(
        fork, "rebase", "bbbb2222", "--onto", "cccc4444", says=["bbbb2222", "downgrade", "--allow-applied", "sqlite:"]
    )
    assert fork.run("rebase", "bbbb3333", "--onto", "cccc4444").code == 0


def test_the_unapplied_chain_moves_onto_the_applied(fork: Project) -> None:
    fork.run("upgrade", "bbbb3333")
    assert fork.run("rebase", "cccc4444", "--onto", "bbbb3333").code == 0
    assert fork.run("upgrade", "head").code == 0
    assert fork.run("current").lines == ["cccc4444 (head)"]


def test_moving_what_is_applied_says_what_the_database_lacks(fork: Project) -> None:
    fork.run("upgrade", "bbbb2222")
    result = fork.run("rebase", "bbbb2222", "--onto", "cccc4444", "--allow-applied")
    assert result.code == 0, result
    assert "counts cccc4444 as applied, which it has never run" in result.err


def test_moving_what_is_applied_says_how_to_mend_the_rows(fork: Project) -> None:
    fork.run("upgrade", "heads")
    result = fork.run("rebase", "bbbb2222", "--onto", "cccc4444", "--allow-applied")
    assert "run 'stamp --purge bbbb3333'" in result.err, result
    assert fork.run("stamp", "--purge", "bbbb3333").code == 0
    assert fork.run("current", "-c").lines == ["bbbb3333 (head)"]


BROKEN_ENV = "raise RuntimeError('env.py was reached')\n"


def test_database_that_can_not_be_asked_is_no_yes(fork: Project) -> None:
    (fork.root / "migrations/env.py").write_text(BROKEN_ENV, encoding="utf-8")
    says = ["env.py was reached", "--no-database", "bbbb2222, bbbb3333"]
    expect_refusal(fork, "rebase", "bbbb2222", "--onto", "cccc4444", says=says)
    assert fork.run("rebase", "bbbb2222", "--onto", "cccc4444", "--no-database").code == 0
    assert history(fork) == LINE


def test_database_elsewhere_is_no_yes(fork: Project) -> None:
    fork.run("upgrade", "bbbb3333")
    (fork.versions / "bbbb3333_.py").unlink()
    expect_refusal(fork, "rebase", "bbbb2222", "--onto", "cccc4444", says=["bbbb3333", "--no-database"])


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        pytest.param(
            (), ["bbbb3333", "cccc4444", "say which one stays", "rebase bbbb2222 --onto cccc4444"], id="which"
        ),
        pytest.param(("aaaa1111", "--onto", "bbbb3333"), ["descends from it"], id="circle"),
        pytest.param(("bbbb2222", "--onto", "bbbb2222"), ["onto itself"], id="itself"),
        pytest.param(("nosuch", "--onto", "aaaa1111"), ["nosuch"], id="unknown"),
        pytest.param(("bbbb2222", "--onto", "nosuch"), ["nosuch"], id="unknown-parent"),
        pytest.param(("bbbb2222", "--onto", "heads"), ["2 heads"], id="several"),
        pytest.param(("a:b:c", "--onto", "head"), ["a:b:c"], id="no-range"),
        pytest.param(("bbbb", "--onto", "head"), ["bbbb2222, bbbb3333"], id="ambiguous"),
        pytest.param(("../../x", "--onto", "head"), ["../../x"], id="path"),
    ],
)
def test_refused_before_the_database_is_asked(fork: Project, argv: tuple[str, ...], says: list[str]) -> None:
    (fork.root / "migrations/env.py").write_text(BROKEN_ENV, encoding="utf-8")
    result = expect_refusal(fork, "rebase", *argv, says=says)
    assert "env.py was reached" not in result.err


def test_computed_headers_are_all_named_with_their_lines(fork: Project) -> None:
    for name in ("bbbb2222_.py", "cccc4444_.py"):
        fork.edit(f"migrations/versions/{name}", "down_revision = 'aaaa1111'", "down_revision = 'aaaa' + '1111'")
    fork.add_revision("dddd5555", "aaaa1111")
    says = ["bbbb2222_.py:12: ", "cccc4444_.py:12: ", "computed", "2 revision files can't be rewritten"]
    expect_refusal(fork, "rebase", "bbbb2222", "cccc4444", "--onto", "dddd5555", says=says)


def test_dependency_that_becomes_idle_is_told(project: Project) -> None:
    project.add_revision("aaaa1111", None)
    project.add_revision("bbbb2222", "aaaa1111", depends="cccc3333")
    project.add_revision("cccc3333", "aaaa1111")
    result = project.run("rebase", "bbbb2222", "--onto", "cccc3333")
    assert result.code == 0
    assert "warning:" in result.err and "bbbb2222 depends on cccc3333" in result.err


def test_api_returns_the_moves_and_raises_by_kind(fork: Project) -> None:
    config = Config(str(fork.ini))
    assert [str(move) for move in command.rebase(config, "bbbb2222", "cccc4444", dry_run=True)] == [
        "bbbb2222: aaaa1111 -> cccc4444"
    ]
    command.upgrade(config, "bbbb2222")
    with pytest.raises(RebaseOfApplied) as raised:
        command.rebase(config, ["bbbb2222"], onto="cccc4444")
    assert raised.value.revisions == ("bbbb2222",)


# -- several files


def test_files_are_replaced_all_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two, new = (tmp_path / name for name in ("one", "two", "new"))
    one.write_bytes(b"1")
    two.write_bytes(b"2")
    real = os.replace

    def failing(source: str, target: Path) -> None:
        if Path(target).name == "two" and Path(source).read_bytes() == b"b":
            raise OSError(28, "No space left on device", str(target))
        real(source, target)

    monkeypatch.setattr(os, "replace", failing)
    with pytest.raises(OSError, match="No space"):
        replace_files({new: b"n", one: b"a", two: b"b"})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"one": b"1", "two": b"2"}
    monkeypatch.undo()
    replace_files({new: b"n", one: b"a", two: b"b"})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"one": b"a", "two": b"b", "new": b"n"}


def test_link_to_a_revision_file_stays_a_link(fork: Project) -> None:
    path = fork.versions / "bbbb2222_.py"
    elsewhere = path.rename(fork.root / "elsewhere.py")
    path.symlink_to(elsewhere)
    assert fork.run("rebase", "bbbb2222", "--onto", "cccc4444").code == 0
    assert path.is_symlink() and b"cccc4444" in elsewhere.read_bytes()


# -- heads --check


def test_check_of_one_head(project: Project) -> None:
    project.add_revision("aaaa1111", None)
    result = project.run("heads", "--check")
    assert (result.code, result.lines, result.err) == (0, ["aaaa1111 (head)"], "")


def test_check_of_several_heads_names_them_and_the_ways_out(fork: Project) -> None:
    result = expect_refusal(fork, "heads", "--check", says=["bbbb3333", "cccc4444", "'merge heads'"])
    assert len(result.err.splitlines()) == 1
    assert "'rebase bbbb2222 --onto cccc4444'" in result.err
    with pytest.raises(HeadsNotJoined) as raised:
        command.heads(Config(str(fork.ini)), check=True)
    assert set(raised.value.heads) == {"bbbb3333", "cccc4444"}


def test_check_counts_only_heads_nothing_depends_on_if_asked(project: Project) -> None:
    project.add_revision("aaaa1111", None)
    project.add_revision("bbbb2222", None, depends="aaaa1111")
    assert project.run("heads", "--check").code == 1
    assert project.run("heads", "--check", "--resolve-dependencies").code == 0


def test_check_lists_all_idle_dependencies_and_does_not_fail(project: Project) -> None:
    project.add_revision("aaaa1111", None)
    project.add_revision("bbbb2222", "aaaa1111", depends="aaaa1111")
    project.add_revision("cccc3333", "bbbb2222", depends=("aaaa1111", "bbbb2222"))
    result = project.run("heads", "--check")
    assert result.code == 0, result
    warnings = result.err.splitlines()
    assert len(warnings) == 3 and all(line.startswith("warning: ") for line in warnings), result
    assert project.run("heads").err == ""


def test_new_revision_can_not_depend_on_its_own_ancestor(project: Project) -> None:
    project.add_revision("aaaa1111", None, labels="first")
    project.add_revision("bbbb2222", "aaaa1111")
    for need in ("aaaa1111", "bbbb2222", "first"):
        expect_refusal(project, "revision", "-m", "x", "--depends-on", need, says=["ancestor", "--depends-on"])


# -- heads.lock


def test_revision_and_merge_write_the_lock(project: Project) -> None:
    project.run("revision", "-m", "x", "--rev-id", "aaaa1111")
    assert lock(project) == ["aaaa1111: aaaa1111"]
    project.run("revision", "-m", "x", "--rev-id", "bbbb2222")
    project.run("revision", "-m", "x", "--rev-id", "cccc3333", "--head", "aaaa1111", "--splice")
    assert lock(project) == ["aaaa1111: bbbb2222 cccc3333"]
    project.run("merge", "heads", "--rev-id", "dddd4444")
    assert lock(project) == ["aaaa1111: dddd4444"]


@pytest.mark.parametrize("setting", ["", "heads_lock = false"])
def test_without_the_setting_there_is_no_lock(fork: Project, setting: str) -> None:
    fork.edit("revgraph.ini", "heads_lock = true", setting)
    (fork.root / "migrations/heads.lock").write_text("<<<<<<< nonsense\n", encoding="utf-8")
    before = fork.tree()["migrations/heads.lock"]
    for argv in (("rebase", "bbbb2222"), ("revision", "-m", "x"), ("heads",), ("upgrade", "head")):
        result = fork.run(*argv)
        assert result.code == 0 and "heads.lock" not in result.err, result
    assert fork.tree()["migrations/heads.lock"] == before
    expect_refusal(fork, "heads", "--lock", says=["heads_lock = true"])


def test_setting_may_stand_in_pyproject(tmp_path: Path, project: Project) -> None:
    (project.root / "pyproject.toml").write_text(
        '[tool.revgraph]\nscript_location = "%(here)s/migrations"\nheads_lock = true\n', encoding="utf-8"
    )
    project.ini.unlink()
    assert project.run("revision", "-m", "x", "--rev-id", "aaaa1111").code == 0
    assert lock(project) == ["aaaa1111: aaaa1111"]


def test_stale_lock_is_told_and_written_anew(fork: Project) -> None:
    fork.run("heads", "--lock")
    assert lock(fork) == ["aaaa1111: bbbb3333 cccc4444"]
    (fork.versions / "cccc4444_.py").unlink()
    for argv in (("heads",), ("heads", "--check"), ("upgrade", "head")):
        result = fork.run(*argv)
        assert result.code == 0, result
        assert "warning: " in result.err and "no revision file has cccc4444" in result.err
    result = fork.run("revision", "-m", "x", "--rev-id", "dddd5555")
    assert result.code == 0 and "cccc4444" in result.err
    assert lock(fork) == ["aaaa1111: dddd5555"]
    assert fork.run("heads").err == ""


def test_lock_that_names_one_head_tells_which_chain_moves(fork: Project) -> None:
    (fork.root / "migrations/heads.lock").write_text("aaaa1111: cccc4444\n", encoding="utf-8")
    assert fork.run("rebase").code == 0
    assert history(fork) == LINE


@pytest.fixture
def conflict(fork: Project) -> Project:
    """The same fork, with the lock as a version control leaves it."""
    text = "# comment\n<<<<<<< HEAD\naaaa1111: bbbb3333\n=======\naaaa1111: cccc4444\n>>>>>>> main\n"
    (fork.root / "migrations/heads.lock").write_text(text, encoding="utf-8")
    return fork


WAYS = [
    "heads.lock:2: ",
    "'HEAD' has bbbb3333",
    "'main' has cccc4444",
    "rebase bbbb2222 --onto cccc4444",
    "merge heads",
]


@pytest.mark.parametrize("argv", [("revision", "-m", "x", "--head", "bbbb3333"), ("revision", "-m", "x"), ("rebase",)])
def test_unfinished_merge_stops_what_would_go_on(conflict: Project, argv: tuple[str, ...]) -> None:
    (conflict.root / "migrations/env.py").write_text(BROKEN_ENV, encoding="utf-8")
    expect_refusal(conflict, *argv, says=WAYS)


def test_unfinished_merge_stops_what_is_generated_by_code(conflict: Project) -> None:
    script = ScriptDirectory.from_config(Config(str(conflict.ini)))
    with pytest.raises(HeadsLockConflict):
        script.generate_revision("dddd5555", "x", head="bbbb3333")
    assert not list(conflict.versions.glob("dddd*"))


@pytest.mark.parametrize(
    ("argv", "code"), [(("heads",), 0), (("heads", "--check"), 1), (("upgrade", "heads"), 0)], ids=str
)
def test_unfinished_merge_is_told_by_the_others(conflict: Project, argv: tuple[str, ...], code: int) -> None:
    result = conflict.run(*argv)
    assert result.code == code, result
    assert "rebase bbbb2222 --onto cccc4444" in result.err


def test_check_fails_for_an_unfinished_merge_of_one_head(conflict: Project) -> None:
    (conflict.versions / "cccc4444_.py").unlink()
    expect_refusal(conflict, "heads", "--check", says=["heads.lock:2: "])


@pytest.mark.parametrize(
    ("argv", "then"),
    [
        (("rebase", "bbbb2222", "--onto", "cccc4444"), ["aaaa1111: bbbb3333"]),
        (("merge", "heads", "--rev-id", "dddd5555"), ["aaaa1111: dddd5555"]),
        (("heads", "--lock"), ["aaaa1111: bbbb3333 cccc4444"]),
    ],
    ids=lambda value: value[0],
)
def test_unfinished_merge_ends_with(conflict: Project, argv: tuple[str, ...], then: list[str]) -> None:
    result = conflict.run(*argv)
    assert result.code == 0, result
    assert lock(conflict) == then


def test_lock_that_can_not_be_written_is_told(project: Project) -> None:
    (project.root / "migrations/heads.lock").mkdir()
    script = ScriptDirectory.from_config(Config(str(project.ini)))
    with pytest.raises(ScriptError, match=r"heads\.lock: can't be"):
        script.generate_revision("aaaa1111", "x")


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_two_people_collide_in_git(project: Project) -> None:
    def git(*argv: str) -> int:
        named = ["git", "-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false", *argv]
        return subprocess.run(named, cwd=project.root, capture_output=True).returncode

    project.run("revision", "-m", "x", "--rev-id", "aaaa1111")
    project.run("revision", "-m", "x", "--rev-id", "zzzz9999", "--head", "base", "--branch-label", "other")
    assert git("init", "-q") == git("add", ".") == git("commit", "-qm", "base") == git("branch", "others") == 0
    for name, parent in (("mine", "aaaa1111"), ("side", "zzzz9999")):
        assert git("checkout", "-q", "-b", name, "others") == 0
        project.run("revision", "-m", "x", "--rev-id", f"{name}1", "--head", parent)
        assert git("add", ".") == git("commit", "-qm", name) == 0
    assert git("checkout", "-q", "others") == 0
    project.run("revision", "-m", "x", "--rev-id", "theirs1", "--head", "aaaa1111")
    assert git("add", ".") == git("commit", "-qm", "theirs") == 0
    assert git("merge", "-q", "-m", "x", "side") == 0, "another line of history must not collide"
    assert git("merge", "-q", "-m", "x", "mine") != 0, "a second child of one parent must"
    assert project.run("rebase", "mine1", "--onto", "theirs1").code == 0
    assert lock(project) == ["aaaa1111: mine1", "other: side1"]
    assert git("add", ".") == git("commit", "-qm", "merged") == 0
