"""What the looking commands print: the text that scripts read, letter for letter."""

from __future__ import annotations

import pytest

from tests.kit.project import Project
from tests.kit.wrong import ini

# the text of scripts below is the text users of such tools have always parsed: change it for a good reason only


@pytest.fixture
def branched(project: Project) -> Project:
    """Draw this::

    aaaa1111 -> bbbb2222 (left)
             -> cccc3333 (right), depends on left
    """
    project.add_revision("aaaa1111", None, "first")
    project.add_revision("bbbb2222", "aaaa1111", "left 100%", labels="left")
    project.add_revision("cccc3333", "aaaa1111", "right\n\nand more of it", labels="right", depends="left")
    return project


@pytest.fixture
def merged(branched: Project) -> Project:
    """The same, joined."""
    branched.add_revision("dddd4444", ("bbbb2222", "cccc3333"), "join")
    return branched


def entry(project: Project, revision: str, *head: str, doc: list[str]) -> str:
    lines = [*head, f"Path: {project.versions / f'{revision}_.py'}", "", *(f"    {line}" for line in doc), ""]
    return "\n".join(lines) + "\n"


def test_heads(branched: Project) -> None:
    assert branched.run("heads").lines == ["bbbb2222 (left) (effective head)", "cccc3333 (right) (head)"]


def test_heads_that_nothing_depends_on(branched: Project) -> None:
    assert branched.run("heads", "--resolve-dependencies").lines == ["cccc3333 (right) (head)"]


@pytest.mark.parametrize("command", ["heads", "heads -v", "history", "history -i", "show head"])
def test_no_revisions_are_told_on_standard_error(project: Project, command: str) -> None:
    told = project.run(*command.split())
    assert (told.code, told.out) == (0, "")
    line = f"there is no revision yet in {project.versions}; 'revision -m ...' writes the first"
    assert [each for each in told.err.splitlines() if "no revision" in each] == [line]
    assert "no revision" not in project.run("-q", *command.split()).err


@pytest.mark.parametrize("command", ["heads", "history"])
def test_a_version_location_that_is_not_there_is_warned_of(branched: Project, command: str) -> None:
    ini("version_locations", "migrations/versions:migrations/extra")(branched)
    told = branched.run(command)
    assert told.code == 0 and "bbbb2222" in told.out
    missing = branched.root / "migrations/extra"
    assert told.err.startswith(f"warning: version_locations: there is no folder {missing}; correct the path")
    assert f"version_locations: there is no folder {missing}" in branched.run("doctor").out


def test_heads_in_full(branched: Project) -> None:
    doc = ["left 100%", "", "Revision ID: bbbb2222", "Revises: aaaa1111", "Create Date: 2026-01-02 03:04:05.000006"]
    first = entry(branched, "bbbb2222", "Rev: bbbb2222 (head)", "Parent: aaaa1111", "Branch names: left", doc=doc)
    assert branched.run("heads", "-v").out.startswith(first)


def test_branches(branched: Project) -> None:
    assert branched.run("branches").out == (
        "aaaa1111 (branchpoint)\n         -> bbbb2222 (left) (effective head)\n         -> cccc3333 (right) (head)\n\n"
    )


def test_branches_in_full(branched: Project) -> None:
    result = branched.run("branches", "-v")
    assert result.lines[:3] == ["Rev: aaaa1111 (branchpoint)", "Parent: <base>", "Branches into: bbbb2222, cccc3333"]
    assert result.lines[-3:] == [
        "         -> bbbb2222 (left) (effective head), left 100%",
        "         -> cccc3333 (right) (head), right",
        "",
    ]


HISTORY = [
    "aaaa1111 (left) -> cccc3333 (right) (head), right",
    "aaaa1111 -> bbbb2222 (left) (effective head), left 100%",
    "<base> -> aaaa1111 (branchpoint), first",
]


def test_history(branched: Project) -> None:
    assert branched.run("history").lines == HISTORY


@pytest.mark.parametrize(
    ("rev_range", "lines"),
    [
        (":", [0, 1, 2]),
        ("aaaa1111:left", [1, 2]),
        (":aaaa1111", [2]),
        ("base:left@head", [1, 2]),
        ("left:left", [1]),
        ("right:", [0]),
        ("-1:left", [1, 2]),
    ],
)
def test_history_range(branched: Project, rev_range: str, lines: list[int]) -> None:
    assert branched.run("history", f"-r{rev_range}").lines == [HISTORY[line] for line in lines]


@pytest.mark.parametrize(
    "argv", [("-r-1:left",), ("-r", "-1:left"), ("--rev-range", "-1:left"), ("--rev-range=-1:left",)]
)
def test_history_range_may_begin_with_a_minus(branched: Project, argv: tuple[str, ...]) -> None:
    assert branched.run("history", *argv).lines == HISTORY[1:]


