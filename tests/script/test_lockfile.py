"""heads.lock: what it says, how it collides, and what is told where it disagrees."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from revgraph.errors import HeadsLockConflict, ScriptError
from revgraph.graph.revision import Revision
from revgraph.graph.revision_map import RevisionMap
from revgraph.script.lockfile import disagreement, lock_path, lock_text, read_lock, write_lock
from tests.kit.graphs import draw, graph, revision_lists


def lines(drawing: str) -> list[str]:
    return entries(lock_text(graph(drawing).links))


def entries(text: str) -> list[str]:
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize(
    ("drawing", "expected"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param("a -> b", ["a: b"], id="line"),
        pytest.param("a -> c; a -> b", ["a: b c"], id="fork-shares-the-line"),
        pytest.param("b -> x; a", ["a: a", "b: x"], id="two-bases"),
        pytest.param("b, a -> m; c", ["a,b: m", "c: c"], id="merged-bases"),
        pytest.param("a -> b[L]; a -> c[M] -> d", ["L: b", "M: d"], id="labelled-branches"),
        pytest.param("a -> b[L]; a -> c", ["L: b", "a: c"], id="one-is-labelled"),
        pytest.param("a; b => c; a -> c", ["a: c", "b: b"], id="dependencies-do-not-join"),
    ],
)
def test_each_line_of_history_has_a_line(drawing: str, expected: list[str]) -> None:
    assert lines(drawing) == expected


def test_comment_says_what_to_do() -> None:
    comment = [line for line in lock_text(graph("a").links).splitlines() if line.startswith("#")]
    assert any("revgraph rebase" in line for line in comment) and any(
        "revgraph merge heads" in line for line in comment
    )


def test_lines_are_kept_apart_so_that_independent_ones_merge() -> None:
    assert lock_text(graph("a; b").links).endswith("\n\na: a\n\nb: b\n")


@given(revision_lists(), st.data())
def test_two_children_of_one_head_change_the_same_line(revisions: list[Revision], data: st.DataObject) -> None:
    before = RevisionMap(lambda: revisions)
    parent = data.draw(st.sampled_from(before.heads))
    labels = [data.draw(st.sampled_from(["", new])) for new in ("left", "right")]
    texts = []
    for name, label in zip(("mine", "theirs"), labels, strict=True):
        child = Revision(name, parent, None, [label] if label else ())
        texts.append(lock_text(RevisionMap(lambda child=child: [*revisions, child]).links))  # type: ignore[misc]
    (line,) = [line for line in entries(lock_text(before.links)) if parent in line.partition(":")[2].split()]
    assert all(line not in entries(text) for text in texts), draw(before)
    assert texts[0] != texts[1]


@given(revision_lists())
def test_what_is_written_is_read(revisions: list[Revision]) -> None:
    links = RevisionMap(lambda: revisions).links
    heads = [head for line in entries(lock_text(links)) for head in line.partition(":")[2].split()]
    assert sorted(heads) == sorted(links.heads)


@given(revision_lists(), st.data())
def test_growing_one_line_leaves_the_others(revisions: list[Revision], data: st.DataObject) -> None:
    before = RevisionMap(lambda: revisions)
    parent = data.draw(st.sampled_from(before.heads))
    assume(len(before.heads) > 1)
    after = RevisionMap(lambda: [*revisions, Revision("new", parent)])
    old, new = entries(lock_text(before.links)), entries(lock_text(after.links))
    assert len(old) == len(new), draw(before)
    assert sum(one != other for one, other in zip(old, new, strict=True)) == 1, draw(before)


def test_file_is_written_and_read_back(tmp_path: Path) -> None:
    links = graph("a -> b; c").links
    assert read_lock(str(tmp_path), links) is None
    write_lock(str(tmp_path), links)
    assert read_lock(str(tmp_path), links) == ("b", "c")
    assert [path.name for path in tmp_path.iterdir()] == ["heads.lock"]


def test_file_that_is_right_is_not_touched(tmp_path: Path) -> None:
    links = graph("a -> b").links
    write_lock(str(tmp_path), links)
    path = lock_path(str(tmp_path))
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    before = path.read_bytes()
    write_lock(str(tmp_path), links)
    assert path.read_bytes() == before
    assert disagreement(str(tmp_path), links) is None


@pytest.mark.parametrize(
    ("locked", "drawing", "told"),
    [
        pytest.param("a", "a -> b", "if the revision files are right", id="behind"),
        pytest.param("a -> b", "a -> b; a -> c", "with 'rebase'", id="grown-two-heads"),
        pytest.param("a -> b", "a", "no revision file has b: bring the file back", id="file-is-missing"),
        pytest.param("", "a", "the heads are none", id="empty"),
        pytest.param("a", "", "the revision files say none", id="all-removed"),
    ],
)
def test_disagreement_says_what_to_do(tmp_path: Path, locked: str, drawing: str, told: str) -> None:
    write_lock(str(tmp_path), graph(locked).links)
    said = disagreement(str(tmp_path), graph(drawing).links)
    assert said is not None and told in said and "'heads --lock'" in said and str(tmp_path) in said


CONFLICT = """\
# comment

<<<<<<< HEAD
a: b
{base}=======
a: c c2
>>>>>>> feature/x
"""


@pytest.mark.parametrize("base", ["", "||||||| 1234567\na: a\n"], ids=["merge", "diff3"])
def test_unfinished_merge_is_named_with_both_sides(tmp_path: Path, base: str) -> None:
    lock_path(str(tmp_path)).write_text(CONFLICT.format(base=base), encoding="utf-8")
    with pytest.raises(HeadsLockConflict) as raised:
        read_lock(str(tmp_path), graph("a -> b; a -> c").links)
    error = raised.value
    assert (error.line, error.sides) == (3, (("HEAD", ("b",)), ("feature/x", ("c", "c2"))))
    for words in ("heads.lock:3: ", "'HEAD' has b", "'rebase c --onto b'", "'rebase b --onto c'", "'merge heads'"):
        assert words in str(error)


@pytest.mark.parametrize("content", [b"hello\n", b"\xff\xfe\n"], ids=["no-heads", "no-text"])
def test_file_that_is_none_is_named(tmp_path: Path, content: bytes) -> None:
    lock_path(str(tmp_path)).write_bytes(content)
    with pytest.raises(
        ScriptError, match=r"heads\.lock:.*'heads --lock' writes it anew|write it anew with 'heads --lock'"
    ):
        read_lock(str(tmp_path), graph("a").links)
    write_lock(str(tmp_path), graph("a").links)
    assert read_lock(str(tmp_path), graph("a").links) == ("a",)
