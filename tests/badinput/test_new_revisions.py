"""Ids and messages that would like to be code, paths or operators: refused, or kept as the plain text they are."""

from __future__ import annotations

import py_compile
from pathlib import Path

import pytest

from tests.kit.project import Project, expect_refusal

REFUSED = [
    pytest.param("a@b", id="at"),
    pytest.param("a:b", id="colon"),
    pytest.param("a+1", id="plus"),
    pytest.param("a-1", id="minus"),
    pytest.param("a/b", id="slash"),
    pytest.param("a\\b", id="backslash"),
    pytest.param("..", id="parent folder"),
    pytest.param("../../../x", id="path"),
    pytest.param("a b", id="space"),
    pytest.param(" ", id="only a space"),
    pytest.param("a\nb", id="newline"),
    pytest.param("a'b", id="quote"),
    pytest.param('a"""b', id="triple quotes"),
    pytest.param("${1/0}", id="template"),
    pytest.param("%(rev)s", id="token"),
    pytest.param("a\0b", id="NUL"),
    pytest.param("a\u202eb", id="right-to-left override"),
    pytest.param("\u200fa", id="right-to-left mark"),
    pytest.param("\ufeffa", id="byte-order mark"),
    pytest.param("x" * 256, id="256 characters"),
    pytest.param("heads", id="word of the grammar"),
]


@pytest.fixture
def two_heads(project: Project) -> Project:
    project.add_revision("aaaa1111", None)
    project.add_revision("bbbb2222", None)
    return project


@pytest.mark.parametrize("name", REFUSED)
def test_id_that_can_not_be_used_is_refused(two_heads: Project, name: str) -> None:
    expect_refusal(two_heads, "revision", "--head", "aaaa1111", f"--rev-id={name}", says=["revision id"])
    expect_refusal(two_heads, "merge", "heads", f"--rev-id={name}", says=["revision id"])


@pytest.mark.parametrize("name", [name for name in REFUSED if name.id != "minus"])
def test_label_that_can_not_be_used_is_refused(two_heads: Project, name: str) -> None:
    expect_refusal(two_heads, "revision", "--head", "base", f"--branch-label={name}", says=["branch label"])


MESSAGES = [
    pytest.param('it\'s "quoted"', id="quotes"),
    pytest.param('"""\nimport os\nos.mkdir("injected")\n"""'.replace("\n", " "), id="triple quotes"),
    pytest.param("'''; raise SystemExit #", id="single triple quotes"),
    pytest.param('ends with "', id="quote at the end"),
    pytest.param("ends with \\", id="backslash at the end"),
    pytest.param(r"C:\new\x\u\N{DASH}", id="backslashes"),
    pytest.param("${open('injected', 'w')}", id="template expression"),
    pytest.param("<% open('injected', 'w') %>", id="template block"),
    pytest.param("% if True:", id="template line"),
    pytest.param("## a comment of the template", id="template comment"),
    pytest.param("<%doc>gone?</%doc>", id="template tag"),
    pytest.param("100% of %(rev)s", id="percent"),
    pytest.param("../../../injected", id="path"),
    pytest.param("/injected", id="absolute path"),
    pytest.param("user\u202etxt.exe", id="right-to-left override"),
    pytest.param("\u200fmark\u200e", id="direction marks"),
    pytest.param("bell\x07 and escape\x1b[31m", id="control characters"),
    pytest.param("a\0b", id="NUL"),
    pytest.param("größe 漢字 \U0001f600", id="other scripts"),
    pytest.param("Revision ID: no\tCreate Date: no", id="like a header"),
    pytest.param("x" * 1000, id="long"),
]


@pytest.mark.parametrize("message", MESSAGES)
def test_message_comes_back_unchanged_and_is_never_code(project: Project, message: str) -> None:
    before = project.tree()
    made = project.run("revision", "-m", message, "--rev-id", "abcd1234")
    assert made.code == 0, made
    added = {name for name in project.tree() if name not in before} - {"migrations/heads.lock"}
    assert [Path(name).parent.as_posix() for name in added] == ["migrations/versions"]
    assert py_compile.compile(str(project.root / added.pop()), str(project.root / "x.pyc"), doraise=True)
    history, show = project.run("history"), project.run("show", "abcd1234")
    assert history.out == f"<base> -> abcd1234 (head), {message}\n"
    assert f"    {message}\n" in show.out
    assert project.run("upgrade", "head").code == 0
    compiled = project.versions / "__pycache__"  # of the revision, whose name has the words of the message
    found = [path.name for path in project.root.rglob("*") if path.suffix != ".py" and path.parent != compiled]
    assert "injected" not in " ".join(found)


def test_paragraphs_of_a_message_are_kept(project: Project) -> None:
    assert project.run("revision", "-m", 'first\n\nsecond """', "--rev-id", "abcd1234").code == 0
    assert project.run("history").out == "<base> -> abcd1234 (head), first\n"
    assert '    first\n    \n    second """\n' in project.run("show", "head").out


@pytest.mark.parametrize("style", ["random", "HASH", "sequential, hash", "1"])
@pytest.mark.parametrize("argv", [("revision", "-m", "x"), ("heads",)], ids=" ".join)
def test_unknown_style_of_ids(project: Project, style: str, argv: tuple[str, ...]) -> None:
    project.edit("revgraph.ini", "# revision_id = hash", f"revision_id = {style}")
    expect_refusal(project, *argv, says=[f"revision_id = {style}", "hash, timestamp, sequential"])


def test_number_that_is_taken(project: Project) -> None:
    project.edit("revgraph.ini", "# revision_id = hash", "revision_id = sequential")
    project.add_revision("001", None, labels="002")
    expect_refusal(project, "revision", "-m", "x", says=["'002'", "001_", "rename"])


def test_file_of_the_next_number_is_there_already(project: Project) -> None:
    project.edit("revgraph.ini", "# revision_id = hash", "revision_id = sequential")
    project.add_revision("001", None)
    project.add_revision("zzzz", "001", name="002_x.py")
    expect_refusal(project, "revision", "-m", "x", says=["002_x.py", "already"])


def test_same_number_taken_twice_names_both_files(project: Project) -> None:
    project.add_revision("001", None, name="001_mine.py")
    project.add_revision("001", None, name="001_theirs.py")
    project.edit("revgraph.ini", "# revision_id = hash", "revision_id = sequential")
    expect_refusal(project, "revision", "-m", "x", says=["001_mine.py", "001_theirs.py"])
