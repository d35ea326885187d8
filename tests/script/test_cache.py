"""The headers kept beside the files: used only while they are what the files say, and never in the way."""

from __future__ import annotations

import importlib
import os
import pickle
import subprocess
import sys
import time
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from revgraph import __version__
from revgraph.errors import ScriptError
from revgraph.script.cache import (
    CACHE_NAME,
    GRANULARITY_NS,
    KeptHeader,
    Moment,
    is_keepable,
    load_headers,
    save_headers,
)
from revgraph.script.file import Script
from revgraph.script.header import Header
from revgraph.script.index import read_index
from tests.kit.project import Project, process_environment

SECOND = 1_000_000_000
LONG_AGO = 1_600_000_000 * SECOND


def put(folder: Path, name: str, revision: str, mtime_ns: int = LONG_AGO, extra: str = "") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"revision = {revision!r}\ndown_revision = None\n{extra}", encoding="utf-8")
    os.utime(path, ns=(mtime_ns, mtime_ns))
    return path


def ids(folder: Path, *, recursive: bool = False) -> list[str]:
    return [entry.header.revision for entry in read_index([str(folder)], recursive=recursive)]


def cache_of(folder: Path) -> Path:
    return folder / "__pycache__" / CACHE_NAME


def kept_names(folder: Path) -> list[str]:
    return load_headers(str(folder)).names


def test_unchanged_files_are_not_read_again(tmp_path: Path) -> None:
    put(tmp_path, "a.py", "old1")
    put(tmp_path, "b.py", "old2")
    assert ids(tmp_path) == ["old1", "old2"]
    # no honest change leaves name, size and time alone: this one shows that only these are looked at
    put(tmp_path, "a.py", "new1")
    assert ids(tmp_path) == ["old1", "old2"]


@pytest.mark.parametrize(
    ("mtime_ns", "extra"),
    [
        pytest.param(LONG_AGO + 1, "", id="later by a nanosecond"),
        pytest.param(LONG_AGO - SECOND, "", id="earlier"),
        pytest.param(LONG_AGO, "#", id="size"),
    ],
)
def test_changed_file_is_read_again(tmp_path: Path, mtime_ns: int, extra: str) -> None:
    put(tmp_path, "a.py", "old1")
    put(tmp_path, "b.py", "old2")
    ids(tmp_path)
    put(tmp_path, "a.py", "new1", mtime_ns, extra)
    assert ids(tmp_path) == ["new1", "old2"]
    assert ids(tmp_path) == ["new1", "old2"]
    assert kept_names(tmp_path) == ["a.py", "b.py"]


def test_renamed_file_is_read_again(tmp_path: Path) -> None:
    # an id may come from the file's name
    path = tmp_path / "aaaa.py"
    path.write_text("down_revision = None\n", encoding="utf-8")
    os.utime(path, ns=(LONG_AGO, LONG_AGO))
    assert ids(tmp_path) == ["aaaa"]
    path.rename(tmp_path / "bbbb.py")
    assert ids(tmp_path) == ["bbbb"]
    assert kept_names(tmp_path) == ["bbbb.py"]


def test_added_and_removed_files_show(tmp_path: Path) -> None:
    put(tmp_path, "b.py", "b")
    assert ids(tmp_path) == ["b"]
    put(tmp_path, "a.py", "a")
    assert ids(tmp_path) == ["a", "b"]
    (tmp_path / "b.py").unlink()
    assert ids(tmp_path) == ["a"]
    assert kept_names(tmp_path) == ["a.py"]


def test_cache_may_be_deleted(tmp_path: Path) -> None:
    put(tmp_path, "a.py", "a")
    ids(tmp_path)
    cache_of(tmp_path).unlink()
    assert ids(tmp_path) == ["a"]
    assert cache_of(tmp_path).exists()


def test_cache_is_not_written_again_without_need(tmp_path: Path) -> None:
    put(tmp_path, "a.py", "a")
    put(tmp_path, "new.py", "n", time.time_ns())
    ids(tmp_path)
    before = cache_of(tmp_path).stat()
    ids(tmp_path)
    assert cache_of(tmp_path).stat().st_ino == before.st_ino


