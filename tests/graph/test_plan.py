from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revgraph.errors import MultipleHeads, NotApplied, RangeNotAncestorError, ResolutionError
from revgraph.graph.heads import replay
from revgraph.graph.plan import downgrade_plan, unknown_ids, upgrade_plan
from revgraph.graph.revision import Revision
from revgraph.graph.revision_map import RevisionMap
from tests.kit.graphs import expect_error, expect_plan, explain, graph, line, make_plan, revision_lists

LINE = graph("a -> b -> c -> d")
DIAMOND = graph("a -> b -> c1[left]; b -> c2[right]; c1, c2 -> d -> e")
NEEDS = graph("a1[A] -> a2 -> a3; b1[B] -> b2 -> b3; b1 => a2; a3 => b3")
FOREST = graph("a1[A] -> a2; b1[B] -> b2")


@pytest.mark.parametrize(
    ("g", "command", "at", "runs", "ends"),
    [
        (LINE, "upgrade head", "", "a b c d", "d"),
        (LINE, "upgrade heads", "b", "c d", "d"),
        (LINE, "upgrade head", "d", "", "d"),
        (LINE, "upgrade b", "d", "", "d"),
        (LINE, "upgrade base", "b", "", "b"),
        (LINE, "upgrade current", "b", "", "b"),
        (LINE, "upgrade +1", "", "a", "a"),
        (LINE, "upgrade +2", "b", "c d", "d"),
        (LINE, "upgrade a+2", "b", "c", "c"),
        (LINE, "upgrade head-1", "", "a b c", "c"),
        (LINE, "upgrade current+1", "b", "c", "c"),
        (LINE, "upgrade b d", "", "a b c d", "d"),
        (LINE, "upgrade a,c", "", "a b c", "c"),
        (DIAMOND, "upgrade heads", "b", "c1 c2 d e", "e"),
        (DIAMOND, "upgrade d", "c1", "c2 d", "d"),
        (DIAMOND, "upgrade +1", "c1", "c2 d", "d"),
        (DIAMOND, "upgrade +1", "c1 c2", "d", "d"),
        (DIAMOND, "upgrade left@+1", "b", "c1", "c1"),
        (DIAMOND, "upgrade left@+1", "c2", "c1", "c1 c2"),
        (DIAMOND, "upgrade c1@+1", "c2", "c1", "c1 c2"),
        (DIAMOND, "upgrade left@head", "c2", "c1 d e", "e"),
        (DIAMOND, "upgrade left right", "", "a b c1 c2", "c1 c2"),
        (DIAMOND, "upgrade left@base", "b", "", "b"),
        (NEEDS, "upgrade heads", "", "a1 b1 a2 a3 b2 b3", "b3"),
        (NEEDS, "upgrade A@head", "", "a1 b1 a2 a3", "a3"),
        (NEEDS, "upgrade a2", "b2", "a1 a2", "a2 b2"),
        (NEEDS, "upgrade B@+1", "a2", "b2", "a2 b2"),
        (graph("a -> b; x -> y; b, x -> m"), "upgrade m@+1", "a y", "b", "b y"),
        (FOREST, "upgrade heads", "", "a1 a2 b1 b2", "a2 b2"),
        (FOREST, "upgrade B@+1", "a2", "b1", "a2 b1"),
    ],
)
def test_upgrade_runs_what_the_target_needs_and_what_is_not_applied(g, command, at, runs, ends):
    expect_plan(g, command, at=at, runs=runs, ends=ends)


