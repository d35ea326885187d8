"""Which files are revision files, and how the bad ones are reported."""

from __future__ import annotations

import os
import py_compile
import shutil
import sys
from pathlib import Path

import pytest

from revgraph.errors import ScriptDefects, ScriptError, ScriptLoadError
from revgraph.script.index import read_index


def put(folder: Path, name: str, revision: str | None = None) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"revision = {revision or path.stem!r}\ndown_revision = None\n", encoding="utf-8")
    os.utime(path, (1_600_000_000, 1_600_000_000))  # old enough to be kept
    return path


def names(*locations: Path, recursive: bool = False, sourceless: bool = False) -> list[str]:
    """Read twice: the files first, then what was kept of them."""
    found, again = (
        [
            (entry.path, entry.header)
            for entry in read_index(map(str, locations), recursive=recursive, sourceless=sourceless)
        ]
        for _ in range(2)
    )
    assert found == again
    return [header.revision for _, header in found]


def test_files_come_in_the_order_of_locations_and_names(tmp_path: Path) -> None:
    for name in ("two/b.py", "two/a.py", "one/d.py", "one/c.py"):
        put(tmp_path, name)
    assert names(tmp_path / "two", tmp_path / "one") == ["a", "b", "c", "d"]


def test_missing_location_holds_nothing(tmp_path: Path) -> None:
    assert names(tmp_path / "nope") == []


@pytest.mark.parametrize("name", ["__init__.py", "__init__x.py", ".#a.py", "._a.py", "a.txt", "a.pyc", "py", "a.py~"])
def test_other_files_are_left_out(tmp_path: Path, name: str) -> None:
    put(tmp_path, "good.py")
    (tmp_path / name).write_bytes(b"\0not python")
    assert names(tmp_path) == ["good"]


def test_sub_folders_only_if_recursive(tmp_path: Path) -> None:
    for name in ("a.py", "x/b.py", "x/y/c.py", ".hidden/no.py", "__pycache__/no.py"):
        put(tmp_path, name)
    assert names(tmp_path) == ["a"]
    assert names(tmp_path, recursive=True) == ["a", "b", "c"]


def test_file_reached_twice_counts_once(tmp_path: Path) -> None:
    put(tmp_path, "in/a.py")
    (tmp_path / "link").symlink_to(tmp_path / "in")
    (tmp_path / "in" / "z.py").symlink_to(tmp_path / "in" / "a.py")
    assert names(tmp_path / "in", tmp_path / "link", tmp_path / "in") == ["a"]
    assert names(tmp_path, tmp_path / "in", recursive=True) == ["a"]


def test_linked_file_is_a_file(tmp_path: Path) -> None:
    target = put(tmp_path, "elsewhere/real.py")
    (tmp_path / "versions").mkdir()
    (tmp_path / "versions" / "link.py").symlink_to(target)
    assert names(tmp_path / "versions") == ["real"]


def test_what_only_looks_like_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "folder.py").mkdir()
    (tmp_path / "gone.py").symlink_to(tmp_path / "nowhere")
    (tmp_path / "circle.py").symlink_to(tmp_path / "circle.py")
    os.mkfifo(tmp_path / "pipe.py")
    with pytest.raises(ScriptDefects) as caught:
        names(tmp_path)
    told = [str(part) for part in caught.value.parts]
    assert len(told) == 4, told
    assert told[0].startswith(f"{tmp_path}/circle.py: ")
    assert told[1] == f"{tmp_path}/folder.py: is a folder, not a revision file; rename or remove it"
    assert told[2] == f"{tmp_path}/gone.py: is a link that leads to no file, not a revision file; rename or remove it"
    assert told[3] == f"{tmp_path}/pipe.py: is no regular file, not a revision file; rename or remove it"


def test_location_that_is_a_file_is_named(tmp_path: Path) -> None:
    put(tmp_path, "versions")
    with pytest.raises(ScriptError, match=r"versions: this version location can't be read: Not a directory"):
        names(tmp_path / "versions")


def test_all_bad_files_are_told_together(tmp_path: Path) -> None:
    put(tmp_path, "good.py")
    (tmp_path / "a.py").write_bytes(b"\0")
    (tmp_path / "b.py").write_bytes(b"revision = 'x\n")
    (tmp_path / "c.py").write_bytes(b"revision = 1 / 0\ndown_revision = None\n")
    with pytest.raises(ScriptDefects) as caught:
        names(tmp_path)
    assert [Path(part.path or "").name for part in caught.value.parts] == ["a.py", "b.py", "c.py"]
    assert str(caught.value).startswith("3 revision files can't be read:\n  - ")
    assert str(caught.value).count("\n") == 3


def test_a_single_bad_file_is_told_as_itself(tmp_path: Path) -> None:
    (tmp_path / "c.py").write_bytes(b"revision = 1 / 0\ndown_revision = None\n")
    with pytest.raises(ScriptLoadError, match="ZeroDivisionError"):
        names(tmp_path)


def test_executed_file_is_not_executed_again(tmp_path: Path) -> None:
    (tmp_path / "c.py").write_text("import sys\nrevision = str(1)\ndown_revision = None\nseen = []\n", encoding="utf-8")
    (entry,) = read_index([str(tmp_path)])
    assert entry.loader.load() is entry.loader.load()
    assert entry.loader.load().revision == "1"


@pytest.mark.parametrize(
    "computed",
    ["revision = f'{chr(98)}'", "NAME = 'b'\nrevision = NAME", "revision = str('b')"],
    ids=["f-string", "name", "call"],
)
def test_computed_header_executes_its_own_file_only(tmp_path: Path, computed: str) -> None:
    for name in ("a.py", "c.py"):
        put(tmp_path, name)
        with (tmp_path / name).open("a") as file:
            file.write("raise AssertionError('executed')\n")
    (tmp_path / "b.py").write_text(f"{computed}\ndown_revision = None\n", encoding="utf-8")
    assert names(tmp_path) == ["a", "b", "c"]


@pytest.fixture
def compiled(tmp_path: Path) -> Path:
    """Three files: source only, source and cache, cache only; one compiled beside the sources."""
    for name in ("both.py", "cached.py"):
        py_compile.compile(str(put(tmp_path, name)))
    (tmp_path / "cached.py").unlink()
    beside = put(tmp_path, "beside.py")
    py_compile.compile(str(beside), str(tmp_path / "beside.pyc"))
    beside.unlink()
    put(tmp_path, "source.py")
    return tmp_path


def test_compiled_files_without_source_only_if_sourceless(compiled: Path) -> None:
    assert names(compiled) == ["both", "source"]
    assert names(compiled, sourceless=True) == ["both", "source", "beside", "cached"]


def test_compiled_files_of_other_interpreters_are_left_out(compiled: Path) -> None:
    cached = compiled / "__pycache__" / f"cached.{sys.implementation.cache_tag}.pyc"
    shutil.move(cached, cached.with_name("cached.cpython-20.pyc"))
    assert names(compiled, sourceless=True) == ["both", "source", "beside"]


def test_optimised_duplicates_count_once(compiled: Path) -> None:
    cached = compiled / "__pycache__" / f"cached.{sys.implementation.cache_tag}.pyc"
    shutil.copy(cached, cached.with_name(f"cached.{sys.implementation.cache_tag}.opt-1.pyc"))
    (compiled / "beside.pyo").write_bytes(b"not read")
    assert names(compiled, sourceless=True) == ["both", "source", "beside", "cached"]
