"""One script: the text commands print, its code, and that copies share it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from revgraph.errors import ScriptError, ScriptLoadError, ScriptSyntaxError
from revgraph.graph.revision_map import RevisionMap
from revgraph.script import Script
from revgraph.script.header import Header
from revgraph.script.loader import ModuleLoader


def made(revision: str, down: object, doc: str = "", labels: Iterable[str] = (), needs: object = None) -> Script:
    header = Header(revision, down, tuple(labels), needs, doc)  # type: ignore[arg-type]
    return Script.from_header(header, f"/v/{revision}.py", ModuleLoader(f"/v/{revision}.py"))


LONG = "first para\nsecond line\n\nlonger text\n  indented\n\nRevision ID: a1"


@pytest.fixture
def scripts() -> RevisionMap[Script]:
    """A fork and its merge, and a second base that depends on all of it."""
    return RevisionMap(
        lambda: [
            made("a1", None, LONG, ["lab2", "lab1"]),
            made("b1", "a1", "b one"),
            made("b2", "a1", "b two", ["labx"]),
            made("mm", ("b1", "b2"), "merge"),
            made("x1", None, "", ["z"], ("b1", "labx")),
            made("x2", "x1", "x two", needs="mm"),
        ]
    )


SHORT = [
    ("a1", "<base> -> a1 (lab1, lab2) (branchpoint), first para\nsecond line"),
    ("b1", "a1 -> b1 (lab1, lab2), b one"),
    ("b2", "a1 -> b2 (lab1, lab2, labx), b two"),
    ("mm", "b1, b2 -> mm (lab1, lab2, labx) (effective head) (mergepoint), merge"),
    ("x1", "<base> (b1, labx) -> x1 (z), "),
    ("x2", "x1 (mm) -> x2 (z) (head), x two"),
]


@pytest.mark.parametrize(("revision", "line"), SHORT)
def test_short_line(scripts: RevisionMap[Script], revision: str, line: str) -> None:
    script = scripts.get_revision(revision)
    assert script is not None
    assert script.cmd_format(False, True, True, True) == line


PARTS = [
    ({}, "mm (effective head) (mergepoint)"),
    ({"tree_indicators": False}, "mm (effective head)"),
    ({"include_branches": True, "tree_indicators": False}, "mm (lab1, lab2, labx) (effective head)"),
    ({"include_doc": True}, "mm (effective head) (mergepoint), merge"),
    ({"include_parents": True}, "b1, b2 -> mm (effective head) (mergepoint)"),
    ({"current": True}, "mm (effective head) (current) (mergepoint)"),
]


@pytest.mark.parametrize(("options", "line"), PARTS)
def test_parts_of_the_short_line(scripts: RevisionMap[Script], options: dict[str, bool], line: str) -> None:
    script = scripts.get_revision("mm")
    assert script is not None
    assert script.cmd_format(False, **options) == line


ENTRIES = [
    (
        "a1",
        "Rev: a1 (branchpoint)\nParent: <base>\nBranches into: b1, b2\nBranch names: lab1, lab2\nPath: /v/a1.py\n\n"
        "    first para\n    second line\n    \n    longer text\n      indented\n    \n    Revision ID: a1\n",
    ),
    (
        "mm",
        "Rev: mm (head) (mergepoint)\nMerges: b1, b2\nBranch names: lab1, lab2, labx\nPath: /v/mm.py\n\n    merge\n",
    ),
    ("x1", "Rev: x1\nParent: <base>\nAlso depends on: b1, labx\nBranch names: z\nPath: /v/x1.py\n\n\n"),
    ("x2", "Rev: x2 (head)\nParent: x1\nAlso depends on: mm\nBranch names: z\nPath: /v/x2.py\n\n    x two\n"),
]


@pytest.mark.parametrize(("revision", "entry"), ENTRIES)
def test_long_entry(scripts: RevisionMap[Script], revision: str, entry: str) -> None:
    script = scripts.get_revision(revision)
    assert script is not None
    assert script.log_entry == entry
    assert script.cmd_format(True) == entry


def test_long_entry_marks_the_current_revision_last(scripts: RevisionMap[Script]) -> None:
    script = scripts.get_revision("mm")
    assert script is not None
    assert script.cmd_format(True, current=True).startswith("Rev: mm (head) (mergepoint) (current)\n")


def on_disk(tmp_path: Path, body: str) -> Script:
    path = tmp_path / "abc-1.py"
    path.write_text(f"revision = 'a1'\ndown_revision = None\n{body}", encoding="utf-8")
    return Script("a1", None, source=str(path), loader=ModuleLoader(str(path)))


def test_module_is_loaded_once_for_all_copies(tmp_path: Path) -> None:
    script = on_disk(tmp_path, "def upgrade():\n    return 'up'\ndef downgrade():\n    return 'down'\n")
    copy = RevisionMap(lambda: [script]).get_revision("a1")
    assert copy is not None
    assert copy is not script
    assert copy.module is script.module
    assert copy.module.__name__ == "abc_1_py"
    assert (copy.upgrade(), copy.downgrade()) == ("up", "down")


def test_missing_function_is_told(tmp_path: Path) -> None:
    script = on_disk(tmp_path, "upgrade = 1\n")
    for name in ("upgrade", "downgrade"):
        with pytest.raises(ScriptError, match=rf"abc-1.py: revision a1 has no function {name}\(\); define it"):
            getattr(script, name)


def test_syntax_error_names_file_and_line(tmp_path: Path) -> None:
    with pytest.raises(ScriptSyntaxError) as caught:
        on_disk(tmp_path, "def upgrade(:\n").upgrade  # noqa: B018
    assert (caught.value.path, caught.value.line) == (str(tmp_path / "abc-1.py"), 3)


def test_error_while_loading_names_file_and_line(tmp_path: Path) -> None:
    with pytest.raises(ScriptLoadError) as caught:
        on_disk(tmp_path, "import json\n\njson.loads('{')\n").module  # noqa: B018
    assert (caught.value.path, caught.value.line) == (str(tmp_path / "abc-1.py"), 5)
    assert "JSONDecodeError" in str(caught.value)


def test_syntax_error_in_an_imported_module_is_an_error_while_loading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "rg_broken_module.py").write_text("x = (\n", encoding="utf-8")
    with pytest.raises(ScriptLoadError) as caught:
        on_disk(tmp_path, "import rg_broken_module\n").module  # noqa: B018
    assert (caught.value.line, "rg_broken_module.py" in str(caught.value)) == (3, True)
