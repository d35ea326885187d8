from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revgraph.errors import MultipleHeads, RangeNotAncestorError, ResolutionError
from revgraph.graph.revision_map import RevisionMap
from tests.kit.graphs import draw, graph, line, revision_lists, words

DIAMOND = "aa11 -> bb11 -> cc11[left], cc22[right] -> dd11 -> ee11"
NEEDS = "a1[A] -> a2 -> a3; b1[B] -> b2 -> b3; b1 => a2; a3 => b3"


def ids(found):
    return " ".join(revision.revision for revision in found)


def test_heads_leave_dependencies_out_and_effective_heads_count_them():
    g = graph(NEEDS)
    assert (g.heads, g.effective_heads, g.bases) == (("a3", "b3"), ("b3",), ("a1", "b1"))
    assert g.get_exact("a3").is_head
    assert not g.get_exact("a3").is_effective_head
    assert g.get_exact("b3").resolved_dependencies == ("a3",)


def test_an_empty_map_has_no_heads_and_head_names_nothing():
    g = graph("")
    assert (g.heads, g.bases, len(g), list(g)) == ((), (), 0, [])
    assert g.get_revisions("head") == g.get_revisions("heads") == g.get_revisions("base") == ()
    assert g.get_revision("head") is None
    assert g.get_current_head() is None


def test_the_generator_is_not_called_before_the_first_question():
    calls = []
    g = RevisionMap(lambda: calls.append(1) or [])
    assert not calls
    assert g.heads == g.bases == ()
    assert calls == [1]


def test_revisions_out_of_the_map_know_their_neighbours():
    g = graph(DIAMOND)
    assert g.get_exact("bb11").nextrev == {"cc11", "cc22"}
    assert g.parents("dd11") == ("cc11", "cc22")
    assert g.children("bb11") == ("cc11", "cc22")
    assert "bb11" in g
    assert "bb" not in g
    with pytest.raises(ResolutionError, match="did you mean"):
        g.children("bb12")


def test_iteration_is_oldest_first_with_lines_together():
    assert ids(graph("a -> b1 -> b2; a -> c1 -> c2; b2, c2 -> d")) == "a b1 b2 c1 c2 d"


def test_labels_reach_descendants_and_ancestors_up_to_a_branch_or_merge_point():
    g = graph("a -> b -> c1 -> c2[left] -> c3; b -> d1[right]; c3, d1 -> m -> n -> o[late]")
    carried = {revision.revision: " ".join(revision.labels) for revision in g}
    assert carried == {
        "a": "",
        "b": "",
        "c1": "left",
        "c2": "left",
        "c3": "left",
        "d1": "right",
        "m": "left right",
        "n": "late left right",
        "o": "late left right",
    }


@pytest.mark.parametrize(
    ("target", "found"),
    [
        ("dd11", "dd11"),
        ("d", "dd11"),
        ("ee", "ee11"),
        ("head", "ee11"),
        ("heads", "ee11"),
        ("base", ""),
        ("left", "cc11"),
        ("left@head", "ee11"),
        ("left@heads", "ee11"),
        ("cc22@head", "ee11"),
        ("cc2@head", "ee11"),
        ("left@base", ""),
        ("left@dd11", "dd11"),
        ("left@bb11", "bb11"),
        ("left@c", "cc11"),
        ("right@c", "cc22"),
        ("head-1", "dd11"),
        ("head-2", "cc11 cc22"),
        ("left@head-2", "cc11"),
        ("cc11+2", "ee11"),
        ("base+2", "bb11"),
        ("left@bb11+1", "cc11"),
        ("right@base+3", "cc22"),
        ("aa11-1", ""),
        ("-1", "dd11"),
    ],
)
def test_targets_name_revisions(target, found):
    assert ids(graph(DIAMOND).get_revisions(target)) == found