@pytest.mark.parametrize("age", [0, 1, -3600], ids=["now", "a second ago", "in the future"])
def test_file_whose_time_may_hide_a_change_is_read_every_time(tmp_path: Path, age: int) -> None:
    put(tmp_path, "a.py", "a")
    when = time.time_ns() - age * SECOND
    put(tmp_path, "racy.py", "old", when)
    assert ids(tmp_path) == ["a", "old"]
    assert kept_names(tmp_path) == ["a.py"]
    put(tmp_path, "racy.py", "new", when)  # as a file system with coarse times shows a quick second change
    assert ids(tmp_path) == ["a", "new"]


def test_change_during_a_long_reading_can_not_hide(tmp_path: Path) -> None:
    # the file was five seconds old when the cache was written, but brand-new when it was read
    header = Header("a", None)
    began = Moment(time.monotonic_ns() - 5 * SECOND)
    five_ago, old = time.time_ns() - 5 * SECOND, time.time_ns() - 5 * SECOND - GRANULARITY_NS - SECOND
    assert save_headers(str(tmp_path), {"racy.py": (1, five_ago, header), "old.py": (1, old, header)}, began)
    assert kept_names(tmp_path) == ["old.py"]


def test_computed_header_is_never_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "a.py", "a")
    path = tmp_path / "b.py"
    path.write_text("import os\nrevision = os.environ['THE_ID']\ndown_revision = None\n", encoding="utf-8")
    os.utime(path, ns=(LONG_AGO, LONG_AGO))
    for name in ("one", "two"):
        monkeypatch.setenv("THE_ID", name)
        assert ids(tmp_path) == ["a", name]
    assert kept_names(tmp_path) == ["a.py"]


def test_link_is_never_kept(tmp_path: Path) -> None:
    versions = tmp_path / "versions"
    put(versions, "a.py", "a")
    for name in ("one", "two"):
        (versions / "link.py").unlink(missing_ok=True)
        (versions / "link.py").symlink_to(put(tmp_path / "elsewhere", f"{name}.py", name))
        assert ids(versions) == ["a", name]
    assert kept_names(versions) == ["a.py"]


def test_folder_that_takes_the_place_of_a_file_shows(tmp_path: Path) -> None:
    status = put(tmp_path, "a.py", "a").stat()
    ids(tmp_path)
    (tmp_path / "a.py").unlink()
    (tmp_path / "a.py").mkdir()
    os.utime(tmp_path / "a.py", ns=(status.st_mtime_ns, status.st_mtime_ns))
    with pytest.raises(ScriptError, match="is a folder"):
        ids(tmp_path)


def test_bad_file_is_told_every_time(tmp_path: Path) -> None:
    put(tmp_path, "a.py", "a")
    path = tmp_path / "b.py"
    path.write_bytes(b"\0")
    os.utime(path, ns=(LONG_AGO, LONG_AGO))
    for _ in range(3):
        with pytest.raises(ScriptError, match="NUL"):
            ids(tmp_path)


def test_folder_that_is_named_twice_keeps_its_cache(tmp_path: Path) -> None:
    put(tmp_path, "a.py", "a")
    for _ in range(2):
        assert [entry.header.revision for entry in read_index([str(tmp_path)] * 2)] == ["a"]
        assert kept_names(tmp_path) == ["a.py"]


def test_each_folder_has_its_own(tmp_path: Path) -> None:
    put(tmp_path, "a.py", "a")
    put(tmp_path, "x/b.py", "b")
    assert ids(tmp_path, recursive=True) == ["a", "b"]
    assert (kept_names(tmp_path), kept_names(tmp_path / "x")) == (["a.py"], ["b.py"])
    assert ids(tmp_path, recursive=True) == ["a", "b"]


def test_code_is_loaded_from_the_file_all_the_same(tmp_path: Path) -> None:
    put(tmp_path, "a.py", "a", extra="value = 42\n")
    ids(tmp_path)
    (entry,) = read_index([str(tmp_path)])
    assert Script.from_header(entry.header, entry.path).module.value == 42


