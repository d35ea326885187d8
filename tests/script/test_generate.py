"""New revisions: where they hang, where they are written, what is refused before anything is written."""

from __future__ import annotations

import shutil
from io import StringIO
from pathlib import Path

import pytest

from revgraph.errors import (
    ConfigError,
    GraphDefects,
    HookError,
    MultipleHeads,
    ResolutionError,
    RevgraphError,
    RevisionError,
    ScriptError,
)
from revgraph.script import Script, ScriptDirectory
from revgraph.util.console import Console
from revgraph.util.files import templates_root


def directory(root: Path, **options: object) -> ScriptDirectory:
    root.mkdir(exist_ok=True)
    shutil.copy(templates_root() / "generic" / "script.py.mako", root)
    return ScriptDirectory(root, messaging_opts={"quiet": True}, **options)  # type: ignore[arg-type]


@pytest.fixture
def script(tmp_path: Path) -> ScriptDirectory:
    """A directory with a base and two children, one of them labelled."""
    made = directory(tmp_path / "migrations")
    made.generate_revision("a1", "base")
    made.generate_revision("b1", "left", branch_labels="left")
    made.generate_revision("b2", "right", head="a1", splice=True)
    return made


def files(script: ScriptDirectory) -> list[str]:
    root = Path(script.dir)
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


def test_first_revision_is_a_base(tmp_path: Path) -> None:
    script = directory(tmp_path / "m")
    made = script.generate_revision("a1", "First of all")
    assert isinstance(made, Script)
    assert (made.revision, made.down_revision, made.doc) == ("a1", None, "First of all")
    assert made.path == str(tmp_path / "m" / "versions" / "a1_first_of_all.py")
    assert made.is_head
    assert made.create_date is not None


def test_what_is_written_is_what_a_fresh_directory_reads(script: ScriptDirectory) -> None:
    script.generate_revision("d1", "elsewhere", head="base", branch_labels="far")
    made = script.generate_revision(
        "c1", None, head="left@head", branch_labels=["one", "two"], depends_on=["b2", "far"], version_path=None
    )
    fresh = ScriptDirectory(script.dir).get_revision("c1")
    for found in (made, fresh):
        assert found is not None
        assert (found.down_revision, found.dependencies, found.doc) == ("b1", ("b2", "far"), "empty message")
        assert found.own_labels == ("one", "two")
    assert made.log_entry == fresh.log_entry if fresh else False


def test_parents_can_be_named_in_every_way(script: ScriptDirectory) -> None:
    assert script.generate_revision("m1", "merge", head="heads").down_revision == ("b1", "b2")
    assert script.generate_revision("m2", "on", head=["m1"]).down_revision == "m1"
    assert script.generate_revision("m3", "base", head="base").down_revision is None
    assert script.generate_revision("m4", "prefix", head="m2").down_revision == "m2"


def test_dependencies_become_full_ids_and_labels_stay(script: ScriptDirectory) -> None:
    script.generate_revision("0123456789ab", "long", head="b2")
    made = script.generate_revision("z1", "needs", head="base", depends_on=["01234567", "left"])
    assert made.dependencies == ("0123456789ab", "left")


REFUSED = [
    pytest.param({}, MultipleHeads, "2 heads", id="several heads"),
    pytest.param({"head": "a1"}, RevisionError, "Revision a1 is not a head revision; .*--splice", id="no head"),
    pytest.param({"head": "nope"}, ResolutionError, "nope", id="unknown parent"),
    pytest.param({"head": ["a1", "b1"], "splice": True}, RevisionError, "a1 is an ancestor of b1", id="overlap"),
    pytest.param({"head": "b1", "depends_on": "nope"}, ResolutionError, "nope", id="unknown dependency"),
    pytest.param({"head": "b1", "depends_on": "base"}, ResolutionError, "no revision to depend on", id="base"),
    pytest.param({"head": "b1", "depends_on": "left"}, RevisionError, "b1 is an ancestor", id="depends on parent"),
    pytest.param({"head": "b1", "depends_on": ["b2", "a1"]}, RevisionError, "a1 is an ancestor", id="ancestor"),
    pytest.param({"head": "b1", "branch_labels": "left"}, GraphDefects, "label 'left' is also", id="taken label"),
    pytest.param({"head": "b1", "branch_labels": "a1"}, GraphDefects, "label 'a1' is the id", id="label is an id"),
    pytest.param({"head": "b1", "branch_labels": "a@b"}, RevisionError, "label 'a@b' can't be used", id="bad label"),
    pytest.param({"head": "b1", "revid": "a1"}, GraphDefects, "id 'a1' is in 2 files", id="taken id"),
    pytest.param(
        {"head": "b1", "revid": "c1", "branch_labels": "c1"}, GraphDefects, "label 'c1' is the id", id="own id"
    ),
    pytest.param({"head": "b1", "version_path": "/tmp"}, ScriptError, "Path /tmp is not represented", id="path"),
    pytest.param({"head": "b1", "message": "x" * 300, "revid": "r" * 250}, ScriptError, "255 bytes", id="long name"),
    pytest.param({"head": "b1", "file_template": "%(x)s"}, ConfigError, "can't be filled in", id="template"),
    pytest.param({"head": "b1", "file_template": "a/%(rev)s"}, ConfigError, "recursive_version", id="sub-folder"),
    pytest.param({"head": "b1", "upgrades": "op.x("}, ScriptError, "would not compile", id="code"),
    *(
        pytest.param({"head": "b1", "revid": revid}, RevisionError, "revision id", id=f"id {revid[:12]!r}")
        for revid in (
            "",
            "a-b",
            "a/b",
            "../x",
            "a b",
            "a@b",
            "a:b",
            "+1",
            "head",
            "x" * 256,
            "a'b",
            "a\nb",
            "a..b",
            "\0",
        )
    ),
]


