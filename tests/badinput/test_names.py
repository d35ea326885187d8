"""Ids, labels and messages from hostile hands: nothing leaves the versions folder, nothing becomes code."""

from __future__ import annotations

import ast

import pytest

from tests.kit.project import Project, expect_refusal

BAD_IDS = [
    "",
    " ",
    "a b",
    "a@b",
    "a:b",
    "a+b",
    "a-b",
    "-1",
    "a/b",
    "..",
    ".",
    ".a",
    "a..b",
    "../x",
    "../../../tmp/x",
    "/tmp/x",
    "C:\\x",
    "a\\b",
    "a\nb",
    "a\0b",
    "a'b",
    'a"b',
    '"""',
    "${a}",
    "<%a%>",
    "%(a)s",
    "a\u202eb",
    "a\u200fb",
    "head",
    "heads",
    "base",
    "current",
    "x" * 256,
]


@pytest.mark.parametrize("command", [("revision", "-m", "x"), ("merge", "heads")], ids=lambda argv: argv[0])
@pytest.mark.parametrize("revision", BAD_IDS, ids=ascii)
def test_bad_id_is_refused(project: Project, command: tuple[str, ...], revision: str) -> None:
    project.add_revision("aaaa1111", None)
    project.add_revision("bbbb2222", "aaaa1111" if command[0] == "revision" else None)
    result = project.run(*command, f"--rev-id={revision}")
    if not revision:  # as if it were not given
        assert result.code == 0, result
        return
    expect_refusal(project, *command, f"--rev-id={revision}", says=["revision id"])


@pytest.mark.parametrize("label", [label for label in BAD_IDS if label not in ("", "a-b")], ids=ascii)
def test_bad_label_is_refused(project: Project, label: str) -> None:
    expect_refusal(project, "revision", "-m", "x", f"--branch-label={label}", says=["branch label"])


HOSTILE = [
    'three """ quotes',
    "three ''' quotes",
    '"""\nimport os\nos.system("touch pwned")\n"""',
    '\\"""\nraise SystemExit\n"""',
    "ends with \\",
    'ends with "',
    "${__import__('os').system('touch pwned')}",
    "<%\nraise SystemExit\n%>",
    "% if True:\n## gone\n% endif",
    "<%doc>gone</%doc>",
    "revision = 'zz'\ndown_revision = 'zz'",
    "Revision ID: zz\nRevises: zz",
    "%(rev)s %s %%",
    "../../../../tmp/x",
    "/etc/passwd",
    "..",
    "a\\b\\c",
    "C:\\Windows",
    "right \u202e to \u200f left \u2066x\u2069",
    "new\x0bline \x1b[31m bell \x07",
    "{upgrade} {0}",
    "#!/bin/sh",
    "x" * 5000,
]


@pytest.mark.parametrize("message", HOSTILE, ids=lambda message: ascii(message[:30]))
def test_message_stays_a_message(project: Project, message: str) -> None:
    before = set(project.tree())
    result = project.run("revision", "-m", message, "--rev-id", "aaaa1111")
    assert result.code == 0, result
    new = set(project.tree()) - before - {"migrations/heads.lock"}
    assert len(new) == 1 and next(iter(new)).startswith("migrations/versions/aaaa1111_"), new
    source = project.tree()[next(iter(new))].decode("utf-8")
    names = [type(statement).__name__ for statement in ast.parse(source).body]
    assert names == ["Expr", "ImportFrom", "Import", "ImportFrom", *["AnnAssign"] * 4, *["FunctionDef"] * 2], source
    first = message.partition("\n\n")[0]
    assert project.run("history").out == f"<base> -> aaaa1111 (head), {first}\n"
    assert project.run("upgrade", "head").code == 0
    assert not list(project.root.rglob("pwned"))


@pytest.mark.parametrize("mark", ["\u202e", "\u200f", "\u2066", "\u2069"], ids=ascii)
def test_marks_of_direction_are_written_as_escapes(project: Project, mark: str) -> None:
    project.run("revision", "-m", f"a{mark}b", "--rev-id", "aaaa1111")
    (path,) = project.versions.glob("*.py")
    assert mark not in path.read_text(encoding="utf-8")
    assert f"a{mark}b" in project.run("show", "head").out


@pytest.mark.parametrize("command", [("revision",), ("merge", "heads")], ids=lambda argv: argv[0])
def test_message_with_nul_is_kept(project: Project, command: tuple[str, ...]) -> None:
    project.add_revision("aaaa1111", None)
    if command[0] == "merge":
        project.add_revision("bbbb2222", None)
    made = project.run(*command, "-m", "a\0b", "--rev-id", "cccc3333")
    assert made.code == 0, made
    assert project.run("history", "-r", "cccc3333:").out.endswith(", a\0b\n")


@pytest.mark.parametrize(
    "template",
    [
        "../%%(rev)s",
        "../../%%(slug)s",
        "/tmp/%%(rev)s",
        "%%(rev)s/../../%%(slug)s",
        "%%(rev)s\\..\\x",
    ],
)
@pytest.mark.parametrize("recursive", ["false", "true"])
def test_file_template_stays_in_the_versions_folder(project: Project, template: str, recursive: str) -> None:
    setting = f"[revgraph]\nfile_template = {template}\nrecursive_version_locations = {recursive}"
    project.edit("revgraph.ini", "[revgraph]", setting)
    outside = set(project.root.parent.rglob("*")) - set(project.versions.rglob("*"))
    project.run("revision", "-m", "x", "--rev-id", "aaaa1111")
    after = set(project.root.parent.rglob("*")) - set(project.versions.rglob("*"))
    assert after - outside <= {project.root / "migrations" / "heads.lock"}


@pytest.mark.parametrize("place", ["..", "../..", "/tmp", "migrations", "migrations/versions/../.."])
def test_version_path_outside_is_refused(project: Project, place: str) -> None:
    expect_refusal(project, "revision", "-m", "x", "--version-path", place, says=["version locations"])