@pytest.mark.parametrize(
    ("target", "error", "saying"),
    [
        ("zz", ResolutionError, "called 'zz'"),
        ("dd12", ResolutionError, "did you mean dd11"),
        ("lefty@head", ResolutionError, "did you mean left"),
        ("cc", ResolutionError, "2 revisions start with 'cc': cc11, cc22"),
        ("left@cc22", ResolutionError, "'cc22' is not on that branch"),
        ("head+1", ResolutionError, "beyond the end of the line: nothing is above ee11"),
        ("bb11+1", ResolutionError, "above bb11 are cc11, cc22"),
        ("cc11+5", ResolutionError, "only 2 is above cc11"),
        ("aa11-2", ResolutionError, "below the base"),
        ("base-1", ResolutionError, "below the base"),
        ("head-3", ResolutionError, "ambiguous: here are cc11, cc22"),
        ("+1", ResolutionError, "not known here"),
        ("current", ResolutionError, "not known here"),
        ("a:b", ResolutionError, "range"),
    ],
)
def test_what_can_not_be_resolved_says_why(target, error, saying):
    with pytest.raises(error) as raised:
        graph(DIAMOND).get_revisions(target)
    assert saying in str(raised.value)


def test_current_and_offsets_count_from_the_rows():
    g = graph(DIAMOND)
    rows = ["cc11", "cc22"]
    assert ids(g.get_revisions("current", rows)) == "cc11 cc22"
    assert ids(g.get_revisions("left@current", rows)) == "cc11"
    assert ids(g.get_revisions("left@-1", rows)) == "bb11"
    assert ids(g.get_revisions("+1", rows)) == "dd11"


def test_a_name_that_looks_like_arithmetic_is_found_literally():
    g = graph("a -> b[v-2 shopping-cart]")
    assert ids(g.get_revisions("v-2")) == ids(g.get_revisions("shopping-cart@head")) == "b"


def test_an_id_wins_over_a_longer_one_that_starts_with_it():
    assert ids(graph("ab -> abc").get_revisions("ab")) == "ab"


def test_labels_are_not_found_by_prefix():
    with pytest.raises(ResolutionError, match="le"):
        graph(DIAMOND).get_revision("le")


def test_one_head_is_wanted_but_several_are_there():
    g = graph("a -> b[x]; a -> c[y]")
    for ask in (g.get_current_head, lambda: g.get_revision("head"), lambda: g.get_revision("heads")):
        with pytest.raises(MultipleHeads) as raised:
            ask()
        assert raised.value.heads == ("b", "c")
    assert g.get_current_head("x") == "b"
    assert g.get_current_head("c") == "c"


def test_head_with_dependencies_wants_a_choice_where_heads_does_not():
    g = graph(NEEDS)
    with pytest.raises(MultipleHeads):
        g.get_revision("head")
    assert ids(g.get_revisions("heads")) == "b3"
    assert ids(g.get_revisions("A@heads")) == "a3"


def test_filter_for_lineage_follows_parents_and_on_demand_dependencies():
    g = graph(NEEDS)
    assert g.filter_for_lineage(["a1", "a3", "b3"], "B") == ("b3",)
    assert g.filter_for_lineage(["a1", "a3", "b3"], "B", include_dependencies=True) == ("a3", "b3")
    assert g.filter_for_lineage(["a1"], None) == ("a1",)
    assert g.filter_for_lineage(["a1", "b3"], "base") == ("a1", "b3")


@pytest.mark.parametrize(
    ("upper", "lower", "options", "found"),
    [
        ("heads", "base", {}, "ee11 dd11 cc22 cc11 bb11 aa11"),
        ("heads", None, {}, "ee11 dd11 cc22 cc11 bb11 aa11"),
        ("ee11", "cc11", {}, "ee11 dd11"),
        ("ee11", "cc11", {"inclusive": True}, "ee11 dd11 cc11"),
        ("ee11", "cc11", {"implicit_base": True}, "ee11 dd11 cc22"),
        ("cc11", "cc22", {"implicit_base": True}, "cc11"),
        (["cc11", "cc22"], "bb11", {"inclusive": True}, "cc22 cc11 bb11"),
        ("left@+2", "aa11", {}, "cc11 bb11"),
        ("cc11", "-1", {}, "cc11"),
        ("base", "base", {}, ""),
        (None, None, {}, ""),
    ],
)
def test_revisions_between_two_ends_come_newest_first(upper, lower, options, found):
    assert ids(graph(DIAMOND).iterate_revisions(upper, lower, **options)) == found


