"""The script directory: configuration, places, env.py, questions about revisions."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from revgraph.config import Config
from revgraph.errors import ConfigError, MultipleHeads, ResolutionError, RevisionError, ScriptError
from revgraph.script import ScriptDirectory


def put(folder: Path, revision: str, down: object = None, **header: object) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{revision}.py"
    lines = [f"{name} = {value!r}" for name, value in {"revision": revision, "down_revision": down, **header}.items()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def configured(tmp_path: Path, **options: str) -> Config:
    config = Config(tmp_path / "revgraph.ini")
    for name, value in {"script_location": str(tmp_path), "path_separator": "os", **options}.items():
        config.set_main_option(name, value)
    return config


@pytest.fixture
def fork(tmp_path: Path) -> ScriptDirectory:
    """A fork and its merge, and a second base whose head depends on the merge."""
    versions = tmp_path / "versions"
    put(versions, "a1")
    put(versions, "b1", "a1", branch_labels=["left"])
    put(versions, "b2", "a1")
    put(versions, "mm", ("b1", "b2"))
    put(versions, "x1")
    put(versions, "x2", "x1", depends_on="mm", branch_labels="second")
    return ScriptDirectory(tmp_path)


def test_every_option_arrives(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    script = ScriptDirectory.from_config(
        configured(
            tmp_path,
            file_template="%%(rev)s",
            truncate_slug_length="7",
            version_locations=f"{tmp_path}/one:{tmp_path}/two",
            sourceless="yes",
            output_encoding="latin-1",
            timezone="utc",
            recursive_version_locations="true",
            revision_id="timestamp",
        )
    )
    assert script.dir == str(tmp_path)
    assert script.file_template == "%(rev)s"
    assert script.truncate_slug_length == 7
    assert script.version_locations == [str(tmp_path / "one"), str(tmp_path / "two")]
    assert (script.sourceless, script.recursive_version_locations) == (True, True)
    assert (script.output_encoding, script.timezone, script.revision_id) == ("latin-1", "utc", "timestamp")


def test_defaults(tmp_path: Path) -> None:
    script = ScriptDirectory.from_config(configured(tmp_path))
    assert script.file_template == "%(rev)s_%(slug)s"
    assert script.truncate_slug_length == 40
    assert script.version_locations == [str(tmp_path / "versions")]
    assert script.folders == (str(tmp_path / "versions"),)
    assert (script.sourceless, script.recursive_version_locations, script.timezone) == (False, False, None)
    assert (script.hooks, script.revision_id) == ([], "hash")


def test_unknown_style_of_ids_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="revision_id = uuid is unknown; choose one of: hash, timestamp, sequential"):
        ScriptDirectory.from_config(configured(tmp_path, revision_id="uuid"))


def test_new_ids_follow_the_revisions_there_are(tmp_path: Path) -> None:
    put(tmp_path / "versions", "0007")
    assert ScriptDirectory(tmp_path, revision_id="sequential").new_revision_id() == "0008"


def test_prepend_sys_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", ["/x"])
    ScriptDirectory.from_config(configured(tmp_path, prepend_sys_path=f"{tmp_path}/a:{tmp_path}/b"))
    assert sys.path == [f"{tmp_path}/a", f"{tmp_path}/b", "/x"]


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The name of an importable package with a script directory inside."""
    folder = tmp_path / "lib" / "rg_test_package"
    put(folder / "db" / "versions", "p1")
    (folder / "__init__.py").write_text("", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path / "lib")
    monkeypatch.delitem(sys.modules, folder.name, raising=False)
    return folder.name


def test_locations_may_lie_in_packages(tmp_path: Path, package: str) -> None:
    script = ScriptDirectory.from_config(configured(tmp_path, script_location=f"{package}:db"))
    assert script.dir == str(tmp_path / "lib" / package / "db")
    assert script.get_heads() == ["p1"]
    other = ScriptDirectory(tmp_path, version_locations=[f"{package}:db/versions"])
    assert other.get_heads() == ["p1"]
    put(tmp_path / "plain", "p2", "p1")
    # a ":" separates the package from the path, so it can't separate the locations
    both = {"path_separator": "newline", "version_locations": f"{package}:db/versions\n{tmp_path}/plain"}
    assert ScriptDirectory.from_config(configured(tmp_path, **both)).get_heads() == ["p2"]


def test_missing_package_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="script_location 'rg_nope:db': the package 'rg_nope' can't be imported"):
        ScriptDirectory.from_config(configured(tmp_path, script_location="rg_nope:db"))


@pytest.mark.parametrize("name", ["nope", "file"])
def test_missing_directory_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(ScriptError, match=f"Path doesn't exist: .*{name}.*revgraph init") as caught:
        ScriptDirectory(tmp_path / name)
    assert caught.value.path == str(tmp_path / name)


def test_versions_is_the_one_location(tmp_path: Path) -> None:
    assert ScriptDirectory(tmp_path).versions == str(tmp_path / "versions")
    with pytest.raises(ScriptError, match="Multiple version locations present, please specify --version-path"):
        ScriptDirectory(tmp_path, version_locations=["a", "b"]).versions  # noqa: B018


def test_env_py_is_executed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "env.py").write_text("print(__name__, __file__)\n", encoding="utf-8")
    script = ScriptDirectory(tmp_path)
    script.run_env()
    script.run_env()
    assert capsys.readouterr().out == f"env_py {tmp_path / 'env.py'}\n" * 2
    assert "env_py" not in sys.modules