@pytest.mark.parametrize(
    ("g", "command", "at", "runs", "ends"),
    [
        (LINE, "downgrade base", "d", "d c b a", ""),
        (LINE, "downgrade base", "", "", ""),
        (LINE, "downgrade b", "d", "d c", "b"),
        (LINE, "downgrade d", "d", "", "d"),
        (LINE, "downgrade -1", "d", "d", "c"),
        (LINE, "downgrade -4", "d", "d c b a", ""),
        (LINE, "downgrade head-2", "c", "c", "b"),
        (LINE, "downgrade current-1", "c", "c", "b"),
        (DIAMOND, "downgrade -1", "d", "d", "c1 c2"),
        (DIAMOND, "downgrade -2", "e", "e d", "c1 c2"),
        (DIAMOND, "downgrade d-1", "d", "d", "c1 c2"),
        (DIAMOND, "downgrade c1", "e", "e d", "c1 c2"),
        (DIAMOND, "downgrade c1", "c1 c2", "", "c1 c2"),
        (DIAMOND, "downgrade b", "c1 c2", "c2 c1", "b"),
        (DIAMOND, "downgrade left@b", "c1 c2", "c1", "c2"),
        (DIAMOND, "downgrade left@-1", "c1 c2", "c1", "c2"),
        (DIAMOND, "downgrade c1@-1", "c1 c2", "c1", "c2"),
        (DIAMOND, "downgrade left@-3", "e", "e d c1", "c2"),
        (DIAMOND, "downgrade left@base", "c1 c2", "c2 c1 b a", ""),
        (NEEDS, "downgrade A@base", "a3 b2", "a3 a2 a1", "b2"),
        (NEEDS, "downgrade B@base", "a3 b2", "b2 a3 a2 b1", "a1"),
        (NEEDS, "downgrade b1", "a3 b2", "b2", "a3"),
        (NEEDS, "downgrade B@-1", "a3", "a3 a2 b1", "a1"),
        (NEEDS, "downgrade -1", "a2", "a2", "a1 b1"),
        (NEEDS, "downgrade -2", "a3", "a3 a2", "a1 b1"),
        (FOREST, "downgrade A@base", "a2 b2", "a2 a1", "b2"),
    ],
)
def test_downgrade_undoes_what_follows_the_target_and_stands_on_that(g, command, at, runs, ends):
    expect_plan(g, command, at=at, runs=runs, ends=ends)


@pytest.mark.parametrize(
    ("g", "command", "at", "ends"),
    [
        (LINE, "stamp head", "", "d"),
        (LINE, "stamp d", "b", "d"),
        (LINE, "stamp b", "d", "b"),
        (LINE, "stamp b", "b", "b"),
        (LINE, "stamp base", "d", ""),
        (LINE, "stamp +1", "b", "c"),
        (LINE, "stamp -1", "b", "a"),
        (LINE, "stamp a d", "", "d"),
        (DIAMOND, "stamp heads", "b", "e"),
        (DIAMOND, "stamp c1", "e", "c1"),
        (DIAMOND, "stamp c1 c2", "e", "c1 c2"),
        (DIAMOND, "stamp b", "c1 c2", "b"),
        (DIAMOND, "stamp d", "c1 c2", "d"),
        (DIAMOND, "stamp c2", "c1", "c1 c2"),
        (DIAMOND, "stamp left@base", "c1 c2", "c2"),
        (FOREST, "stamp A@head", "b2", "a2 b2"),
        (FOREST, "stamp heads", "", "a2 b2"),
        (NEEDS, "stamp a2", "b1", "a2"),
        (NEEDS, "stamp a2", "b2", "a2 b2"),
        (NEEDS, "stamp B@base", "a3 b2", ""),
        (NEEDS, "stamp A@base", "a3 b2", "b2"),
        (FOREST, "stamp --purge a1", "b2", "a1"),
        (FOREST, "stamp --purge a1", "lost b2", "a1"),
        (FOREST, "stamp --purge base", "lost b2", ""),
        (FOREST, "stamp --purge a1", "a1", "a1"),
    ],
)
def test_stamp_replaces_the_rows_on_the_line_of_the_target(g, command, at, ends):
    plan = expect_plan(g, command, at=at, ends=ends)
    assert len(plan) == (set(at.split()) != set(ends.split()))
    for step in plan:
        assert replay(at.split(), step.changes) == step.heads_after == set(ends.split())


@pytest.mark.parametrize(
    ("command", "at", "rows"),
    [
        ("upgrade c1", "", "insert a; update a to b; update b to c1"),
        ("upgrade c1 c2", "b", "update b to c1; insert c2"),
        ("upgrade d", "c1 c2", "delete c1; update c2 to d"),
        ("downgrade c1", "d", "insert c2; update d to c1"),
        ("downgrade b", "c1 c2", "delete c2; update c1 to b"),
        ("downgrade base", "b", "update b to a; delete a"),
        ("stamp b", "c1 c2", "delete c1; update c2 to b"),
        ("stamp --purge b", "lost", "update lost to b"),
    ],
)
def test_row_changes_follow_branches_and_merges(command, at, rows):
    plan = make_plan(DIAMOND, command, at)
    changed = "; ".join(str(change) for step in plan for change in step.changes)
    assert changed == rows, explain(DIAMOND, plan)