def damaged() -> dict[str, bytes]:
    """Return contents that are no cache of this version."""

    def numbers(*several: int) -> bytes:
        return b"".join(number.to_bytes(8, "little", signed=True) for number in several)

    stamps, text = numbers(5, 5, 0, 4, 3, 0, 0, 0, 0), b"a.pyold"
    line = f"revgraph headers 2 {__version__}\n".encode()

    def signed(body: bytes, count: int = 1) -> bytes:
        return line + b"%08x %08x\n" % (count, zlib.crc32(body)) + body

    sound = signed(stamps + text)
    return {
        "empty": b"",
        "text": b"hello",
        "another version": sound.replace(__version__.encode(), b"0.0.0"),
        "another format": sound.replace(b"headers 2", b"headers 1"),
        "wrong checksum": line + b"00000001 00000000\n" + stamps + text,
        "no checksum": line + b"00000001\n" + stamps + text,
        "no number": line + b"xxxxxxxx yyyyyyyy\n" + stamps + text,
        "cut short": sound[:-1],
        "first line only": line,
        "no body": signed(b""),
        "no files": signed(b"", 0),
        "a field too many": signed(numbers(5, 5, 0, 4, 5, 0, 0, 0, 0) + text + b"\0x"),
        "more text than columns": signed(stamps + text + b"x"),
        "less text than columns": signed(numbers(5, 5, 0, 4, 4, 0, 0, 0, 0) + text),
        "another end of the texts": signed(numbers(5, 5, 1, 4, 3, 0, 0, 0, 0) + text),
        "a negative length": signed(numbers(5, 5, 0, 8, -1, 0, 0, 0, 0) + text),
        "too few stamps": signed(stamps[:8] + text),
        "stamps cut short": signed(stamps[:9]),
        "more files than fields": signed(stamps * 9 + text, 9),
        "huge number": signed(stamps + text, 0xFFFFFFFF),
        "not UTF-8": signed(numbers(5, 5, 0, 4, 4, 0, 0, 0, 0) + text + b"\xff"),
        "pickle": pickle.dumps({"a.py": (1, 2, Header("old", None))}),
        "code": b"c" + b"\xff" * 50,
    }


@pytest.mark.parametrize("kind", damaged())
def test_damaged_or_foreign_cache_is_ignored_and_replaced(tmp_path: Path, kind: str) -> None:
    put(tmp_path, "a.py", "a")
    ids(tmp_path)
    sound = cache_of(tmp_path).read_bytes()
    cache_of(tmp_path).write_bytes(damaged()[kind])
    assert ids(tmp_path) == ["a"]
    assert cache_of(tmp_path).read_bytes() == sound


def test_every_flipped_byte_is_noticed(tmp_path: Path) -> None:
    put(tmp_path, "a.py", "a")
    ids(tmp_path)
    sound = cache_of(tmp_path).read_bytes()
    for place in range(len(sound)):
        cache_of(tmp_path).write_bytes(sound[:place] + bytes([sound[place] ^ 1]) + sound[place + 1 :])
        assert kept_names(tmp_path) == [], place


def test_folder_in_the_place_of_the_cache_does_no_harm(tmp_path: Path) -> None:
    put(tmp_path, "a.py", "a")
    cache_of(tmp_path).mkdir(parents=True)
    assert ids(tmp_path) == ["a"]
    assert os.listdir(tmp_path / "__pycache__") == [CACHE_NAME]


@pytest.mark.parametrize("argv", ["heads", "history", "revision -m x", "upgrade head"])
def test_cache_that_can_not_be_written_fails_no_command(project: Project, argv: str) -> None:
    os.utime(project.add_revision("aaaa1111", None), ns=(LONG_AGO, LONG_AGO))
    (project.versions / "__pycache__").write_text("no folder", encoding="utf-8")
    result = project.run(*argv.split())
    assert (result.code, "__pycache__" in result.err) == (0, False), result