def test_exceptions_of_env_py_come_through(tmp_path: Path) -> None:
    (tmp_path / "env.py").write_text("raise KeyError('mine')\n", encoding="utf-8")
    with pytest.raises(KeyError, match="mine"):
        ScriptDirectory(tmp_path).run_env()


def test_missing_env_py_is_told(tmp_path: Path) -> None:
    with pytest.raises(ScriptError, match=r"env\.py: does not exist; .*'revgraph init'"):
        ScriptDirectory(tmp_path).run_env()


def test_files_are_read_on_the_first_question_only(tmp_path: Path) -> None:
    script = ScriptDirectory(tmp_path)
    put(tmp_path / "versions", "a1")
    assert script.get_heads() == ["a1"]
    put(tmp_path / "versions", "b1", "a1")
    assert script.get_heads() == ["a1"]


def test_heads_and_bases(fork: ScriptDirectory) -> None:
    assert fork.get_heads() == ["mm", "x2"]
    assert fork.get_heads(consider_depends_on=True) == ["x2"]
    assert fork.get_bases() == ["a1", "x1"]
    with pytest.raises(MultipleHeads):
        fork.get_current_head()
    with pytest.raises(RevisionError, match=r"multiple bases.*a1, x1"):
        fork.get_base()


def test_heads_and_bases_of_one_line_and_of_none(tmp_path: Path) -> None:
    empty = ScriptDirectory(tmp_path)
    assert (empty.get_current_head(), empty.get_base(), empty.get_heads(), empty.get_bases()) == (None, None, [], [])
    put(tmp_path / "versions", "a1")
    line = ScriptDirectory(tmp_path)
    assert (line.get_current_head(), line.get_base()) == ("a1", "a1")


def test_walks(fork: ScriptDirectory) -> None:
    every = [script.revision for script in fork.walk_revisions()]
    assert sorted(every) == ["a1", "b1", "b2", "mm", "x1", "x2"]
    assert every.index("x2") < every.index("mm") < every.index("b1") < every.index("a1")
    assert {script.revision for script in fork.walk_revisions("a1", "mm")} == {"mm", "b1", "b2", "a1"}
    assert {script.revision for script in fork.iterate_revisions("mm", "a1")} == {"mm", "b1", "b2"}
    assert {script.revision for script in fork.iterate_revisions("mm", None)} == {"mm", "b1", "b2", "a1"}


def test_single_questions(fork: ScriptDirectory) -> None:
    script = fork.get_revision("second@head")
    assert script is not None
    assert (script.revision, Path(script.path).name) == ("x2", "x2.py")
    assert fork.get_revision("base") is None
    assert {script.revision for script in fork.get_revisions(["mm", "x1"])} == {"mm", "x1"}
    with pytest.raises(ResolutionError):
        fork.get_revision("nope")


def test_all_current_follows_dependencies(fork: ScriptDirectory) -> None:
    assert {script.revision for script in fork.get_all_current(("x2",))} == {"x2", "mm"}
    assert {script.revision for script in fork.get_all_current(("mm",))} == {"mm"}
    assert fork.get_all_current(()) == set()


NUMBERS = [
    ("mm", "mm"),
    ("heads", ("x2",)),
    ("second@head", "x2"),
    ("base", None),
    (None, None),
    ("nope", "nope"),
]


@pytest.mark.parametrize(("asked", "answer"), NUMBERS)
def test_as_revision_number(fork: ScriptDirectory, asked: str | None, answer: object) -> None:
    assert fork.as_revision_number(asked) == answer


def test_head_as_number_must_be_one(fork: ScriptDirectory) -> None:
    with pytest.raises(MultipleHeads):
        fork.as_revision_number("head")


def test_locations_are_kept_as_named_and_looked_for_as_absolute_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "one", "a1")
    monkeypatch.chdir(tmp_path)
    script = ScriptDirectory(tmp_path, version_locations=["one"])
    assert (script.version_locations, script.folders) == (["one"], (str(tmp_path / "one"),))
    assert script.get_heads() == ["a1"]


def test_a_folder_that_is_on_the_path_already_comes_to_its_front(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "path", ["/x", f"{tmp_path}/b"])
    for _ in range(2):
        ScriptDirectory.from_config(configured(tmp_path, prepend_sys_path=f"{tmp_path}/a:{tmp_path}/b"))
        assert sys.path == [f"{tmp_path}/a", f"{tmp_path}/b", "/x"]


def test_an_id_that_is_no_text_is_told(fork: ScriptDirectory) -> None:
    with pytest.raises(ResolutionError, match="identifier b'a1' is not a string; ensure database driver settings"):
        fork.get_revisions(b"a1")  # type: ignore[arg-type]  # what a driver might return
    with pytest.raises(ResolutionError, match="is not a string"):
        fork.get_revisions([b"a1"])  # type: ignore[list-item]


def test_lineage_of_revisions_or_ids(fork: ScriptDirectory) -> None:
    found = fork.get_revisions(["b1", "b2", "x1"])
    kept = fork.revision_map.filter_for_lineage(found, "b1")
    assert [each.revision for each in kept] == ["b1"]
    assert fork.revision_map.filter_for_lineage(["b1", "b2", "x1"], "b1") == ("b1",)


def test_dependencies_show_in_the_representation(fork: ScriptDirectory) -> None:
    assert repr(fork.get_revision("x2")) == "Script('x2', 'x1', dependencies='mm')"
    assert repr(fork.get_revision("b1")) == "Script('b1', 'a1')"