def test_rows_that_say_too_much_are_kept_consistent():
    expect_plan(
        LINE, "downgrade base", at="b d", runs="d c b a", rows="update d to c; delete c; update b to a; delete a"
    )
    expect_plan(NEEDS, "upgrade b2", at="a2 b1", runs="b2", ends="a2 b2", rows="update b1 to b2")


def test_dependency_rows_merge_into_the_row_of_what_needs_them():
    expect_plan(NEEDS, "upgrade a2", at="a1 b1", runs="a2", ends="a2", rows="delete a1; update b1 to a2")
    expect_plan(NEEDS, "downgrade a1", at="a2", runs="a2", ends="a1 b1", rows="insert b1; update a2 to a1")


@pytest.mark.parametrize(
    ("g", "command", "at", "error", "saying"),
    [
        (LINE, "upgrade +3", "b", ResolutionError, "beyond the end of the line: only 2 is above b"),
        (LINE, "upgrade +1", "d", ResolutionError, "nothing is above d"),
        (LINE, "upgrade -1", "b", ResolutionError, "use 'downgrade -1'"),
        (LINE, "upgrade nope", "b", ResolutionError, "'nope'"),
        (LINE, "upgrade head", "lost", ResolutionError, "database is at revision 'lost'"),
        (LINE, "downgrade +1", "b", ResolutionError, "use 'upgrade +1'"),
        (LINE, "downgrade -5", "d", ResolutionError, "only 4 can be undone"),
        (LINE, "downgrade -1", "", ResolutionError, "nothing is applied"),
        (LINE, "downgrade d", "b", NotApplied, "d is not applied (the database is at b)"),
        (LINE, "downgrade a", "", RangeNotAncestorError, "nothing is applied"),
        (LINE, "stamp nope", "", ResolutionError, "'nope'"),
        (LINE, "stamp b", "lost", ResolutionError, "stamp --purge"),
        (DIAMOND, "upgrade +1", "b", ResolutionError, "above b are c1, c2; say which, such as 'c1@+1'"),
        (DIAMOND, "downgrade -1", "c1 c2", ResolutionError, "such as 'c1@-1'"),
        (DIAMOND, "downgrade -2", "d", ResolutionError, "below 'd' are c1, c2"),
        (DIAMOND, "downgrade left@-1", "c2", ResolutionError, "nothing of branch 'left' is applied"),
        (FOREST, "upgrade head", "", MultipleHeads, "2 heads for 'head': a2, b2"),
        (FOREST, "upgrade +1", "", ResolutionError, "above the base are a1, b1"),
    ],
)
def test_what_can_not_be_planned_says_why(g, command, at, error, saying):
    expect_error(g, command, error, saying, at=at)


def test_unknown_rows_can_be_asked_for():
    assert unknown_ids(LINE, ["b", "zz", "lost"]) == ("lost", "zz")


def test_a_plan_prints_itself():
    plan = make_plan(DIAMOND, "upgrade d", "c1")
    assert str(plan) == "upgrade d: 2 steps, c1 to d\n  upgrade b -> c2\n  upgrade c1, c2 -> d"
    assert str(make_plan(LINE, "upgrade head", "d")) == "upgrade head: nothing to do, at d"
    assert str(make_plan(LINE, "stamp b", "")) == "stamp b: 1 step, base to b\n  stamp  -> b"
    assert not make_plan(LINE, "upgrade head", "d")


def test_steps_tell_their_direction_ends_and_heads():
    up, merge = make_plan(DIAMOND, "upgrade d", "c1")
    assert (up.name, up.is_upgrade, up.is_downgrade, up.is_stamp) == ("upgrade", True, False, False)
    assert (merge.from_revisions, merge.to_revisions, merge.short_log) == (("c1", "c2"), ("d",), "c1, c2 -> d")
    assert (merge.heads_before, merge.heads_after) == ({"c1", "c2"}, {"d"})
    (down,) = make_plan(DIAMOND, "downgrade -1", "d")
    assert (down.name, down.from_revisions, down.to_revisions) == ("downgrade", ("d",), ("c1", "c2"))
    (stamp,) = make_plan(LINE, "stamp b", "d")
    assert (stamp.name, stamp.is_stamp, stamp.is_upgrade, stamp.short_log) == ("stamp", True, False, "d -> b")
    (stamp,) = make_plan(LINE, "stamp d", "")
    assert stamp.is_upgrade