@pytest.mark.parametrize(("arguments", "error", "told"), REFUSED)
def test_refused_before_anything_is_written(
    script: ScriptDirectory, arguments: dict[str, object], error: type[RevgraphError], told: str
) -> None:
    before, heads = files(script), script.get_heads()
    with pytest.raises(error, match=told):
        script.generate_revision(**{"revid": "n1", "message": "x", **arguments})  # type: ignore[arg-type]
    assert files(script) == before
    assert script.get_heads() == heads


def test_existing_file_is_kept(script: ScriptDirectory) -> None:
    path = Path(script.versions) / "n1_x.py"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(ScriptError, match="there is such a file already"):
        script.generate_revision("n1", "x", head="b1")
    assert path.read_text() == "mine"


@pytest.fixture
def two(tmp_path: Path) -> ScriptDirectory:
    """A directory with two version locations, one inside the other's neighbour."""
    return directory(tmp_path / "m", version_locations=[tmp_path / "one", tmp_path / "two"])


def test_location_must_be_named_for_a_new_base(two: ScriptDirectory, tmp_path: Path) -> None:
    with pytest.raises(ScriptError, match="please specify --version-path"):
        two.generate_revision("a1", "x")
    assert two.generate_revision("a1", "x", version_path=tmp_path / "two").path == str(tmp_path / "two" / "a1_x.py")


def test_children_go_where_their_parent_is(two: ScriptDirectory, tmp_path: Path) -> None:
    two.generate_revision("a1", "x", version_path=tmp_path / "two")
    assert Path(two.generate_revision("a2", "y").path).parent == tmp_path / "two"
    assert Path(two.generate_revision("a3", "z", version_path=tmp_path / "one").path).parent == tmp_path / "one"


def test_sub_folders_by_date_do_not_nest(tmp_path: Path) -> None:
    script = directory(
        tmp_path / "m", file_template="%(year)d/%(month).2d/%(rev)s_%(slug)s", recursive_version_locations=True
    )
    script.generate_revision("a1", "x")
    made = script.generate_revision("a2", "y")
    assert len(Path(made.path).relative_to(tmp_path / "m" / "versions").parts) == 3
    assert ScriptDirectory(script.dir, recursive_version_locations=True).get_heads() == ["a2"]


def test_sub_folder_can_be_named_if_recursive(tmp_path: Path) -> None:
    script = directory(tmp_path / "m", recursive_version_locations=True)
    made = script.generate_revision("a1", "x", version_path=tmp_path / "m" / "versions" / "team")
    assert Path(made.path).parent.name == "team"


def test_time_zone_and_encoding_reach_the_file(tmp_path: Path) -> None:
    made = directory(tmp_path / "m", timezone="utc", output_encoding="latin-1").generate_revision("a1", "größe")
    assert made.create_date is not None
    assert made.create_date.utcoffset() is not None
    assert Path(made.path).read_bytes().startswith(b"# -*- coding: latin-1 -*-\n")
    assert made.doc == "größe"


def test_message_says_what_was_written(tmp_path: Path) -> None:
    out = StringIO()
    directory(tmp_path / "m")
    script = ScriptDirectory(tmp_path / "m", console=Console(out))
    made = script.generate_revision("a1", "x")
    assert out.getvalue() == f"Generating {made.path} ...  done\n"


HOOK = "import sys\npath = sys.argv[1]\ntext = open(path).read()\ntext = {change}\nopen(path, 'w').write(text)\n"


def hooked(tmp_path: Path, change: str) -> ScriptDirectory:
    hook = tmp_path / "hook.py"
    hook.write_text(HOOK.format(change=change), encoding="utf-8")
    options = {
        "_hook_name": "h",
        "type": "exec",
        "executable": "python3",
        "options": f"{hook} REVISION_SCRIPT_FILENAME",
    }
    return directory(tmp_path / "m", hooks=[options])


def test_revision_is_read_after_the_hooks(tmp_path: Path) -> None:
    made = hooked(tmp_path, "text.replace('message', 'changed')").generate_revision("a1", "message")
    assert made.doc == "changed"


def test_failing_hook_keeps_the_file(tmp_path: Path) -> None:
    script = hooked(tmp_path, "1/0")
    with pytest.raises(HookError, match=r"post write hook 'h' failed: .*status 1; the file was kept"):
        script.generate_revision("a1", "x")
    assert "versions/a1_x.py" in files(script)
    assert ScriptDirectory(script.dir).get_heads() == ["a1"]


RUINED = [("'# empty'", "declares no 'revision'"), ("text.replace(\"'a1'\", \"'zz'\")", "no longer holds revision a1")]


@pytest.mark.parametrize(("change", "told"), RUINED)
def test_hook_that_ruins_the_file_is_told(tmp_path: Path, change: str, told: str) -> None:
    with pytest.raises(ScriptError, match=told):
        hooked(tmp_path, change).generate_revision("a1", "x")


def test_hook_that_can_never_run_is_refused_before(tmp_path: Path) -> None:
    script = directory(tmp_path / "m", hooks=[{"_hook_name": "h", "type": "rg-nope"}])
    with pytest.raises(ConfigError, match="No formatter with name 'rg-nope'"):
        script.generate_revision("a1", "x")
    assert files(script) == ["script.py.mako"]
