from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revgraph.errors import (
    CycleDetected,
    DependencyCycleDetected,
    DependencyLoopDetected,
    GraphDefects,
    LoopDetected,
    ResolutionError,
)
from revgraph.graph.defects import link, redundant_dependencies
from revgraph.graph.revision import Revision
from tests.kit.graphs import graph, revisions


def made(name, down=None, needs=None, labels=None, source=""):
    return Revision(name, down, needs, labels, source=source or f"{name}.py")


def defects_of(*given_revisions):
    with pytest.raises(GraphDefects) as raised:
        link(given_revisions)
    return raised.value


@pytest.mark.parametrize(
    ("bad", "kind", "saying"),
    [
        ([made("a", source="1.py"), made("a", source="2.py")], None, ["'a'", "1.py and 2.py"]),
        ([made("abcd"), made("x", "abce")], ResolutionError, ["x.py", "down_revision", "'abce'", "'abcd' (abcd.py)"]),
        ([made("x", None, "lost")], ResolutionError, ["x.py", "depends_on", "'lost'", "bring its file back"]),
        ([made("a", "a")], LoopDetected, ["self-loop", "a.py"]),
        ([made("a", None, "a")], DependencyLoopDetected, ["dependency self-loop", "a.py"]),
        ([made("a", None, "L", "L")], DependencyLoopDetected, ["dependency self-loop", "a.py"]),
        ([made("a", "c"), made("b", "a"), made("c", "b")], CycleDetected, ["a -> b -> c -> a", "a.py, b.py, c.py"]),
        ([made("a"), made("b", "a", "c"), made("c", "b")], DependencyCycleDetected, ["dependency cycle", "b.py"]),
        ([made("a", labels="L"), made("b", labels="L")], None, ["b.py", "'L'", "also declared by a.py"]),
        ([made("a", labels="b"), made("b")], None, ["a.py", "'b'", "is the id of b.py"]),
        ([made("a", labels="a")], None, ["a.py", "the same revision"]),
        ([made("a", labels="head")], None, ["a.py", "'head'", "word of the target grammar"]),
        ([made("a", labels="x@y")], None, ["a.py", "'x@y'", "can't be written"]),
        ([made("2024-01")], None, ["2024-01.py", "holds -"]),
        ([made("heads")], None, ["heads.py", "word of the target grammar"]),
        ([made("")], None, ["is empty"]),
        ([made("x" * 256)], None, ["256 characters"]),
        ([made(12, source="n.py")], None, ["n.py", "12", "not a string"]),
        ([made("a", 12)], ResolutionError, ["a.py", "down_revision", "12"]),
    ],
)
def test_a_defect_names_the_files_and_what_to_do(bad, kind, saying):
    error = defects_of(*bad)
    assert [text for text in saying if text not in str(error)] == [], str(error)
    assert len(error.parts) == 1, str(error)
    assert kind is None or type(error.parts[0]) is kind


def test_all_defects_are_told_at_once():
    error = defects_of(
        made("a", source="1.py"),
        made("a", source="2.py"),
        made("b", "lost"),
        made("c", "c"),
        made("d", "e"),
        made("e", "d"),
        made("f", None, "g", "L"),
        made("g", "f", None, "L"),
    )
    assert [type(part).__name__ for part in error.parts] == [
        "RevisionError",
        "RevisionError",
        "ResolutionError",
        "LoopDetected",
        "CycleDetected",
        "DependencyCycleDetected",
    ]
    assert "6 defects" in str(error)
    assert all(f"\n  - {part}" in str(error) for part in error.parts)


def test_each_circle_is_told_once():
    error = defects_of(made("a", "b"), made("b", "a"), made("c", ("d", "b")), made("d", "c"))
    assert sorted(part.revisions for part in error.parts) == [("a", "b"), ("c", "d")]


def test_a_map_asks_its_generator_once_and_a_new_revision_that_does_not_fit_changes_nothing():
    g = graph("a -> b")
    assert g.heads == ("b",)
    with pytest.raises(GraphDefects, match="lost"):
        g.add_revision(made("c", "lost"))
    with pytest.raises(GraphDefects, match=r"versions/b\.py and b\.py"):
        g.add_revision(made("b", "a"))
    assert g.heads == ("b",)
    g.add_revision(made("c", "b"))
    assert g.heads == ("c",)
    assert g.get_exact("b").nextrev == {"c"}


def test_dependencies_on_own_ancestors_are_no_defect_but_can_be_listed():
    g = graph("a -> b -> c -> d; a => d; x; x => b; x => c; y; y => d; b => b2; a -> b2")
    found = {(revision.revision, need) for revision, need in redundant_dependencies(g.links)}
    assert found == {("d", "a"), ("c", "x")}


@given(st.permutations(revisions("a -> b -> c; b -> d; c, d -> e; x; x => d")))
def test_the_order_of_the_files_does_not_matter_to_what_the_graph_is(files):
    links = link(files)
    assert set(links.heads) == {"e", "x"}
    assert links.effective_heads == ("e",)
    assert set(links.bases) == {"a", "x"}