@pytest.mark.skipif(os.geteuid() == 0, reason="needs a user whom permissions bind")
def test_read_only_folder_works(tmp_path: Path) -> None:
    put(tmp_path, "a.py", "a")
    tmp_path.chmod(0o555)
    try:
        assert ids(tmp_path) == ["a"]
    finally:
        tmp_path.chmod(0o755)
    assert not (tmp_path / "__pycache__").exists()


def test_read_only_file_system_works() -> None:
    # nobody, not even root, makes a folder here
    assert not save_headers("/proc/self", {"a.py": (1, LONG_AGO, Header("a", None))}, Moment.now())


def test_python_told_to_write_no_caches_writes_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    put(tmp_path, "a.py", "a")
    assert ids(tmp_path) == ["a"]
    assert os.listdir(tmp_path) == ["a.py"]


def test_caches_kept_elsewhere_are_kept_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    importlib.import_module("revgraph.script.layout")  # else Python keeps what it compiles of that there, too
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "prefix"))
    versions = tmp_path / "versions"
    put(versions, "a.py", "a")
    assert ids(versions) == ["a"]
    assert os.listdir(versions) == ["a.py"]
    assert [path.name for path in (tmp_path / "prefix").rglob("*") if path.is_file()] == [CACHE_NAME]
    assert kept_names(versions) == ["a.py"]


READ = """
import sys
from revgraph.script.index import read_index
sys.dont_write_bytecode = False
for _ in range(20):
    found = [entry.header.revision for entry in read_index([sys.argv[1]])]
    assert found == [f"r{number}" for number in range(200)], found
    import os
    from contextlib import suppress
    with suppress(FileNotFoundError):
        os.unlink(sys.argv[2])
"""


def test_processes_may_write_at_once(tmp_path: Path) -> None:
    for number in range(200):
        put(tmp_path, f"{number:03}.py", f"r{number}")
    environment = {**process_environment(), "PYTHONPYCACHEPREFIX": ""}
    command = [sys.executable, "-c", READ, str(tmp_path), str(cache_of(tmp_path))]
    running = [subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    told = [process.communicate()[1] for process in running]
    assert [process.returncode for process in running] == [0, 0, 0], told
    assert len(ids(tmp_path)) == 200
    assert os.listdir(tmp_path / "__pycache__") == [CACHE_NAME]


ID = st.text(st.characters(), min_size=0, max_size=5)
IDS = st.one_of(st.none(), ID, st.lists(ID, min_size=2, max_size=3).map(tuple))
HEADER = st.builds(Header, ID, IDS, st.lists(ID, max_size=3).map(tuple), IDS, st.text(st.characters(), max_size=20))
# names that a folder can hold; undecodable bytes of names arrive as lone surrogates
NAME = st.text(st.characters(exclude_characters="\0/"), min_size=1, max_size=8)
KEPT = st.tuples(st.integers(0, 2**63 - 1), st.integers(0, LONG_AGO), HEADER)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(NAME, KEPT, max_size=5))
def test_what_is_kept_is_read_back_the_same(tmp_path: Path, headers: dict[str, KeptHeader]) -> None:
    keepable = {name: kept for name, kept in headers.items() if is_keepable(name, kept[2])}
    assert save_headers(str(tmp_path), keepable, Moment.now())
    assert load_headers(str(tmp_path)).by_name() == keepable


@pytest.mark.parametrize(
    ("header", "keepable"),
    [
        pytest.param(Header("a", None), True, id="base"),
        pytest.param(Header("a", ("b", "c"), ("l", "m"), "d", "doc\n\ud800"), True, id="everything"),
        pytest.param(Header("", None), False, id="empty id"),
        pytest.param(Header("a", ""), False, id="empty parent"),
        pytest.param(Header("a", None, ("",)), False, id="empty label"),
        pytest.param(Header("a", None, (), None, "a\0b"), False, id="NUL in the docstring"),
        pytest.param(Header("a\x1fb", None), False, id="separator in the id"),
    ],
)
def test_only_headers_that_come_back_the_same_are_kept(header: Header, keepable: bool) -> None:
    assert is_keepable("a.py", header) is keepable
