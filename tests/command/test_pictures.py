"""``history --graph`` and ``graph``: drawings on standard output, on a terminal, and in files."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
import time
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.kit.project import Project, expect_refusal, process_environment


@pytest.fixture
def branched(project: Project) -> Project:
    """Draw this::

    aaaa1111 -> bbbb2222 (left) -> dddd4444
             -> cccc3333 (right), depends on left
    """
    project.add_revision("aaaa1111", None, "first")
    project.add_revision("bbbb2222", "aaaa1111", "left 100%", labels="left")
    project.add_revision("cccc3333", "aaaa1111", "right\nof two lines", labels="right", depends="left")
    project.add_revision("dddd4444", ("bbbb2222", "cccc3333"), "join é")
    return project


DRAWN = """\
* bbbb2222, cccc3333 -> dddd4444 (left, right) (head) (mergepoint), join é
|\\
| * aaaa1111 (left) -> cccc3333 (right), right
|.| of two lines
* | aaaa1111 -> bbbb2222 (left), left 100%
|/
* <base> -> aaaa1111 (branchpoint), first
"""


def without_lanes(text: str) -> list[str]:
    """Return the words of a drawing; lines of a drawing alone are left out."""
    words = [line.strip("*|:./\\_~ ") for line in text.splitlines()]
    return [line for line in words if line]


def test_history_as_a_graph(branched: Project) -> None:
    assert branched.run("history", "--graph").out == DRAWN


def test_the_words_are_those_of_history(branched: Project) -> None:
    assert without_lanes(branched.run("history", "--graph").out) == branched.run("history").lines
    drawn = branched.run("history", "--graph", "-v").out
    assert without_lanes(drawn) == without_lanes(branched.run("history", "-v").out)


def test_history_range_as_a_graph(branched: Project) -> None:
    assert branched.run("history", "--graph", "-r", "left:").lines == [
        DRAWN.splitlines()[0],
        "|\\",
        "| ~",
        "* aaaa1111 -> bbbb2222 (left), left 100%",
        "~",
    ]


def test_history_as_a_graph_marks_the_current_revisions(branched: Project) -> None:
    branched.run("upgrade", "left")
    assert "* | aaaa1111 -> bbbb2222 (left) (current), left 100%" in branched.run("history", "--graph", "-i").lines


def test_history_of_nothing_as_a_graph(project: Project) -> None:
    assert project.run("history", "--graph").out == ""


@pytest.mark.parametrize("argv", [("history", "--graph"), ("graph",), ("graph", "--format", "json")])
def test_quiet_draws_nothing(branched: Project, argv: tuple[str, ...]) -> None:
    assert branched.run("-q", *argv).out == ""


def on_terminal(project: Project, *argv: str, columns: int = 80, **env: str) -> str:
    """Return what a command writes on a terminal of its own."""
    ours, theirs = pty.openpty()
    environment = {**process_environment(), "TERM": "xterm", "COLUMNS": str(columns), **env}
    environment = {name: value for name, value in environment.items() if value}
    command = [sys.executable, "-m", "revgraph", *argv]
    process = subprocess.Popen(command, cwd=project.root, env=environment, stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    written = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        written += piece
    os.close(ours)
    assert process.wait() == 0, written
    return written.decode("utf-8").replace("\r\n", "\n")


def test_a_terminal_gets_colours(branched: Project) -> None:
    text = on_terminal(branched, "history", "--graph", NO_COLOR="")
    assert "\x1b[1;33mbbbb2222, cccc3333 -> dddd4444 (left, right) (head) (mergepoint)\x1b[0m, join é\n" in text


def test_what_is_current_has_another_colour(branched: Project) -> None:
    branched.run("upgrade", "left")
    text = on_terminal(branched, "history", "--graph", "-i", NO_COLOR="")
    assert "\x1b[1;32maaaa1111 -> bbbb2222 (left) (current)\x1b[0m, left 100%\n" in text


@pytest.mark.parametrize("argv", [("history", "--graph"), ("graph",)])
def test_no_color_is_respected(branched: Project, argv: tuple[str, ...]) -> None:
    assert on_terminal(branched, *argv, NO_COLOR="1") == DRAWN


def test_a_narrow_terminal_cuts_the_lines(branched: Project) -> None:
    text = on_terminal(branched, "history", "--graph", columns=30, NO_COLOR="1")
    assert text.splitlines() == [line[:30] for line in DRAWN.splitlines()]


def test_a_drawing_in_a_pipe_is_not_cut(branched: Project) -> None:
    assert branched.spawn("history", "--graph", env={"COLUMNS": "20"}).out == DRAWN


def test_graph_draws_text_by_default(branched: Project) -> None:
    assert branched.run("graph").out == DRAWN


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("x.txt", "* bbbb2222"),
        ("x.dot", "digraph"),
        ("x.GV", "digraph"),
        ("x.mmd", "flowchart"),
        ("x.mermaid", "flowchart"),
        ("x.svg", "<?xml"),
        ("x.json", "{"),
        ("x.picture", "* bbbb2222"),
        ("new/folder/x.svg", "<?xml"),
    ],
)
def test_the_ending_of_the_file_is_the_format(branched: Project, name: str, begins: str) -> None:
    result = branched.run("graph", "-o", name)
    assert (result.code, result.out) == (0, ""), result
    assert (branched.root / name).read_text(encoding="utf-8").startswith(begins)


@pytest.mark.parametrize("name", ["text", "dot", "mermaid", "svg", "json"])
def test_a_file_holds_what_standard_output_gets_in_utf8(branched: Project, name: str) -> None:
    assert branched.run("graph", "--format", name, "-o", "x.picture").code == 0
    encoding = {"PYTHONIOENCODING": "utf-8" if name == "text" else "ascii"}
    shown = branched.spawn("graph", "--format", name, env=encoding)
    assert shown.code == 0 and shown.out == (branched.root / "x.picture").read_text(encoding="utf-8")


def test_graph_of_a_range(branched: Project) -> None:
    content = json.loads(branched.run("graph", "--format", "json", "-r", "right:").out)
    assert [node["id"] for node in content["nodes"]] == ["dddd4444", "cccc3333"]
    assert {"parent": "aaaa1111", "child": "cccc3333", "kind": "parent"} in content["edges"]
    assert content["nodes"][1]["path"] == str(branched.versions / "cccc3333_.py")


def test_graph_from_what_the_database_is_at(branched: Project) -> None:
    branched.run("upgrade", "left")
    content = json.loads(branched.run("graph", "--format", "json", "-r", "current:").out)
    assert [node["id"] for node in content["nodes"]] == ["dddd4444", "bbbb2222"]


@pytest.mark.parametrize("name", ["text", "dot", "mermaid", "svg", "json"])
def test_graph_of_nothing(project: Project, name: str) -> None:
    result = project.run("graph", "--format", name)
    assert result.code == 0, result
    if name == "svg":
        ElementTree.fromstring(result.out.encode("utf-8"))


def test_an_older_picture_is_replaced_and_a_link_stays_one(branched: Project) -> None:
    (branched.root / "real.svg").write_text("old", encoding="utf-8")
    (branched.root / "link.svg").symlink_to("real.svg")
    assert branched.run("graph", "-o", "link.svg").code == 0
    assert (branched.root / "link.svg").is_symlink()
    assert (branched.root / "real.svg").read_text(encoding="utf-8").startswith("<?xml")


def test_a_device_is_written_to_and_stays_one(branched: Project) -> None:
    assert branched.run("graph", "--format", "dot", "-o", os.devnull).code == 0
    assert not Path(os.devnull).is_file()
    shown = branched.spawn("graph", "--format", "dot", "-o", "/dev/stdout")
    assert shown.out == branched.run("graph", "--format", "dot", "-o", "-").out


def test_a_folder_is_no_file_for_a_picture(branched: Project) -> None:
    expect_refusal(branched, "graph", "-o", "migrations", says=["can't write migrations", "-o"])


def test_too_large_an_svg_names_dot_and_leaves_the_old_one(project: Project) -> None:
    for number in range(501):
        project.add_revision(f"a{number:04}", f"a{number - 1:04}" if number else None)
    (project.root / "x.svg").write_text("old", encoding="utf-8")
    expect_refusal(project, "graph", "-o", "x.svg", says=["501 revisions", "--format dot", "-r"])
    assert project.run("graph", "-o", "x.svg", "-r", "a0100:").code == 0


def test_unknown_range_writes_nothing(branched: Project) -> None:
    expect_refusal(branched, "graph", "-o", "x.svg", "-r", "nope:", says=["nope"])


def test_unknown_format_from_python_names_the_known_ones(branched: Project) -> None:
    from revgraph import command
    from revgraph.config import Config
    from revgraph.errors import CommandError

    with pytest.raises(CommandError, match=r"'gif'.*text, dot, mermaid, svg, json"):
        command.graph(Config(str(branched.ini)), format="gif")


def test_ten_thousand_revisions_are_drawn_at_once(project: Project) -> None:
    for number in range(10_000):
        project.add_revision(f"a{number:05}", f"a{number - 20:05}" if number >= 20 else "a00000" if number else None)
    project.run("heads")
    before = time.process_time()
    result = project.run("history", "--graph")
    took = time.process_time() - before
    assert len([line for line in result.lines if "*" in line]) == 10_000
    assert took < 5, f"{took:.2f} s"  # about 0.5 s on an idle machine
