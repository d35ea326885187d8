from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revgraph.errors import RevisionError
from revgraph.graph.heads import Delete, HeadTrail, Insert, Update, head_changes, replay


@pytest.mark.parametrize(
    ("gone", "come", "changes"),
    [
        ("", "a", [Insert("a")]),
        ("a", "", [Delete("a")]),
        ("a", "b", [Update("a", "b")]),
        ("ab", "c", [Delete("a"), Update("b", "c")]),
        ("c", "ab", [Insert("b"), Update("c", "a")]),
        ("ab", "cd", [Update("a", "c"), Update("b", "d")]),
        ("", "", []),
    ],
)
def test_rows_change_as_little_as_possible(gone, come, changes):
    assert list(head_changes(tuple(gone), tuple(come))) == changes


@given(st.sets(st.sampled_from("abcdef")), st.sets(st.sampled_from("abcdef")))
def test_changes_replay_to_the_wanted_rows(before, after):
    changes = head_changes(sorted(before - after), sorted(after - before))
    assert replay(before, changes) == after
    assert len(changes) == max(len(before - after), len(after - before))


@pytest.mark.parametrize("change", [Insert("a"), Delete("b"), Update("b", "c"), Update("a", "a2")])
def test_a_change_that_does_not_fit_is_refused(change):
    heads = {"a", "a2"}
    with pytest.raises(RevisionError, match="head"):
        replay(heads, [change])


def test_the_trail_answers_for_any_step_in_any_order():
    trail = HeadTrail(["a"], [(Update("a", "b"),), (Insert("x"),), (Delete("x"), Update("b", "c"))])
    assert [sorted(trail.before(step)) for step in (0, 2, 1)] == [["a"], ["b", "x"], ["b"]]
    assert [sorted(trail.after(step)) for step in (2, 0)] == [["c"], ["b"]]