def check_steps(g, plan):
    """Assert that each step of a plan is possible, and that the row changes are those of its heads."""
    heads = frozenset(plan.current)
    for step in plan:
        applied = g.links.ancestors(heads)
        name = step.revision.revision
        above = {*step.revision.parents, *step.revision.resolved_dependencies}
        assert step.heads_before == heads, explain(g, plan)
        assert (name in applied) != step.is_upgrade, explain(g, plan)
        assert above <= applied, explain(g, plan)
        heads = replay(heads, step.changes)
        assert heads == step.heads_after == set(g.links.maximal(heads)), explain(g, plan)
        assert g.links.ancestors(heads) == (applied | {name} if step.is_upgrade else applied - {name}), explain(g, plan)
    assert set(plan.ends) == heads, explain(g, plan)


@st.composite
def situations(draw):
    files = draw(revision_lists())
    g = RevisionMap(lambda: files)
    names = st.sampled_from([revision.revision for revision in files])
    rows = upgrade_plan(g, draw(st.lists(names, max_size=3)), ()).ends
    return g, rows, draw(names)


@given(situations())
def test_upgrade_applies_exactly_what_is_missing_in_a_possible_order(situation):
    g, rows, name = situation
    for target in (name, "heads"):
        plan = upgrade_plan(g, target, rows)
        check_steps(g, plan)
        wanted = g.links.ancestors(g.resolve(target)) | g.links.ancestors(rows)
        assert g.links.ancestors(plan.ends) == wanted, explain(g, plan)


@given(situations())
def test_downgrade_leaves_the_target_as_the_end_of_its_line(situation):
    g, rows, name = situation
    if name not in g.links.ancestors(rows):
        with pytest.raises(NotApplied):
            downgrade_plan(g, name, rows)
        return
    plan = downgrade_plan(g, name, rows)
    check_steps(g, plan)
    left = g.links.ancestors(plan.ends)
    assert name in left, explain(g, plan)
    assert left.isdisjoint(g.children(name)), explain(g, plan)


@given(situations())
def test_up_and_down_again_returns_the_same_heads(situation):
    g, rows, name = situation
    up = upgrade_plan(g, "heads", ())
    down = downgrade_plan(g, "base", up.ends)
    check_steps(g, down)
    assert [step.revision for step in down] == [step.revision for step in reversed(up.steps)]
    assert [step.heads_after for step in down] == [step.heads_before for step in reversed(up.steps)]
    if name in g.links.ancestors(rows):
        undone = downgrade_plan(g, name, rows)
        again = upgrade_plan(g, rows or "base", undone.ends)
        assert again.ends == rows, explain(g, undone) + explain(g, again)


@given(situations())
def test_stamp_leaves_rows_that_imply_the_target_and_none_of_each_other(situation):
    g, rows, name = situation
    plan = make_plan(g, f"stamp {name}", rows)
    assert name in plan.ends, explain(g, plan)
    assert set(plan.ends) == set(g.links.maximal(plan.ends)), explain(g, plan)
    assert replay(rows, [change for step in plan for change in step.changes]) == set(plan.ends)


def test_a_line_of_a_hundred_thousand_is_planned_both_ways():
    g = line(100_000)
    up = upgrade_plan(g, "head", ())
    assert (len(up), up.ends) == (100_000, ("r99999",))
    assert len(downgrade_plan(g, "-99999", up.ends)) == 99_999


def test_thousands_of_heads_do_not_cost_their_square():
    g = RevisionMap(lambda: [Revision("a"), *(Revision(f"b{n}", "a") for n in range(20_000))])
    up = upgrade_plan(g, "heads", ())
    assert len(up.ends) == 20_000
    assert downgrade_plan(g, "base", up.ends).ends == ()


def test_a_step_down_from_several_rows_starts_at_the_first_only_where_guessing_is_wanted() -> None:
    forest = RevisionMap(lambda: [Revision("a1"), Revision("a2", "a1"), Revision("b1")])
    with pytest.raises(ResolutionError, match="'-1' is ambiguous"):
        downgrade_plan(forest, "-1", ["b1", "a2"])
    with pytest.warns(UserWarning, match="ambiguous; it counts from b1, say 'b1@-1'"):
        plan = downgrade_plan(forest, "-1", ["b1", "a2"], guess=True)
    assert (len(plan), plan.ends) == (1, ("a2",))
    assert len(downgrade_plan(forest, "-1", ["a2"], guess=True)) == 1