@pytest.mark.parametrize(("upper", "lower"), [("cc11", "cc22"), ("aa11", "ee11"), ("base", "aa11")])
def test_ends_that_are_not_on_one_line_are_refused(upper, lower):
    with pytest.raises(RangeNotAncestorError, match="does not join"):
        graph(DIAMOND).iterate_revisions(upper, lower)


@pytest.mark.parametrize(
    ("text", "rows", "found"),
    [
        (":", "", "ee11 dd11 cc22 cc11 bb11 aa11"),
        ("dd11:", "", "ee11 dd11"),
        (":bb11", "", "bb11 aa11"),
        ("bb11:dd11", "", "dd11 cc22 cc11 bb11"),
        ("-1:current", "dd11", "dd11 cc22 cc11"),
        ("current:", "dd11", "ee11 dd11"),
        ("-1:", "", "ee11 dd11"),
        ("-99:bb11", "", "bb11 aa11"),
        ("dd11:+99", "", "ee11 dd11"),
        ("dd11:+1", "", "ee11 dd11"),
        (":+2", "", "bb11 aa11"),
        ("-1:+1", "dd11", "ee11 dd11 cc22 cc11"),
        ("left@base:heads", "", "ee11 dd11 cc22 cc11 bb11 aa11"),
        ("left@base:cc22", "", ""),
    ],
)
def test_history_ranges_include_both_ends(text, rows, found):
    assert ids(graph(DIAMOND).get_range(text, words(rows))) == found


def test_heads_and_bases_come_in_the_order_of_the_files():
    g = graph("z; m; a; m -> q; m -> b")
    assert g.bases == ("z", "m", "a")
    assert g.heads == g.effective_heads == ("z", "a", "q", "b")


def test_what_a_range_counts_from_is_no_matter_of_a_database():
    with pytest.raises(ResolutionError, match="it counts from b, c"):
        graph("a -> b; a -> c").get_range("-1:")


def test_a_branch_range_keeps_to_the_heads_of_the_branch():
    g = graph("a1[A] -> a2; b1[B] -> b2; a2 => b2")
    assert ids(g.get_range("A@base:")) == "a2 a1"
    assert ids(g.get_range("B@base:heads")) == "b2 b1 a2 a1"


@given(revision_lists(), st.text("r0123456789", min_size=1, max_size=3))
def test_prefix_resolution_equals_brute_force(files, prefix):
    g = RevisionMap(lambda: files)
    names = [revision.revision for revision in files]
    wanted = [name for name in names if name == prefix] or [name for name in names if name.startswith(prefix)]
    if len(wanted) == 1:
        assert g.resolve(prefix) == tuple(wanted)
    else:
        with pytest.raises(ResolutionError) as raised:
            g.resolve(prefix)
        assert all(name in str(raised.value) for name in sorted(wanted)[:8])


@given(revision_lists())
def test_iteration_respects_parents_and_dependencies(files):
    g = RevisionMap(lambda: files)
    seen: set[str] = set()
    for revision in g:
        assert {*revision.parents, *revision.resolved_dependencies} <= seen, draw(g)
        seen.add(revision.revision)
    assert len(seen) == len(files)


@given(revision_lists())
def test_labels_carried_equal_the_rule_by_brute_force(files):
    g = RevisionMap(lambda: files)
    wanted: dict[str, set[str]] = {revision.revision: set() for revision in files}

    def down_from(name, label):
        wanted[name].add(label)
        for child in g.children(name):
            down_from(child, label)

    for revision in g:
        for label in revision.own_labels:
            down_from(revision.revision, label)
            above = revision
            while len(above.parents) == 1:
                above = g.get_exact(above.parents[0])
                if above.is_merge_point or len(above.nextrev | above.dependents) > 1:
                    break
                wanted[above.revision].add(label)
    assert {revision.revision: set(revision.branch_labels) for revision in g} == wanted, draw(g)


def test_a_line_of_a_hundred_thousand_is_no_trouble():
    g = line(100_000)
    assert g.heads == ("r99999",)
    assert g.resolve("head-99999") == ("r0",)
    assert sum(1 for _ in g.iterate_revisions("head", "r5")) == 99_994
