"""The layout of a history in lanes: every edge is a line that can be followed, and nothing crosses a revision."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revgraph.graph.lanes import edges_of, lay_out
from tests.kit.drawings import followed, laid_out, newest_first, told
from tests.kit.graphs import line, revision_lists


@given(revision_lists())
def test_every_revision_has_one_row_in_the_given_order(revisions):
    shown = newest_first(revisions)
    rows = list(lay_out(shown))
    assert [row.revision for row in rows] == list(shown), told(rows)


@given(revision_lists())
def test_the_lines_lead_along_exactly_the_edges(revisions):
    shown = newest_first(revisions)
    rows = list(lay_out(shown))
    assert sorted(followed(rows)) == sorted(edge for one in shown for edge in edges_of(one)), told(rows)


@given(revision_lists(), st.data())
def test_the_lines_of_a_part_lead_along_its_edges_and_the_others_are_cut(revisions, data):
    whole = newest_first(revisions)
    shown = tuple(one for one in whole if data.draw(st.booleans()))
    rows = list(lay_out(shown))
    names = {one.revision for one in shown}
    assert sorted(followed(rows)) == sorted(edge for one in shown for edge in edges_of(one)), told(rows)
    cut = {link.target for row in rows for link in row.own if link.is_cut}
    assert cut.isdisjoint(names), told(rows)


@given(revision_lists())
def test_no_line_passes_through_a_revision_and_no_two_share_a_lane(revisions):
    rows = list(lay_out(newest_first(revisions)))
    for row in rows:
        starts = [link.start for link in row.passing]
        assert len(set(starts)) == len(starts) and row.lane not in starts, told(rows)
        by_end: dict[int, set[str]] = {}
        for link in (*row.own, *row.passing):
            if not link.is_cut:
                by_end.setdefault(link.end, set()).add(link.target)
        assert all(len(targets) == 1 for targets in by_end.values()), told(rows)
        assert not {link.end for link in row.own if link.is_cut} & {link.start for link in row.passing}, told(rows)


@given(revision_lists())
def test_a_revision_without_a_line_to_it_never_stands_right_below_one_without_a_line_down(revisions):
    rows = list(lay_out(newest_first(revisions)))
    for above, below in pairwise(rows):
        if not above.own and below.lane == above.lane:
            assert any(link.end == below.lane for link in above.passing), told(rows)


def test_a_line_needs_one_lane():
    rows = list(lay_out(line(3000).get_range(":")))
    assert {row.lane for row in rows} == {0}
    assert max(len(row.own) + len(row.passing) for row in rows) == 1


@pytest.mark.parametrize(
    ("drawing", "lanes"),
    [
        pytest.param("a -> b; a -> c; a -> d", {"d": 0, "c": 1, "b": 1, "a": 0}, id="star"),
        pytest.param("a -> b; x -> y; p -> q", {"q": 0, "p": 0, "y": 1, "x": 1, "b": 0, "a": 0}, id="lines apart"),
        pytest.param("a -> b; a -> c; b, c -> m", {"m": 0, "c": 1, "b": 0, "a": 0}, id="diamond"),
        pytest.param("a -> b -> c; a => c", {"c": 0, "b": 0, "a": 0}, id="dependency beside a line"),
    ],
)
def test_lanes_of(drawing, lanes):
    rows = laid_out(drawing)
    assert {row.revision.revision: row.lane for row in rows} == lanes, told(rows)


def test_finished_lanes_are_used_again():
    branches = "; ".join(f"root -> a{n} -> b{n}" for n in range(50))
    rows = laid_out(branches)
    assert max(row.lane for row in rows) == 1, told(rows)


def test_no_revisions_have_no_rows():
    assert list(lay_out(())) == []