def test_history_of_a_merge(merged: Project) -> None:
    assert merged.run("history").lines[0] == "bbbb2222, cccc3333 -> dddd4444 (left, right) (head) (mergepoint), join"


def test_history_marks_the_current_revisions(branched: Project) -> None:
    assert branched.run("upgrade", "left").code == 0
    assert branched.run("history", "-i").lines == [
        HISTORY[0],
        "aaaa1111 -> bbbb2222 (left) (effective head) (current), left 100%",
        HISTORY[2],
    ]


def test_history_from_current(branched: Project) -> None:
    assert branched.run("upgrade", "aaaa1111").code == 0
    assert branched.run("history", "-r", "current:left").lines == HISTORY[1:]
    assert branched.run("history", "-r", ":current").lines == HISTORY[2:]


def test_history_in_full_marks_the_current_revisions(branched: Project) -> None:
    branched.run("upgrade", "left")
    assert "Rev: bbbb2222 (head) (current)" in branched.run("history", "-i", "-v").lines


def test_show(merged: Project) -> None:
    doc = [
        "join",
        "",
        "Revision ID: dddd4444",
        "Revises: bbbb2222, cccc3333",
        "Create Date: 2026-01-02 03:04:05.000006",
    ]
    assert merged.run("show", "head").out == entry(
        merged,
        "dddd4444",
        "Rev: dddd4444 (head) (mergepoint)",
        "Merges: bbbb2222, cccc3333",
        "Branch names: left, right",
        doc=doc,
    )


def test_show_what_a_revision_depends_on(branched: Project) -> None:
    assert branched.run("show", "right").lines[:4] == [
        "Rev: cccc3333 (head)",
        "Parent: aaaa1111",
        "Also depends on: left",
        "Branch names: right",
    ]


def test_show_by_a_prefix(branched: Project) -> None:
    assert branched.run("show", "aa").lines[0] == "Rev: aaaa1111 (branchpoint)"


def test_show_base_is_nothing(branched: Project) -> None:
    result = branched.run("show", "base")
    assert (result.code, result.out) == (0, "")
    assert result.err == "'base' names no revision, so there is nothing to show\n"


def test_show_current(branched: Project) -> None:
    assert branched.run("show", "current").out == ""
    branched.run("upgrade", "left")
    assert branched.run("show", "current").lines[0] == "Rev: bbbb2222 (head)"


def test_current_of_an_empty_database_creates_nothing(branched: Project) -> None:
    result = branched.run("current")
    assert (result.code, result.out) == (0, "")
    assert branched.schema() == []


def test_current(branched: Project) -> None:
    branched.run("upgrade", "left")
    assert branched.run("current").lines == ["bbbb2222 (effective head)"]


def test_current_names_what_is_implied(branched: Project) -> None:
    branched.run("upgrade", "heads")
    assert branched.rows("SELECT version_num FROM revgraph_version") == [("cccc3333",)]
    assert branched.run("current").lines == ["bbbb2222 (effective head)", "cccc3333 (head)"]


def test_current_in_full_says_which_database(branched: Project) -> None:
    branched.run("upgrade", "left")
    lines = branched.run("current", "-v").lines
    assert lines[:2] == [f"Current revision(s) for sqlite:///{branched.database}:", "Rev: bbbb2222 (head)"]


def test_current_checks_heads(branched: Project) -> None:
    branched.run("upgrade", "left")
    behind = branched.run("current", "--check-heads")
    assert behind.code == 1 and "error: " in behind.err and not behind.out
    branched.run("upgrade", "heads")
    assert branched.run("current", "-c").code == 0


def test_reports_run_no_revision_and_no_env_py(branched: Project) -> None:
    for path in (*branched.written, branched.root / "migrations/env.py"):
        path.write_text(path.read_text(encoding="utf-8") + "\nraise RuntimeError('this ran')\n", encoding="utf-8")
    for argv in (("heads", "-v"), ("history",), ("history", "-v"), ("branches", "-v"), ("show", "heads")):
        result = branched.run(*argv)
        assert result.code == 0, result


@pytest.mark.parametrize(
    "message",
    [
        "plain",
        'it\'s "quoted"',
        'three """ quotes',
        "back\\slash \\n \\",
        "${'inject'} <% %> ## x",
        "100% %s %(x)s",
        "ümläut 漢字 ‮rtl",
        "tab\tinside",
        "'''",
        'ends with "',
    ],
)
def test_message_comes_back_unchanged(project: Project, message: str) -> None:
    written = project.run("revision", "-m", message, "--rev-id", "aaaa1111")
    assert written.code == 0, written
    assert project.run("history").out == f"<base> -> aaaa1111 (head), {message}\n"
    assert project.run("upgrade", "head").code == 0
